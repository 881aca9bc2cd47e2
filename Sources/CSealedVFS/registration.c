/* The public entry points: putting the VFS in place, and attaching keys to paths. */
#include <pthread.h>
#include <sodium.h>
#include <sqlite3.h>
#include <stdlib.h>

#include "registry.h"
#include "vfs.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static sqlite3_vfs sealed;
static int registered;

const char *sealed_vfs_name(void) {
    return "sealed";
}

int sealed_vfs_reserve(sqlite3 *db, const char *schema) {
    int bytes = SEALED_VFS_RESERVED_BYTES;
    return sqlite3_file_control(db, schema, SQLITE_FCNTL_RESERVE_BYTES, &bytes);
}

/* Runs when a connection is opened, memory databases included: a backup between them needs equal reserves. */
static int prepare_connection(sqlite3 *db, char **message, const struct sqlite3_api_routines *api) {
    (void)message;
    (void)api;
    return sealed_vfs_reserve(db, "main");
}

/*
 * Takes every VFS that writes to disk off SQLite's list: a URI may name any that
 * is there. The one that lives in memory stays.
 */
static void hide_platform(void) {
    sqlite3_vfs *next;
    for (sqlite3_vfs *vfs = sqlite3_vfs_find(NULL); vfs != NULL; vfs = next) {
        next = vfs->pNext;
        if (vfs != &sealed && strcmp(vfs->zName, "memdb") != 0) {
            sqlite3_vfs_unregister(vfs);
        }
    }
}

static int register_once(void) {
    if (sodium_init() < 0) {
        return SQLITE_ERROR;
    }
    int rc = sqlite3_initialize();
    if (rc != SQLITE_OK) {
        return rc;
    }
    sqlite3_vfs *platform = sqlite3_vfs_find(NULL);
    if (platform == NULL) {
        return SQLITE_ERROR;
    }
    sealed_vfs_make(&sealed, platform, sealed_vfs_name());
    rc = sqlite3_auto_extension((void (*)(void))prepare_connection);
    if (rc == SQLITE_OK) {
        rc = sqlite3_vfs_register(&sealed, 1);
    }
    if (rc == SQLITE_OK) {
        hide_platform();
    }
    return rc;
}

int sealed_vfs_register(void) {
    int rc = SQLITE_OK;
    pthread_mutex_lock(&lock);
    if (!registered) {
        rc = register_once();
        registered = rc == SQLITE_OK;
    }
    pthread_mutex_unlock(&lock);
    return rc;
}

/* The path as SQLite will give it to the VFS: absolute, links followed. NULL when it is not a plain path. */
static char *canonical_path(const char *path, int *rc) {
    *rc = SQLITE_MISUSE;
    if (path == NULL || path[0] != '/' || sealed.xFullPathname == NULL) {
        return NULL;
    }
    int size = sealed.mxPathname + 1;
    char *canonical = malloc((size_t)size);
    if (canonical == NULL) {
        *rc = SQLITE_NOMEM;
        return NULL;
    }
    *rc = sealed.xFullPathname(&sealed, path, size, canonical);
    /* The extended form of SQLITE_OK only says that there was a link. */
    if ((*rc & 0xff) == SQLITE_OK) {
        *rc = SQLITE_OK;
        return canonical;
    }
    free(canonical);
    return NULL;
}

int sealed_vfs_attach(const char *path,
                      const unsigned char root_key[SEALED_VFS_ROOT_KEY_BYTES],
                      const unsigned char database_id[SEALED_VFS_DATABASE_ID_BYTES],
                      uint32_t page_epoch) {
    int rc;
    char *canonical = canonical_path(path, &rc);
    if (canonical != NULL) {
        rc = registry_attach(canonical, root_key, database_id, page_epoch);
        free(canonical);
    }
    return rc;
}

int sealed_vfs_detach(const char *path) {
    int rc;
    char *canonical = canonical_path(path, &rc);
    if (canonical != NULL) {
        rc = registry_detach(canonical);
        free(canonical);
    }
    return rc;
}

int sealed_vfs_last_wal_finding(const char *path, sealed_vfs_wal_finding *finding) {
    int rc;
    char *canonical = canonical_path(path, &rc);
    if (canonical != NULL) {
        rc = registry_wal_finding(canonical, finding);
        free(canonical);
    }
    return rc;
}
