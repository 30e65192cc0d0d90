/* A world for the tests of turn/: a real store in a file, a real cache, a real generation of a
 * small Lua script (see harness_lua.c), and a port that writes down what leaves and answers as
 * told. */
#ifndef BYLINA_TESTS_TURN_HARNESS_H
#define BYLINA_TESTS_TURN_HARNESS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/list.h"
#include "store/commit.h"
#include "store/waiting.h"
#include "turn/aside.h"
#include "turn/inner.h"
#include "turn/turn.h"

/* stays last */
#include <cmocka.h>

#define WORLD_LINES 4096
#define WORLD_BOT   77
#define WORLD_MOVED (-1001) /* where TURN_MOVED says that a chat is now */

struct world_call { /* of the port, not answered yet */
    struct list_node node;
    turn_posted_fn fn;
    void *ctx;
    int64_t chat;
    int64_t message; /* what TURN_DELIVERED tells */
};

struct world {
    char folder[64];
    char path[128];
    struct loop *loop;
    struct store *store;
    struct cache *cache;
    struct generation *generation;
    const char *indexes;     /* what its script declares, JSON; NULL: nothing */
    struct turn_guard guard; /* given to the next world_open */
    size_t recorded;         /* likewise, */
    size_t pushes, chat_pushes;
    struct idqueue *queue;
    struct turns *turns;
    char *lines[WORLD_LINES]; /* what scripts noted and what left, in order */
    size_t count;
    bool hold;                   /* calls of the port are answered by world_reply only */
    struct list calls;           /* held or about to be answered */
    int64_t next_message;        /* id of the next new message */
    bool awaited;                /* somebody waited for the last post */
    int64_t hurried;             /* the chat that was told to hurry last */
    enum turn_delivery next[16]; /* outcomes of the next calls; then TURN_DELIVERED */
    size_t next_count;
    int64_t next_update;
    int64_t aside; /* the handler that was set aside last */
    bool done;
    int err;
};

int world_setup(void **state); /* for cmocka: opens a fresh world */
int world_teardown(void **state);

void world_open(struct world *world);  /* store, cache, turns; started */
void world_close(struct world *world); /* a clean stop */
void world_kill(struct world *world);  /* as a crash */

/* One line of the script (harness_lua.c) in the lane player/ID. Gives the update's id. */
int64_t world_say(struct world *world, int id, const char *act);
/* The same with everything in the caller's hands: fields left 0 are filled in. */
int world_accept(struct world *world, int id, const char *act, struct turn_input input);

void world_note(struct world *world, const char *format, ...) __attribute__((format(printf, 2, 3)));
bool world_has(const struct world *world, const char *line);
size_t world_times(const struct world *world, const char *start); /* lines that start so */
int world_at(const struct world *world, const char *line);        /* index of a line, or -1 */
void world_expect(struct world *world, const char *line);         /* waits for it */
void world_expect_times(struct world *world, const char *start, size_t times);
void world_idle(struct world *world); /* waits until nothing is under way */
void world_reply(struct world *world, enum turn_delivery delivery); /* to the oldest held call */
void world_wait(struct world *world, bool (*cond)(struct world *world));
void world_done(void *ctx, const struct err *err); /* a store_done_fn: world->done, world->err */
void world_skip(struct world *world, int64_t seconds);
void world_clear(struct world *world); /* forgets the lines */

/* The document as SQL has it ("" if absent), for the caller to free; and a foreign write. */
char *world_doc(struct world *world, const char *kind, const char *id);
void world_write(struct world *world, const char *kind, const char *id, const char *body);

/* harness_lua.c */
struct generation *world_generation(struct world *world);
/* With `to` in the place of the first `from` in its boot.lua. */
struct generation *world_generation_with(struct world *world, const char *from, const char *to);

#endif
