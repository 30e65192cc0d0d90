/* The world in memory. */
#include "world.h"

#include "cache/cache.h"
#include "cache/idqueue.h"

enum { CACHE_BYTES = 1 << 20 };

static void begin(struct sim *sim)
{
    (void)sim;
}

static void acted(struct sim *sim)
{
    (void)sim;
}

static int open_memory(struct sim *sim, struct err *err)
{
    (void)err;
    sim->store = memstore_open(sim->loop, sim->db, sim->calm ? NULL : &sim->rates.store);
    sim->cache = cache_memory_new(sim->loop, CACHE_BYTES);
    sim->queue = idqueue_memory_new(sim->loop);
    return 0;
}

static void close_store(struct sim *sim, bool crash)
{
    if (crash)
        memstore_crash(sim->store);
    else
        memstore_close(sim->store);
}

static void close_cache(struct sim *sim)
{
    cache_free(sim->cache);
    idqueue_free(sim->queue);
}

static void calm(struct sim *sim)
{
    memstore_calm(sim->store);
}

static bool write_document(struct sim *sim, const char *kind, const char *id, const char *body,
                           int64_t version)
{
    memdb_foreign(sim->db, kind, id, body, version);
    return true;
}

const struct sim_world world_memory = {
    .name = "memory",
    .begin = begin,
    .end = begin,
    .open = open_memory,
    .close_store = close_store,
    .close_cache = close_cache,
    .calm = calm,
    .write = write_document,
    .acted = acted,
};
