/* News between the processes of one world: that something has happened, and to what. So a reader
 * that would find it out anyway, in its own slower way, finds it out at once.
 *
 * News may be lost at any moment (Redis is away, or just being restarted, or the reader is), and
 * nobody is told of it: nothing but haste may depend on them. They may come twice, late, and from
 * anybody who reaches the server: what they say is looked up where the truth is. Among themselves
 * the news of one process keep their order.
 *
 * Loop thread only. */
#ifndef BYLINA_CACHE_NEWS_H
#define BYLINA_CACHE_NEWS_H

#include "loop/loop.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define NEWS_TOPICS_MAX 8    /* that one process hears */
#define NEWS_TOPIC_MAX  32   /* bytes of its name */
#define NEWS_WORDS_MAX  4096 /* bytes: longer words are neither told nor heard */

struct hot;
struct news;

/* In this process alone: what is told is heard here, soon. */
struct news *news_memory_new(struct loop *loop);
/* By way of Redis (the publish and subscribe of its channels "bylina:EPOCH:news:TOPIC"), among all
 * that have the same database. Telling goes over hot's connection; hearing has its own, which is
 * made with the first topic. */
struct news *news_redis_new(struct hot *hot);
/* Before hot_free. Those who are to be told how many have heard are not. NULL is fine. */
void news_free(struct news *news);

/* `words`: valid UTF-8 without control characters, at most NEWS_WORDS_MAX bytes, perhaps none; good
 * for the call. `own`: this process has told it. Never from within news_tell. */
typedef void (*news_fn)(void *ctx, const char *words, bool own);
/* A topic is a constant of its user's, heard by one at a time; fn NULL: no more. */
void news_hear(struct news *news, const char *topic, news_fn fn, void *ctx);

/* So many processes hear that topic, this one among them; -1: not known. */
typedef void (*news_told_fn)(void *ctx, int64_t count);
/* False: not told, and fn is not called (Redis is away, or these are no words). fn may be NULL. */
bool news_tell(struct news *news, const char *topic, const char *words, news_told_fn fn, void *ctx);

/* fn(ctx) each time that all topics are heard anew: what was told before may be lost. From then on
 * nothing is until the next time, as far as anybody knows. At once if it is so already. */
void news_on_heard(struct news *news, loop_fn fn, void *ctx);

struct news_stats {
    bool hears; /* all topics; there is one at least */
    int64_t told;
    int64_t heard;
    int64_t ignored; /* that came and were no news */
};
void news_stats(const struct news *news, struct news_stats *ret_stats);

#endif
