/* A checksum of what a JSON text means: the order of fields, blanks, escapes and the spelling of
 * numbers do not count. Pure; any thread. */
#ifndef BYLINA_STORE_JSONSUM_H
#define BYLINA_STORE_JSONSUM_H

#include <stddef.h>
#include <stdint.h>

#define JSON_SUM_DEPTH 200

/* 0, or ERR_INVALID for what is no JSON (or deeper than JSON_SUM_DEPTH). */
int json_sum(const char *text, size_t len, uint64_t *ret_sum);

#endif
