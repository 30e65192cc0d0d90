/* A world with many texts of lore: how long a hit takes, from the database and through the unit of
 * work with a cache that holds a part of them; what a claim and a judge's look at recent texts cost
 * among so many rows. No network is touched by any of it. Arguments: how many (1000000), and the
 * database. Each line: what, how many, p50 and p99 in microseconds. */
#include "base/clock.h"
#include "base/mem.h"
#include "base/rng.h"
#include "cache/cache.h"
#include "loop/loop.h"
#include "store/lore_review.h"
#include "store/waiting.h"
#include "turn/unit.h"
#include "turn/unit_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BENCH_PATH  "bench_lore.db"
#define BATCH       4000 /* documents of one turn, and texts of imports under way */
#define READS       50000
#define CLAIMS      300
#define CACHE_BYTES ((size_t)256 << 20)
#define TEXT        "Меч сей выкован в муромской кузне из болотной руды и закалён в росе."

struct bench {
    struct loop *loop;
    struct store *store;
    struct cache *cache;
    struct rng rng;
    int64_t count;
    size_t waiting;
    struct unit *unit; /* whose document is read */
    struct store_lore_settle settle;
    int64_t us[READS];
};

struct text {
    char id[40];
    char body[512];
    char attributes[48];
    size_t len;
};

static const char *const kinds[] = {"item", "room", "monster", "rumour"};

/* --- filling --------------------------------------------------------------------------------- */

static void completed(struct bench *bench, const struct err *err)
{
    if (err) {
        fprintf(stderr, "bench_lore: %s\n", err->text);
        exit(1);
    }
    if (!--bench->waiting)
        loop_stop(bench->loop);
}

static void wait_all(struct bench *bench)
{
    while (bench->waiting)
        loop_run(bench->loop);
}

static void on_commit(void *ctx, enum store_verdict verdict, const struct err *err)
{
    (void)verdict;
    completed(ctx, err);
}

static void on_imported(void *ctx, size_t taken, const struct err *err)
{
    (void)taken;
    completed(ctx, err);
}

static void id_of(char id[40], int64_t n)
{
    uint32_t hash = (uint32_t)n * 2654435761u;
    snprintf(id, 40, "%s.ru.%08x%08x", kinds[n % 4], hash, (unsigned)n);
}

static void make_text(struct text *text, int64_t n)
{
    id_of(text->id, n);
    snprintf(text->attributes, sizeof(text->attributes), "{\"rarity\":%d,\"n\":%lld}", (int)(n % 5),
             (long long)n);
    text->len = (size_t)snprintf(text->body, sizeof(text->body),
                                 "{\"row\":%lld,\"revision\":1,\"text\":{\"text\":\"%s %s %lld\"}}",
                                 (long long)n + 1, TEXT, TEXT, (long long)n);
}

static void put_documents(struct bench *bench, const struct text *texts)
{
    struct store_write *writes = mem_array(BATCH, sizeof(*writes));
    for (int i = 0; i < BATCH; i++)
        writes[i] = (struct store_write){
            "_lore", texts[i].id, store_id(bench->store), texts[i].body, texts[i].len, NULL, false};
    struct store_turn turn = {
        .event = {STORE_UPDATE, 1, store_id(bench->store), NULL},
        .lane = "player/1",
        .writes = writes,
        .write_count = BATCH,
    };
    bench->waiting++;
    store_commit(bench->store, &turn, on_commit, bench);
    wait_all(bench);
    free(writes);
}

static void put_rows(struct bench *bench, const struct text *texts, int64_t first)
{
    struct store_lore *rows = mem_array(BATCH, sizeof(*rows));
    struct store_lore_import imports[BATCH / STORE_LORE_PAGE_MAX];
    for (int i = 0; i < BATCH; i++)
        rows[i] = (struct store_lore){.id = texts[i].id,
                                      .kind = kinds[(first + i) % 4],
                                      .entity = "thing",
                                      .language = "ru",
                                      .attributes = texts[i].attributes,
                                      .facts = texts[i].attributes,
                                      .state = STORE_LORE_KEPT,
                                      .body = texts[i].body,
                                      .discoverer = "7",
                                      .model = "bench",
                                      .prompt = "bench",
                                      .written_ms = first + i + 1};
    for (size_t i = 0; i < BATCH / STORE_LORE_PAGE_MAX; i++) {
        imports[i] = (struct store_lore_import){&rows[i * STORE_LORE_PAGE_MAX], STORE_LORE_PAGE_MAX,
                                                false, "bench"};
        bench->waiting++;
        store_lore_import(bench->store, &imports[i], on_imported, bench);
    }
    wait_all(bench);
    free(rows);
}

static void fill(struct bench *bench)
{
    struct text *texts = mem_array(BATCH, sizeof(*texts));
    for (int64_t n = 0; n < bench->count; n += BATCH) {
        for (int64_t i = 0; i < BATCH; i++)
            make_text(&texts[i], n + i);
        put_documents(bench, texts);
        put_rows(bench, texts, n);
    }
    free(texts);
}

/* --- measuring ------------------------------------------------------------------------------- */

static int by_size(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a;
    int64_t y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static void told(struct bench *bench, const char *what, size_t count)
{
    if (!count)
        return;
    qsort(bench->us, count, sizeof(*bench->us), by_size);
    printf("%s: %zu p50_us=%lld p99_us=%lld\n", what, count, (long long)bench->us[count / 2],
           (long long)bench->us[count * 99 / 100]);
    fflush(stdout);
}

/* Some things are seen often, most of them seldom: as the square of chance. */
static int64_t some_text(struct bench *bench)
{
    double chance = (double)rng_below(&bench->rng, 1 << 30) / (1 << 30);
    return (int64_t)(chance * chance * chance * (double)bench->count);
}

static void on_docs(void *ctx, const struct store_doc *docs, size_t count, const struct err *err)
{
    struct bench *bench = ctx;
    char key[CACHE_KEY_MAX + 1];
    if (count != 1 || !docs->body) {
        fprintf(stderr, "bench_lore: a text is missing\n");
        exit(1);
    }
    if (bench->unit) {
        unit_cache_key(key, docs->kind, docs->id);
        cache_put(bench->cache, key, docs->version, docs->body, docs->len);
        unit_learn(bench->unit, docs);
    }
    completed(bench, err);
}

static void read_one(struct bench *bench, const char *id)
{
    const struct store_key key = {"_lore", id};
    bench->waiting++;
    store_read(bench->store, &key, 1, on_docs, bench);
    wait_all(bench);
}

static void measure_store(struct bench *bench)
{
    char id[40];
    for (size_t i = 0; i < READS; i++) {
        id_of(id, (int64_t)rng_below(&bench->rng, (uint64_t)bench->count));
        int64_t began_us = clock_mono_us();
        read_one(bench, id);
        bench->us[i] = clock_mono_us() - began_us;
    }
    told(bench, "a text from the database, any of all", READS);
}

/* As a turn does it: a new unit of work asks, and waits if the cache has nothing. */
static bool read_as_turn(struct bench *bench, const char *id)
{
    struct unit_config config = {.cache = bench->cache, .event = "{}", .lane = "player/7"};
    const char *body = NULL;
    size_t len = 0;
    bench->unit = unit_new(&config);
    bool cached = unit_read(bench->unit, "_lore", id, &body, &len) == UNIT_THERE;
    if (!cached) {
        read_one(bench, id);
        if (unit_read(bench->unit, "_lore", id, &body, &len) != UNIT_THERE)
            exit(1);
    }
    unit_free(bench->unit);
    bench->unit = NULL;
    return cached;
}

static void measure_unit(struct bench *bench)
{
    char id[40];
    size_t hits = 0;
    for (size_t i = 0; i < 2 * (size_t)READS; i++) { /* the first half fills the cache */
        id_of(id, some_text(bench));
        int64_t began_us = clock_mono_us();
        bool cached = read_as_turn(bench, id);
        bench->us[i % READS] = clock_mono_us() - began_us;
        hits += i >= READS && cached;
    }
    told(bench, "a text for a turn, as players ask", READS);
    printf("of these from the cache: %zu\n", hits);
}

/* --- the work among so many ------------------------------------------------------------------ */

static void on_claimed(void *ctx, enum store_lore_claimed claimed, const struct store_lore *lore,
                       int64_t wait_ms, const struct err *err)
{
    struct bench *bench = ctx;
    (void)wait_ms;
    if (claimed == STORE_LORE_CLAIMED && lore)
        bench->settle = (struct store_lore_settle){.row = lore->row,
                                                   .fence = lore->fence,
                                                   .end = STORE_LORE_END_KEPT,
                                                   .body = "{\"text\":\"new\"}",
                                                   .cost = 10,
                                                   .calls = 1};
    completed(bench, err);
}

static void on_settled(void *ctx, bool done, const struct store_lore *lore, const struct err *err)
{
    (void)done, (void)lore;
    completed(ctx, err);
}

static void want(struct bench *bench, const char *id)
{
    const struct store_want wanted = {id, "item", "thing", "ru", "{}", "{}", "8", 1};
    struct store_turn turn = {
        .event = {STORE_UPDATE, 1, store_id(bench->store), NULL},
        .lane = "player/1",
        .wants = &wanted,
        .want_count = 1,
    };
    bench->waiting++;
    store_commit(bench->store, &turn, on_commit, bench);
    wait_all(bench);
}

static void measure_work(struct bench *bench)
{
    const struct store_lore_caps caps = {.day_cost = INT64_MAX / 2, .hour_calls = 1000000};
    char id[40];
    for (int i = 0; i < CLAIMS; i++) {
        snprintf(id, sizeof(id), "item.ru.new%d", i);
        const struct store_lore_claim claim = {
            .id = id, .lease_ms = 60000, .reserve = 100, .player = "8", .caps = caps};
        want(bench, id);
        int64_t began_us = clock_mono_us();
        bench->waiting++;
        store_lore_claim(bench->store, &claim, on_claimed, bench);
        wait_all(bench);
        bench->waiting++;
        store_lore_settle(bench->store, &bench->settle, on_settled, bench);
        wait_all(bench);
        bench->us[i] = clock_mono_us() - began_us;
    }
    told(bench, "a claim and its settlement (two commits)", CLAIMS);
}

static void on_recent(void *ctx, const struct store_lore *lore, const struct err *err)
{
    if (!lore)
        completed(ctx, err);
}

static void measure_recent(struct bench *bench)
{
    const struct store_lore_recent recent = {"item", "ru", 50};
    for (int i = 0; i < CLAIMS; i++) {
        int64_t began_us = clock_mono_us();
        bench->waiting++;
        store_lore_recent_load(bench->store, &recent, on_recent, bench);
        wait_all(bench);
        bench->us[i] = clock_mono_us() - began_us;
    }
    told(bench, "the 50 newest texts of a kind", CLAIMS);
}

int main(int argc, char **argv)
{
    struct bench *bench = mem_alloc(sizeof(*bench));
    struct err err = {0};
    bench->count = argc > 1 ? strtoll(argv[1], NULL, 10) / BATCH * BATCH : 1000000;
    bench->loop = loop_new();
    rng_seed(&bench->rng, 1);
    if (store_open(bench->loop, argc > 2 ? argv[2] : "sqlite:" BENCH_PATH, &bench->store, &err)) {
        fprintf(stderr, "bench_lore: %s\n", err.text);
        return 1;
    }
    bench->cache = cache_memory_new(bench->loop, CACHE_BYTES);
    fill(bench);
    printf("texts: %lld\n", (long long)bench->count);
    measure_store(bench);
    measure_unit(bench);
    measure_recent(bench);
    measure_work(bench);
    cache_free(bench->cache);
    store_close(bench->store);
    loop_free(bench->loop);
    free(bench);
    unlink(BENCH_PATH);
    unlink(BENCH_PATH ".lock");
    return 0;
}
