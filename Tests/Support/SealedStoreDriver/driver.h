/* What the scenarios of the driver share. */
#ifndef SEALED_STORE_DRIVER_H
#define SEALED_STORE_DRIVER_H

#include <sqlite3.h>

/* Ends the process with a message when a step that must succeed fails. */
void must(int condition, const char *step, sqlite3 *db);

/* Runs SQL that must succeed. */
void run(sqlite3 *db, const char *sql);

/* Opens `path`; when `sealed`, after attaching the driver's fixed key to it. */
sqlite3 *open_store(const char *path, int sealed);

/* A small generator, so that a run can be repeated from its seed. */
void seed_random(unsigned int seed);
unsigned int random_below(unsigned int bound);

/* Commits for ever and prints the number of each commit once it is durable. */
void write_until_killed(const char *path, const char *mode, unsigned int seed);

/* Puts a known text through every kind of file, and prints how often it was seen in each. */
void search_for_text(const char *folder, int sealed);

/* Writes a database, forks, and writes another one on each side. */
void write_on_both_sides_of_a_fork(const char *folder);

/* Leaves the files of a transaction that spilled, rolled back to a savepoint and committed. */
void spill_and_roll_back(const char *path, int sealed, int cache_spill);

#endif
