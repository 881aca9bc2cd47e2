/* The few system calls that Swift's own modules do not show. */
#ifndef FMPRO_PROCESS_H
#define FMPRO_PROCESS_H

#include <sys/types.h>

/* Writes the user at the other end of a connected Unix socket into `user`. 0, or -1 with errno. */
int process_peer_user(int descriptor, uid_t *user);

/* No core dump of this process, and no other process of the same user may look into it. 0, or -1 with errno. */
int process_forbid_dump(void);

#endif
