/*
 * Looks for a known text in every regular file the process holds open, unlinked
 * temporary files included, again and again while SQLite works.
 */
/* For memmem. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "driver.h"

#define KNOWN_TEXT "Fournisseur Durand"

enum kind { DATABASE, LOG, JOURNAL, SHARED, TEMPORARY, KINDS };
static const char *const kind_names[KINDS] = {"database", "log", "journal", "shared", "temporary"};
static int views[KINDS];
static int sightings[KINDS];

static enum kind kind_of(const char *target) {
    if (strstr(target, "store.db-wal") != NULL) {
        return LOG;
    }
    if (strstr(target, "store.db-journal") != NULL) {
        return JOURNAL;
    }
    if (strstr(target, "store.db-shm") != NULL) {
        return SHARED;
    }
    return strstr(target, "store.db") != NULL ? DATABASE : TEMPORARY;
}

static void look_into(int file, const char *target) {
    struct stat facts;
    if (fstat(file, &facts) != 0 || !S_ISREG(facts.st_mode) || facts.st_size == 0) {
        return;
    }
    if (strstr(target, "etilqs_") == NULL && strstr(target, "store.db") == NULL) {
        return;
    }
    char *bytes = malloc((size_t)facts.st_size);
    must(bytes != NULL, "memory", NULL);
    ssize_t length = pread(file, bytes, (size_t)facts.st_size, 0);
    if (length > 0) {
        enum kind kind = kind_of(target);
        views[kind] += 1;
        sightings[kind] +=
            memmem(bytes, (size_t)length, KNOWN_TEXT, strlen(KNOWN_TEXT)) != NULL;
    }
    free(bytes);
}

static int look(void *unused) {
    (void)unused;
    DIR *folder = opendir("/proc/self/fd");
    must(folder != NULL, "list of open files", NULL);
    struct dirent *entry;
    while ((entry = readdir(folder)) != NULL) {
        char link[300];
        char target[1000];
        snprintf(link, sizeof link, "/proc/self/fd/%s", entry->d_name);
        ssize_t length = readlink(link, target, sizeof target - 1);
        if (length > 0) {
            target[length] = '\0';
            /* By its link: this also opens a temporary file that has no name any more. */
            int file = open(link, O_RDONLY);
            if (file >= 0) {
                look_into(file, target);
                close(file);
            }
        }
    }
    closedir(folder);
    return 0;
}

/* Runs SQL while looking around every few thousand steps, and once at the end. */
static void watch(sqlite3 *db, const char *sql) {
    sqlite3_progress_handler(db, 20000, look, NULL);
    run(db, sql);
    look(NULL);
}

void search_for_text(const char *folder, int sealed) {
    char *path = sqlite3_mprintf("%s/store.db", folder);
    sqlite3 *db = open_store(path, sealed);
    watch(db, "PRAGMA temp_store=FILE; PRAGMA cache_size=20; PRAGMA temp.cache_size=20;"
              "PRAGMA journal_mode=DELETE; CREATE TABLE line(id INTEGER PRIMARY KEY, label TEXT, n INT);");
    watch(db, "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM c WHERE i<6000)"
              "INSERT INTO line SELECT i, '" KNOWN_TEXT " ' || i || hex(randomblob(20)), (i * 7919) % 1000 FROM c;");
    watch(db, "BEGIN; UPDATE line SET n = n + 1, label = label || '.' WHERE id % 2;"
              "SAVEPOINT s; UPDATE line SET label = label || ','; ROLLBACK TO s; COMMIT;");
    watch(db, "PRAGMA journal_mode=PERSIST; UPDATE line SET label = label || ';' WHERE id % 3 = 0;");
    watch(db, "PRAGMA journal_mode=WAL; UPDATE line SET label = label || '!' WHERE id % 5 = 0;");
    watch(db, "BEGIN; UPDATE line SET label = label || '.' WHERE id % 2;"
              "SAVEPOINT s; UPDATE line SET label = label || ','; ROLLBACK TO s; COMMIT;");
    watch(db, "CREATE INDEX line_label ON line(label);");
    watch(db, "CREATE TEMP TABLE copy AS SELECT a.id, a.label FROM line a ORDER BY a.label DESC;"
              "CREATE INDEX temp.copy_label ON copy(label); UPDATE copy SET label = label || '?';");
    watch(db, "PRAGMA wal_checkpoint(TRUNCATE); DELETE FROM line WHERE id % 7 = 0; VACUUM;");
    must(sqlite3_close(db) == SQLITE_OK, "close", db);
    for (int kind = 0; kind < KINDS; kind++) {
        printf("%s %d %d\n", kind_names[kind], views[kind], sightings[kind]);
    }
    sqlite3_free(path);
}
