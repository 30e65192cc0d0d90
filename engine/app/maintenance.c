/* The state is one named value of the store, JSON or "". A change is written, then its line of the
 * audit, and only then told to turn/, which keeps the door. Where the value stands and its line
 * does not, the door follows the value all the same: else the next start would shut a game, or open
 * it, to everybody's surprise. A value whose fate is not known is written again: it is the same. */
#include "app/maintenance.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define MAINTENANCE_NAME "maintenance"
#define VALUE_TRIES      3 /* so often the value is written */

struct maintenance {
    struct store *store;
    struct turns *turns;
    json *now; /* NULL: open */

    json *next; /* of the change under way */
    char *value;
    char *who;
    char *was;
    struct store_audit line;
    int tries;        /* of the value */
    store_done_fn fn; /* NULL: no change is under way */
    void *ctx;
};

struct maintenance *maintenance_new(struct store *store, struct turns *turns)
{
    struct maintenance *maintenance = mem_alloc(sizeof *maintenance);
    maintenance->store = store;
    maintenance->turns = turns;
    return maintenance;
}

static void forget_change(struct maintenance *maintenance)
{
    json_free(maintenance->next);
    free(maintenance->value);
    free(maintenance->who);
    free(maintenance->was);
    maintenance->next = NULL;
    maintenance->value = maintenance->who = maintenance->was = NULL;
    maintenance->fn = NULL;
}

void maintenance_free(struct maintenance *maintenance)
{
    if (!maintenance)
        return;
    forget_change(maintenance);
    json_free(maintenance->now);
    free(maintenance);
}

const json *maintenance_now(const struct maintenance *maintenance)
{
    return maintenance->now;
}

/* Takes now. */
static void put(struct maintenance *maintenance, json *now)
{
    char *texts = now ? json_print(json_get(now, "texts")) : NULL;
    json_free(maintenance->now);
    maintenance->now = now;
    turns_shut(maintenance->turns, texts);
    if (now)
        log_warn("app", LOG_T("maintenance: the game is shut for players"),
                 LOG_S("by", json_str(now, "by", "")));
    free(texts);
}

static void end(struct maintenance *maintenance, const struct err *err)
{
    store_done_fn fn = maintenance->fn;
    void *ctx = maintenance->ctx;
    forget_change(maintenance);
    fn(ctx, err);
}

static void on_value(void *ctx, const char *value, const struct err *err)
{
    struct maintenance *maintenance = ctx;
    json *now = NULL;
    if (!err && value && *value && json_parse(value, strlen(value), &now, NULL) == 0)
        put(maintenance, now);
    end(maintenance, err);
}

void maintenance_load(struct maintenance *maintenance, store_done_fn fn, void *ctx)
{
    maintenance->fn = fn;
    maintenance->ctx = ctx;
    store_value_get(maintenance->store, MAINTENANCE_NAME, on_value, maintenance);
}

static void on_audited(void *ctx, const struct err *err)
{
    struct maintenance *maintenance = ctx;
    bool opens = !maintenance->next;
    put(maintenance, maintenance->next);
    maintenance->next = NULL;
    if (opens)
        log_info("app", LOG_T("maintenance is over"), LOG_S("by", maintenance->who));
    end(maintenance, err);
}

static void write_value(struct maintenance *maintenance);

static void on_stored(void *ctx, const struct err *err)
{
    struct maintenance *maintenance = ctx;
    if (err && err->code != ERR_CANCELLED && maintenance->tries < VALUE_TRIES)
        write_value(maintenance);
    else if (err)
        end(maintenance, err);
    else
        store_audit_add(maintenance->store, &maintenance->line, on_audited, maintenance);
}

static void write_value(struct maintenance *maintenance)
{
    maintenance->tries++;
    store_value_set(maintenance->store, MAINTENANCE_NAME, maintenance->value, on_stored,
                    maintenance);
}

static char *print_texts(const json *now)
{
    return now ? json_print(json_get(now, "texts")) : NULL;
}

void maintenance_set(struct maintenance *maintenance, const char *who, const json *texts,
                     store_done_fn fn, void *ctx)
{
    struct err err;
    if (maintenance->fn) {
        err_set(&err, ERR_LIMIT, "another change of the maintenance is under way");
        fn(ctx, &err);
        return;
    }
    maintenance->fn = fn;
    maintenance->ctx = ctx;
    maintenance->who = mem_strdup(who);
    maintenance->was = print_texts(maintenance->now);
    if (texts) {
        maintenance->next = json_object();
        json_add(maintenance->next, "texts", json_clone(texts));
        json_add_str(maintenance->next, "by", who);
        json_add_int(maintenance->next, "since", clock_wall_ms() / 1000);
    }
    maintenance->value = maintenance->next ? json_print(maintenance->next) : mem_strdup("");
    maintenance->line = (struct store_audit){
        .who = maintenance->who,
        .what = texts ? "maintenance.on" : "maintenance.off",
        .was = maintenance->was,
        .became = texts ? maintenance->value : NULL,
    };
    maintenance->tries = 0;
    write_value(maintenance);
}
