/* Bringing the index of documents to what the scripts declare, beside the turns. Private to turn/.
 *
 * A document gets its place in the index from the turn that writes it. When a kind is declared with
 * other fields than before (or other defaults), those that are there already are put into it in
 * batches. Which kinds are done is kept in the database. */
#ifndef BYLINA_TURN_REINDEX_H
#define BYLINA_TURN_REINDEX_H

#include "turn/inner.h"

#define REINDEX_BATCH 64
#define REINDEX_WAIT_MS                                                                            \
    5000 /* so long a find waits for a kind that is not done; then it finds part */
#define REINDEX_LOOK_MS 50
#define REINDEX_NAME    "indexes"

struct reindex;

struct reindex *reindex_new(struct turns *turns);
void reindex_free(struct reindex *reindex);  /* NULL is fine */
void reindex_start(struct reindex *reindex); /* once, at the start: what is done? */
void reindex_swap(struct reindex *reindex);  /* turns run in another generation from now on */
/* A find of the kind should wait a little. */
bool reindex_waits(const struct reindex *reindex, const char *kind);

#endif
