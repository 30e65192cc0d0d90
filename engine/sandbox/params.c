/* Parameters: see params.h. An empty text counts as absent, as it does in the API, but for required
 * parameters, where "" is a value (setWebhook with an empty url takes the webhook away). */
#include "sandbox/params.h"

#include "base/mem.h"
#include "base/str.h"
#include "http/form.h"

#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum kind { KIND_TEXT, KIND_NUMBER, KIND_ID, KIND_BOOL, KIND_NESTED };

void params_init(struct params *params, const struct botapi_method *method)
{
    *params = (struct params){.method = method, .values = json_object()};
}

void params_done(struct params *params)
{
    json_free(params->values);
    for (size_t i = 0; i < params->upload_count; i++) {
        free(params->uploads[i].name);
        free(params->uploads[i].filename);
        free(params->uploads[i].content_type);
        free(params->uploads[i].data);
    }
    free(params->uploads);
    *params = (struct params){0};
}

static const struct botapi_field *field_of(const struct params *params, const char *name)
{
    for (const struct botapi_field *f = params->method->fields; f->name; f++)
        if (!strcmp(f->name, name))
            return f;
    return NULL;
}

static enum kind kind_of(const struct botapi_field *field)
{
    const char *type = field ? field->type : "string";
    if (type[0] == '"' || !strcmp(type, "string") || str_starts(type, "InputFile"))
        return KIND_TEXT;
    if (!strcmp(type, "number"))
        return KIND_NUMBER;
    if (!strcmp(type, "number | string"))
        return KIND_ID;
    if (!strcmp(type, "boolean") || !strcmp(type, "true"))
        return KIND_BOOL;
    return KIND_NESTED;
}

static json *number_from(const char *text)
{
    int64_t whole;
    if (str_to_i64(text, -JSON_INT_MAX, JSON_INT_MAX, &whole) == 0)
        return json_new_int(whole);
    char *end;
    double real = strtod(text, &end);
    if (end == text || *end || !isfinite(real))
        return json_new_str(text);
    return json_new_real(real);
}

static json *bool_from(const char *text)
{
    bool yes = !strcasecmp(text, "true") || !strcasecmp(text, "yes") || !strcmp(text, "1");
    return json_new_bool(yes);
}

static int nested_from(const char *name, const char *text, json **ret_value, struct err *err)
{
    const char *start = text + strspn(text, " \t\r\n");
    if (*start != '{' && *start != '[') {
        *ret_value = json_new_str(text);
        return 0;
    }
    if (json_parse(start, strlen(start), ret_value, NULL) == 0)
        return 0;
    if (!strcmp(name, "reply_markup"))
        return err_set(err, ERR_INVALID, "can't parse reply keyboard markup JSON object");
    return err_set(err, ERR_INVALID, "can't parse %.64s JSON object", name);
}

static bool counts_as_absent(const struct botapi_field *field, const char *text)
{
    return !*text && field && !field->required;
}

static int take_room(struct params *params, size_t len, struct err *err)
{
    params->bytes += len;
    if (params->bytes > PARAMS_TEXT_MAX)
        return err_set(err, ERR_LIMIT, "Request Entity Too Large");
    return 0;
}

static int set_text(struct params *params, const char *name, const char *text, struct err *err)
{
    const struct botapi_field *field = field_of(params, name);
    json *value = NULL;
    if (counts_as_absent(field, text))
        return 0;
    switch (kind_of(field)) {
    case KIND_NUMBER:
        value = number_from(text);
        break;
    case KIND_ID:
        value = text[0] == '@' ? json_new_str(text) : number_from(text);
        break;
    case KIND_BOOL:
        value = bool_from(text);
        break;
    case KIND_NESTED:
        if (nested_from(name, text, &value, err) < 0)
            return ERR_INVALID;
        break;
    case KIND_TEXT:
        value = json_new_str(text);
        break;
    }
    json_add(params->values, name, value);
    return 0;
}

int params_add(struct params *params, const char *name, const char *text, struct err *err)
{
    if (take_room(params, strlen(name) + strlen(text), err) < 0)
        return ERR_LIMIT;
    if (!utf8_valid(text, strlen(text)))
        return err_set(err, ERR_INVALID, "strings must be encoded in UTF-8");
    return set_text(params, name, text, err);
}

/* A value of a JSON body: right already, or a text or number that is meant as something else. */
static int add_value(struct params *params, const char *name, const json *value, struct err *err)
{
    const struct botapi_field *field = field_of(params, name);
    char number[32];
    switch (json_type(value)) {
    case JSON_NULL:
        return 0;
    case JSON_STRING:
        return set_text(params, name, json_text(value, ""), err);
    case JSON_NUMBER:
        if (kind_of(field) == KIND_BOOL)
            snprintf(number, sizeof(number), "%s", json_real(value, 0) != 0 ? "true" : "false");
        else if (field && kind_of(field) == KIND_TEXT)
            snprintf(number, sizeof(number), "%" PRId64, json_number(value, 0));
        else
            break;
        return set_text(params, name, number, err);
    default:
        break;
    }
    json_add(params->values, name, json_clone(value));
    return 0;
}

int params_add_object(struct params *params, const json *object, struct err *err)
{
    for (const json *value = json_first(object); value; value = json_next(value)) {
        int code = add_value(params, json_key(value), value, err);
        if (code < 0)
            return code;
    }
    return 0;
}

static int add_json(struct params *params, const char *body, size_t len, struct err *err)
{
    json *object = NULL;
    if (take_room(params, len, err) < 0)
        return ERR_LIMIT;
    if (!len)
        return 0;
    if (json_parse(body, len, &object, NULL) < 0 || json_type(object) != JSON_OBJECT) {
        json_free(object);
        return err_set(err, ERR_INVALID, "can't parse request body as JSON object");
    }
    int code = params_add_object(params, object, err);
    json_free(object);
    return code;
}

struct form {
    struct params *params;
    struct err *err;
    int code;
};

static int add_upload(struct params *params, const struct http_field *field, struct err *err)
{
    if (params->upload_count == PARAMS_FILES_MAX)
        return err_set(err, ERR_LIMIT, "Request Entity Too Large");
    params->uploads = mem_grow(params->uploads, params->upload_count + 1, sizeof(struct upload));
    params->uploads[params->upload_count++] = (struct upload){
        .name = mem_strdup(field->name),
        .filename = mem_strdup(field->filename),
        .content_type = mem_strdup(field->content_type),
        .data = mem_dup(field->data, field->len),
        .len = field->len,
    };
    if (!field_of(params, field->name))
        return 0; /* named by an attach:// of another parameter */
    char *link = mem_printf("attach://%s", field->name);
    json_add_str(params->values, field->name, link);
    free(link);
    return 0;
}

static void on_field(void *ctx, const struct http_field *field)
{
    struct form *form = ctx;
    if (form->code < 0)
        return;
    if (field->filename)
        form->code = add_upload(form->params, field, form->err);
    else if (memchr(field->data, 0, field->len))
        form->code = err_set(form->err, ERR_INVALID, "strings must be encoded in UTF-8");
    else
        form->code = params_add(form->params, field->name, field->data, form->err);
}

int params_add_body(struct params *params, const char *content_type, const char *body, size_t len,
                    struct err *err)
{
    if (content_type && !strncasecmp(content_type, "application/json", 16))
        return add_json(params, body, len, err);
    bool form = content_type && (!strncasecmp(content_type, "multipart/form-data", 19) ||
                                 !strncasecmp(content_type, "application/x-www-form-urlenc", 29));
    if (!form || !len)
        return 0; /* the API ignores bodies that it does not know */
    struct form fields = {params, err, 0};
    struct err broken;
    if (http_form_parse(content_type, body, len, on_field, &fields, &broken) < 0 && !fields.code)
        return err_set(err, ERR_INVALID, "can't parse request body: %s", broken.text);
    return fields.code;
}

const struct upload *params_upload(const struct params *params, const char *name)
{
    for (size_t i = 0; i < params->upload_count; i++)
        if (!strcmp(params->uploads[i].name, name))
            return &params->uploads[i];
    return NULL;
}
