/* The calls of the store that a broadcast makes, wrapped by the linker: each does as told, once or
 * as often as told, and else what it always does. */
#include "broadcast_faults.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

struct faults faults;

struct wrapped {
    store_done_fn fn;
    void *ctx;
    int64_t claimed;
    bool lost;
};

void __real_store_broadcast_save(struct store *store, const struct store_broadcast_step *step,
                                 store_done_fn fn, void *ctx);
void __wrap_store_broadcast_save(struct store *store, const struct store_broadcast_step *step,
                                 store_done_fn fn, void *ctx);

static void on_wrapped(void *ctx, const struct err *err)
{
    struct wrapped *wrapped = ctx;
    struct err lost;
    err_set(&lost, ERR_NETWORK, "the connection is gone");
    if (!err)
        faults.stood = wrapped->claimed;
    wrapped->fn(wrapped->ctx, wrapped->lost ? &lost : err);
    free(wrapped);
}

static void on_failing(void *ctx)
{
    struct wrapped *wrapped = ctx;
    struct err err;
    err_set(&err, ERR_SYSTEM, "the disk is full");
    wrapped->fn(wrapped->ctx, &err);
    free(wrapped);
}

void __wrap_store_broadcast_save(struct store *store, const struct store_broadcast_step *step,
                                 store_done_fn fn, void *ctx)
{
    struct wrapped *wrapped = mem_alloc(sizeof *wrapped);
    *wrapped = (struct wrapped){fn, ctx, step->now->claimed, false};
    if (faults.fail_saves > 0) {
        faults.fail_saves--;
        loop_defer(faults.loop, on_failing, wrapped);
    } else {
        wrapped->lost = faults.lose_saves > 0;
        faults.lose_saves -= wrapped->lost;
        __real_store_broadcast_save(store, step, on_wrapped, wrapped);
    }
}

struct read { /* of a row, or of players */
    store_broadcast_fn row;
    store_player_fn player;
    const char *after;
    int64_t limit;
    void *ctx;
};

void __real_store_broadcast_get(struct store *store, int64_t id, store_broadcast_fn fn, void *ctx);
void __wrap_store_broadcast_get(struct store *store, int64_t id, store_broadcast_fn fn, void *ctx);
void __real_store_players_load(struct store *store, const char *after, int64_t limit,
                               store_player_fn fn, void *ctx);
void __wrap_store_players_load(struct store *store, const char *after, int64_t limit,
                               store_player_fn fn, void *ctx);

static void on_failed_read(void *ctx)
{
    struct read *read = ctx;
    struct err err;
    err_set(&err, ERR_NETWORK, "the connection is gone");
    read->row(read->ctx, NULL, &err);
    free(read);
}

void __wrap_store_broadcast_get(struct store *store, int64_t id, store_broadcast_fn fn, void *ctx)
{
    if (!faults.fail_reads) {
        __real_store_broadcast_get(store, id, fn, ctx);
        return;
    }
    struct read *read = mem_alloc(sizeof *read);
    *read = (struct read){.row = fn, .ctx = ctx};
    faults.fail_reads--;
    loop_defer(faults.loop, on_failed_read, read);
}

void __wrap_store_players_load(struct store *store, const char *after, int64_t limit,
                               store_player_fn fn, void *ctx)
{
    if (!faults.hold_players || strcmp(after, LAST_ID) != 0) {
        __real_store_players_load(store, after, limit, fn, ctx);
        return;
    }
    faults.players_waiting = mem_alloc(sizeof *faults.players_waiting);
    *faults.players_waiting =
        (struct read){.player = fn, .after = after, .limit = limit, .ctx = ctx};
}

void let_players_come(struct store *store)
{
    struct read *read = faults.players_waiting;
    faults.hold_players = false;
    faults.players_waiting = NULL;
    __real_store_players_load(store, read->after, read->limit, read->player, read->ctx);
    free(read);
}
