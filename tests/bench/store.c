/* Durable commits a second of the store, by how many turns are under way at once; each turn is like
 * one tap: an update, two reads, one document of 500 bytes, one screen. Run by hand:
 *
 *     bench_store [sqlite:PATH]     (by default a new file here, which is deleted in the end)
 *
 * The reader's latency is measured meanwhile: it must not follow the disk's. */
#include "base/clock.h"
#include "base/mem.h"
#include "store/waiting.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BENCH_MS      3000
#define BENCH_PATH    "bench-store.db"
#define IN_FLIGHT_MAX 1024
#define BODY          500

struct slot_of_work {
    struct bench *bench;
    struct store_turn turn;
    struct store_read_mark reads[2];
    struct store_write write;
    struct store_slot slot;
    char id[24];
};

struct bench {
    struct loop *loop;
    struct store *store;
    struct slot_of_work work[IN_FLIGHT_MAX];
    char body[BODY + 1];
    int64_t update;
    int64_t until_us;
    int64_t commits;
    int64_t reads;
    int64_t read_worst_us;
    int64_t read_began_us;
    size_t under_way;
    struct store_key key;
};

static void commit_next(struct slot_of_work *work);
static void read_next(struct bench *bench);

static void on_commit(void *ctx, enum store_verdict verdict, const struct err *err)
{
    struct slot_of_work *work = ctx;
    struct bench *bench = work->bench;
    if (verdict != STORE_COMMITTED) {
        fprintf(stderr, "verdict %d: %s\n", (int)verdict, err ? err->text : "");
        exit(1);
    }
    work->reads[0].version = work->write.version;
    bench->commits++;
    bench->under_way--;
    if (clock_mono_us() < bench->until_us)
        commit_next(work);
    else if (!bench->under_way)
        loop_stop(bench->loop);
}

static void commit_next(struct slot_of_work *work)
{
    struct bench *bench = work->bench;
    work->turn.event = (struct store_event){STORE_UPDATE, 1, bench->update++, NULL};
    work->write.version = store_id(bench->store);
    work->slot.version = store_id(bench->store);
    bench->under_way++;
    store_commit(bench->store, &work->turn, on_commit, work);
}

static void on_docs(void *ctx, const struct store_doc *docs, size_t count, const struct err *err)
{
    struct bench *bench = ctx;
    (void)docs;
    (void)count;
    (void)err;
    int64_t took_us = clock_mono_us() - bench->read_began_us;
    if (took_us > bench->read_worst_us)
        bench->read_worst_us = took_us;
    bench->reads++;
    bench->under_way--;
    if (clock_mono_us() < bench->until_us)
        read_next(bench);
    else if (!bench->under_way)
        loop_stop(bench->loop);
}

static void read_next(struct bench *bench)
{
    bench->read_began_us = clock_mono_us();
    bench->under_way++;
    store_read(bench->store, &bench->key, 1, on_docs, bench);
}

static void work_init(struct bench *bench, size_t at)
{
    struct slot_of_work *work = &bench->work[at];
    work->bench = bench;
    snprintf(work->id, sizeof(work->id), "%zu", at);
    work->reads[0] = (struct store_read_mark){"player", work->id, 0};
    work->reads[1] = (struct store_read_mark){"place", work->id, 0};
    work->write = (struct store_write){"player", work->id, 0, bench->body, BODY, NULL, false};
    work->slot = (struct store_slot){(int64_t)at + 1, "main", 0, bench->body};
    work->turn.lane = work->id;
    work->turn.reads = work->reads;
    work->turn.read_count = 2;
    work->turn.writes = &work->write;
    work->turn.write_count = 1;
    work->turn.slots = &work->slot;
    work->turn.slot_count = 1;
}

static void measure(struct bench *bench, size_t in_flight)
{
    int64_t began_us = clock_mono_us();
    bench->until_us = began_us + BENCH_MS * 1000;
    bench->commits = bench->reads = bench->read_worst_us = 0;
    for (size_t i = 0; i < in_flight; i++)
        commit_next(&bench->work[i]);
    read_next(bench);
    loop_run(bench->loop);
    double seconds = (double)(clock_mono_us() - began_us) / 1e6;
    struct stat log = {0};
    stat(BENCH_PATH "-wal", &log);
    printf("%5zu under way  %8.0f commits/s  %8.0f reads/s  slowest read %6.1f ms  log %.1f MiB\n",
           in_flight, (double)bench->commits / seconds, (double)bench->reads / seconds,
           (double)bench->read_worst_us / 1e3, (double)log.st_size / (1 << 20));
    fflush(stdout);
}

int main(int argc, char **argv)
{
    static const size_t steps[] = {1, 8, 64, 256, IN_FLIGHT_MAX};
    struct bench *bench = mem_alloc(sizeof(*bench));
    struct err err = {0};
    bench->loop = loop_new();
    memset(bench->body, 'x', BODY);
    bench->key = (struct store_key){"player", "0"};
    if (store_open(bench->loop, argc > 1 ? argv[1] : "sqlite:" BENCH_PATH, &bench->store, &err)) {
        fprintf(stderr, "%s\n", err.text);
        return 1;
    }
    for (size_t i = 0; i < IN_FLIGHT_MAX; i++)
        work_init(bench, i);
    for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++)
        measure(bench, steps[i]);
    store_close(bench->store);
    loop_free(bench->loop);
    free(bench);
    unlink(BENCH_PATH);
    unlink(BENCH_PATH ".lock");
    return 0;
}
