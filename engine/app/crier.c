/* A connection of its own for the time of the command. Its caller's loop has nothing else to do
 * meanwhile, so that waiting is running it until the timer or the answer stops it. */
#include "app/crier.h"

#include "base/clock.h"
#include "base/mem.h"
#include "cache/hot.h"

#include <stdlib.h>

#define LOOK_MS 10

struct crier {
    struct crier_config config;
    struct hot *hot;
    struct news *news;
    struct loop_timer *timer;
    int64_t told; /* how many have heard it, */
    bool answered;
};

static void on_timer(void *ctx)
{
    struct crier *crier = ctx;
    loop_stop(crier->config.loop);
}

static void turn_loop(struct crier *crier)
{
    loop_timer_start(crier->timer, LOOK_MS);
    loop_run(crier->config.loop);
}

static bool is_ready(const struct crier *crier)
{
    struct hot_stats hot;
    struct news_stats news;
    hot_stats(crier->hot, &hot);
    news_stats(crier->news, &news);
    return hot.up && (news.hears || !crier->config.hears);
}

int crier_new(const struct crier_config *config, int64_t wait_ms, struct crier **ret_crier,
              struct err *err)
{
    struct hot_config hot = {config->loop, config->url, config->epoch};
    struct crier *crier = mem_alloc(sizeof *crier);
    crier->config = *config;
    int code = hot_new(&hot, &crier->hot, err);
    if (code) {
        free(crier);
        return code;
    }
    crier->news = news_redis_new(crier->hot);
    crier->timer = loop_timer_new(config->loop, on_timer, crier);
    if (config->hears)
        news_hear(crier->news, config->hears, config->fn, config->ctx);
    int64_t end = clock_mono_ms() + wait_ms;
    while (!is_ready(crier) && clock_mono_ms() < end)
        turn_loop(crier);
    if (!is_ready(crier)) {
        crier_free(crier);
        return err_set(err, ERR_TIMEOUT, "Redis does not answer: look at REDIS_URL");
    }
    *ret_crier = crier;
    return 0;
}

static void on_told(void *ctx, int64_t count)
{
    struct crier *crier = ctx;
    crier->told = count;
    crier->answered = true;
    loop_stop(crier->config.loop);
}

void crier_wait(struct crier *crier, const bool *done, int64_t wait_ms)
{
    int64_t end = clock_mono_ms() + wait_ms;
    while (!*done && clock_mono_ms() < end)
        turn_loop(crier);
}

int64_t crier_cry(struct crier *crier, const char *topic, const char *words, int64_t wait_ms)
{
    crier->answered = false;
    if (!news_tell(crier->news, topic, words, on_told, crier))
        return -1;
    crier_wait(crier, &crier->answered, wait_ms);
    return crier->answered ? crier->told : -1;
}

void crier_free(struct crier *crier)
{
    if (!crier)
        return;
    news_free(crier->news);
    hot_close(crier->hot);
    hot_free(crier->hot);
    loop_timer_free(crier->timer);
    free(crier);
}
