/* The world of the tests. Waiting runs the loop until a condition holds, looked at in each turn of
 * the loop; a guard of 20 s fails the test instead of hanging it. */
#include "harness.h"

#include "base/error.h"
#include "base/mem.h"
#include "base/str.h"

#include <inttypes.h>
#include <unistd.h>

enum { GUARD_MS = 20000 };

/* --- notes ----------------------------------------------------------------------------------- */

void world_note(struct world *world, const char *format, ...)
{
    char line[512];
    va_list args;
    va_start(args, format);
    vsnprintf(line, sizeof(line), format, args);
    va_end(args);
    assert_true(world->count < WORLD_LINES);
    world->lines[world->count++] = mem_strdup(line);
}

int world_at(const struct world *world, const char *line)
{
    for (size_t i = 0; i < world->count; i++)
        if (str_equal(world->lines[i], line))
            return (int)i;
    return -1;
}

bool world_has(const struct world *world, const char *line)
{
    return world_at(world, line) >= 0;
}

size_t world_times(const struct world *world, const char *start)
{
    size_t times = 0;
    for (size_t i = 0; i < world->count; i++)
        times += str_starts(world->lines[i], start);
    return times;
}

void world_clear(struct world *world)
{
    for (size_t i = 0; i < world->count; i++)
        free(world->lines[i]);
    world->count = 0;
}

static void print_lines(const struct world *world)
{
    for (size_t i = 0; i < world->count; i++)
        print_message("  %s\n", world->lines[i]);
}

/* --- waiting --------------------------------------------------------------------------------- */

struct waiting {
    struct world *world;
    bool (*cond)(struct world *world);
    const char *line;
    size_t times;
    bool late;
};

static bool holds(struct waiting *waiting)
{
    if (waiting->cond)
        return waiting->cond(waiting->world);
    return world_times(waiting->world, waiting->line) >= waiting->times;
}

static void on_prepare(void *ctx)
{
    struct waiting *waiting = ctx;
    if (holds(waiting))
        loop_stop(waiting->world->loop);
}

static void on_guard(void *ctx)
{
    struct waiting *waiting = ctx;
    waiting->late = true;
    loop_stop(waiting->world->loop);
}

static void wait_for(struct waiting *waiting)
{
    struct world *world = waiting->world;
    struct loop_timer *guard = loop_timer_new(world->loop, on_guard, waiting);
    struct loop_prepare *prepare = loop_prepare_new(world->loop, on_prepare, waiting);
    loop_timer_start(guard, GUARD_MS);
    while (!holds(waiting) && !waiting->late)
        loop_run(world->loop);
    loop_prepare_free(prepare);
    loop_timer_free(guard);
    if (waiting->late) {
        print_lines(world);
        fail_msg("waited in vain for %s", waiting->line ? waiting->line : "a condition");
    }
}

void world_wait(struct world *world, bool (*cond)(struct world *world))
{
    struct waiting waiting = {.world = world, .cond = cond};
    wait_for(&waiting);
}

void world_expect_times(struct world *world, const char *start, size_t times)
{
    struct waiting waiting = {.world = world, .line = start, .times = times};
    wait_for(&waiting);
}

void world_expect(struct world *world, const char *line)
{
    world_expect_times(world, line, 1);
}

static bool is_idle(struct world *world)
{
    struct turns_status status;
    turns_status(world->turns, &status);
    return !status.waiting && !status.outgoing && !status.backlog && !world->turns->ops &&
           !world->turns->flights && map_count(world->turns->lanes) == 0 &&
           list_empty(&world->calls);
}

void world_idle(struct world *world)
{
    world_wait(world, is_idle);
}

static bool is_done(struct world *world)
{
    return world->done;
}

void world_done(void *ctx, const struct err *err)
{
    struct world *world = ctx;
    world->done = true;
    world->err = err ? err->code : 0;
}

static void on_done(void *ctx)
{
    world_done(ctx, NULL);
}

/* --- the port -------------------------------------------------------------------------------- */

void world_reply(struct world *world, enum turn_delivery delivery)
{
    struct world_call *call = LIST_OF(list_pop(&world->calls), struct world_call, node);
    assert_non_null(call);
    int64_t told = delivery == TURN_DELIVERED ? call->message
                   : delivery == TURN_MOVED   ? WORLD_MOVED
                                              : 0;
    call->fn(call->ctx, delivery, told, delivery == TURN_DELIVERED ? NULL : "the port's words");
    free(call);
}

static void on_reply(void *ctx)
{
    struct world *world = ctx;
    enum turn_delivery delivery = TURN_DELIVERED;
    if (world->hold || list_empty(&world->calls))
        return;
    if (world->next_count) {
        delivery = world->next[0];
        world->next_count--;
        memmove(world->next, world->next + 1, world->next_count * sizeof(world->next[0]));
    }
    world_reply(world, delivery);
}

static void add_call(struct world *world, int64_t chat, int64_t message, turn_posted_fn fn,
                     void *ctx)
{
    struct world_call *call = mem_alloc(sizeof(*call));
    *call = (struct world_call){.fn = fn, .ctx = ctx, .chat = chat, .message = message};
    list_push(&world->calls, &call->node);
    loop_defer(world->loop, on_reply, world);
}

static void port_post(void *self, const struct turn_post *post, turn_posted_fn fn, void *ctx)
{
    struct world *world = self;
    if (post->message)
        world_note(world, "edit %" PRId64 " %" PRId64 " %s", post->chat, post->message, post->body);
    else
        world_note(world, "%s %" PRId64 " %s", post->push ? "push" : "send", post->chat,
                   post->body);
    world->awaited = post->awaited;
    int64_t message = post->message ? post->message : ++world->next_message;
    add_call(world, post->chat, message, fn, ctx);
}

static void port_hurry(void *self, int64_t chat)
{
    struct world *world = self;
    world->hurried = chat;
}

static void port_strip(void *self, int64_t chat, int64_t message, turn_posted_fn fn, void *ctx)
{
    world_note(self, "strip %" PRId64 " %" PRId64, chat, message);
    add_call(self, chat, message, fn, ctx);
}

static void port_call(void *self, int64_t chat, const char *body, turn_posted_fn fn, void *ctx)
{
    world_note(self, "call %" PRId64 " %s", chat, body);
    add_call(self, chat, 0, fn, ctx);
}

static void port_answer(void *self, const char *callback, const char *text, bool alert)
{
    world_note(self, "answer %s '%s'%s", callback, text, alert ? "!" : "");
}

static void port_effect(void *self, const char *lane, const char *name, const char *body)
{
    world_note(self, "effect %s %s %s", lane, name, body);
}

static void port_aside(void *self, const struct turn_aside *aside)
{
    struct world *world = self;
    world->aside = aside->number;
    world_note(world, "set aside %s for %s of %zu: %.*s", aside->handler,
               aside->lane ? aside->lane : "all", aside->lane_count,
               (int)strcspn(aside->report, "\n"), aside->report);
}

static void port_wanted(void *self, const char *id)
{
    world_note(self, "wanted %s", id);
}

/* raw is "ID ACT": what world_accept made. */
static int port_read(void *self, const char *raw, struct turn_input *ret_input, struct err *err)
{
    static char lane[64];
    static char event[512];
    (void)self;
    int id = 0;
    int at = 0;
    if (sscanf(raw, "%d %n", &id, &at) != 1)
        return err_set(err, ERR_INVALID, "no update: %s", raw);
    snprintf(lane, sizeof(lane), "player/%d", id);
    snprintf(event, sizeof(event),
             "{\"type\":\"text\",\"kind\":\"player\",\"id\":\"%d\","
             "\"act\":\"%s\"}",
             id, raw + at);
    static const struct store_payment paid = {.charge = "charge-1",
                                              .bot = WORLD_BOT,
                                              .payer = 1,
                                              .chat = 1,
                                              .payload = "yard.gift",
                                              .currency = "XTR",
                                              .amount = 50};
    *ret_input = (struct turn_input){.lane = lane, .event = event, .raw = raw};
    if (strstr(raw, "paid"))
        ret_input->payment = &paid;
    return 0;
}

/* --- updates --------------------------------------------------------------------------------- */

int world_accept(struct world *world, int id, const char *act, struct turn_input input)
{
    char raw[512];
    struct turn_input read;
    snprintf(raw, sizeof(raw), "%d %s", id, act);
    assert_int_equal(port_read(world, raw, &read, NULL), 0);
    input.bot = WORLD_BOT;
    if (!input.update)
        input.update = ++world->next_update;
    input.lane = read.lane;
    input.event = read.event;
    input.raw = raw;
    input.payment = read.payment;
    return turns_accept(world->turns, &input);
}

int64_t world_say(struct world *world, int id, const char *act)
{
    assert_int_equal(world_accept(world, id, act, (struct turn_input){0}), 0);
    return world->next_update;
}

void world_skip(struct world *world, int64_t seconds)
{
    world->done = false;
    turns_skip(world->turns, seconds, world_done, world);
    world_wait(world, is_done);
}

/* --- documents ------------------------------------------------------------------------------- */

struct reading {
    struct world *world;
    char *body;
};

static void on_docs(void *ctx, const struct store_doc *docs, size_t count, const struct err *err)
{
    struct reading *reading = ctx;
    assert_null(err);
    assert_int_equal(count, 1);
    reading->body = mem_strdup(docs->body ? docs->body : "");
    reading->world->done = true;
}

char *world_doc(struct world *world, const char *kind, const char *id)
{
    struct reading reading = {world, NULL};
    struct store_key key = {kind, id};
    world->done = false;
    store_read(world->store, &key, 1, on_docs, &reading);
    world_wait(world, is_done);
    return reading.body;
}

static void on_written(void *ctx, enum store_verdict verdict, const struct err *err)
{
    struct world *world = ctx;
    assert_null(err);
    assert_int_equal(verdict, STORE_COMMITTED);
    world->done = true;
}

void world_write(struct world *world, const char *kind, const char *id, const char *body)
{
    char name[64];
    int64_t version = store_id(world->store);
    snprintf(name, sizeof(name), "test/%" PRId64, version);
    struct store_write write = {kind, id, version, body, strlen(body), NULL, false};
    struct store_turn turn = {.event = {.kind = STORE_OTHER, .name = name},
                              .lane = "test/1",
                              .writes = &write,
                              .write_count = 1};
    world->done = false;
    store_commit(world->store, &turn, on_written, world);
    world_wait(world, is_done);
}

/* --- life ------------------------------------------------------------------------------------ */

void world_open(struct world *world)
{
    char url[160];
    struct err err = {0};
    snprintf(url, sizeof(url), "sqlite:%s", world->path);
    if (store_open(world->loop, url, &world->store, &err))
        fail_msg("%s", err.text);
    world->cache = cache_memory_new(world->loop, 1 << 20);
    struct turns_config config = {
        .loop = world->loop,
        .store = world->store,
        .cache = world->cache,
        .port = {.self = world,
                 .post = port_post,
                 .strip = port_strip,
                 .call = port_call,
                 .answer = port_answer,
                 .read = port_read,
                 .effect = port_effect,
                 .aside = port_aside,
                 .wanted = port_wanted,
                 .hurry = port_hurry},
        .guard = world->guard,
        .generation = world->generation,
        .recorded = world->recorded,
        .pushes = world->pushes,
        .chat_pushes = world->chat_pushes,
        .queue = world->queue,
        .movable_clock = true,
    };
    world->turns = turns_new(&config);
    world->done = false;
    turns_start(world->turns, world_done, world);
    world_wait(world, is_done);
    assert_int_equal(world->err, 0);
}

static void free_calls(struct world *world)
{
    while (!list_empty(&world->calls))
        world_reply(world, TURN_DOUBT); /* late: nobody cares any more */
}

void world_close(struct world *world)
{
    world->done = false;
    turns_stop(world->turns, 100, on_done, world);
    world_wait(world, is_done);
    turns_free(world->turns);
    store_close(world->store);
    free_calls(world);
    cache_free(world->cache);
    world->turns = NULL;
}

void world_kill(struct world *world)
{
    turns_halt(world->turns);
    store_close(world->store);
    turns_free(world->turns);
    free_calls(world);
    cache_free(world->cache);
    world->turns = NULL;
}

int world_setup(void **state)
{
    struct world *world = mem_alloc(sizeof(*world));
    snprintf(world->folder, sizeof(world->folder), "/tmp/bylina-turn-XXXXXX");
    assert_non_null(mkdtemp(world->folder));
    snprintf(world->path, sizeof(world->path), "%s/test.db", world->folder);
    world->loop = loop_new();
    world->generation = world_generation(world);
    world->next_message = 100;
    list_init(&world->calls);
    world_open(world);
    *state = world;
    return 0;
}

static void remove_files(const struct world *world)
{
    static const char *const endings[] = {"", "-wal", "-shm", ".lock"};
    char path[192];
    for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++) {
        snprintf(path, sizeof(path), "%s%s", world->path, endings[i]);
        unlink(path);
    }
    rmdir(world->folder);
}

int world_teardown(void **state)
{
    struct world *world = *state;
    if (world->turns)
        world_close(world);
    generation_release(world->generation);
    loop_free(world->loop);
    world_clear(world);
    remove_files(world);
    free(world);
    return 0;
}
