/* Which paths may be opened, and with which key. */
#ifndef SEALED_REGISTRY_H
#define SEALED_REGISTRY_H

#include <stdatomic.h>
#include <stddef.h>

#include "cipher.h"

/* One attached database, shared by every file of it (database, log, journal). */
typedef struct sealed_key {
    seal_scope scope;
    /* Grows each time a connection of this process gives the log's write lock back. */
    atomic_uint write_lock_releases;
    /* The fields below belong to registry.c. */
    sealed_vfs_wal_finding wal_finding;
    int open_files;
    struct sealed_key *next;
    char *path;
} sealed_key;

/* Adds a path that is already absolute and free of links. SQLite result codes. */
int registry_attach(const char *path, const unsigned char root_key[SEALED_VFS_ROOT_KEY_BYTES],
                    const unsigned char id[DATABASE_ID_BYTES], uint32_t epoch);

/* Removes a path and wipes its key. */
int registry_detach(const char *path);

/* The key of the first `length` bytes of `path`, kept until registry_release; NULL when not attached. */
sealed_key *registry_acquire(const char *path, size_t length);

/* Gives back what registry_acquire gave. NULL is allowed. */
void registry_release(sealed_key *key);

/* Remembers what a recovery of this database's log found. */
void registry_set_wal_finding(sealed_key *key, const sealed_vfs_wal_finding *finding);

/* Reads it back by path. */
int registry_wal_finding(const char *path, sealed_vfs_wal_finding *finding);

#ifdef SEALED_VFS_TESTING
/* From now on a path that is not attached gets this key instead of being refused. */
int registry_attach_every_path(const unsigned char root_key[SEALED_VFS_ROOT_KEY_BYTES],
                               const unsigned char id[DATABASE_ID_BYTES], uint32_t epoch);
#endif

#endif
