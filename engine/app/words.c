/* Flags that belong to one command alone: a copy of the words' pointers, from which they are taken
 * one by one, so that what is left is the configuration's (which names what it does not know). */
#include "app/words.h"

#include "base/mem.h"
#include "base/str.h"

#include <stdlib.h>
#include <string.h>

void words_take(struct words *words, char *const *argv)
{
    size_t count = 0;
    while (argv[count])
        count++;
    words->rest = mem_array(count + 1, sizeof *words->rest);
    memcpy(words->rest, argv, count * sizeof *words->rest);
}

void words_done(struct words *words)
{
    free(words->rest);
    words->rest = NULL;
}

static void remove_at(char **at, size_t count)
{
    do
        at[0] = at[count];
    while (*at++);
}

bool words_flag(struct words *words, const char *name)
{
    for (char **at = words->rest; *at; at++)
        if (str_equal(*at, name)) {
            remove_at(at, 1);
            return true;
        }
    return false;
}

const char *words_value(struct words *words, const char *name)
{
    size_t len = strlen(name);
    for (char **at = words->rest; *at; at++) {
        if (str_starts(*at, name) && (*at)[len] == '=') {
            const char *value = *at + len + 1;
            remove_at(at, 1);
            return value;
        }
        if (str_equal(*at, name) && at[1]) {
            const char *value = at[1];
            remove_at(at, 2);
            return value;
        }
    }
    return NULL;
}
