/* JSON: checked reads and bounded writes over cJSON, which no other folder sees.
 *
 * Reading: parse refuses what is not JSON, not UTF-8, deeper than JSON_DEPTH_MAX or has trailing
 * bytes, and a \u0000 in a string. The getters never fail: an absent field or another type gives
 * the default. The `need` forms fail with a text that names the field. A number is a double:
 * integers are exact up to 2^53 (JSON_INT_MAX), all that Telegram sends. NULL is accepted wherever
 * a json is read. Ownership: json_free frees a tree; what json_get, json_at, json_first and
 * json_next give belongs to the tree; json_add and json_push take over the child (NULL: nothing is
 * added). Not thread-safe per tree. */
#ifndef BYLINA_JSON_JSON_H
#define BYLINA_JSON_JSON_H

#include "base/buf.h"
#include "base/error.h"

#include <stdbool.h>
#include <stdint.h>

#define JSON_DEPTH_MAX 64
#define JSON_INT_MAX   ((int64_t)1 << 53)

typedef struct cJSON json;

enum json_type {
    JSON_NONE,
    JSON_NULL,
    JSON_BOOL,
    JSON_NUMBER,
    JSON_STRING,
    JSON_ARRAY,
    JSON_OBJECT
};

int json_parse(const char *text, size_t len, json **ret_json, struct err *err);
/* As json_parse, which refuses the same; but fields of other names than these (NULL ends them, and
 * an escape in a text's name fits none) are left out, at all levels, and arrays are empty. A 0 byte
 * follows the text. */
int json_parse_some(const char *text, size_t len, const char *const *names, json **ret_json,
                    struct err *err);
void json_free(json *value);
json *json_clone(const json *value);

enum json_type json_type(const json *value);         /* JSON_NONE for NULL */
json *json_get(const json *object, const char *key); /* case-sensitive; NULL: absent */
json *json_at(const json *array, int index);
int json_count(const json *value);   /* children of an array or object */
json *json_first(const json *value); /* for (c = json_first(a); c; c = json_next(c)) */
json *json_next(const json *child);
const char *json_key(const json *child); /* NULL in an array */

/* The value itself. */
const char *json_text(const json *value, const char *otherwise);
int64_t json_number(const json *value, int64_t otherwise); /* whole numbers within JSON_INT_MAX */
double json_real(const json *value, double otherwise);
bool json_truth(const json *value, bool otherwise);

/* A field of an object. */
const char *json_str(const json *object, const char *key, const char *otherwise);
int64_t json_int(const json *object, const char *key, int64_t otherwise);
bool json_bool(const json *object, const char *key, bool otherwise);
int json_need_str(const json *object, const char *key, const char **ret_text, struct err *err);
int json_need_int(const json *object, const char *key, int64_t *ret_number, struct err *err);

json *json_object(void);
json *json_array(void);
json *json_new_str(const char *text); /* broken UTF-8 becomes U+FFFD; NULL: a null */
json *json_new_int(int64_t number);
json *json_new_real(double number); /* infinite or no number: a null */
json *json_new_bool(bool truth);
json *json_new_null(void);
void json_add(json *object, const char *key, json *child); /* replaces a field of that name */
void json_add_str(json *object, const char *key, const char *text);
void json_add_int(json *object, const char *key, int64_t number);
void json_add_bool(json *object, const char *key, bool truth);
void json_remove(json *object, const char *key);
void json_push(json *array, json *child);

/* Appends a text of any bytes in quotes, as JSON has it. False: it is not UTF-8 or has a zero byte,
 * and nothing was appended. Past out's ceiling `full` is set. */
bool json_quote(const char *text, size_t len, struct buf *out);
void json_write_text(const char *text, struct buf *out); /* broken UTF-8 becomes U+FFFD */
/* The escape of a byte below 0x80. */
void json_escape(unsigned char c, struct buf *out);
/* How many of the first bytes stand in a JSON string as they are: up to the first quote, backslash
 * or control character. */
size_t json_plain(const char *text, size_t len);
/* The four hexadecimal digits behind a \u: their value; -1: they are not all there. */
int json_hex4(const char *text, size_t len);

/* Compact, appended to `out`; ERR_LIMIT past out's ceiling or JSON_DEPTH_MAX: `full` is set then
 * and nothing was appended. */
int json_write(const json *value, struct buf *out);
char *json_print(const json *value); /* for free(); no ceiling: own data only; NULL: too deep */
bool json_same(const json *a, const json *b); /* deep; objects regardless of order */

#endif
