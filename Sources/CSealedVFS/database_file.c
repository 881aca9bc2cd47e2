/*
 * The main database: whole pages sealed one by one, at SQLite's own offsets.
 * Locks and shared memory are the platform's; there is no memory mapping, since
 * it would show sealed bytes to SQLite.
 */
#include <sodium.h>

#include "database_page.h"
#include "sealed_file.h"

static database_state *state_of(sealed_file *file) {
    return &file->state.database;
}

#ifdef SEALED_VFS_TESTING
/*
 * SQLite's tests use every page size. `whole` is the size of the page this read
 * may be, or 0. The file's own header decides; when it is torn SQLite has the
 * size from the log or journal, and the read tells it.
 */
static int find_page_size(sealed_file *file, int whole) {
    database_state *state = state_of(file);
    if (state->page_size != 0 && (whole == 0 || whole == state->page_size)) {
        return SQLITE_OK;
    }
    unsigned char clear[CLEAR_HEADER_BYTES];
    int absent;
    int rc = platform_read(file, clear, sizeof clear, CLEAR_HEADER_OFFSET, &absent);
    if (rc == SQLITE_OK && database_page_size_of(clear) != 0) {
        state->page_size = database_page_size_of(clear);
    } else if (whole != 0) {
        state->page_size = whole;
    } else if (state->page_size == 0) {
        state->page_size = 1024;
    }
    return rc == SQLITE_IOERR_SHORT_READ ? SQLITE_OK : rc;
}
#else
static int find_page_size(sealed_file *file, int whole) {
    (void)whole;
    state_of(file)->page_size = SEALED_VFS_PAGE_SIZE;
    return SQLITE_OK;
}
#endif

/*
 * SQLite may skip pages when it writes past the end. They are filled with
 * sealed zeros, so that a page of zeros is always somebody's tampering, except
 * where a sector is larger than a page: writing a page SQLite did not write
 * would then expose its neighbours to a torn sector. There, zeros read as zeros.
 */
static int fills_gaps(sealed_file *file, int page_size) {
    return plain_sector_size(&file->as_sqlite) <= page_size;
}

/* Reads and opens one page. `page` is zero unless the result is SQLITE_OK. */
static int read_page(sealed_file *file, unsigned char *page, int page_size, uint32_t number) {
    int64_t offset = (int64_t)(number - 1) * page_size;
    int absent;
    int rc = platform_read(file, page, page_size, offset, &absent);
    if (rc == SQLITE_IOERR_SHORT_READ && !absent) {
        /* Cut in the middle: it cannot be authenticated. */
        memset(page, 0, (size_t)page_size);
        return SQLITE_IOERR_DATA;
    }
    if (rc != SQLITE_OK) {
        return rc;
    }
    const unsigned char *trailer = page + page_size - TRAILER_BYTES;
    if (number != 1 && is_all_zero(trailer, TRAILER_BYTES) && !fills_gaps(file, page_size) &&
        is_all_zero(page, (size_t)page_size)) {
        return SQLITE_OK;
    }
    if (database_page_open(&file->key->scope, page, page_size, number) != 0) {
        memset(page, 0, (size_t)page_size);
        return SQLITE_IOERR_DATA;
    }
    return SQLITE_OK;
}

/*
 * Page 1 does not authenticate and SQLite asked for a part of it only. These
 * reads come before recovery, and recovery may be about to replace the page, so
 * an error here would make a good log or journal useless. The whole page is read
 * later, and then gives its verdict.
 */
static int stand_in(sealed_file *file, unsigned char *buffer, int length, int64_t offset) {
    if (offset + length > FILE_HEADER_BYTES) {
        return SQLITE_IOERR_DATA;
    }
    if (offset == 0) {
        unsigned char header[FILE_HEADER_BYTES];
        database_page_stand_in_header(header, state_of(file)->page_size);
        memcpy(buffer, header, (size_t)length);
    } else {
        /* The change counter: one that never was makes SQLite drop what it cached. */
        randombytes_buf(buffer, (size_t)length);
    }
    return SQLITE_OK;
}

/* Reads a range that is not one aligned page. */
static int read_part(sealed_file *file, unsigned char *buffer, int length, int64_t offset) {
    int page_size = state_of(file)->page_size;
    int rc = sealed_file_scratch(file, page_size);
    int done = 0;
    while (rc == SQLITE_OK && done < length) {
        int64_t at = offset + done;
        int inside = (int)(at % page_size);
        int part = page_size - inside < length - done ? page_size - inside : length - done;
        rc = read_page(file, file->scratch, page_size, (uint32_t)(at / page_size) + 1);
        if (rc == SQLITE_OK) {
            memcpy(buffer + done, file->scratch + inside, (size_t)part);
            done += part;
        }
    }
    if (file->scratch != NULL) {
        /* Without memory for a larger page, it is still as small as it was. */
        sodium_memzero(file->scratch, (size_t)file->scratch_capacity);
    }
    if (rc == SQLITE_IOERR_DATA && offset + done < page_size) {
        rc = stand_in(file, buffer, length, offset);
    } else if (rc == SQLITE_IOERR_SHORT_READ) {
        memset(buffer + done, 0, (size_t)(length - done));
    }
    return rc;
}

static int database_read(sqlite3_file *sqlite_file, void *buffer, int length,
                         sqlite3_int64 offset) {
    sealed_file *file = (sealed_file *)sqlite_file;
    int whole = is_page_size(length) && offset % length == 0 ? length : 0;
    int rc = find_page_size(file, whole);
    if (rc != SQLITE_OK) {
        return rc;
    }
    if (whole == state_of(file)->page_size) {
        rc = read_page(file, buffer, length, (uint32_t)(offset / length) + 1);
    } else {
        rc = read_part(file, buffer, length, offset);
    }
    if (rc == SQLITE_IOERR_DATA) {
        memset(buffer, 0, (size_t)length);
        return refuse_read("page", (uint64_t)(offset / state_of(file)->page_size) + 1, file->name);
    }
    return rc;
}

static int write_page(sealed_file *file, const unsigned char *plain, int page_size,
                      uint32_t number) {
    database_page_seal(&file->key->scope, plain, file->scratch, page_size, number);
    int64_t offset = (int64_t)(number - 1) * page_size;
    return platform_write(file, file->scratch, page_size, offset);
}

/* Writes sealed zeros in the pages between the end of the file and `number`. */
static int fill_gap(sealed_file *file, int page_size, uint32_t number) {
    database_state *state = state_of(file);
    if ((int64_t)number <= state->known_pages + 1 || !fills_gaps(file, page_size)) {
        return SQLITE_OK;
    }
    int64_t size;
    int rc = platform_size(file, &size);
    if (rc != SQLITE_OK) {
        return rc;
    }
    state->known_pages = size / page_size;
    if ((int64_t)number <= state->known_pages + 1) {
        return SQLITE_OK;
    }
    unsigned char *zeros = sqlite3_malloc(page_size);
    if (zeros == NULL) {
        return SQLITE_NOMEM;
    }
    memset(zeros, 0, (size_t)page_size);
    uint32_t lock_page = LOCK_BYTE_OFFSET / (uint32_t)page_size + 1;
    for (uint32_t page = (uint32_t)state->known_pages + 1; rc == SQLITE_OK && page < number;
         page++) {
        /* Page 1 always gets its real content; SQLite never reads the lock page. */
        if (page != 1 && page != lock_page) {
            rc = write_page(file, zeros, page_size, page);
        }
    }
    sqlite3_free(zeros);
    return rc;
}

static int database_write(sqlite3_file *sqlite_file, const void *buffer, int length,
                          sqlite3_int64 offset) {
    sealed_file *file = (sealed_file *)sqlite_file;
    database_state *state = state_of(file);
    if (!is_page_size(length) || offset % length != 0 || offset / length >= UINT32_MAX) {
        return refuse_write("not a page", offset, length, file->name);
    }
    uint32_t number = (uint32_t)(offset / length) + 1;
    page_verdict verdict = database_page_judge(buffer, length, number);
    if (verdict == PAGE_REFUSED) {
        return refuse_write("page without our reserve", offset, length, file->name);
    }
    int rc = sealed_file_scratch(file, length);
    if (rc == SQLITE_OK) {
        rc = fill_gap(file, length, number);
    }
    if (rc != SQLITE_OK) {
        return rc;
    }
    rc = verdict == PAGE_BLANK_FIRST ? platform_write(file, buffer, length, offset)
                                     : write_page(file, buffer, length, number);
    if (rc == SQLITE_OK) {
        if (number == 1) {
            state->page_size = length;
        }
        if (number > state->known_pages) {
            state->known_pages = number;
        }
    }
    return rc;
}

static int database_truncate(sqlite3_file *file, sqlite3_int64 size) {
    state_of((sealed_file *)file)->known_pages = 0;
    return plain_truncate(file, size);
}

/* What is known of the file's size only holds while no other connection can change it. */
static int database_lock(sqlite3_file *file, int level) {
    state_of((sealed_file *)file)->known_pages = 0;
    return plain_lock(file, level);
}

static int database_pragma(sqlite3_file *file, char **arguments) {
#ifndef SEALED_VFS_TESTING
    /* A sealed file has one page size for ever. */
    if (sqlite3_stricmp(arguments[1], "page_size") == 0 && arguments[2] != NULL) {
        return SQLITE_OK;
    }
#endif
    return plain_control(file, SQLITE_FCNTL_PRAGMA, arguments);
}

static int database_control(sqlite3_file *file, int operation, void *argument) {
    switch (operation) {
    case SQLITE_FCNTL_PRAGMA:
        return database_pragma(file, argument);
    case SQLITE_FCNTL_MMAP_SIZE:
        *(sqlite3_int64 *)argument = 0;
        return SQLITE_OK;
    case SQLITE_FCNTL_SIZE_HINT:
    case SQLITE_FCNTL_CHUNK_SIZE:
        /* Both extend the file with zeros that nobody sealed. */
        return SQLITE_OK;
    case SQLITE_FCNTL_BEGIN_ATOMIC_WRITE:
    case SQLITE_FCNTL_COMMIT_ATOMIC_WRITE:
    case SQLITE_FCNTL_ROLLBACK_ATOMIC_WRITE:
        return SQLITE_NOTFOUND;
    case SQLITE_FCNTL_VFSNAME: {
        int rc = plain_control(file, operation, argument);
        char **name = argument;
        if (rc == SQLITE_OK) {
            *name = sqlite3_mprintf("%s/%z", sealed_vfs_name(), *name);
        }
        return rc;
    }
    default:
        return plain_control(file, operation, argument);
    }
}

static int database_shm_map(sqlite3_file *file, int region, int size, int extend,
                            void volatile **mapped) {
    sqlite3_file *platform = ((sealed_file *)file)->platform;
    return platform->pMethods->xShmMap(platform, region, size, extend, mapped);
}

static int database_shm_lock(sqlite3_file *file, int first, int count, int flags) {
    sealed_file *self = (sealed_file *)file;
    state_of(self)->known_pages = 0;
    int rc = self->platform->pMethods->xShmLock(self->platform, first, count, flags);
    /* Lock 0 is the log's write lock; see wal_sync for why its release is counted. */
    int released = SQLITE_SHM_UNLOCK | SQLITE_SHM_EXCLUSIVE;
    if (rc == SQLITE_OK && first == 0 && (flags & released) == released) {
        atomic_fetch_add(&self->key->write_lock_releases, 1);
    }
    return rc;
}

static void database_shm_barrier(sqlite3_file *file) {
    sqlite3_file *platform = ((sealed_file *)file)->platform;
    platform->pMethods->xShmBarrier(platform);
}

static int database_shm_unmap(sqlite3_file *file, int delete) {
    sqlite3_file *platform = ((sealed_file *)file)->platform;
    return platform->pMethods->xShmUnmap(platform, delete);
}

#define DATABASE_METHODS(version)                              \
    .iVersion = (version), .xClose = plain_close,              \
    .xRead = database_read, .xWrite = database_write,          \
    .xTruncate = database_truncate, .xSync = plain_sync,       \
    .xFileSize = plain_size, .xLock = database_lock,           \
    .xUnlock = plain_unlock,                                   \
    .xCheckReservedLock = plain_check_reserved_lock,           \
    .xFileControl = database_control,                          \
    .xSectorSize = plain_sector_size,                          \
    .xDeviceCharacteristics = plain_device_characteristics

const sqlite3_io_methods *database_file_methods(int shared_memory) {
    static const sqlite3_io_methods without = {DATABASE_METHODS(1)};
    static const sqlite3_io_methods with = {
        DATABASE_METHODS(2),
        .xShmMap = database_shm_map,
        .xShmLock = database_shm_lock,
        .xShmBarrier = database_shm_barrier,
        .xShmUnmap = database_shm_unmap,
    };
    return shared_memory ? &with : &without;
}
