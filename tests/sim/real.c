/* The world of real servers: a database a run on the PostgreSQL of tests/servers/postgres.sh, which
 * is ours to crash, and a Redis of the program.
 *
 * A crash of the engine is here: its sockets are cut, nothing is sent to the servers or opened
 * there any more (pg_link_open is wrapped), and its objects go. What had been sent by then the
 * server carries out or not; the next process waits for the lock of the engine, behind which that
 * is over.
 *
 * The seed fixes the players, Telegram and the servers' faults, but not how fast real servers
 * answer: a seed is no exact repetition here, and --twice means nothing. */
#include "real.h"

#include "base/mem.h"
#include "base/str.h"
#include "cache/hot.h"
#include "cache/idqueue.h"
#include "loop.h"
#include "power.h"
#include "store/migrate.h"
#include "store/pg.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { CACHE_BYTES = 1 << 20, HURRY_MOST = 500 };
#define FAULTS_SEED 0x7265616cu

static bool is_dead; /* the process under way has crashed: pg_link_open knows no context */

int __real_pg_link_open(struct pg_place *place, enum pg_role role, PGconn **ret_link,
                        struct err *err);
int __wrap_pg_link_open(struct pg_place *place, enum pg_role role, PGconn **ret_link,
                        struct err *err);

int __wrap_pg_link_open(struct pg_place *place, enum pg_role role, PGconn **ret_link,
                        struct err *err)
{
    if (is_dead)
        return err_set(err, ERR_NETWORK, "the process is dead");
    return __real_pg_link_open(place, role, ret_link, err);
}

static struct real *of(struct sim *sim)
{
    return sim->world_state;
}

/* --- the servers ----------------------------------------------------------------------------- */

struct servers *servers_new(bool redis, bool stops, struct err *err)
{
    if (!postgres_power_here()) {
        err_set(err, ERR_NOT_FOUND,
                "--store postgres crashes its server: run it under tests/servers/postgres.sh, with "
                "BYLINA_TEST_POSTGRES unset");
        return NULL;
    }
    struct servers *servers = mem_alloc(sizeof(*servers));
    servers->stops = stops;
    if (redis)
        servers->redis = redis_server_new();
    return servers;
}

void servers_free(struct servers *servers)
{
    if (!servers)
        return;
    servers_up(servers);
    if (servers->redis)
        redis_server_free(servers->redis);
    free(servers);
}

void servers_print(const struct servers *servers)
{
    const struct servers_figures *figures = &servers->figures;
    printf("engine      %" PRId64 " updates, %" PRId64 " processes, %" PRId64 " crashes\n",
           figures->updates, figures->processes, figures->crashes);
    printf("PostgreSQL  %" PRId64 " crashes, %" PRId64 " stops, %" PRId64
           " backends killed, %" PRId64 " times connections cut, %" PRId64 " writes by others\n",
           figures->postgres_crashes, figures->postgres_stops, figures->backends_killed,
           figures->connections_cut, figures->foreign);
    if (servers->redis)
        printf("Redis       %" PRId64 " flushes, %" PRId64 " restarts, %" PRId64 " hangs; %" PRId64
               " documents found there\n",
               figures->redis_flushes, figures->redis_restarts, figures->redis_hangs,
               figures->redis_hits);
    printf("writes      %" PRId64 " told; of %" PRId64 " commits in doubt %" PRId64
           " stood, %" PRId64 " did not; compared %" PRId64 " times\n",
           figures->writes, figures->doubts, figures->stood, figures->undone, figures->compared);
}

/* --- a run ----------------------------------------------------------------------------------- */

static bool on_busy(void *ctx)
{
    return servers_at_work(ctx);
}

static void on_up(void *ctx)
{
    servers_up(ctx);
}

static void begin(struct sim *sim)
{
    struct real *real = mem_alloc(sizeof(*real));
    struct err err = {0};
    sim->world_state = real;
    real->sim = sim;
    real->servers = sim->servers;
    rng_seed(&real->chance, sim->seed ^ FAULTS_SEED);
    real->near_bytes = rng_below(&real->chance, 2) ? CACHE_BYTES : 0;
    postgres_make(real->url);
    if (migrate_bring_up(real->url, &err))
        sim_fail(sim, "%s", err.text);
    real->eye = eye_new(real->url, on_up, real->servers);
    real->mirror = mirror_new(sim, real->eye);
    struct sim_outside outside = {
        .busy = on_busy, .ctx = real, .hurry = (unsigned)rng_below(&real->chance, HURRY_MOST)};
    sim_loop_outside(sim->loop, &outside);
    sim_loop_chance(sim->loop, &real->chance);
    faults_begin(real);
}

static void add_figures(struct real *real)
{
    struct servers_figures *figures = &real->servers->figures;
    struct mirror_figures own;
    mirror_figures(real->mirror, &own);
    figures->writes += own.writes;
    figures->doubts += own.doubts;
    figures->stood += own.stood;
    figures->undone += own.undone;
    figures->compared += own.compared;
    for (struct map_at at = {0}; map_next(real->sim->db->events, &at);)
        figures->updates += str_starts(at.key, "update/");
}

static void end(struct sim *sim)
{
    struct real *real = of(sim);
    faults_end(real);
    servers_up(real->servers); /* a find ends a run at any time */
    postgres_await();
    add_figures(real);
    mirror_free(real->mirror);
    eye_free(real->eye);
    postgres_drop(real->url);
    free(real);
}

/* --- a process ------------------------------------------------------------------------------- */

/* As app/engine.c does it. */
static int open_real(struct sim *sim, struct err *err)
{
    struct real *real = of(sim);
    is_dead = false;
    int code = store_open(sim->loop, real->url, &sim->store, err);
    if (code)
        return code;
    real->servers->figures.processes++;
    mirror_settle(real->mirror);
    if (!real->servers->redis) {
        sim->cache = cache_memory_new(sim->loop, CACHE_BYTES);
        sim->queue = idqueue_memory_new(sim->loop);
        return 0;
    }
    struct hot_config hot = {
        .loop = sim->loop,
        .url = redis_server_url(real->servers->redis),
        .epoch = store_epoch(sim->store),
    };
    if (hot_new(&hot, &real->hot, err))
        return err->code;
    sim->cache = cache_redis_new(real->hot, sim->loop, real->near_bytes);
    sim->queue = idqueue_redis_new(real->hot, sim->loop, "pushes");
    return 0;
}

static void close_store(struct sim *sim, bool crash)
{
    struct real *real = of(sim);
    if (crash) {
        is_dead = true;
        real->servers->figures.crashes++;
        faults_cut(real);
    }
    struct cache_far far;
    if (cache_far(sim->cache, &far))
        real->servers->figures.redis_hits += far.hits;
    store_close(sim->store);
    hot_close(real->hot);
    cache_cancel(sim->cache);
    if (crash || real->servers->postgres_down)
        return;
    sim->store = NULL;
    eye_await_engine(real->eye); /* a commit that was lost while it stopped may be under way */
    mirror_settle(real->mirror);
}

static void close_cache(struct sim *sim)
{
    struct real *real = of(sim);
    cache_free(sim->cache);
    idqueue_free(sim->queue);
    hot_free(real->hot);
    real->hot = NULL;
}

static void calm(struct sim *sim)
{
    faults_calm(of(sim));
}

/* Not while a commit is under way: in which order the two stood could not be told. */
static bool write_document(struct sim *sim, const char *kind, const char *id, const char *body,
                           int64_t version)
{
    struct real *real = of(sim);
    const struct memdoc *doc = memdb_doc(sim->db, kind, id);
    if (real->servers->postgres_down || sim->store->pending ||
        !eye_write(real->eye, kind, id, doc->version, body, version))
        return false;
    real->servers->figures.foreign++;
    memdb_foreign(sim->db, kind, id, body, version);
    return true;
}

static void acted(struct sim *sim)
{
    faults_acted(of(sim));
}

const struct sim_world world_real = {
    .name = "postgres",
    .begin = begin,
    .end = end,
    .open = open_real,
    .close_store = close_store,
    .close_cache = close_cache,
    .calm = calm,
    .write = write_document,
    .acted = acted,
};
