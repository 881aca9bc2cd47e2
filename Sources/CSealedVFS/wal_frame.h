/* One frame of the write-ahead log, sealed and opened, and what a recovery may find after a bad one. */
#ifndef SEALED_WAL_FRAME_H
#define SEALED_WAL_FRAME_H

#include "sealed_file.h"

#define WAL_HEADER_BYTES 32
#define FRAME_HEADER_BYTES 24

/* Places inside the log's header. */
#define WAL_HEADER_PAGE_SIZE 8
#define WAL_HEADER_SALTS 16

/* Places inside a frame's header. */
#define FRAME_COMMIT_SIZE 4
#define FRAME_SALTS 8
#define FRAME_CHECKSUM 16

static inline int frame_size(int page_size) {
    return FRAME_HEADER_BYTES + page_size;
}

static inline int64_t frame_offset(uint32_t index, int page_size) {
    return WAL_HEADER_BYTES + (int64_t)(index - 1) * frame_size(page_size);
}

/*
 * Seals the plain `frame` (header and page) into `sealed` under `nonce`. Frame
 * header and page are one sealed unit: SQLite's checksum in the header is made of
 * the plain page, and left in clear it would tell how two versions differ.
 */
void wal_frame_seal(const seal_scope *scope, const unsigned char *frame, unsigned char *sealed,
                    int page_size, uint32_t index, const unsigned char nonce[NONCE_BYTES]);

/* Opens a frame in place: 0, or -1 when it does not authenticate (it is then zero). */
int wal_frame_open(const seal_scope *scope, unsigned char *frame, int page_size, uint32_t index);

/*
 * Reads frame `index` into the file's scratch and opens it there. When it does
 * not authenticate the result is SQLITE_IOERR_DATA, not yet counted or logged.
 */
int wal_frame_read(sealed_file *file, uint32_t index);

/*
 * Called when recovery meets frame `dropped` with a wrong tag (or 0: a damaged
 * log header) and takes it for the end of the log. Looks at the frames behind it;
 * those of the same log are kept as the finding of this path.
 */
int wal_frame_look_behind(sealed_file *file, uint32_t dropped);

/* Whether a log header of 32 bytes has the checksum SQLite gave it. */
int wal_header_is_intact(const unsigned char header[WAL_HEADER_BYTES]);

#endif
