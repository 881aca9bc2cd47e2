#include "database_page.h"

#include "nonce.h"

static const unsigned char magic[DATABASE_ID_BYTES] = "SQLite format 3";

int database_page_size_of(const unsigned char clear[CLEAR_HEADER_BYTES]) {
    int size = decode_page_size(clear);
    return is_page_size(size) && clear[4] == TRAILER_BYTES ? size : 0;
}

page_verdict database_page_judge(const unsigned char *plain, int page_size, uint32_t number) {
    /* SQLite never uses the reserve. Anything there would be lost: it comes from a file without one. */
    if (!is_all_zero(plain + page_size - TRAILER_BYTES, TRAILER_BYTES)) {
        return PAGE_REFUSED;
    }
    if (number != 1) {
        return PAGE_ACCEPTED;
    }
    if (memcmp(plain, magic, sizeof magic) == 0) {
        int declared = database_page_size_of(plain + CLEAR_HEADER_OFFSET);
        return declared == page_size ? PAGE_ACCEPTED : PAGE_REFUSED;
    }
    return is_all_zero(plain, (size_t)page_size) ? PAGE_BLANK_FIRST : PAGE_REFUSED;
}

void database_page_seal(const seal_scope *scope, const unsigned char *plain, unsigned char *sealed,
                        int page_size, uint32_t number) {
    const unsigned char *clear = NULL;
    int start = 0;
    if (number == 1) {
        clear = plain + CLEAR_HEADER_OFFSET;
        start = SEALED_BODY_OF_PAGE_1;
        memcpy(sealed, seal_null_cipher ? magic : scope->id, DATABASE_ID_BYTES);
        memcpy(sealed + CLEAR_HEADER_OFFSET, clear, CLEAR_HEADER_BYTES);
    }
    int end = page_size - TRAILER_BYTES;
    unsigned char *trailer = sealed + end;
    nonce_draw(trailer);
    memset(trailer + NONCE_BYTES, 0, TAG_BYTES + SPARE_BYTES);
    seal_label label = seal_label_make(SEAL_DATABASE_PAGE, scope, number, NULL, clear);
    seal_encrypt(scope, &label, plain + start, sealed + start, (size_t)(end - start), trailer);
}

int database_page_open(const seal_scope *scope, unsigned char *page, int page_size,
                       uint32_t number) {
    const unsigned char *clear = NULL;
    int start = 0;
    if (number == 1) {
        /* The id is no part of the sealed body: compare it, or its bits could be changed unseen. */
        if (!seal_null_cipher && memcmp(page, scope->id, DATABASE_ID_BYTES) != 0) {
            return -1;
        }
        clear = page + CLEAR_HEADER_OFFSET;
        if (!seal_null_cipher && database_page_size_of(clear) != page_size) {
            return -1;
        }
        start = SEALED_BODY_OF_PAGE_1;
    }
    int end = page_size - TRAILER_BYTES;
    unsigned char *trailer = page + end;
    seal_label label = seal_label_make(SEAL_DATABASE_PAGE, scope, number,
                                       trailer + NONCE_BYTES + TAG_BYTES, clear);
    if (seal_decrypt(scope, &label, page + start, (size_t)(end - start), trailer) != 0) {
        return -1;
    }
    memset(trailer, 0, TRAILER_BYTES);
    if (number == 1 && !seal_null_cipher) {
        memcpy(page, magic, sizeof magic);
    }
    return 0;
}

void database_page_stand_in_header(unsigned char header[FILE_HEADER_BYTES], int page_size) {
    memset(header, 0, FILE_HEADER_BYTES);
    memcpy(header, magic, sizeof magic);
    header[16] = (unsigned char)(page_size >> 8);
    header[17] = (unsigned char)(page_size >> 16);
    header[18] = 1;
    header[19] = 1;
    header[20] = TRAILER_BYTES;
    header[21] = 64;
    header[22] = 32;
    header[23] = 32;
}
