/* Finding among many documents: how long a find takes whatever is asked of it, and what the index
 * costs a write; and a leader board of as many players. Arguments: the number of documents
 * (1000000), and the file. */
#include "base/clock.h"
#include "base/mem.h"
#include "base/rng.h"
#include "loop/loop.h"
#include "store/waiting.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BENCH_PATH "bench_find.db"
#define BATCH      5000 /* documents of one turn */
#define ROUNDS     200
#define FOUND      200

struct bench {
    struct loop *loop;
    struct store *store;
    struct rng rng;
    size_t found;
    struct store_key keys[FOUND];
    char ids[FOUND][16];
};

struct lot {
    char id[16];
    struct store_field fields[3];
    struct store_index index;
};

static const char *const goods[] = {"axe", "bow", "cap", "hide", "pie", "spear", "sword"};

/* --- filling --------------------------------------------------------------------------------- */

static void on_commit(void *ctx, enum store_verdict verdict, const struct err *err)
{
    struct bench *bench = ctx;
    if (verdict != STORE_COMMITTED) {
        fprintf(stderr, "verdict %d %s\n", (int)verdict, err ? err->text : "");
        exit(1);
    }
    loop_stop(bench->loop);
}

/* Nine in ten are closed, and have the earlier deadlines: the worst order in which to look for the
 * open ones. */
static void make_lot(struct bench *bench, struct lot *lot, int64_t n, int64_t count)
{
    bool open = n >= count / 10 * 9;
    snprintf(lot->id, sizeof(lot->id), "%08x", (unsigned)((uint32_t)n * 2654435761u));
    lot->fields[0] = (struct store_field){
        "good", {STORE_TEXT, 0, goods[rng_below(&bench->rng, sizeof(goods) / sizeof(*goods))]}};
    lot->fields[1] = (struct store_field){"open", {STORE_BOOLEAN, open, NULL}};
    lot->fields[2] = (struct store_field){
        "till", {STORE_NUMBER, (double)(n * 10 + (int64_t)rng_below(&bench->rng, 1000)), NULL}};
    lot->index = (struct store_index){lot->fields, 3};
}

static void fill(struct bench *bench, int64_t count, bool indexed)
{
    static const char body[] = "{\"thing\":{\"id\":\"abcdefgh\",\"item\":\"axe\"},\"bid\":10}";
    struct lot *lots = mem_array(BATCH, sizeof(*lots));
    struct store_write *writes = mem_array(BATCH, sizeof(*writes));
    int64_t began_us = clock_mono_us();
    for (int64_t n = 0; n < count; n += BATCH) {
        for (int64_t i = 0; i < BATCH; i++) {
            make_lot(bench, &lots[i], n + i, count);
            writes[i] = (struct store_write){indexed ? "lot" : "plain",
                                             lots[i].id,
                                             store_id(bench->store),
                                             body,
                                             sizeof(body) - 1,
                                             indexed ? &lots[i].index : NULL,
                                             false};
        }
        struct store_turn turn = {
            .event = {STORE_UPDATE, 1, store_id(bench->store), NULL},
            .lane = "player/1",
            .writes = writes,
            .write_count = BATCH,
        };
        store_commit(bench->store, &turn, on_commit, bench);
        loop_run(bench->loop);
    }
    printf("%9lld documents %-8s %6.1f us each\n", (long long)count, indexed ? "indexed" : "plain",
           (double)(clock_mono_us() - began_us) / (double)count);
    fflush(stdout);
    free(writes);
    free(lots);
}

/* --- finding --------------------------------------------------------------------------------- */

static void on_docs(void *ctx, const struct store_doc *docs, size_t count, const struct err *err)
{
    struct bench *bench = ctx;
    (void)docs;
    (void)count;
    (void)err;
    loop_stop(bench->loop);
}

static void on_found(void *ctx, const char *const *ids, size_t count, int64_t changes,
                     const struct err *err)
{
    (void)changes;
    struct bench *bench = ctx;
    (void)err;
    bench->found = count;
    for (size_t i = 0; i < count; i++) {
        snprintf(bench->ids[i], sizeof(bench->ids[i]), "%s", ids[i]);
        bench->keys[i] = (struct store_key){"lot", bench->ids[i]};
    }
    loop_stop(bench->loop);
}

static int by_size(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a;
    int64_t y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static void told(const char *what, int64_t us[ROUNDS], size_t found)
{
    qsort(us, ROUNDS, sizeof(*us), by_size);
    printf("%-44s %3zu found  median %6.2f ms  worst %6.2f ms\n", what, found,
           (double)us[ROUNDS / 2] / 1e3, (double)us[ROUNDS - 1] / 1e3);
    fflush(stdout);
}

static void measure(struct bench *bench, const char *what, const struct store_find *find)
{
    int64_t us[ROUNDS];
    int64_t both_us[ROUNDS];
    for (size_t i = 0; i < ROUNDS; i++) {
        int64_t began_us = clock_mono_us();
        store_find(bench->store, find, on_found, bench);
        loop_run(bench->loop);
        us[i] = clock_mono_us() - began_us;
        if (bench->found) {
            store_read(bench->store, bench->keys, bench->found, on_docs, bench);
            loop_run(bench->loop);
        }
        both_us[i] = clock_mono_us() - began_us;
    }
    told(what, us, bench->found);
    told("  and its documents", both_us, bench->found);
}

static void measure_all(struct bench *bench)
{
    struct store_field where[] = {{"open", {STORE_BOOLEAN, 1, NULL}},
                                  {"good", {STORE_TEXT, 0, "axe"}}};
    struct store_find find = {.kind = "lot", .indexed = true, .limit = FOUND};
    measure(bench, "all", &find);
    find.order = "till";
    measure(bench, "by till", &find);
    find.falling = true;
    measure(bench, "by -till", &find);
    find.falling = false;
    find.where = where;
    find.where_count = 1;
    measure(bench, "open, by till", &find);
    find.where_count = 2;
    measure(bench, "open and axe, by till", &find);
    find.falling = true;
    measure(bench, "open and axe, by -till", &find);
    find.order = NULL;
    measure(bench, "open and axe", &find);
}

/* --- a leader board -------------------------------------------------------------------------- */

static void fill_board(struct bench *bench, int64_t count)
{
    struct store_ranking *rankings = mem_array(BATCH, sizeof(*rankings));
    struct store_score *scores = mem_array(BATCH, sizeof(*scores));
    char(*ids)[24] = mem_array(BATCH, sizeof(*ids));
    int64_t began_us = clock_mono_us();
    for (int64_t n = 0; n < count; n += BATCH) {
        for (int64_t i = 0; i < BATCH; i++) {
            snprintf(ids[i], sizeof(ids[i]), "%lld", (long long)(n + i));
            scores[i] = (struct store_score){.board = "gold",
                                             .score = (int64_t)rng_below(&bench->rng, 100000)};
            rankings[i] = (struct store_ranking){.id = ids[i],
                                                 .name = ids[i],
                                                 .scores = &scores[i],
                                                 .count = 1,
                                                 .reached = store_id(bench->store)};
        }
        struct store_turn turn = {
            .event = {STORE_UPDATE, 1, store_id(bench->store), NULL},
            .lane = "player/1",
            .rankings = rankings,
            .ranking_count = BATCH,
        };
        store_commit(bench->store, &turn, on_commit, bench);
        loop_run(bench->loop);
    }
    printf("%9lld players on a board %6.1f us each\n", (long long)count,
           (double)(clock_mono_us() - began_us) / (double)count);
    free(ids);
    free(scores);
    free(rankings);
}

static void on_board(void *ctx, const struct store_standing *places, size_t count,
                     const struct err *err)
{
    struct bench *bench = ctx;
    (void)places;
    (void)err;
    bench->found = count;
    loop_stop(bench->loop);
}

static void measure_board(struct bench *bench, const char *what, int64_t score)
{
    struct store_board board = {"gold", "nobody", "nobody", score};
    int64_t us[ROUNDS];
    for (size_t i = 0; i < ROUNDS; i++) {
        int64_t began_us = clock_mono_us();
        store_board_get(bench->store, &board, on_board, bench);
        loop_run(bench->loop);
        us[i] = clock_mono_us() - began_us;
    }
    told(what, us, bench->found);
}

int main(int argc, char **argv)
{
    struct bench *bench = mem_alloc(sizeof(*bench));
    struct err err = {0};
    int64_t count = argc > 1 ? strtoll(argv[1], NULL, 10) : 1000000;
    bench->loop = loop_new();
    rng_seed(&bench->rng, 1);
    if (store_open(bench->loop, argc > 2 ? argv[2] : "sqlite:" BENCH_PATH, &bench->store, &err)) {
        fprintf(stderr, "%s\n", err.text);
        return 1;
    }
    fill(bench, count / 10, false);
    fill(bench, count, true);
    measure_all(bench);
    fill_board(bench, count);
    measure_board(bench, "a board, by the first", 1000000);
    measure_board(bench, "a board, by the ten thousandth and on", 50000);
    measure_board(bench, "a board, by the last", -1);
    store_close(bench->store);
    loop_free(bench->loop);
    free(bench);
    unlink(BENCH_PATH);
    unlink(BENCH_PATH ".lock");
    return 0;
}
