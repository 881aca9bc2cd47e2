#include "cipher.h"

#include <sodium.h>

#include "counters.h"

#ifdef SEALED_VFS_TESTING
int seal_null_cipher = 0;
#endif

_Static_assert(crypto_aead_xchacha20poly1305_ietf_KEYBYTES == PAGE_KEY_BYTES, "key size");
_Static_assert(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES == NONCE_BYTES, "nonce size");
_Static_assert(crypto_aead_xchacha20poly1305_ietf_ABYTES == TAG_BYTES, "tag size");
_Static_assert(NONCE_BYTES + TAG_BYTES + SPARE_BYTES == TRAILER_BYTES, "trailer size");

seal_label seal_label_make(seal_kind kind, const seal_scope *scope, uint64_t number,
                           const unsigned char *spare, const unsigned char *clear) {
    seal_label label = {{0}};
    label.bytes[0] = (unsigned char)kind;
    label.bytes[1] = FORMAT_VERSION;
    put_be32(label.bytes + 4, scope->epoch);
    memcpy(label.bytes + 8, scope->id, DATABASE_ID_BYTES);
    put_be64(label.bytes + 24, number);
    if (spare != NULL) {
        memcpy(label.bytes + 32, spare, SPARE_BYTES);
    }
    if (clear != NULL) {
        memcpy(label.bytes + 40, clear, CLEAR_HEADER_BYTES);
    }
    return label;
}

static void count_unit(unit_counters *counted, const seal_label *label) {
    _Atomic uint64_t *of_kind = &counted->records;
    switch (label->bytes[0]) {
        case SEAL_DATABASE_PAGE: of_kind = &counted->pages; break;
        case SEAL_WAL_FRAME: of_kind = &counted->frames; break;
        case SEAL_TEMPORARY_BLOCK: of_kind = &counted->blocks; break;
        default: break;
    }
    atomic_fetch_add_explicit(of_kind, 1, memory_order_relaxed);
}

void seal_encrypt(const seal_scope *scope, const seal_label *label, const unsigned char *plain,
                  unsigned char *sealed, size_t length, unsigned char trailer[TRAILER_BYTES]) {
    if (seal_null_cipher) {
        memmove(sealed, plain, length);
        memset(trailer, 0, TRAILER_BYTES);
        return;
    }
    count_unit(&sealed_counters.sealed, label);
    crypto_aead_xchacha20poly1305_ietf_encrypt_detached(
        sealed, trailer + NONCE_BYTES, NULL, plain, length, label->bytes, LABEL_BYTES, NULL,
        trailer, scope->key);
}

int seal_decrypt(const seal_scope *scope, const seal_label *label, unsigned char *body,
                 size_t length, const unsigned char trailer[TRAILER_BYTES]) {
    if (seal_null_cipher) {
        return 0;
    }
    count_unit(&sealed_counters.opened, label);
    return crypto_aead_xchacha20poly1305_ietf_decrypt_detached(
        body, NULL, body, length, trailer + NONCE_BYTES, label->bytes, LABEL_BYTES, trailer,
        scope->key);
}

void seal_mask_checksum(const seal_scope *scope, const unsigned char nonce[NONCE_BYTES],
                        size_t length, unsigned char checksum[4]) {
    if (seal_null_cipher) {
        return;
    }
    /* Block 0 makes the authentication key, blocks 1 to n the record: n + 1 is free. */
    uint64_t first_free_block = 1 + (length + 63) / 64;
    crypto_stream_xchacha20_xor_ic(checksum, checksum, 4, nonce, first_free_block, scope->key);
}

void seal_derive_page_key(unsigned char page_key[PAGE_KEY_BYTES],
                          const unsigned char root_key[SEALED_VFS_ROOT_KEY_BYTES],
                          const unsigned char id[DATABASE_ID_BYTES], uint32_t epoch) {
    unsigned char message[4 + DATABASE_ID_BYTES + 4];
    memcpy(message, "page", 4);
    memcpy(message + 4, id, DATABASE_ID_BYTES);
    put_be32(message + 4 + DATABASE_ID_BYTES, epoch);
    crypto_generichash(page_key, PAGE_KEY_BYTES, message, sizeof message, root_key,
                       SEALED_VFS_ROOT_KEY_BYTES);
}
