/* Between lore/ and the rest of the process. In: what turns have wanted. Out: briefs of the live
 * generation, and events in the lanes of texts:
 *
 *   {"type": "lore", "id", "row", "revision", "state", "text", "discoverer", "discovered"}
 *   {"type": "lore", "id", "slow": true}
 *   {"type": "lore", "id", "none": "budget of the day", "prompt", "till"}
 *
 * The first is named by row and revision, so that it is carried out once however often it is told.
 * The prices are those of the live generation: they are read again when another one is asked for
 * its first brief. */
#include "app/scribe.h"

#include "app/drafts.h"
#include "app/topics.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "gemini/gemini.h"
#include "gemini/price.h"
#include "lore/judge.h"
#include "store/lore_review.h"
#include "json/json.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define COUNT_MS   60000 /* hits and misses are written down so often */
#define NONE_MIN_S 5     /* before a text that came to nothing may be wanted again */
#define FOREIGN_MS 1000  /* what others write is looked for, after a pause for the rest of it */

struct scribe {
    struct scribe_config config;
    struct gemini *gemini; /* these three: NULL without a key */
    struct lore_judge *judge;
    struct prices *prices;
    int64_t priced; /* the generation whose prices they are, */
    struct lore *lore;
    struct drafts *drafts;
    char *models[LORE_MODELS_MAX];
    size_t model_count;
    struct loop_timer *count_timer;
    struct loop_timer *told; /* soon: `stopped` is called, unless we are ended before */
    struct loop_timer *foreign_timer;
    int64_t hits; /* that are written down */
    int64_t misses;
    bool counting;
    bool lore_over; /* its stop has ended: what is left to write down are the counts */
    loop_fn stopped;
    void *stopped_ctx;
};

/* --- out: news ------------------------------------------------------------------------------- */

static const char *state_name(enum store_lore_state state)
{
    static const char *const NAMES[] = {"wanted", "kept", "hidden", "given_up"};
    return NAMES[state];
}

static void add_row(json *event, const struct store_lore *row)
{
    json *text = NULL;
    json_add_int(event, "row", row->row);
    json_add_int(event, "revision", row->revision);
    json_add_str(event, "state", state_name(row->state));
    if (row->body)
        json_parse(row->body, strlen(row->body), &text, NULL);
    json_add(event, "text", text);
    if (row->discoverer)
        json_add_str(event, "discoverer", row->discoverer);
    json_add_int(event, "discovered", row->discovered);
}

static void add_none(const struct scribe *scribe, json *event, const struct lore_news *news)
{
    int64_t wait_s = (news->wait_ms + 999) / 1000;
    json_add_str(event, "none", news->reason);
    if (news->prompt)
        json_add_str(event, "prompt", news->prompt);
    json_add_int(event, "till",
                 turns_now(scribe->config.turns) + (wait_s > NONE_MIN_S ? wait_s : NONE_MIN_S));
}

static char *name_of(const struct scribe *scribe, const struct lore_news *news)
{
    if (news->kind == LORE_NEWS_TEXT && !news->again)
        return mem_printf("lore/%" PRId64 "/%" PRId64, news->row->row, news->row->revision);
    return mem_printf("lore/%s/%" PRId64, news->kind == LORE_NEWS_TEXT ? "again" : "meanwhile",
                      store_id(scribe->config.store));
}

static void on_news(void *self, const struct lore_news *news)
{
    const struct scribe *scribe = self;
    json *event = json_object();
    if (news->kind != LORE_NEWS_SLOW)
        drafts_over(scribe->drafts, news->id);
    json_add_str(event, "type", "lore");
    json_add_str(event, "id", news->id);
    if (news->kind == LORE_NEWS_TEXT)
        add_row(event, news->row);
    else if (news->kind == LORE_NEWS_SLOW)
        json_add_bool(event, "slow", true);
    else
        add_none(scribe, event, news);
    char *text = json_print(event);
    char *lane = mem_printf("_lore/%s", news->id);
    char *name = name_of(scribe, news);
    turns_event(scribe->config.turns, lane, name, text);
    free(name);
    free(lane);
    free(text);
    json_free(event);
}

/* --- out: briefs ----------------------------------------------------------------------------- */

static int load_prices(struct scribe *scribe, struct generation *generation, struct err *err)
{
    json *none = json_object();
    json *table = NULL;
    struct prices *prices = NULL;
    int code = game_ask(generation, "prices", none, &table, err);
    if (code == 0 && json_count(json_get(table, "models")) == 0)
        code =
            err_set(err, ERR_INVALID,
                    "content/prices.lua is missing: without prices nobody can say what AI costs; "
                    "copy it from the game that ships with Bylina, or unset GEMINI_API_KEY");
    if (code == 0)
        code = prices_new(table, &prices, err);
    if (code == 0) {
        prices_free(scribe->prices);
        scribe->prices = prices;
        scribe->priced = generation_number(generation);
    }
    json_free(table);
    json_free(none);
    return code;
}

static void look_at_prices(struct scribe *scribe, struct generation *live)
{
    struct err err;
    if (generation_number(live) == scribe->priced)
        return;
    scribe->priced = generation_number(live);
    if (load_prices(scribe, live, &err))
        log_warn("app", LOG_T("the prices stay as they were"), LOG_S("error", err.text));
    else
        lore_price(scribe->lore, scribe->prices);
}

static void on_brief(void *self, const char *request, lore_brief_fn fn, void *ctx)
{
    struct scribe *scribe = self;
    struct generation *live = reload_live(scribe->config.reload);
    struct err err;
    char *answer = NULL;
    look_at_prices(scribe, live);
    if (generation_call(live, "lore_brief", request, &answer, &err))
        fn(ctx, NULL, 0, &err);
    else
        fn(ctx, answer, strlen(answer), NULL);
    free(answer);
}

static void on_draft(void *self, const char *id, const char *text)
{
    const struct scribe *scribe = self;
    drafts_show(scribe->drafts, id, text);
}

static void on_changed(void *self, const char *id)
{
    const struct scribe *scribe = self;
    news_tell(scribe->config.news, TOPIC_LORE, id, NULL, NULL);
}

/* --- in -------------------------------------------------------------------------------------- */

static void on_elsewhere(void *ctx, const char *id, bool own)
{
    const struct scribe *scribe = ctx;
    if (!own)
        lore_heard(scribe->lore, id);
}

void scribe_wanted(struct scribe *scribe, const char *id)
{
    if (scribe && scribe->gemini)
        lore_wanted(scribe->lore, id);
}

void scribe_effect(struct scribe *scribe, const char *effect)
{
    json *done = NULL;
    if (!scribe || json_parse(effect, strlen(effect), &done, NULL))
        return;
    if (json_get(done, "erased"))
        scribe_foreign(scribe);
    else if (json_get(done, "draft"))
        drafts_watch(scribe->drafts, json_str(done, "draft", ""), json_int(done, "chat", 0));
    else
        lore_published(scribe->lore, json_int(done, "row", 0), json_int(done, "revision", 0));
    json_free(done);
}

void scribe_heard(struct scribe *scribe, int64_t user)
{
    if (scribe)
        drafts_left(scribe->drafts, user);
}

static void on_foreign_pause(void *ctx)
{
    struct scribe *scribe = ctx;
    lore_scan(scribe->lore);
}

void scribe_foreign(struct scribe *scribe)
{
    if (scribe)
        loop_timer_start(scribe->foreign_timer, FOREIGN_MS);
}

struct lore *scribe_lore(const struct scribe *scribe)
{
    return scribe ? scribe->lore : NULL;
}

/* --- hits and misses ------------------------------------------------------------------------- */

static void tell_stopped(struct scribe *scribe);

static void on_counted(void *ctx, const struct err *err)
{
    struct scribe *scribe = ctx;
    scribe->counting = false;
    if (err && err->code != ERR_CANCELLED)
        log_warn("app", LOG_T("requests for lore are not counted"), LOG_S("error", err->text));
    tell_stopped(scribe);
}

/* False: there is nothing to write down. */
static bool write_counts(struct scribe *scribe)
{
    struct bind_lore_count *counts = scribe->config.counts;
    if (scribe->counting || (!counts->hits && !counts->misses))
        return scribe->counting;
    scribe->counting = true;
    store_lore_count(scribe->config.store, counts->hits, counts->misses, on_counted, scribe);
    scribe->hits += counts->hits;
    scribe->misses += counts->misses;
    counts->hits = counts->misses = 0;
    return true;
}

/* As soon as lore has stopped and all counts are written down; once. */
static void tell_stopped(struct scribe *scribe)
{
    if (!scribe->stopped || !scribe->lore_over || write_counts(scribe))
        return;
    loop_timer_start(scribe->told, 0);
}

static void on_told(void *ctx)
{
    struct scribe *scribe = ctx;
    loop_fn fn = scribe->stopped;
    scribe->stopped = NULL;
    if (fn)
        fn(scribe->stopped_ctx);
}

void scribe_status(const struct scribe *scribe, struct scribe_status *ret_status)
{
    lore_status(scribe->lore, &ret_status->lore);
    ret_status->hits = scribe->hits + scribe->config.counts->hits;
    ret_status->misses = scribe->misses + scribe->config.counts->misses;
}

static void on_count_timer(void *ctx)
{
    struct scribe *scribe = ctx;
    write_counts(scribe);
    loop_timer_start(scribe->count_timer, COUNT_MS);
}

/* --- life ------------------------------------------------------------------------------------ */

struct looking {
    struct loop *loop;
    bool there;
    bool answered;
};

static void on_any(void *ctx, const struct store_lore *row, const struct err *err)
{
    struct looking *looking = ctx;
    (void)err; /* a database that cannot be read ends the start elsewhere */
    if (row) {
        looking->there = true;
        return;
    }
    looking->answered = true;
    loop_stop(looking->loop);
}

const char *scribe_mode(struct loop *loop, struct store *store, const struct config *config)
{
    struct looking looking = {.loop = loop};
    struct store_lore_page page = {.which = STORE_LORE_ONLY_KEPT, .limit = 1};
    if (*config->gemini_api_key)
        return "on";
    store_lore_page_load(store, &page, on_any, &looking);
    while (!looking.answered) /* a signal stops the loop, too, and is heeded later */
        loop_run(loop);
    return looking.there ? "kept" : NULL;
}

/* "best,cheaper": the ladder. */
static void split_models(struct scribe *scribe, const char *list)
{
    while (*list && scribe->model_count < LORE_MODELS_MAX) {
        size_t len = strcspn(list, ",");
        scribe->models[scribe->model_count++] = mem_strndup(list, len);
        list += len + (list[len] == ',');
    }
}

static int open_gemini(struct scribe *scribe, struct err *err)
{
    const struct config *config = scribe->config.config;
    struct err odd = {0};
    int code = load_prices(scribe, reload_live(scribe->config.reload), err);
    if (code)
        return code;
    split_models(scribe, config->gemini_model);
    struct gemini_config gemini = {
        .loop = scribe->config.loop,
        .client = scribe->config.client,
        .url = config->gemini_api_url,
        .version = config->gemini_api_version,
        .key = config->gemini_api_key,
        .model = scribe->models[0],
    };
    scribe->gemini = gemini_new(&gemini);
    scribe->judge = lore_judge_new(NULL, &odd);
    if (odd.code)
        log_warn("app", LOG_T("languages are told by their letters alone"),
                 LOG_S("error", odd.text));
    return 0;
}

static void open_lore(struct scribe *scribe)
{
    const struct budget *budget = &scribe->config.config->budget;
    struct lore_config lore = {
        .loop = scribe->config.loop,
        .store = scribe->config.store,
        .gemini = scribe->gemini,
        .judge = scribe->judge,
        .prices = scribe->prices,
        .port = {.self = scribe,
                 .brief = on_brief,
                 .tell = on_news,
                 .draft = on_draft,
                 .changed = on_changed},
        .model_count = scribe->model_count,
        .deadline_ms = scribe->config.config->gemini_patience_ms,
        .caps = {budget->day, budget->hour, budget->player, budget->day_calls, budget->hour_calls,
                 budget->player_calls},
    };
    for (size_t i = 0; i < scribe->model_count; i++)
        lore.models[i] = scribe->models[i];
    scribe->lore = lore_new(&lore);
}

int scribe_new(const struct scribe_config *config, struct scribe **ret_scribe, struct err *err)
{
    struct scribe *scribe = mem_alloc(sizeof *scribe);
    scribe->config = *config;
    int code = *config->config->gemini_api_key ? open_gemini(scribe, err) : 0;
    if (code) {
        scribe_free(scribe);
        return code;
    }
    open_lore(scribe);
    scribe->drafts = drafts_new(config->loop, config->telegram);
    scribe->count_timer = loop_timer_new(config->loop, on_count_timer, scribe);
    scribe->told = loop_timer_new(config->loop, on_told, scribe);
    scribe->foreign_timer = loop_timer_new(config->loop, on_foreign_pause, scribe);
    *ret_scribe = scribe;
    return 0;
}

void scribe_start(struct scribe *scribe)
{
    lore_start(scribe->lore);
    news_hear(scribe->config.news, TOPIC_LORE, on_elsewhere, scribe);
    loop_timer_start(scribe->count_timer, COUNT_MS);
}

static void on_lore_stopped(void *ctx)
{
    struct scribe *scribe = ctx;
    scribe->lore_over = true;
    tell_stopped(scribe);
}

void scribe_stop(struct scribe *scribe, loop_fn fn, void *ctx)
{
    if (!scribe) {
        fn(ctx);
        return;
    }
    loop_timer_stop(scribe->count_timer);
    loop_timer_stop(scribe->foreign_timer);
    scribe->stopped = fn;
    scribe->stopped_ctx = ctx;
    lore_stop(scribe->lore, on_lore_stopped, scribe);
}

void scribe_quiet(struct scribe *scribe)
{
    if (!scribe)
        return;
    scribe->stopped = NULL;
    lore_halt(scribe->lore);
    gemini_free(scribe->gemini);
    scribe->gemini = NULL;
}

void scribe_free(struct scribe *scribe)
{
    if (!scribe)
        return;
    lore_free(scribe->lore);
    drafts_free(scribe->drafts);
    gemini_free(scribe->gemini);
    lore_judge_free(scribe->judge);
    prices_free(scribe->prices);
    loop_timer_free(scribe->count_timer);
    loop_timer_free(scribe->told);
    loop_timer_free(scribe->foreign_timer);
    for (size_t i = 0; i < scribe->model_count; i++)
        free(scribe->models[i]);
    free(scribe);
}
