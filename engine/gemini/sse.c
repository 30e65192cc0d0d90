/* Splitting a stream into events: bytes gather into a line, lines of data into an event, which an
 * empty line ends. The end of the stream ends an event as well: whether what it holds is whole is
 * for its reader to say, who finds a finishReason in it or does not. */
#include "gemini/sse.h"

#include "base/error.h"

#include <string.h>

#define DATA "data:"

void sse_init(struct sse *sse, size_t limit)
{
    *sse = (struct sse){0};
    buf_init(&sse->line, limit);
    buf_init(&sse->data, limit);
}

void sse_done(struct sse *sse)
{
    buf_done(&sse->line);
    buf_done(&sse->data);
}

void sse_reset(struct sse *sse)
{
    buf_reset(&sse->line);
    buf_reset(&sse->data);
    sse->after_cr = false;
}

static int end_event(struct sse *sse, sse_fn fn, void *ctx)
{
    bool goes_on = true;
    if (sse->data.len)
        goes_on = fn(ctx, sse->data.data, sse->data.len - 1);
    buf_reset(&sse->data);
    return goes_on ? 0 : ERR_CANCELLED;
}

static int end_line(struct sse *sse, sse_fn fn, void *ctx)
{
    const char *line = sse->line.data;
    size_t len = sse->line.len;
    int code = 0;

    if (!len) {
        code = end_event(sse, fn, ctx);
    } else if (len >= strlen(DATA) && memcmp(line, DATA, strlen(DATA)) == 0) {
        size_t from = strlen(DATA) + (len > strlen(DATA) && line[strlen(DATA)] == ' ');
        code = buf_add(&sse->data, line + from, len - from);
        if (code == 0)
            code = buf_addc(&sse->data, '\n');
    }
    buf_reset(&sse->line);
    return code;
}

int sse_feed(struct sse *sse, const char *bytes, size_t len, sse_fn fn, void *ctx)
{
    for (size_t at = 0; at < len;) {
        size_t end = at;
        if (sse->after_cr && bytes[at] == '\n') {
            sse->after_cr = false;
            at++;
            continue;
        }
        sse->after_cr = false;
        while (end < len && bytes[end] != '\n' && bytes[end] != '\r')
            end++;
        if (buf_add(&sse->line, bytes + at, end - at) != 0)
            return ERR_LIMIT;
        if (end == len)
            break;
        sse->after_cr = bytes[end] == '\r';
        at = end + 1;
        int code = end_line(sse, fn, ctx);
        if (code != 0)
            return code;
    }
    return 0;
}

int sse_end(struct sse *sse, sse_fn fn, void *ctx)
{
    int code = sse->line.len ? end_line(sse, fn, ctx) : 0;
    return code ? code : end_event(sse, fn, ctx);
}
