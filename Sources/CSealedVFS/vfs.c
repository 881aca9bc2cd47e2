/* Opening: which kind a file is, and whether its path has a key. The rest is the platform's. */
#include "vfs.h"

#include "sealed_file.h"

static sqlite3_vfs *below(sqlite3_vfs *vfs) {
    return vfs->pAppData;
}

/* The key of the database a log or journal belongs to: its name without the suffix. */
static sealed_key *acquire_by_companion(const char *name, const char *suffix) {
    size_t length = strlen(name);
    size_t tail = strlen(suffix);
    if (length <= tail || strcmp(name + length - tail, suffix) != 0) {
        return NULL;
    }
    return registry_acquire(name, length - tail);
}

static int refuse_open(const char *name) {
    COUNT(opens_refused);
    sqlite3_log(SQLITE_CANTOPEN, "sealed: no key is attached for %s", name ? name : "(no name)");
    return SQLITE_CANTOPEN;
}

/*
 * Finds the methods and the key for a kind of file. Unknown kinds are refused:
 * what we do not know we cannot seal. A super-journal holds names of files only.
 */
static const sqlite3_io_methods *methods_for(sealed_file *file, const char *name, int flags) {
    const int temporary = SQLITE_OPEN_TEMP_DB | SQLITE_OPEN_TEMP_JOURNAL |
                          SQLITE_OPEN_TRANSIENT_DB | SQLITE_OPEN_SUBJOURNAL;
    if ((flags & temporary) != 0) {
        return temporary_file_methods();
    }
    if (name == NULL) {
        return NULL;
    }
    if ((flags & SQLITE_OPEN_MAIN_DB) != 0) {
        file->key = registry_acquire(name, strlen(name));
        return file->key != NULL ? database_file_methods(0) : NULL;
    }
    if ((flags & SQLITE_OPEN_WAL) != 0) {
        file->key = acquire_by_companion(name, "-wal");
        return file->key != NULL ? wal_file_methods() : NULL;
    }
    if ((flags & SQLITE_OPEN_MAIN_JOURNAL) != 0) {
        file->key = acquire_by_companion(name, "-journal");
        return file->key != NULL ? journal_file_methods() : NULL;
    }
    return (flags & SQLITE_OPEN_SUPER_JOURNAL) != 0 ? clear_file_methods() : NULL;
}

static int open_file(sqlite3_vfs *vfs, const char *name, sqlite3_file *sqlite_file, int flags,
                     int *out_flags) {
    sealed_file *file = (sealed_file *)sqlite_file;
    memset(file, 0, sizeof *file);
    file->platform = (sqlite3_file *)((char *)file + SEALED_FILE_BYTES);
    file->name = name != NULL ? name : "temporary";
    const sqlite3_io_methods *methods = methods_for(file, name, flags);
    if (methods == NULL) {
        return refuse_open(name);
    }
    if (methods == journal_file_methods()) {
        journal_state *state = &file->state.journal;
        state->number_written_at = state->number_read_at = -1;
        state->written_record_end = state->read_record_end = -1;
    }
    int rc = SQLITE_OK;
    if (methods == temporary_file_methods()) {
        rc = temporary_file_begin(file);
    }
    file->platform->pMethods = NULL;
    if (rc == SQLITE_OK) {
        rc = below(vfs)->xOpen(below(vfs), name, file->platform, flags, out_flags);
    }
    if (rc != SQLITE_OK) {
        if (file->platform->pMethods != NULL) {
            file->platform->pMethods->xClose(file->platform);
        }
        if (methods == temporary_file_methods()) {
            temporary_file_end(file);
        }
        registry_release(file->key);
        return rc;
    }
    if (methods == database_file_methods(0) && file->platform->pMethods->iVersion >= 2) {
        methods = database_file_methods(1);
    }
    file->as_sqlite.pMethods = methods;
    return SQLITE_OK;
}

static int delete_file(sqlite3_vfs *vfs, const char *name, int sync_directory) {
    return below(vfs)->xDelete(below(vfs), name, sync_directory);
}

static int access_file(sqlite3_vfs *vfs, const char *name, int flags, int *result) {
    return below(vfs)->xAccess(below(vfs), name, flags, result);
}

static int full_path(sqlite3_vfs *vfs, const char *name, int size, char *out) {
    return below(vfs)->xFullPathname(below(vfs), name, size, out);
}

static void *library_open(sqlite3_vfs *vfs, const char *name) {
    return below(vfs)->xDlOpen(below(vfs), name);
}

static void library_error(sqlite3_vfs *vfs, int size, char *message) {
    below(vfs)->xDlError(below(vfs), size, message);
}

static void (*library_symbol(sqlite3_vfs *vfs, void *library, const char *symbol))(void) {
    return below(vfs)->xDlSym(below(vfs), library, symbol);
}

static void library_close(sqlite3_vfs *vfs, void *library) {
    below(vfs)->xDlClose(below(vfs), library);
}

static int randomness(sqlite3_vfs *vfs, int size, char *out) {
    return below(vfs)->xRandomness(below(vfs), size, out);
}

static int sleep_for(sqlite3_vfs *vfs, int microseconds) {
    return below(vfs)->xSleep(below(vfs), microseconds);
}

static int current_time(sqlite3_vfs *vfs, double *out) {
    return below(vfs)->xCurrentTime(below(vfs), out);
}

static int last_error(sqlite3_vfs *vfs, int size, char *out) {
    return below(vfs)->xGetLastError(below(vfs), size, out);
}

static int current_time_in_milliseconds(sqlite3_vfs *vfs, sqlite3_int64 *out) {
    return below(vfs)->xCurrentTimeInt64(below(vfs), out);
}

static int set_system_call(sqlite3_vfs *vfs, const char *name, sqlite3_syscall_ptr call) {
    return below(vfs)->xSetSystemCall(below(vfs), name, call);
}

static sqlite3_syscall_ptr get_system_call(sqlite3_vfs *vfs, const char *name) {
    return below(vfs)->xGetSystemCall(below(vfs), name);
}

static const char *next_system_call(sqlite3_vfs *vfs, const char *name) {
    return below(vfs)->xNextSystemCall(below(vfs), name);
}

void sealed_vfs_make(sqlite3_vfs *vfs, sqlite3_vfs *platform, const char *name) {
    memset(vfs, 0, sizeof *vfs);
    vfs->iVersion = platform->iVersion;
    vfs->szOsFile = SEALED_FILE_BYTES + platform->szOsFile;
    vfs->mxPathname = platform->mxPathname;
    vfs->zName = name;
    vfs->pAppData = platform;
    vfs->xOpen = open_file;
    vfs->xDelete = delete_file;
    vfs->xAccess = access_file;
    vfs->xFullPathname = full_path;
    vfs->xRandomness = randomness;
    vfs->xSleep = sleep_for;
    vfs->xCurrentTime = current_time;
    /* The rest is optional: SQLite asks whether it is there before calling it. */
    vfs->xDlOpen = platform->xDlOpen ? library_open : NULL;
    vfs->xDlError = platform->xDlError ? library_error : NULL;
    vfs->xDlSym = platform->xDlSym ? library_symbol : NULL;
    vfs->xDlClose = platform->xDlClose ? library_close : NULL;
    vfs->xGetLastError = platform->xGetLastError ? last_error : NULL;
    if (platform->iVersion >= 2 && platform->xCurrentTimeInt64 != NULL) {
        vfs->xCurrentTimeInt64 = current_time_in_milliseconds;
    }
    if (platform->iVersion >= 3 && platform->xSetSystemCall != NULL) {
        vfs->xSetSystemCall = set_system_call;
        vfs->xGetSystemCall = get_system_call;
        vfs->xNextSystemCall = next_system_call;
    }
}
