/* From an admin's words to the answer.
 *
 *     turn of the admin --effect--> admin_ask -> the question's own function -> store ... -+
 *                                                                                          v
 *     another turn of the admin, which draws the answer <--event in his lane-------- ask_tell
 *
 * The way there and back is not durable: what a crash swallows is asked again. What is done on the
 * way is one transaction of the store each (admin.h there), done once however often it is asked. */
#include "app/admin_inner.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void sample(void *ctx)
{
    struct admin *admin = ctx;
    struct turns_status status;
    turns_status(admin->config.turns, &status);
    admin->samples[admin->sampled++ % ADMIN_SAMPLES] = status.turns;
    loop_timer_start(admin->sampler, ADMIN_SAMPLE_MS);
}

static int64_t on_now(void *ctx)
{
    const struct admin *admin = ctx;
    return turns_now(admin->config.turns);
}

static struct plans *make_plans(struct admin *admin)
{
    struct plans_config plans = {
        .loop = admin->config.loop,
        .store = admin->config.store,
        .broadcast = admin->config.broadcast,
        .queue = admin->config.queue,
        .now = on_now,
        .ctx = admin,
    };
    return plans_new(&plans);
}

struct admin *admin_new(const struct admin_config *config)
{
    struct admin *admin = mem_alloc(sizeof *admin);
    admin->config = *config;
    admin->began_ms = clock_mono_ms();
    list_init(&admin->tickets);
    admin->plans = make_plans(admin);
    admin->sampler = loop_timer_new(config->loop, sample, admin);
    loop_timer_start(admin->sampler, ADMIN_SAMPLE_MS);
    return admin;
}

void admin_start(struct admin *admin)
{
    plans_look(admin->plans);
}

void admin_quiet(struct admin *admin)
{
    plans_quiet(admin->plans);
}

void admin_free(struct admin *admin)
{
    if (!admin)
        return;
    loop_timer_free(admin->sampler);
    tickets_free(admin);
    plans_free(admin->plans);
    free(admin);
}

/* --- answers --------------------------------------------------------------------------------- */

void ask_free(struct ask *ask)
{
    json_free(ask->words);
    json_free(ask->answer);
    free(ask);
}

struct ask *ask_new(struct admin *admin, const char *player)
{
    struct ask *ask = mem_alloc(sizeof *ask);
    ask->admin = admin;
    ask->words = json_object();
    json_add_str(ask->words, "player", player);
    ask->player = json_str(ask->words, "player", "");
    ask->answer = json_object();
    return ask;
}

json *ask_row(struct ask *ask)
{
    json *row = json_object();
    if (!ask->rows) {
        ask->rows = json_array();
        json_add(ask->answer, "rows", ask->rows);
    }
    json_push(ask->rows, row);
    return row;
}

void ask_tell(struct ask *ask, const char *show)
{
    struct admin *admin = ask->admin;
    char lane[64] = ADMIN_STUDIO_LANE;
    char name[64];

    json_add_str(ask->answer, "type", "admin");
    json_add_str(ask->answer, "player", ask->player);
    json_add_str(ask->answer, "show", show);
    int64_t ticket = json_int(ask->words, "ticket", 0);
    if (ticket) {
        json_add_int(ask->answer, "ticket", ticket);
        json_add_str(ask->answer, "lang", json_str(ask->words, "lang", ""));
    }
    char *text = json_print(ask->answer);
    if (ask->reply) {
        ask->reply(ask->reply_ctx, text ? text : "{}");
        free(text);
        ask_free(ask);
        return;
    }
    if (strcmp(ask->player, "studio") != 0)
        snprintf(lane, sizeof lane, "player/%s", ask->player);
    snprintf(name, sizeof name, "admin:%lld", (long long)store_id(admin->config.store));
    turns_event(admin->config.turns, lane, name, text);
    free(text);
    ask_free(ask);
}

void ask_fail(struct ask *ask, const struct err *err)
{
    json_add_str(ask->answer, "reason", err->text);
    ask_tell(ask, "trouble");
}

/* --- questions ------------------------------------------------------------------------------- */

static const struct {
    const char *name;
    void (*run)(struct ask *ask);
} asks[] = {
    {"errors", ask_errors},
    {"poison", ask_poison},
    {"outbox", ask_outbox},
    {"failures", ask_failures},
    {"failure", ask_failure},
    {"calls", ask_calls},
    {"settle", ask_settle},
    {"status", ask_status},
    {"timers", ask_timers},
    {"timer_cancel", ask_timer_cancel},
    {"audit", ask_audit},
    {"aside_again", ask_aside_again},
    {"find", ask_find},
    {"draft", ask_draft},
    {"payments", ask_payments},
    {"payment", ask_payment},
    {"broadcast", ask_broadcast},
    {"broadcast_act", ask_broadcast_act},
    {"maintenance", ask_maintenance},
    {"backup", ask_backup},
    {"told", ask_told},
    {"plan", ask_plan},
    {"plans", ask_plans},
    {"lore", ask_lore},
    {"lore_list", ask_lore_list},
    {"lore_one", ask_lore_one},
    {"lore_act", ask_lore_act},
    {"lore_renew", ask_lore_renew},
    {"lore_report", ask_lore_report},
};

static void ask_run(struct ask *ask, const char *what)
{
    for (size_t i = 0; i < sizeof asks / sizeof asks[0]; i++) {
        if (str_equal(asks[i].name, what)) {
            asks[i].run(ask);
            return;
        }
    }
    log_error("app", LOG_T("an admin's question is not known"), LOG_S("do", what));
    ask_free(ask);
}

void admin_ask(struct admin *admin, const char *request)
{
    json *words = NULL;
    struct err err;

    if (json_parse(request, strlen(request), &words, &err)) {
        log_error("app", LOG_T("an admin asked in broken words"), LOG_S("error", err.text));
        return;
    }
    struct ask *ask = mem_alloc(sizeof *ask);
    ask->admin = admin;
    ask->words = words;
    ask->player = json_str(words, "player", "");
    ask->answer = json_object();
    ask_run(ask, json_str(words, "do", ""));
}
