/* Broadcasts at a time of their own. They are drafts that an admin has confirmed, in the database;
 * the earliest is held here, and looked at every second as long as there is one, because the game's
 * clock may be moved. What is due while another broadcast runs, or fell due while the engine stood,
 * begins as soon as it can; so what is sent while another one runs is planned for now, and thereby
 * stands in line. */
#include "app/admin_inner.h"

#include "base/log.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define PLANS_TICK_MS 1000

struct plans {
    struct admin *admin;
    struct loop_timer *timer;
    int64_t id; /* the earliest; 0: none is known */
    int64_t due;
    char *who;
    bool looking; /* a list is on its way, */
    bool again;   /* and is stale already */
    bool sending;
};

static void forget(struct plans *plans)
{
    free(plans->who);
    plans->who = NULL;
    plans->id = 0;
}

static void on_planned(void *ctx, const struct store_broadcast *row, const struct err *err)
{
    struct plans *plans = ctx;
    if (row) {
        forget(plans);
        plans->id = row->id;
        plans->due = row->due;
        plans->who = mem_strdup(row->who);
        return;
    }
    plans->looking = false;
    if (err)
        log_warn("app", LOG_T("planned broadcasts cannot be read"), LOG_S("error", err->text));
    if (plans->again)
        plans_look(plans);
    else if (plans->id || err)
        loop_timer_start(plans->timer, PLANS_TICK_MS);
}

void plans_look(struct plans *plans)
{
    plans->again = plans->looking;
    if (plans->looking)
        return;
    plans->looking = true;
    forget(plans);
    store_broadcasts_planned(plans->admin->config.store, 1, on_planned, plans);
}

static void on_sent(void *ctx, const struct err *err)
{
    struct plans *plans = ctx;
    plans->sending = false;
    if (err && err->code == ERR_CANCELLED)
        return;
    if (err && err->code != ERR_NOT_FOUND) /* another is under way */
        loop_timer_start(plans->timer, PLANS_TICK_MS);
    else
        plans_look(plans);
}

static void on_tick(void *ctx)
{
    struct plans *plans = ctx;
    if (!plans->id) {
        plans_look(plans);
    } else if (turns_now(plans->admin->config.turns) < plans->due || plans->sending) {
        loop_timer_start(plans->timer, PLANS_TICK_MS);
    } else {
        plans->sending = true;
        broadcast_act(plans->admin->config.broadcast, BROADCAST_SEND, plans->id, plans->who,
                      on_sent, plans);
    }
}

struct plans *plans_new(struct admin *admin)
{
    struct plans *plans = mem_alloc(sizeof *plans);
    plans->admin = admin;
    plans->timer = loop_timer_new(admin->config.loop, on_tick, plans);
    return plans;
}

void plans_free(struct plans *plans)
{
    if (!plans)
        return;
    loop_timer_free(plans->timer);
    forget(plans);
    free(plans);
}

void admin_start(struct admin *admin)
{
    plans_look(admin->plans);
}

/* --- what admins ask ------------------------------------------------------------------------- */

struct planning {
    struct ask *ask;
    const char *act;
    struct store_broadcast_plan plan;
};

static void on_confirmed(void *ctx, const struct err *err)
{
    struct planning *planning = ctx;
    struct ask *ask = planning->ask;
    const char *act = planning->act;
    free(planning);
    if (err && err->code != ERR_NOT_FOUND) {
        ask_fail(ask, err);
        return;
    }
    json_add_str(ask->answer, "act", act);
    if (err)
        json_add_str(ask->answer, "why", "none");
    plans_look(ask->admin->plans);
    ask_tell(ask, "broadcast_act");
}

static void plan(struct ask *ask, const char *act, int64_t due)
{
    struct planning *planning = mem_alloc(sizeof *planning);
    planning->ask = ask;
    planning->act = act;
    planning->plan = (struct store_broadcast_plan){json_int(ask->words, "id", 0), ask->player, due};
    store_broadcast_plan(ask->admin->config.store, &planning->plan, on_confirmed, planning);
}

void ask_plan(struct ask *ask)
{
    plan(ask, "plan", 0);
}

void ask_queue(struct ask *ask)
{
    plan(ask, "queue", turns_now(ask->admin->config.turns));
}

static void on_plan_line(void *ctx, const struct store_broadcast *row, const struct err *err)
{
    struct ask *ask = ctx;
    if (err) {
        ask_fail(ask, err);
    } else if (!row) {
        ask_tell(ask, "plans");
    } else {
        json *texts = NULL;
        json *line = ask_row(ask);
        json_add_int(line, "id", row->id);
        json_add_int(line, "due", row->due);
        json_add_str(line, "who", row->who);
        if (json_parse(row->texts, strlen(row->texts), &texts, NULL) == 0)
            json_add(line, "texts", texts);
    }
}

void ask_plans(struct ask *ask)
{
    store_broadcasts_planned(ask->admin->config.store, ADMIN_PAGE, on_plan_line, ask);
}
