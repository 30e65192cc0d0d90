/* The check of a call against the table.
 *
 * A type is a small expression, as in bot-api.json: `A | B`, `T[]`, `(A | B)[]`, a literal "text",
 * number, string, boolean, true, or a name of the tables. It is walked together with the value, by
 * recursion over the expression's text; nothing is allocated. A name that no table knows allows
 * everything, so that the check never refuses what it cannot judge.
 *
 * A choice of types passes where one of them does. When all fail, one complaint must be picked:
 * the one from deepest inside the value, and a wrong literal (the usual mark of "this is another
 * type") only where there is nothing better. */
#include "base/str.h"
#include "botapi/inner.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NAME_LIMIT 64
#define PATH_LIMIT 512

/* Where we are in the value: a list that runs outward through the callers' frames. */
struct path {
    const struct path *outer;
    const char *name; /* NULL: `index` counts */
    int index;
    int depth;
};

struct check {
    const char *method;
    struct err *err;
    int score; /* of the complaint in err; -1: none */
};

struct expr {
    const char *text;
    size_t len;
};

static bool check_expr(struct check *check, const struct path *path, struct expr type,
                       const json *value);

static size_t render_path(const struct path *path, char *out, size_t size)
{
    if (!path)
        return 0;
    size_t at = render_path(path->outer, out, size);
    int put = 0;
    if (at >= size)
        return at;
    if (path->name)
        put = snprintf(out + at, size - at, "%s%s", at ? "." : "", path->name);
    else
        put = snprintf(out + at, size - at, "[%d]", path->index);
    return at + (size_t)put;
}

static bool complain(struct check *check, const struct path *path, bool weak, const char *format,
                     ...) __attribute__((format(printf, 4, 5)));

static bool complain(struct check *check, const struct path *path, bool weak, const char *format,
                     ...)
{
    int score = (path ? path->depth * 2 : 0) + (weak ? 0 : 1);
    if (score <= check->score)
        return false;
    check->score = score;
    char where[PATH_LIMIT] = "";
    char what[ERR_TEXT_LIMIT];
    render_path(path, where, sizeof(where));
    va_list args;
    va_start(args, format);
    vsnprintf(what, sizeof(what), format, args);
    va_end(args);
    err_set(check->err, ERR_INVALID, "%s: %s%s%.400s", check->method, where, *where ? " " : "",
            what);
    return false;
}

static struct expr trim(struct expr expr)
{
    while (expr.len && expr.text[0] == ' ')
        expr.text++, expr.len--;
    while (expr.len && expr.text[expr.len - 1] == ' ')
        expr.len--;
    return expr;
}

/* Cuts the first alternative off *rest; false when nothing is left. */
static bool next_choice(struct expr *rest, struct expr *ret_choice)
{
    if (!rest->len)
        return false;
    int depth = 0;
    bool quoted = false;
    size_t at = 0;
    for (; at < rest->len; at++) {
        char c = rest->text[at];
        if (c == '"')
            quoted = !quoted;
        else if (c == '(')
            depth++;
        else if (c == ')')
            depth--;
        else if (c == '|' && !quoted && !depth)
            break;
    }
    *ret_choice = trim((struct expr){rest->text, at});
    size_t used = at < rest->len ? at + 1 : at;
    rest->text += used;
    rest->len -= used;
    return true;
}

static size_t count_choices(struct expr expr)
{
    struct expr choice;
    size_t count = 0;
    while (next_choice(&expr, &choice))
        count++;
    return count;
}

static bool check_choices(struct check *check, const struct path *path, struct expr type,
                          const json *value)
{
    int before = check->score;
    struct expr choice;
    while (next_choice(&type, &choice)) {
        if (check_expr(check, path, choice, value)) {
            check->score = before;
            return true;
        }
    }
    return false;
}

static bool check_array(struct check *check, const struct path *path, struct expr item,
                        const json *value)
{
    if (json_type(value) != JSON_ARRAY)
        return complain(check, path, false, "must be an array");
    int index = 0;
    for (const json *child = json_first(value); child; child = json_next(child)) {
        struct path inner = {path, NULL, index++, path->depth + 1};
        if (!check_expr(check, &inner, item, child))
            return false;
    }
    return true;
}

static bool check_literal(struct check *check, const struct path *path, struct expr literal,
                          const json *value)
{
    const char *text = json_text(value, NULL);
    if (text && strlen(text) == literal.len - 2 && !memcmp(text, literal.text + 1, literal.len - 2))
        return true;
    return complain(check, path, true, "must be %.*s or another known value", (int)literal.len,
                    literal.text);
}

/* Texts that carry markup are counted by whoever knows the markup. */
static bool length_counts(const json *object, const char *name)
{
    if (!strcmp(name, "text") || !strcmp(name, "caption"))
        return !json_get(object, "parse_mode");
    return strcmp(name, "quote") != 0 || !json_get(object, "quote_parse_mode");
}

static bool check_length(struct check *check, const struct path *path,
                         const struct botapi_field *field, const json *object, const json *value)
{
    const char *text = json_text(value, NULL);
    if (!field->max || !text || !length_counts(object, field->name))
        return true;
    size_t len = strlen(text);
    size_t count = field->in_bytes ? len : utf8_count(text, len);
    if (count >= (size_t)field->min && count <= (size_t)field->max)
        return true;
    return complain(check, path, false, "must have %d to %d %s, has %zu", field->min, field->max,
                    field->in_bytes ? "bytes" : "characters", count);
}

static const struct botapi_field *find_field(const struct botapi_field *fields, const char *name)
{
    for (; fields->name; fields++)
        if (!strcmp(fields->name, name))
            return fields;
    return NULL;
}

static bool check_fields(struct check *check, const struct path *path,
                         const struct botapi_field *fields, const json *object)
{
    int depth = path ? path->depth + 1 : 1;
    if (json_type(object) != JSON_OBJECT)
        return complain(check, path, false, "must be an object");
    for (const struct botapi_field *field = fields; field->name; field++) {
        const json *value = json_get(object, field->name);
        struct path inner = {path, field->name, 0, depth};
        if (!value && field->required)
            return complain(check, &inner, false, "is required");
        if (!value)
            continue;
        if (!check_expr(check, &inner, (struct expr){field->type, strlen(field->type)}, value) ||
            !check_length(check, &inner, field, object, value))
            return false;
    }
    for (const json *child = json_first(object); child; child = json_next(child)) {
        struct path inner = {path, json_key(child), 0, depth};
        if (!find_field(fields, json_key(child)))
            return complain(check, &inner, false, "is not known");
    }
    return true;
}

static int compare_union(const void *key, const void *row)
{
    return strcmp(key, ((const struct botapi_union *)row)->name);
}

static bool check_name(struct check *check, const struct path *path, const char *name,
                       const json *value)
{
    enum json_type got = json_type(value);
    if (!strcmp(name, "string"))
        return got == JSON_STRING || complain(check, path, false, "must be a string");
    if (!strcmp(name, "number"))
        return got == JSON_NUMBER || complain(check, path, false, "must be a number");
    if (!strcmp(name, "boolean") || !strcmp(name, "true") || !strcmp(name, "false"))
        return got == JSON_BOOL || complain(check, path, false, "must be true or false");
    const struct botapi_type *type = botapi_type_find(name);
    if (type && !strcmp(name, "KeyboardButton") && got == JSON_STRING)
        return true; /* the API takes a plain text for a button of a reply keyboard */
    if (type)
        return check_fields(check, path, type->fields, value);
    const struct botapi_union *choice =
        bsearch(name, botapi_unions, botapi_union_count, sizeof(botapi_unions[0]), compare_union);
    if (!choice)
        return true;
    return check_choices(check, path, (struct expr){choice->members, strlen(choice->members)},
                         value);
}

static bool check_expr(struct check *check, const struct path *path, struct expr type,
                       const json *value)
{
    type = trim(type);
    if (count_choices(type) > 1)
        return check_choices(check, path, type, value);
    if (type.len > 2 && !memcmp(type.text + type.len - 2, "[]", 2))
        return check_array(check, path, (struct expr){type.text, type.len - 2}, value);
    if (type.len > 2 && type.text[0] == '(')
        return check_expr(check, path, (struct expr){type.text + 1, type.len - 2}, value);
    if (type.len > 2 && type.text[0] == '"')
        return check_literal(check, path, type, value);
    char name[NAME_LIMIT];
    if (type.len >= sizeof(name))
        return true;
    memcpy(name, type.text, type.len);
    name[type.len] = 0;
    return check_name(check, path, name, value);
}

int botapi_check(const struct botapi_method *method, const json *params, struct err *err)
{
    struct check check = {.method = method->name, .err = err, .score = -1};
    return check_fields(&check, NULL, method->fields, params) ? 0 : ERR_INVALID;
}
