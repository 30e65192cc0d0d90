/* What form.c and multipart.c share. Private to http/. */
#ifndef BYLINA_HTTP_FORM_INTERNAL_H
#define BYLINA_HTTP_FORM_INTERNAL_H

#include "http/form.h"

#include <stdbool.h>

struct http_form {
    http_field_fn fn;
    void *ctx;
    struct err *err;
    int count;
};

/* Counts the field and hands it over: 0 or ERR_LIMIT. */
int http_form_field(struct http_form *form, const struct http_field *field);

/* `to` has room for len + 1 bytes; `plus`: a + is a space. 0 or ERR_INVALID. */
int http_percent_decode(const char *from, size_t len, bool plus, char *to, size_t *ret_len);

int http_multipart_parse(struct http_form *form, const char *content_type, const char *body,
                         size_t len);

#endif
