/* Reading a few fields out of a large text: an answer of a kilobyte, of which one number is wanted.
 *
 * The strict look (scan.c) has gone over the whole text, so the walk here trusts it: what is not
 * wanted is passed over without being taken apart, and single values are read by cJSON. */
#include "base/mem.h"
#include "json/inner.h"
#include "json/json.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

struct walk { /* over a text that is known to be JSON, deep or not */
    const char *at;
    const char *end;
};

static char skip_blanks(struct walk *walk)
{
    while (walk->at < walk->end && memchr(" \t\r\n", *walk->at, 4))
        walk->at++;
    return walk->at < walk->end ? *walk->at : '\0';
}

static bool take(struct walk *walk, char c)
{
    if (skip_blanks(walk) != c)
        return false;
    walk->at++;
    return true;
}

static void skip_string(struct walk *walk)
{
    walk->at++;
    for (;;) {
        walk->at += json_plain(walk->at, (size_t)(walk->end - walk->at));
        if (*walk->at == '"')
            break;
        walk->at += 2; /* an escape: \u goes on with plain digits */
    }
    walk->at++;
}

/* From a '{' or '[' to behind its end. */
static void skip_container(struct walk *walk)
{
    size_t depth = 0;
    do {
        walk->at += strcspn(walk->at, "\"[]{}");
        if (*walk->at == '"') {
            skip_string(walk);
            continue;
        }
        depth += *walk->at == '{' || *walk->at == '[' ? 1 : (size_t)-1;
        walk->at++;
    } while (depth);
}

static void skip_value(struct walk *walk)
{
    char c = skip_blanks(walk);
    if (c == '{' || c == '[')
        skip_container(walk);
    else if (c == '"')
        skip_string(walk);
    else
        walk->at += strcspn(walk->at, ",]} \t\r\n");
}

/* The wanted name at a quote, which is passed over with its colon; or NULL. */
static const char *take_name(struct walk *walk, const char *const *names)
{
    const char *from = walk->at + 1;
    skip_string(walk);
    size_t len = (size_t)(walk->at - 1 - from);
    while (*names && (strncmp(*names, from, len) != 0 || (*names)[len]))
        names++;
    take(walk, ':');
    return *names;
}

static json *read_value(struct walk *walk, const char *const *names);

static json *read_object(struct walk *walk, const char *const *names)
{
    json *object = json_object();
    walk->at++;
    for (bool more = skip_blanks(walk) != '}'; more; more = take(walk, ',')) {
        skip_blanks(walk);
        const char *name = take_name(walk, names);
        if (name) {
            bool added = cJSON_AddItemToObject(object, name, read_value(walk, names));
            mem_need(added ? object : NULL);
        } else {
            skip_value(walk);
        }
    }
    take(walk, '}');
    return object;
}

static json *read_value(struct walk *walk, const char *const *names)
{
    char c = skip_blanks(walk);
    const char *from = walk->at;
    if (c == '{')
        return read_object(walk, names);
    skip_value(walk);
    return c == '[' ? json_array()
                    : mem_need(cJSON_ParseWithLength(from, (size_t)(walk->at - from)));
}

int json_parse_some(const char *text, size_t len, const char *const *names, json **ret_json,
                    struct err *err)
{
    int r = json_check(text, len, err);
    if (r)
        return r;
    struct walk walk = {text, text + len};
    *ret_json = read_value(&walk, names);
    return 0;
}
