/* A command's own flags, taken out of its words before the rest go to config_load. */
#ifndef BYLINA_APP_WORDS_H
#define BYLINA_APP_WORDS_H

#include <stdbool.h>

struct words {
    char **rest; /* NULL-terminated; what was taken is no longer in it */
};

void words_take(struct words *words, char *const *argv); /* argv must outlive it */
void words_done(struct words *words);

/* "--name": true if it is there, and takes it. */
bool words_flag(struct words *words, const char *name);
/* "--name VALUE" or "--name=VALUE": takes both and gives VALUE; NULL: it is not there. */
const char *words_value(struct words *words, const char *name);

#endif
