/* Makes a sealed VFS over another one. */
#ifndef SEALED_VFS_GLUE_H
#define SEALED_VFS_GLUE_H

#include <sqlite3.h>

/* Fills `vfs` so that it seals what `platform` stores. `name` must outlive it. */
void sealed_vfs_make(sqlite3_vfs *vfs, sqlite3_vfs *platform, const char *name);

#endif
