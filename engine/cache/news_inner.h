/* What the files of news share. Private to cache/. */
#ifndef BYLINA_CACHE_NEWS_INNER_H
#define BYLINA_CACHE_NEWS_INNER_H

#include "cache/news.h"

#define NEWS_SELF_LEN 16

struct news_ear {
    const char *topic;
    news_fn fn; /* NULL: nobody hears it any more */
    void *ctx;
};

/* What a backend does. `news` is its own struct, whose first field is a struct news. */
struct news_backend {
    /* `text`: what is told, with who tells it. */
    bool (*tell)(struct news *news, const char *topic, const char *text, news_told_fn fn,
                 void *ctx);
    void (*hear)(struct news *news, const char *topic); /* one more */
    bool (*hears)(const struct news *news);             /* all of them */
    void (*free)(struct news *news);
};

struct news {
    const struct news_backend *backend;
    struct news_ear ears[NEWS_TOPICS_MAX];
    size_t count;
    char self[NEWS_SELF_LEN + 1]; /* 16 hex digits that tell this process from others */
    bool odd;                     /* that something was ignored has been said */
    loop_fn on_heard;
    void *ctx;
    struct news_stats stats;
};

void news_init(struct news *news, const struct news_backend *backend);
struct news_ear *news_ear_of(struct news *news, const char *topic); /* NULL: there was never one */
/* What a backend has received; from anybody. */
void news_take(struct news *news, const char *topic, const char *text, size_t len);
void news_heard_anew(struct news *news); /* all topics are */

#endif
