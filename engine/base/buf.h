/* A growing run of bytes with a ceiling, always followed by a 0 byte that `len` does not count.
 *
 * Every buffer names its limit at buf_init. An append that would pass it changes nothing, returns
 * ERR_LIMIT and leaves `full` set, so that a writer may append many times and ask once at the end.
 * A buf lives on the stack or in a struct; the caller owns it. After buf_done it may be used again
 * only after buf_init. Not thread-safe. */
#ifndef BYLINA_BASE_BUF_H
#define BYLINA_BASE_BUF_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

struct buf {
    char *data; /* "" while nothing was appended; never NULL after buf_init */
    size_t len;
    size_t cap;
    size_t limit;
    bool full;
};

void buf_init(struct buf *buf, size_t limit);
void buf_done(struct buf *buf);  /* frees; a zeroed struct is fine */
void buf_reset(struct buf *buf); /* empties and keeps the memory */

int buf_add(struct buf *buf, const void *data, size_t len);
int buf_adds(struct buf *buf, const char *text);
int buf_addc(struct buf *buf, char c);
int buf_addf(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
int buf_addv(struct buf *buf, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

/* Room for `more` bytes behind the end, for a caller that makes them there and then says how many
 * it has made (at most `more`); NULL past the limit, as with an append. */
char *buf_room(struct buf *buf, size_t more);
void buf_grown(struct buf *buf, size_t len);
void buf_cut(struct buf *buf, size_t len); /* back to a length that it has had; `full` stays */

/* Hands the bytes over: the caller frees them. The buffer is empty again afterwards. */
char *buf_detach(struct buf *buf, size_t *ret_len);

#endif
