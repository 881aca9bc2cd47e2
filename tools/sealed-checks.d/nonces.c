/*
 * No nonce is ever drawn twice: nonces COUNT.
 *
 * The sealed VFS lies here over a platform that keeps nothing of what is written
 * but the nonce of each sealed unit. Pages, log frames, journal records and
 * temporary blocks are written by several threads, by processes forked in the
 * middle of a batch of nonces, from the first thread and from another one, and by
 * children of children. In the end all nonces must differ. They are compared by
 * their first 64 bits: among 10,000,000 such numbers two are equal by chance once
 * in 370,000 runs.
 */
#include <pthread.h>
#include <sodium.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"
#include "geometry.h"
#include "registry.h"
#include "vfs.h"

#define PAGE 512
#define FRAME (24 + PAGE)
#define BLOCK 4096

/* Shared by all processes. */
typedef struct ledger {
    atomic_ulong used;
    uint64_t nonces[];
} ledger;

static ledger *book;
static unsigned long capacity;
static sqlite3_vfs platform;
static sqlite3_vfs sealed;

static int note_write(sqlite3_file *file, const void *bytes, int length, sqlite3_int64 offset) {
    (void)file;
    (void)offset;
    if (length == PAGE || length == FRAME || length == BLOCK + TRAILER_BYTES) {
        unsigned long at = atomic_fetch_add(&book->used, 1);
        MUST(at < capacity, "more units were written than planned");
        memcpy(&book->nonces[at], (const unsigned char *)bytes + length - TRAILER_BYTES, 8);
    }
    return SQLITE_OK;
}

static int read_nothing(sqlite3_file *file, void *bytes, int length, sqlite3_int64 offset) {
    (void)file;
    (void)offset;
    memset(bytes, 0, (size_t)length);
    return SQLITE_IOERR_SHORT_READ;
}

static int size_is_zero(sqlite3_file *file, sqlite3_int64 *size) {
    (void)file;
    *size = 0;
    return SQLITE_OK;
}

static int close_nothing(sqlite3_file *file) {
    (void)file;
    return SQLITE_OK;
}

/* A sector larger than a page, so that gaps are not filled with pages nobody counts. */
static int sector_of_platform(sqlite3_file *file) {
    (void)file;
    return 4096;
}

static int open_nothing(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out) {
    (void)vfs;
    (void)name;
    static const sqlite3_io_methods methods = {
        .iVersion = 1,
        .xClose = close_nothing,
        .xRead = read_nothing,
        .xWrite = note_write,
        .xFileSize = size_is_zero,
        .xSectorSize = sector_of_platform,
    };
    file->pMethods = &methods;
    if (out != NULL) {
        *out = flags;
    }
    return SQLITE_OK;
}

/* The four files of one writer. */
typedef struct writer {
    sqlite3_file *database, *log, *journal, *temporary;
} writer;

static sqlite3_file *open_sealed(const char *name, int flags) {
    sqlite3_file *file = calloc(1, (size_t)sealed.szOsFile);
    MUST(file != NULL, "no memory");
    int rc = sealed.xOpen(&sealed, name, file, flags | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
    MUST(rc == SQLITE_OK, "%s does not open: %d", name != NULL ? name : "a temporary file", rc);
    return file;
}

static writer open_writer(void) {
    return (writer){
        .database = open_sealed("/books", SQLITE_OPEN_MAIN_DB),
        .log = open_sealed("/books-wal", SQLITE_OPEN_WAL),
        .journal = open_sealed("/books-journal", SQLITE_OPEN_MAIN_JOURNAL),
        .temporary = open_sealed(NULL, SQLITE_OPEN_TEMP_DB),
    };
}

static void put(sqlite3_file *file, const void *bytes, int length, sqlite3_int64 offset) {
    int rc = file->pMethods->xWrite(file, bytes, length, offset);
    MUST(rc == SQLITE_OK, "a write of %d bytes at %lld: %d", length, (long long)offset, rc);
}

/* One sealed unit. Of twenty, thirteen are pages, four log frames, two journal records, one a temporary block. */
static void write_unit(writer *files, unsigned long turn) {
    static const unsigned char zeros[BLOCK];
    sqlite3_int64 index = (sqlite3_int64)(turn % 1000);
    if (turn % 20 < 13) {
        put(files->database, zeros, PAGE, (index + 1) * PAGE);
    } else if (turn % 20 < 17) {
        put(files->log, zeros, 24, 32 + index * FRAME);
        put(files->log, zeros, PAGE, 32 + index * FRAME + 24);
    } else if (turn % 20 < 19) {
        sqlite3_int64 at = 512 + index * (PAGE + 8);
        put(files->journal, "\0\0\0\2", 4, at);
        put(files->journal, zeros, PAGE, at + 4);
        put(files->journal, zeros, 4, at + 4 + PAGE);
    } else {
        /* Sixteen blocks stay in memory: from the seventeenth on, each one pushes another out. */
        put(files->temporary, zeros, BLOCK, (sqlite3_int64)(turn / 20) * BLOCK);
    }
}

/*
 * Held for reading by whoever is inside SQLite, for writing by whoever forks: a lock
 * that another thread holds at that moment, SQLite's own on memory for one, would be
 * held in the child for ever. Batches of nonces are still cut anywhere.
 */
static pthread_rwlock_t locks[] = {
    PTHREAD_RWLOCK_INITIALIZER,
    PTHREAD_RWLOCK_INITIALIZER,
    PTHREAD_RWLOCK_INITIALIZER,
};
/* A child takes the next one: the threads that waited for its parent's are not there. */
static pthread_rwlock_t *inside = locks;

static void write_units(unsigned long count) {
    pthread_rwlock_rdlock(inside);
    writer files = open_writer();
    unsigned char header[32] = {0x37, 0x7f, 0x06, 0x82, 0, 0, 0, 0, 0, 0, PAGE >> 8};
    put(files.log, header, sizeof header, 0);
    pthread_rwlock_unlock(inside);
    for (unsigned long turn = 0; turn < count; turn++) {
        pthread_rwlock_rdlock(inside);
        write_unit(&files, turn);
        pthread_rwlock_unlock(inside);
    }
    sqlite3_file *all[] = {files.database, files.log, files.journal, files.temporary};
    pthread_rwlock_rdlock(inside);
    for (int each = 0; each < 4; each++) {
        all[each]->pMethods->xClose(all[each]);
        free(all[each]);
    }
    pthread_rwlock_unlock(inside);
}

/* Runs in a child; its own child goes on where the batch of nonces was cut. */
static void forked(unsigned long count, int depth) {
    pthread_rwlock_wrlock(inside);
    pid_t child = fork();
    MUST(child >= 0, "fork");
    if (child == 0) {
        inside += 1;
        write_units(count);
        if (depth > 0) {
            forked(count, depth - 1);
        }
        _exit(0);
    }
    pthread_rwlock_unlock(inside);
    write_units(count / 2);
    int status;
    MUST(waitpid(child, &status, 0) == child && status == 0, "a child failed: %d", status);
}

static void *thread_work(void *argument) {
    unsigned long count = *(unsigned long *)argument;
    write_units(count);
    forked(count / 4, 1);
    write_units(count);
    return NULL;
}

static int by_value(const void *left, const void *right) {
    uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
    return (a > b) - (a < b);
}

static void find_repeats(unsigned long used) {
    qsort(book->nonces, used, sizeof book->nonces[0], by_value);
    MUST(book->nonces[0] != 0, "a nonce of zeros");
    for (unsigned long at = 1; at < used; at++) {
        MUST(book->nonces[at] != book->nonces[at - 1], "a nonce was drawn twice");
    }
}

int main(int count, char **words) {
    unsigned long wanted = count > 1 ? strtoul(words[1], NULL, 10) : 10000000;
    capacity = wanted + wanted / 2 + 1000000;
    book = mmap(NULL, sizeof(ledger) + capacity * 8, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    MUST(book != MAP_FAILED && sodium_init() >= 0, "no memory");
    platform = (sqlite3_vfs){.iVersion = 1, .szOsFile = sizeof(sqlite3_file), .mxPathname = 64, .zName = "nothing",
                             .xOpen = open_nothing};
    sealed_vfs_make(&sealed, &platform, "sealed");
    MUST(registry_attach("/books", check_root_key, check_id, 1) == SQLITE_OK, "attach");

    /* Two threads that write, fork, and write on; then forks at every place in a batch of nonces. */
    pthread_t threads[2];
    unsigned long share = wanted / 8;
    for (int each = 0; each < 2; each++) {
        MUST(pthread_create(&threads[each], NULL, thread_work, &share) == 0, "thread");
    }
    for (int each = 0; each < 2; each++) {
        pthread_join(threads[each], NULL);
    }
    for (unsigned long turn = 0; turn < 300; turn++) {
        write_units(1);
        forked(turn + 1, 1);
    }
    while (atomic_load(&book->used) < wanted) {
        forked(wanted / 8, 0);
    }
    unsigned long used = atomic_load(&book->used);
    find_repeats(used);
    printf("%lu units sealed, no nonce twice\n", used);
    return 0;
}
