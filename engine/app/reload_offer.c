/* An offer's way through its stages. Each stage starts something that ends once, with a callback
 * that takes the offer to the next; whatever fails ends the offer with words for who asked.
 *
 * At once ("now") means: no button if nothing stands against it. Then who stands where is counted
 * after the swap, since it may take longer than all the rest. */
#include "app/reload_inner.h"

#include "app/kept.h"
#include "app/menu.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"

#include <stdlib.h>

struct offer *offer_new(struct reload *reload, const char *player, const char *origin,
                        const char *from, bool now)
{
    struct offer *offer = mem_alloc(sizeof *offer);
    offer->reload = reload;
    offer->id = store_id(reload->config.store);
    offer->player = mem_strdup(player);
    offer->origin = origin;
    offer->from = mem_strdup(from);
    offer->now = now;
    offer_free(reload->offer); /* an open one: its buttons are dead */
    reload->offer = offer;
    return offer;
}

void offer_free(struct offer *offer)
{
    if (!offer)
        return;
    zip_forget(offer->unpacking);
    trial_free(offer->trial);
    standing_free(offer->standing);
    bundle_release(offer->bundle);
    json_free(offer->report);
    json_free(offer->changes);
    json_free(offer->moved);
    free(offer->player);
    free(offer->from);
    free(offer);
}

static void offer_end(struct offer *offer)
{
    offer->reload->offer = NULL;
    offer_free(offer);
}

bool offer_busy(struct reload *reload, const char *player)
{
    const struct offer *offer = reload->offer;
    if (!offer || offer->stage == OFFER_OPEN)
        return false;
    json *answer = json_object();
    json_add_str(answer, "by", offer->player);
    reload_tell(reload, player, "reload_busy", answer);
    return true;
}

/* Ends the offer with this answer. */
static void answer_last(struct offer *offer, const char *show, json *take_answer)
{
    reload_tell(offer->reload, offer->player, show, take_answer);
    offer_end(offer);
}

void offer_fail(struct offer *offer, const struct err *err)
{
    json *answer = json_object();
    log_warn("app", LOG_T("new scripts were refused"), LOG_S("error", err->text));
    json_add_str(answer, "reason", err->text);
    answer_last(offer, "reload_failed", answer);
}

/* The log tells what a trial and a swap cost those who play, and what they waited before. */
static int64_t begin_to_measure(struct reload *reload)
{
    pulse_start(reload->pulse);
    return turns_waited(reload->config.turns);
}

/* What is known of it, for an answer. */
static json *describe(const struct offer *offer)
{
    json *answer = json_object();
    json_add_int(answer, "id", offer->id);
    json_add_str(answer, "origin", offer->origin);
    json_add_str(answer, "from", offer->from);
    json_add_int(answer, "ms", offer->ms);
    json_add(answer, "changes", json_clone(offer->changes));
    json_add(answer, "moved", json_clone(offer->moved));
    json_add(answer, "report", json_clone(offer->report));
    json_remove(json_get(answer, "report"), "places");
    return answer;
}

/* --- live ------------------------------------------------------------------------------------ */

static void record(const struct offer *offer)
{
    const struct reload *reload = offer->reload;
    json *what = json_clone(offer->changes);
    json_add_str(what, "from", offer->from);
    char *text = json_print(what);
    kept_add(reload->config.store, &(struct kept_new){.generation = reload->live,
                                                      .who = offer->player,
                                                      .origin = offer->origin,
                                                      .folder = offer->folder,
                                                      .what = text ? text : "{}"});
    free(text);
    json_free(what);
}

static void swap(struct reload *reload, struct generation *take_next)
{
    struct generation *old = reload->live;
    reload->live = take_next;
    turns_swap(reload->config.turns, take_next);
    golive_retire(reload->golive, old);
    game_limit(take_next, reload->config.turns);
    menu_send(reload->config.telegram, take_next, reload->config.source->roles);
}

static void tell_live(struct offer *offer)
{
    json *answer = describe(offer);
    json_add_int(answer, "number", generation_number(offer->reload->live));
    answer_last(offer, "reload_live", answer);
}

static void on_moved(void *ctx, json *take_moved)
{
    struct offer *offer = ctx;
    offer->standing = NULL;
    offer->moved = take_moved;
    tell_live(offer);
}

static void on_built(void *ctx, struct generation *take_generation, const struct err *err)
{
    struct reload *reload = ctx;
    struct offer *offer = reload->offer;
    if (err) {
        offer_fail(offer, err);
        return;
    }
    swap(reload, take_generation);
    record(offer);
    log_info("app", LOG_T("new scripts are live"),
             LOG_I("generation", generation_number(take_generation)),
             LOG_S("hash", generation_hash(take_generation)), LOG_S("by", offer->player),
             LOG_I("ms", clock_mono_ms() - offer->put_ms),
             LOG_I("stall_ms", pulse_stop(reload->pulse)),
             LOG_I("waited_ms", turns_waited(reload->config.turns)));
    offer->stage = OFFER_LIVE;
    if (offer->moved)
        tell_live(offer);
    else
        offer->standing = standing_start(reload->config.store, json_get(offer->report, "places"),
                                         on_moved, offer);
}

void offer_put(struct offer *offer)
{
    struct reload *reload = offer->reload;
    offer->stage = OFFER_BUILDING;
    offer->put_ms = clock_mono_ms();
    begin_to_measure(reload);
    golive_build(reload->golive, offer->bundle, generation_number(reload->live) + 1, on_built,
                 reload);
}

/* --- the report ------------------------------------------------------------------------------ */

static void tell_report(struct offer *offer)
{
    static const char *const WORDS[] = {"good", "doubt", "bad"};
    json *answer = describe(offer);
    json_add_str(answer, "verdict", WORDS[offer->verdict]);
    if (offer->verdict == REPORT_BAD) {
        log_warn("app", LOG_T("new scripts were refused"), LOG_S("by", offer->player));
        answer_last(offer, "reload_report", answer);
        return;
    }
    offer->stage = OFFER_OPEN;
    reload_tell(offer->reload, offer->player, "reload_report", answer);
}

static void on_counted(void *ctx, json *take_moved)
{
    struct offer *offer = ctx;
    offer->standing = NULL;
    offer->moved = take_moved;
    tell_report(offer);
}

static void on_tried(void *ctx, const struct trial_result *result)
{
    struct offer *offer = ctx;
    struct reload *reload = offer->reload;
    offer->trial = NULL;
    offer->ms = result->ms;
    log_info("app", LOG_T("new scripts were tried"), LOG_I("ms", result->ms),
             LOG_I("stall_ms", pulse_stop(reload->pulse)),
             LOG_I("waited_ms", turns_waited(reload->config.turns)),
             LOG_I("waited_before_ms", offer->waited_before_ms));
    str_copy(offer->folder, sizeof offer->folder, result->folder);
    if (result->err) {
        offer_fail(offer, result->err);
        return;
    }
    if (result->same) {
        json *answer = json_object();
        json_add_int(answer, "number", generation_number(reload->live));
        answer_last(offer, "reload_same", answer);
        return;
    }
    if (!offer->bundle)
        offer->bundle = bundle_hold(result->bundle);
    offer->report = json_clone(result->report);
    offer->changes = report_changes(generation_bundle(reload->live), offer->bundle);
    offer->verdict = report_verdict(offer->report, !str_equal(offer->origin, "rollback"));
    if (offer->verdict == REPORT_BAD) {
        tell_report(offer);
    } else if (offer->now && offer->verdict == REPORT_GOOD) {
        offer_put(offer);
    } else {
        offer->stage = OFFER_COUNTING;
        offer->standing = standing_start(reload->config.store, json_get(offer->report, "places"),
                                         on_counted, offer);
    }
}

void offer_try(struct offer *offer, struct bundle *bundle)
{
    struct reload *reload = offer->reload;
    const struct reload_config *config = &reload->config;
    struct trial_config trial = {
        .loop = config->loop,
        .source = config->source,
        .program = config->program,
        .deadline_ms = config->candidate_ms,
        .bundle = bundle,
        .live = generation_hash(reload->live),
        .recording = config->recording && *offer->player ? config->recording(config->ctx) : -1,
    };
    offer->stage = OFFER_TRYING;
    offer->waited_before_ms = begin_to_measure(reload);
    offer->bundle = bundle ? bundle_hold(bundle) : NULL;
    offer->trial = trial_start(&trial, on_tried, offer);
}
