/*
 * Sealing: XChaCha20-Poly1305 over a body, bound to a label that says what the
 * body is and where it belongs, so that no sealed unit can stand in for another.
 */
#ifndef SEALED_CIPHER_H
#define SEALED_CIPHER_H

#include "geometry.h"

/* What a sealed unit is. The values are part of the format. */
typedef enum seal_kind {
    SEAL_DATABASE_PAGE = 'D',
    SEAL_WAL_FRAME = 'W',
    SEAL_JOURNAL_RECORD = 'J',
    SEAL_JOURNAL_HEADER = 'H',
    SEAL_TEMPORARY_BLOCK = 'T'
} seal_kind;

/* The key of one file, with what its labels carry. `key` points to guarded memory. */
typedef struct seal_scope {
    const unsigned char *key;
    unsigned char id[DATABASE_ID_BYTES];
    uint32_t epoch;
} seal_scope;

/* Associated data: see docs/sealed-sqlite.md for the layout. */
#define LABEL_BYTES 48

typedef struct seal_label {
    unsigned char bytes[LABEL_BYTES];
} seal_label;

/*
 * The label of unit `number` (page, frame, block, or place of a journal header).
 * `spare` are the unit's 8 spare bytes, `clear` the 8 bytes of page 1 left in
 * clear; a journal header has its own 16 bytes there. NULL means zeros.
 */
seal_label seal_label_make(seal_kind kind, const seal_scope *scope, uint64_t number,
                           const unsigned char *spare, const unsigned char *clear);

/*
 * Encrypts `length` bytes of `plain` into `sealed` (which may be `plain`) under
 * the nonce already at the start of `trailer`, and writes the tag after it.
 */
void seal_encrypt(const seal_scope *scope, const seal_label *label, const unsigned char *plain,
                  unsigned char *sealed, size_t length, unsigned char trailer[TRAILER_BYTES]);

/*
 * Decrypts in place. Returns 0, or -1 when the tag is wrong, and then `body` is
 * zero: nothing unauthenticated is ever seen.
 */
int seal_decrypt(const seal_scope *scope, const seal_label *label, unsigned char *body,
                 size_t length, const unsigned char trailer[TRAILER_BYTES]);

/*
 * Masks or unmasks, in place, 4 bytes that follow a record of `length` bytes,
 * with the part of the record's key stream that sealing the record leaves unused.
 */
void seal_mask_checksum(const seal_scope *scope, const unsigned char nonce[NONCE_BYTES],
                        size_t length, unsigned char checksum[4]);

/* The page key of a file: keyed BLAKE2b of the root key over ("page", id, epoch). */
void seal_derive_page_key(unsigned char page_key[PAGE_KEY_BYTES],
                          const unsigned char root_key[SEALED_VFS_ROOT_KEY_BYTES],
                          const unsigned char id[DATABASE_ID_BYTES], uint32_t epoch);

#ifdef SEALED_VFS_TESTING
/* Whether bytes are copied instead of encrypted. Set by testing.c alone. */
extern int seal_null_cipher;
#else
#define seal_null_cipher 0
#endif

#endif
