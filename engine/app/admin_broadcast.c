/* Broadcasts, as admins speak of them: a draft that is shown first, then sent or cancelled; and
 * what is under way, paused, resumed, ended. */
#include "app/admin_inner.h"

#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "script/script.h"

#include <stdlib.h>

static void add_counts(json *answer, const struct store_broadcast *row, int64_t pace)
{
    json_add_int(answer, "state", (int64_t)row->state);
    json_add_int(answer, "sent", row->sent);
    json_add_int(answer, "failed", row->failed);
    json_add_int(answer, "blocked", row->blocked);
    json_add_int(answer, "missed", row->missed);
    json_add_int(answer, "pace", pace);
}

bool ask_broadcast_state(const struct broadcast *broadcast, json *answer)
{
    const struct store_broadcast *row = broadcast_now(broadcast);
    if (!row)
        return false;
    add_counts(answer, row, broadcast_pace(broadcast));
    return true;
}

char *progress_draw(struct generation *generation, const struct store_broadcast *row, int64_t pace)
{
    struct err err;
    char *body = NULL;
    json *told = json_object();
    json_add_str(told, "lang", row->lang);
    add_counts(told, row, pace);
    char *text = json_print(told);
    if (generation_call(generation, "broadcast", text, &body, &err))
        log_warn("app", LOG_T("the progress of a broadcast cannot be drawn"),
                 LOG_S("error", err.text));
    free(text);
    json_free(told);
    return body;
}

/* --- drafts ---------------------------------------------------------------------------------- */

struct drafting {
    struct ask *ask;
    struct store_broadcast row;
    char *texts;
};

static void on_drafted(void *ctx, const struct err *err)
{
    struct drafting *drafting = ctx;
    struct ask *ask = drafting->ask;
    if (err) {
        ask_fail(ask, err);
    } else {
        json_add_int(ask->answer, "id", drafting->row.id);
        json_add_bool(ask->answer, "paid", drafting->row.paid);
        if (drafting->row.due)
            json_add_int(ask->answer, "due", drafting->row.due);
        json_add(ask->answer, "texts", json_clone(json_get(ask->words, "texts")));
        ask_tell(ask, "draft");
    }
    free(drafting->texts);
    free(drafting);
}

void ask_draft(struct ask *ask)
{
    struct store *store = ask->admin->config.store;
    struct drafting *drafting = mem_alloc(sizeof *drafting);
    drafting->ask = ask;
    drafting->texts = json_print(json_get(ask->words, "texts"));
    drafting->row = (struct store_broadcast){
        .id = store_id(store),
        .who = ask->player,
        .lang = json_str(ask->words, "lang", ""),
        .texts = drafting->texts ? drafting->texts : "{}",
        .paid = json_bool(ask->words, "paid", false),
        .due = json_int(ask->words, "due", 0),
    };
    store_broadcast_add(store, &drafting->row, on_drafted, drafting);
}

/* --- what is under way ----------------------------------------------------------------------- */

struct waiting {
    struct ask *ask;
    int64_t count;
};

static void on_waiting(void *ctx, const struct store_broadcast *row, const struct err *err)
{
    struct waiting *waiting = ctx;
    struct ask *ask = waiting->ask;
    if (row) {
        waiting->count += row->due <= turns_now(ask->admin->config.turns);
        return;
    }
    json_add_int(ask->answer, "waiting", waiting->count);
    free(waiting);
    if (err)
        ask_fail(ask, err);
    else
        ask_tell(ask, "broadcast");
}

void ask_broadcast(struct ask *ask)
{
    struct waiting *waiting = mem_alloc(sizeof *waiting);
    bool any = ask_broadcast_state(ask->admin->config.broadcast, ask->answer);
    json_add_bool(ask->answer, "any", any);
    waiting->ask = ask;
    store_broadcasts_planned(ask->admin->config.store, ADMIN_PAGE, on_waiting, waiting);
}

static void on_acted(void *ctx, const struct err *err)
{
    struct ask *ask = ctx;
    const char *act = json_str(ask->words, "act", "");
    if (err && err->code == ERR_EXISTS && str_equal(act, "send")) {
        ask_queue(ask);
        return;
    }
    if (err && err->code == ERR_CANCELLED) { /* the engine stops: nobody is there to tell */
        ask_free(ask);
        return;
    }
    plans_look(ask->admin->plans); /* perhaps a planned one was cancelled */
    json_add_str(ask->answer, "act", act);
    if (err && err->code != ERR_NOT_FOUND && err->code != ERR_LIMIT) {
        ask_fail(ask, err);
        return;
    }
    if (err)
        json_add_str(ask->answer, "why", err->code == ERR_NOT_FOUND ? "none" : "busy");
    ask_tell(ask, "broadcast_act");
}

void ask_broadcast_act(struct ask *ask)
{
    static const struct {
        const char *name;
        enum broadcast_act act;
    } names[] = {
        {"send", BROADCAST_SEND},     {"cancel", BROADCAST_CANCEL}, {"pause", BROADCAST_PAUSE},
        {"resume", BROADCAST_RESUME}, {"stop", BROADCAST_END},
    };
    const char *act = json_str(ask->words, "act", "");
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (str_equal(names[i].name, act)) {
            broadcast_act(ask->admin->config.broadcast, names[i].act, json_int(ask->words, "id", 0),
                          ask->player, on_acted, ask);
            return;
        }
    }
    struct err err;
    err_set(&err, ERR_INVALID, "a broadcast cannot be told to %s", act);
    ask_fail(ask, &err);
}
