/*
 * A process that tests of the sealed VFS start, watch and kill.
 *
 *   SealedStoreDriver write PATH wal-full|wal-normal|delete SEED
 *   SealedStoreDriver search FOLDER plain|sealed
 *   SealedStoreDriver fork FOLDER
 *   SealedStoreDriver spill PATH plain|sealed on|off
 */
#include "driver.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sealed_vfs.h"

void must(int condition, const char *step, sqlite3 *db) {
    if (!condition) {
        fprintf(stderr, "%s: %s (%d)\n", step, db ? sqlite3_errmsg(db) : "failed",
                db ? sqlite3_extended_errcode(db) : 0);
        exit(1);
    }
}

void run(sqlite3 *db, const char *sql) {
    must(sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK, sql, db);
}

/* The same values as in the tests: see Store.swift. */
static void attach(const char *path) {
    unsigned char root_key[SEALED_VFS_ROOT_KEY_BYTES];
    unsigned char id[SEALED_VFS_DATABASE_ID_BYTES];
    for (unsigned int at = 0; at < sizeof root_key; at++) {
        root_key[at] = (unsigned char)at;
    }
    for (unsigned int at = 0; at < sizeof id; at++) {
        id[at] = (unsigned char)(0xa0 + at);
    }
    must(sealed_vfs_attach(path, root_key, id, 7) == SQLITE_OK, "attach", NULL);
}

sqlite3 *open_store(const char *path, int sealed) {
    if (sealed) {
        must(sealed_vfs_register() == SQLITE_OK, "register", NULL);
        attach(path);
    }
    sqlite3 *db = NULL;
    int rc = sqlite3_open(path, &db);
    must(rc == SQLITE_OK, "open", db);
    return db;
}

static unsigned int random_state = 1;

void seed_random(unsigned int seed) {
    random_state = seed * 2654435761u + 1;
}

unsigned int random_below(unsigned int bound) {
    random_state ^= random_state << 13;
    random_state ^= random_state >> 17;
    random_state ^= random_state << 5;
    return random_state % bound;
}

int main(int count, char **words) {
    if (count == 5 && strcmp(words[1], "write") == 0) {
        write_until_killed(words[2], words[3], (unsigned int)atoi(words[4]));
    } else if (count == 4 && strcmp(words[1], "search") == 0) {
        search_for_text(words[2], strcmp(words[3], "sealed") == 0);
    } else if (count == 3 && strcmp(words[1], "fork") == 0) {
        write_on_both_sides_of_a_fork(words[2]);
    } else if (count == 5 && strcmp(words[1], "spill") == 0) {
        spill_and_roll_back(words[2], strcmp(words[3], "sealed") == 0,
                            strcmp(words[4], "on") == 0);
    } else {
        fprintf(stderr, "usage: write PATH MODE SEED | search FOLDER plain|sealed | "
                        "fork FOLDER | spill PATH plain|sealed on|off\n");
        return 2;
    }
    return 0;
}
