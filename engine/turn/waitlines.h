/* Ids of calls by the chat they are for: who waits in the database alone. Private to turn/.
 *
 * A line is a chat with at least one id. What a call costs here is its id, and what a chat costs is
 * the head of its line. */
#ifndef BYLINA_TURN_WAITLINES_H
#define BYLINA_TURN_WAITLINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct waitline {
    struct waitline *next; /* in its bucket */
    int64_t chat;
    uint32_t count;
    uint32_t cap;
    bool hinted;   /* it is its turn when the queue says so; backlog.c */
    bool asked;    /* its first are being read; likewise */
    int64_t ids[]; /* rising */
};

struct waitlines {
    struct waitline **buckets;
    size_t bucket_count; /* 0, or a power of two */
    size_t lines;
    size_t ids;
};

void waitlines_done(struct waitlines *lines); /* zeroed: empty */

/* NULL: none. A line is good until something is added to it or its last id is taken. */
struct waitline *waitlines_find(const struct waitlines *lines, int64_t chat);
struct waitline *waitlines_add(struct waitlines *lines, int64_t chat, int64_t id);
/* False: it was not there. With its last id the line is freed. */
bool waitlines_take(struct waitlines *lines, int64_t chat, int64_t id);

#endif
