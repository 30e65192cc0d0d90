/* The growing buffer. Memory doubles from BUF_FIRST up to the ceiling, so that appending is linear
 * in all; the byte behind the end is always 0. While nothing was appended, `data` is one shared
 * empty text that is never written: `cap` is 0 exactly then. An append never takes bytes from the
 * buffer that it grows. */
#include "base/buf.h"

#include "base/error.h"
#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BUF_FIRST = 256 };

static char buf_nothing[1];

void buf_init(struct buf *buf, size_t limit)
{
    *buf = (struct buf){.data = buf_nothing, .limit = limit};
}

void buf_done(struct buf *buf)
{
    if (buf->cap)
        free(buf->data);
    buf_init(buf, buf->limit);
}

void buf_reset(struct buf *buf)
{
    buf->len = 0;
    buf->full = false;
    if (buf->cap)
        buf->data[0] = '\0';
}

/* Makes room for `more` bytes and the 0 byte. */
static int buf_reserve(struct buf *buf, size_t more)
{
    if (more > buf->limit - buf->len) {
        buf->full = true;
        return ERR_LIMIT;
    }
    size_t want = buf->len + more + 1;
    if (want <= buf->cap)
        return 0;
    size_t cap = buf->cap ? buf->cap : BUF_FIRST;
    while (cap < want)
        cap = cap > buf->limit / 2 ? buf->limit + 1 : cap * 2;
    buf->data = mem_grow(buf->cap ? buf->data : NULL, cap, 1);
    buf->cap = cap;
    return 0;
}

char *buf_room(struct buf *buf, size_t more)
{
    return buf_reserve(buf, more) < 0 ? NULL : buf->data + buf->len;
}

void buf_grown(struct buf *buf, size_t len)
{
    buf->len += len;
    buf->data[buf->len] = '\0';
}

void buf_cut(struct buf *buf, size_t len)
{
    if (len >= buf->len)
        return;
    buf->len = len;
    buf->data[len] = '\0';
}

int buf_add(struct buf *buf, const void *data, size_t len)
{
    if (!len)
        return 0;
    int r = buf_reserve(buf, len);
    if (r < 0)
        return r;
    memcpy(buf->data + buf->len, data, len);
    buf->len += len;
    buf->data[buf->len] = '\0';
    return 0;
}

int buf_adds(struct buf *buf, const char *text)
{
    return buf_add(buf, text, strlen(text));
}

int buf_addc(struct buf *buf, char c)
{
    if (buf->len + 1 >= buf->cap || buf->len >= buf->limit)
        return buf_add(buf, &c, 1);
    buf->data[buf->len++] = c;
    buf->data[buf->len] = '\0';
    return 0;
}

int buf_addf(struct buf *buf, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int r = buf_addv(buf, format, args);
    va_end(args);
    return r;
}

int buf_addv(struct buf *buf, const char *format, va_list args)
{
    char small[256];
    va_list again;
    va_copy(again, args);
    int len = vsnprintf(small, sizeof(small), format, args);
    int r = len < 0 ? ERR_SYSTEM : 0;
    if (len >= 0 && (size_t)len < sizeof(small)) {
        r = buf_add(buf, small, (size_t)len);
    } else if (len >= 0 && (r = buf_reserve(buf, (size_t)len)) == 0) {
        vsnprintf(buf->data + buf->len, (size_t)len + 1, format, again);
        buf->len += (size_t)len;
    }
    va_end(again);
    return r;
}

char *buf_detach(struct buf *buf, size_t *ret_len)
{
    char *data = buf->cap ? buf->data : mem_dup("", 0);
    if (ret_len)
        *ret_len = buf->len;
    buf_init(buf, buf->limit);
    return data;
}
