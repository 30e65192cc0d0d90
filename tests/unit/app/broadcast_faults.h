/* What goes wrong between a broadcast and its database. */
#ifndef BYLINA_TESTS_APP_BROADCAST_FAULTS_H
#define BYLINA_TESTS_APP_BROADCAST_FAULTS_H

#include "loop/loop.h"
#include "store/broadcast.h"

#include <stdbool.h>

#define LAST_ID "1120" /* of the players */

struct read;

extern struct faults {
    struct loop *loop;            /* to be set */
    int fail_saves;               /* so many of them; */
    int lose_saves;               /* they stand, and the answer is lost */
    int fail_reads;               /* of rows */
    bool hold_players;            /* the read behind the last player waits: */
    struct read *players_waiting; /* here */
    int64_t stood;                /* claimed by saves that stood */
} faults;

void let_players_come(struct store *store); /* the read that has waited goes on */

#endif
