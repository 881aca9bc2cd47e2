#define _GNU_SOURCE
#include "process.h"

#include <malloc.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>

int process_peer_user(int descriptor, uid_t *user) {
    struct ucred credentials;
    socklen_t size = sizeof credentials;
    if (getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &credentials, &size) != 0) {
        return -1;
    }
    *user = credentials.uid;
    return 0;
}

int process_forbid_dump(void) {
    const struct rlimit none = {0, 0};
    if (setrlimit(RLIMIT_CORE, &none) != 0) {
        return -1;
    }
    return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

int process_share_heaps(int count) {
    return mallopt(M_ARENA_MAX, count) == 1 ? 0 : -1;
}
