/* Form bodies, multipart and urlencoded. The input is "CONTENT-TYPE\nBODY". Every field that is
 * handed over must be whole (a name, data that ends with a 0 byte), and what fails must say why.
 * What was read, written anew in the plainest way, must be read as the same. */
#include "fuzz.h"

#include "base/buf.h"
#include "http/form.h"

#define BOUNDARY "----bylina-fuzz-0123456789-boundary"

struct seen {
    struct buf shown; /* what the fields were */
    struct buf body;  /* the same as multipart */
    int count;
    bool plain; /* it can be written plainly */
};

static bool is_plain(const char *text)
{
    return !strpbrk(text, "\"\\%\r\n") && strlen(text) < 1000;
}

static void on_field(void *ctx, const struct http_field *field)
{
    struct seen *seen = ctx;
    FUZZ_CHECK(field->name && field->content_type && field->data, "a field with a hole");
    FUZZ_CHECK(field->data[field->len] == '\0', "data does not end with a 0 byte");
    const char *file = field->filename;
    seen->count++;
    buf_addf(&seen->shown, "%s|%s|%s|%zu=", field->name, file ? file : "-", field->content_type,
             field->len);
    buf_add(&seen->shown, field->data, field->len);
    seen->plain = seen->plain && is_plain(field->name) && (!file || is_plain(file)) &&
                  is_plain(field->content_type) && field->content_type[0] != ' ' &&
                  field->content_type[0] != '\t' &&
                  !memmem(field->data, field->len, BOUNDARY, strlen(BOUNDARY));
    buf_addf(&seen->body, "--" BOUNDARY "\r\nContent-Disposition: form-data; name=\"%s\"",
             field->name);
    if (file)
        buf_addf(&seen->body, "; filename=\"%s\"", file);
    buf_addf(&seen->body, "\r\nContent-Type: %s\r\n\r\n", field->content_type);
    buf_add(&seen->body, field->data, field->len);
    buf_adds(&seen->body, "\r\n");
}

static void seen_init(struct seen *seen)
{
    *seen = (struct seen){.plain = true};
    buf_init(&seen->shown, 1u << 24);
    buf_init(&seen->body, 1u << 24);
}

static void seen_done(struct seen *seen)
{
    buf_done(&seen->shown);
    buf_done(&seen->body);
}

static void check_again(struct seen *first)
{
    struct seen again;
    struct err err = {0};

    seen_init(&again);
    buf_adds(&first->body, "--" BOUNDARY "--\r\n");
    int code = http_form_parse("multipart/form-data; boundary=" BOUNDARY, first->body.data,
                               first->body.len, on_field, &again, &err);
    FUZZ_CHECK(code == 0, "written plainly: %s", err.text);
    FUZZ_CHECK(again.shown.len == first->shown.len &&
                   memcmp(again.shown.data, first->shown.data, again.shown.len) == 0,
               "read as something else: %s", again.shown.data);
    seen_done(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *end = memchr(data, '\n', size);
    size_t type_len = end ? (size_t)(end - data) : size;
    size_t body_at = end ? type_len + 1 : size;
    char *type = fuzz_text(data, type_len);
    struct seen seen;
    struct err err = {0};

    seen_init(&seen);
    int code =
        http_form_parse(type, (const char *)data + body_at, size - body_at, on_field, &seen, &err);
    FUZZ_CHECK(code == err.code, "the code is %d, the error's %d", code, err.code);
    FUZZ_CHECK(code == 0 || *err.text, "failed without words");
    FUZZ_CHECK(seen.count <= HTTP_FORM_FIELDS_MAX, "%d fields", seen.count);
    if (seen.count > 0 && seen.plain)
        check_again(&seen);
    seen_done(&seen);
    free(type);
    return 0;
}
