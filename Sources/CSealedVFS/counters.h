/* Facts counted since registration; see sealed_vfs_counters. */
#ifndef SEALED_COUNTERS_H
#define SEALED_COUNTERS_H

#include <stdatomic.h>
#include <stdint.h>

/* Sealed units by kind: see sealed_vfs_units. */
typedef struct unit_counters {
    _Atomic uint64_t pages;
    _Atomic uint64_t frames;
    _Atomic uint64_t records;
    _Atomic uint64_t blocks;
} unit_counters;

typedef struct counters {
    _Atomic uint64_t reads_refused;
    _Atomic uint64_t writes_refused;
    _Atomic uint64_t wal_frames_dropped;
    _Atomic uint64_t wal_findings;
    _Atomic uint64_t journal_records_dropped;
    _Atomic uint64_t journal_headers_dropped;
    _Atomic uint64_t wal_headers_abandoned;
    _Atomic uint64_t opens_refused;
    unit_counters sealed;
    unit_counters opened;
} counters;

extern counters sealed_counters;

/* Adds one to a field of the counters. */
#define COUNT(field) \
    ((void)atomic_fetch_add_explicit(&sealed_counters.field, 1, memory_order_relaxed))

/* Counts and logs a unit that does not authenticate; returns SQLITE_IOERR_DATA. */
int refuse_read(const char *what, uint64_t number, const char *path);

/* Counts and logs a write of a shape SQLite is not known to make; returns SQLITE_IOERR_WRITE. */
int refuse_write(const char *what, int64_t offset, int length, const char *path);

#endif
