#include "nonce.h"

#include <sodium.h>
#include <unistd.h>

/*
 * A system call per nonce costs a tenth of sealing a page, so each thread draws
 * many at once. A child process inherits its parent's batch: using it would give
 * the same nonces to both, hence the owner's process id beside the batch.
 */
#define BATCH 128

typedef struct nonce_batch {
    unsigned char bytes[BATCH * NONCE_BYTES];
    unsigned int left;
    pid_t owner;
} nonce_batch;

static _Thread_local nonce_batch batch;

void nonce_draw(unsigned char nonce[NONCE_BYTES]) {
    pid_t self = getpid();
    if (batch.left == 0 || batch.owner != self) {
        randombytes_buf(batch.bytes, sizeof batch.bytes);
        batch.left = BATCH;
        batch.owner = self;
    }
    batch.left -= 1;
    unsigned char *next = batch.bytes + (size_t)batch.left * NONCE_BYTES;
    memcpy(nonce, next, NONCE_BYTES);
    sodium_memzero(next, NONCE_BYTES);
}
