/* A world without a database and without Telegram: the fair (tests/fair), its documents in memory,
 * and turns that are run at once, one after another. For the fuzzers that play. */
#ifndef BYLINA_TESTS_FUZZ_WORLD_H
#define BYLINA_TESTS_FUZZ_WORLD_H

#include "base/map.h"
#include "json/json.h"

#include <stdbool.h>
#include <stdint.h>

struct world {
    struct map *docs;   /* "kind/id" -> body; this and the bodies below for free() */
    struct map *screen; /* chat -> the screen's body */
    struct map *push;   /* chat -> the body of the newest push with a button */
    int changed;        /* documents of the game that the last turn wrote */
    int64_t turns;
};

/* Two players on the square of the fair; 1001 has asked 1002 to trade, whose button waits. */
struct world *world_new(void);
struct world *world_copy(const struct world *world);
void world_free(struct world *world);

/* A tap or a text of a player, in private. */
json *world_event(const char *type, const char *player, const char *words);
/* Runs the turn of an event; ends the process if the script fails. */
void world_turn(struct world *world, const char *event);

/* The buttons of a chat: its newest push's has the index -1, those of its screen follow from 0. */
typedef void (*world_button_fn)(void *ctx, int index, const char *data);
void world_buttons(const struct world *world, const char *chat, world_button_fn fn, void *ctx);
/* The data of one, for free(); "" if there is none. */
char *world_button(const struct world *world, const char *chat, int index);

/* Sums over all documents. */
int64_t world_gold(const struct world *world);
int64_t world_swords(const struct world *world);

#endif
