/* One kind after another, one batch after another:
 *
 *     what is done (a value of the database), what is declared (the live generation)
 *       -> a kind that differs -> turns of older scripts end
 *         -> page of its documents -> the scripts' side says their fields -> into the index
 *         -> ... -> none left: the kind is done, and recorded as such
 *
 * A kind that is declared otherwise is struck from the record at once, in a write that precedes the
 * commits of the new scripts, so that a crash in between begins it anew. A document of the page
 * that somebody has written meanwhile is left alone by the store: who wrote it ran in the new
 * scripts, since those of the old ones have ended. A database that fails is asked again. */
#include "turn/reindex.h"

#include "base/str.h"
#include "turn/reindex_rows.h"
#include "turn/run.h"
#include "json/json.h"

#include <stdlib.h>
#include <string.h>

#define REINDEX_PAUSE_MS 2 /* between batches: turns go first */

struct reindex {
    struct turns *turns;
    json *done;     /* kind -> spec, as recorded; NULL until it was read */
    json *declared; /* of the live generation; NULL until it was asked */
    char *kind;     /* being indexed; NULL: none */
    char *after;    /* its last id so far */
    int64_t count;  /* of its documents so far */
    int64_t since_ms;
    int64_t last_turn; /* turns up to this number may run in older scripts */
    bool busy;         /* an operation is under way */
    bool again;        /* the scripts have changed meanwhile */
    bool saving;
    bool save_again;
    char *saved; /* the record, while it is being written */
    struct reindex_rows *rows;
    struct later *step;
};

static void look(struct reindex *reindex);

static bool is_done(const struct reindex *reindex, const char *kind)
{
    const char *spec = json_str(reindex->declared, kind, NULL);
    return str_equal(json_str(reindex->done, kind, ""), spec);
}

static void soon(struct reindex *reindex, int64_t delay_ms, loop_fn fn)
{
    if (!reindex->turns->stopping && !reindex->step)
        reindex->step = later_start(&reindex->turns->laters, delay_ms, fn, reindex);
}

/* An operation has ended; false: what it brought is of no use. */
static bool goes_on(struct reindex *reindex)
{
    reindex->busy = false;
    if (!op_end(reindex->turns) || reindex->turns->stopping)
        return false;
    if (!reindex->again)
        return true;
    reindex->again = false;
    look(reindex);
    return false;
}

/* --- the record ------------------------------------------------------------------------------ */

static void save(struct reindex *reindex);

static void on_saved(void *ctx, const struct err *err)
{
    struct reindex *reindex = ctx;
    if (!op_end(reindex->turns))
        return;
    reindex->saving = false;
    if (err)
        log_warn("turn", LOG_T("what is indexed cannot be recorded"), LOG_S("error", err->text));
    if (reindex->save_again && !reindex->turns->stopping)
        save(reindex);
}

static void save(struct reindex *reindex)
{
    reindex->save_again = reindex->saving;
    if (reindex->saving)
        return;
    reindex->saving = true;
    free(reindex->saved);
    reindex->saved = json_print(reindex->done);
    op_begin(reindex->turns);
    store_value_set(reindex->turns->config.store, REINDEX_NAME, reindex->saved, on_saved, reindex);
}

/* Strikes what is declared otherwise now, or no more. */
static void strike(struct reindex *reindex)
{
    bool changed = false;
    for (json *at = json_first(reindex->done); at;) {
        const char *kind = json_key(at);
        json *next = json_next(at);
        if (!json_get(reindex->declared, kind) || !is_done(reindex, kind)) {
            json_remove(reindex->done, kind);
            changed = true;
        }
        at = next;
    }
    if (changed)
        save(reindex);
}

/* --- one kind -------------------------------------------------------------------------------- */

static void next_page(void *ctx);

static void kind_done(struct reindex *reindex, bool well)
{
    int64_t ms = game_clock_mono_ms(reindex->turns->clock) - reindex->since_ms;
    if (well) {
        log_info("turn", LOG_T("documents are indexed"), LOG_S("kind", reindex->kind),
                 LOG_I("count", reindex->count), LOG_I("ms", ms));
        json_add_str(reindex->done, reindex->kind, json_str(reindex->declared, reindex->kind, ""));
        save(reindex);
    } else {
        json_remove(reindex->declared, reindex->kind); /* until the next scripts */
    }
    look(reindex);
}

static void on_put(void *ctx, const struct err *err)
{
    struct reindex *reindex = ctx;
    size_t count = reindex_rows_count(reindex->rows);
    if (!goes_on(reindex))
        return;
    if (err) {
        log_warn("turn", LOG_T("documents cannot be indexed"), LOG_S("error", err->text));
        soon(reindex, TURN_RETRY_MAX_MS, next_page);
        return;
    }
    reindex->count += (int64_t)count;
    free(reindex->after);
    reindex->after = mem_strdup(reindex_rows_last(reindex->rows));
    if (count < REINDEX_BATCH)
        kind_done(reindex, true);
    else
        soon(reindex, REINDEX_PAUSE_MS, next_page);
}

static void put_page(struct reindex *reindex)
{
    struct turns *turns = reindex->turns;
    reindex->busy = true;
    op_begin(turns);
    store_index_put(turns->config.store, reindex_rows_all(reindex->rows),
                    reindex_rows_count(reindex->rows), on_put, reindex);
}

static void on_page(void *ctx, const struct store_doc *docs, size_t count, const struct err *err)
{
    struct reindex *reindex = ctx;
    struct err why = {0};
    if (!goes_on(reindex))
        return;
    if (err) {
        log_warn("turn", LOG_T("documents cannot be indexed"), LOG_S("error", err->text));
        soon(reindex, TURN_RETRY_MAX_MS, next_page);
    } else if (!count) {
        kind_done(reindex, true);
    } else if (reindex_rows_fill(reindex->rows, reindex->turns->config.generation, docs, count,
                                 &why)) {
        log_error("turn", LOG_T("a kind of documents cannot be indexed"),
                  LOG_S("kind", reindex->kind), LOG_S("error", why.text));
        kind_done(reindex, false);
    } else {
        put_page(reindex);
    }
}

static bool old_turns_run(const struct reindex *reindex)
{
    struct list_node *node = list_first(&reindex->turns->running);
    return node && LIST_OF(node, struct turn, node)->number <= reindex->last_turn;
}

static void next_page(void *ctx)
{
    struct reindex *reindex = ctx;
    struct turns *turns = reindex->turns;
    reindex->step = NULL;
    if (turns->halted || turns->stopping)
        return;
    if (old_turns_run(reindex)) {
        soon(reindex, REINDEX_LOOK_MS, next_page);
        return;
    }
    reindex->busy = true;
    op_begin(turns);
    store_kind_load(turns->config.store, reindex->kind, reindex->after, REINDEX_BATCH, on_page,
                    reindex);
}

/* Begins the next kind that is not done, from its first document. */
static void look(struct reindex *reindex)
{
    free(reindex->kind);
    free(reindex->after);
    reindex->kind = reindex->after = NULL;
    for (json *at = json_first(reindex->declared); at && !reindex->kind; at = json_next(at))
        if (!is_done(reindex, json_key(at)))
            reindex->kind = mem_strdup(json_key(at));
    if (!reindex->kind)
        return;
    reindex->after = mem_strdup("");
    reindex->count = 0;
    reindex->since_ms = game_clock_mono_ms(reindex->turns->clock);
    soon(reindex, 0, next_page);
}

/* --- from outside ---------------------------------------------------------------------------- */

static void on_record(void *ctx, const char *value, const struct err *err);

static void load_record(void *ctx)
{
    struct reindex *reindex = ctx;
    reindex->step = NULL;
    reindex->busy = true;
    op_begin(reindex->turns);
    store_value_get(reindex->turns->config.store, REINDEX_NAME, on_record, reindex);
}

static void on_record(void *ctx, const char *value, const struct err *err)
{
    struct reindex *reindex = ctx;
    reindex->again = false;
    if (!goes_on(reindex))
        return;
    if (err) {
        soon(reindex, TURN_RETRY_MS, load_record);
        return;
    }
    if (!value || json_parse(value, strlen(value), &reindex->done, NULL) ||
        json_type(reindex->done) != JSON_OBJECT) {
        json_free(reindex->done);
        reindex->done = json_object();
    }
    strike(reindex);
    look(reindex);
}

static void ask_scripts(struct reindex *reindex)
{
    char *text = NULL;
    struct err err = {0};
    json_free(reindex->declared);
    reindex->declared = NULL;
    int r = generation_call(reindex->turns->config.generation, "indexes", "{}", &text, &err);
    if (!r)
        r = json_parse(text, strlen(text), &reindex->declared, &err);
    if (r)
        log_error("turn", LOG_T("what is to be indexed cannot be told"), LOG_S("error", err.text));
    if (!reindex->declared)
        reindex->declared = json_object();
    free(text);
}

void reindex_start(struct reindex *reindex)
{
    ask_scripts(reindex);
    reindex->since_ms = game_clock_mono_ms(reindex->turns->clock);
    load_record(reindex);
}

void reindex_swap(struct reindex *reindex)
{
    if (!reindex->declared)
        return; /* the start will ask */
    ask_scripts(reindex);
    reindex->last_turn = reindex->turns->last_turn;
    if (!reindex->done)
        return;
    strike(reindex);
    later_cancel(reindex->step);
    reindex->step = NULL;
    if (reindex->busy)
        reindex->again = true;
    else
        look(reindex);
}

bool reindex_waits(const struct reindex *reindex, const char *kind)
{
    const struct turns *turns = reindex->turns;
    int64_t waited = game_clock_mono_ms(turns->clock) - reindex->since_ms;
    if (turns->stopping || !json_get(reindex->declared, kind) || waited > REINDEX_WAIT_MS)
        return false;
    return !reindex->done || !is_done(reindex, kind);
}

struct reindex *reindex_new(struct turns *turns)
{
    struct reindex *reindex = mem_alloc(sizeof(*reindex));
    reindex->turns = turns;
    reindex->rows = reindex_rows_new();
    return reindex;
}

void reindex_free(struct reindex *reindex)
{
    if (!reindex)
        return;
    json_free(reindex->done);
    json_free(reindex->declared);
    reindex_rows_free(reindex->rows);
    free(reindex->kind);
    free(reindex->after);
    free(reindex->saved);
    free(reindex);
}
