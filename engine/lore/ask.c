/* Calls and their answers.
 *
 *     answer      good -> kept
 *                 judged bad, cut off, no JSON -> again with what was wrong, LORE_REPAIRS times
 *                 blocked, refused by the model -> a refusal: it would be the same again
 *                 no such model, its day used up -> the next of the ladder, if it is no dearer
 *                 busy, down, no access -> a failure: nobody is blamed, and it passes
 *                 judged bad, and no time for repairs -> likewise, at a key's first claims
 *
 * What each answer has cost is summed, also of those that were no good, and what may have been
 * billed unseen counts as the worst. Calls that are booked are those that may have been billed, so
 * many as were reserved at most: a server that was busy costs nothing, however often it is asked.
 */
#include "lore/inner.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "lore/draft.h"
#include "json/json.h"

#include <stdlib.h>
#include <string.h>

#define NOT_FOUND 404 /* the answer's status where there is no such model */

/* As little as a model can: thoughts are billed, and count among max_tokens. Flash models know
 * "minimal", Pro ones "low" at least; those before the third generation know no levels. */
static const char *thinking_of(const char *model)
{
    if (str_starts(model, "gemini-1") || str_starts(model, "gemini-2"))
        return NULL;
    if (strstr(model, "flash"))
        return "minimal";
    return strstr(model, "-pro") ? "low" : NULL;
}

void ask_fill(const struct job *job, struct gemini_ask *ask, const char **part, char **ret_schema)
{
    const struct work *work = job->work;
    const struct lore_brief *brief = work->brief;
    *part = brief->user;
    *ret_schema = brief->schema ? json_print(brief->schema) : NULL;
    *ask = (struct gemini_ask){
        .model = job->lore->models[work->model],
        .system = brief->system,
        .parts = part,
        .part_count = 1,
        .schema = *ret_schema,
        .max_tokens = brief->max_tokens,
        .thinking = thinking_of(job->lore->models[work->model]),
        .seed = work->seed,
        .deadline_ms = LORE_CALL_MS,
        .billed_max = work->answers == 0 ? GEMINI_BILLED : 1,
    };
    if (brief->image) {
        ask->image = true;
        ask->model = brief->model;
        ask->thinking = NULL;
        ask->aspect_ratio = brief->aspect;
        ask->deadline_ms = LORE_PICTURE_MS;
    }
}

int64_t ask_answers(const struct job *job)
{
    return job->work->brief->image ? 1 : LORE_ANSWERS_MAX;
}

/* --- what has come --------------------------------------------------------------------------- */

static void book(struct job *job, const struct gemini_answer *answer)
{
    struct lore *lore = job->lore;
    struct store_lore_settle *settle = &job->work->settle;
    const char *model = prices_know(lore->config.prices, answer->model_version)
                            ? answer->model_version
                            : answer->model;
    int64_t now = clock_wall_ms();
    settle->calls += answer->billed;
    settle->tokens_in += answer->usage.prompt;
    settle->tokens_out += answer->usage.candidates + answer->usage.thoughts;
    settle->cost += prices_cost(lore->config.prices, model, now, &answer->usage);
    if (answer->unknown > 0) {
        struct gemini_ask ask;
        const char *part;
        char *schema;
        ask_fill(job, &ask, &part, &schema);
        settle->cost += answer->unknown * prices_worst(lore->config.prices, ask.model, now, &ask);
        free(schema);
    }
    lore->status.calls += answer->tries;
    free(job->work->model_version);
    job->work->model_version =
        mem_strdup(*answer->model_version ? answer->model_version : answer->model);
}

static void keep_refused(struct job *job, const char *reason, const char *text, size_t len)
{
    struct work *work = job->work;
    if (work->refused_count == LORE_ANSWERS_MAX)
        return;
    struct refused *refused = &work->refused[work->refused_count++];
    char *words = mem_alloc(LORE_REFUSED_MAX + 1);
    char *whole = mem_strndup(text, len);
    str_copy(words, LORE_REFUSED_MAX + 1, whole); /* ends with a whole letter */
    free(whole);
    *refused = (struct refused){mem_strdup(reason), words};
    job->lore->status.refused++;
}

/* --- verdicts -------------------------------------------------------------------------------- */

/* Given up after so many claims, if the last was refused as well, and to this very prompt: what
 * failed for want of an answer says nothing of the key. */
static void settle_refused(struct job *job, const char *reason)
{
    const struct work *work = job->work;
    const struct lore_config *config = &job->lore->config;
    bool again =
        work->attempts < LORE_CLAIMS_MAX || !str_equal(work->refused_prompt, work->brief->prompt);
    job_settle(job, again ? STORE_LORE_END_REFUSED : STORE_LORE_END_GIVEN_UP, reason,
               config->refused_ms ? config->refused_ms : LORE_REFUSED_MS);
}

static void on_bad(struct job *job, const char *reason, const char *wrong,
                   const struct gemini_answer *answer)
{
    struct lore *lore = job->lore;
    struct work *work = job->work;
    keep_refused(job, reason, answer->text, answer->len);
    log_warn("lore", LOG_T("an answer is no good"), LOG_S("id", job->id), LOG_S("reason", reason),
             LOG_S("wrong", wrong), LOG_I("answer", work->answers));
    bool late = loop_now(lore->config.loop) - work->claimed_ms > LORE_WORK_MS;
    if (work->answers >= ask_answers(job))
        settle_refused(job, reason);
    else if (lore->stopping)
        job_settle(job, STORE_LORE_END_FAILED, "stopped", LORE_FAILED_MS);
    else if (!late)
        job_ask_brief(job, work->refused[work->refused_count - 1].words, wrong);
    else if (work->attempts < LORE_CLAIMS_MAX)
        job_settle(job, STORE_LORE_END_FAILED, "late", LORE_FAILED_MS);
    else
        settle_refused(job, reason);
}

static void on_text(struct job *job, const struct gemini_answer *answer)
{
    struct work *work = job->work;
    struct lore_recent recent = {(const char *const *)work->bodies, work->body_count};
    struct lore_verdict verdict = {0};
    lore_judge(job->lore->config.judge, work->brief, answer->text, answer->len, &recent, &verdict);
    if (verdict.fault != LORE_FINE) {
        on_bad(job, lore_fault_name(verdict.fault), verdict.words, answer);
        return;
    }
    work->body = verdict.body;
    job_settle(job, STORE_LORE_END_KEPT, NULL, 0);
}

static void on_picture(struct job *job, const struct gemini_answer *answer)
{
    const char *wrong = job_keep_picture(job, answer);
    if (wrong)
        on_bad(job, "picture", wrong, answer);
}

static void on_refused(struct job *job, const struct gemini_answer *answer)
{
    const char *reason = answer->end == GEMINI_BLOCKED ? "blocked" : "safety";
    keep_refused(job, reason, answer->reason, strlen(answer->reason));
    log_warn("lore", LOG_T("the AI refuses"), LOG_S("id", job->id), LOG_S("reason", answer->reason),
             LOG_S("words", answer->words));
    settle_refused(job, reason);
}

static int64_t pause_of(const struct gemini_answer *answer)
{
    int64_t otherwise = answer->end == GEMINI_WRONG ? LORE_FULL_MS : LORE_FAILED_MS;
    int64_t pause = answer->retry_after_ms > 0 ? answer->retry_after_ms : otherwise;
    return pause > LORE_PAUSE_MAX_MS ? LORE_PAUSE_MAX_MS : pause;
}

/* What this model will not answer today the next one may, within what is reserved: as if this one
 * had not been asked, so only if nothing of it can have been billed. */
static bool ask_next_model(struct job *job, const struct gemini_answer *answer)
{
    struct lore *lore = job->lore;
    struct work *work = job->work;
    bool gone = answer->end == GEMINI_WRONG && answer->status == NOT_FOUND;
    bool spent = answer->end == GEMINI_BUSY && answer->per_day;
    if ((!gone && !spent) || answer->billed || work->brief->image || lore->stopping ||
        work->model + 1 >= lore->config.model_count)
        return false;
    work->model++;
    if (job_reserve(job) > work->claim.reserve) {
        work->model--;
        return false;
    }
    log_warn("lore", LOG_T("the next model is asked"), LOG_S("id", job->id),
             LOG_S("model", lore->models[work->model]), LOG_S("words", answer->words));
    work->answers--;
    job_call(job);
    return true;
}

static void on_failed(struct job *job, const struct gemini_answer *answer)
{
    if (ask_next_model(job, answer))
        return;
    job->lore->status.failed++;
    log_warn("lore", LOG_T("the AI does not answer"), LOG_S("id", job->id),
             LOG_S("end", gemini_end_name(answer->end)), LOG_S("words", answer->words));
    job_settle(job, STORE_LORE_END_FAILED, gemini_end_name(answer->end), pause_of(answer));
}

static void on_cancelled(struct job *job, const struct gemini_answer *answer)
{
    bool asked = answer->tries > 0 || job->work->answers > 1;
    job_settle(job, asked ? STORE_LORE_END_FAILED : STORE_LORE_END_FREED, "stopped", 0);
}

static void on_answer(void *ctx, const struct gemini_answer *answer)
{
    struct job *job = ctx;
    job->work->call = NULL;
    if (job->lore->halted)
        return;
    job->work->answers++;
    book(job, answer);
    switch (answer->end) {
    case GEMINI_OK:
        if (job->work->brief->image)
            on_picture(job, answer);
        else
            on_text(job, answer);
        break;
    case GEMINI_CUT:
        on_bad(job, "cut", "The answer was cut off before its end: write less.", answer);
        break;
    case GEMINI_GARBLED:
        on_bad(job, "garbled", "The answer was no JSON of the form asked for.", answer);
        break;
    case GEMINI_BLOCKED:
    case GEMINI_REFUSED:
        on_refused(job, answer);
        break;
    case GEMINI_BUSY:
    case GEMINI_DOWN:
    case GEMINI_WRONG:
        on_failed(job, answer);
        break;
    case GEMINI_CANCELLED:
        on_cancelled(job, answer);
        break;
    }
}

/* What the model has written of the field that may be shown. */
static void on_more(void *ctx, const char *text, size_t len)
{
    const struct job *job = ctx;
    const struct lore *lore = job->lore;
    struct buf shown;
    if (lore->halted || lore->stopping || !job->waited)
        return;
    buf_init(&shown, len + 1);
    lore_draft(text, len, job->work->brief->stream, &shown);
    if (shown.len)
        lore->config.port.draft(lore->config.port.self, job->id, shown.data);
    buf_done(&shown);
}

void job_call(struct job *job)
{
    struct lore *lore = job->lore;
    struct gemini_ask ask;
    const char *part;
    char *schema;
    if (lore->stopping) {
        job_settle(job, job->work->answers ? STORE_LORE_END_FAILED : STORE_LORE_END_FREED,
                   "stopped", 0);
        return;
    }
    ask_fill(job, &ask, &part, &schema);
    if (job->work->brief->stream && lore->config.port.draft)
        ask.on_text = on_more;
    ask.on_done = on_answer;
    ask.ctx = job;
    job->work->call = gemini_send(lore->config.gemini, &ask);
    free(schema);
}
