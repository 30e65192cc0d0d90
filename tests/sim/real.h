/* What real.c and servers.c share. */
#ifndef BYLINA_TESTS_SIM_REAL_H
#define BYLINA_TESTS_SIM_REAL_H

#include "mirror.h"
#include "postgres.h"
#include "redis.h"
#include "world.h"

struct hot;

struct servers {
    struct redis_server *redis; /* NULL: hot copies in memory */
    bool stops;                 /* PostgreSQL is also stopped in good order */
    bool postgres_down;
    bool redis_down;
    bool redis_hangs;
    struct servers_figures figures;
};

/* One run of the real world. */
struct real {
    struct sim *sim;
    struct servers *servers;
    char url[POSTGRES_URL_SIZE];
    struct eye *eye;
    struct mirror *mirror;
    struct hot *hot;
    size_t near_bytes; /* of the cache over Redis; 0: all is asked for there */
    struct rng chance; /* of the servers' faults alone, and of the loop's order */
    int acts_left;     /* of the players, until the next fault */
    int tries;         /* how often it has waited for a commit to hit */
    struct loop_timer *strike;
    struct loop_timer *postgres_back;
    struct loop_timer *redis_back;
};

/* faults.c */
void faults_begin(struct real *real);
void faults_end(struct real *real);
void faults_acted(struct real *real);
void faults_calm(struct real *real);           /* the servers are there, and stay */
void faults_cut(struct real *real);            /* all sockets: requests or answers are lost */
void servers_up(struct servers *servers);      /* PostgreSQL, at once */
bool servers_at_work(const struct real *real); /* an answer is on its way */

#endif
