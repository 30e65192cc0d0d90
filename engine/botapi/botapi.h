/* Bot API 10.3 as data: its methods, types and limits, and the check of a call against them.
 *
 * The table (table.c) is generated from bot-api.json beside it by generate.mjs; `./dev lint` fails
 * when the two differ. Both sides of the wire use it: telegram/ before a call leaves in
 * development, sandbox/ for every call that comes in. All of it is read-only; threads: any. */
#ifndef BYLINA_BOTAPI_BOTAPI_H
#define BYLINA_BOTAPI_BOTAPI_H

#include "base/error.h"
#include "json/json.h"

#include <stdbool.h>
#include <stddef.h>

struct botapi_field {
    const char *name;
    const char *type; /* as in bot-api.json: "number | string", "MessageEntity[]", ... */
    bool required;
    bool in_bytes; /* the length below counts bytes, else characters */
    int min;       /* length of a text; max 0: no limit known */
    int max;
};

struct botapi_method {
    const char *name;
    const char *returns;
    const struct botapi_field *fields; /* ended by a NULL name */
};

struct botapi_type {
    const char *name;
    const struct botapi_field *fields;
};

const struct botapi_method *botapi_method_find(const char *name); /* any case; NULL: unknown */
const struct botapi_type *botapi_type_find(const char *name);
const struct botapi_method *botapi_method_all(size_t *ret_count);

/* Checks parameters (an object of JSON values; nested values as values, not as text): required
 * fields, unknown names, JSON types, lengths; nested objects of a known type likewise. ERR_INVALID
 * names the method, the path of the field and the rule: "sendMessage: reply_markup.inline_keyboard
 * [0][1].text is required". A text that carries markup is counted after entities are stripped by
 * whoever knows the markup: lengths of `text` and `caption` are checked only without parse_mode. */
int botapi_check(const struct botapi_method *method, const json *params, struct err *err);

#endif
