/*
 * A writer to be killed. Each transaction inserts tagged rows around a savepoint
 * that is rolled back and a statement that fails, with a cache so small that it
 * would spill, and ends with a row saying how many rows it left. Its number is
 * printed after COMMIT returned: from then on it may not be lost.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "driver.h"

static int count_of(sqlite3 *db, const char *sql) {
    sqlite3_stmt *statement = NULL;
    must(sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK, sql, db);
    must(sqlite3_step(statement) == SQLITE_ROW, sql, db);
    int value = sqlite3_column_int(statement, 0);
    sqlite3_finalize(statement);
    return value;
}

static void insert_rows(sqlite3 *db, int transaction, unsigned int rows) {
    char *sql = sqlite3_mprintf(
        "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM c WHERE i<%u) "
        "INSERT INTO line(tx, body, n) SELECT %d, randomblob(%u), abs(random()) %% 1000 FROM c",
        rows, transaction, 20 + random_below(700));
    run(db, sql);
    sqlite3_free(sql);
}

static void one_transaction(sqlite3 *db, int transaction) {
    run(db, "BEGIN IMMEDIATE");
    insert_rows(db, transaction, 1 + random_below(30));
    if (random_below(2) == 0) {
        run(db, "SAVEPOINT s; UPDATE line SET n = n + 1 WHERE id % 3 = 0");
        insert_rows(db, transaction, 1 + random_below(20));
        run(db, "ROLLBACK TO s; RELEASE s");
    }
    if (random_below(2) == 0) {
        /* Changes many rows, then meets the one the trigger refuses. */
        sqlite3_exec(db, "UPDATE line SET n = -1", NULL, NULL, NULL);
    }
    insert_rows(db, transaction, 1 + random_below(10));
    if (random_below(4) == 0) {
        run(db, "DELETE FROM line WHERE tx < (SELECT max(tx) - 60 FROM done)");
        run(db, "UPDATE done SET rows = 0 WHERE tx < (SELECT max(tx) - 60 FROM done)");
    }
    char *sql = sqlite3_mprintf(
        "INSERT INTO done SELECT %d, count(*) FROM line WHERE tx = %d; COMMIT", transaction,
        transaction);
    run(db, sql);
    sqlite3_free(sql);
}

static void maintain(sqlite3 *db, int is_wal) {
    switch (random_below(60)) {
    case 0: run(db, "VACUUM"); break;
    case 1: case 2: case 3: run(db, is_wal ? "PRAGMA wal_checkpoint(TRUNCATE)" : "SELECT 1"); break;
    case 4: case 5: case 6: run(db, is_wal ? "PRAGMA wal_checkpoint(PASSIVE)" : "SELECT 1"); break;
    default: break;
    }
}

void write_until_killed(const char *path, const char *mode, unsigned int seed) {
    sqlite3 *db = open_store(path, 1);
    int is_wal = strncmp(mode, "wal", 3) == 0;
    seed_random(seed);
    sqlite3_busy_timeout(db, 10000);
    run(db, is_wal ? "PRAGMA journal_mode=WAL" : "PRAGMA journal_mode=DELETE");
    run(db, strcmp(mode, "wal-normal") == 0 ? "PRAGMA synchronous=NORMAL"
                                            : "PRAGMA synchronous=FULL");
    run(db, "PRAGMA cache_size=15; PRAGMA cache_spill=OFF; PRAGMA temp_store=MEMORY;"
            "CREATE TABLE IF NOT EXISTS line(id INTEGER PRIMARY KEY, tx INT, body BLOB, n INT);"
            "CREATE INDEX IF NOT EXISTS line_n ON line(n);"
            "CREATE INDEX IF NOT EXISTS line_tx ON line(tx);"
            "CREATE TABLE IF NOT EXISTS done(tx INTEGER PRIMARY KEY, rows INT);"
            "CREATE TEMP TRIGGER refuse BEFORE UPDATE OF n ON main.line "
            "WHEN new.n = -1 AND old.id % 50 = 49 BEGIN SELECT RAISE(ABORT, 'refused'); END;");
    int transaction = count_of(db, "SELECT coalesce(max(tx), 0) FROM done");
    for (;;) {
        transaction += 1;
        one_transaction(db, transaction);
        char line[16];
        int length = snprintf(line, sizeof line, "%d\n", transaction);
        if (write(STDOUT_FILENO, line, (size_t)length) != length) {
            exit(0);
        }
        maintain(db, is_wal);
    }
}
