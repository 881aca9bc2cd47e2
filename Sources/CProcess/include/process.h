/* The few system calls that Swift's own modules do not show. */
#ifndef FMPRO_PROCESS_H
#define FMPRO_PROCESS_H

#include <sys/types.h>

/* Writes the user at the other end of a connected Unix socket into `user`. 0, or -1 with errno. */
int process_peer_user(int descriptor, uid_t *user);

/* No core dump of this process, and no other process of the same user may look into it. 0, or -1 with errno. */
int process_forbid_dump(void);

/*
 * From now on the threads share `count` heaps: what one of them frees serves the others. The C library allows eight
 * for each core, and a long work that goes from thread to thread leaves one behind on each. 0, or -1.
 */
int process_share_heaps(int count);

#endif
