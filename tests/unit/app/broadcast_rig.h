/* A broadcast under test over a real database, with players, a draft, and a port that answers as
 * told. Whatever a test does, no message may leave for a player who was not claimed durably
 * before. */
#ifndef BYLINA_TESTS_APP_BROADCAST_RIG_H
#define BYLINA_TESTS_APP_BROADCAST_RIG_H

#include "check.h"
#include "harness.h"

#include "app/broadcast.h"

#define PLAYERS 120
#define ADMIN   "900"

struct held {
    turn_posted_fn fn;
    void *ctx;
    int64_t chat;
};

struct test {
    struct world *world;
    struct broadcast *broadcast;
    bool (*cond)(struct test *test);
    int times[PLAYERS]; /* how often each was written to */
    int posts;
    int players; /* to so many */
    int sent;    /* of them, delivered */
    struct held held[PLAYERS];
    size_t held_count;
    bool hold;
    enum turn_delivery answer[PLAYERS]; /* the next; then delivered */
    int told;                           /* progress messages */
    bool hold_told;
    struct held held_told;
    int64_t told_message;
    char last_state[16];
    int reached;
    int act_code; /* 1: not done */
    int64_t draft;
};

int set_up(void **state);
int tear_down(void **state);
void open_broadcast(struct test *test);
void put_draft(struct test *test);
void until(struct test *test, bool (*cond)(struct test *test));

int act(struct test *test, enum broadcast_act what); /* and waits for its end; its code */
void on_acted(void *ctx, const struct err *err);

void reply(struct test *test, const struct held *held, enum turn_delivery delivery);
void answer_soon(struct test *test, struct held held, enum turn_delivery delivery, bool progress);

bool is_over(struct test *test);
const char *counts(struct test *test); /* of the draft, from the database */
int most(const struct test *test);     /* messages to one player */

#endif
