/* Lore, as admins look at it: figures, lists, one text with the last answer that was refused for
 * it. */
#include "app/admin_inner.h"

#include "app/lore_json.h"
#include "base/mem.h"
#include "base/str.h"
#include "lore/lore.h"

#include <stdlib.h>

/* --- figures --------------------------------------------------------------------------------- */

static void add_state(const struct admin *admin, json *figures)
{
    const struct config *config = admin->config.config;
    struct lore_status status = {0};
    json_add_bool(figures, "on", *config->gemini_api_key != '\0');
    json_add_str(figures, "model", config->gemini_model);
    if (admin->config.lore)
        lore_status(admin->config.lore, &status);
    if (*status.last_fault)
        json_add_str(figures, "last", status.last_fault);
}

static void on_figures(void *ctx, json *figures, const struct err *err)
{
    struct ask *ask = ctx;
    if (err) {
        ask_fail(ask, err);
        return;
    }
    json_free(ask->answer);
    ask->answer = figures;
    add_state(ask->admin, figures);
    ask_tell(ask, "lore");
}

void ask_lore(struct ask *ask)
{
    lore_json_figures(ask->admin->config.store, &ask->admin->config.config->budget, on_figures,
                      ask);
}

void ask_lore_state(const struct admin *admin, json *figures)
{
    add_state(admin, figures);
}

/* --- lists ----------------------------------------------------------------------------------- */

struct listing {
    struct ask *ask;
    struct store_lore_page page;
    struct store_lore_refusals refusals;
};

static void listing_end(struct listing *listing, const struct err *err)
{
    struct ask *ask = listing->ask;
    free(listing);
    if (err) {
        ask_fail(ask, err);
        return;
    }
    json_add_str(ask->answer, "which", json_str(ask->words, "which", ""));
    ask_tell(ask, "lore_list");
}

static void push_row(struct ask *ask, json *row)
{
    if (!ask->rows) {
        ask->rows = json_array();
        json_add(ask->answer, "rows", ask->rows);
    }
    json_push(ask->rows, row);
}

static bool is_full(struct ask *ask)
{
    if (json_count(ask->rows) < ADMIN_PAGE)
        return false;
    json_add_bool(ask->answer, "more", true);
    return true;
}

static void on_text(void *ctx, const struct store_lore *lore, const struct err *err)
{
    struct listing *listing = ctx;
    if (!lore)
        listing_end(listing, err);
    else if (!is_full(listing->ask))
        push_row(listing->ask, lore_json_row(lore));
}

static void on_refusal(void *ctx, const struct store_lore_refusal *refusal, const struct err *err)
{
    struct listing *listing = ctx;
    if (!refusal) {
        listing_end(listing, err);
    } else if (!is_full(listing->ask)) {
        json *row = json_object();
        json_add_int(row, "number", refusal->id);
        json_add_int(row, "row", refusal->row);
        json_add_str(row, "id", refusal->lore);
        json_add_str(row, "refusal", refusal->reason);
        json_add_str(row, "refused_words", refusal->words ? refusal->words : "");
        json_add_int(row, "at", refusal->at_ms / 1000);
        push_row(listing->ask, row);
    }
}

/* which: "reported", "refused" or "newest"; "before": a row, of "refused" a number. */
void ask_lore_list(struct ask *ask)
{
    struct store *store = ask->admin->config.store;
    const char *which = json_str(ask->words, "which", "");
    int64_t before = json_int(ask->words, "before", 0);
    struct listing *listing = mem_alloc(sizeof *listing);
    listing->ask = ask;
    if (str_equal(which, "refused")) {
        listing->refusals = (struct store_lore_refusals){.before = before, .limit = ADMIN_PAGE + 1};
        store_lore_refusals_load(store, &listing->refusals, on_refusal, listing);
        return;
    }
    listing->page = (struct store_lore_page){
        .which = str_equal(which, "reported") ? STORE_LORE_REPORTED : STORE_LORE_ALL,
        .before = before ? before : INT64_MAX,
        .limit = ADMIN_PAGE + 1,
    };
    store_lore_page_load(store, &listing->page, on_text, listing);
}

/* --- one ------------------------------------------------------------------------------------- */

static void on_last_refusal(void *ctx, const struct store_lore_refusal *refusal,
                            const struct err *err)
{
    struct listing *listing = ctx;
    struct ask *ask = listing->ask;
    const char *edit = json_str(ask->words, "edit", NULL);
    if (refusal) {
        json *row = json_at(ask->rows, 0);
        json_add_str(row, "refusal", refusal->reason);
        json_add_str(row, "refused_words", refusal->words ? refusal->words : "");
        return;
    }
    free(listing);
    if (err) {
        ask_fail(ask, err);
        return;
    }
    if (edit)
        json_add_str(ask->answer, "edit", edit);
    ask_tell(ask, edit ? "lore_edit" : "lore_one");
}

static void on_one(void *ctx, const struct store_lore *lore, const struct err *err)
{
    struct ask *ask = ctx;
    if (err && err->code != ERR_NOT_FOUND) {
        ask_fail(ask, err);
        return;
    }
    if (!lore) {
        ask_tell(ask, "lore_one");
        return;
    }
    push_row(ask, lore_json_row(lore));
    struct listing *listing = mem_alloc(sizeof *listing);
    listing->ask = ask;
    listing->refusals = (struct store_lore_refusals){.row = lore->row, .limit = 1};
    store_lore_refusals_load(ask->admin->config.store, &listing->refusals, on_last_refusal,
                             listing);
}

/* With "edit" the answer is "lore_edit" and has that, too. */
void ask_lore_one(struct ask *ask)
{
    store_lore_row_get(ask->admin->config.store, json_int(ask->words, "row", 0), on_one, ask);
}
