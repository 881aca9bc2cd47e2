/*
 * Reads a whole database file, page after page, through SQLite's own handle.
 * Pages that no query reads any more, those of the free list above all, are
 * looked at too. A second handle would not do: closing it would drop the locks
 * that this process holds on the file.
 */
#include <sodium.h>
#include <sqlite3.h>

#include "geometry.h"
#include "sealed_vfs.h"

static int check_pages(sqlite3_file *file, unsigned char *page, uint32_t *bad_page) {
    const sqlite3_int64 lock_page = LOCK_BYTE_OFFSET / SEALED_VFS_PAGE_SIZE;
    sqlite3_int64 size = 0;
    int rc = file->pMethods->xFileSize(file, &size);
    for (sqlite3_int64 index = 0; rc == SQLITE_OK && index * SEALED_VFS_PAGE_SIZE < size; index++) {
        /* SQLite never writes the page that holds the lock bytes. */
        if (index == lock_page) {
            continue;
        }
        rc = file->pMethods->xRead(file, page, SEALED_VFS_PAGE_SIZE, index * SEALED_VFS_PAGE_SIZE);
        if (rc == SQLITE_IOERR_DATA || rc == SQLITE_IOERR_SHORT_READ) {
            *bad_page = (uint32_t)(index + 1);
            rc = SQLITE_IOERR_DATA;
        }
    }
    return rc;
}

int sealed_vfs_check(sqlite3 *db, uint32_t *bad_page) {
    *bad_page = 0;
    sqlite3_file *file = NULL;
    int rc = sqlite3_file_control(db, "main", SQLITE_FCNTL_FILE_POINTER, &file);
    if (rc != SQLITE_OK) {
        return rc;
    }
    unsigned char *page = sqlite3_malloc(SEALED_VFS_PAGE_SIZE);
    if (page == NULL) {
        return SQLITE_NOMEM;
    }
    rc = check_pages(file, page, bad_page);
    sodium_memzero(page, SEALED_VFS_PAGE_SIZE);
    sqlite3_free(page);
    return rc;
}
