/* Reads a brief once, so that whoever works with it afterwards need not doubt it: what is missing
 * or of another type is told here, with its name. A brief is made by our own Lua half from
 * designers' files; a wrong one is a mistake of the engine or of a prompt, and is told as such. */
#include "lore/brief.h"

#include "base/mem.h"
#include "base/str.h"

#include <stdlib.h>

static const char *const FIELD_TYPES[] = {"text", "one_of", "integer", "number", "boolean"};

static int check_field(const json *field, struct err *err)
{
    const char *type = json_str(field, "type", "");

    for (size_t i = 0; i < sizeof FIELD_TYPES / sizeof *FIELD_TYPES; i++)
        if (str_equal(type, FIELD_TYPES[i]))
            return str_equal(type, "one_of") && json_type(json_get(field, "of")) != JSON_ARRAY
                       ? err_set(err, ERR_INVALID, "brief: fields.%s: a one_of needs its list `of`",
                                 json_key(field))
                       : 0;
    return err_set(err, ERR_INVALID, "brief: fields.%s: an answer has no field of type \"%s\"",
                   json_key(field), type);
}

static int check_fields(const json *fields, struct err *err)
{
    int code = 0;

    if (json_type(fields) != JSON_OBJECT || json_count(fields) == 0)
        return err_set(err, ERR_INVALID, "brief: fields: an object of fields expected");
    if (json_count(fields) > LORE_BRIEF_FIELDS)
        return err_set(err, ERR_LIMIT, "brief: fields: at most %d", LORE_BRIEF_FIELDS);
    for (const json *field = json_first(fields); field && !code; field = json_next(field))
        code = check_field(field, err);
    return code;
}

static bool has_text(const json *list, const char *text)
{
    for (const json *entry = json_first(list); entry; entry = json_next(entry))
        if (str_equal(json_text(entry, ""), text))
            return true;
    return false;
}

static int read_parts(struct lore_brief *brief, struct err *err)
{
    const json *root = brief->root, *given = json_get(root, "given");

    if (json_need_str(root, "kind", &brief->kind, err) ||
        json_need_str(root, "language", &brief->language, err) ||
        json_need_str(root, "system", &brief->system, err) ||
        json_need_str(root, "user", &brief->user, err) ||
        json_need_str(root, "prompt", &brief->prompt, err) ||
        json_need_int(root, "max_tokens", &brief->max_tokens, err))
        return err_prefix(err, "brief");
    if (brief->max_tokens < 1 || brief->max_tokens > LORE_BRIEF_TOKENS)
        return err_set(err, ERR_INVALID, "brief: max_tokens is 1 to %d", LORE_BRIEF_TOKENS);
    brief->own = json_str(root, "own", brief->user);
    brief->schema = json_get(root, "schema");
    brief->fields = json_get(root, "fields");
    brief->never = json_get(root, "never");
    brief->numbers = json_get(given, "numbers");
    brief->names = json_get(given, "names");
    brief->prose = json_get(given, "prose");
    brief->apart = json_get(given, "apart");
    brief->invents_names = has_text(json_get(root, "invents"), "names");
    brief->invents_numbers = has_text(json_get(root, "invents"), "numbers");
    brief->stream = json_str(root, "stream", NULL);
    brief->image = json_bool(root, "image", false);
    brief->model = json_str(root, "model", "");
    brief->aspect = json_str(root, "aspect", NULL);
    if (brief->image)
        return *brief->model ? 0 : err_set(err, ERR_INVALID, "brief: a picture needs its model");
    return check_fields(brief->fields, err);
}

int lore_brief_new(const char *text, size_t len, struct lore_brief **ret_brief, struct err *err)
{
    struct lore_brief *brief = NULL;
    json *root = NULL;
    int code;

    if (len > LORE_BRIEF_MAX)
        return err_set(err, ERR_LIMIT, "brief: %zu bytes, at most %u", len, LORE_BRIEF_MAX);
    if (json_parse(text, len, &root, err))
        return err_prefix(err, "brief");
    brief = mem_alloc(sizeof *brief);
    brief->root = root;
    if ((code = read_parts(brief, err))) {
        lore_brief_free(brief);
        return code;
    }
    *ret_brief = brief;
    return 0;
}

void lore_brief_free(struct lore_brief *brief)
{
    if (!brief)
        return;
    json_free(brief->root);
    free(brief);
}
