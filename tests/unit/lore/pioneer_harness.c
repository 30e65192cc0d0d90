/* See pioneer.h. */
#include "pioneer.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/commit.h"
#include "store/migrate.h"
#include "json/json.h"

#if __has_include("postgres.h")
#include "postgres.h" /* of a program that runs beside a server, too */
#endif

#include <inttypes.h>
#include <unistd.h>

struct world world;

/* --- the client ------------------------------------------------------------------------------ */

struct gemini_call *__wrap_gemini_send(struct gemini *gemini, const struct gemini_ask *ask);
void __wrap_gemini_cancel(struct gemini_call *call);

struct gemini_call *__wrap_gemini_send(struct gemini *gemini, const struct gemini_ask *ask)
{
    (void)gemini;
    assert_true(world.call_count < CALLS_MAX);
    struct call *call = &world.calls[world.call_count++];
    *call = (struct call){.on_done = ask->on_done,
                          .ctx = ask->ctx,
                          .model = mem_strdup(ask->model),
                          .user = mem_strdup(ask->parts[0]),
                          .billed_max = ask->billed_max,
                          .seed = ask->seed,
                          .open = true};
    str_copy(call->thinking, sizeof call->thinking, ask->thinking ? ask->thinking : "");
    loop_stop(world.loop);
    return (struct gemini_call *)call;
}

void __wrap_gemini_cancel(struct gemini_call *call)
{
    ((struct call *)call)->cancelled = true;
    loop_stop(world.loop);
}

void __wrap_store_lore_behind_load(struct store *store, int64_t after, int64_t limit,
                                   store_lore_fn fn, void *ctx);
void __real_store_lore_behind_load(struct store *store, int64_t after, int64_t limit,
                                   store_lore_fn fn, void *ctx);

void __wrap_store_lore_behind_load(struct store *store, int64_t after, int64_t limit,
                                   store_lore_fn fn, void *ctx)
{
    world.scans++;
    world.held = fn;
    world.held_ctx = ctx;
    if (!world.holds_reads)
        __real_store_lore_behind_load(store, after, limit, fn, ctx);
}

void begin_call(const struct lore_config *config)
{
    world.lore = lore_new(config);
    want(SWORD);
    lore_wanted(world.lore, SWORD);
    wait_calls(1);
}

void answer(size_t at, struct gemini_answer answer)
{
    struct call *call = &world.calls[at];
    assert_true(call->open);
    call->open = false;
    answer.words = answer.words ? answer.words : "";
    answer.reason = answer.reason ? answer.reason : "";
    answer.text = answer.text ? answer.text : "";
    answer.len = strlen(answer.text);
    answer.model = call->model;
    answer.model_version = call->model;
    answer.tries = answer.tries ? answer.tries : 1;
    answer.billed = answer.unknown + (answer.end != GEMINI_WRONG && answer.end != GEMINI_BUSY);
    answer.usage = (struct gemini_usage){.prompt = 100, .candidates = 50, .total = 150};
    call->on_done(call->ctx, &answer);
}

void says(size_t at, const char *text)
{
    answer(at, (struct gemini_answer){.end = GEMINI_OK, .text = text, .reason = "STOP"});
}

/* --- the scripts and the turns ---------------------------------------------------------------- */

static void on_brief(void *self, const char *request, lore_brief_fn fn, void *ctx)
{
    json *asked = NULL;
    struct buf brief;
    struct err err = {0};
    (void)self;
    world.briefs++;
    if (world.no_brief) {
        err_set(&err, ERR_NOT_FOUND, "there is no content/prompts/item.lua");
        fn(ctx, NULL, 0, &err);
        return;
    }
    assert_int_equal(json_parse(request, strlen(request), &asked, NULL), 0);
    str_copy(world.repair, sizeof world.repair, json_str(json_get(asked, "repair"), "wrong", ""));
    buf_init(&brief, 4096);
    buf_addf(&brief,
             "{\"kind\":\"%s\",\"language\":\"%s\",\"system\":\"Describe it.\",\"user\":\"%s\","
             "\"schema\":{},\"max_tokens\":400,\"prompt\":\"%s\","
             "\"fields\":{\"text\":{\"type\":\"text\",\"min\":20,\"max\":300}},\"never\":[],"
             "\"given\":{\"numbers\":[],\"names\":[]}}",
             json_str(asked, "kind", ""), json_str(asked, "language", ""),
             json_str(asked, "entity", ""), world.prompt);
    fn(ctx, brief.data, brief.len, NULL);
    buf_done(&brief);
    json_free(asked);
}

static void on_published(void *ctx)
{
    const struct store_lore *row = ctx;
    lore_published(world.lore, row->row, row->revision);
}

static void on_tell(void *self, const struct lore_news *news)
{
    assert_true(world.news_count < NEWS_MAX);
    struct news *kept = &world.news[world.news_count++];
    kept->kind = news->kind;
    str_copy(kept->id, sizeof kept->id, news->id);
    str_copy(kept->reason, sizeof kept->reason, news->reason ? news->reason : "");
    str_copy(kept->body, sizeof kept->body, news->row && news->row->body ? news->row->body : "");
    kept->state = news->row ? news->row->state : STORE_LORE_WANTED;
    kept->wait_ms = news->wait_ms;
    if (news->kind == LORE_NEWS_TEXT && self != &world.other)
        on_published((void *)(uintptr_t)news->row);
    loop_stop(world.loop);
}

/* --- the world -------------------------------------------------------------------------------- */

static void on_guard(void *ctx)
{
    (void)ctx;
    fail_msg("what is waited for never comes: %zu calls, %zu news", world.call_count,
             world.news_count);
}

void pioneer_wait_begin(void)
{
    loop_timer_start(world.guard, PATIENCE_S * 1000);
}

void wait_calls(size_t count)
{
    pioneer_wait_begin();
    while (world.call_count < count)
        loop_run(world.loop);
}

const struct news *wait_news(size_t count)
{
    pioneer_wait_begin();
    while (world.news_count < count)
        loop_run(world.loop);
    return &world.news[count - 1];
}

void on_answered(void *ctx)
{
    (void)ctx;
    world.answered = true;
    loop_stop(world.loop);
}

const struct news *next_news(void)
{
    return wait_news(world.news_count + 1);
}

void want_till_called(const char *id, size_t calls)
{
    pioneer_wait_begin();
    while (world.call_count < calls) {
        size_t told = world.news_count;
        lore_wanted(world.lore, id);
        while (world.call_count < calls && world.news_count == told)
            loop_run(world.loop);
    }
}

static void on_committed(void *ctx, enum store_verdict verdict, const struct err *err)
{
    (void)ctx;
    (void)err;
    assert_int_equal(verdict, STORE_COMMITTED);
    on_answered(NULL);
}

void wait_answer(void)
{
    pioneer_wait_begin();
    while (!world.answered)
        loop_run(world.loop);
    world.answered = false;
}

void want(const char *id)
{
    want_of(id, "1001");
}

void want_of(const char *id, const char *player)
{
    char name[48];
    snprintf(name, sizeof name, "want/%d", ++world.wants);
    const char *entity = strrchr(id, '.') + 1;
    struct store_want wanted = {.id = id,
                                .kind = "item",
                                .entity = entity,
                                .language = "en",
                                .attributes = "{}",
                                .facts = "{\"id\":\"x\"}",
                                .discoverer = player,
                                .discovered = 1000};
    struct store_turn turn = {.event = {.kind = STORE_OTHER, .name = name},
                              .lane = "player/1001",
                              .now = 1000,
                              .wants = &wanted,
                              .want_count = 1};
    store_commit(world.store, &turn, on_committed, NULL);
    wait_answer();
}

static void on_row(void *ctx, const struct store_lore *row, const struct err *err)
{
    (void)ctx;
    assert_null(err);
    assert_non_null(row);
    world.row = *row;
    static char refusal[64];
    str_copy(refusal, sizeof refusal, row->refusal ? row->refusal : "");
    world.row.refusal = refusal;
    on_answered(NULL);
}

const struct store_lore *row_of(const char *id)
{
    store_lore_get(world.store, id, on_row, NULL);
    wait_answer();
    return &world.row;
}

struct lore_config config_of(void *self)
{
    return (struct lore_config){
        .loop = world.loop,
        .store = world.store,
        .gemini = (struct gemini *)&world, /* never looked into */
        .judge = world.judge,
        .prices = world.prices,
        .port = {.self = self, .brief = on_brief, .tell = on_tell},
        .models = {"dear", "cheap"},
        .model_count = 2,
        .lease_ms = 300,
        .deadline_ms = 15000,
        .slow_ms = 10000,
    };
}

/* In the folder; or, under tests/servers/postgres.sh, on its server. */
static void make_database(void)
{
    struct err err = {0};
    snprintf(world.url, sizeof world.url, "sqlite:%s/world.db", world.folder);
#ifdef BYLINA_TESTS_SERVERS_POSTGRES_H
    if (str_equal(getenv("BYLINA_TEST_STORE"), "postgres"))
        postgres_make(world.url);
#endif
    if (migrate_bring_up(world.url, &err))
        fail_msg("%s", err.text);
}

int set_up(void **state)
{
    static const char TABLE[] = "{\"models\":{\"dear\":[{\"from\":\"2026-01-01\",\"input\":1,"
                                "\"output\":100}],\"cheap\":[{\"from\":\"2026-01-01\",\"input\":"
                                "0.01,\"output\":1}]},\"aliases\":{}}";
    struct err err = {0};
    json *table = NULL;
    (void)state;
    memset(&world, 0, sizeof world);
    world.prompt = "p1";
    snprintf(world.folder, sizeof world.folder, "/tmp/bylina-pioneer-XXXXXX");
    assert_non_null(mkdtemp(world.folder));
    make_database();
    world.loop = loop_new();
    if (store_open(world.loop, world.url, &world.store, &err))
        fail_msg("%s", err.text);
    world.judge = lore_judge_new(NULL, &err);
    assert_int_equal(json_parse(TABLE, strlen(TABLE), &table, &err), 0);
    assert_int_equal(prices_new(table, &world.prices, &err), 0);
    json_free(table);
    world.guard = loop_timer_new(world.loop, on_guard, NULL);
    return 0;
}

int tear_down(void **state)
{
    (void)state;
    lore_halt(world.lore);
    lore_halt(world.other);
    store_close(world.store);
    lore_free(world.lore);
    lore_free(world.other);
    lore_free(world.dead);
    prices_free(world.prices);
    lore_judge_free(world.judge);
    for (size_t i = 0; i < world.call_count; i++) {
        free(world.calls[i].model);
        free(world.calls[i].user);
    }
    loop_timer_free(world.guard);
    loop_free(world.loop);
    char *line = mem_printf("rm -r %s", world.folder);
    int code = system(line); /* NOLINT: a folder of our own */
    free(line);
    return code;
}
