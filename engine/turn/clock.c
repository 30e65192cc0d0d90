/* Wall clocks jump: forward when a machine wakes from sleep, backward when somebody corrects it.
 * Forward, the game follows at once, because the world's deadlines are dates. Backward, it goes on
 * at half speed until the wall clock has caught up, so that neither time nor timers stand still and
 * nothing ever runs backwards. Both are reported once.
 *
 * last_ms is the floor under every lane's `now`: an event gets its time here at receipt, so within
 * a process no lane needs to remember its last time once it is idle. After a start the floor is
 * raised to the last commit and to the newest receipt in the inbox. */
#include "turn/clock.h"

#include "base/clock.h"
#include "base/log.h"

void game_clock_init(struct game_clock *clock)
{
    *clock = (struct game_clock){.wall_ms = clock_wall_ms, .mono_ms = clock_mono_ms};
    clock->last_ms = clock->wall_ms();
    clock->last_mono_ms = clock->mono_ms();
}

static void follow_forward(struct game_clock *clock, int64_t target, int64_t mono)
{
    int64_t jump = (target - clock->last_ms) - (mono - clock->last_mono_ms);
    if (jump > CLOCK_JUMP_MS)
        log_warn("turn", LOG_T("the machine's clock has jumped forward"), LOG_I("ms", jump));
    clock->behind = false;
    clock->last_ms = target;
    clock->last_mono_ms = mono;
}

static void go_slowly(struct game_clock *clock, int64_t target, int64_t mono)
{
    if (!clock->behind && clock->last_ms - target > CLOCK_JUMP_MS) {
        log_warn("turn", LOG_T("the machine's clock has gone back: the game's goes slowly"),
                 LOG_I("ms", clock->last_ms - target));
        clock->behind = true;
    }
    int64_t half = (mono - clock->last_mono_ms) / 2;
    clock->last_ms += half;
    clock->last_mono_ms += half * 2;
}

int64_t game_clock_ms(struct game_clock *clock)
{
    int64_t target = clock->wall_ms() + clock->offset_ms;
    int64_t mono = clock->mono_ms();
    if (target >= clock->last_ms)
        follow_forward(clock, target, mono);
    else
        go_slowly(clock, target, mono);
    return clock->last_ms;
}

int64_t game_clock_now(struct game_clock *clock)
{
    return game_clock_ms(clock) / 1000;
}

int64_t game_clock_mono_ms(const struct game_clock *clock)
{
    return clock->mono_ms();
}

void game_clock_set_offset(struct game_clock *clock, int64_t offset_ms)
{
    clock->offset_ms = offset_ms;
    game_clock_raise(clock, clock->wall_ms() + offset_ms);
}

void game_clock_raise(struct game_clock *clock, int64_t floor_ms)
{
    if (floor_ms <= clock->last_ms)
        return;
    clock->last_ms = floor_ms;
    clock->last_mono_ms = clock->mono_ms();
}
