/* News within one process: what is told waits for a timer, so that nobody hears it from within the
 * telling, and those who tell see the same order of things as over Redis. */
#include "cache/news_inner.h"

#include "base/list.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define WAITING_MAX 1000 /* news; more are lost */

struct memory_news {
    struct news base;
    struct list waiting;
    size_t count;
    struct loop_timer *soon;
};

struct piece {
    struct list_node node;
    const char *topic; /* a constant */
    news_told_fn fn;
    void *ctx;
    char text[];
};

static bool memory_tell(struct news *news, const char *topic, const char *text, news_told_fn fn,
                        void *ctx)
{
    struct memory_news *memory = (struct memory_news *)news;
    size_t size = strlen(text) + 1;
    if (memory->count == WAITING_MAX)
        return false;
    struct piece *piece = mem_alloc(sizeof *piece + size);
    piece->topic = topic;
    piece->fn = fn;
    piece->ctx = ctx;
    memcpy(piece->text, text, size);
    list_push(&memory->waiting, &piece->node);
    memory->count++;
    loop_timer_start(memory->soon, 0);
    return true;
}

/* Those that were there when it began: who hears them may tell more. */
static void on_soon(void *ctx)
{
    struct memory_news *memory = ctx;
    for (size_t left = memory->count; left > 0; left--) {
        struct piece *piece = LIST_OF(list_pop(&memory->waiting), struct piece, node);
        memory->count--;
        const struct news_ear *ear = news_ear_of(&memory->base, piece->topic);
        bool heard = ear && ear->fn;
        if (heard)
            news_take(&memory->base, piece->topic, piece->text, strlen(piece->text));
        if (piece->fn)
            piece->fn(piece->ctx, heard);
        free(piece);
    }
}

static void memory_hear(struct news *news, const char *topic)
{
    (void)topic;
    news_heard_anew(news);
}

static bool memory_hears(const struct news *news)
{
    return news->count > 0;
}

static void memory_free(struct news *news)
{
    struct memory_news *memory = (struct memory_news *)news;
    struct list_node *node;
    while ((node = list_pop(&memory->waiting)))
        free(LIST_OF(node, struct piece, node));
    loop_timer_free(memory->soon);
    free(memory);
}

static const struct news_backend memory_backend = {memory_tell, memory_hear, memory_hears,
                                                   memory_free};

struct news *news_memory_new(struct loop *loop)
{
    struct memory_news *memory = mem_alloc(sizeof *memory);
    news_init(&memory->base, &memory_backend);
    list_init(&memory->waiting);
    memory->soon = loop_timer_new(loop, on_soon, memory);
    return &memory->base;
}
