/*
 * The write-ahead log. SQLite writes a frame as a header of 24 bytes, then its
 * page; we gather both and write them sealed, in one piece, at the same place.
 * The log's own 32-byte header stays in clear: sizes, salts, no content.
 */
#include <sodium.h>

#include "nonce.h"
#include "wal_frame.h"

static wal_state *state_of(sealed_file *file) {
    return &file->state.wal;
}

/* Learns the page size, and the salts with it, from the log's header. */
static void take_header(wal_state *state, const unsigned char header[WAL_HEADER_BYTES]) {
    uint32_t declared = get_be32(header + WAL_HEADER_PAGE_SIZE);
    if (is_page_size(declared)) {
        state->page_size = (int)declared;
    }
    memcpy(state->salts, header + WAL_HEADER_SALTS, sizeof state->salts);
}

/*
 * The page size, for a connection that has not read the header itself. In the
 * product it is a constant and costs nothing.
 */
static int find_page_size(sealed_file *file, int request, int64_t offset) {
    wal_state *state = state_of(file);
#ifdef SEALED_VFS_TESTING
    int asked = request - FRAME_HEADER_BYTES;
    if (is_page_size(asked) && (offset - WAL_HEADER_BYTES) % request == 0) {
        state->page_size = asked;
    }
    if (state->page_size != 0) {
        return SQLITE_OK;
    }
    unsigned char header[WAL_HEADER_BYTES];
    int absent;
    int rc = platform_read(file, header, sizeof header, 0, &absent);
    if (rc == SQLITE_OK) {
        take_header(state, header);
        rc = state->page_size == 0 ? SQLITE_IOERR_DATA : SQLITE_OK;
    }
    return rc;
#else
    (void)request;
    (void)offset;
    state->page_size = SEALED_VFS_PAGE_SIZE;
    return SQLITE_OK;
#endif
}

/* Forgets a frame that was begun and never finished: its transaction failed. */
static void abandon(wal_state *state) {
    if (state->gathering != 0) {
        COUNT(wal_headers_abandoned);
    }
    state->gathering = 0;
    state->held = 0;
}

/* SQLite reads the log's header first whenever it recovers a log. */
static int read_header(sealed_file *file, unsigned char *buffer) {
    wal_state *state = state_of(file);
    int absent;
    int rc = platform_read(file, buffer, WAL_HEADER_BYTES, 0, &absent);
    state->recomputing = 0;
    if (rc != SQLITE_OK) {
        return rc;
    }
    take_header(state, buffer);
    if (!wal_header_is_intact(buffer)) {
        /* SQLite will ignore the whole log. Say so if it holds frames of ours. */
        rc = find_page_size(file, 0, 0);
        if (rc == SQLITE_OK) {
            rc = wal_frame_look_behind(file, 0);
        } else if (rc == SQLITE_IOERR_DATA) {
            rc = SQLITE_OK;
        }
    }
    return rc;
}

/* A whole frame: SQLite recovers the log, or recomputes its checksums. */
static int read_whole_frame(sealed_file *file, unsigned char *buffer, int length,
                            uint32_t index) {
    wal_state *state = state_of(file);
    int recomputing = state->recomputing == index;
    int rc = recomputing ? sealed_buffer(&state->frame, &state->frame_capacity, length) : SQLITE_OK;
    if (rc == SQLITE_OK) {
        rc = wal_frame_read(file, index);
    }
    if (rc == SQLITE_IOERR_DATA && !recomputing) {
        /* The torn end of a log. Zeros are no valid frame: SQLite stops here. */
        COUNT(wal_frames_dropped);
        sqlite3_log(SQLITE_NOTICE, "sealed: frame %u of %s does not authenticate, log ends here",
                    index, file->name);
        rc = wal_frame_look_behind(file, index);
        memset(buffer, 0, (size_t)length);
        return rc;
    }
    if (rc != SQLITE_OK) {
        return rc;
    }
    memcpy(buffer, file->scratch, (size_t)length);
    if (recomputing) {
        /* Only the new header of this frame will be written: keep its page. */
        memcpy(state->frame, file->scratch, (size_t)length);
        state->gathering = 0;
        state->held = index;
        state->recomputing = index + 1;
    }
    return SQLITE_OK;
}

static int wal_read(sqlite3_file *sqlite_file, void *buffer, int length, sqlite3_int64 offset) {
    sealed_file *file = (sealed_file *)sqlite_file;
    wal_state *state = state_of(file);
    if (offset + length <= WAL_HEADER_BYTES) {
        if (offset == 0 && length == WAL_HEADER_BYTES) {
            return read_header(file, buffer);
        }
        if (offset == WAL_HEADER_BYTES - 8) {
            state->recomputing = 1;
        }
        return plain_read(sqlite_file, buffer, length, offset);
    }
    int rc = find_page_size(file, length, offset);
    if (rc != SQLITE_OK) {
        return rc;
    }
    int size = frame_size(state->page_size);
    uint32_t index = (uint32_t)((offset - WAL_HEADER_BYTES) / size) + 1;
    int inside = (int)((offset - WAL_HEADER_BYTES) % size);
    if (offset < WAL_HEADER_BYTES || inside + length > size) {
        return SQLITE_IOERR_READ;
    }
    if (inside == 0 && length == size) {
        rc = read_whole_frame(file, buffer, length, index);
    } else {
        rc = wal_frame_read(file, index);
        if (rc == SQLITE_OK) {
            memcpy(buffer, file->scratch + inside, (size_t)length);
        }
        if (inside == FRAME_CHECKSUM && length == 8) {
            /* The checksum SQLite starts from to recompute those of the frames that follow. */
            state->recomputing = index + 1;
        }
    }
    if (rc != SQLITE_OK) {
        memset(buffer, 0, (size_t)length);
    }
    return rc == SQLITE_IOERR_DATA ? refuse_read("frame", index, file->name) : rc;
}

/* Seals the frame in `state->frame` and writes its bytes from `first` on. */
static int write_frame(sealed_file *file, uint32_t index, int first, int end) {
    wal_state *state = state_of(file);
    int size = frame_size(state->page_size);
    if (!is_all_zero(state->frame + size - TRAILER_BYTES, TRAILER_BYTES)) {
        return refuse_write("frame without our reserve", frame_offset(index, state->page_size),
                            size, file->name);
    }
    int rc = sealed_file_scratch(file, size);
    if (rc != SQLITE_OK) {
        return rc;
    }
    wal_frame_seal(&file->key->scope, state->frame, file->scratch, state->page_size, index,
                   state->nonce);
    return platform_write(file, file->scratch + first, end - first,
                          frame_offset(index, state->page_size) + first);
}

/* Adds bytes to the frame being gathered, and writes it when it is complete. */
static int gather(sealed_file *file, const void *bytes, int length) {
    wal_state *state = state_of(file);
    int size = frame_size(state->page_size);
    memcpy(state->frame + state->gathered, bytes, (size_t)length);
    state->gathered += length;
    if (state->gathered < size) {
        return SQLITE_OK;
    }
    if (state->written == 0) {
        nonce_draw(state->nonce);
    }
    uint32_t index = state->gathering;
    state->gathering = 0;
    return write_frame(file, index, state->written, size);
}

/* A new header for the frame just re-read: sealed again at once, with the page kept from the reading. */
static int write_recomputed_header(sealed_file *file, const void *header, uint32_t index) {
    wal_state *state = state_of(file);
    state->held = 0;
    memcpy(state->frame, header, FRAME_HEADER_BYTES);
    nonce_draw(state->nonce);
    return write_frame(file, index, 0, frame_size(state->page_size));
}

/* A page alone: it replaces that of a frame this transaction wrote earlier. */
static int write_replaced_page(sealed_file *file, const void *page, uint32_t index) {
    wal_state *state = state_of(file);
    abandon(state);
    int rc = wal_frame_read(file, index);
    if (rc != SQLITE_OK) {
        return rc == SQLITE_IOERR_DATA ? refuse_read("frame", index, file->name) : rc;
    }
    memcpy(state->frame, file->scratch, FRAME_HEADER_BYTES);
    memcpy(state->frame + FRAME_HEADER_BYTES, page, (size_t)state->page_size);
    nonce_draw(state->nonce);
    return write_frame(file, index, 0, frame_size(state->page_size));
}

static int write_header(sealed_file *file, const unsigned char *header) {
    wal_state *state = state_of(file);
    if (!is_page_size(get_be32(header + WAL_HEADER_PAGE_SIZE))) {
        return refuse_write("log of another page size", 0, WAL_HEADER_BYTES, file->name);
    }
    abandon(state);
    take_header(state, header);
    return platform_write(file, header, WAL_HEADER_BYTES, 0);
}

static int wal_write(sqlite3_file *sqlite_file, const void *buffer, int length,
                     sqlite3_int64 offset) {
    sealed_file *file = (sealed_file *)sqlite_file;
    wal_state *state = state_of(file);
    if (offset == 0 && length == WAL_HEADER_BYTES) {
        return write_header(file, buffer);
    }
    int rc = find_page_size(file, 0, 0);
    if (rc == SQLITE_OK) {
        rc = sealed_buffer(&state->frame, &state->frame_capacity, frame_size(state->page_size));
    }
    if (rc != SQLITE_OK) {
        return rc;
    }
    int size = frame_size(state->page_size);
    uint32_t index = (uint32_t)((offset - WAL_HEADER_BYTES) / size) + 1;
    int inside = (int)((offset - WAL_HEADER_BYTES) % size);
    if (offset < WAL_HEADER_BYTES || length <= 0 || inside + length > size) {
        return refuse_write("log", offset, length, file->name);
    }
    if (inside == 0 && length == FRAME_HEADER_BYTES && state->held == index) {
        return write_recomputed_header(file, buffer, index);
    }
    state->held = 0;
    if (inside == 0 && length <= FRAME_HEADER_BYTES) {
        abandon(state);
        state->gathering = index;
        state->gathered = 0;
        state->written = 0;
        state->lock_generation = atomic_load(&file->key->write_lock_releases);
        return gather(file, buffer, length);
    }
    if (state->gathering == index && inside == state->gathered) {
        return gather(file, buffer, length);
    }
    if (inside == FRAME_HEADER_BYTES && length == state->page_size) {
        return write_replaced_page(file, buffer, index);
    }
    return refuse_write("log", offset, length, file->name);
}

/*
 * Writes what SQLite has given of a frame that it cuts at the end of a sector,
 * to sync before it writes the remainder: on a device that may damage the rest of
 * a sector it writes, nothing before the cut may be written again. The frame will
 * be finished under the same nonce: same stream, same bytes.
 */
static int write_up_to_cut(sealed_file *file) {
    wal_state *state = state_of(file);
    /* What is still missing only shapes bytes that are not written yet. */
    int missing = frame_size(state->page_size) - state->gathered;
    memset(state->frame + state->gathered, 0, (size_t)missing);
    if (state->written == 0) {
        nonce_draw(state->nonce);
    }
    int rc = write_frame(file, state->gathering, state->written, state->gathered);
    if (rc == SQLITE_OK) {
        state->written = state->gathered;
    }
    return rc;
}

/* Whether the frame being gathered ends, so far, where a sector may end, on such a device. */
static int is_cut(sealed_file *file) {
    const wal_state *state = state_of(file);
    int device = plain_device_characteristics(&file->as_sqlite);
    int64_t end = frame_offset(state->gathering, state->page_size) + state->gathered;
    return (device & SQLITE_IOCAP_POWERSAFE_OVERWRITE) == 0 && end % MIN_PAGE_SIZE == 0;
}

static int wal_sync(sqlite3_file *sqlite_file, int flags) {
    sealed_file *file = (sealed_file *)sqlite_file;
    wal_state *state = state_of(file);
    if (state->gathering != 0 && state->gathered > state->written) {
        if (state->lock_generation != atomic_load(&file->key->write_lock_releases)) {
            /* Left by a transaction that failed: another writer may have used its place since. */
            abandon(state);
        } else if (is_cut(file)) {
            int rc = write_up_to_cut(file);
            if (rc != SQLITE_OK) {
                return rc;
            }
        }
    }
    return plain_sync(sqlite_file, flags);
}

static int wal_truncate(sqlite3_file *file, sqlite3_int64 size) {
    abandon(state_of((sealed_file *)file));
    return plain_truncate(file, size);
}

static int wal_close(sqlite3_file *sqlite_file) {
    wal_state *state = state_of((sealed_file *)sqlite_file);
    abandon(state);
    sealed_buffer_free(&state->frame, &state->frame_capacity);
    return plain_close(sqlite_file);
}

const sqlite3_io_methods *wal_file_methods(void) {
    static const sqlite3_io_methods methods = {
        .iVersion = 1,
        .xClose = wal_close,
        .xRead = wal_read,
        .xWrite = wal_write,
        .xTruncate = wal_truncate,
        .xSync = wal_sync,
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
