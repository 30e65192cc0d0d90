/* The scribe: the pioneer pipeline (lore/), the Gemini client, the judge and the prices, wired
 * together and to the turns. Without GEMINI_API_KEY nobody is asked; what is kept already is still
 * published and served. Loop thread. */
#ifndef BYLINA_APP_SCRIBE_H
#define BYLINA_APP_SCRIBE_H

#include "app/config.h"
#include "app/reload.h"
#include "bind/bind.h"
#include "cache/news.h"
#include "http/client.h"
#include "lore/lore.h"
#include "telegram/telegram.h"

struct scribe_config {
    struct loop *loop;
    struct store *store;
    struct http_client *client;
    const struct config *config;
    struct turns *turns;
    struct telegram *telegram;
    const struct reload *reload; /* whose live generation writes the briefs */
    struct bind_lore_count *counts;
    struct news *news; /* of texts that others have changed, and we; it outlives the scribe */
};

struct scribe;

/* What host.config() says of lore: "on", "kept", or NULL where there is neither a key nor a text.
 * Before the game is loaded; runs the loop until the store has answered. */
const char *scribe_mode(struct loop *loop, struct store *store, const struct config *config);

/* err says what is missing of content/prices.lua. */
int scribe_new(const struct scribe_config *config, struct scribe **ret_scribe, struct err *err);
void scribe_start(struct scribe *scribe); /* once the turns have started */
/* Calls that are paid for may end; their texts are published by turns, which must run on. NULL is
 * fine: fn is called all the same. */
void scribe_stop(struct scribe *scribe, loop_fn fn, void *ctx);
void scribe_quiet(struct scribe *scribe); /* before store_close; NULL is fine, here and below */
void scribe_free(struct scribe *scribe);  /* after it */

void scribe_wanted(struct scribe *scribe, const char *id); /* by a turn that is committed */
/* The effect "lore" of a turn: {row, revision} that it has published; {erased}, a player; {draft,
 * chat}: whose player watches this text being written. */
void scribe_effect(struct scribe *scribe, const char *effect);
void scribe_heard(struct scribe *scribe, int64_t user); /* he has done something */
void scribe_foreign(struct scribe *scribe);             /* others have written into the database */

struct scribe_status { /* since the start */
    struct lore_status lore;
    int64_t hits; /* requests answered by a text, */
    int64_t misses;
};
void scribe_status(const struct scribe *scribe, struct scribe_status *ret_status);

struct lore *scribe_lore(const struct scribe *scribe); /* NULL for NULL */

#endif
