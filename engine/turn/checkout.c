/* A pre-checkout query asks whether a bill still stands. It is no turn: the entry "checkout" of the
 * scripts reads documents as they are now and commits nothing, so it waits for no lane, no other
 * player and no fsync; the turn that the payment becomes asks again. What reads without changing
 * needs no validation either: an answer that was true when it was given is all that Telegram wants.
 *
 *     turns_check -> script -> [document] -> script ... -> fn(ok, words)
 *                                  |  CHECKOUT_MS
 *                                  +------------------> fn(no)
 *
 * An inline query is asked the same way, of the entry "inline": its words are the answer's JSON.
 *
 * A script that fails, that ended the process before, or that waits for too long means no, and so
 * does a game that is shut: a player keeps his Stars and may ask again. */
#include "turn/checkout.h"

#include "base/str.h"
#include "turn/event.h"
#include "turn/guard.h"
#include "turn/notice.h"

#include <stdlib.h>

static const char refusal[] = "common.bill_gone";

struct checkout {
    struct list_node node; /* in turns->checkouts */
    struct turns *turns;
    char *name;
    char *event;
    char *lang;
    bool asked_inline; /* else it is a bill */
    struct unit *unit;
    struct script_run *run;
    struct later *late;
    turns_checked_fn fn; /* NULL: answered */
    void *ctx;
};

static struct store_event id_of(const struct checkout *checkout)
{
    return (struct store_event){.kind = STORE_OTHER, .name = checkout->name};
}

static void answer(struct checkout *checkout, bool ok, const char *words)
{
    turns_checked_fn fn = checkout->fn;
    checkout->fn = NULL;
    later_cancel(checkout->late);
    checkout->late = NULL;
    if (!fn)
        return;
    if (!words && !checkout->asked_inline)
        words = notices_plain(checkout->turns->notices, refusal, checkout->lang);
    fn(checkout->ctx, checkout->name, ok, words);
}

static void checkout_free(struct checkout *checkout)
{
    list_remove(&checkout->node);
    checkout->turns->checkout_count--;
    later_cancel(checkout->late);
    script_run_free(checkout->run);
    unit_free(checkout->unit);
    free(checkout->name);
    free(checkout->event);
    free(checkout->lang);
    free(checkout);
}

static void on_late(void *ctx)
{
    struct checkout *checkout = ctx;
    checkout->late = NULL;
    log_warn("turn", LOG_T("a question could not be looked up in time"),
             LOG_S("query", checkout->name));
    answer(checkout, false, NULL); /* the read that is under way frees it */
}

/* --- the run --------------------------------------------------------------------------------- */

static const char *entry_of(const struct checkout *checkout)
{
    return checkout->asked_inline ? "inline" : "checkout";
}

static enum script_result resume(struct checkout *checkout)
{
    const struct turn_guard *guard = &checkout->turns->config.guard;
    struct store_event id = id_of(checkout);
    if (!guard->enter)
        return script_run_resume(checkout->run);
    guard->enter(guard->self, &id, entry_of(checkout), checkout->run);
    enum script_result result = script_run_resume(checkout->run);
    guard->leave(guard->self);
    return result;
}

static void step(struct checkout *checkout);

/* A read has come back. False: there is nothing more to do. */
static bool goes_on(struct checkout *checkout, const struct err *err)
{
    if (!op_end(checkout->turns))
        return false; /* checkouts_free */
    if (checkout->fn && !err)
        return true;
    if (err)
        log_warn("turn", LOG_T("a question cannot be looked up"), LOG_S("error", err->text));
    answer(checkout, false, NULL);
    checkout_free(checkout);
    return false;
}

static void on_doc(void *ctx, const struct store_doc *docs, size_t count, const struct err *err)
{
    struct checkout *checkout = ctx;
    (void)count;
    if (!goes_on(checkout, err))
        return;
    unit_learn(checkout->unit, docs);
    step(checkout);
}

static void on_found(void *ctx, const char *const *ids, size_t count, int64_t changes,
                     const struct err *err)
{
    struct checkout *checkout = ctx;
    if (!goes_on(checkout, err))
        return;
    unit_found(checkout->unit, ids, count, changes);
    checkout->unit->seeking = NULL;
    step(checkout);
}

static void on_board(void *ctx, const struct store_standing *places, size_t count,
                     const struct err *err)
{
    struct checkout *checkout = ctx;
    if (!goes_on(checkout, err))
        return;
    unit_told(checkout->unit, places, count);
    step(checkout);
}

/* False: the script waits for nothing. */
static bool look(struct checkout *checkout)
{
    struct turns *turns = checkout->turns;
    struct unit *unit = checkout->unit;
    if (!unit->wanted.kind && !unit->seeking && !unit->asking)
        return false;
    op_begin(turns);
    if (unit->wanted.kind)
        store_read(turns->config.store, &unit->wanted, 1, on_doc, checkout);
    else if (unit->seeking)
        store_find(turns->config.store, &unit->seeking->find, on_found, checkout);
    else
        store_board_get(turns->config.store, &unit->asking->board, on_board, checkout);
    return true;
}

static void step(struct checkout *checkout)
{
    const struct unit *unit = checkout->unit;
    enum script_result result = resume(checkout);
    if (result == SCRIPT_WAITS && look(checkout))
        return;
    if (result == SCRIPT_FAILED)
        log_error("turn", LOG_T("a question is refused: a script failed"),
                  LOG_S("error", script_run_report(checkout->run)));
    if (result == SCRIPT_DONE && unit->answered)
        answer(checkout, !unit->alert, unit->answer);
    else
        answer(checkout, false, NULL);
    checkout_free(checkout);
}

/* --- public ---------------------------------------------------------------------------------- */

static bool is_known(const struct turns *turns, const char *name)
{
    for (struct list_node *node = list_first(&turns->checkouts); node;
         node = list_next(&turns->checkouts, node))
        if (str_equal(LIST_OF(node, struct checkout, node)->name, name))
            return true;
    return false;
}

/* It has ended the process before: whatever the bill says, it is not worth that again. */
static bool is_suspect(const struct checkout *checkout)
{
    const struct turn_guard *guard = &checkout->turns->config.guard;
    struct store_event id = id_of(checkout);
    const char *where;
    if (!guard->ends || guard->ends(guard->self, &id, &where) <= 0)
        return false;
    guard->settled(guard->self, &id);
    return true;
}

static void open_unit(struct checkout *checkout)
{
    struct turns *turns = checkout->turns;
    struct unit_config config = {
        .cache = turns->config.cache,
        .as_of = store_as_of(turns->config.store),
        .event = checkout->event,
        .now = game_clock_now(turns->clock),
        .key = turns->seed_key,
    };
    checkout->unit = unit_new(&config);
    checkout->run = script_run_new(turns->config.generation, entry_of(checkout), checkout->unit);
}

void turns_check(struct turns *turns, const struct turn_check *check, turns_checked_fn fn,
                 void *ctx)
{
    if (is_known(turns, check->name))
        return; /* Telegram asks again before it was answered */
    struct checkout *checkout = mem_alloc(sizeof(*checkout));
    checkout->turns = turns;
    checkout->name = mem_strdup(check->name);
    checkout->event = mem_strdup(check->event);
    checkout->lang = mem_strdup(check->lang);
    checkout->asked_inline = check->asked_inline;
    checkout->fn = fn;
    checkout->ctx = ctx;
    list_push(&turns->checkouts, &checkout->node);
    size_t most = check->asked_inline ? CHECKOUT_INLINE_MAX : CHECKOUT_MAX;
    if (++turns->checkout_count > most || turns->shut || turns->stopping || turns->halted ||
        is_suspect(checkout)) {
        answer(checkout, false, NULL);
        checkout_free(checkout);
        return;
    }
    checkout->late = later_start(&turns->laters, CHECKOUT_MS, on_late, checkout);
    open_unit(checkout);
    step(checkout);
}

void checkouts_free(struct turns *turns)
{
    struct list_node *node;
    while ((node = list_first(&turns->checkouts)))
        checkout_free(LIST_OF(node, struct checkout, node));
}
