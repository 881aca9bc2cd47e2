#include "wal_frame.h"

void wal_frame_seal(const seal_scope *scope, const unsigned char *frame, unsigned char *sealed,
                    int page_size, uint32_t index, const unsigned char nonce[NONCE_BYTES]) {
    int body = frame_size(page_size) - TRAILER_BYTES;
    unsigned char *trailer = sealed + body;
    unsigned char *spare = trailer + NONCE_BYTES + TAG_BYTES;
    memcpy(trailer, nonce, NONCE_BYTES);
    memset(trailer + NONCE_BYTES, 0, TAG_BYTES);
    /* Half of the database id in clear: tells a log of another database from an altered one. */
    memcpy(spare, scope->id, SPARE_BYTES);
    seal_label label = seal_label_make(SEAL_WAL_FRAME, scope, index, spare, NULL);
    seal_encrypt(scope, &label, frame, sealed, (size_t)body, trailer);
}

int wal_frame_open(const seal_scope *scope, unsigned char *frame, int page_size, uint32_t index) {
    int body = frame_size(page_size) - TRAILER_BYTES;
    unsigned char *trailer = frame + body;
    seal_label label =
        seal_label_make(SEAL_WAL_FRAME, scope, index, trailer + NONCE_BYTES + TAG_BYTES, NULL);
    int failed = seal_decrypt(scope, &label, frame, (size_t)body, trailer);
    memset(trailer, 0, TRAILER_BYTES);
    return failed;
}

int wal_frame_read(sealed_file *file, uint32_t index) {
    int page_size = file->state.wal.page_size;
    int rc = sealed_file_scratch(file, frame_size(page_size));
    if (rc != SQLITE_OK) {
        return rc;
    }
    int absent;
    rc = platform_read(file, file->scratch, frame_size(page_size), frame_offset(index, page_size),
                       &absent);
    if (rc == SQLITE_OK &&
        wal_frame_open(&file->key->scope, file->scratch, page_size, index) != 0) {
        rc = SQLITE_IOERR_DATA;
    }
    return rc;
}

int wal_frame_look_behind(sealed_file *file, uint32_t dropped) {
    const wal_state *state = &file->state.wal;
    int64_t size;
    int rc = platform_size(file, &size);
    if (rc != SQLITE_OK) {
        return rc;
    }
    sealed_vfs_wal_finding finding = {.dropped_frame = dropped, .header_damaged = dropped == 0};
    int64_t last = (size - WAL_HEADER_BYTES) / frame_size(state->page_size);
    for (int64_t index = (int64_t)dropped + 1; index <= last; index++) {
        rc = wal_frame_read(file, (uint32_t)index);
        if (rc == SQLITE_IOERR_DATA) {
            continue;
        }
        if (rc != SQLITE_OK) {
            return rc;
        }
        /* A log is reused from its start: frames of an earlier round have other salts. */
        const unsigned char *header = file->scratch;
        if (dropped == 0 || memcmp(header + FRAME_SALTS, state->salts, sizeof state->salts) == 0) {
            finding.later_frames += 1;
            finding.later_commits += get_be32(header + FRAME_COMMIT_SIZE) != 0;
        }
    }
    if (finding.later_frames > 0) {
        COUNT(wal_findings);
        registry_set_wal_finding(file->key, &finding);
        sqlite3_log(SQLITE_WARNING,
                    "sealed: %s: %u frames and %u commits of the log are authentic after %s %u",
                    file->name, finding.later_frames, finding.later_commits,
                    dropped == 0 ? "its damaged header" : "bad frame", dropped);
    }
    return SQLITE_OK;
}

int wal_header_is_intact(const unsigned char header[WAL_HEADER_BYTES]) {
    /* SQLite's two running sums over 32-bit words; the magic's last bit tells their byte order. */
    int big_endian = header[3] & 1;
    uint32_t first = 0;
    uint32_t second = 0;
    for (int at = 0; at < WAL_HEADER_BYTES - 8; at += 4) {
        uint32_t word = get_be32(header + at);
        if (!big_endian) {
            word = (word >> 24) | ((word >> 8) & 0xff00) | ((word << 8) & 0xff0000) | (word << 24);
        }
        if (at % 8 == 0) {
            first += word + second;
        } else {
            second += word + first;
        }
    }
    return first == get_be32(header + WAL_HEADER_BYTES - 8) &&
           second == get_be32(header + WAL_HEADER_BYTES - 4);
}
