/* A min-heap of timers by deadline, then uid. Each knows its place, so that any can be taken out.
 * Private to turn/. */
#ifndef BYLINA_TURN_HEAP_H
#define BYLINA_TURN_HEAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct timer_doc;
struct timer {
    size_t place; /* in the heap, from 1; 0: not there */
    int64_t uid;
    int64_t deadline;
    struct timer_doc *doc;
    struct timer *next; /* of the same document */
    bool woken;         /* due: its lane was told, and it counts as in flight */
    char name[];
};

struct heap {
    struct timer **at;
    size_t count;
    size_t cap;
};

void heap_put(struct heap *heap, struct timer *timer);
void heap_remove(struct heap *heap, struct timer *timer); /* one that is not there is left alone */
struct timer *heap_first(const struct heap *heap);        /* NULL: empty */
void heap_done(struct heap *heap);                        /* frees no timers */

#endif
