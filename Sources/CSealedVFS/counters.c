#include "counters.h"

#include <sqlite3.h>

#include "sealed_vfs.h"

counters sealed_counters;

int refuse_read(const char *what, uint64_t number, const char *path) {
    COUNT(reads_refused);
    sqlite3_log(SQLITE_IOERR_DATA, "sealed: %s %llu of %s does not authenticate", what,
                (unsigned long long)number, path);
    return SQLITE_IOERR_DATA;
}

int refuse_write(const char *what, int64_t offset, int length, const char *path) {
    COUNT(writes_refused);
    sqlite3_log(SQLITE_IOERR_WRITE, "sealed: %s: %d bytes at %lld of %s refused", what, length,
                (long long)offset, path);
    return SQLITE_IOERR_WRITE;
}

static uint64_t value_of(_Atomic uint64_t *counter) {
    return atomic_load_explicit(counter, memory_order_relaxed);
}

static sealed_vfs_units units_of(unit_counters *counted) {
    return (sealed_vfs_units){
        .pages = value_of(&counted->pages),
        .frames = value_of(&counted->frames),
        .records = value_of(&counted->records),
        .blocks = value_of(&counted->blocks),
    };
}

sealed_vfs_counters sealed_vfs_read_counters(void) {
    sealed_vfs_counters copy;
    copy.reads_refused = value_of(&sealed_counters.reads_refused);
    copy.writes_refused = value_of(&sealed_counters.writes_refused);
    copy.wal_frames_dropped = value_of(&sealed_counters.wal_frames_dropped);
    copy.wal_findings = value_of(&sealed_counters.wal_findings);
    copy.journal_records_dropped = value_of(&sealed_counters.journal_records_dropped);
    copy.journal_headers_dropped = value_of(&sealed_counters.journal_headers_dropped);
    copy.wal_headers_abandoned = value_of(&sealed_counters.wal_headers_abandoned);
    copy.opens_refused = value_of(&sealed_counters.opens_refused);
    copy.sealed = units_of(&sealed_counters.sealed);
    copy.opened = units_of(&sealed_counters.opened);
    return copy;
}
