/* What holds for all backends: who hears what, and what counts as news. On the way a piece of news
 * is one text, "SENDER WORDS": 16 hex digits that each process draws by chance at its start, and
 * behind a blank what is told. Whatever looks otherwise is passed over, counted, and said once in
 * the life of the process: a channel is open to all who reach the server. */
#include "cache/news_inner.h"

#include "base/log.h"
#include "base/mem.h"
#include "base/rng.h"
#include "base/str.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HEAD_LEN (NEWS_SELF_LEN + 1)

void news_init(struct news *news, const struct news_backend *backend)
{
    uint64_t chance = 0;
    rng_secret(&chance, sizeof chance);
    news->backend = backend;
    snprintf(news->self, sizeof news->self, "%016" PRIx64, chance);
}

void news_free(struct news *news)
{
    if (news)
        news->backend->free(news);
}

static bool are_words(const char *words, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)words[i] < ' ' || words[i] == 0x7f)
            return false;
    return len <= NEWS_WORDS_MAX && utf8_valid(words, len);
}

/* --- out ------------------------------------------------------------------------------------- */

bool news_tell(struct news *news, const char *topic, const char *words, news_told_fn fn, void *ctx)
{
    assert(strlen(topic) <= NEWS_TOPIC_MAX);
    if (!are_words(words, strnlen(words, NEWS_WORDS_MAX + 1)))
        return false;
    char *text = mem_printf("%s %s", news->self, words);
    bool told = news->backend->tell(news, topic, text, fn, ctx);
    news->stats.told += told;
    free(text);
    return told;
}

/* --- in -------------------------------------------------------------------------------------- */

struct news_ear *news_ear_of(struct news *news, const char *topic)
{
    for (size_t i = 0; i < news->count; i++)
        if (str_equal(news->ears[i].topic, topic))
            return &news->ears[i];
    return NULL;
}

void news_hear(struct news *news, const char *topic, news_fn fn, void *ctx)
{
    struct news_ear *ear = news_ear_of(news, topic);
    bool is_new = !ear;
    assert(strlen(topic) <= NEWS_TOPIC_MAX);
    if (is_new) {
        assert(news->count < NEWS_TOPICS_MAX);
        ear = &news->ears[news->count++];
    }
    *ear = (struct news_ear){topic, fn, ctx};
    if (is_new)
        news->backend->hear(news, topic);
}

static bool is_head(const char *text, size_t len)
{
    return len >= HEAD_LEN && text[NEWS_SELF_LEN] == ' ' &&
           strspn(text, "0123456789abcdef") == NEWS_SELF_LEN;
}

void news_take(struct news *news, const char *topic, const char *text, size_t len)
{
    const struct news_ear *ear = news_ear_of(news, topic);
    if (!ear || !is_head(text, len) || !are_words(text + HEAD_LEN, len - HEAD_LEN)) {
        news->stats.ignored++;
        if (!news->odd)
            log_warn("cache", LOG_T("what came as news is none: it is passed over"),
                     LOG_S("topic", ear ? ear->topic : "?"), LOG_I("bytes", (int64_t)len));
        news->odd = true;
        return;
    }
    news->stats.heard++;
    if (ear->fn)
        ear->fn(ear->ctx, text + HEAD_LEN, strncmp(text, news->self, NEWS_SELF_LEN) == 0);
}

/* --- the rest -------------------------------------------------------------------------------- */

void news_heard_anew(struct news *news)
{
    if (news->on_heard)
        news->on_heard(news->ctx);
}

void news_on_heard(struct news *news, loop_fn fn, void *ctx)
{
    news->on_heard = fn;
    news->ctx = ctx;
    if (fn && news->backend->hears(news))
        fn(ctx);
}

void news_stats(const struct news *news, struct news_stats *ret_stats)
{
    *ret_stats = news->stats;
    ret_stats->hears = news->backend->hears(news);
}
