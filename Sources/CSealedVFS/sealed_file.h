/*
 * An open file: ours on top, the platform's underneath, in one block of memory
 * that SQLite allocates. Each kind of file keeps its own state in the union.
 */
#ifndef SEALED_FILE_H
#define SEALED_FILE_H

#include <sqlite3.h>

#include "counters.h"
#include "registry.h"

/* Main database; see database_file.c. */
typedef struct database_state {
    /* Page size last seen, 0 while unknown. */
    int page_size;
    /* The file holds at least this many pages; forgotten whenever another process may act. */
    int64_t known_pages;
} database_state;

/* Write-ahead log; see wal_file.c. */
typedef struct wal_state {
    int page_size;
    /* The log's salts, as in its header: bytes 16-23. */
    unsigned char salts[8];
    /* Plain frame being gathered or held: header (24) and page. */
    unsigned char *frame;
    int frame_capacity;
    /* Frame being gathered, from 1; 0 when none. */
    uint32_t gathering;
    /* Bytes of it SQLite has given, and bytes of it already on disk. */
    int gathered;
    int written;
    /* Its nonce, drawn when its first byte goes to disk. */
    unsigned char nonce[NONCE_BYTES];
    /* sealed_key.write_lock_releases when it was begun. */
    unsigned int lock_generation;
    /* Frame whose plain content is held for a header that follows; 0 when none. */
    uint32_t held;
    /* Next frame SQLite will re-read to recompute checksums; 0 when it is not doing so. */
    uint32_t recomputing;
} wal_state;

/* Rollback journal; see journal_file.c. */
typedef struct journal_state {
    /* The last 4 bytes written that are not a checksum: a page number, perhaps. */
    int64_t number_written_at;
    uint32_t number_written;
    /* The last 4 bytes read. */
    int64_t number_read_at;
    uint32_t number_read;
    /* Where the last record written, or read, ends: its checksum follows. */
    int64_t written_record_end;
    int64_t read_record_end;
    int record_size;
    unsigned char written_nonce[NONCE_BYTES];
    unsigned char read_nonce[NONCE_BYTES];
    /* The last record read did not authenticate: its checksum must not match. */
    int read_record_bad;
    /* Records before this offset were written through this very file. */
    int64_t own_end;
} journal_state;

/* Temporary file; see temporary_file.c. */
#ifndef CACHED_BLOCKS
#define CACHED_BLOCKS 16
#endif
typedef struct temporary_state {
    int64_t size;
    struct temporary_block *cache[CACHED_BLOCKS];
    /* One bit per block that is on disk. */
    unsigned char *on_disk;
    int64_t on_disk_bytes;
    seal_scope scope;
} temporary_state;

typedef struct sealed_file {
    sqlite3_file as_sqlite;
    /* The platform's file; its memory follows this structure. */
    sqlite3_file *platform;
    /* NULL for temporary files and for those left in clear. */
    sealed_key *key;
    /* What SQLite calls the file; "temporary" when it has no name. */
    const char *name;
    /* Holds sealed bytes on their way; grown on demand. */
    unsigned char *scratch;
    int scratch_capacity;
    union {
        database_state database;
        wal_state wal;
        journal_state journal;
        temporary_state temporary;
    } state;
} sealed_file;

/* Size of a sealed_file rounded up so that the platform's file is aligned after it. */
#define SEALED_FILE_BYTES ((int)((sizeof(sealed_file) + 15) & ~(size_t)15))

/* Makes sure that `scratch` holds `size` bytes. SQLITE_OK or SQLITE_NOMEM. */
int sealed_file_scratch(sealed_file *file, int size);

/* Grows `*buffer` to `size` bytes, wiping the old one; the content is not kept. */
int sealed_buffer(unsigned char **buffer, int *capacity, int size);

/* Wipes and frees a buffer. */
void sealed_buffer_free(unsigned char **buffer, int *capacity);

/*
 * Reads from the platform's file. SQLITE_IOERR_SHORT_READ means that the range
 * ends beyond the file: `*absent` is then 1 when nothing of it exists, and 0
 * when it is cut in the middle.
 */
int platform_read(sealed_file *file, void *buffer, int length, int64_t offset, int *absent);

/* Writes to the platform's file. */
int platform_write(sealed_file *file, const void *buffer, int length, int64_t offset);

/* Size of the platform's file. */
int platform_size(sealed_file *file, int64_t *size);

/* The methods of each kind; `shared_memory` when the platform's file has version 2 methods. */
const sqlite3_io_methods *database_file_methods(int shared_memory);
const sqlite3_io_methods *wal_file_methods(void);
const sqlite3_io_methods *journal_file_methods(void);
const sqlite3_io_methods *temporary_file_methods(void);
const sqlite3_io_methods *clear_file_methods(void);

/* Prepares the ephemeral key of a temporary file. */
int temporary_file_begin(sealed_file *file);

/* Wipes what temporary_file_begin and use left in memory. */
void temporary_file_end(sealed_file *file);

/* Methods that every kind hands to the platform's file unchanged. */
int plain_close(sqlite3_file *file);
int plain_read(sqlite3_file *file, void *buffer, int length, sqlite3_int64 offset);
int plain_write(sqlite3_file *file, const void *buffer, int length, sqlite3_int64 offset);
int plain_truncate(sqlite3_file *file, sqlite3_int64 size);
int plain_sync(sqlite3_file *file, int flags);
int plain_size(sqlite3_file *file, sqlite3_int64 *size);
int plain_lock(sqlite3_file *file, int level);
int plain_unlock(sqlite3_file *file, int level);
int plain_check_reserved_lock(sqlite3_file *file, int *result);
int plain_control(sqlite3_file *file, int operation, void *argument);
int plain_sector_size(sqlite3_file *file);
int plain_device_characteristics(sqlite3_file *file);

#endif
