/* What moderators do with lore, one text or all of some kinds, and what players report. What has
 * changed is published at once. */
#include "app/admin_inner.h"

#include "app/lore_json.h"
#include "base/mem.h"
#include "base/str.h"
#include "lore/lore.h"

#include <stdio.h>
#include <stdlib.h>

#define RENEW_MAX 5000 /* texts that one word has written again */

static bool is_late(const struct err *err)
{
    return err && (err->code == ERR_NOT_FOUND || err->code == ERR_INVALID);
}

static void look(const struct admin *admin, const char *id)
{
    if (admin->config.lore)
        lore_look(admin->config.lore, id);
}

/* --- one ---------------------------------------------------------------------- */

struct acting {
    struct ask *ask;
    struct store_lore_edit edit;
};

static const struct {
    const char *word;
    enum store_lore_act act;
} ACTS[] = {
    {"keep", STORE_LORE_KEEP},   {"show", STORE_LORE_KEEP},  {"hide", STORE_LORE_HIDE},
    {"renew", STORE_LORE_RENEW}, {"edit", STORE_LORE_WRITE},
};

static void on_acted(void *ctx, bool done, const struct store_lore *lore, const struct err *err)
{
    struct acting *acting = ctx;
    struct ask *ask = acting->ask;
    free(acting);
    if (err && !is_late(err)) {
        ask_fail(ask, err);
        return;
    }
    json_add_str(ask->answer, "act", json_str(ask->words, "act", ""));
    json_add_int(ask->answer, "row", json_int(ask->words, "row", 0));
    json_add_bool(ask->answer, "done", done && !err);
    if (done && lore)
        look(ask->admin, lore->id);
    ask_tell(ask, "lore_act");
}

void ask_lore_act(struct ask *ask)
{
    struct acting *acting = mem_alloc(sizeof *acting);
    const char *word = json_str(ask->words, "act", "");
    acting->ask = ask;
    acting->edit = (struct store_lore_edit){
        .row = json_int(ask->words, "row", 0),
        .act = STORE_LORE_KEEP,
        .who = ask->player,
        .body = json_str(ask->words, "body", NULL),
    };
    for (size_t i = 0; i < sizeof ACTS / sizeof ACTS[0]; i++)
        if (str_equal(ACTS[i].word, word))
            acting->edit.act = ACTS[i].act;
    store_lore_edit(ask->admin->config.store, &acting->edit, on_acted, acting);
}

/* --- many at once ---------------------------------------------------------------------------- */

struct renewing { /* the kinds one after the other, a page of each at a time */
    struct ask *ask;
    const json *kind; /* {kind, prompt}: what that prompt wrote stays; without one all go */
    struct store_lore_page page;
    int64_t rows[STORE_LORE_PAGE_MAX];
    size_t count, next;
    int64_t seen; /* the last row of the page, */
    bool more;    /* behind which there are others */
    int64_t renewed;
    struct store_lore_edit edit;
};

static void renew_page(struct renewing *renewing);

static void renewing_end(struct renewing *renewing, const struct err *err)
{
    struct ask *ask = renewing->ask;
    int64_t renewed = renewing->renewed;
    free(renewing);
    if (err) {
        ask_fail(ask, err);
        return;
    }
    json_add_int(ask->answer, "count", renewed);
    ask_tell(ask, "lore_renew");
}

static void renew_next(struct renewing *renewing);

static void on_renewed(void *ctx, bool done, const struct store_lore *lore, const struct err *err)
{
    struct renewing *renewing = ctx;
    if (err && !is_late(err)) {
        renewing_end(renewing, err);
        return;
    }
    if (done && lore) {
        renewing->renewed++;
        look(renewing->ask->admin, lore->id);
    }
    renew_next(renewing);
}

static void renew_next(struct renewing *renewing)
{
    if (renewing->renewed >= RENEW_MAX) {
        renewing_end(renewing, NULL);
        return;
    }
    if (renewing->next == renewing->count) {
        if (!renewing->more) {
            renewing->kind = json_next(renewing->kind);
            renewing->seen = 0;
        }
        renew_page(renewing);
        return;
    }
    renewing->edit = (struct store_lore_edit){
        .row = renewing->rows[renewing->next++],
        .act = STORE_LORE_RENEW,
        .who = renewing->ask->player,
    };
    store_lore_edit(renewing->ask->admin->config.store, &renewing->edit, on_renewed, renewing);
}

static void on_kept(void *ctx, const struct store_lore *lore, const struct err *err)
{
    struct renewing *renewing = ctx;
    if (lore) {
        const char *prompt = json_str(renewing->kind, "prompt", NULL);
        renewing->seen = lore->row;
        renewing->more = true;
        if (!prompt || !str_equal(prompt, lore->prompt))
            renewing->rows[renewing->count++] = lore->row;
    } else if (err) {
        renewing_end(renewing, err);
    } else {
        renew_next(renewing);
    }
}

static void renew_page(struct renewing *renewing)
{
    if (!renewing->kind) {
        renewing_end(renewing, NULL);
        return;
    }
    renewing->count = renewing->next = 0;
    renewing->more = false;
    renewing->page = (struct store_lore_page){
        .which = STORE_LORE_ONLY_KEPT,
        .kind = json_str(renewing->kind, "kind", ""),
        .after = renewing->seen,
        .limit = STORE_LORE_PAGE_MAX,
    };
    store_lore_page_load(renewing->ask->admin->config.store, &renewing->page, on_kept, renewing);
}

void ask_lore_renew(struct ask *ask)
{
    struct renewing *renewing = mem_alloc(sizeof *renewing);
    renewing->ask = ask;
    renewing->kind = json_first(json_get(ask->words, "kinds"));
    renew_page(renewing);
}

/* --- what players report --------------------------------------------------------------------- */

struct reporting {
    struct ask *ask;
    struct store_lore_report report;
};

static void on_reported(void *ctx, bool done, const struct store_lore *lore, const struct err *err)
{
    struct reporting *reporting = ctx;
    struct ask *ask = reporting->ask;
    free(reporting);
    if (!err && done && lore && lore->reports == 1) {
        struct admin *admin = ask->admin;
        char name[64];
        json *event = lore_json_row(lore);
        json_add_str(event, "type", "lore_reported");
        json_add_str(event, "by", ask->player);
        char *text = json_print(event);
        snprintf(name, sizeof name, "admin:%lld", (long long)store_id(admin->config.store));
        turns_event(admin->config.turns, "_engine/lore", name, text);
        free(text);
        json_free(event);
    }
    ask_free(ask);
}

static void on_found(void *ctx, const struct store_lore *lore, const struct err *err)
{
    struct reporting *reporting = ctx;
    if (!lore || err) {
        ask_free(reporting->ask);
        free(reporting);
        return;
    }
    reporting->report = (struct store_lore_report){lore->row, reporting->ask->player};
    store_lore_report(reporting->ask->admin->config.store, &reporting->report, on_reported,
                      reporting);
}

/* By a player, who has been thanked already: {id}. Moderators hear of the first of a text. */
void ask_lore_report(struct ask *ask)
{
    struct reporting *reporting = mem_alloc(sizeof *reporting);
    reporting->ask = ask;
    store_lore_get(ask->admin->config.store, json_str(ask->words, "id", ""), on_found, reporting);
}
