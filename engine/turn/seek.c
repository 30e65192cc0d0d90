/* Finding, one step after another:
 *
 *     wait while the kind is being indexed -> ids -> the documents that memory has not -> run on
 *
 * The documents come in one read, because a script that is given ids reads all of them: one after
 * another that would be two hundred waits. */
#include "turn/seek.h"

#include "turn/reindex.h"
#include "turn/run.h"

static void read_found(void *ctx);

static void on_docs(void *ctx, const struct store_doc *docs, size_t count, const struct err *err)
{
    struct turn *turn = ctx;
    char key[CACHE_KEY_MAX + 1];
    if (!op_end(turn->turns))
        return;
    if (err) {
        turn_retry(turn, "documents cannot be read", err, read_found);
        return;
    }
    turn->tries = 0;
    for (size_t i = 0; i < count; i++) {
        const struct store_doc *doc = &docs[i];
        if (unit_cache_key(key, doc->kind, doc->id))
            cache_put(turn->turns->config.cache, key, doc->version, doc->body, doc->len);
        unit_learn(turn->unit, doc);
    }
    turn->unit->seeking = NULL;
    turn_run_on(turn);
}

static void read_found(void *ctx)
{
    struct turn *turn = ctx;
    struct store_key *keys;
    size_t count = unit_unread(turn->unit, &keys);
    turn->later = NULL;
    if (!count) {
        turn->unit->seeking = NULL;
        turn_run_on(turn);
        return;
    }
    op_begin(turn->turns);
    store_read(turn->turns->config.store, keys, count, on_docs, turn);
}

static void on_found(void *ctx, const char *const *ids, size_t count, int64_t changes,
                     const struct err *err)
{
    struct turn *turn = ctx;
    if (!op_end(turn->turns))
        return;
    if (err) {
        turn_retry(turn, "documents cannot be looked for", err, seek_start);
        return;
    }
    turn->tries = 0;
    unit_found(turn->unit, ids, count, changes);
    read_found(turn);
}

void seek_start(void *ctx)
{
    struct turn *turn = ctx;
    struct turns *turns = turn->turns;
    turn->later = NULL;
    if (reindex_waits(turns->reindex, turn->unit->seeking->find.kind)) {
        turn->later = later_start(&turns->laters, REINDEX_LOOK_MS, seek_start, turn);
        return;
    }
    op_begin(turns);
    store_find(turns->config.store, &turn->unit->seeking->find, on_found, turn);
}

/* --- leader boards --------------------------------------------------------------------------- */

static void on_board(void *ctx, const struct store_standing *places, size_t count,
                     const struct err *err)
{
    struct turn *turn = ctx;
    if (!op_end(turn->turns))
        return;
    if (err) {
        turn_retry(turn, "a board cannot be read", err, board_start);
        return;
    }
    turn->tries = 0;
    unit_told(turn->unit, places, count);
    turn_run_on(turn);
}

void board_start(void *ctx)
{
    struct turn *turn = ctx;
    struct turns *turns = turn->turns;
    turn->later = NULL;
    if (reindex_waits(turns->reindex, "player")) {
        turn->later = later_start(&turns->laters, REINDEX_LOOK_MS, board_start, turn);
        return;
    }
    op_begin(turns);
    store_board_get(turns->config.store, &turn->unit->asking->board, on_board, turn);
}
