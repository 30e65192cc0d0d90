/* What moderators do with lore, one text or all of some kinds, and what players report. What has
 * changed is published at once. */
#include "app/admin_inner.h"

#include "app/lore_json.h"
#include "app/lore_renew.h"
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

struct renewing { /* the kinds one after the other */
    struct ask *ask;
    const json *kind; /* {kind, prompt}: what that prompt wrote stays; without one all go */
    int64_t renewed;
};

static void on_renewed(void *ctx, const char *id)
{
    const struct renewing *renewing = ctx;
    look(renewing->ask->admin, id);
}

static void renew_next(struct renewing *renewing);

static void on_kind_renewed(void *ctx, int64_t count, const struct err *err)
{
    struct renewing *renewing = ctx;
    struct ask *ask = renewing->ask;
    if (err) {
        free(renewing);
        ask_fail(ask, err);
        return;
    }
    renewing->renewed += count;
    renewing->kind = json_next(renewing->kind);
    renew_next(renewing);
}

static void renew_next(struct renewing *renewing)
{
    struct ask *ask = renewing->ask;
    if (!renewing->kind || renewing->renewed >= RENEW_MAX) {
        json_add_int(ask->answer, "count", renewing->renewed);
        free(renewing);
        ask_tell(ask, "lore_renew");
        return;
    }
    lore_renew(&(struct lore_renew){.store = ask->admin->config.store,
                                    .kind = json_str(renewing->kind, "kind", ""),
                                    .prompt = json_str(renewing->kind, "prompt", NULL),
                                    .who = ask->player,
                                    .limit = RENEW_MAX - renewing->renewed,
                                    .on_each = on_renewed,
                                    .on_done = on_kind_renewed,
                                    .ctx = renewing});
}

void ask_lore_renew(struct ask *ask)
{
    struct renewing *renewing = mem_alloc(sizeof *renewing);
    renewing->ask = ask;
    renewing->kind = json_first(json_get(ask->words, "kinds"));
    renew_next(renewing);
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
