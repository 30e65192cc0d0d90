/* The flags of a command that are no variables of the configuration: `--accept`, `--seed 7`.
 *
 * What is not in the table is left for config_load, in its order. */
#ifndef BYLINA_APP_FLAGS_H
#define BYLINA_APP_FLAGS_H

#include "base/error.h"

#include <stdbool.h>
#include <stdint.h>

#define FLAGS_WORDS_MAX 64

struct flag {         /* exactly one of the three; a table ends with a zeroed one */
    const char *name; /* "--seed" */
    bool *on;         /* no word behind it */
    int64_t *number;  /* from min to max */
    const char **text;
    int64_t min;
    int64_t max;
};

/* Writes what is there to the flags' targets, and the other words, NULL-terminated, to `rest`. The
 * words are not copied. ERR_INVALID names the flag and what is expected. */
int flags_take(char *const *argv, const struct flag *flags, char *rest[FLAGS_WORDS_MAX],
               struct err *err);

#endif
