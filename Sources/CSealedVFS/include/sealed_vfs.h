/*
 * A virtual file system for SQLite that seals everything it writes.
 *
 * Database pages, write-ahead log frames, rollback journal records and
 * temporary blocks are encrypted and authenticated with XChaCha20-Poly1305
 * before they reach the platform's own file system. SQLite and whatever is
 * built on it are used unchanged. The format and the promises are described in
 * docs/sealed-sqlite.md.
 *
 * Results are SQLite result codes. A page that does not authenticate (wrong
 * key, altered file) is reported as SQLITE_IOERR_DATA (8202).
 */
#ifndef SEALED_VFS_H
#define SEALED_VFS_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct sqlite3;

/* Size of the root key handed to sealed_vfs_attach. */
#define SEALED_VFS_ROOT_KEY_BYTES 32
/* Size of the random identifier of a database file. */
#define SEALED_VFS_DATABASE_ID_BYTES 16
/* Bytes kept free by SQLite at the end of every page: nonce, tag, spare. */
#define SEALED_VFS_RESERVED_BYTES 48
/* The one page size of a sealed database. */
#define SEALED_VFS_PAGE_SIZE 4096

/*
 * Makes the sealed VFS the default one, over the platform's, and takes the
 * platform's own VFSes off SQLite's list, so that no `vfs=` parameter can name
 * one and write in clear. Every connection opened afterwards reserves 48 bytes
 * per page. Call once at start-up, before any connection is opened. Idempotent
 * and thread safe. SQLITE_OK or an error.
 */
int sealed_vfs_register(void);

/* The name of the VFS, "sealed". SQLITE_FCNTL_VFSNAME answers "sealed/unix". */
const char *sealed_vfs_name(void);

/*
 * Makes the database at `path` (absolute, plain path; the file may not exist
 * yet) openable. Root key, identifier and page epoch come from the key-slot
 * file beside the database, never from the database. The page key is derived
 * here and kept in guarded memory; the root key is not kept. Attaching a path
 * again with the same values is harmless, with other values it is SQLITE_BUSY
 * while a file of it is open. SQLITE_MISUSE before sealed_vfs_register.
 */
int sealed_vfs_attach(const char *path,
                      const unsigned char root_key[SEALED_VFS_ROOT_KEY_BYTES],
                      const unsigned char database_id[SEALED_VFS_DATABASE_ID_BYTES],
                      uint32_t page_epoch);

/*
 * Forgets and wipes the key of a path. SQLITE_BUSY while a file of it is open,
 * SQLITE_NOTFOUND when the path is not attached.
 */
int sealed_vfs_detach(const char *path);

/*
 * Reserves the 48 bytes in the schema `schema` of `db`. Only needed after an
 * ATTACH that creates a file: the main database of a connection and the target
 * of VACUUM INTO have them already.
 */
int sealed_vfs_reserve(struct sqlite3 *db, const char *schema);

/*
 * What the last recovery of a write-ahead log had to leave out. A power cut may
 * tear the last, unsynchronised transaction: then `later_frames` are few and
 * `later_commits` is 0 or 1. With synchronous=FULL a second later commit proves
 * that frames already on disk were altered: tell the user.
 */
typedef struct sealed_vfs_wal_finding {
    /* First frame that did not authenticate, counted from 1; 0 when none. */
    uint32_t dropped_frame;
    /* The 32-byte header of the log was damaged although frames follow. */
    uint32_t header_damaged;
    /* Frames of the same log that authenticate after the dropped one. */
    uint32_t later_frames;
    /* How many of these are commits. */
    uint32_t later_commits;
} sealed_vfs_wal_finding;

/*
 * Reports what the last recovery of the log of `path` found since the path was
 * attached; all zero when there was nothing to say. SQLITE_NOTFOUND when the
 * path is not attached.
 */
int sealed_vfs_last_wal_finding(const char *path, sealed_vfs_wal_finding *finding);

/*
 * Authenticates every page of the main database file of `db`, those included
 * that no query reads. Call it on the writing connection, outside of a
 * transaction, after a checkpoint that emptied the log. SQLITE_OK, or
 * SQLITE_IOERR_DATA with the first page that does not authenticate, from 1.
 */
int sealed_vfs_check(struct sqlite3 *db, uint32_t *bad_page);

/* Units that went through the cipher, by kind. */
typedef struct sealed_vfs_units {
    /* Pages of databases. */
    uint64_t pages;
    /* Frames of write-ahead logs. */
    uint64_t frames;
    /* Records and headers of rollback journals. */
    uint64_t records;
    /* Blocks of temporary files. */
    uint64_t blocks;
} sealed_vfs_units;

/* Facts counted over the whole process since registration. */
typedef struct sealed_vfs_counters {
    /* Pages, frames and blocks that did not authenticate and gave 8202. */
    uint64_t reads_refused;
    /* Writes whose shape is not one of SQLite's known ones. */
    uint64_t writes_refused;
    /* Log frames taken for the end of the log because their tag was wrong. */
    uint64_t wal_frames_dropped;
    /* Recoveries after which an authentic later frame, or a damaged header, was found. */
    uint64_t wal_findings;
    /* Rollback records taken for the end of the journal: their tag was wrong. */
    uint64_t journal_records_dropped;
    /* Headers of a rollback journal taken for its end: they did not authenticate. */
    uint64_t journal_headers_dropped;
    /* Buffered frame headers that were never followed by their page. */
    uint64_t wal_headers_abandoned;
    /* Opens refused because no key was attached for the path. */
    uint64_t opens_refused;
    /* What was sealed on its way to the disk, and opened on its way back, whether or not it authenticated. */
    sealed_vfs_units sealed;
    sealed_vfs_units opened;
} sealed_vfs_counters;

/* A copy of the counters. */
sealed_vfs_counters sealed_vfs_read_counters(void);

#ifdef __cplusplus
}
#endif

#endif
