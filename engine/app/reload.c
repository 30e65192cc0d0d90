/* From an admin's words to the live generation.
 *
 *     fetch files -> trial (a process) -> count who is moved -> report, [Put live] [Cancel]
 *                                                                 |
 *     tell  <-  record  <-  swap, between turns  <-  build (a worker thread) <-+
 *
 * The files are read once: what was tried is what goes live. Whatever is wrong leaves the old
 * generation in force. Here are the questions and the answers; an offer's way is in reload_offer.c,
 * the generations of old in reload_back.c. The way is not durable: what a crash swallows is asked
 * again. */
#include "app/reload_inner.h"

#include "app/roles.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct reload *reload_new(const struct reload_config *config, struct generation *first)
{
    struct reload *reload = mem_alloc(sizeof *reload);
    reload->config = *config;
    reload->live = generation_hold(first);
    reload->golive = golive_new(config->loop, config->source);
    reload->pulse = pulse_new(config->loop);
    str_copy(reload->folder, sizeof reload->folder, generation_hash(first));
    return reload;
}

void reload_free(struct reload *reload)
{
    if (!reload)
        return;
    offer_free(reload->offer);
    golive_free(reload->golive);
    pulse_free(reload->pulse);
    generation_release(reload->live);
    free(reload);
}

struct generation *reload_live(const struct reload *reload)
{
    return reload->live;
}

/* --- answers --------------------------------------------------------------------------------- */

/* Where the answer is drawn: in the asker's lane; for a command in one of the engine's own, whose
 * turn knows who may decide (lua/admin_reload.lua). */
static void address(const struct reload *reload, const char *player, json *answer, char lane[64])
{
    bool command = str_equal(player, RELOAD_COMMAND);
    bool staff = command && !roles_everyone(reload->config.source->roles);
    if (command)
        json_add_bool(answer, "command", true);
    json_add_str(answer, "type", staff ? "reload_told" : "admin");
    if (staff) {
        str_copy(lane, 64, "_engine/reload");
        return;
    }
    json_add_str(answer, "player", command ? "studio" : player);
    snprintf(lane, 64, "player/%s", command ? "studio" : player);
}

/* That nothing has changed, or that it must wait, is nobody's business but the command's. */
static bool is_drawn(const char *player, const char *show)
{
    if (!str_equal(player, RELOAD_COMMAND))
        return *player;
    return str_equal(show, "reload_report") || str_equal(show, "reload_live") ||
           str_equal(show, "reload_failed");
}

void reload_tell(struct reload *reload, const char *player, const char *show, json *take_answer)
{
    char lane[64];
    char name[64];

    if ((!*player || str_equal(player, RELOAD_COMMAND)) && reload->config.told)
        reload->config.told(reload->config.ctx, player, show, take_answer);
    address(reload, player, take_answer, lane);
    json_add_str(take_answer, "show", show);
    char *text = json_print(take_answer);
    snprintf(name, sizeof name, "reload:%lld", (long long)store_id(reload->config.store));
    if (text && is_drawn(player, show))
        turns_event(reload->config.turns, lane, name, text);
    free(text);
    json_free(take_answer);
}

void reload_trouble(struct reload *reload, const char *player, const char *reason)
{
    json *answer = json_object();
    json_add_str(answer, "reason", reason);
    reload_tell(reload, player, "trouble", answer);
}

/* --- questions ------------------------------------------------------------------------------- */

/* The open offer under this button; else the player is told that there is none. */
static struct offer *open_offer(struct reload *reload, const char *player, const json *asked)
{
    struct offer *offer = reload->offer;
    if (offer && offer->stage == OFFER_OPEN && offer->id == json_int(asked, "id", 0))
        return offer;
    reload_tell(reload, player, "reload_gone", json_object());
    return NULL;
}

static void ask_try(struct reload *reload, const char *player, const json *asked)
{
    if (!offer_busy(reload, player))
        offer_try(offer_new(reload, player, "reload", "", json_bool(asked, "now", false)), NULL);
}

void reload_now(struct reload *reload)
{
    if (!offer_busy(reload, ""))
        offer_try(offer_new(reload, "", "reload", "", true), NULL);
}

void reload_command(struct reload *reload, bool now)
{
    if (!offer_busy(reload, RELOAD_COMMAND))
        offer_try(offer_new(reload, RELOAD_COMMAND, "reload", "", now), NULL);
}

static void ask_put(struct reload *reload, const char *player, const json *asked)
{
    struct offer *offer = open_offer(reload, player, asked);
    if (!offer)
        return;
    free(offer->player); /* whoever presses the button is who does it */
    offer->player = mem_strdup(player);
    if (offer->verdict != REPORT_BAD)
        offer_put(offer);
}

static void ask_cancel(struct reload *reload, const char *player, const json *asked)
{
    if (!open_offer(reload, player, asked))
        return;
    offer_free(reload->offer);
    reload->offer = NULL;
    reload_tell(reload, player, "reload_cancelled", json_object());
}

static void ask_list(struct reload *reload, const char *player, const json *asked)
{
    (void)asked;
    back_list(reload, player);
}

static void ask_back(struct reload *reload, const char *player, const json *asked)
{
    if (!offer_busy(reload, player))
        back_to(reload, player, json_int(asked, "number", 0), json_bool(asked, "now", false));
}

static void ask_zip(struct reload *reload, const char *player, const json *asked)
{
    if (!offer_busy(reload, player))
        zip_fetch(reload, player, asked);
}

static const struct {
    const char *name;
    void (*run)(struct reload *reload, const char *player, const json *asked);
} asks[] = {
    {"try", ask_try},   {"put", ask_put},   {"cancel", ask_cancel},
    {"list", ask_list}, {"back", ask_back}, {"zip", ask_zip},
};

void reload_ask(struct reload *reload, const char *request)
{
    json *asked = NULL;
    struct err err;

    if (json_parse(request, strlen(request), &asked, &err)) {
        log_error("app", LOG_T("a reload was asked for in broken words"), LOG_S("error", err.text));
        return;
    }
    const char *what = json_str(asked, "do", "");
    for (size_t i = 0; i < sizeof asks / sizeof asks[0]; i++)
        if (str_equal(asks[i].name, what))
            asks[i].run(reload, json_str(asked, "player", ""), asked);
    json_free(asked);
}
