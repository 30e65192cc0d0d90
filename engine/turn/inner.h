/* What the rooms of turn/ share: the whole, and the small services around it. Private to turn/.
 *
 *     accept.c  update -> event -> lane        lane.c     which event is next
 *     run.c     one turn: script and reads     commit.c   its commit and verdicts
 *     publish.c, lookup.c  after a commit      timers.c   deadlines in memory
 *     chat.c, reach.c, outbox.c, slots.c  the way out   answer.c   callback answers
 *     backlog.c, waitlines.c  pushes that wait in the database alone
 *     limits.c  what may come in               outage.c   when the database fails
 *     notice.c  words without a turn         aside.c    handlers that fail on and on
 *     checkout.c  questions before a payment
 *     settle.c  the inbox                      guard.c    events that ended the process
 *     seek.c    finding documents           reindex.c  what is found by
 *     live.c    screens that are drawn again
 *     recorder.c, record.c  turns that were played   rehearsal.c  and played again
 *     start.c, stop.c, skip.c  as named */
#ifndef BYLINA_TURN_INNER_H
#define BYLINA_TURN_INNER_H

#include "base/list.h"
#include "base/log.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/rng.h"
#include "turn/clock.h"
#include "turn/later.h"
#include "turn/turn.h"

#define TURN_FLIGHT_MAX   1024 /* turns that run or commit at once */
#define TURN_SLICE_MS     4    /* of running scripts before the loop sees to other things */
#define TURN_RETRY_MS     100  /* first wait after a failure of the database, */
#define TURN_RETRY_MAX_MS 2000 /* and the longest: when it is back nobody waits much longer */
#define TURN_RETRY_SAID   3 /* so many failures of one turn are in the log; then outage.c speaks */
#define TURN_REQUEUE_MS   1000 /* rest of a lane whose event ran out of attempts */
#define TURN_SEED_NAME    "seed_key"
#define TURN_OFFSET_NAME  "clock_offset_ms"

struct asides;
struct backlog;
struct claims;
struct timers;
struct answers;
struct limits;
struct notices;
struct outage;
struct recorder;
struct settle;
struct chats;
struct skips;
struct starting;
struct reindex;
struct live;
struct stopping;

struct turns {
    struct turns_config config; /* generation: the live one, held */
    struct game_clock *clock;
    struct laters laters;
    struct rng chance; /* of jitter; never of the game */
    uint8_t seed_key[16];
    struct map *lanes; /* by key */
    struct list ready;
    struct list running; /* struct turn */
    struct loop_timer *pump;
    struct map *pending; /* updates and letters in lanes, by "bot/number" */
    struct turn *alone;  /* a suspect: nothing else begins before it is over */
    struct asides *asides;
    struct claims *claims;
    struct timers *timers;
    struct answers *answers;
    struct limits *limits;
    struct notices *notices;
    char *shut; /* NULL: open */
    struct outage *outage;
    struct recorder *recorder; /* NULL: nothing is recorded */
    struct settle *settle;
    struct chats *chats;
    struct reindex *reindex;
    struct list checkouts; /* checkout.c */
    size_t checkout_count;
    struct live *live;
    struct skips *skips;
    struct starting *starting; /* while turns_start is under way */
    struct stopping *stopping; /* once turns_stop was called */
    struct turns_status status;
    struct tally *ends; /* turns_figures, */
    struct histogram taken;
    int64_t waited_ms;  /* the longest wait of a lane that was ready: turns_waited */
    int64_t swapped_ms; /* monotonic: when the live generation came */
    int64_t ops;        /* calls of the store under way */
    int64_t flights;    /* turns under way */
    int64_t records;    /* ends of calls and screens that do not stand in SQL yet */
    int64_t last_event; /* seq of the newest */
    int64_t last_turn;  /* number of the newest */
    bool started;
    bool halted; /* nothing begins any more, and completions change nothing */
};

/* Around each call of the store: op_begin before it; in its completion `if (!op_end(turns))
 * return;`, since after a halt whatever the completion would touch is only waiting to be freed. */
void op_begin(struct turns *turns);
bool op_end(struct turns *turns);

/* stop.c: something has ended: perhaps that was the last thing a stop waits for. */
void stop_look(struct turns *turns);

struct event;
/* accept.c: the event is over: answers it if nobody has, and lets go of it. */
void event_end(struct turns *turns, struct event *event);
/* accept.c: puts what comes from the inbox into its lane; and a letter that a turn has sent. */
struct store_inbox;
struct store_letter;
void accept_stored(struct turns *turns, const struct store_inbox *row);
void accept_letter(struct turns *turns, const struct store_letter *letter, int64_t received);

#endif
