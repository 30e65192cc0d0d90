/* Form bodies: which kind it is, and application/x-www-form-urlencoded. multipart.c has the other.
 *
 * A hand-written parser over the whole body in memory, in one pass: libmicrohttpd's own needs a
 * connection and forgives what should be refused. Nothing here trusts a length that the body names;
 * all positions are checked against its end. */
#include "http/form_internal.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

int http_form_field(struct http_form *form, const struct http_field *field)
{
    if (form->count == HTTP_FORM_FIELDS_MAX)
        return err_set(form->err, ERR_LIMIT, "form: more than %d fields", HTTP_FORM_FIELDS_MAX);
    form->count++;
    form->fn(form->ctx, field);
    return 0;
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

int http_percent_decode(const char *from, size_t len, bool plus, char *to, size_t *ret_len)
{
    size_t out = 0;

    for (size_t i = 0; i < len; i++) {
        if (from[i] == '%') {
            int high = len - i > 2 ? hex_digit(from[i + 1]) : -1;
            int low = len - i > 2 ? hex_digit(from[i + 2]) : -1;
            if (high < 0 || low < 0)
                return ERR_INVALID;
            to[out++] = (char)(high * 16 + low);
            i += 2;
        } else {
            to[out++] = plus && from[i] == '+' ? ' ' : from[i];
        }
    }
    to[out] = '\0';
    *ret_len = out;
    return 0;
}

/* One "name=value"; `to` has room for both decoded. */
static int pair_parse(struct http_form *form, const char *pair, size_t len, char *to)
{
    const char *equals = memchr(pair, '=', len);
    size_t name_len = equals ? (size_t)(equals - pair) : len;
    size_t value_len = equals ? len - name_len - 1 : 0;
    size_t name_out, value_out;

    if (http_percent_decode(pair, name_len, true, to, &name_out) != 0)
        return err_set(form->err, ERR_INVALID, "form: a %% without two hexadecimal digits");
    char *value = to + name_out + 1;
    if (http_percent_decode(pair + len - value_len, value_len, true, value, &value_out) != 0)
        return err_set(form->err, ERR_INVALID, "form: a %% without two hexadecimal digits");
    if (strlen(to) != name_out)
        return err_set(form->err, ERR_INVALID, "form: a 0 byte in a field's name");

    struct http_field field = {.name = to, .content_type = "", .data = value, .len = value_out};
    return http_form_field(form, &field);
}

static int urlencoded_parse(struct http_form *form, const char *body, size_t len)
{
    char *room = mem_alloc(len + 2); /* decoding never grows; two 0 bytes */
    int code = 0;

    for (size_t at = 0; at < len && code == 0;) {
        const char *end = memchr(body + at, '&', len - at);
        size_t pair_len = end ? (size_t)(end - body) - at : len - at;
        if (pair_len > 0)
            code = pair_parse(form, body + at, pair_len, room);
        at += pair_len + 1;
    }
    free(room);
    return code;
}

/* "multipart/form-data; boundary=x" is of type "multipart/form-data". */
static bool type_is(const char *content_type, const char *type)
{
    size_t len = strlen(type);
    return strncasecmp(content_type, type, len) == 0 && strchr("; \t", content_type[len]);
}

int http_form_parse(const char *content_type, const char *body, size_t len, http_field_fn fn,
                    void *ctx, struct err *err)
{
    struct http_form form = {.fn = fn, .ctx = ctx, .err = err};

    if (content_type && type_is(content_type, "application/x-www-form-urlencoded"))
        return urlencoded_parse(&form, body, len);
    if (content_type && type_is(content_type, "multipart/form-data"))
        return http_multipart_parse(&form, content_type, body, len);
    return err_set(err, ERR_INVALID, "form: the content type is not that of a form");
}
