/* One seeded run: the parts and what they share.
 *
 *     players.c -> tg.c -> app/intake.c -> turn/ -> memstore.c -> memdb.c     what is simulated
 *                    ^----- app/port.c <----'
 *     check.c, check_game.c                                                  what watches
 *
 * intake, port, turn, script, bind and the Lua half are the real ones; with real servers (world.h)
 * store/ and cache/ are, too, and memdb.c follows what they keep. */
#ifndef BYLINA_TESTS_SIM_SIM_H
#define BYLINA_TESTS_SIM_SIM_H

#include "memstore.h"

#include "base/buf.h"
#include "script/script.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#define SIM_BOT          777
#define SIM_PLAYERS_MOST 5
#define SIM_FIRST_PLAYER 1001
#define SIM_LANGUAGES    2

/* How often things go wrong, per 1000; drawn for each run, so that some runs are quiet. */
struct sim_rates {
    struct memstore_faults store;
    unsigned foreign;  /* somebody else writes a document, of a player's acts */
    unsigned crash;    /* per step of the loop, in 100,000 */
    unsigned restarts; /* how many ends at most */
    unsigned jump;     /* the wall clock jumps, of a player's acts */
    unsigned unsent, doubt_before, doubt_after, slow, refused; /* of calls to Telegram */
    unsigned again;    /* of batches: an update that was confirmed comes again */
    unsigned late;     /* of updates: it is held back while newer ones pass */
    unsigned shuffled; /* of batches */
    unsigned lost_poll;
    unsigned delay_ms;            /* of Telegram's answers, each way */
    unsigned pushes, chat_pushes; /* windows of the backlog; 0: as they are in a game */
    unsigned flush;               /* its queue of hints is emptied, of a player's acts */
};

struct tg;
struct check;
struct players;
struct turns;
struct intake;
struct port;
struct telegram;
struct cache;
struct sim_world;
struct servers;
struct idqueue;

struct sim {
    uint64_t seed;
    bool trace;
    struct rng chance; /* of everything that the simulation decides */
    struct sim_rates rates;
    int player_count;
    int acts_left;
    bool calm; /* no faults and no acts any more: everything must come to rest */
    struct loop *loop;
    const struct sim_world *world;
    void *world_state;
    struct servers *servers; /* of the world of real ones; NULL: in memory */
    struct memdb *db;
    struct tg *tg;
    struct check *check;
    struct players *players;
    char *outage[SIM_LANGUAGES]; /* what players are told when the database is silent */
    /* one process */
    struct store *store;
    struct cache *cache;
    struct idqueue *queue;
    struct turns *turns;
    struct port *port;
    struct telegram *telegram;
    struct intake *intake;
    bool started; /* it plays, and was not told to stop */
    bool over;    /* it has ended: what comes back from now on says nothing */
    bool dying;   /* a crash was drawn: at the next step */
    int ends;     /* processes that ended */
    int64_t steps;
    /* the verdict */
    uint64_t hash; /* of the trace */
    char **lines;  /* the newest, a ring */
    size_t line_count;
    char *failure;
};

/* Runs one seed; 0, or 1 with sim->failure. `generation` is shared by all runs. servers: see
 * world.h; NULL: all in memory. */
struct sim *sim_new(uint64_t seed, bool trace, struct servers *servers);
int sim_run(struct sim *sim, struct generation *generation);
void sim_print_end(const struct sim *sim, size_t most, FILE *out); /* of the trace */
void sim_free(struct sim *sim);

bool sim_happens(struct sim *sim, unsigned per_mille);
int64_t sim_between(struct sim *sim, int64_t low, int64_t high);
/* A line of the trace. */
void sim_note(struct sim *sim, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Something that must hold does not; the first one counts. */
void sim_fail(struct sim *sim, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* players.c */
struct players *players_new(struct sim *sim);
void players_free(struct players *players);

#endif
