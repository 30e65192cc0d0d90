/* One simulation: many players for many days of the game's time (engine/lua/simulate.lua). */
#ifndef BYLINA_APP_SIMULATION_H
#define BYLINA_APP_SIMULATION_H

#include "app/game.h"
#include "json/json.h"

#define SIMULATION_WORLD  250 /* players who live in one world, */
#define SIMULATION_WORLDS 16  /* or more of them, so that there are no more worlds than these */

struct simulation {
    int64_t players;
    int64_t days;
    int64_t seed;
    int64_t jobs; /* processes at once; the report is the same */
};

/* Plays it to its end; `loud`: says on stderr how far it is, where that is a terminal. The report
 * is what engine/lua/gather.lua gives, with `seed` and `ms`; for json_free. */
int simulation_run(struct game_source *source, const struct simulation *what, bool loud,
                   json **ret_report, struct err *err);
/* One world, played to its end: its report, or what was seen in it (engine/lua/gather.lua). */
int simulation_play(struct game_source *source, const struct simulation *what, bool seen, bool loud,
                    json **ret_answer, struct err *err);
/* Several worlds, in processes of their own, and one report (simulation_worlds.c). */
int simulation_worlds(struct game_source *source, const struct simulation *what, int64_t worlds,
                      bool loud, json **ret_report, struct err *err);
/* The figures, to stdout. */
void simulation_print(const char *name, const json *report);
/* The picture of one report, or of two; for free(). */
int simulation_chart(struct game_source *source, const char *const names[2], const json *first,
                     const json *second, char **ret_svg, struct err *err);

#endif
