/* Broadcasts that begin by themselves: drafts that an admin has confirmed for a time, and those
 * that wait because another was under way. All of them are in the database; which one takes its
 * turn next, of those whose time has come, a queue of ids says (cache/idqueue.h), or the database
 * where the queue says nothing. Loop thread. */
#ifndef BYLINA_APP_PLANS_H
#define BYLINA_APP_PLANS_H

#include "app/broadcast.h"
#include "cache/idqueue.h"

struct plans_config {
    struct loop *loop;
    struct store *store;
    struct broadcast *broadcast;
    struct idqueue *queue;     /* nobody else's; what is in it is forgotten */
    int64_t (*now)(void *ctx); /* by the game's clock, wall ms */
    void *ctx;
};

struct plans;

struct plans *plans_new(const struct plans_config *config);
void plans_free(struct plans *plans);
/* They may have changed; at the start: after broadcast_start. */
void plans_look(struct plans *plans);
/* Before the store closes: nothing begins any more. */
void plans_quiet(struct plans *plans);

#endif
