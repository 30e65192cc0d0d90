/* A backend of the store over a memdb, with faults. The struct store that it gives is used with
 * all of store.h, but closed by memstore_close or memstore_crash. One thread: everything happens in
 * timers of the loop. */
#ifndef BYLINA_TESTS_SIM_MEMSTORE_H
#define BYLINA_TESTS_SIM_MEMSTORE_H

#include "memdb.h"

#include "base/rng.h"

/* Chances in 1000. A group of writes fails as a whole; its answer may be lost: it stands, and
 * UNKNOWN is told, perhaps before a reader can see that it stands (and no write goes on before). */
struct memstore_faults {
    struct rng *chance;
    unsigned fails;
    unsigned lost;
    unsigned late;
    unsigned reads_fail;
    unsigned delay_ms; /* at most, each way */
};

struct store *memstore_open(struct loop *loop, struct memdb *db,
                            const struct memstore_faults *faults); /* NULL: none */
void memstore_calm(struct store *store);                           /* no faults from now on */
void memstore_close(struct store *store);                          /* finishes what was asked for */
/* The process died: what was asked for is carried out or not; then as closed. The callers' side
 * must already be deaf. */
void memstore_crash(struct store *store);

#endif
