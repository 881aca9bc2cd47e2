/* One page of the main database, sealed and opened. */
#ifndef SEALED_DATABASE_PAGE_H
#define SEALED_DATABASE_PAGE_H

#include "cipher.h"

/* Why a page SQLite asks to write is not one of a sealed database. */
typedef enum page_verdict {
    PAGE_ACCEPTED,
    /* Page 1 is all zero: SQLite makes room before a rollback. It is kept as zeros. */
    PAGE_BLANK_FIRST,
    PAGE_REFUSED
} page_verdict;

/* Judges a plain page of `page_size` bytes that SQLite wants written as `number`. */
page_verdict database_page_judge(const unsigned char *plain, int page_size, uint32_t number);

/* Seals `plain` into `sealed`, both of `page_size` bytes, under a fresh nonce. */
void database_page_seal(const seal_scope *scope, const unsigned char *plain, unsigned char *sealed,
                        int page_size, uint32_t number);

/*
 * Opens a page in place: 0, with the magic and the zero reserve SQLite expects,
 * or -1 when it does not authenticate.
 */
int database_page_open(const seal_scope *scope, unsigned char *page, int page_size,
                       uint32_t number);

/* The 100 bytes SQLite needs to go on when page 1 is torn and its good copy is in a log or journal. */
void database_page_stand_in_header(unsigned char header[FILE_HEADER_BYTES], int page_size);

/* The page size and reserve in bytes 16-23 of a sealed page 1: the size, or 0 when they make no sense. */
int database_page_size_of(const unsigned char clear[CLEAR_HEADER_BYTES]);

#endif
