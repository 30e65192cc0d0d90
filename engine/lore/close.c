/* The end of a claim: what came of it stands in the database before anybody hears of it.
 *
 * The lease is renewed at every third of it, from the claim until the settlement has ended. A
 * settlement that the database does not answer is tried again: a text that is paid for is worth
 * some patience, and the fence tells the second from the first. */
#include "lore/inner.h"

#include "base/log.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* --- lease ----------------------------------------------------------------------------------- */

static void on_leased(void *ctx, bool done, const struct store_lore *row, const struct err *err)
{
    struct job *job = ctx;
    (void)row;
    if (!lore_op_ended(job->lore))
        return;
    struct work *work = job->work;
    work->leasing = false;
    if (work->over) {
        job_end(job);
        return;
    }
    if (err || !done)
        log_warn("lore", LOG_T("a lease is not renewed"), LOG_S("id", job->id),
                 LOG_S("error", err ? err->text : "another has taken it over"));
    if (err || done)
        loop_timer_start(work->lease_timer, work->lease.lease_ms / 3);
}

static void on_lease(void *ctx)
{
    struct job *job = ctx;
    struct lore *lore = job->lore;
    job->work->leasing = true;
    lore_op(lore);
    store_lore_lease(lore->config.store, &job->work->lease, on_leased, job);
}

void job_hold_lease(struct job *job)
{
    struct work *work = job->work;
    work->lease = (struct store_lore_lease){work->row, work->fence, work->claim.lease_ms};
    work->lease_timer = loop_timer_new(job->lore->config.loop, on_lease, job);
    loop_timer_start(work->lease_timer, work->lease.lease_ms / 3);
}

void job_give_back(struct job *job)
{
    loop_timer_stop(job->work->lease_timer);
    job->work->over = job->work->leasing;
    if (!job->work->over)
        job_end(job);
}

/* --- settlement ------------------------------------------------------------------------------ */

static void settle(struct job *job);

static void on_pause(void *ctx)
{
    settle(ctx);
}

/* True: it is tried again. */
static bool try_again(struct job *job, const struct err *err)
{
    struct work *work = job->work;
    log_warn("lore", LOG_T("the database does not settle"), LOG_S("id", job->id),
             LOG_S("error", err->text));
    if (err->code == ERR_CANCELLED || ++work->settle_tries >= LORE_SETTLE_TRIES)
        return false;
    if (!work->pause)
        work->pause = loop_timer_new(job->lore->config.loop, on_pause, job);
    loop_timer_start(work->pause, LORE_SETTLE_MS);
    return true;
}

static void tell_end(struct job *job, const struct store_lore *row)
{
    struct lore *lore = job->lore;
    const struct work *work = job->work;
    bool kept = work->settle.end == STORE_LORE_END_KEPT;
    if (kept) {
        lore->status.kept++;
        log_info("lore", LOG_T("a text is kept"), LOG_S("id", job->id),
                 LOG_S("model", work->model_version), LOG_I("answers", work->answers),
                 LOG_I("micro_usd", work->settle.cost));
    }
    if (row && (row->revision > row->published || work->settle.end == STORE_LORE_END_FREED))
        lore_changed(lore, job->id);
    if (!kept && row && (row->state == STORE_LORE_WANTED || row->renew))
        scan_later(lore->scan, work->settle.next_after_ms);
    if (row && row->revision > row->published)
        lore->config.port.tell(
            lore->config.port.self,
            &(struct lore_news){.kind = LORE_NEWS_TEXT, .id = job->id, .row = row});
    else if (!kept && !lore->stopping)
        job_tell_none(job, work->settle.reason, work->settle.prompt, work->settle.next_after_ms);
}

static void on_settled(void *ctx, bool done, const struct store_lore *row, const struct err *err)
{
    struct job *job = ctx;
    if (!lore_op_ended(job->lore))
        return;
    if (err && try_again(job, err))
        return;
    if (err)
        job_tell_none(job, "database", NULL, LORE_FAILED_MS);
    else if (done)
        tell_end(job, row);
    else
        job->again = true; /* another has taken it over: how is it now? */
    job_give_back(job);
}

static void settle(struct job *job)
{
    job->lore->status.cost += job->work->settle_tries ? 0 : job->work->settle.cost;
    lore_op(job->lore);
    store_lore_settle(job->lore->config.store, &job->work->settle, on_settled, job);
}

void job_settle(struct job *job, enum store_lore_end end, const char *reason, int64_t next_ms)
{
    struct work *work = job->work;
    for (size_t i = 0; i < work->refused_count; i++)
        work->refused_rows[i] =
            (struct store_lore_refused){work->refused[i].reason, work->refused[i].words};
    work->reason = mem_strdup(reason);
    work->settle.row = work->row;
    work->settle.fence = work->fence;
    work->settle.end = end;
    work->settle.body = work->body;
    work->settle.model = work->model_version;
    work->settle.prompt = work->brief->prompt;
    work->settle.reason = work->reason;
    work->settle.refused = work->refused_rows;
    work->settle.refused_count = work->refused_count;
    work->settle.next_after_ms = next_ms;
    settle(job);
}
