/* Live documents: who looks at them. Part of store.h's contract: what is said there of threads,
 * completion and ownership holds here.
 *
 * A lane watches what its open screen was drawn from: documents, each in its version, or all of a
 * kind (id ""), in the number of its changes that a find told (find.h). It is stale when one of
 * them is different now. Writes of live kinds say so (store_write.live). */
#ifndef BYLINA_STORE_LIVE_H
#define BYLINA_STORE_LIVE_H

#include "store/store.h"

struct store_watch {
    const char *kind;
    const char *id; /* "": all of the kind */
    int64_t version;
};

/* What the lane watches from this turn on; nothing else. What the turn itself does to a kind does
 * not make its own lane stale. */
struct store_watching {
    const char *lane;
    const struct store_watch *at;
    size_t count;
};

struct store_stale {
    const char *kind;  /* those that watch this document or its kind; NULL: any, */
    const char *id;    /* */
    const char *lane;  /* but only this lane; NULL: all */
    const char *after; /* lanes behind this one ("": from the first) */
    int64_t limit;
};
/* Stale lanes, in order. */
typedef void (*store_lanes_fn)(void *ctx, const char *const *lanes, size_t count,
                               const struct err *err);
void store_stale_load(struct store *store, const struct store_stale *stale, store_lanes_fn fn,
                      void *ctx);

#endif
