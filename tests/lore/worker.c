/* One process of several that write lore into one database: for tests that run four of them.
 *
 *     lore_worker DATABASE owner|beside GEMINI_URL KEY ID WAITERS LEASE_MS [REDIS_URL]
 *
 * The owner makes the database, and a turn for each of the WAITERS players that wants ID; the
 * others open it beside him. Each prints "ready", waits for a line, and then wants ID for its
 * WAITERS players; "waits", once it rests because another process has claimed the text. When the
 * text is kept each of them reads it: "got COUNT BODY". What its pipeline tells is "news KIND";
 * "heard ID": another has told it that it has changed a text. With the end of its input it stops.
 */
#include "base/mem.h"
#include "base/str.h"
#include "cache/hot.h"
#include "cache/news.h"
#include "gemini/gemini.h"
#include "gemini/price.h"
#include "http/client.h"
#include "lore/judge.h"
#include "lore/lore.h"
#include "store/commit.h"
#include "store/migrate.h"
#include "json/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LOOK_MS 20
#define TOPIC   "lore"

static const char BRIEF[] =
    "{\"kind\":\"item\",\"language\":\"en\",\"system\":\"Describe a thing in two or three "
    "sentences.\",\"user\":\"{\\\"id\\\":\\\"sword\\\"}\",\"schema\":{\"type\":\"object\","
    "\"properties\":{\"text\":{\"type\":\"string\"}},\"required\":[\"text\"]},\"max_tokens\":400,"
    "\"prompt\":\"0123\",\"fields\":{\"text\":{\"type\":\"text\",\"min\":20,\"max\":900}},"
    "\"never\":[],\"given\":{\"numbers\":[],\"names\":[]}}";
static const char PRICES[] = "{\"models\":{\"m\":[{\"from\":\"2026-01-01\",\"input\":1,"
                             "\"output\":1}]},\"aliases\":{}}";

struct worker {
    struct loop *loop;
    struct store *store;
    struct lore *lore;
    struct hot *hot;   /* NULL: nothing is told, */
    struct news *news; /* nor heard */
    const char *id;
    int waiters;
    int committed;
    int reading;
    int got;
    bool waits; /* it has said so */
    struct loop_timer *look;
    struct loop_watch *input;
    char *body;
};

static _Noreturn void die(const char *what, const struct err *err)
{
    fprintf(stderr, "lore_worker: %s: %s\n", what, err ? err->text : "");
    exit(1);
}

/* --- the port -------------------------------------------------------------------------------- */

static void on_brief(void *self, const char *request, lore_brief_fn fn, void *ctx)
{
    (void)self;
    (void)request;
    fn(ctx, BRIEF, strlen(BRIEF), NULL);
}

static void on_tell(void *self, const struct lore_news *news)
{
    (void)self;
    printf("news %d\n", news->kind);
}

static void on_changed(void *self, const char *id)
{
    const struct worker *worker = self;
    if (worker->news)
        news_tell(worker->news, TOPIC, id, NULL, NULL);
}

static void on_heard(void *ctx, const char *id, bool own)
{
    const struct worker *worker = ctx;
    if (own)
        return;
    printf("heard %s\n", id);
    lore_heard(worker->lore, id);
}

/* --- waiting --------------------------------------------------------------------------------- */

static void tell_waiting(struct worker *worker, const struct store_lore *row)
{
    struct lore_status status;
    lore_status(worker->lore, &status);
    if (worker->waits || !row->lease_ms || status.working || !status.waited)
        return;
    worker->waits = true;
    puts("waits");
}

static void on_read(void *ctx, const struct store_lore *row, const struct err *err)
{
    struct worker *worker = ctx;
    if (err || !row)
        die("the row cannot be read", err);
    if (row->state == STORE_LORE_KEPT) {
        worker->got++;
        if (!worker->body)
            worker->body = mem_strdup(row->body);
    }
    if (--worker->reading)
        return;
    if (worker->got < worker->waiters) {
        worker->got = 0;
        tell_waiting(worker, row);
        loop_timer_start(worker->look, LOOK_MS);
        return;
    }
    printf("got %d %s\n", worker->got, worker->body);
}

static void on_look(void *ctx)
{
    struct worker *worker = ctx;
    worker->reading = worker->waiters;
    for (int i = 0; i < worker->waiters; i++)
        store_lore_get(worker->store, worker->id, on_read, worker);
}

static void on_input(void *ctx, int events)
{
    struct worker *worker = ctx;
    char line[16];
    (void)events;
    if (read(STDIN_FILENO, line, sizeof line) <= 0) {
        loop_stop(worker->loop);
        return;
    }
    for (int i = 0; i < worker->waiters; i++)
        lore_wanted(worker->lore, worker->id);
    loop_timer_start(worker->look, LOOK_MS);
}

/* --- wants ----------------------------------------------------------------------------------- */

static void on_committed(void *ctx, enum store_verdict verdict, const struct err *err)
{
    struct worker *worker = ctx;
    if (verdict != STORE_COMMITTED)
        die("a want is not committed", err);
    if (++worker->committed == worker->waiters)
        loop_stop(worker->loop);
}

struct wish {
    char name[32];
    char player[32];
    struct store_want want;
    struct store_turn turn;
};

static void commit_wants(struct worker *worker)
{
    struct wish *wishes = mem_array((size_t)worker->waiters, sizeof *wishes);
    for (int i = 0; i < worker->waiters; i++) {
        struct wish *wish = &wishes[i];
        snprintf(wish->name, sizeof wish->name, "want/%d", i);
        snprintf(wish->player, sizeof wish->player, "player/%d", i);
        wish->want = (struct store_want){.id = worker->id,
                                         .kind = "item",
                                         .entity = "sword",
                                         .language = "en",
                                         .attributes = "{}",
                                         .facts = "{\"id\":\"sword\"}",
                                         .discoverer = wish->player + strlen("player/"),
                                         .discovered = 1000};
        wish->turn = (struct store_turn){.event = {.kind = STORE_OTHER, .name = wish->name},
                                         .lane = wish->player,
                                         .now = 1000,
                                         .wants = &wish->want,
                                         .want_count = 1};
        store_commit(worker->store, &wish->turn, on_committed, worker);
    }
    loop_run(worker->loop);
    free(wishes);
}

/* --- life ------------------------------------------------------------------------------------ */

static void open_store(struct worker *worker, const char *url, bool owner)
{
    struct err err = {0};
    if (owner && migrate_bring_up(url, &err))
        die("no schema", &err);
    int code = owner ? store_open(worker->loop, url, &worker->store, &err)
                     : store_open_beside(worker->loop, url, &worker->store, &err);
    if (code)
        die("no database", &err);
    if (owner)
        commit_wants(worker);
}

static void on_hears(void *ctx)
{
    struct worker *worker = ctx;
    loop_stop(worker->loop);
}

static void open_news(struct worker *worker, const char *url)
{
    struct err err = {0};
    struct hot_config config = {worker->loop, url, store_epoch(worker->store)};
    if (hot_new(&config, &worker->hot, &err))
        die("no news", &err);
    worker->news = news_redis_new(worker->hot);
    news_hear(worker->news, TOPIC, on_heard, worker);
    news_on_heard(worker->news, on_hears, worker);
    loop_run(worker->loop);
    news_on_heard(worker->news, NULL, NULL);
}

int main(int argc, char **argv)
{
    struct worker worker = {.loop = loop_new()};
    struct err err = {0};
    json *table = NULL;
    struct prices *prices = NULL;
    if (argc != 8 && argc != 9)
        die("DATABASE owner|beside GEMINI_URL KEY ID WAITERS LEASE_MS [REDIS_URL]", NULL);
    setvbuf(stdout, NULL, _IOLBF, 0);
    worker.id = argv[5];
    worker.waiters = (int)strtol(argv[6], NULL, 10);
    open_store(&worker, argv[1], str_equal(argv[2], "owner"));
    if (json_parse(PRICES, strlen(PRICES), &table, &err) || prices_new(table, &prices, &err))
        die("prices", &err);
    struct http_client *client = http_client_new(worker.loop);
    struct gemini *gemini = gemini_new(&(struct gemini_config){.loop = worker.loop,
                                                               .client = client,
                                                               .url = argv[3],
                                                               .version = "v1beta",
                                                               .key = argv[4],
                                                               .model = "m"});
    struct lore_judge *judge = lore_judge_new(NULL, &err);
    struct lore_config config = {
        .loop = worker.loop,
        .store = worker.store,
        .gemini = gemini,
        .judge = judge,
        .prices = prices,
        .port = {.self = &worker, .brief = on_brief, .tell = on_tell, .changed = on_changed},
        .models = {"m"},
        .model_count = 1,
        .lease_ms = strtol(argv[7], NULL, 10)};
    worker.lore = lore_new(&config);
    if (argc == 9)
        open_news(&worker, argv[8]);
    worker.look = loop_timer_new(worker.loop, on_look, &worker);
    worker.input = loop_watch_new(worker.loop, STDIN_FILENO, on_input, &worker);
    loop_watch_set(worker.input, LOOP_READ);
    puts("ready");
    loop_run(worker.loop);
    lore_halt(worker.lore);
    gemini_free(gemini);
    store_close(worker.store);
    lore_free(worker.lore);
    news_free(worker.news);
    hot_close(worker.hot);
    hot_free(worker.hot);
    http_client_free(client);
    prices_free(prices);
    json_free(table);
    lore_judge_free(judge);
    loop_timer_free(worker.look);
    loop_watch_free(worker.input);
    loop_free(worker.loop);
    free(worker.body);
    return 0;
}
