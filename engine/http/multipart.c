/* multipart/form-data (RFC 7578), as browsers, curl and the usual libraries write it.
 *
 *     --boundary CRLF
 *     Content-Disposition: form-data; name="photo"; filename="a.png" CRLF
 *     Content-Type: image/png CRLF CRLF
 *     ...bytes... CRLF --boundary CRLF ... CRLF --boundary--
 *
 * Names: a browser writes a quote as %22, older ones as \"; both are understood. filename*=UTF-8''x
 * (RFC 5987) wins over filename. Strict about the frame: CRLF only, a name for every part, and the
 * last boundary must be there, since without it a file may be cut short. */
#include "http/form_internal.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define BOUNDARY_MAX  70   /* RFC 2046 */
#define PART_HEAD_MAX 8192 /* bytes of one part's headers */
#define VALUE_LIMIT   1024 /* of a name, a file's name or a type */

struct part_head {
    char name[VALUE_LIMIT];
    char filename[VALUE_LIMIT];
    char type[VALUE_LIMIT];
    bool named;
    bool is_file;
    bool extended; /* filename* was seen */
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* The value of one parameter, quoted or bare, to `to` (VALUE_LIMIT bytes). Returns what follows it,
 * NULL when it is broken or too long. */
static const char *value_read(const char *at, const char *end, char *to)
{
    bool quoted = at < end && *at == '"';
    size_t len = 0;

    for (at += quoted; at < end && (quoted ? *at != '"' : *at != ';' && !is_blank(*at)); at++) {
        if (quoted && end - at > 1 && at[0] == '\\' && (at[1] == '"' || at[1] == '\\'))
            at++;
        if (len + 1 >= VALUE_LIMIT || *at == '\0')
            return NULL;
        if (quoted && end - at > 2 && memcmp(at, "%22", 3) == 0) {
            to[len++] = '"';
            at += 2;
        } else {
            to[len++] = *at;
        }
    }
    to[len] = '\0';
    if (!quoted)
        return at;
    return at < end ? at + 1 : NULL;
}

/* Steps over "; key=value" at *at. Returns 1 with both, 0 at the end, ERR_INVALID. */
static int param_next(const char **at, const char *end, const char **ret_key, size_t *ret_key_len,
                      char *value)
{
    const char *from = *at;

    while (from < end && (is_blank(*from) || *from == ';'))
        from++;
    if (from == end)
        return 0;
    const char *equals = memchr(from, '=', (size_t)(end - from));
    if (!equals)
        return ERR_INVALID;
    const char *after = value_read(equals + 1, end, value);
    if (!after || (after < end && *after != ';' && !is_blank(*after)))
        return ERR_INVALID;
    *ret_key = from;
    *ret_key_len = (size_t)(equals - from);
    *at = after;
    return 1;
}

static bool key_is(const char *key, size_t len, const char *name)
{
    return len == strlen(name) && strncasecmp(key, name, len) == 0;
}

/* UTF-8'en'%e2%82%ac.txt */
static int extended_value(const char *value, char *to)
{
    const char *language = strchr(value, '\'');
    const char *text = language ? strchr(language + 1, '\'') : NULL;
    size_t len;
    if (!text || strncasecmp(value, "utf-8'", 6) != 0 ||
        http_percent_decode(text + 1, strlen(text + 1), false, to, &len) != 0)
        return ERR_INVALID;
    return strlen(to) == len ? 0 : ERR_INVALID;
}

static int disposition_read(struct part_head *head, const char *at, const char *end)
{
    char value[VALUE_LIMIT];
    const char *key;
    size_t len;
    int more;

    if (end - at < 9 || strncasecmp(at, "form-data", 9) != 0)
        return ERR_INVALID;
    at += 9;
    while ((more = param_next(&at, end, &key, &len, value)) == 1) {
        if (key_is(key, len, "name")) {
            memcpy(head->name, value, sizeof(value));
            head->named = true;
        } else if (key_is(key, len, "filename*")) {
            if (extended_value(value, head->filename) != 0)
                return ERR_INVALID;
            head->is_file = head->extended = true;
        } else if (key_is(key, len, "filename") && !head->extended) {
            memcpy(head->filename, value, sizeof(value));
            head->is_file = true;
        }
    }
    return more;
}

static int header_read(struct part_head *head, const char *line, const char *end)
{
    const char *colon = memchr(line, ':', (size_t)(end - line));
    if (!colon)
        return ERR_INVALID;
    size_t len = (size_t)(colon - line);
    const char *value = colon + 1;
    while (value < end && is_blank(*value))
        value++;
    if (key_is(line, len, "Content-Disposition"))
        return disposition_read(head, value, end);
    if (key_is(line, len, "Content-Type")) {
        size_t value_len = (size_t)(end - value);
        if (value_len >= VALUE_LIMIT || memchr(value, '\0', value_len))
            return ERR_INVALID;
        memcpy(head->type, value, value_len);
        head->type[value_len] = '\0';
    }
    return 0;
}

/* The headers from `at` up to the empty line; *at moves behind it. */
static int head_read(struct part_head *head, const char **at, const char *end)
{
    const char *stop = end - *at > PART_HEAD_MAX ? *at + PART_HEAD_MAX : end;

    for (;;) {
        const char *line_end = memmem(*at, (size_t)(stop - *at), "\r\n", 2);
        if (!line_end)
            return ERR_INVALID;
        const char *line = *at;
        *at = line_end + 2;
        if (line == line_end)
            return head->named ? 0 : ERR_INVALID;
        if (header_read(head, line, line_end) != 0)
            return ERR_INVALID;
    }
}

/* "\r\n--boundary" to `to`; the boundary parameter of the content type. */
static int delimiter_make(const char *content_type, char *to, size_t *ret_len)
{
    char value[VALUE_LIMIT];
    const char *at = strchr(content_type, ';');
    const char *end = content_type + strlen(content_type);
    const char *key;
    size_t len;

    while (at && param_next(&at, end, &key, &len, value) == 1) {
        size_t value_len = strlen(value);
        if (!key_is(key, len, "boundary"))
            continue;
        if (value_len == 0 || value_len > BOUNDARY_MAX)
            return ERR_INVALID;
        memcpy(to, "\r\n--", 4);
        memcpy(to + 4, value, value_len + 1);
        *ret_len = value_len + 4;
        return 0;
    }
    return ERR_INVALID;
}

static int part_hand_over(struct http_form *form, const struct part_head *head, const char *data,
                          size_t len)
{
    char *copy = mem_dup(data, len); /* with the 0 byte that the contract promises */
    struct http_field field = {
        .name = head->name,
        .filename = head->is_file ? head->filename : NULL,
        .content_type = head->type,
        .data = copy,
        .len = len,
    };
    int code = http_form_field(form, &field);
    free(copy);
    return code;
}

/* Behind a delimiter: 1 a part follows at *at, 0 that was the last, ERR_INVALID. */
static int delimiter_end(const char **at, const char *end)
{
    if (end - *at >= 2 && memcmp(*at, "--", 2) == 0)
        return 0;
    while (*at < end && is_blank(**at))
        (*at)++;
    if (end - *at < 2 || memcmp(*at, "\r\n", 2) != 0)
        return ERR_INVALID;
    *at += 2;
    return 1;
}

int http_multipart_parse(struct http_form *form, const char *content_type, const char *body,
                         size_t len)
{
    char delimiter[BOUNDARY_MAX + 5];
    size_t delimiter_len;
    const char *end = body + len;
    const char *at;
    int more;

    if (delimiter_make(content_type, delimiter, &delimiter_len) != 0)
        return err_set(form->err, ERR_INVALID, "form: the content type names no good boundary");
    if (len >= delimiter_len - 2 && memcmp(body, delimiter + 2, delimiter_len - 2) == 0)
        at = body + delimiter_len - 2; /* the first has no line before it */
    else if ((at = memmem(body, len, delimiter, delimiter_len)))
        at += delimiter_len;
    else
        return err_set(form->err, ERR_INVALID, "form: the boundary is not in the body");

    while ((more = delimiter_end(&at, end)) == 1) {
        struct part_head head = {0};
        if (head_read(&head, &at, end) != 0)
            return err_set(form->err, ERR_INVALID, "form: the headers of part %d are broken",
                           form->count + 1);
        const char *data_end = memmem(at, (size_t)(end - at), delimiter, delimiter_len);
        if (!data_end)
            return err_set(form->err, ERR_INVALID, "form: the body ends within part %d",
                           form->count + 1);
        int code = part_hand_over(form, &head, at, (size_t)(data_end - at));
        if (code != 0)
            return code;
        at = data_end + delimiter_len;
    }
    if (more < 0)
        return err_set(form->err, ERR_INVALID, "form: broken after a boundary");
    return 0;
}
