/* From an ask to the body of its request. Private to gemini/. */
#ifndef BYLINA_GEMINI_ASK_H
#define BYLINA_GEMINI_ASK_H

#include "gemini/gemini.h"
#include "json/json.h"

/* ERR_INVALID: no parts, or a schema that is no JSON. */
int ask_build(const struct gemini_ask *ask, json **ret_body, struct err *err);
/* The text of the body, which goes on after `token` (NULL: begins). For free(). ERR_LIMIT past
 * GEMINI_ASK_MAX. */
int ask_print(const json *body, const char *token, char **ret_text, size_t *ret_len,
              struct err *err);

#endif
