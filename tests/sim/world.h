/* What a run stands on: where its processes keep the game, and what fails of that.
 *
 *     memory   memstore.c and the cache in memory; the store fails by its own rates
 *     real     store/ over PostgreSQL and cache/ over Redis, as app/ wires them; the servers are
 *              crashed, cut, flushed and started again: real.c, with the model beside it: mirror.c
 */
#ifndef BYLINA_TESTS_SIM_WORLD_H
#define BYLINA_TESTS_SIM_WORLD_H

#include "sim.h"

struct sim_world {
    const char *name;
    /* Makes what belongs to sim->world_state, in a run that begins; sim->db is there. */
    void (*begin)(struct sim *sim);
    void (*end)(struct sim *sim);
    /* sim->store, sim->cache and sim->queue of a new process; not 0: the database cannot be
     * reached. */
    int (*open)(struct sim *sim, struct err *err);
    /* All that was asked of the store is completed, to callers who are deaf by now; after that
     * turns/ goes, and then the cache. A crash: cut off, carried out or not. */
    void (*close_store)(struct sim *sim, bool crash);
    void (*close_cache)(struct sim *sim);
    void (*calm)(struct sim *sim); /* nothing fails from now on */
    /* Another program writes a document over the version that is there; false: not now. */
    bool (*write)(struct sim *sim, const char *kind, const char *id, const char *body,
                  int64_t version);
    void (*acted)(struct sim *sim); /* a player has done something */
};

extern const struct sim_world world_memory;
extern const struct sim_world world_real;

/* The servers of the real world, for all runs of the program. */
struct servers;
struct servers_figures {
    int64_t updates, processes, crashes; /* of the engine */
    int64_t postgres_crashes, postgres_stops, backends_killed, connections_cut;
    int64_t redis_flushes, redis_restarts, redis_hangs, redis_hits;
    int64_t writes, doubts, stood, undone, compared; /* see mirror.h */
    int64_t foreign;
};
/* NULL: there is none here, err says what is missing. */
struct servers *servers_new(bool redis, bool stops, struct err *err);
void servers_free(struct servers *servers);
void servers_print(const struct servers *servers);

#endif
