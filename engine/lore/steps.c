/* The way of a job to its claim. Each step asks for the next thing and returns; what comes back
 * goes on from there:
 *
 *     job_begin -> on_row -> on_recent -> job_ask_brief -> on_brief -> claim -> on_claimed
 *
 * The brief comes before the claim, since the reserve is reckoned from it: the worst that all the
 * answers of this claim can cost. If that does not fit the caps, the next model of the ladder is
 * tried, and behind the last one is the template. */
#include "lore/inner.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "json/json.h"

#include <stdlib.h>
#include <string.h>

void work_free(struct work *work)
{
    if (!work)
        return;
    for (size_t i = 0; i < work->body_count; i++)
        free(work->bodies[i]);
    for (size_t i = 0; i < work->refused_count; i++) {
        free(work->refused[i].reason);
        free(work->refused[i].words);
    }
    loop_timer_free(work->lease_timer);
    loop_timer_free(work->pause);
    lore_brief_free(work->brief);
    free(work->bodies);
    free(work->kind);
    free(work->entity);
    free(work->language);
    free(work->facts);
    free(work->discoverer);
    free(work->refused_prompt);
    free(work->body);
    free(work->picture);
    free(work->picture_id);
    free(work->model_version);
    free(work->reason);
    free(work);
}

/* --- claim ----------------------------------------------------------------------------------- */

static void claim(struct job *job);

/* The first answer may be billed GEMINI_BILLED times, each repair once (ask.c). */
static int64_t calls_of(const struct job *job)
{
    return GEMINI_BILLED + ask_answers(job) - 1;
}

/* The most that the answers of one claim can cost. A repair's brief says more than the first. */
int64_t job_reserve(const struct job *job)
{
    struct prices *prices = job->lore->config.prices;
    int64_t now = clock_wall_ms();
    struct gemini_ask ask;
    const char *part;
    char *schema;
    ask_fill(job, &ask, &part, &schema);
    int64_t worst = prices_worst(prices, ask.model, now, &ask);
    int64_t more =
        prices_cost(prices, ask.model, now, &(struct gemini_usage){.prompt = LORE_REPAIR_MAX});
    free(schema);
    return worst * calls_of(job) + more * (ask_answers(job) - 1);
}

static void on_budget(struct job *job, enum store_lore_claimed claimed, int64_t wait_ms)
{
    static const char *const REASONS[] = {"budget of the day", "budget of the hour",
                                          "budget of the player"};
    if (!job->work->brief->image && ++job->work->model < job->lore->config.model_count) {
        claim(job);
        return;
    }
    job_tell_none(job, REASONS[claimed - STORE_LORE_OVER_DAY], NULL, wait_ms);
    job_end(job);
}

static void on_claimed(void *ctx, enum store_lore_claimed claimed, const struct store_lore *row,
                       int64_t wait_ms, const struct err *err)
{
    struct job *job = ctx;
    struct lore *lore = job->lore;
    if (!lore_op_ended(lore))
        return;
    if (err || !row) {
        job_tell_none(job, "database", NULL, LORE_FAILED_MS);
        job_end(job);
        return;
    }
    switch (claimed) {
    case STORE_LORE_CLAIMED:
        job->work->fence = row->fence;
        job->work->attempts = row->attempts;
        job->work->claimed_ms = loop_now(lore->config.loop);
        job_hold_lease(job);
        job_call(job);
        break;
    case STORE_LORE_BUSY:
        job_rest(job, job->waited && wait_ms > LORE_LOOK_MS ? LORE_LOOK_MS : wait_ms);
        break;
    case STORE_LORE_DONE:
        job->again = true; /* another was faster */
        job_end(job);
        break;
    case STORE_LORE_LATER:
        job_tell_none(job, row->refusal ? row->refusal : "later", job->work->brief->prompt,
                      wait_ms);
        job_end(job);
        break;
    case STORE_LORE_OVER_DAY:
    case STORE_LORE_OVER_HOUR:
    case STORE_LORE_OVER_PLAYER:
        on_budget(job, claimed, wait_ms);
        break;
    }
}

static void claim(struct job *job)
{
    struct lore *lore = job->lore;
    struct work *work = job->work;
    if (lore->stopping) {
        job_end(job);
        return;
    }
    work->claim = (struct store_lore_claim){
        .id = job->id,
        .lease_ms = lore->config.lease_ms ? lore->config.lease_ms : LORE_LEASE_MS,
        .reserve = job_reserve(job),
        .calls = calls_of(job),
        .prompt = work->brief->prompt,
        .player = work->discoverer,
        .caps = lore->config.caps,
    };
    lore_op(lore);
    store_lore_claim(lore->config.store, &work->claim, on_claimed, job);
}

/* --- brief ----------------------------------------------------------------------------------- */

static int take_brief(struct work *work, const char *text, size_t len, struct err *err)
{
    struct lore_brief *brief = NULL;
    int code = lore_brief_new(text, len, &brief, err);
    if (code)
        return code;
    lore_brief_free(work->brief);
    work->brief = brief;
    return 0;
}

static void on_brief(void *ctx, const char *text, size_t len, const struct err *err)
{
    struct job *job = ctx;
    struct err mine = {0};
    if (!err && take_brief(job->work, text, len, &mine) == 0) {
        if (job->work->fence)
            job_call(job);
        else
            claim(job);
        return;
    }
    log_error("lore", LOG_T("there is no brief"), LOG_S("id", job->id),
              LOG_S("error", err ? err->text : mine.text));
    if (job->work->fence) {
        job_settle(job, STORE_LORE_END_FAILED, "brief", LORE_FULL_MS);
        return;
    }
    job_tell_none(job, "brief", NULL, LORE_FULL_MS);
    job_end(job);
}

/* One that repeats for this key and attempt, and differs for the next. */
static int64_t seed_of(const struct work *work)
{
    uint64_t mixed = (uint64_t)work->row * 2654435761u +
                     (uint64_t)(work->attempts * LORE_ANSWERS_MAX + work->answers) * 40503u;
    return (int64_t)(mixed % 2147483647u) + 1;
}

static json *recent_names(const struct work *work)
{
    struct lore_recent recent = {(const char *const *)work->bodies, work->body_count};
    char *text = lore_overused(&recent);
    json *names = NULL;
    json_parse(text, strlen(text), &names, NULL);
    free(text);
    return names;
}

static json *json_or_null(const char *text)
{
    json *value = NULL;
    if (text)
        json_parse(text, strlen(text), &value, NULL);
    return value;
}

void job_ask_brief(struct job *job, const char *said, const char *wrong)
{
    struct lore *lore = job->lore;
    struct work *work = job->work;
    json *request = json_object();
    json_add_str(request, "kind", work->kind);
    json_add_str(request, "entity", work->entity);
    json_add_str(request, "language", work->language);
    json_add(request, "facts", json_or_null(work->facts));
    work->seed = seed_of(work);
    json_add_int(request, "seed", work->seed);
    if (work->body_count)
        json_add(request, "avoid", recent_names(work));
    if (wrong) {
        json *repair = json_object();
        json_add_str(repair, "said", said);
        json_add_str(repair, "wrong", wrong);
        json_add(request, "repair", repair);
    }
    char *text = json_print(request);
    json_free(request);
    lore->config.port.brief(lore->config.port.self, text, on_brief, job);
    free(text);
}

/* --- row, recent texts ----------------------------------------------------------------------- */

static void on_recent(void *ctx, const struct store_lore *row, const struct err *err)
{
    struct job *job = ctx;
    struct work *work = job->work;
    if (row) {
        if (row->row != work->row && row->body && work->body_count < LORE_RECENT_MAX)
            work->bodies[work->body_count++] = mem_strdup(row->body);
        return;
    }
    if (!lore_op_ended(job->lore))
        return;
    if (err) { /* without them nothing can be judged */
        job_tell_none(job, "database", NULL, LORE_FAILED_MS);
        job_end(job);
        return;
    }
    job_ask_brief(job, NULL, NULL);
}

static void take_row(struct job *job, const struct store_lore *row)
{
    struct work *work = job->work;
    work->row = row->row;
    work->kind = mem_strdup(row->kind);
    work->entity = mem_strdup(row->entity);
    work->language = mem_strdup(row->language);
    work->facts = mem_strdup(row->facts);
    work->discoverer = mem_strdup(row->discoverer);
    work->refused_prompt = mem_strdup(row->refused_prompt);
    work->attempts = row->attempts;
    work->bodies = mem_array(LORE_RECENT_MAX, sizeof *work->bodies);
}

static void on_row(void *ctx, const struct store_lore *row, const struct err *err)
{
    struct job *job = ctx;
    struct lore *lore = job->lore;
    if (!lore_op_ended(lore))
        return;
    if (err)
        job_tell_none(job, "database", NULL, LORE_FAILED_MS);
    if (row && row->revision > row->published)
        lore->config.port.tell(
            lore->config.port.self,
            &(struct lore_news){.kind = LORE_NEWS_TEXT, .id = job->id, .row = row});
    bool open = row && (row->state == STORE_LORE_WANTED || row->renew);
    if (!open || !lore->config.gemini || lore->stopping) {
        job_end(job);
        return;
    }
    take_row(job, row);
    struct work *work = job->work;
    work->asked = (struct store_lore_recent){work->kind, work->language, LORE_RECENT_MAX};
    lore_op(lore);
    store_lore_recent_load(lore->config.store, &work->asked, on_recent, job);
}

void job_begin(struct job *job)
{
    struct lore *lore = job->lore;
    job->work = mem_alloc(sizeof *job->work);
    job->again = false;
    lore_op(lore);
    store_lore_get(lore->config.store, job->id, on_row, job);
}
