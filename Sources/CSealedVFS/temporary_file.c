/*
 * Temporary files: tables and indexes that do not fit in memory, sorters,
 * statement journals. Their content is cut in blocks of 4 KiB, each sealed under
 * a key that lives as long as the open file and is never written anywhere.
 * Recent blocks stay plain in memory and are sealed when they leave it; a
 * temporary file has nothing to keep after a crash.
 */
#include <sodium.h>

#include "nonce.h"
#include "sealed_file.h"

#define BLOCK_BYTES 4096
#define SEALED_BLOCK_BYTES (BLOCK_BYTES + TRAILER_BYTES)

typedef struct temporary_block {
    int64_t number;
    int dirty;
    unsigned char plain[BLOCK_BYTES];
} temporary_block;

static temporary_state *state_of(sealed_file *file) {
    return &file->state.temporary;
}

int temporary_file_begin(sealed_file *file) {
    temporary_state *state = state_of(file);
    unsigned char *key = sodium_malloc(PAGE_KEY_BYTES);
    if (key == NULL) {
        return SQLITE_NOMEM;
    }
    randombytes_buf(key, PAGE_KEY_BYTES);
    sodium_mprotect_readonly(key);
    state->scope.key = key;
    return SQLITE_OK;
}

static int is_on_disk(const temporary_state *state, int64_t number) {
    int64_t byte = number / 8;
    return byte < state->on_disk_bytes && (state->on_disk[byte] >> (number % 8) & 1) != 0;
}

static int mark_on_disk(temporary_state *state, int64_t number) {
    int64_t byte = number / 8;
    if (byte >= state->on_disk_bytes) {
        int64_t bytes = byte + 1 > 2 * state->on_disk_bytes ? byte + 64 : 2 * state->on_disk_bytes;
        unsigned char *grown = sqlite3_realloc64(state->on_disk, (sqlite3_uint64)bytes);
        if (grown == NULL) {
            return SQLITE_NOMEM;
        }
        memset(grown + state->on_disk_bytes, 0, (size_t)(bytes - state->on_disk_bytes));
        state->on_disk = grown;
        state->on_disk_bytes = bytes;
    }
    state->on_disk[byte] |= (unsigned char)(1 << (number % 8));
    return SQLITE_OK;
}

static int write_block(sealed_file *file, temporary_block *block) {
    temporary_state *state = state_of(file);
    int rc = sealed_file_scratch(file, SEALED_BLOCK_BYTES);
    if (rc == SQLITE_OK) {
        rc = mark_on_disk(state, block->number);
    }
    if (rc != SQLITE_OK) {
        return rc;
    }
    unsigned char *trailer = file->scratch + BLOCK_BYTES;
    memset(trailer, 0, TRAILER_BYTES);
    nonce_draw(trailer);
    seal_label label = seal_label_make(SEAL_TEMPORARY_BLOCK, &state->scope,
                                       (uint64_t)block->number, NULL, NULL);
    seal_encrypt(&state->scope, &label, block->plain, file->scratch, BLOCK_BYTES, trailer);
    rc = platform_write(file, file->scratch, SEALED_BLOCK_BYTES,
                        block->number * SEALED_BLOCK_BYTES);
    if (rc == SQLITE_OK) {
        block->dirty = 0;
    }
    return rc;
}

static int read_block(sealed_file *file, unsigned char *plain, int64_t number) {
    temporary_state *state = state_of(file);
    if (!is_on_disk(state, number)) {
        memset(plain, 0, BLOCK_BYTES);
        return SQLITE_OK;
    }
    int rc = sealed_file_scratch(file, SEALED_BLOCK_BYTES);
    if (rc != SQLITE_OK) {
        return rc;
    }
    int absent;
    rc = platform_read(file, file->scratch, SEALED_BLOCK_BYTES, number * SEALED_BLOCK_BYTES,
                       &absent);
    if (rc == SQLITE_IOERR_SHORT_READ) {
        return refuse_read("block", (uint64_t)number, file->name);
    }
    if (rc != SQLITE_OK) {
        return rc;
    }
    unsigned char *trailer = file->scratch + BLOCK_BYTES;
    seal_label label = seal_label_make(SEAL_TEMPORARY_BLOCK, &state->scope, (uint64_t)number,
                                       trailer + NONCE_BYTES + TAG_BYTES, NULL);
    if (seal_decrypt(&state->scope, &label, file->scratch, BLOCK_BYTES, trailer) != 0) {
        return refuse_read("block", (uint64_t)number, file->name);
    }
    memcpy(plain, file->scratch, BLOCK_BYTES);
    sodium_memzero(file->scratch, BLOCK_BYTES);
    return SQLITE_OK;
}

/*
 * The block `number` in memory, loaded when `load` is set; otherwise the caller
 * overwrites all of it.
 */
static int get_block(sealed_file *file, int64_t number, int load, temporary_block **found) {
    temporary_block **slot = &state_of(file)->cache[number % CACHED_BLOCKS];
    if (*slot == NULL) {
        *slot = sqlite3_malloc(sizeof **slot);
        if (*slot == NULL) {
            return SQLITE_NOMEM;
        }
        (*slot)->number = -1;
        (*slot)->dirty = 0;
    }
    temporary_block *block = *slot;
    *found = block;
    if (block->number == number) {
        return SQLITE_OK;
    }
    if (block->dirty) {
        int rc = write_block(file, block);
        if (rc != SQLITE_OK) {
            return rc;
        }
    }
    block->number = -1;
    if (load) {
        int rc = read_block(file, block->plain, number);
        if (rc != SQLITE_OK) {
            return rc;
        }
    }
    block->number = number;
    return SQLITE_OK;
}

static int temporary_read(sqlite3_file *sqlite_file, void *buffer, int length,
                          sqlite3_int64 offset) {
    sealed_file *file = (sealed_file *)sqlite_file;
    int64_t size = state_of(file)->size;
    unsigned char *to = buffer;
    int present = offset >= size ? 0 : (int)(size - offset < length ? size - offset : length);
    int done = 0;
    while (done < present) {
        int64_t at = offset + done;
        int inside = (int)(at % BLOCK_BYTES);
        int part = BLOCK_BYTES - inside < present - done ? BLOCK_BYTES - inside : present - done;
        temporary_block *block;
        int rc = get_block(file, at / BLOCK_BYTES, 1, &block);
        if (rc != SQLITE_OK) {
            memset(buffer, 0, (size_t)length);
            return rc;
        }
        memcpy(to + done, block->plain + inside, (size_t)part);
        done += part;
    }
    if (done < length) {
        memset(to + done, 0, (size_t)(length - done));
        return SQLITE_IOERR_SHORT_READ;
    }
    return SQLITE_OK;
}

static int temporary_write(sqlite3_file *sqlite_file, const void *buffer, int length,
                           sqlite3_int64 offset) {
    sealed_file *file = (sealed_file *)sqlite_file;
    temporary_state *state = state_of(file);
    const unsigned char *from = buffer;
    int done = 0;
    while (done < length) {
        int64_t at = offset + done;
        int inside = (int)(at % BLOCK_BYTES);
        int part = BLOCK_BYTES - inside < length - done ? BLOCK_BYTES - inside : length - done;
        temporary_block *block;
        int rc = get_block(file, at / BLOCK_BYTES, part < BLOCK_BYTES, &block);
        if (rc != SQLITE_OK) {
            return rc;
        }
        memcpy(block->plain + inside, from + done, (size_t)part);
        block->dirty = 1;
        done += part;
        if (at + part > state->size) {
            state->size = at + part;
        }
    }
    return SQLITE_OK;
}

/* Whatever lies behind the new end must read as zeros if the file grows again. */
static int temporary_truncate(sqlite3_file *sqlite_file, sqlite3_int64 size) {
    sealed_file *file = (sealed_file *)sqlite_file;
    temporary_state *state = state_of(file);
    if (size >= state->size) {
        state->size = size;
        return SQLITE_OK;
    }
    int inside = (int)(size % BLOCK_BYTES);
    int64_t kept = (size + BLOCK_BYTES - 1) / BLOCK_BYTES;
    if (inside != 0) {
        temporary_block *block;
        int rc = get_block(file, size / BLOCK_BYTES, 1, &block);
        if (rc != SQLITE_OK) {
            return rc;
        }
        memset(block->plain + inside, 0, (size_t)(BLOCK_BYTES - inside));
        block->dirty = 1;
    }
    for (int slot = 0; slot < CACHED_BLOCKS; slot++) {
        temporary_block *block = state->cache[slot];
        if (block != NULL && block->number >= kept) {
            block->number = -1;
            block->dirty = 0;
        }
    }
    for (int64_t number = kept; number < state->on_disk_bytes * 8; number++) {
        state->on_disk[number / 8] &= (unsigned char)~(1 << (number % 8));
    }
    state->size = size;
    return plain_truncate(sqlite_file, kept * SEALED_BLOCK_BYTES);
}

static int temporary_size(sqlite3_file *file, sqlite3_int64 *size) {
    *size = state_of((sealed_file *)file)->size;
    return SQLITE_OK;
}

/* Nothing here outlives the open file: there is nothing to make durable. */
static int temporary_sync(sqlite3_file *file, int flags) {
    (void)file;
    (void)flags;
    return SQLITE_OK;
}

static int temporary_control(sqlite3_file *file, int operation, void *argument) {
    if (operation == SQLITE_FCNTL_MMAP_SIZE) {
        *(sqlite3_int64 *)argument = 0;
        return SQLITE_OK;
    }
    if (operation == SQLITE_FCNTL_SIZE_HINT || operation == SQLITE_FCNTL_CHUNK_SIZE) {
        return SQLITE_OK;
    }
    return plain_control(file, operation, argument);
}

void temporary_file_end(sealed_file *file) {
    temporary_state *state = state_of(file);
    for (int slot = 0; slot < CACHED_BLOCKS; slot++) {
        if (state->cache[slot] != NULL) {
            sodium_memzero(state->cache[slot], sizeof *state->cache[slot]);
            sqlite3_free(state->cache[slot]);
        }
    }
    sqlite3_free(state->on_disk);
    sodium_free((void *)(uintptr_t)state->scope.key);
}

static int temporary_close(sqlite3_file *sqlite_file) {
    temporary_file_end((sealed_file *)sqlite_file);
    return plain_close(sqlite_file);
}

const sqlite3_io_methods *temporary_file_methods(void) {
    static const sqlite3_io_methods methods = {
        .iVersion = 1,
        .xClose = temporary_close,
        .xRead = temporary_read,
        .xWrite = temporary_write,
        .xTruncate = temporary_truncate,
        .xSync = temporary_sync,
        .xFileSize = temporary_size,
        .xLock = plain_lock,
        .xUnlock = plain_unlock,
        .xCheckReservedLock = plain_check_reserved_lock,
        .xFileControl = temporary_control,
        .xSectorSize = plain_sector_size,
        .xDeviceCharacteristics = plain_device_characteristics,
    };
    return &methods;
}
