/* JSON values over cJSON: reading, building, comparing. The writer is in write.c, the strict look
 * at a text in scan.c.
 *
 * Types are asked by bits because cJSON marks references and constant keys in the same word;
 * neither is made here. A number is its double: cJSON's int copy saturates and is never read. Out
 * of memory in cJSON ends the process as everywhere (mem_need). */
#include "json/json.h"

#include "base/mem.h"
#include "base/str.h"
#include "json/inner.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* U+FFFD, three bytes for each broken one. */
#define REPLACEMENT "\xEF\xBF\xBD"

static int parse_fail(const char *text, size_t at, const char *wrong, struct err *err)
{
    size_t line = 1, start = 0;
    for (size_t i = 0; i < at; i++) {
        if (text[i] == '\n') {
            line++;
            start = i + 1;
        }
    }
    return err_set(err, ERR_INVALID, "JSON, line %zu, column %zu: %s", line,
                   utf8_count(text + start, at - start) + 1, wrong);
}

int json_check(const char *text, size_t len, struct err *err)
{
    size_t at;
    if (!text)
        return parse_fail("", 0, "no text", err);
    const char *wrong = json_scan(text, len, &at);
    return wrong ? parse_fail(text, at, wrong, err) : 0;
}

int json_parse(const char *text, size_t len, json **ret_json, struct err *err)
{
    int r = json_check(text, len, err);
    if (r)
        return r;
    json *value = cJSON_ParseWithLength(text, len);
    if (!value)
        return err_set(err, ERR_INVALID, "JSON: it cannot be read (%zu bytes)", len);
    *ret_json = value;
    return 0;
}

void json_free(json *value)
{
    cJSON_Delete(value);
}

json *json_clone(const json *value)
{
    return value ? mem_need(cJSON_Duplicate(value, true)) : NULL;
}

enum json_type json_type(const json *value)
{
    switch (value ? value->type & 0xFF : cJSON_Invalid) {
    case cJSON_NULL:
        return JSON_NULL;
    case cJSON_False:
    case cJSON_True:
        return JSON_BOOL;
    case cJSON_Number:
        return JSON_NUMBER;
    case cJSON_String:
        return JSON_STRING;
    case cJSON_Array:
        return JSON_ARRAY;
    case cJSON_Object:
        return JSON_OBJECT;
    default:
        return JSON_NONE;
    }
}

json *json_get(const json *object, const char *key)
{
    return json_type(object) == JSON_OBJECT && key ? cJSON_GetObjectItemCaseSensitive(object, key)
                                                   : NULL;
}

json *json_at(const json *array, int index)
{
    return json_type(array) == JSON_ARRAY ? cJSON_GetArrayItem(array, index) : NULL;
}

int json_count(const json *value)
{
    int count = 0;
    for (const json *child = json_first(value); child; child = child->next)
        count++;
    return count;
}

json *json_first(const json *value)
{
    return value ? value->child : NULL;
}

json *json_next(const json *child)
{
    return child ? child->next : NULL;
}

const char *json_key(const json *child)
{
    return child ? child->string : NULL;
}

const char *json_text(const json *value, const char *otherwise)
{
    return json_type(value) == JSON_STRING ? value->valuestring : otherwise;
}

static bool is_whole(const json *value)
{
    if (json_type(value) != JSON_NUMBER)
        return false;
    double number = value->valuedouble;
    return number >= -(double)JSON_INT_MAX && number <= (double)JSON_INT_MAX &&
           number == (double)(int64_t)number;
}

int64_t json_number(const json *value, int64_t otherwise)
{
    return is_whole(value) ? (int64_t)value->valuedouble : otherwise;
}

double json_real(const json *value, double otherwise)
{
    return json_type(value) == JSON_NUMBER ? value->valuedouble : otherwise;
}

bool json_truth(const json *value, bool otherwise)
{
    return json_type(value) == JSON_BOOL ? (value->type & 0xFF) == cJSON_True : otherwise;
}

const char *json_str(const json *object, const char *key, const char *otherwise)
{
    return json_text(json_get(object, key), otherwise);
}

int64_t json_int(const json *object, const char *key, int64_t otherwise)
{
    return json_number(json_get(object, key), otherwise);
}

bool json_bool(const json *object, const char *key, bool otherwise)
{
    return json_truth(json_get(object, key), otherwise);
}

static int need_fail(const json *field, const char *key, const char *what, struct err *err)
{
    if (!field)
        return err_set(err, ERR_INVALID, "field \"%s\" is missing", key);
    return err_set(err, ERR_INVALID, "field \"%s\" is not %s", key, what);
}

int json_need_str(const json *object, const char *key, const char **ret_text, struct err *err)
{
    const json *field = json_get(object, key);
    if (json_type(field) != JSON_STRING)
        return need_fail(field, key, "a string", err);
    *ret_text = field->valuestring;
    return 0;
}

int json_need_int(const json *object, const char *key, int64_t *ret_number, struct err *err)
{
    const json *field = json_get(object, key);
    if (!is_whole(field))
        return need_fail(field, key, "a whole number", err);
    *ret_number = (int64_t)field->valuedouble;
    return 0;
}

json *json_object(void)
{
    return mem_need(cJSON_CreateObject());
}

json *json_array(void)
{
    return mem_need(cJSON_CreateArray());
}

static json *new_mended_str(const char *text, size_t len)
{
    struct buf mended;
    buf_init(&mended, 3 * len);
    for (size_t at = 0; at < len;) {
        size_t start = at;
        if (utf8_next(text, len, &at) < 0)
            buf_adds(&mended, REPLACEMENT);
        else
            buf_add(&mended, text + start, at - start);
    }
    json *value = mem_need(cJSON_CreateString(mended.data));
    buf_done(&mended);
    return value;
}

json *json_new_str(const char *text)
{
    if (!text)
        return json_new_null();
    size_t len = strlen(text);
    return utf8_valid(text, len) ? mem_need(cJSON_CreateString(text)) : new_mended_str(text, len);
}

json *json_new_int(int64_t number)
{
    return mem_need(cJSON_CreateNumber((double)number));
}

json *json_new_real(double number)
{
    return isfinite(number) ? mem_need(cJSON_CreateNumber(number)) : json_new_null();
}

json *json_new_bool(bool truth)
{
    return mem_need(cJSON_CreateBool(truth));
}

json *json_new_null(void)
{
    return mem_need(cJSON_CreateNull());
}

void json_add(json *object, const char *key, json *child)
{
    if (!child)
        return;
    bool added = json_get(object, key) ? cJSON_ReplaceItemInObjectCaseSensitive(object, key, child)
                                       : cJSON_AddItemToObject(object, key, child);
    mem_need(added ? object : NULL);
}

void json_add_str(json *object, const char *key, const char *text)
{
    json_add(object, key, json_new_str(text));
}

void json_add_int(json *object, const char *key, int64_t number)
{
    json_add(object, key, json_new_int(number));
}

void json_add_bool(json *object, const char *key, bool truth)
{
    json_add(object, key, json_new_bool(truth));
}

void json_remove(json *object, const char *key)
{
    if (json_type(object) == JSON_OBJECT)
        cJSON_DeleteItemFromObjectCaseSensitive(object, key);
}

void json_push(json *array, json *child)
{
    if (child)
        mem_need(cJSON_AddItemToArray(array, child) ? array : NULL);
}

/* The child of b that stands for `child` of a: usually at the same place. */
static const json *same_field(const json *b, const json *beside, const json *child)
{
    if (beside && str_equal(beside->string, child->string))
        return beside;
    return json_get(b, child->string);
}

static bool same_children(const json *a, const json *b)
{
    bool object = json_type(a) == JSON_OBJECT;
    const json *beside = b->child;
    for (const json *child = a->child; child; child = child->next) {
        if (!beside || !json_same(child, object ? same_field(b, beside, child) : beside))
            return false;
        /* As many fields on both sides, but one name twice on one of them. */
        if (object && !str_equal(beside->string, child->string) && !json_get(a, beside->string))
            return false;
        beside = beside->next;
    }
    return !beside;
}

bool json_same(const json *a, const json *b)
{
    enum json_type type = json_type(a);
    if (type != json_type(b))
        return false;
    switch (type) {
    case JSON_BOOL:
        return json_truth(a, false) == json_truth(b, false);
    case JSON_NUMBER:
        return a->valuedouble == b->valuedouble;
    case JSON_STRING:
        return strcmp(a->valuestring, b->valuestring) == 0;
    case JSON_ARRAY:
    case JSON_OBJECT:
        return same_children(a, b);
    default:
        return true;
    }
}
