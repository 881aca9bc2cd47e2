/*
 * The rollback journal: used while a database is created or leaves WAL mode,
 * and by whoever asks for it. A record is a page number (4 bytes), the old page,
 * and a checksum (4). The page is sealed and bound to its number; the checksum is
 * made of plain bytes, so it is masked. Numbers and sizes stay in clear; those of
 * a header are authenticated.
 */
#include <sodium.h>

#include "nonce.h"
#include "sealed_file.h"

/* The part of a journal header SQLite uses; zeros fill the rest of its sector. */
#define HEADER_USED_BYTES 28
/* Where we put the database id and epoch, in that unused part, for diagnosis. */
#define HEADER_ID_OFFSET 32
/* Where we put the trailer that authenticates the header. */
#define HEADER_TRAILER_OFFSET 56
/* What a header says once: seed of the checksums, size of the database; sizes of a sector and of a page. */
#define HEADER_SEED_OFFSET 12
#define HEADER_SIZES_OFFSET 20
#define MAGIC_BYTES 8

static const unsigned char magic[MAGIC_BYTES] = {0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7};

static journal_state *state_of(sealed_file *file) {
    return &file->state.journal;
}

/* SQLite puts the number of the lock page, which is never journaled, before the name of a super-journal. */
static int is_lock_page(uint32_t number, int page_size) {
    return number == LOCK_BYTE_OFFSET / (uint32_t)page_size + 1;
}

/* Opens a record in place: 0, or -1 when it does not authenticate. Keeps its nonce for the checksum. */
static int open_record(sealed_file *file, unsigned char *page, int page_size, uint32_t number) {
    journal_state *state = state_of(file);
    int body = page_size - TRAILER_BYTES;
    unsigned char *trailer = page + body;
    memcpy(state->read_nonce, trailer, NONCE_BYTES);
    seal_label label = seal_label_make(SEAL_JOURNAL_RECORD, &file->key->scope, number,
                                       trailer + NONCE_BYTES + TAG_BYTES, NULL);
    int failed = seal_decrypt(&file->key->scope, &label, page, (size_t)body, trailer);
    memset(trailer, 0, TRAILER_BYTES);
    return failed;
}

static int read_record(sealed_file *file, unsigned char *page, int page_size, int64_t offset) {
    journal_state *state = state_of(file);
    int absent;
    if (state->number_read_at != offset - 4) {
        unsigned char number[4];
        int rc = platform_read(file, number, sizeof number, offset - 4, &absent);
        if (rc != SQLITE_OK) {
            return rc;
        }
        state->number_read_at = offset - 4;
        state->number_read = get_be32(number);
    }
    uint32_t number = state->number_read;
    int rc = platform_read(file, page, page_size, offset, &absent);
    if (rc != SQLITE_OK || number == 0 || is_lock_page(number, page_size)) {
        return rc;
    }
    state->read_record_end = offset + page_size;
    state->record_size = page_size;
    state->read_record_bad = open_record(file, page, page_size, number) != 0;
    if (!state->read_record_bad) {
        return SQLITE_OK;
    }
    memset(page, 0, (size_t)page_size);
    if (offset < state->own_end) {
        /* We wrote it ourselves: this is no torn end, and some rollbacks skip the checksum. */
        return refuse_read("journal record of page", number, file->name);
    }
    /*
     * The end of a journal that a crash cut, or what an older and longer one left
     * behind. SQLite stops here, since read_checksum makes sure that the checksum is wrong.
     */
    COUNT(journal_records_dropped);
    sqlite3_log(SQLITE_NOTICE, "sealed: a record of page %u of %s does not authenticate", number,
                file->name);
    return SQLITE_OK;
}

/*
 * The checksum after a record. SQLite's adds up a byte in two hundred: zeros in
 * the place of a page that does not authenticate would match that of any page
 * with zeros there, and SQLite would write them over the page. So nothing matches.
 */
static void read_checksum(sealed_file *file, unsigned char checksum[4]) {
    journal_state *state = state_of(file);
    if (state->read_record_bad) {
        randombytes_buf(checksum, 4);
        return;
    }
    seal_mask_checksum(&file->key->scope, state->read_nonce,
                       (size_t)(state->record_size - TRAILER_BYTES), checksum);
}

/* The count of records, between the magic and the seed, is written again later: it stays outside. */
static seal_label header_label(const sealed_file *file, const unsigned char *header,
                               int64_t offset) {
    return seal_label_make(SEAL_JOURNAL_HEADER, &file->key->scope, (uint64_t)offset,
                           header + HEADER_SEED_OFFSET, header + HEADER_SIZES_OFFSET);
}

static int is_header_ours(const sealed_file *file, unsigned char *header, int64_t offset) {
#ifdef SEALED_VFS_TESTING
    /* SQLite's tests have sectors so small that a header has no room for our trailer. */
    if (get_be32(header + HEADER_SIZES_OFFSET) < MIN_PAGE_SIZE) {
        return 1;
    }
#endif
    seal_label label = header_label(file, header, offset);
    return seal_decrypt(&file->key->scope, &label, header, 0, header + HEADER_TRAILER_OFFSET) == 0;
}

/*
 * SQLite reads the magic of a header before anything else of it. A header that a
 * crash tore, or that somebody altered, shows none, and the journal ends there:
 * SQLite would make the file as large as the header says.
 */
static int read_magic(sealed_file *file, unsigned char *buffer, int64_t offset) {
    int absent;
    int rc = platform_read(file, buffer, MAGIC_BYTES, offset, &absent);
    if (rc != SQLITE_OK || offset % MIN_PAGE_SIZE != 0 || memcmp(buffer, magic, sizeof magic) != 0) {
        return rc;
    }
    int64_t size;
    rc = platform_size(file, &size);
    if (rc != SQLITE_OK || size == offset + MAGIC_BYTES) {
        /* The last bytes of a journal that names a super-journal are the magic too. */
        return rc;
    }
    unsigned char header[HEADER_TRAILER_OFFSET + TRAILER_BYTES];
    rc = platform_read(file, header, sizeof header, offset, &absent);
    if (rc != SQLITE_OK && rc != SQLITE_IOERR_SHORT_READ) {
        return rc;
    }
    if (rc == SQLITE_IOERR_SHORT_READ || !is_header_ours(file, header, offset)) {
        COUNT(journal_headers_dropped);
        sqlite3_log(SQLITE_NOTICE, "sealed: the header at %lld of %s does not authenticate",
                    (long long)offset, file->name);
        memset(buffer, 0, MAGIC_BYTES);
    }
    return SQLITE_OK;
}

static int journal_read(sqlite3_file *sqlite_file, void *buffer, int length,
                        sqlite3_int64 offset) {
    sealed_file *file = (sealed_file *)sqlite_file;
    journal_state *state = state_of(file);
    if (length == MAGIC_BYTES) {
        return read_magic(file, buffer, offset);
    }
    if (is_page_size(length) && offset >= 4) {
        int rc = read_record(file, buffer, length, offset);
        if (rc != SQLITE_OK) {
            memset(buffer, 0, (size_t)length);
        }
        return rc;
    }
    int rc = plain_read(sqlite_file, buffer, length, offset);
    if (rc != SQLITE_OK || length != 4) {
        return rc;
    }
    if (offset == state->read_record_end) {
        read_checksum(file, buffer);
    } else {
        state->number_read_at = offset;
        state->number_read = get_be32(buffer);
    }
    return rc;
}

static int write_record(sealed_file *file, const unsigned char *page, int page_size,
                        int64_t offset) {
    journal_state *state = state_of(file);
    int body = page_size - TRAILER_BYTES;
    if (!is_all_zero(page + body, TRAILER_BYTES)) {
        return refuse_write("record without our reserve", offset, page_size, file->name);
    }
    int rc = sealed_file_scratch(file, page_size);
    if (rc != SQLITE_OK) {
        return rc;
    }
    unsigned char *trailer = file->scratch + body;
    memset(trailer, 0, TRAILER_BYTES);
    nonce_draw(trailer);
    memcpy(state->written_nonce, trailer, NONCE_BYTES);
    seal_label label = seal_label_make(SEAL_JOURNAL_RECORD, &file->key->scope,
                                       state->number_written, NULL, NULL);
    seal_encrypt(&file->key->scope, &label, page, file->scratch, (size_t)body, trailer);
    rc = platform_write(file, file->scratch, page_size, offset);
    if (rc == SQLITE_OK) {
        state->written_record_end = offset + page_size;
        state->record_size = page_size;
        if (offset + page_size > state->own_end) {
            state->own_end = offset + page_size;
        }
    }
    return rc;
}

/* A header fills a sector, in one or several pieces; only its first bytes carry anything. */
static int write_header(sealed_file *file, const unsigned char *header, int length,
                        int64_t offset) {
    if (offset % MIN_PAGE_SIZE != 0 ||
        !is_all_zero(header + HEADER_USED_BYTES, (size_t)(length - HEADER_USED_BYTES))) {
        return refuse_write("journal", offset, length, file->name);
    }
    int rc = sealed_file_scratch(file, length);
    if (rc != SQLITE_OK) {
        return rc;
    }
    const seal_scope *scope = &file->key->scope;
    memcpy(file->scratch, header, (size_t)length);
    memcpy(file->scratch + HEADER_ID_OFFSET, scope->id, DATABASE_ID_BYTES);
    put_be32(file->scratch + HEADER_ID_OFFSET + DATABASE_ID_BYTES, scope->epoch);
    unsigned char *trailer = file->scratch + HEADER_TRAILER_OFFSET;
    nonce_draw(trailer);
    seal_label label = header_label(file, header, offset);
    seal_encrypt(scope, &label, file->scratch, file->scratch, 0, trailer);
    return platform_write(file, file->scratch, length, offset);
}

static int journal_write(sqlite3_file *sqlite_file, const void *buffer, int length,
                         sqlite3_int64 offset) {
    sealed_file *file = (sealed_file *)sqlite_file;
    journal_state *state = state_of(file);
    if (offset == 0 && length >= HEADER_USED_BYTES) {
        /* A header written or erased, not just its count: what lies behind is another transaction's. */
        state->own_end = 0;
    }
    if (length >= MIN_PAGE_SIZE) {
        if (is_page_size(length) && state->number_written_at == offset - 4 && offset >= 4) {
            state->number_written_at = -1;
            return write_record(file, buffer, length, offset);
        }
        return write_header(file, buffer, length, offset);
    }
    if (length == 4 && offset == state->written_record_end) {
        unsigned char checksum[4];
        memcpy(checksum, buffer, sizeof checksum);
        seal_mask_checksum(&file->key->scope, state->written_nonce,
                           (size_t)(state->record_size - TRAILER_BYTES), checksum);
        state->written_record_end = -1;
        return platform_write(file, checksum, length, offset);
    }
    if (length == 4) {
        state->number_written_at = offset;
        state->number_written = get_be32(buffer);
    }
    /* Counts, marks and file names: a page never comes in less than a page. */
    return platform_write(file, buffer, length, offset);
}

static int journal_truncate(sqlite3_file *sqlite_file, sqlite3_int64 size) {
    journal_state *state = state_of((sealed_file *)sqlite_file);
    if (state->own_end > size) {
        state->own_end = size;
    }
    return plain_truncate(sqlite_file, size);
}

const sqlite3_io_methods *journal_file_methods(void) {
    static const sqlite3_io_methods methods = {
        .iVersion = 1,
        .xClose = plain_close,
        .xRead = journal_read,
        .xWrite = journal_write,
        .xTruncate = journal_truncate,
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
