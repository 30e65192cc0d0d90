/* Whole turns a second: updates of PLAYERS players go through lanes, a small Lua script (one
 * document read and written, one screen), durable commits and a port that answers at once. Run by
 * hand: bench_turn [UPDATES [RECORDED]]          (a new file in the present folder, deleted
 * afterwards) */
#include "turn/turn.h"
#include "base/clock.h"
#include "base/embedded.h"
#include "base/log.h"
#include "script/state.h"
#include "turn/rehearsal.h"
#include "turn/unit.h"

#include <inttypes.h>
#include <lauxlib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PLAYERS    1000
#define UPDATES    50000
#define AHEAD      1000 /* updates in lanes at once */
#define BATCH      100  /* as many as getUpdates brings */
#define BENCH_PATH "bench-turn.db"

struct bench {
    struct loop *loop;
    struct turns *turns;
    struct loop_prepare *prepare;
    int64_t updates;
    size_t recorded; /* for a rehearsal */
    int64_t accepted;
    int64_t posts;
    bool started;
    bool settling;
    int64_t began_us;
    int64_t began_cpu_us;
};

static const char boot[] = "local u = (...)('unit')\n"
                           "return { failed = function() end, turn = function()\n"
                           "  local id = u.event()\n"
                           "  local doc = u.read('player', id) or ('x'):rep(500) .. '0'\n"
                           "  local n = tonumber(doc:sub(501)) + 1\n"
                           "  u.write('player', id, doc:sub(1, 500) .. n)\n"
                           "  u.screen(tonumber(id), 'main', doc:sub(1, 200) .. n)\n"
                           "end }\n";

static int read_again(lua_State *L, int status, lua_KContext ctx)
{
    (void)status;
    (void)ctx;
    const char *body = NULL;
    size_t len = 0;
    enum unit_got got =
        unit_read(script_unit(L), luaL_checkstring(L, 1), luaL_checkstring(L, 2), &body, &len);
    if (got == UNIT_WAIT)
        return script_wait(L, read_again, 0);
    if (got != UNIT_THERE)
        return 0;
    lua_pushlstring(L, body, len);
    return 1;
}

static int l_read(lua_State *L)
{
    return read_again(L, LUA_OK, 0);
}

static int l_write(lua_State *L)
{
    size_t len;
    const char *body = luaL_checklstring(L, 3, &len);
    unit_write(script_unit(L), luaL_checkstring(L, 1), luaL_checkstring(L, 2), body, len);
    return 0;
}

static int l_screen(lua_State *L)
{
    unit_screen(script_unit(L), luaL_checkinteger(L, 1), luaL_checkstring(L, 2),
                luaL_checkstring(L, 3));
    return 0;
}

static int l_event(lua_State *L)
{
    lua_pushstring(L, unit_event(script_unit(L)));
    return 1;
}

static void open_unit(lua_State *L, void *ctx)
{
    static const luaL_Reg functions[] = {{"read", l_read},
                                         {"write", l_write},
                                         {"screen", l_screen},
                                         {"event", l_event},
                                         {NULL, NULL}};
    (void)ctx;
    luaL_newlib(L, functions);
    script_module(L, "unit");
}

/* --- the port: everything is delivered, in the next turn of the loop ---------------------------
 */

struct posted {
    turn_posted_fn fn;
    void *ctx;
    int64_t message;
};

static void on_posted(void *ctx)
{
    struct posted posted = *(struct posted *)ctx;
    free(ctx);
    posted.fn(posted.ctx, TURN_DELIVERED, posted.message, NULL);
}

static void port_post(void *self, const struct turn_post *post, turn_posted_fn fn, void *ctx)
{
    struct bench *bench = self;
    struct posted *posted = malloc(sizeof(*posted));
    if (!posted)
        abort();
    *posted = (struct posted){fn, ctx, post->message ? post->message : 1};
    bench->posts++;
    loop_defer(bench->loop, on_posted, posted);
}

static void port_answer(void *self, const char *callback, const char *text, bool alert)
{
    (void)self, (void)callback, (void)text, (void)alert;
}

/* --- updates --------------------------------------------------------------------------------- */

static void on_stopped(void *ctx)
{
    struct bench *bench = ctx;
    loop_stop(bench->loop);
}

static void on_settled(void *ctx, const struct err *err)
{
    struct bench *bench = ctx;
    if (err)
        fprintf(stderr, "%s\n", err->text);
    bench->settling = false;
}

static void accept_batch(struct bench *bench)
{
    char lane[32];
    char id[16];
    for (int i = 0; i < BATCH && bench->accepted < bench->updates; i++) {
        int64_t n = bench->accepted++;
        snprintf(id, sizeof(id), "%" PRId64, n * 7919 % PLAYERS + 1);
        snprintf(lane, sizeof(lane), "player/%s", id);
        struct turn_input input = {
            .bot = 1, .update = n + 1, .lane = lane, .event = id, .raw = "{}"};
        if (turns_accept(bench->turns, &input))
            abort();
    }
}

static void on_prepare(void *ctx)
{
    struct bench *bench = ctx;
    struct turns_status status;
    if (!bench->started)
        return;
    turns_status(bench->turns, &status);
    while (bench->accepted < bench->updates && bench->accepted - status.turns < AHEAD)
        accept_batch(bench);
    if (bench->accepted < bench->updates && !bench->settling) {
        bench->settling = true;
        turns_settle(bench->turns, 1000, on_settled, bench);
    }
    if (status.turns == bench->updates && status.outgoing == 0)
        loop_stop(bench->loop);
}

static void on_started(void *ctx, const struct err *err)
{
    struct bench *bench = ctx;
    if (err) {
        fprintf(stderr, "%s\n", err->text);
        exit(1);
    }
    bench->started = true;
    bench->began_us = clock_mono_us();
    bench->began_cpu_us = clock_cpu_us();
}

/* What a reload has of the loop's thread for a rehearsal. */
static void tell_recording(const struct bench *bench)
{
    struct err err = {0};
    int64_t began_us = clock_mono_us();
    int fd = turns_recording(bench->turns, &err);
    if (fd < 0)
        return;
    printf("recording: %.1f MiB handed over in %.1f ms\n",
           (double)lseek(fd, 0, SEEK_END) / (1 << 20), (double)(clock_mono_us() - began_us) / 1000);
    close(fd);
}

static void run(struct bench *bench, struct store *store, struct cache *cache,
                struct generation *generation)
{
    struct turns_config config = {
        .loop = bench->loop,
        .store = store,
        .cache = cache,
        .port = {.self = bench, .post = port_post, .answer = port_answer},
        .generation = generation,
        .recorded = bench->recorded,
    };
    bench->turns = turns_new(&config);
    bench->prepare = loop_prepare_new(bench->loop, on_prepare, bench);
    turns_start(bench->turns, on_started, bench);
    loop_run(bench->loop);
    double seconds = (double)(clock_mono_us() - bench->began_us) / 1e6;
    struct turns_status status;
    turns_status(bench->turns, &status);
    printf("turns: %" PRId64 " in %.2f s: %.0f a second; posts %" PRId64 ", conflicts %" PRId64
           ", failed %" PRId64 "; %.1f us a turn on the loop's thread\n",
           status.turns, seconds, (double)status.turns / seconds, bench->posts, status.conflicts,
           status.failed, (double)(clock_cpu_us() - bench->began_cpu_us) / (double)status.turns);
    tell_recording(bench);
    loop_prepare_free(bench->prepare);
    turns_stop(bench->turns, 1000, on_stopped, bench);
    loop_run(bench->loop);
    turns_free(bench->turns);
}

static void remove_files(void)
{
    unlink(BENCH_PATH);
    unlink(BENCH_PATH "-wal");
    unlink(BENCH_PATH "-shm");
    unlink(BENCH_PATH ".lock");
}

int main(int argc, char **argv)
{
    static const struct embedded files[] = {
        {"boot.lua", (const unsigned char *)boot, sizeof(boot) - 1}, {NULL, NULL, 0}};
    struct bench bench = {.loop = loop_new(), .updates = UPDATES};
    struct generation_config config = {.engine_lua = files, .open = open_unit};
    struct generation *generation = NULL;
    struct store *store = NULL;
    struct err err = {0};
    if (argc > 1)
        bench.updates = strtoll(argv[1], NULL, 10);
    if (argc > 2)
        bench.recorded = (size_t)strtoll(argv[2], NULL, 10);
    log_setup(LOG_CONSOLE, LOG_WARN);
    remove_files();
    if (generation_new(&config, &generation, &err) ||
        store_open(bench.loop, "sqlite:" BENCH_PATH, &store, &err)) {
        fprintf(stderr, "%s\n", err.text);
        return 1;
    }
    struct cache *cache = cache_memory_new(bench.loop, 64 << 20);
    run(&bench, store, cache, generation);
    store_close(store);
    cache_free(cache);
    generation_release(generation);
    loop_free(bench.loop);
    remove_files();
    return 0;
}
