/* The clock and the unit by themselves. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/log.h"
#include "base/rng.h"
#include "botapi/botapi.h"
#include "turn/clock.h"
#include "turn/lateness.h"
#include "turn/policy.h"
#include "turn/unit_inner.h"

/* stays last */
#include <cmocka.h>

static int64_t wall;
static int64_t mono;

static int64_t wall_now(void)
{
    return wall;
}

static int64_t mono_now(void)
{
    return mono;
}

static void the_clock_never_goes_back(void **state)
{
    (void)state;
    struct game_clock clock;
    game_clock_init(&clock);
    wall = 1000000;
    mono = 500;
    clock = (struct game_clock){.wall_ms = wall_now, .mono_ms = mono_now};
    assert_int_equal(game_clock_ms(&clock), 1000000);
    wall += 100000; /* asleep: at once */
    mono += 10;
    assert_int_equal(game_clock_ms(&clock), 1100000);
    wall -= 50000; /* corrected: at half speed, in steps of any size */
    for (int i = 0; i < 1001; i++) {
        mono += 3;
        wall += 3;
        int64_t before = clock.last_ms;
        assert_true(game_clock_ms(&clock) >= before);
    }
    assert_in_range(game_clock_ms(&clock), 1101500, 1101502);
    wall += 200000;
    mono += 200000;
    assert_int_equal(game_clock_ms(&clock), wall); /* it has caught up */
    game_clock_set_offset(&clock, 60000);
    assert_int_equal(game_clock_now(&clock), (wall + 60000) / 1000);
    game_clock_set_offset(&clock, 0);
    assert_int_equal(game_clock_now(&clock), (wall + 60000) / 1000);
}

static struct unit *unit_open(void)
{
    /* a document may be as large as one that is read */
    static const struct unit_limits limits = {{[UNIT_SIZE] = UNIT_DOC_MAX}};
    struct unit_config config = {
        .fresh = true, .event = "{}", .seed = 7, .now = 5, .limits = &limits};
    return unit_new(&config);
}

static void the_unit_has_limits(void **state)
{
    (void)state;
    struct unit *unit = unit_open();
    char id[16];
    int written = 0;
    const int most = (int)unit_limit_default(UNIT_DOCUMENTS);
    for (int i = 0; i <= most; i++) {
        snprintf(id, sizeof(id), "%d", i);
        written += unit_write(unit, "a", id, "x", 1) == 0;
    }
    assert_int_equal(written, most);
    assert_int_equal(unit_write(unit, "a", "1", "y", 1), 0); /* one that it has */
    const char *body;
    size_t len;
    int64_t value = 0;
    assert_int_equal(unit_read(unit, "a", "new", &body, &len), UNIT_OVER);
    assert_string_equal(unit_over(unit, &value), "documents");
    assert_int_equal(value, most);
    assert_int_equal(unit_read(unit, "a", "1", &body, &len), UNIT_THERE);
    assert_string_equal(body, "y");
    char *big = calloc(1, UNIT_DOC_MAX + 2);
    memset(big, 'z', UNIT_DOC_MAX + 1);
    assert_int_equal(unit_write(unit, "a", "2", big, UNIT_DOC_MAX + 1), ERR_LIMIT);
    assert_int_equal(unit_push(unit, 1, big), ERR_LIMIT);
    int written_big = 0;
    while (written_big < 1000 && unit_write(unit, "a", "2", big, UNIT_DOC_MAX) == 0)
        written_big++;
    assert_in_range(written_big, 1, UNIT_BYTES_MAX / UNIT_DOC_MAX);
    free(big);
    unit_free(unit);
}

static void the_unit_gathers_effects(void **state)
{
    (void)state;
    struct unit *unit = unit_open();
    const int most = (int)unit_limit_default(UNIT_PUSHES);
    for (int i = 0; i < most; i++)
        assert_int_equal(unit_push(unit, 1, "{}"), 0);
    assert_int_equal(unit_push(unit, 1, "{}"), ERR_LIMIT);
    assert_string_equal(unit->outs.at[0].body, "{\"post\":{}}");
    assert_int_equal(unit_call(unit, 1, "send\"Dice", "{}"), ERR_INVALID);
    for (int i = 0; i < most + 5; i++) /* the same name replaces */
        assert_int_equal(unit_timer(unit, "a", "1", "t", i), 0);
    assert_int_equal(unit->timers.count, 1);
    assert_int_equal(unit_screen(unit, 1, "main", "old"), 0);
    assert_int_equal(unit_screen(unit, 1, "main", "new"), 0);
    assert_int_equal(unit->slots.count, 1);
    assert_string_equal(unit->slots.at[0].desired, "new");
    assert_int_equal(unit_answer(unit, "a", true), 0);
    assert_int_equal(unit_answer(unit, "b", true), ERR_LIMIT);
    assert_string_equal(unit->answer, "a");
    for (int i = 0; i < 1000; i++)
        assert_in_range(unit_roll(unit, 6), 1, 6);
    char word[9] = "";
    unit_word(unit, word, 8);
    assert_int_equal(strlen(word), 8);
    unit_free(unit);
}

static int wants(struct unit *unit, const char *id)
{
    const struct unit_want want = {id, "item", "sword", "ru", "{}", "{}", NULL};
    return unit_want(unit, &want);
}

/* Each kind of effect has its own limit, which is named; the others are still free. */
static void each_limit_is_named(void **state)
{
    (void)state;
    static const struct unit_limits two = {{2, 10, 20, 2, 2, 2, 2, 2, 2}};
    struct unit_config config = {.fresh = true, .event = "{}", .limits = &two};
    struct unit *unit = unit_new(&config);
    int64_t value = 0;
    for (int i = 0; i < 2; i++) {
        char id[2] = {(char)('a' + i), 0};
        assert_int_equal(unit_write(unit, "k", id, "{}", 2), 0);
        assert_int_equal(unit_timer(unit, "k", id, "t", 5), 0);
        assert_int_equal(unit_push(unit, 1, "{}"), 0);
        assert_int_equal(unit_call(unit, 1, "sendDice", "{}"), 0);
        assert_int_equal(unit_pay(unit, "k/a", "k/b", 1, ""), 0);
        assert_int_equal(unit_send(unit, "k/a", "{}"), 0);
        assert_int_equal(unit_screen(unit, i, "main", "{}"), 0);
        assert_int_equal(wants(unit, id), 0);
    }
    assert_int_equal(wants(unit, "a"), 0); /* the same counts once */
#define OVER(name, call)                                                                           \
    assert_int_equal(call, ERR_LIMIT);                                                             \
    assert_string_equal(unit_over(unit, &value), name)
    OVER("documents", unit_write(unit, "k", "c", "{}", 2));
    OVER("size", unit_write(unit, "k", "a", "{\"a\":12345}", 11));
    OVER("timers", unit_timer(unit, "k", "c", "t", 5));
    OVER("pushes", unit_push(unit, 1, "{}"));
    OVER("pushes", unit_screen(unit, 3, "main", "{}"));
    OVER("calls", unit_call(unit, 1, "sendDice", "{}"));
    OVER("pays", unit_pay(unit, "k/a", "k/b", 1, ""));
    OVER("emits", unit_send(unit, "k/a", "{}"));
    assert_int_equal(wants(unit, "c"), 1);
    assert_int_equal(value, 2);
    OVER("message", unit_screen(unit, 1, "main", "{\"text\":\"1234567890123\"}"));
    assert_int_equal(value, 20);
    unit_free(unit);
}

static void what_was_read_is_marked(void **state)
{
    (void)state;
    struct unit *unit = unit_open();
    const char *body = NULL;
    size_t len = 0;
    assert_int_equal(unit_read(unit, "a", "1", &body, &len), UNIT_WAIT);
    assert_string_equal(unit->wanted.id, "1");
    struct store_doc doc = {"a", "1", 9, NULL, 0};
    unit_learn(unit, &doc);
    assert_null(unit->wanted.kind);
    assert_int_equal(unit_read(unit, "a", "1", &body, &len), UNIT_ABSENT);
    assert_int_equal(unit_drop(unit, "a", "1"), 0);
    assert_false(unit->docs.at[0].written); /* there was none */
    assert_int_equal(unit_write(unit, "a", "1", "x", 1), 0);
    assert_int_equal(unit_read(unit, "a", "1", &body, &len), UNIT_THERE);
    assert_true(unit->docs.at[0].was_read);
    assert_int_equal(unit->docs.at[0].read_version, 9);
    assert_int_equal(unit_drop(unit, "a", "1"), 0);
    assert_int_equal(unit_read(unit, "a", "1", &body, &len), UNIT_ABSENT);
    unit_free(unit);
}

static void lateness_is_nearly_exact(void **state)
{
    struct lateness late = {0};
    (void)state;
    assert_int_equal(lateness_quantile(&late, 99), 0);
    for (int64_t ms = 1; ms <= 1000; ms++)
        lateness_add(&late, ms);
    assert_in_range(lateness_quantile(&late, 1), 10, 11);
    assert_in_range(lateness_quantile(&late, 50), 500, 563);
    assert_in_range(lateness_quantile(&late, 99), 990, 1000);
    assert_int_equal(lateness_quantile(&late, 100), 1000);
    lateness_add(&late, -5);
    lateness_add(&late, INT64_MAX);
    assert_int_equal(late.count, 1002);
    assert_int_equal(late.max, INT64_MAX);
    struct lateness one = {0};
    lateness_add(&one, 7);
    assert_int_equal(lateness_quantile(&one, 1), 7);
    assert_int_equal(lateness_quantile(&one, 99), 7);
}

static void policies(void **state)
{
    (void)state;
    assert_int_equal(policy_of("sendDice"), TURN_DROP);
    assert_int_equal(policy_of("sendMessage"), TURN_RESEND);
    assert_int_equal(policy_of("sendmessage"), TURN_RESEND);
    assert_int_equal(policy_of("methodOfTomorrow"), TURN_DROP);
    size_t count;
    const struct botapi_method *methods = botapi_method_all(&count);
    for (size_t i = 0; i < count; i++)
        if (!policy_is_listed(methods[i].name))
            fail_msg("turn/policy.c says nothing of %s", methods[i].name);
}

int main(void)
{
    log_setup(LOG_CONSOLE, LOG_ERROR);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_clock_never_goes_back),
        cmocka_unit_test(the_unit_has_limits),
        cmocka_unit_test(the_unit_gathers_effects),
        cmocka_unit_test(each_limit_is_named),
        cmocka_unit_test(what_was_read_is_marked),
        cmocka_unit_test(lateness_is_nearly_exact),
        cmocka_unit_test(policies),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
