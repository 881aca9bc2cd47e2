/*
 * Puts the sealed VFS into SQLite's test fixture, in the mode that the
 * environment variable SEALED_SUITE_MODE names.
 *
 * Two Tcl commands arrange the suite's simulated devices, which wrap whatever is
 * the default VFS when they are made:
 *   suite_under               make the platform's VFS the default for a moment
 *   suite_over NAME ?DEFAULT? put ours over NAME, under the same name, and make
 *                             it the default if asked, else the sealed VFS again
 * Without the sealed VFS both do nothing.
 */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <tcl.h>

#include "registry.h"
#include "sqlite3.h"
#include "vfs.h"

/* Reserve of every new database; the adapted btree.c reads it. */
int suite_default_reserve;

#define MAX_WRAPPED 8
static sqlite3_vfs sealed;
static sqlite3_vfs wrapped[MAX_WRAPPED];
static char wrapped_names[MAX_WRAPPED][32];
static int wrapped_count;
static int sealing;

static int suite_under(ClientData data, Tcl_Interp *interp, int count, Tcl_Obj *const words[]) {
    (void)data;
    (void)interp;
    (void)count;
    (void)words;
    sqlite3_vfs *platform = sqlite3_vfs_find("unix");
    if (sealing) {
        sqlite3_vfs_register(platform, 1);
    }
    return TCL_OK;
}

static int is_ours(const sqlite3_vfs *vfs) {
    return vfs != NULL && vfs->xOpen == sealed.xOpen;
}

static int suite_over(ClientData data, Tcl_Interp *interp, int count, Tcl_Obj *const words[]) {
    (void)data;
    int make_default = 0;
    if (count < 2 || count > 3 ||
        (count == 3 && Tcl_GetBooleanFromObj(interp, words[2], &make_default) != TCL_OK)) {
        Tcl_WrongNumArgs(interp, 1, words, "NAME ?DEFAULT?");
        return TCL_ERROR;
    }
    if (!sqlite3_vfs_find(NULL) || !sealing) {
        return TCL_OK;
    }
    const char *name = Tcl_GetString(words[1]);
    sqlite3_vfs *below = sqlite3_vfs_find(name);
    if (below != NULL && !is_ours(below)) {
        int slot = 0;
        while (slot < wrapped_count && strcmp(wrapped_names[slot], name) != 0) {
            slot++;
        }
        if (slot == MAX_WRAPPED || strlen(name) >= sizeof wrapped_names[0]) {
            Tcl_SetResult(interp, "too many simulated devices", TCL_STATIC);
            return TCL_ERROR;
        }
        wrapped_count += slot == wrapped_count;
        strcpy(wrapped_names[slot], name);
        sealed_vfs_make(&wrapped[slot], below, wrapped_names[slot]);
        sqlite3_vfs_register(&wrapped[slot], make_default);
    }
    if (!make_default) {
        sqlite3_vfs_register(&sealed, 1);
    }
    return TCL_OK;
}

void suite_commands(Tcl_Interp *interp) {
    Tcl_CreateObjCommand(interp, "suite_under", suite_under, NULL, NULL);
    Tcl_CreateObjCommand(interp, "suite_over", suite_over, NULL, NULL);
}

/* Called at the end of every sqlite3_initialize: tests shut SQLite down, and its list of VFSes with it. */
int suite_init(const char *unused) {
    static const unsigned char root_key[SEALED_VFS_ROOT_KEY_BYTES] = "the suite's root key";
    static const unsigned char id[SEALED_VFS_DATABASE_ID_BYTES] = "the suite's id";
    (void)unused;
    const char *mode = getenv("SEALED_SUITE_MODE");
    if (mode == NULL || strcmp(mode, "plain") == 0) {
        return SQLITE_OK;
    }
    suite_default_reserve = SEALED_VFS_RESERVED_BYTES;
    if (strcmp(mode, "reserve") == 0) {
        return SQLITE_OK;
    }
    if (sodium_init() < 0) {
        return SQLITE_ERROR;
    }
    sealing = 1;
    seal_null_cipher = strcmp(mode, "null") == 0;
    int rc = registry_attach_every_path(root_key, id, 1);
    if (rc == SQLITE_OK) {
        sealed_vfs_make(&sealed, sqlite3_vfs_find("unix"), sealed_vfs_name());
        rc = sqlite3_vfs_register(&sealed, 1);
    }
    return rc;
}
