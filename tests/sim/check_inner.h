/* What the files of the checkers share. */
#ifndef BYLINA_TESTS_SIM_CHECK_INNER_H
#define BYLINA_TESTS_SIM_CHECK_INNER_H

#include "check.h"
#include "tg.h"

#include "base/map.h"

struct game;
struct posts;

struct check {
    struct sim *sim;
    struct list received;  /* updates of this process that are not committed, in order of receipt */
    struct map *committed; /* update id -> times, as a number */
    struct list timers;    /* rows as commits made them */
    struct map *lanes;     /* lane -> its last now */
    struct map *stale;     /* "event kind/id" -> the version on which it met its last conflict */
    struct game *game;
    struct posts *posts;
};

void count_up(struct map *map, const char *key); /* the value is an int64_t on the heap */
int64_t counted(const struct map *map, const char *key);

struct game *game_new(struct sim *sim);
void game_free(struct game *game);
void game_committed(struct game *game, const struct store_turn *turn,
                    const struct tg_update *update);
void game_foreign(struct game *game, int64_t player);
void game_end(struct game *game);

struct posts *posts_new(struct sim *sim);
void posts_free(struct posts *posts);
void posts_process(struct posts *posts);
void posts_committed(struct posts *posts, const struct store_turn *turn);
void posts_settled(struct posts *posts, const struct memout *out);
bool posts_rest(struct posts *posts, const char **ret_why);
void posts_end(struct posts *posts);

#endif
