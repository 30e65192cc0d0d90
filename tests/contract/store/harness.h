/* A store under test: a fresh database, its loop, and the asynchronous calls made into plain ones.
 * The database's address is made by world_set_up: BYLINA_TEST_STORE names the backend ("sqlite" by
 * default; "memory" is the simulation's model of it; one more is one more case in harness.c). */
#ifndef BYLINA_TESTS_STORE_HARNESS_H
#define BYLINA_TESTS_STORE_HARNESS_H

#include "base/buf.h"
#include "check.h"
#include "store/waiting.h"

struct world {
    struct loop *loop;
    struct store *store;
    struct memdb *memory; /* NULL: not that backend */
    char folder[64];
    char url[256];
    char path[128];  /* SQLite's file; "": not that backend */
    struct buf rows; /* the last load, one "a b c;" a row */
    struct err err;  /* of the last call; code 0: none */
    int64_t version; /* of the last get */
    size_t waiting;  /* calls not yet completed */
};

int world_set_up(void **state);
int world_tear_down(void **state);
void world_open(struct world *world); /* after a close */
void world_close(struct world *world);
void world_reopen(struct world *world);
void world_wait(struct world *world); /* until nothing is under way */
/* Until the condition holds, which is looked at every millisecond. */
void world_until(struct world *world, bool (*cond)(void *ctx), void *ctx);

struct turn { /* a turn with room for one or two of everything */
    struct store_turn it;
    struct store_read_mark reads[2];
    struct store_write writes[2];
    struct store_timer timers[2];
    struct store_out outs[2];
    struct store_slot slots[2];
    struct store_pay pays[2];
    struct store_letter letters[2];
    enum store_verdict verdict;
    int code;     /* of the error */
    size_t place; /* in the order of completions, from 1 */
    struct world *world;
};

void turn_update(struct turn *turn, int64_t bot, int64_t number); /* each of these begins a turn */
void turn_fire(struct turn *turn, int64_t uid);
void turn_other(struct turn *turn, const char *name);
void turn_reads(struct turn *turn, const char *kind, const char *id, int64_t version);
int64_t turn_writes(struct world *world, struct turn *turn, const char *kind, const char *id,
                    const char *body);
int64_t turn_sets(struct world *world, struct turn *turn, const char *kind, const char *id,
                  const char *name, int64_t deadline);
void turn_cancels(struct turn *turn, const char *kind, const char *id, const char *name);
int64_t turn_sends(struct world *world, struct turn *turn, int64_t chat, const char *body);
int64_t turn_shows(struct world *world, struct turn *turn, int64_t chat, const char *slot,
                   const char *desired);
int64_t turn_writes_to(struct world *world, struct turn *turn, const char *lane, const char *body);

void begin(struct world *world, struct turn *turn);                 /* commits, does not wait */
enum store_verdict commit(struct world *world, struct turn *turn);  /* and waits */
int64_t put(struct world *world, const char *id, const char *body); /* writes "doc" id in a turn */
const char *get(struct world *world, const char *kind, const char *id); /* NULL: absent */

/* Loads as text: "update:lane:body;", "name:deadline;", "chat:body:state;",
 * "chat:slot:version:desired:shown:message:bottom:doubt;" (with a "!" for a blocked chat). */
const char *inbox(struct world *world);
const char *timers(struct world *world, int64_t after, int64_t until);
const char *outs_of(struct world *world, const int64_t *ids, size_t count);
const char *outs(struct world *world);
const char *slots(struct world *world, int64_t chat, const char *slot);

void inbox_add(struct world *world, int64_t bot, int64_t update, const char *body);
void settle_out(struct world *world, int64_t id, int64_t chat, enum store_out_state state,
                int64_t bottom);
void settle_slot(struct world *world, const struct store_slot_shown *shown);
const char *value(struct world *world, const char *name);
void set_value(struct world *world, const char *name, const char *text);
void on_done(void *world, const struct err *err); /* a store_done_fn that counts down */

#endif
