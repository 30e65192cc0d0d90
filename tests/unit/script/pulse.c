/* The pulse where the machine takes the processor away at the worst moment: in the middle of
 * setting the timer, and of taking the hook away. The signal is there before the call has returned;
 * what comes afterwards must be bounded all the same. */
#include "base/clock.h"
#include "check.h"
#include "script/inner.h"

#include <signal.h>
#include <unistd.h>

#define PATIENCE_S 60
#define LONG_US    (4 * GATE_BEAT_US)

static bool slow_timer, slow_hook;

int __real_timer_settime(timer_t timer, int flags, const struct itimerspec *when,
                         struct itimerspec *before);
int __wrap_timer_settime(timer_t timer, int flags, const struct itimerspec *when,
                         struct itimerspec *before);
void __real_lua_sethook(lua_State *L, lua_Hook hook, int mask, int count);
void __wrap_lua_sethook(lua_State *L, lua_Hook hook, int mask, int count);

static void lose_time(void)
{
    for (int64_t end = clock_mono_us() + LONG_US; clock_mono_us() < end;)
        ;
}

int __wrap_timer_settime(timer_t timer, int flags, const struct itimerspec *when,
                         struct itimerspec *before)
{
    int code = __real_timer_settime(timer, flags, when, before);
    if (slow_timer)
        lose_time();
    return code;
}

void __wrap_lua_sethook(lua_State *L, lua_Hook hook, int mask, int count)
{
    if (slow_hook && !hook)
        lose_time();
    __real_lua_sethook(L, hook, mask, count);
}

static int set_up(void **state)
{
    (void)state;
    slow_timer = slow_hook = false;
    alarm(PATIENCE_S); /* what does not end is ended */
    return 0;
}

static void the_turn_after_a_slow_timer_is_counted(void **state)
{
    (void)state;
    struct generation *generation =
        test_turns("done = done + 1 if done > 1 then while true do end end",
                   (struct script_limits){.turn_ms = 60000});
    slow_timer = true;
    assert_null(test_turn(generation));
    slow_timer = false;
    char *report = test_turn(generation);
    assert_non_null(report);
    assert_non_null(strstr(report, "too many instructions"));
    free(report);
    generation_release(generation);
}

static void a_turn_with_a_slow_timer_is_counted(void **state)
{
    (void)state;
    slow_timer = true;
    test_fails("while true do end", (struct script_limits){.turn_ms = 60000},
               "too many instructions");
}

static void loads_for_ever(void)
{
    struct generation *generation = NULL;
    struct err err = {0};
    const struct script_limits limits = {.load_ms = 100};
    assert_int_not_equal(test_try("while true do end", limits, &generation, &err), 0);
    assert_non_null(strstr(err.text, "takes too long"));
}

static void loading_with_a_slow_timer_ends(void **state)
{
    (void)state;
    slow_timer = true;
    loads_for_ever();
}

static void loading_with_a_slow_hook_ends(void **state)
{
    (void)state;
    slow_hook = true;
    loads_for_ever();
}

#define T(fn) cmocka_unit_test_setup(fn, set_up)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(the_turn_after_a_slow_timer_is_counted),
        T(a_turn_with_a_slow_timer_is_counted),
        T(loading_with_a_slow_timer_ends),
        T(loading_with_a_slow_hook_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
