/* The local Telegram's life: from its journal to its routes, and to its end.
 *
 *     /bot<token>/METHOD ─▶ api.c ─▶ method_*.c ─┐
 *     /control/...       ─▶ control*.c ──────────┼─▶ model.c, messages.c ─▶ records.c ─▶ journal.c
 *     /                  ─▶ web.c                └─▶ updates.c ─▶ poll.c, webhook.c
 *                                                └─▶ events.c, wait.c
 *
 * Trouble on order stands between: faults.c (what was ordered), scenario.c (by seed) and flood.c
 * before a call is run, mischief.c before an update is queued.
 *
 * Each request's lines are written to the journal when its handler returns, which is before the
 * server sends the answer; what timers and webhooks cause, just before the loop sleeps. */
#include "sandbox/sandbox.h"

#include "base/mem.h"
#include "sandbox/api.h"
#include "sandbox/callbacks.h"
#include "sandbox/control.h"
#include "sandbox/crowd.h"
#include "sandbox/events.h"
#include "sandbox/faults.h"
#include "sandbox/files.h"
#include "sandbox/hits.h"
#include "sandbox/inline.h"
#include "sandbox/journal.h"
#include "sandbox/payments.h"
#include "sandbox/records.h"
#include "sandbox/scenario.h"
#include "sandbox/updates.h"
#include "sandbox/wait.h"
#include "sandbox/web.h"

#include <stdlib.h>

static void on_prepare(void *ctx)
{
    journal_flush(((struct sandbox *)ctx)->journal);
}

static int open_journal(struct sandbox *sandbox, const char *path, struct err *err)
{
    struct journal *journal = NULL;
    if (!path)
        return 0;
    sandbox->folder = mem_printf("%s.files", path);
    int code = journal_replay(path, records_apply, sandbox, err);
    if (code == 0)
        code = journal_open(path, records_dump, sandbox, &journal, err);
    sandbox->journal = journal;
    return code;
}

/* Webhooks with updates that waited in the journal. */
static void resume(struct sandbox *sandbox)
{
    const struct list *bots = &sandbox->bot_list;
    for (struct list_node *n = list_first(bots); n; n = list_next(bots, n))
        updates_ready(LIST_OF(n, struct bot, node));
}

static void on_call(void *ctx, struct http_exchange *exchange)
{
    api_on_call(ctx, exchange);
    on_prepare(ctx);
}

static void on_control(void *ctx, struct http_exchange *exchange)
{
    control_on_request(ctx, exchange);
    on_prepare(ctx);
}

static void mount(struct sandbox *sandbox, struct http_server *server)
{
    http_server_route(server, "/", web_on_request, sandbox);
    http_server_route(server, "/bot", on_call, sandbox);
    http_server_route(server, "/file/bot", api_on_file, sandbox);
    http_server_route(server, "/control/", on_control, sandbox);
}

int sandbox_new(struct loop *loop, const struct sandbox_config *config,
                struct sandbox **ret_sandbox, struct err *err)
{
    struct sandbox *sandbox = mem_alloc(sizeof(*sandbox));
    sandbox->loop = loop;
    sandbox->client = config->client;
    sandbox->password = mem_strdup(config->password);
    sandbox->clock_hook = mem_strdup(config->clock_hook);
    sandbox->studio = mem_strdup(config->studio);
    sandbox->bot_name = mem_strdup(config->bot_name ? config->bot_name : "Local Bot");
    list_init(&sandbox->faults);
    list_init(&sandbox->delayed);
    list_init(&sandbox->readers);
    list_init(&sandbox->waiters);
    sandbox->hits = hits_new();
    model_init(sandbox);
    callbacks_init(sandbox);
    payments_init(sandbox);
    inline_init(sandbox);
    files_init(sandbox);
    int code = open_journal(sandbox, config->journal, err);
    if (code == 0 && config->scenario)
        code = scenario_load_file(sandbox, config->scenario, err);
    if (code < 0) {
        sandbox_free(sandbox);
        return code;
    }
    sandbox->kick = loop_timer_new(loop, updates_serve, sandbox);
    sandbox->flush = loop_prepare_new(loop, on_prepare, sandbox);
    mount(sandbox, config->server);
    resume(sandbox);
    *ret_sandbox = sandbox;
    return 0;
}

void sandbox_free(struct sandbox *sandbox)
{
    if (!sandbox)
        return;
    control_skip_end(sandbox);
    faults_free(sandbox);
    crowd_free(sandbox);
    scenario_stop(sandbox);
    wait_end_all(sandbox);
    events_close_all(sandbox);
    journal_free(sandbox->journal);
    sandbox->journal = NULL;
    model_done(sandbox);
    callbacks_done(sandbox);
    payments_done(sandbox);
    inline_done(sandbox);
    files_done(sandbox);
    hits_free(sandbox->hits);
    loop_timer_free(sandbox->kick);
    loop_prepare_free(sandbox->flush);
    json_free(sandbox->notice);
    free(sandbox->password);
    free(sandbox->clock_hook);
    free(sandbox->bot_name);
    free(sandbox->studio);
    free(sandbox->folder);
    free(sandbox);
}
