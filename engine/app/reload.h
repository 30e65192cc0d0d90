/* /reload, /rollback, /generations and archives: new files are tried beside the live generation
 * (trial.h), an admin reads the report and decides, and what was tried is swapped in between turns.
 * The answers are events of the admin's lane, which the Lua half draws (reload_show.lua). Loop
 * thread. */
#ifndef BYLINA_APP_RELOAD_H
#define BYLINA_APP_RELOAD_H

#include "app/game.h"
#include "store/store.h"
#include "telegram/telegram.h"
#include "turn/turn.h"

struct reload;

struct reload_config {
    struct loop *loop;
    struct store *store;
    struct turns *turns;
    struct telegram *telegram;
    const struct game_source *source; /* outlives the loop */
    const char *program;              /* what runs candidates: the engine's own binary */
    int64_t candidate_ms;
    /* Turns that were played, for the candidate to play again: a descriptor of its own, which is
     * closed here, or -1. NULL: none are recorded. */
    int (*recording)(void *ctx);
    /* What came of reload_now (who: "") and reload_command (RELOAD_COMMAND): one of the answers to
     * an admin ("reload_live", "reload_same", "reload_report", "reload_failed", "reload_busy"). */
    void (*told)(void *ctx, const char *who, const char *show, const json *answer);
    void *ctx;
};

#define RELOAD_COMMAND "bylina reload" /* who asks, where a command does: in the audit, too */

struct reload *reload_new(const struct reload_config *config, struct generation *first);
void reload_free(struct reload *reload); /* after store_close: it completes what was asked */

/* request: {"player": "1001", "do": "try", ...}, as engine/lua/reload.lua asks. */
void reload_ask(struct reload *reload, const char *request);

/* The folders' files, at once and in nobody's name: without a rehearsal, and without a button. */
void reload_now(struct reload *reload);

/* The folders' files, as /reload (now: as /reload now) tries them, asked for by no player: those
 * who may decide are shown what comes of it (where everybody is an owner, the studio is). */
void reload_command(struct reload *reload, bool now);

/* The generation in force; the reload's. */
struct generation *reload_live(const struct reload *reload);

#endif
