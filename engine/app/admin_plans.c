/* What admins ask about broadcasts that begin by themselves (plans.h): one for a time of its own,
 * one that shall stand in line, and the list of both. A draft that stands in line is planned for
 * now. */
#include "app/admin_inner.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

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
