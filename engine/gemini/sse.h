/* Server-sent events, as far as a stream of JSON needs them: the data of one event after another.
 * Lines end in \n, \r\n or \r; fields other than data are skipped. Private to gemini/. */
#ifndef BYLINA_GEMINI_SSE_H
#define BYLINA_GEMINI_SSE_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

struct sse {
    struct buf line;
    struct buf data;
    bool after_cr; /* a \n that comes next ends no line of its own */
};

/* The data of one event, lines joined by \n; false: no more are wanted. */
typedef bool (*sse_fn)(void *ctx, const char *data, size_t len);

void sse_init(struct sse *sse, size_t limit); /* bytes of a line, and of an event */
void sse_done(struct sse *sse);
void sse_reset(struct sse *sse);

/* Bytes as they come. 0; ERR_LIMIT for an event over the limit; ERR_CANCELLED where fn said no. */
int sse_feed(struct sse *sse, const char *bytes, size_t len, sse_fn fn, void *ctx);
/* There is no more: an event without its empty line counts, too. As sse_feed. */
int sse_end(struct sse *sse, sse_fn fn, void *ctx);

#endif
