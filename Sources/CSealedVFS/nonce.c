#include "nonce.h"

#include <pthread.h>
#include <sodium.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <unistd.h>

/*
 * A system call per nonce costs a tenth of sealing a page, so each thread draws
 * many at once. A child process inherits its parent's batch: using it would give
 * the same nonces to both, hence the mark of the process beside the batch.
 */
#define BATCH 128

typedef struct nonce_batch {
    unsigned char bytes[BATCH * NONCE_BYTES];
    unsigned int left;
    uint64_t owner;
} nonce_batch;

static _Thread_local nonce_batch batch;

/*
 * Where the mark of this process is kept: a page that the kernel clears in a
 * child, or NULL where it cannot.
 */
static _Atomic uint64_t *process_mark;
static pthread_once_t process_mark_made = PTHREAD_ONCE_INIT;

static void make_process_mark(void) {
#ifdef MADV_WIPEONFORK
    size_t bytes = (size_t)sysconf(_SC_PAGESIZE);
    void *page =
        mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (page == MAP_FAILED) {
        return;
    }
    if (madvise(page, bytes, MADV_WIPEONFORK) != 0) {
        munmap(page, bytes);
        return;
    }
    process_mark = page;
#endif
}

/*
 * A number no other process has: random, and drawn again after a fork. A process
 * id would cost a system call, and may come back in a grandchild once its owner
 * has ended; it stands in on kernels that cannot clear a page.
 */
static uint64_t mark_of_process(void) {
    pthread_once(&process_mark_made, make_process_mark);
    if (process_mark == NULL) {
        return (uint64_t)getpid();
    }
    uint64_t mark = atomic_load_explicit(process_mark, memory_order_relaxed);
    if (mark == 0) {
        uint64_t drawn;
        randombytes_buf(&drawn, sizeof drawn);
        drawn |= 1;
        /* When another thread was first, `mark` becomes what that one has put there. */
        if (atomic_compare_exchange_strong(process_mark, &mark, drawn)) {
            mark = drawn;
        }
    }
    return mark;
}

void nonce_draw(unsigned char nonce[NONCE_BYTES]) {
    uint64_t self = mark_of_process();
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
