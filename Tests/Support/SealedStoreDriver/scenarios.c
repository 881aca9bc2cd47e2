/* Short scenarios that need a process of their own. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "driver.h"

static void fill(const char *folder, const char *name) {
    char *path = sqlite3_mprintf("%s/%s", folder, name);
    sqlite3 *db = open_store(path, 1);
    run(db, "PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0; CREATE TABLE t(a);"
            "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM c WHERE i<300)"
            "INSERT INTO t SELECT randomblob(900) FROM c; PRAGMA wal_checkpoint;");
    /* Not closed, and the log not written again: all its nonces can be read. */
    sqlite3_free(path);
}

void write_on_both_sides_of_a_fork(const char *folder) {
    fill(folder, "before.db");
    pid_t child = fork();
    must(child >= 0, "fork", NULL);
    if (child == 0) {
        fill(folder, "child.db");
        _exit(0);
    }
    fill(folder, "parent.db");
    int status = 0;
    must(waitpid(child, &status, 0) == child && status == 0, "child", NULL);
}

static void copy_file(const char *from, const char *to) {
    FILE *source = fopen(from, "rb");
    FILE *target = fopen(to, "wb");
    must(source != NULL && target != NULL, "copy", NULL);
    char bytes[8192];
    size_t length;
    while ((length = fread(bytes, 1, sizeof bytes, source)) > 0) {
        must(fwrite(bytes, 1, length, target) == length, "copy", NULL);
    }
    fclose(source);
    fclose(target);
}

static int rows_kept(const char *path, int sealed) {
    sqlite3 *db = open_store(path, sealed);
    sqlite3_stmt *statement = NULL;
    must(sqlite3_prepare_v2(db, "SELECT count(*) FROM t WHERE id >= 100000", -1, &statement,
                            NULL) == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW,
         "count", db);
    int rows = sqlite3_column_int(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return rows;
}

/* Prints how many of the two committed rows a crash right after COMMIT would leave. */
void spill_and_roll_back(const char *path, int sealed, int cache_spill) {
    sqlite3 *db = open_store(path, sealed);
    if (!cache_spill) {
        run(db, "PRAGMA cache_spill=OFF");
    }
    run(db, "PRAGMA journal_mode=WAL; PRAGMA cache_size=15; PRAGMA wal_autocheckpoint=0;"
            "CREATE TABLE t(id INTEGER PRIMARY KEY, v BLOB, n INT); CREATE INDEX ti ON t(n);"
            "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM c WHERE i<2000)"
            "INSERT INTO t SELECT i, randomblob(300), (i*7919)%1000 FROM c;"
            "BEGIN IMMEDIATE; INSERT INTO t VALUES(100000,'a',5);"
            "SAVEPOINT s; UPDATE t SET n=n+1 WHERE id%3=0; ROLLBACK TO s; RELEASE s;"
            "INSERT INTO t VALUES(100001,'b',5); COMMIT;");
    char *copy = sqlite3_mprintf("%s.copy", path);
    char *log = sqlite3_mprintf("%s-wal", path);
    char *log_copy = sqlite3_mprintf("%s-wal", copy);
    copy_file(path, copy);
    copy_file(log, log_copy);
    printf("%d\n", rows_kept(copy, sealed));
    sqlite3_free(copy);
    sqlite3_free(log);
    sqlite3_free(log_copy);
    sqlite3_close(db);
}
