#include "registry.h"

#include <pthread.h>
#include <sodium.h>
#include <sqlite3.h>
#include <stdlib.h>

/*
 * A few databases are attached at a time and looked up only when a file is
 * opened: a list is enough. The list outlives SQLite's own initialisation, so it
 * uses the C library's memory and locks, not SQLite's.
 */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static sealed_key *attached;
#ifdef SEALED_VFS_TESTING
static sealed_key *every_path;
#endif

static void key_free(sealed_key *key) {
    if (key == NULL) {
        return;
    }
    sodium_free((void *)(uintptr_t)key->scope.key);
    free(key->path);
    free(key);
}

static sealed_key *key_make(const char *path,
                            const unsigned char root_key[SEALED_VFS_ROOT_KEY_BYTES],
                            const unsigned char id[DATABASE_ID_BYTES], uint32_t epoch) {
    sealed_key *key = calloc(1, sizeof *key);
    if (key == NULL) {
        return NULL;
    }
    key->path = strdup(path);
    unsigned char *page_key = sodium_malloc(PAGE_KEY_BYTES);
    key->scope.key = page_key;
    if (key->path == NULL || page_key == NULL) {
        key_free(key);
        return NULL;
    }
    seal_derive_page_key(page_key, root_key, id, epoch);
    sodium_mprotect_readonly(page_key);
    memcpy(key->scope.id, id, DATABASE_ID_BYTES);
    key->scope.epoch = epoch;
    return key;
}

/* The link that points to the key of a path, or to the NULL at the end. */
static sealed_key **find(const char *path, size_t length) {
    sealed_key **link = &attached;
    while (*link != NULL &&
           (strncmp((*link)->path, path, length) != 0 || (*link)->path[length] != '\0')) {
        link = &(*link)->next;
    }
    return link;
}

static int same_key(const sealed_key *a, const sealed_key *b) {
    return a->scope.epoch == b->scope.epoch &&
           memcmp(a->scope.id, b->scope.id, DATABASE_ID_BYTES) == 0 &&
           sodium_memcmp(a->scope.key, b->scope.key, PAGE_KEY_BYTES) == 0;
}

int registry_attach(const char *path, const unsigned char root_key[SEALED_VFS_ROOT_KEY_BYTES],
                    const unsigned char id[DATABASE_ID_BYTES], uint32_t epoch) {
    sealed_key *key = key_make(path, root_key, id, epoch);
    if (key == NULL) {
        return SQLITE_NOMEM;
    }
    int rc = SQLITE_OK;
    pthread_mutex_lock(&lock);
    sealed_key **link = find(path, strlen(path));
    if (*link == NULL) {
        *link = key;
        key = NULL;
    } else if (!same_key(*link, key)) {
        if ((*link)->open_files > 0) {
            rc = SQLITE_BUSY;
        } else {
            sealed_key *old = *link;
            key->next = old->next;
            *link = key;
            key = old;
        }
    }
    pthread_mutex_unlock(&lock);
    key_free(key);
    return rc;
}

int registry_detach(const char *path) {
    int rc = SQLITE_OK;
    sealed_key *removed = NULL;
    pthread_mutex_lock(&lock);
    sealed_key **link = find(path, strlen(path));
    if (*link == NULL) {
        rc = SQLITE_NOTFOUND;
    } else if ((*link)->open_files > 0) {
        rc = SQLITE_BUSY;
    } else {
        removed = *link;
        *link = removed->next;
    }
    pthread_mutex_unlock(&lock);
    key_free(removed);
    return rc;
}

sealed_key *registry_acquire(const char *path, size_t length) {
    pthread_mutex_lock(&lock);
    sealed_key *key = *find(path, length);
#ifdef SEALED_VFS_TESTING
    if (key == NULL) {
        key = every_path;
    }
#endif
    if (key != NULL) {
        key->open_files += 1;
    }
    pthread_mutex_unlock(&lock);
    return key;
}

void registry_release(sealed_key *key) {
    if (key == NULL) {
        return;
    }
    pthread_mutex_lock(&lock);
    key->open_files -= 1;
    pthread_mutex_unlock(&lock);
}

void registry_set_wal_finding(sealed_key *key, const sealed_vfs_wal_finding *finding) {
    pthread_mutex_lock(&lock);
    key->wal_finding = *finding;
    pthread_mutex_unlock(&lock);
}

int registry_wal_finding(const char *path, sealed_vfs_wal_finding *finding) {
    int rc = SQLITE_NOTFOUND;
    pthread_mutex_lock(&lock);
    const sealed_key *key = *find(path, strlen(path));
    if (key != NULL) {
        *finding = key->wal_finding;
        rc = SQLITE_OK;
    }
    pthread_mutex_unlock(&lock);
    return rc;
}

#ifdef SEALED_VFS_TESTING
int registry_attach_every_path(const unsigned char root_key[SEALED_VFS_ROOT_KEY_BYTES],
                               const unsigned char id[DATABASE_ID_BYTES], uint32_t epoch) {
    int rc = SQLITE_OK;
    pthread_mutex_lock(&lock);
    if (every_path == NULL) {
        every_path = key_make("", root_key, id, epoch);
        rc = every_path == NULL ? SQLITE_NOMEM : SQLITE_OK;
    }
    pthread_mutex_unlock(&lock);
    return rc;
}
#endif
