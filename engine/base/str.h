/* Text: bytes that end in 0, and UTF-8. Nothing here allocates unless it says so; threads: any. */
#ifndef BYLINA_BASE_STR_H
#define BYLINA_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

bool str_equal(const char *a, const char *b); /* NULL equals only NULL */
bool str_starts(const char *text, const char *prefix);
bool str_ends(const char *text, const char *suffix);

/* Copies at most size - 1 bytes and ends them with 0, never in the middle of a UTF-8 character.
 * Returns false when something was cut. */
bool str_copy(char *to, size_t size, const char *from);

/* The whole text is a decimal number in the range: 0 or ERR_INVALID. */
int str_to_i64(const char *text, int64_t min, int64_t max, int64_t *ret_value);

/* The decimal digits of a number, ended by 0: returns how many, with the sign. */
#define STR_I64 24 /* bytes that this takes at most */
size_t str_put_i64(char out[STR_I64], int64_t number);

/* RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF. */
bool utf8_valid(const char *text, size_t len);
/* One character at *at: advances *at, returns it, or -1 (and advances 1) for a broken byte. */
int32_t utf8_next(const char *text, size_t len, size_t *at);
size_t utf8_count(const char *text, size_t len);  /* characters */
size_t utf16_count(const char *text, size_t len); /* UTF-16 units, as Telegram counts entities */
/* Writes 1 to 4 bytes for `code`, returns how many (0 for no character). */
size_t utf8_put(int32_t code, char out[4]);

#endif
