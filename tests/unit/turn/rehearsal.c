/* Turns that were played, recorded and played again: the same, otherwise, failing, and with a read
 * that nobody knows the answer of. What differs is not judged here: the entries of this boot.lua
 * give back what they are given. */
#include "harness.h"

#include "base/clock.h"
#include "base/str.h"
#include "turn/recorder.h"
#include "turn/rehearsal.h"

#include <unistd.h>

static int setup(void **state)
{
    world_setup(state);
    struct world *world = *state;
    log_to(fopen("/dev/null", "w"));
    world_kill(world);
    world->recorded = 10;
    world_open(world);
    return 0;
}

static int teardown(void **state)
{
    log_to(NULL);
    return world_teardown(state);
}

static char *recording(struct world *world, size_t *ret_len)
{
    struct err err;
    int fd = turns_recording(world->turns, &err);
    if (fd < 0)
        fail_msg("%s", err.text);
    *ret_len = (size_t)lseek(fd, 0, SEEK_END);
    char *data = mem_alloc(*ret_len + 1);
    assert_int_equal(pread(fd, data, *ret_len, 0), *ret_len);
    close(fd);
    return data;
}

/* The report of a generation that has `to` in the place of `from`. */
static json *rehearsed(struct world *world, const char *from, const char *to)
{
    size_t len;
    struct err err;
    json *report = NULL;
    char *data = recording(world, &len);
    struct generation *next = world_generation_with(world, from, to);
    world_clear(world);
    if (rehearse(data, len, next, &report, &err))
        fail_msg("%s", err.text);
    generation_release(next);
    free(data);
    return report;
}

static void says(const json *report, int turns, int same, int findings)
{
    assert_int_equal(json_int(report, "turns", -1), turns);
    assert_int_equal(json_int(report, "played", -1), turns);
    assert_int_equal(json_int(report, "same", -1), same);
    assert_int_equal(json_count(json_get(report, "findings")), findings);
}

static void the_same_scripts_do_the_same(void **state)
{
    struct world *world = *state;
    world_say(world, 1, "add a roll push 1 x show 1 {} timer t 60 answer hm effect e pay 3");
    world_say(world, 1, "add b read lot/9 set lot/7 x send player/2 y call 1 sendDice on-screen");
    world_say(world, 1, "drop set player/1 z cancel t");
    world_say(world, 1, "in scene:yard add c fail");
    world_idle(world);
    size_t sent = world->next_message;
    json *report = rehearsed(world, "", "");
    says(report, 5, 4, 1); /* with the letter's turn; that which failed is for Lua to judge */
    const json *failed = json_first(json_get(report, "findings"));
    assert_true(str_ends(json_str(failed, "failed", ""), "]") ||
                strstr(json_str(failed, "failed", ""), "[scene yard]"));
    assert_non_null(strstr(json_str(failed, "fails", ""), "boom"));
    assert_string_equal(json_str(failed, "handler", ""), "scene yard");
    json_free(report);
    world_idle(world);
    assert_int_equal(world->next_message, sent);
    char *doc = world_doc(world, "player", "1");
    assert_string_equal(doc, "z");
    free(doc);
}

static void what_differs_comes_with_both_outcomes(void **state)
{
    struct world *world = *state;
    world_say(world, 1, "add a push 1 x");
    world_say(world, 2, "timer t 60");
    world_idle(world);
    json *report = rehearsed(world, "or '') .. x)", "or '') .. 'Q' .. x)");
    says(report, 2, 1, 1);
    const json *turn = json_first(json_get(report, "findings"));
    assert_string_equal(json_str(json_get(json_get(turn, "was"), "writes"), "player/1", ""), "a");
    assert_string_equal(json_str(json_get(json_get(turn, "is"), "writes"), "player/1", ""), "Qa");
    assert_string_equal(json_str(json_get(turn, "event"), "act", ""), "add a push 1 x");
    assert_true(json_int(turn, "now", 0) > 0);
    const json *out = json_first(json_get(json_get(turn, "is"), "outs"));
    assert_string_equal(json_str(json_get(json_get(out, "body"), "post"), "text", ""), "x");
    json_free(report);
}

static void each_turn_sees_what_it_saw_then(void **state)
{
    struct world *world = *state;
    for (int i = 0; i < 5; i++)
        world_say(world, 1, "add a see");
    world_idle(world);
    world_write(world, "player", "1", "other");
    json *report = rehearsed(world, "", "");
    says(report, 5, 5, 0);
    assert_true(world_has(world, "see 1 aa"));
    assert_false(world_has(world, "see 1 other"));
    json_free(report);
}

static void a_turn_that_reads_more_cannot_be_compared(void **state)
{
    struct world *world = *state;
    world_write(world, "lot", "1", "there");
    world_say(world, 1, "add a");
    world_idle(world);
    json *report =
        rehearsed(world, "function acts.add(c, x)", "function acts.add(c, x) u.read('lot', '1')");
    says(report, 1, 0, 1);
    const json *turn = json_first(json_get(report, "findings"));
    assert_string_equal(json_str(turn, "more", ""), "lot");
    assert_null(json_get(turn, "is"));
    json_free(report);
}

static void what_was_found_is_found_again(void **state)
{
    struct world *world = *state;
    world_say(world, 1, "lot a 5 lot b 3");
    world_say(world, 1, "found till found till-");
    world_say(world, 1, "lot c 1");
    world_idle(world);
    json *report = rehearsed(world, "", "");
    says(report, 3, 3, 0);
    assert_true(world_has(world, "found b{\"till\":3} a{\"till\":5}"));
    assert_true(world_has(world, "found a{\"till\":5} b{\"till\":3}"));
    json_free(report);
    report = rehearsed(world, "order:find('-', 1, true) ~= nil", "false");
    says(report, 3, 3, 0); /* asks less: the same outcome */
    json_free(report);
    report = rehearsed(world, "order:find('-', 1, true) ~= nil", "order:find('-', 1, true) == nil");
    says(report, 3, 3, 0); /* both ways were asked for */
    json_free(report);
}

static void a_board_stands_as_it_stood(void **state)
{
    struct world *world = *state;
    world_say(world, 1, "set player/1 {} rank 5");
    world_say(world, 2, "set player/2 {} rank 7");
    world_idle(world);
    world_clear(world);
    world_say(world, 1, "board 5");
    world_idle(world);
    char *stood = mem_strdup(world->lines[0]);
    world_say(world, 3, "set player/3 {} rank 9");
    world_idle(world);
    json *report = rehearsed(world, "", "");
    says(report, 4, 4, 0);
    assert_true(str_starts(stood, "board ") && strlen(stood) > strlen("board "));
    assert_true(world_has(world, stood));
    json_free(report);
    free(stood);
    report = rehearsed(world, "u.board(c.id, math.tointeger(n))",
                       "u.board(c.id, math.tointeger(n) + 1)");
    says(report, 4, 3, 1); /* asks for another place */
    assert_string_equal(json_str(json_first(json_get(report, "findings")), "more", ""), "gold");
    json_free(report);
}

static void a_turn_that_fails_brings_its_report(void **state)
{
    struct world *world = *state;
    world_say(world, 1, "add a");
    world_say(world, 1, "fail");
    world_idle(world);
    json *report = rehearsed(world, "function acts.add(c, x)",
                             "function acts.fail() end function acts.add(c, x) error('torn')");
    says(report, 2, 0, 2);
    const json *turn = json_first(json_get(report, "findings"));
    assert_non_null(strstr(json_str(turn, "fails", ""), "torn"));
    assert_null(json_get(turn, "failed"));
    const json *other = json_next((json *)(uintptr_t)turn);
    assert_non_null(strstr(json_str(other, "failed", ""), "boom"));
    json_free(report);
}

static void the_newest_are_kept(void **state)
{
    struct world *world = *state;
    for (int i = 0; i < 25; i++)
        world_say(world, 1, "add a");
    world_idle(world);
    json *report = rehearsed(world, "", "");
    says(report, 10, 10, 0);
    json_free(report);
    assert_true(world_has(world, "add 1 a"));
}

static void what_is_recorded_has_a_limit(void **state)
{
    struct world *world = *state;
    char *word = mem_alloc(1000001);
    memset(word, 'x', 1000000);
    world_kill(world);
    world->recorded = 1000;
    world_open(world);
    world_write(world, "lot", "1", word);
    for (int i = 0; i < 20; i++)
        world_say(world, 2, "need lot/1 set lot/2 y");
    world_say(world, 2, "need lot/1 join lot/1 y"); /* too large a turn: not kept */
    world_idle(world);
    size_t len;
    char *data = recording(world, &len);
    assert_true(len <= RECORDER_BYTES_MAX + 20 * sizeof(int64_t));
    assert_true(len > RECORDER_BYTES_MAX / 2);
    free(data);
    free(word);
}

static void a_broken_recording_is_refused(void **state)
{
    struct world *world = *state;
    size_t len;
    struct err err;
    world_say(world, 1, "add a push 1 x");
    world_idle(world);
    char *data = recording(world, &len);
    struct generation *next = world_generation(world);
    for (size_t cut = 1; cut < len; cut++) {
        json *report = NULL;
        char *piece = mem_dup(data, cut); /* so that a read past the end is seen */
        assert_int_equal(rehearse(piece, cut, next, &report, &err), ERR_INVALID);
        free(piece);
        piece = mem_dup(data, len);
        piece[cut] ^= 0x41;
        if (rehearse(piece, len, next, &report, &err) == 0)
            json_free(report);
        free(piece);
    }
    generation_release(next);
    free(data);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_same_scripts_do_the_same),        TEST(what_differs_comes_with_both_outcomes),
        TEST(each_turn_sees_what_it_saw_then),     TEST(a_turn_that_reads_more_cannot_be_compared),
        TEST(what_was_found_is_found_again),       TEST(a_board_stands_as_it_stood),
        TEST(a_turn_that_fails_brings_its_report), TEST(the_newest_are_kept),
        TEST(what_is_recorded_has_a_limit),        TEST(a_broken_recording_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
