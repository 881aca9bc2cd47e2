/* Sizes of the format, and big-endian integers as SQLite stores them. */
#ifndef SEALED_GEOMETRY_H
#define SEALED_GEOMETRY_H

#include <stdint.h>
#include <string.h>

#include "sealed_vfs.h"

/* The end of every sealed unit: nonce, tag, spare, in this order. */
#define NONCE_BYTES 24
#define TAG_BYTES 16
#define SPARE_BYTES 8
#define TRAILER_BYTES SEALED_VFS_RESERVED_BYTES

#define DATABASE_ID_BYTES SEALED_VFS_DATABASE_ID_BYTES
#define PAGE_KEY_BYTES 32
/* Frozen: files of it must open for ever (docs/sealed-sqlite.md). */
#define FORMAT_VERSION 1

/* Page 1 starts with the database id (16), then 8 bytes in clear. */
#define CLEAR_HEADER_OFFSET 16
#define CLEAR_HEADER_BYTES 8
#define SEALED_BODY_OF_PAGE_1 (CLEAR_HEADER_OFFSET + CLEAR_HEADER_BYTES)

/* SQLite's 100-byte file header, and the byte where locks are taken. */
#define FILE_HEADER_BYTES 100
#define LOCK_BYTE_OFFSET 0x40000000

#define MIN_PAGE_SIZE 512
#define MAX_PAGE_SIZE 65536

static inline uint16_t get_be16(const unsigned char *at) {
    return (uint16_t)((at[0] << 8) | at[1]);
}

static inline uint32_t get_be32(const unsigned char *at) {
    return ((uint32_t)at[0] << 24) | ((uint32_t)at[1] << 16) | ((uint32_t)at[2] << 8) | at[3];
}

static inline void put_be32(unsigned char *at, uint32_t value) {
    at[0] = (unsigned char)(value >> 24);
    at[1] = (unsigned char)(value >> 16);
    at[2] = (unsigned char)(value >> 8);
    at[3] = (unsigned char)value;
}

static inline void put_be64(unsigned char *at, uint64_t value) {
    put_be32(at, (uint32_t)(value >> 32));
    put_be32(at + 4, (uint32_t)value);
}

static inline int is_all_zero(const unsigned char *at, size_t length) {
    /* Comparing a buffer with itself shifted by one byte tests all of it at memcmp speed. */
    return length == 0 || (at[0] == 0 && memcmp(at, at + 1, length - 1) == 0);
}

/*
 * The product has one page size. SQLite's own tests use all of them, so the
 * rest of the code takes the size as a parameter and only this rule differs.
 */
static inline int is_page_size(int64_t size) {
#ifdef SEALED_VFS_TESTING
    return size >= MIN_PAGE_SIZE && size <= MAX_PAGE_SIZE && (size & (size - 1)) == 0;
#else
    return size == SEALED_VFS_PAGE_SIZE;
#endif
}

/* Page size written at bytes 16-17 of page 1, where 65536 is stored as 1. */
static inline int decode_page_size(const unsigned char at[2]) {
    return (at[0] << 8) | (at[1] << 16);
}

#endif
