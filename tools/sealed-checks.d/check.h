/* What the checks of the sealed layer share: to stop with a sentence, and the keys they use. */
#ifndef CHECK_H
#define CHECK_H

#include <stdio.h>
#include <stdlib.h>

/* A rule that must hold, or the check stops there with the sentence. */
#define MUST(condition, ...)                                   \
    do {                                                       \
        if (!(condition)) {                                    \
            fprintf(stderr, "%s:%d: ", __FILE__, __LINE__);    \
            fprintf(stderr, __VA_ARGS__);                      \
            fputc('\n', stderr);                               \
            abort();                                           \
        }                                                      \
    } while (0)

static const unsigned char check_root_key[32] = "the root key of these checks";
static const unsigned char check_id[16] = "id of the check";

#endif
