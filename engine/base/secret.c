/* The kernel's chance, alone in a file: the simulation links another rng_secret in its place, so
 * that a seed repeats a run. */
#include "base/rng.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/random.h>

void rng_secret(void *out, size_t len)
{
    char *at = out;
    while (len) {
        ssize_t got = getrandom(at, len, 0);
        if (got < 0 && errno != EINTR)
            abort(); /* a Linux without getrandom: nothing here would be safe */
        if (got > 0) {
            at += got;
            len -= (size_t)got;
        }
    }
}
