/* Generations in the database: what went live, with its files, so that it can be put live again.
 * Loop thread. */
#ifndef BYLINA_APP_KEPT_H
#define BYLINA_APP_KEPT_H

#include "app/game.h"
#include "loop/loop.h"
#include "store/generations.h"
#include "store/store.h"

/* One has gone live, whose files have their marks (bundle_mark): recorded with its files, soon. A
 * failure is logged. */
struct kept_new {
    struct generation *generation;
    const char *who;
    const char *origin; /* as in store_generation */
    const char *folder;
    const char *what; /* JSON */
};
void kept_add(struct store *store, const struct kept_new *made);

/* The files of one, whole; the bundle is the receiver's. NULL and no err: they are not kept. */
typedef void (*kept_fn)(void *ctx, struct bundle *take_bundle, const struct err *err);
void kept_load(struct store *store, int64_t number, kept_fn fn, void *ctx);

/* Which generation a start begins with: the folder's files, or, where the last one that went live
 * came from elsewhere (a rollback, an archive) and the folder is as it was then, that one. Runs the
 * loop until it is known, and records what is new. The generation is the caller's. */
int kept_start(struct loop *loop, struct store *store, const struct game_source *source,
               struct generation **ret_generation, struct err *err);

#endif
