/* The game's clock: the machine's wall clock plus a stored offset, which never goes backwards; and
 * the only place from which turn/ takes any time, so that a simulation can put its own clocks here.
 * Private to turn/. */
#ifndef BYLINA_TURN_CLOCK_H
#define BYLINA_TURN_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

#define CLOCK_JUMP_MS                                                                              \
    5000 /* a difference between the two clocks that is worth a line in the log                    \
          */

struct game_clock {
    int64_t (*wall_ms)(void); /* replaced by a simulation */
    int64_t (*mono_ms)(void);
    int64_t offset_ms;
    int64_t last_ms;      /* what was told last */
    int64_t last_mono_ms; /* when that was */
    bool behind;          /* the wall clock has gone back and we wait for it */
};

void game_clock_init(struct game_clock *clock);
int64_t game_clock_ms(struct game_clock *clock);
int64_t game_clock_now(struct game_clock *clock); /* whole seconds UTC */
int64_t game_clock_mono_ms(const struct game_clock *clock);
/* From now on the offset is this; a smaller one never turns the clock back. */
void game_clock_set_offset(struct game_clock *clock, int64_t offset_ms);
/* Never again earlier than this (what was received before the last stop). */
void game_clock_raise(struct game_clock *clock, int64_t floor_ms);

#endif
