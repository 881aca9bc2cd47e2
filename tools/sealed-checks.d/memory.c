/*
 * Memory that runs out at the n-th allocation of the sealed layer: memory FOLDER.
 *
 * The linker hands the layer's own calls for memory, and no others, to the
 * functions below. For n = 1, 2, ... the same work is done in a process of its
 * own and the n-th call fails, alone or with all that follow, until the work
 * makes fewer than n calls. Nothing may crash; a step that failed alone succeeds
 * when it is done again, on the same connection; what was committed is there when
 * the file is opened afterwards, and every page authenticates.
 */
#include <errno.h>
#include <sodium.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"
#include "sealed_vfs.h"

/* What the parent learns from a child, whatever becomes of it. */
typedef struct account {
    int calls;
    int committed;
    int failures;
} account;

static account *seen;
static int fail_at;
static int fail_on;

static int is_out_of_memory(void) {
    seen->calls += 1;
    return fail_at > 0 && (seen->calls == fail_at || (fail_on && seen->calls > fail_at));
}

/* `fail_at` is 0 for what belongs to this program. */
#define DENY(type, name, parameters, arguments, denial) \
    type __real_##name parameters;                      \
    type __wrap_##name parameters;                      \
    type __wrap_##name parameters {                     \
        if (fail_at > 0 && is_out_of_memory()) {        \
            denial;                                     \
            return NULL;                                \
        }                                               \
        return __real_##name arguments;                 \
    }

DENY(void *, malloc, (size_t size), (size), errno = ENOMEM)
DENY(void *, calloc, (size_t count, size_t size), (count, size), errno = ENOMEM)
DENY(char *, strdup, (const char *text), (text), errno = ENOMEM)
DENY(void *, sodium_malloc, (size_t size), (size), errno = ENOMEM)
DENY(void *, sqlite3_malloc, (int size), (size), (void)0)
DENY(void *, sqlite3_realloc64, (void *old, sqlite3_uint64 size), (old, size), (void)0)

typedef struct work {
    const char *folder;
    char path[256];
    char copy[256];
    sqlite3 *db;
    int next_line;
} work;

static int take_number(void *to, int count, char **values, char **names) {
    (void)count;
    (void)names;
    *(int *)to = values[0] != NULL && strcmp(values[0], "ok") != 0 ? atoi(values[0]) : -1;
    return 0;
}

static int run(work *work, const char *sql) {
    return sqlite3_exec(work->db, sql, NULL, NULL, NULL);
}

/* The same, leaving no transaction open when it fails in the middle. */
static int run_and_end(work *work, const char *sql) {
    int rc = run(work, sql);
    if (!sqlite3_get_autocommit(work->db)) {
        run(work, "ROLLBACK");
    }
    return rc;
}

static int attach(work *work) {
    int rc = sealed_vfs_register();
    return rc != SQLITE_OK ? rc : sealed_vfs_attach(work->path, check_root_key, check_id, 1);
}

static int attach_copy(work *work) {
    return sealed_vfs_attach(work->copy, check_root_key, (const unsigned char *)"id of the copy..", 1);
}

static int open_books(work *work) {
    sqlite3_close(work->db);
    work->db = NULL;
    int rc = sqlite3_open(work->path, &work->db);
    if (rc == SQLITE_OK) {
        rc = run(work, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=10;"
                       "PRAGMA cache_spill=OFF; PRAGMA temp_store=FILE;"
                       "CREATE TABLE IF NOT EXISTS line(id INTEGER PRIMARY KEY, label TEXT);");
    }
    return rc;
}

/* Ten transactions, each with a savepoint that is rolled back. */
static int commit_lines(work *work) {
    for (int each = 0; each < 10; each++) {
        char sql[256];
        snprintf(sql, sizeof sql,
                 "BEGIN IMMEDIATE; INSERT OR IGNORE INTO line VALUES(%d, hex(zeroblob(900))); SAVEPOINT s;"
                 "DELETE FROM line; ROLLBACK TO s; COMMIT",
                 work->next_line);
        int rc = run_and_end(work, sql);
        if (rc != SQLITE_OK) {
            return rc;
        }
        seen->committed = work->next_line;
        work->next_line += 1;
    }
    return SQLITE_OK;
}

static int checkpoint(work *work) { return run(work, "PRAGMA wal_checkpoint(TRUNCATE)"); }

static int use_journal(work *work) { return run(work, "PRAGMA journal_mode=DELETE"); }

static int roll_back(work *work) {
    return run_and_end(work, "BEGIN; UPDATE line SET label = 'never'; DELETE FROM line WHERE id > 3; ROLLBACK");
}

/* More than the sixteen blocks a temporary file keeps in memory; what is read back is what was written. */
static int spill(work *work) {
    int bytes = 0;
    int rc = run_and_end(work, "DROP TABLE IF EXISTS temp.large; PRAGMA temp.cache_size=5; PRAGMA temp.cache_spill=ON;"
                               "CREATE TEMP TABLE large(a); BEGIN;"
                               "WITH n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<120)"
                               "INSERT INTO large SELECT printf('%.3000d', i) FROM n;"
                               "SAVEPOINT s; DELETE FROM large WHERE rowid%3=0; ROLLBACK TO s; COMMIT");
    if (rc == SQLITE_OK) {
        rc = sqlite3_exec(work->db, "SELECT sum(length(a)) + sum(a) FROM large", take_number, &bytes, NULL);
        MUST(rc != SQLITE_OK || bytes == 120 * 3000 + 120 * 121 / 2, "%d bytes came back", bytes);
    }
    return rc;
}

static int vacuum_into(work *work) {
    char sql[300];
    unlink(work->copy);
    snprintf(sql, sizeof sql, "VACUUM INTO '%s'", work->copy);
    return run(work, sql);
}

static int vacuum(work *work) { return run(work, "VACUUM"); }

static int check_pages(work *work) {
    uint32_t bad;
    return sealed_vfs_check(work->db, &bad);
}

static int finding(work *work) {
    sealed_vfs_wal_finding found;
    return sealed_vfs_last_wal_finding(work->path, &found);
}

static int close_books(work *work) {
    int rc = sqlite3_close(work->db);
    work->db = NULL;
    return rc;
}

static int detach(work *work) { return sealed_vfs_detach(work->path); }

static int detach_copy(work *work) { return sealed_vfs_detach(work->copy); }

static int (*const steps[])(work *) = {attach,  open_books,  commit_lines, checkpoint,   commit_lines, use_journal,
                                       commit_lines, roll_back, spill,     attach_copy, vacuum_into,  open_books,
                                       commit_lines, vacuum,  checkpoint,  check_pages,  finding,     close_books,
                                       detach,  detach_copy};

/* SQLite may answer that memory ran out in several ways; a file that cannot be opened is one. */
static int is_expected(int rc) {
    int primary = rc & 0xff;
    return rc == SQLITE_IOERR_NOMEM || primary == SQLITE_NOMEM || primary == SQLITE_CANTOPEN ||
           primary == SQLITE_IOERR || primary == SQLITE_ERROR;
}

/* Runs in a child. Every step is done until it succeeds, but for those after which memory never comes back. */
static void do_work(const char *folder) {
    work work = {.folder = folder, .next_line = 1};
    snprintf(work.path, sizeof work.path, "%s/books.db", folder);
    snprintf(work.copy, sizeof work.copy, "%s/copy.db", folder);
    for (size_t step = 0; step < sizeof steps / sizeof steps[0]; step++) {
        int rc = steps[step](&work);
        if (rc == SQLITE_OK) {
            continue;
        }
        MUST(is_expected(rc), "step %zu gives %d", step, rc);
        seen->failures += 1;
        if (fail_on) {
            break;
        }
        rc = steps[step](&work);
        MUST(rc == SQLITE_OK, "step %zu, done again, gives %d", step, rc);
    }
    MUST(sqlite3_close(work.db) == SQLITE_OK, "the connection does not close");
}

/* Runs in a child, with memory enough: what was committed is there. */
static void look(const char *folder) {
    work work = {.folder = folder};
    snprintf(work.path, sizeof work.path, "%s/books.db", folder);
    struct stat file;
    if (stat(work.path, &file) != 0) {
        MUST(seen->committed == 0, "the file is gone");
        return;
    }
    uint32_t bad = 0;
    int whole = 0, lines = 0;
    MUST(attach(&work) == SQLITE_OK && open_books(&work) == SQLITE_OK, "the file does not open");
    MUST(sqlite3_exec(work.db, "PRAGMA integrity_check", take_number, &whole, NULL) == SQLITE_OK && whole == -1,
         "integrity_check finds something");
    MUST(checkpoint(&work) == SQLITE_OK, "checkpoint");
    MUST(sealed_vfs_check(work.db, &bad) == SQLITE_OK, "page %u does not authenticate", bad);
    MUST(sqlite3_exec(work.db, "SELECT count(*) FROM line WHERE length(label)=1800", take_number, &lines, NULL) ==
                 SQLITE_OK && lines >= seen->committed && lines <= seen->committed + 1,
         "%d lines for %d commits", lines, seen->committed);
    MUST(sqlite3_close(work.db) == SQLITE_OK, "close");
}

static void in_child(void (*job)(const char *), const char *folder, int at) {
    fflush(NULL);
    pid_t child = fork();
    MUST(child >= 0, "fork");
    if (child == 0) {
        fail_at = at;
        job(folder);
        fail_at = 0;
        exit(0);
    }
    int status;
    MUST(waitpid(child, &status, 0) == child && status == 0, "call %d%s: status %d", at, fail_on ? " and later" : "",
         status);
}

static void clear_folder(const char *folder) {
    static const char *const names[] = {"books.db", "books.db-wal", "books.db-shm", "books.db-journal",
                                        "copy.db", "copy.db-wal",  "copy.db-shm",  "copy.db-journal"};
    for (size_t each = 0; each < sizeof names / sizeof names[0]; each++) {
        char path[300];
        snprintf(path, sizeof path, "%s/%s", folder, names[each]);
        unlink(path);
    }
}

int main(int count, char **words) {
    MUST(count == 2, "memory FOLDER");
    seen = mmap(NULL, sizeof *seen, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    MUST(seen != MAP_FAILED, "no memory");
    for (fail_on = 0; fail_on <= 1; fail_on++) {
        int at = 0, failures = 0;
        do {
            at += 1;
            clear_folder(words[1]);
            memset(seen, 0, sizeof *seen);
            in_child(do_work, words[1], at);
            int made = seen->calls;
            failures += seen->failures;
            in_child(look, words[1], 0);
            seen->calls = made;
        } while (seen->calls >= at);
        MUST(failures > 50, "only %d failures were injected", failures);
        printf("%s: %d calls for memory refused in turn, %d steps failed for it\n",
               fail_on ? "memory gone for good" : "memory missing once", at - 1, failures);
    }
    return 0;
}
