/* Random nonces, drawn from the system in batches. */
#ifndef SEALED_NONCE_H
#define SEALED_NONCE_H

#include "geometry.h"

/* Writes a nonce that no other call, thread or process will get. Aborts if the system has no randomness. */
void nonce_draw(unsigned char nonce[NONCE_BYTES]);

#endif
