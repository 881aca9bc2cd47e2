/* What every kind of file leaves to the platform, and the files left in clear. */
#include <sodium.h>

#include "sealed_file.h"

static sqlite3_file *below(sqlite3_file *file) {
    return ((sealed_file *)file)->platform;
}

int sealed_buffer(unsigned char **buffer, int *capacity, int size) {
    if (*capacity >= size) {
        return SQLITE_OK;
    }
    /* SQLite's allocator, so that its memory limits and failures hold here too. */
    unsigned char *grown = sqlite3_malloc(size);
    if (grown == NULL) {
        return SQLITE_NOMEM;
    }
    sealed_buffer_free(buffer, capacity);
    *buffer = grown;
    *capacity = size;
    return SQLITE_OK;
}

void sealed_buffer_free(unsigned char **buffer, int *capacity) {
    if (*buffer != NULL) {
        sodium_memzero(*buffer, (size_t)*capacity);
        sqlite3_free(*buffer);
    }
    *buffer = NULL;
    *capacity = 0;
}

int sealed_file_scratch(sealed_file *file, int size) {
    return sealed_buffer(&file->scratch, &file->scratch_capacity, size);
}

int platform_read(sealed_file *file, void *buffer, int length, int64_t offset, int *absent) {
    int rc = file->platform->pMethods->xRead(file->platform, buffer, length, offset);
    *absent = 0;
    if (rc == SQLITE_IOERR_SHORT_READ) {
        int64_t size = 0;
        int size_rc = platform_size(file, &size);
        if (size_rc != SQLITE_OK) {
            return size_rc;
        }
        *absent = size <= offset;
    }
    return rc;
}

int platform_write(sealed_file *file, const void *buffer, int length, int64_t offset) {
    return file->platform->pMethods->xWrite(file->platform, buffer, length, offset);
}

int platform_size(sealed_file *file, int64_t *size) {
    sqlite3_int64 found = 0;
    int rc = file->platform->pMethods->xFileSize(file->platform, &found);
    *size = found;
    return rc;
}

int plain_close(sqlite3_file *file) {
    sealed_file *self = (sealed_file *)file;
    int rc = self->platform->pMethods->xClose(self->platform);
    sealed_buffer_free(&self->scratch, &self->scratch_capacity);
    registry_release(self->key);
    self->key = NULL;
    return rc;
}

int plain_read(sqlite3_file *file, void *buffer, int length, sqlite3_int64 offset) {
    return below(file)->pMethods->xRead(below(file), buffer, length, offset);
}

int plain_write(sqlite3_file *file, const void *buffer, int length, sqlite3_int64 offset) {
    return below(file)->pMethods->xWrite(below(file), buffer, length, offset);
}

int plain_truncate(sqlite3_file *file, sqlite3_int64 size) {
    return below(file)->pMethods->xTruncate(below(file), size);
}

int plain_sync(sqlite3_file *file, int flags) {
    return below(file)->pMethods->xSync(below(file), flags);
}

int plain_size(sqlite3_file *file, sqlite3_int64 *size) {
    return below(file)->pMethods->xFileSize(below(file), size);
}

int plain_lock(sqlite3_file *file, int level) {
    return below(file)->pMethods->xLock(below(file), level);
}

int plain_unlock(sqlite3_file *file, int level) {
    return below(file)->pMethods->xUnlock(below(file), level);
}

int plain_check_reserved_lock(sqlite3_file *file, int *result) {
    return below(file)->pMethods->xCheckReservedLock(below(file), result);
}

int plain_control(sqlite3_file *file, int operation, void *argument) {
    return below(file)->pMethods->xFileControl(below(file), operation, argument);
}

int plain_sector_size(sqlite3_file *file) {
    return below(file)->pMethods->xSectorSize(below(file));
}

/*
 * Sealing changes more bytes than SQLite asked for, but never outside the page
 * it asked for: what the device promises about ranges it does not write still
 * holds. What it promises about the atomicity of a write is not passed on.
 */
int plain_device_characteristics(sqlite3_file *file) {
    int device = below(file)->pMethods->xDeviceCharacteristics(below(file));
    return device & (SQLITE_IOCAP_POWERSAFE_OVERWRITE | SQLITE_IOCAP_SAFE_APPEND |
                     SQLITE_IOCAP_SEQUENTIAL | SQLITE_IOCAP_UNDELETABLE_WHEN_OPEN |
                     SQLITE_IOCAP_IMMUTABLE);
}

const sqlite3_io_methods *clear_file_methods(void) {
    static const sqlite3_io_methods methods = {
        .iVersion = 1,
        .xClose = plain_close,
        .xRead = plain_read,
        .xWrite = plain_write,
        .xTruncate = plain_truncate,
        .xSync = plain_sync,
        .xFileSize = plain_size,
        .xLock = plain_lock,
        .xUnlock = plain_unlock,
        .xCheckReservedLock = plain_check_reserved_lock,
        .xFileControl = plain_control,
        .xSectorSize = plain_sector_size,
        .xDeviceCharacteristics = plain_device_characteristics,
    };
    return &methods;
}
