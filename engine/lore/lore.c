/* The life of the pipeline: start, stop, figures. What it does is in the files that inner.h names.
 *
 * A stop lets calls that are paid for end, within LORE_STOP_MS, and cancels the rest; what is open
 * stays open in the database. A halt is a crash that frees its memory: whatever completes after it
 * finds `halted` and changes nothing. */
#include "lore/lore.h"

#include "base/mem.h"
#include "lore/inner.h"

#include <stdlib.h>
#include <string.h>

void lore_op(struct lore *lore)
{
    lore->ops++;
}

bool lore_op_ended(struct lore *lore)
{
    lore->ops--;
    return !lore->halted;
}

/* --- stop ------------------------------------------------------------------------------------ */

void lore_stop_look(struct lore *lore)
{
    if (!lore->stopping || lore->halted || lore->working || lore->ops || !lore->stopped)
        return;
    loop_timer_stop(lore->grace);
    loop_timer_start(lore->told, 0);
}

/* A timer's and no deferred call's: whoever ends us meanwhile takes it back. */
static void on_told(void *ctx)
{
    struct lore *lore = ctx;
    loop_fn fn = lore->stopped;
    lore->stopped = NULL;
    if (fn)
        fn(lore->stopped_ctx);
}

static void on_grace(void *ctx)
{
    const struct lore *lore = ctx;
    for (struct map_at at = {0}; map_next(lore->jobs, &at);) {
        const struct job *job = at.value;
        if (job->work && job->work->call)
            gemini_cancel(job->work->call);
    }
}

static void quiet(struct lore *lore)
{
    for (struct map_at at = {0}; map_next(lore->jobs, &at);) {
        struct job *job = at.value;
        loop_timer_stop(job->patience);
        loop_timer_stop(job->rest);
    }
    scan_stop(lore->scan);
    heard_stop(lore->heard);
}

void lore_stop(struct lore *lore, loop_fn fn, void *ctx)
{
    lore->stopping = true;
    lore->stopped = fn;
    lore->stopped_ctx = ctx;
    quiet(lore);
    loop_timer_start(lore->grace, LORE_STOP_MS);
    lore_stop_look(lore);
}

void lore_halt(struct lore *lore)
{
    if (!lore)
        return;
    lore->halted = true;
    quiet(lore);
    loop_timer_stop(lore->grace);
    loop_timer_stop(lore->told);
}

/* --- life ------------------------------------------------------------------------------------ */

struct lore *lore_new(const struct lore_config *config)
{
    struct lore *lore = mem_alloc(sizeof *lore);
    lore->config = *config;
    for (size_t i = 0; i < config->model_count; i++)
        lore->models[i] = mem_strdup(config->models[i]);
    lore->jobs = map_new();
    list_init(&lore->first);
    list_init(&lore->later);
    lore->scan = scan_new(lore);
    lore->heard = heard_new(lore);
    lore->grace = loop_timer_new(config->loop, on_grace, lore);
    lore->told = loop_timer_new(config->loop, on_told, lore);
    return lore;
}

void lore_free(struct lore *lore)
{
    if (!lore)
        return;
    for (struct map_at at = {0}; map_next(lore->jobs, &at);)
        job_free(at.value);
    map_free(lore->jobs);
    for (size_t i = 0; i < lore->config.model_count; i++)
        free(lore->models[i]);
    scan_free(lore->scan);
    heard_free(lore->heard);
    loop_timer_free(lore->grace);
    loop_timer_free(lore->told);
    free(lore);
}

void lore_start(struct lore *lore)
{
    scan_begin(lore->scan);
}

void lore_scan(struct lore *lore)
{
    if (!lore->stopping && !lore->halted)
        scan_begin(lore->scan);
}

void lore_price(struct lore *lore, struct prices *prices)
{
    lore->config.prices = prices;
}

/* --- what is wanted -------------------------------------------------------------------------- */

void lore_wanted(struct lore *lore, const char *id)
{
    job_want(lore, id, true);
}

void lore_look(struct lore *lore, const char *id)
{
    lore_changed(lore, id);
    job_look(lore, id);
}

void lore_heard(struct lore *lore, const char *id)
{
    if (lore->stopping || lore->halted || strnlen(id, LORE_ID_MAX + 1) > LORE_ID_MAX)
        return;
    lore->status.heard++;
    heard_one(lore->heard, id);
}

void lore_changed(const struct lore *lore, const char *id)
{
    if (lore->config.port.changed)
        lore->config.port.changed(lore->config.port.self, id);
}

static void on_published(void *ctx, const struct err *err)
{
    struct lore *lore = ctx;
    (void)err; /* a row that stays behind is told again at the next start */
    if (!lore_op_ended(lore))
        return;
    scan_published(lore->scan);
    lore_stop_look(lore);
}

void lore_published(struct lore *lore, int64_t row, int64_t revision)
{
    if (lore->halted)
        return;
    lore_op(lore);
    store_lore_published(lore->config.store, row, revision, on_published, lore);
}

void lore_status(const struct lore *lore, struct lore_status *ret_status)
{
    *ret_status = lore->status;
    ret_status->jobs = (int64_t)map_count(lore->jobs);
    ret_status->working = (int64_t)lore->working;
    for (struct map_at at = {0}; map_next(lore->jobs, &at);)
        ret_status->waited += ((const struct job *)at.value)->waited;
}
