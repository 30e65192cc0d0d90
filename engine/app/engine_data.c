/* What the engine keeps and where: the database, which is the truth, and what is kept near beside
 * it, in this process or in Redis: copies, news, rates, and the order of what waits. */
#include "app/engine_inner.h"

#include "app/migrating.h"
#include "base/log.h"
#include "cache/news.h"

#include <unistd.h>

#define OPEN_TRIES 8 /* so often a database that cannot be reached is tried */
#define OPEN_MS    500

static int open_store(struct engine *engine)
{
    int code = migrating_at_start(engine->config, &engine->err);
    if (code)
        return code;
    return store_open(engine->loop, engine->config->database_url, &engine->store, &engine->err);
}

/* A server that is just being restarted is waited for, a few seconds. Nothing runs yet. */
int engine_open_store(struct engine *engine)
{
    int code = open_store(engine);
    for (int i = 1; code == ERR_NETWORK && i < OPEN_TRIES; i++) {
        log_warn("app", LOG_T("the database does not answer yet"), LOG_S("error", engine->err.text),
                 LOG_I("again_in_ms", OPEN_MS));
        usleep(OPEN_MS * 1000);
        engine->err = (struct err){0};
        code = open_store(engine);
    }
    return code;
}

int engine_open_cache(struct engine *engine)
{
    struct hot_config hot = {
        .loop = engine->loop,
        .url = engine->config->redis_url,
        .epoch = store_epoch(engine->store),
    };
    size_t near = (size_t)engine->config->cache_mb << 20;
    if (!*hot.url) {
        engine->cache = cache_memory_new(engine->loop, near);
        engine->news = news_memory_new(engine->loop);
        engine->pushes = idqueue_memory_new(engine->loop);
        engine->broadcasts = idqueue_memory_new(engine->loop);
        return 0;
    }
    if (hot_new(&hot, &engine->hot, &engine->err))
        return err_prefix(&engine->err, "REDIS_URL");
    engine->throttle = throttle_new(engine->hot);
    engine->news = news_redis_new(engine->hot);
    engine->cache = cache_redis_new(engine->hot, engine->loop, near);
    engine->pushes = idqueue_redis_new(engine->hot, engine->loop, "pushes");
    engine->broadcasts = idqueue_redis_new(engine->hot, engine->loop, "broadcasts");
    return 0;
}

void engine_close_cache(struct engine *engine)
{
    cache_free(engine->cache);
    news_free(engine->news);
    idqueue_free(engine->pushes);
    idqueue_free(engine->broadcasts);
    throttle_free(engine->throttle);
    hot_free(engine->hot);
}
