/* The fields of a request's body: application/x-www-form-urlencoded and multipart/form-data.
 *
 * fn is called for every field in order; `filename` is NULL for a plain field. Pointers live during
 * the call only; data is followed by a 0 byte. Fails with ERR_INVALID on a broken body and
 * ERR_LIMIT past HTTP_FORM_FIELDS_MAX fields; what precedes the broken place has been handed over
 * by then. */
#ifndef BYLINA_HTTP_FORM_H
#define BYLINA_HTTP_FORM_H

#include "base/error.h"

#include <stddef.h>

#define HTTP_FORM_FIELDS_MAX 200

struct http_field {
    const char *name;
    const char *filename;
    const char *content_type; /* "" if none */
    const char *data;
    size_t len;
};

typedef void (*http_field_fn)(void *ctx, const struct http_field *field);

int http_form_parse(const char *content_type, const char *body, size_t len, http_field_fn fn,
                    void *ctx, struct err *err);

#endif
