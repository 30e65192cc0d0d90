/* The figures are three questions of the store, one behind the other: what is now, the weeks, the
 * reasons of as many weeks as are shown. */
#include "app/lore_json.h"

#include "base/mem.h"
#include "base/str.h"

#include <stdlib.h>

enum { DAY_S = 86400 };

static const char *const STATES[] = {
    [STORE_LORE_WANTED] = "wanted",
    [STORE_LORE_KEPT] = "kept",
    [STORE_LORE_HIDDEN] = "hidden",
    [STORE_LORE_GIVEN_UP] = "given_up",
};

int lore_json_state_parse(const char *word, enum store_lore_state *ret_state, struct err *err)
{
    for (size_t i = 0; i < sizeof STATES / sizeof STATES[0]; i++) {
        if (str_equal(word, STATES[i])) {
            *ret_state = (enum store_lore_state)i;
            return 0;
        }
    }
    return err_set(err, ERR_INVALID, "\"%s\" is no state: wanted, kept, hidden or given_up", word);
}

/* --- a row ----------------------------------------------------------------------------------- */

static void add_text(json *row, const char *name, const char *text)
{
    if (text)
        json_add_str(row, name, text);
}

static void add_number(json *row, const char *name, int64_t number)
{
    if (number)
        json_add_int(row, name, number);
}

json *lore_json_row(const struct store_lore *lore)
{
    json *row = json_object();
    json_add_int(row, "row", lore->row);
    json_add_str(row, "id", lore->id);
    json_add_str(row, "kind", lore->kind);
    json_add_str(row, "entity", lore->entity);
    json_add_str(row, "lang", lore->language);
    json_add_str(row, "attributes", lore->attributes);
    json_add_str(row, "facts", lore->facts);
    json_add_str(row, "state", STATES[lore->state]);
    add_text(row, "body", lore->body);
    add_text(row, "discoverer", lore->discoverer);
    add_number(row, "discovered", lore->discovered);
    add_text(row, "model", lore->model);
    add_text(row, "prompt", lore->prompt);
    add_number(row, "tokens_in", lore->tokens_in);
    add_number(row, "tokens_out", lore->tokens_out);
    json_add_int(row, "cost", lore->cost);
    json_add_int(row, "written", lore->written_ms / 1000);
    json_add_int(row, "revision", lore->revision);
    json_add_int(row, "reports", lore->reports);
    json_add_bool(row, "renew", lore->renew);
    add_text(row, "refusal", lore->refusal);
    return row;
}

/* --- figures --------------------------------------------------------------------------------- */

struct gathering {
    struct store *store;
    const struct budget *budget;
    lore_figures_fn fn;
    void *ctx;
    json *figures;
    json *weeks[LORE_JSON_WEEKS]; /* the newest first */
    size_t week_count;
    json *reasons;
    struct store_lore_week total;
    int64_t since; /* Monday of the oldest week that is shown */
};

static void gathering_end(struct gathering *all, const struct err *err)
{
    if (err) {
        for (size_t i = 0; i < all->week_count; i++)
            json_free(all->weeks[i]);
        json_free(all->reasons);
        json_free(all->figures);
        all->figures = NULL;
    }
    all->fn(all->ctx, all->figures, err);
    free(all);
}

static json *spent(const struct store_lore_spent *spent, int64_t cap, int64_t most)
{
    json *part = json_object();
    json_add_int(part, "cost", spent->cost + spent->reserved);
    json_add_int(part, "calls", spent->calls);
    json_add_int(part, "cap", cap);
    json_add_int(part, "most", most);
    return part;
}

static void add_counts(struct gathering *all, const struct store_lore_figures *now)
{
    static const struct budget NONE = {0};
    const struct budget *caps = all->budget ? all->budget : &NONE;
    json *figures = all->figures;
    json_add_int(figures, "wanted", now->wanted);
    json_add_int(figures, "kept", now->kept);
    json_add_int(figures, "hidden", now->hidden);
    json_add_int(figures, "given_up", now->given_up);
    json_add_int(figures, "reported", now->reported);
    json_add_int(figures, "renewed", now->renewed);
    json_add(figures, "day", spent(&now->day, caps->day, caps->day_calls));
    json_add(figures, "hour", spent(&now->hour, caps->hour, caps->hour_calls));
    json_add_int(figures, "player_cap", caps->player);
}

static void on_reason(void *ctx, const struct store_lore_reason *reason, const struct err *err)
{
    struct gathering *all = ctx;
    if (reason) {
        json *one = json_object();
        json_add_str(one, "why", reason->reason);
        json_add_int(one, "count", reason->count);
        json_push(all->reasons, one);
        return;
    }
    if (!err) {
        json_add(all->figures, "reasons", all->reasons);
        all->reasons = NULL;
    }
    gathering_end(all, err);
}

static json *week_json(const struct store_lore_week *week)
{
    json *one = json_object();
    json_add_int(one, "requests", week->hits + week->misses);
    json_add_int(one, "misses", week->misses);
    json_add_int(one, "calls", week->calls);
    json_add_int(one, "cost", week->cost);
    json_add_int(one, "facts", week->kept);
    return one;
}

static void weeks_end(struct gathering *all)
{
    json *list = json_array();
    while (all->week_count)
        json_push(list, all->weeks[--all->week_count]);
    json_add(all->figures, "weeks", list);
    json_add(all->figures, "total", week_json(&all->total));
    all->reasons = json_array();
    store_lore_reasons_load(all->store, all->since, on_reason, all);
}

static void on_week(void *ctx, const struct store_lore_week *week, const struct err *err)
{
    struct gathering *all = ctx;
    if (err) {
        gathering_end(all, err);
        return;
    }
    if (!week) {
        weeks_end(all);
        return;
    }
    all->total.hits += week->hits;
    all->total.misses += week->misses;
    all->total.calls += week->calls;
    all->total.cost += week->cost;
    all->total.kept += week->kept;
    if (all->week_count < LORE_JSON_WEEKS) {
        json *one = week_json(week);
        json_add_int(one, "week", week->monday * DAY_S);
        all->weeks[all->week_count++] = one;
        all->since = week->monday;
    }
}

static void on_counts(void *ctx, const struct store_lore_figures *now, const struct err *err)
{
    struct gathering *all = ctx;
    if (!err)
        add_counts(all, now);
    gathering_end(all, err);
}

static void on_figures(void *ctx, const struct store_lore_figures *now, const struct err *err)
{
    struct gathering *all = ctx;
    if (err) {
        gathering_end(all, err);
        return;
    }
    add_counts(all, now);
    store_lore_weeks_load(all->store, LORE_JSON_HISTORY, on_week, all);
}

static struct gathering *gathering_new(struct store *store, const struct budget *budget,
                                       lore_figures_fn fn, void *ctx)
{
    struct gathering *all = mem_alloc(sizeof *all);
    all->store = store;
    all->budget = budget;
    all->fn = fn;
    all->ctx = ctx;
    all->figures = json_object();
    return all;
}

void lore_json_figures(struct store *store, const struct budget *budget, lore_figures_fn fn,
                       void *ctx)
{
    store_lore_figures_get(store, NULL, on_figures, gathering_new(store, budget, fn, ctx));
}

void lore_json_counts(struct store *store, const struct budget *budget, lore_figures_fn fn,
                      void *ctx)
{
    store_lore_figures_get(store, NULL, on_counts, gathering_new(store, budget, fn, ctx));
}
