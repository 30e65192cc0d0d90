/* Which keys are open, and in what order they are worked on: those that players wait for before
 * those that are warmed, and never more than `parallel` at once. A key has one job, however often
 * it is wanted.
 *
 * Patience belongs to a job, not to its work: two seconds after the first player has begun to wait
 * he is told that the text is being written, and at the deadline he gets the template, whatever the
 * job does meanwhile. It goes on: a text that comes later replaces the template, and who comes
 * before it has the same patience anew. */
#include "lore/inner.h"

#include "base/log.h"
#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int64_t deadline_of(const struct lore *lore)
{
    return lore->config.deadline_ms ? lore->config.deadline_ms : LORE_DEADLINE_MS;
}

static int64_t slow_of(const struct lore *lore)
{
    return lore->config.slow_ms ? lore->config.slow_ms : LORE_SLOW_MS;
}

static void tell_none(struct lore *lore, const char *id, const char *reason, const char *prompt,
                      int64_t wait_ms)
{
    lore->status.none++;
    lore->config.port.tell(lore->config.port.self, &(struct lore_news){.kind = LORE_NEWS_NONE,
                                                                       .id = id,
                                                                       .reason = reason,
                                                                       .prompt = prompt,
                                                                       .wait_ms = wait_ms});
}

static void show_template(struct job *job, const char *reason, const char *prompt, int64_t wait_ms)
{
    snprintf(job->lore->status.last_fault, sizeof job->lore->status.last_fault, "%s: %s", reason,
             job->id);
    log_warn("lore", LOG_T("no text: the template is shown"), LOG_S("id", job->id),
             LOG_S("reason", reason), LOG_I("again_in_ms", wait_ms));
    if (job->waited)
        tell_none(job->lore, job->id, reason, prompt, wait_ms);
    loop_timer_stop(job->patience);
}

void job_tell_none(struct job *job, const char *reason, const char *prompt, int64_t wait_ms)
{
    show_template(job, reason, prompt, wait_ms);
    scan_later(job->lore->scan, wait_ms);
}

/* --- patience -------------------------------------------------------------------------------- */

static void on_patience(void *ctx)
{
    struct job *job = ctx;
    struct lore *lore = job->lore;
    if (job->spoken) {
        show_template(job, "late", NULL, deadline_of(lore));
        return;
    }
    job->spoken = true;
    lore->config.port.tell(lore->config.port.self,
                           &(struct lore_news){.kind = LORE_NEWS_SLOW, .id = job->id});
    int64_t left = deadline_of(lore) - slow_of(lore);
    loop_timer_start(job->patience, left > 0 ? left : 0);
}

static void start_waiting(struct job *job)
{
    job->waited = true;
    if (loop_timer_active(job->patience))
        return;
    job->spoken = false;
    loop_timer_start(job->patience, slow_of(job->lore));
}

/* --- jobs ------------------------------------------------------------------------------------ */

static void enqueue(struct job *job)
{
    job->state = JOB_QUEUED;
    list_remove(&job->node);
    list_push(job->waited ? &job->lore->first : &job->lore->later, &job->node);
}

static void on_rested(void *ctx)
{
    struct job *job = ctx;
    enqueue(job);
    jobs_pump(job->lore);
}

static struct job *job_new(struct lore *lore, const char *id)
{
    struct job *job = mem_alloc(sizeof *job);
    job->lore = lore;
    job->id = mem_strdup(id);
    job->patience = loop_timer_new(lore->config.loop, on_patience, job);
    job->rest = loop_timer_new(lore->config.loop, on_rested, job);
    map_put(lore->jobs, id, job);
    return job;
}

void job_free(struct job *job)
{
    if (!job)
        return;
    list_remove(&job->node);
    loop_timer_free(job->patience);
    loop_timer_free(job->rest);
    work_free(job->work);
    free(job->id);
    free(job);
}

bool jobs_full(const struct lore *lore, const char *id)
{
    size_t most = lore->config.jobs ? lore->config.jobs : LORE_JOBS_MAX;
    return map_count(lore->jobs) >= most && !map_get(lore->jobs, id);
}

void job_want(struct lore *lore, const char *id, bool waited)
{
    struct job *job = map_get(lore->jobs, id);
    if (lore->stopping || lore->halted)
        return;
    if (jobs_full(lore, id)) {
        if (waited)
            tell_none(lore, id, "full", NULL, LORE_FULL_MS);
        scan_later(lore->scan, LORE_FULL_MS);
        return;
    }
    bool hastens = job && waited && !job->waited;
    if (waited && job)
        start_waiting(job);
    if (!job) {
        job = job_new(lore, id);
        if (waited)
            start_waiting(job);
        enqueue(job);
    } else if (hastens && job->state == JOB_QUEUED) {
        enqueue(job);
    } else if (hastens && job->state == JOB_RESTS) {
        job_rest(job, LORE_LOOK_MS);
    }
    jobs_pump(lore);
}

void job_again(struct job *job)
{
    job->again = job->state == JOB_WORKS;
    if (job->state == JOB_RESTS)
        job_rest(job, 0);
}

void job_look(struct lore *lore, const char *id)
{
    struct job *job = map_get(lore->jobs, id);
    if (job)
        job_again(job);
    else
        job_want(lore, id, false);
}

void job_rest(struct job *job, int64_t ms)
{
    struct lore *lore = job->lore;
    if (job->state == JOB_WORKS) {
        work_free(job->work);
        job->work = NULL;
        lore->working--;
    }
    job->state = JOB_RESTS;
    if (lore->stopping) {
        lore_stop_look(lore);
        return;
    }
    loop_timer_start(job->rest, ms);
    jobs_pump(lore);
}

void job_end(struct job *job)
{
    struct lore *lore = job->lore;
    work_free(job->work);
    job->work = NULL;
    lore->working--;
    if (job->again && !lore->stopping) {
        job->again = false;
        enqueue(job);
    } else {
        map_take(lore->jobs, job->id);
        job_free(job);
    }
    if (lore->stopping)
        lore_stop_look(lore);
    else
        jobs_pump(lore);
}

static struct job *next_of(struct lore *lore)
{
    struct list_node *node = list_pop(&lore->first);
    return LIST_OF(node ? node : list_pop(&lore->later), struct job, node);
}

void jobs_pump(struct lore *lore)
{
    size_t parallel = lore->config.parallel ? lore->config.parallel : LORE_PARALLEL;
    struct job *job;
    while (!lore->stopping && !lore->halted && lore->working < parallel && (job = next_of(lore))) {
        job->state = JOB_WORKS;
        lore->working++;
        job_begin(job);
    }
}
