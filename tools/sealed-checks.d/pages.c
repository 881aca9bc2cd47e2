/*
 * The same SQL on plain and sealed databases of every page size: pages FOLDER STATEMENTS [SEED].
 *
 * Statements are drawn at random and told to a plain database in memory and to a sealed file of the same page size, in
 * each journal mode. They must answer the same, be the same at the end to the last byte, and once more after a crash:
 * the files are copied while they are open, and recovered from the copy.
 */
#include <sqlite3.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "check.h"
#include "sealed_vfs.h"

static uint64_t state;
static int reopened;

static unsigned below(unsigned bound) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (unsigned)((state * 0x2545f4914f6cdd1dULL) >> 33) % bound;
}

/* An answer, as a sum over its rows in their order. */
typedef struct answer {
    int code;
    int rows;
    uint64_t sum;
} answer;

static int take_row(void *to, int count, char **values, char **names) {
    answer *got = to;
    (void)names;
    got->rows += 1;
    for (int each = 0; each < count; each++) {
        for (const char *at = values[each] != NULL ? values[each] : "\1"; *at != 0; at++) {
            got->sum = (got->sum ^ (unsigned char)*at) * 0x100000001b3ULL;
        }
        got->sum = (got->sum ^ 0xff) * 0x100000001b3ULL;
    }
    return 0;
}

static answer ask(sqlite3 *db, const char *sql) {
    answer got = {.sum = 0xcbf29ce484222325ULL};
    got.code = sqlite3_exec(db, sql, take_row, &got, NULL);
    return got;
}

static int is_same(answer one, answer other) {
    return one.code == other.code && one.rows == other.rows && one.sum == other.sum;
}

static void run(sqlite3 *db, const char *sql) {
    int rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
    MUST(rc == SQLITE_OK, "%s: %s", sql, sqlite3_errmsg(db));
}

static const char *const schema =
    "CREATE TABLE t(id INTEGER PRIMARY KEY, n INTEGER, body TEXT, label TEXT UNIQUE); CREATE INDEX t_n ON t(n, label);"
    "CREATE TABLE w(k TEXT PRIMARY KEY, body TEXT) WITHOUT ROWID; CREATE VIRTUAL TABLE f USING fts5(words);";

static const char *const contents =
    "SELECT * FROM t ORDER BY id; SELECT * FROM w ORDER BY k; SELECT rowid, * FROM f ORDER BY rowid;";

/* A text that differs all along, within a cell or over many pages. */
static const char *body(const char *seed) {
    static const unsigned sizes[] = {1, 4, 30, 30, 400, 2000};
    static char text[120];
    snprintf(text, sizeof text, "replace(hex(zeroblob(%u)),'00',printf('%%08x',(%s)*2654435761))", sizes[below(6)],
             seed);
    return text;
}

static void draw(char *sql, size_t size) {
    unsigned n = below(1000), other = below(100000);
    char some[100], seed[40];
    snprintf(some, sizeof some, "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM c WHERE i<%u)", 1 + n % 9);
    snprintf(seed, sizeof seed, "%u+i", n);
    switch (below(20)) {
    case 0: snprintf(sql, size, "BEGIN"); break;
    case 1: case 2: snprintf(sql, size, "COMMIT"); break;
    case 3: snprintf(sql, size, "ROLLBACK"); break;
    case 4: snprintf(sql, size, "SAVEPOINT s%u", n % 2); break;
    case 5: snprintf(sql, size, "ROLLBACK TO s%u", n % 2); break;
    case 6: snprintf(sql, size, "RELEASE s%u", n % 2); break;
    case 7: snprintf(sql, size, "DELETE FROM t WHERE n BETWEEN %u AND %u", n, n + 90); break;
    case 8: snprintf(sql, size, "UPDATE t SET body=%s WHERE n%%23=%u", body("n"), n % 23); break;
    case 9: snprintf(sql, size, "UPDATE t SET n=n+1, label=label||'x' WHERE id%%7=%u", n % 7); break;
    case 10: snprintf(sql, size, "SELECT count(*), sum(n), total(length(body)) FROM t"); break;
    case 11: snprintf(sql, size, "SELECT id, label FROM t WHERE n>%u ORDER BY label DESC LIMIT 20", n); break;
    case 12: snprintf(sql, size, "SELECT rowid FROM f WHERE f MATCH 'mot%u' LIMIT 9", n % 50); break;
    case 13: snprintf(sql, size, "%s REPLACE INTO w SELECT 'k'||((%u*i)%%60), %s FROM c", some, n, body(seed)); break;
    case 14: snprintf(sql, size, "DELETE FROM w WHERE k>'k%u'", n % 60); break;
    case 15: snprintf(sql, size, "%s INSERT INTO f SELECT 'mot'||((%u*i)%%50) FROM c", some, n); break;
    case 16:
        snprintf(sql, size, "%s",
                 n < 100 ? "VACUUM" : n < 300 ? "PRAGMA incremental_vacuum(4)" : "SELECT max(id) FROM t");
        break;
    default:
        snprintf(sql, size, "%s INSERT INTO t(n,body,label) SELECT (%u+i*37)%%1000, %s, 'l%u-'||i FROM c", some, n,
                 body(seed), other);
    }
}

typedef struct files {
    char path[300];
    char copy[300];
} files;

static void discard(const char *path) {
    static const char *const endings[] = {"", "-wal", "-shm", "-journal"};
    for (size_t each = 0; each < 4; each++) {
        char name[320];
        snprintf(name, sizeof name, "%s%s", path, endings[each]);
        unlink(name);
    }
}

static sqlite3 *open_sealed(const char *path, int page_size, const char *journal, int vacuum_mode) {
    sqlite3 *db;
    char sql[300];
    MUST(sealed_vfs_attach(path, check_root_key, check_id, 1) == SQLITE_OK, "attach");
    MUST(sqlite3_open(path, &db) == SQLITE_OK, "open");
    snprintf(sql, sizeof sql,
             "PRAGMA page_size=%d; PRAGMA auto_vacuum=%d; PRAGMA journal_mode=%s; PRAGMA cache_size=%u;"
             "PRAGMA synchronous=OFF; PRAGMA temp_store=FILE; PRAGMA wal_autocheckpoint=%u",
             page_size, vacuum_mode, journal, 8 + below(30), 10 + below(100));
    run(db, sql);
    return db;
}

static void copy_file(const char *from, const char *to, const char *ending) {
    static char bytes[1 << 16];
    char source[320], target[320];
    snprintf(source, sizeof source, "%s%s", from, ending);
    snprintf(target, sizeof target, "%s%s", to, ending);
    FILE *in = fopen(source, "rb");
    if (in == NULL) return;
    FILE *out = fopen(target, "wb");
    MUST(out != NULL, "%s", target);
    for (size_t count; (count = fread(bytes, 1, sizeof bytes, in)) > 0;) {
        MUST(fwrite(bytes, 1, count, out) == count, "%s", target);
    }
    fclose(in);
    MUST(fclose(out) == 0, "%s", target);
}

/* What is there after a crash is what was there before it. */
static void crash(const files *where, sqlite3 *plain, int page_size, const char *journal) {
    discard(where->copy);
    copy_file(where->path, where->copy, "");
    copy_file(where->path, where->copy, "-wal");
    sqlite3 *db = open_sealed(where->copy, page_size, journal, 0);
    MUST(is_same(ask(db, contents), ask(plain, contents)), "page size %d, %s: another content after a crash", page_size,
         journal);
    MUST(sqlite3_close(db) == SQLITE_OK && sealed_vfs_detach(where->copy) == SQLITE_OK, "close");
}

static void compare(const files *where, int page_size, const char *journal, int statements, uint64_t seed) {
    state = seed * 0x9e3779b97f4a7c15ULL | 1;
    int vacuum_mode = (int)below(3);
    char sql[1000], setup[100];
    sqlite3 *plain;
    discard(where->path);
    MUST(sqlite3_open(":memory:", &plain) == SQLITE_OK, "open");
    snprintf(setup, sizeof setup, "PRAGMA page_size=%d; PRAGMA auto_vacuum=%d", page_size, vacuum_mode);
    run(plain, setup);
    run(plain, schema);
    sqlite3 *sealed = open_sealed(where->path, page_size, journal, vacuum_mode);
    run(sealed, schema);
    answer size = ask(sealed, "PRAGMA page_size"), expected = ask(plain, "PRAGMA page_size");
    MUST(is_same(size, expected), "the page size is not %d", page_size);
    for (int step = 0; step < statements; step++) {
        draw(sql, sizeof sql);
        MUST(is_same(ask(sealed, sql), ask(plain, sql)), "page size %d, %s, seed %llu, step %d: %s", page_size, journal,
             (unsigned long long)seed, step, sql);
        if (below(25) == 0 && sqlite3_get_autocommit(sealed)) {
            if (strcmp(journal, "WAL") == 0) crash(where, plain, page_size, journal);
            reopened += 1;
            MUST(sqlite3_close(sealed) == SQLITE_OK, "close");
            sealed = open_sealed(where->path, page_size, journal, vacuum_mode);
        }
    }
    if (!sqlite3_get_autocommit(sealed)) {
        run(sealed, "COMMIT");
        run(plain, "COMMIT");
    }
    MUST(is_same(ask(sealed, contents), ask(plain, contents)), "page size %d, %s, seed %llu: the tables differ",
         page_size, journal, (unsigned long long)seed);
    uint32_t bad = 0;
    answer ok = ask(sealed, "PRAGMA integrity_check"), plain_ok = ask(plain, "PRAGMA integrity_check");
    MUST(is_same(ok, plain_ok), "page size %d, %s: integrity_check", page_size, journal);
    if (strcmp(journal, "WAL") == 0) run(sealed, "PRAGMA wal_checkpoint(TRUNCATE)");
    /* It knows the page size of the product alone. */
    MUST(page_size != SEALED_VFS_PAGE_SIZE || sealed_vfs_check(sealed, &bad) == SQLITE_OK, "%s: page %u", journal, bad);
    MUST(sqlite3_close(sealed) == SQLITE_OK && sqlite3_close(plain) == SQLITE_OK, "close");
    MUST(sealed_vfs_detach(where->path) == SQLITE_OK, "detach");
}

int main(int count, char **words) {
    static const char *const journals[] = {"WAL", "DELETE", "TRUNCATE", "PERSIST"};
    MUST(count >= 3, "pages FOLDER STATEMENTS [SEED]");
    int statements = atoi(words[2]), sizes = 0;
    uint64_t seed = count > 3 ? strtoull(words[3], NULL, 10) : 1;
    files where;
    snprintf(where.path, sizeof where.path, "%s/pages.db", words[1]);
    snprintf(where.copy, sizeof where.copy, "%s/crashed.db", words[1]);
    MUST(sealed_vfs_register() == SQLITE_OK, "register");
    for (int page_size = 512; page_size <= 65536; page_size *= 2, sizes++) {
        for (size_t each = 0; each < 4; each++) {
            for (int done = 0; done < statements; done += 500) {
                uint64_t round = (seed * 1000 + (uint64_t)done / 500) * 64 + (uint64_t)sizes * 4 + each;
                compare(&where, page_size, journals[each], 500, round);
            }
        }
    }
    MUST(reopened > statements / 50, "the files were opened again %d times only", reopened);
    printf("plain and sealed: %d page sizes, 4 journal modes, %d statements each, no difference\n", sizes,
           (statements + 499) / 500 * 500);
    return 0;
}
