/* Inside json/: the strict look at a text before cJSON, which is kinder than it should be, reads
 * it. */
#ifndef BYLINA_JSON_INNER_H
#define BYLINA_JSON_INNER_H

#include "base/error.h"

#include <stddef.h>

/* NULL when the text is JSON by RFC 8259 within our limits; else what is wrong with it, with the
 * offset in *ret_at. */
const char *json_scan(const char *text, size_t len, size_t *ret_at);
/* The same, with the place in words. */
int json_check(const char *text, size_t len, struct err *err);

#endif
