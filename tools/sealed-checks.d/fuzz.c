/*
 * Files altered in every way: a libFuzzer target.
 *
 * Two pairs of files are made first: a database with a log that was not emptied,
 * and one with a journal that must be rolled back. An input is a list of
 * alterations of a pair, as somebody could make who has the files and not the
 * key: bytes changed, ranges copied from any of the four files, cuts, extensions,
 * a file replaced. The pair is then opened. Whatever SQLite answers, no row may
 * come out that was never written, what is read from beginning to end without an
 * error is a state that was committed, and the file does not grow beyond reason.
 *
 *   fuzz seeds FOLDER   writes inputs to begin with
 *   fuzz FOLDER         looks for more
 */
#include <sodium.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdint.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check.h"
#include "sealed_vfs.h"

#define LARGEST (1 << 18)
/* No more than the alterations themselves, twice over. */
#define LARGEST_RESULT (2 * LARGEST)
#define ROWS 24
#define COMMITS 5

typedef struct content {
    unsigned char bytes[LARGEST];
    size_t size;
} content;

/* Database and log, database and journal. */
enum { WITH_LOG, WITH_JOURNAL };
static content originals[4];
static content altered[2];
static char folder[200];
static char path[256], companion[2][256], shared_memory[256];

static void read_file(const char *name, content *into) {
    FILE *file = fopen(name, "rb");
    MUST(file != NULL, "no file %s", name);
    into->size = fread(into->bytes, 1, sizeof into->bytes, file);
    MUST(into->size > 0 && into->size < sizeof into->bytes, "%s has %zu bytes", name, into->size);
    fclose(file);
}

static void write_file(const char *name, const content *from) {
    FILE *file = fopen(name, "wb");
    MUST(file != NULL && fwrite(from->bytes, 1, from->size, file) == from->size && fclose(file) == 0, "write");
}

static void remove_files(void) {
    unlink(path);
    unlink(companion[WITH_LOG]);
    unlink(companion[WITH_JOURNAL]);
    unlink(shared_memory);
}

static sqlite3 *open_books(void) {
    sqlite3 *db = NULL;
    MUST(sqlite3_open(path, &db) == SQLITE_OK, "no connection");
    return db;
}

static void must_run(sqlite3 *db, const char *sql) {
    char *message = NULL;
    int rc = sqlite3_exec(db, sql, NULL, NULL, &message);
    MUST(rc == SQLITE_OK, "%s: %s", sql, message);
}

static const char make_rows[] =
    "CREATE TABLE line(id INTEGER PRIMARY KEY, version INTEGER, label TEXT);"
    "CREATE INDEX by_version ON line(version, label);"
    "WITH n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<24)"
    "INSERT INTO line SELECT i, 0, printf('%.600d of 0', i) FROM n;";

static void make_pair_with_log(void) {
    sqlite3 *db = open_books();
    must_run(db, "PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0; PRAGMA cache_spill=OFF");
    must_run(db, make_rows);
    must_run(db, "PRAGMA wal_checkpoint(TRUNCATE)");
    for (int commit = 1; commit <= COMMITS; commit++) {
        char sql[200];
        snprintf(sql, sizeof sql, "UPDATE line SET version=%d, label=printf('%%.600d of %d', id)", commit, commit);
        must_run(db, sql);
    }
    read_file(path, &originals[0]);
    read_file(companion[WITH_LOG], &originals[1]);
    sqlite3_close(db);
    remove_files();
}

/* Pages of an open transaction are pushed out to the file, after their old content is in the journal. */
static void make_pair_with_journal(void) {
    sqlite3 *db = open_books();
    must_run(db, "PRAGMA journal_mode=DELETE");
    must_run(db, make_rows);
    must_run(db, "PRAGMA cache_size=1; PRAGMA cache_spill=1; BEGIN;"
                 "UPDATE line SET version=1, label=printf('%.600d of 1', id); DELETE FROM line WHERE id>20");
    read_file(path, &originals[2]);
    read_file(companion[WITH_JOURNAL], &originals[3]);
    must_run(db, "ROLLBACK");
    sqlite3_close(db);
    remove_files();
}

/* The input, taken byte by byte; zeros at its end. */
typedef struct script {
    const uint8_t *at, *end;
} script;

static uint32_t take(script *script, int bytes) {
    uint32_t value = 0;
    while (bytes-- > 0) {
        value = value << 8 | (script->at < script->end ? *script->at++ : 0);
    }
    return value;
}

static void grow(content *file, size_t size) {
    if (size > file->size) {
        memset(file->bytes + file->size, 0, size - file->size);
        file->size = size;
    }
}

enum { SET, FLIP, CUT, EXTEND, COPY, ERASE, REPLACE, KINDS };

static void alter(script *script) {
    unsigned kind = take(script, 1) % KINDS;
    content *file = &altered[take(script, 1) % 2];
    size_t offset = take(script, 3) % (LARGEST / 2);
    if (kind == SET) {
        size_t length = take(script, 1) % 64;
        grow(file, offset + length);
        for (size_t each = 0; each < length; each++) {
            file->bytes[offset + each] = (unsigned char)take(script, 1);
        }
    } else if (kind == FLIP && offset < file->size) {
        file->bytes[offset] ^= (unsigned char)take(script, 1);
    } else if (kind == CUT && offset < file->size) {
        file->size = offset;
    } else if (kind == EXTEND) {
        grow(file, offset);
    } else if (kind == COPY) {
        const content *from = &originals[take(script, 1) % 4];
        size_t start = take(script, 3) % from->size;
        size_t length = take(script, 2) % (from->size - start + 1);
        grow(file, offset + length);
        memcpy(file->bytes + offset, from->bytes + start, length);
    } else if (kind == ERASE) {
        size_t length = take(script, 2);
        grow(file, offset + length);
        memset(file->bytes + offset, 0, length);
    } else if (kind == REPLACE) {
        *file = originals[take(script, 1) % 4];
    }
}

/* Reads all rows. The last state seen, or -1 after an error or a mixture of states. */
static int read_rows(sqlite3 *db, const char *sql, int *rows) {
    sqlite3_stmt *statement = NULL;
    int state = -1, mixed = 0, rc = sqlite3_prepare_v2(db, sql, -1, &statement, NULL);
    *rows = 0;
    if (rc != SQLITE_OK) {
        return -1;
    }
    while ((rc = sqlite3_step(statement)) == SQLITE_ROW) {
        int id = sqlite3_column_int(statement, 0), version = sqlite3_column_int(statement, 1);
        const char *label = (const char *)sqlite3_column_text(statement, 2);
        char expected[700];
        snprintf(expected, sizeof expected, "%.600d of %d", id, version);
        MUST(id >= 1 && id <= ROWS && version >= 0 && version <= COMMITS, "row %d of version %d", id, version);
        MUST(label != NULL && strcmp(label, expected) == 0, "row %d of version %d holds something else", id, version);
        mixed |= *rows > 0 && version != state;
        state = version;
        *rows += 1;
    }
    sqlite3_finalize(statement);
    return rc == SQLITE_DONE && !mixed ? state : -1;
}

static void look(int pair, int untouched) {
    sqlite3 *db = open_books();
    int rows, rows_of_index;
    int state = read_rows(db, "SELECT id, version, label FROM line NOT INDEXED", &rows);
    int state_of_index = read_rows(db, "SELECT id, version, label FROM line INDEXED BY by_version", &rows_of_index);
    if (pair == WITH_LOG) {
        /* A journal that was taken away cannot be missed by us; a log only ends earlier. */
        MUST(state < 0 || rows == ROWS, "%d rows of state %d", rows, state);
        MUST(state < 0 || state_of_index < 0 || state == state_of_index, "states %d and %d", state, state_of_index);
    }
    if (untouched) {
        MUST(state == (pair == WITH_LOG ? COMMITS : 0) && rows == ROWS, "untouched, but state %d, %d rows", state, rows);
    }
    uint32_t bad;
    sealed_vfs_wal_finding finding;
    sealed_vfs_check(db, &bad);
    sqlite3_exec(db, "PRAGMA integrity_check", NULL, NULL, NULL);
    MUST(sealed_vfs_last_wal_finding(path, &finding) == SQLITE_OK, "no finding");
    sqlite3_exec(db, "UPDATE line SET label=printf('%.600d of %d', id, version); PRAGMA wal_checkpoint", NULL, NULL, NULL);
    read_rows(db, "SELECT id, version, label FROM line NOT INDEXED", &rows);
    MUST(sqlite3_close(db) == SQLITE_OK, "the connection does not close");
    struct stat file;
    MUST(stat(path, &file) == 0 && file.st_size <= LARGEST_RESULT, "the file grew to %lld bytes",
         (long long)file.st_size);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    script script = {data, data + size};
    int pair = (int)(take(&script, 1) % 2);
    altered[0] = originals[pair * 2];
    altered[1] = originals[pair * 2 + 1];
    int untouched = script.at == script.end;
    while (script.at < script.end) {
        alter(&script);
    }
    write_file(path, &altered[0]);
    write_file(companion[pair], &altered[1]);
    look(pair, untouched);
    remove_files();
    return 0;
}

/* Inputs to begin with: nothing altered, then one alteration of each kind in each file, at the places that matter. */
static void write_seeds(const char *into) {
    static const uint32_t places[] = {0, 8, 12, 16, 18, 20, 24, 28, 32, 40, 56, 512, 516, 4064, 4096, 4608, 4612, 8192};
    int number = 0;
    for (int pair = 0; pair < 2; pair++) {
        for (int kind = -1; kind < KINDS; kind++) {
            for (size_t place = 0; place < sizeof places / sizeof places[0]; place++) {
                for (int file = 0; file < 2; file++) {
                    unsigned char seed[] = {(unsigned char)pair, (unsigned char)kind, (unsigned char)file,
                                            0, (unsigned char)(places[place] >> 8), (unsigned char)places[place],
                                            3, 0, 16, 0, 16, 24};
                    char name[300];
                    snprintf(name, sizeof name, "%s/%04d", into, number++);
                    FILE *out = fopen(name, "wb");
                    size_t length = kind < 0 ? 1 : sizeof seed;
                    MUST(out != NULL && fwrite(seed, 1, length, out) == length && fclose(out) == 0, "no %s", name);
                }
            }
        }
    }
}

static void at_end(void) {
    remove_files();
    rmdir(folder);
}

int LLVMFuzzerInitialize(int *count, char ***words) {
    if (*count == 3 && strcmp((*words)[1], "seeds") == 0) {
        write_seeds((*words)[2]);
        exit(0);
    }
    const char *temporary = getenv("TMPDIR");
    snprintf(folder, sizeof folder, "%s/sealed-fuzz.XXXXXX", temporary != NULL ? temporary : "/tmp");
    MUST(mkdtemp(folder) != NULL, "no folder %s", folder);
    atexit(at_end);
    /* A file that grows without end must not fill the disk of whoever runs this. */
    struct rlimit limit = {16 * LARGEST, 16 * LARGEST};
    MUST(setrlimit(RLIMIT_FSIZE, &limit) == 0 && signal(SIGXFSZ, SIG_IGN) != SIG_ERR, "no limit");
    snprintf(path, sizeof path, "%s/books.db", folder);
    snprintf(companion[WITH_LOG], sizeof companion[0], "%s-wal", path);
    snprintf(companion[WITH_JOURNAL], sizeof companion[1], "%s-journal", path);
    snprintf(shared_memory, sizeof shared_memory, "%s-shm", path);
    MUST(sealed_vfs_register() == SQLITE_OK, "register");
    MUST(sealed_vfs_attach(path, check_root_key, check_id, 1) == SQLITE_OK, "attach");
    make_pair_with_log();
    make_pair_with_journal();
    return 0;
}
