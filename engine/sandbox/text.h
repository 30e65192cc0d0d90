/* Inside sandbox/: a formatted text, from a call's parameters to what a Message holds. */
#ifndef BYLINA_SANDBOX_TEXT_H
#define BYLINA_SANDBOX_TEXT_H

#include "base/error.h"
#include "json/json.h"

#include <stddef.h>

#define TEXT_RAW_MAX      32768 /* bytes with markup */
#define TEXT_ENTITIES_MAX 100

struct text {
    char *bytes;
    json *entities; /* MessageEntity[], sorted; NULL: none */
    size_t count;   /* characters */
};

/* `entities` counts where parse_mode is NULL. Trims, drops entities of nothing, and finds commands,
 * links and mentions. ERR_INVALID: the words of the API. */
int text_make(const char *raw, const char *parse_mode, const json *entities, struct text *ret_text,
              struct err *err);
void text_done(struct text *text);

/* What a player wrote: plain, with what is found in it. */
json *text_find_entities(const char *text);

#endif
