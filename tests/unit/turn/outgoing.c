/* Screens, pushes and calls. */
#include "harness.h"

#include "base/str.h"

/* A tap on the screen's button in this message, or a typed message, in chat 1. */
static void tap(struct world *world, const char *act, int64_t tapped)
{
    char words[256];
    snprintf(words, sizeof(words), "on-screen %s", act);
    world_accept(world, 1, words, (struct turn_input){.chat = 1, .tapped = tapped});
}

static void type(struct world *world, const char *act)
{
    world_accept(world, 1, act, (struct turn_input){.chat = 1, .message = ++world->next_message});
}

static void a_screen_is_edited_in_place(void **state)
{
    struct world *world = *state;
    type(world, "show 1 a"); /* 101 is his, 102 ours */
    world_idle(world);
    tap(world, "show 1 b", 102);
    world_idle(world);
    assert_true(world_has(world, "send 1 a"));
    assert_true(world_has(world, "edit 1 102 b"));
    assert_int_equal(world->count, 2);
}

static void a_scrolled_screen_is_sent_anew(void **state)
{
    struct world *world = *state;
    type(world, "show 1 a"); /* 102 */
    world_idle(world);
    type(world, "show 1 b"); /* his 103 is below: 104 */
    world_idle(world);
    assert_int_equal(world_at(world, "send 1 b"), 1);
    assert_int_equal(world_at(world, "strip 1 102"), 2);
    world_say(world, 2, "push 1 hello"); /* 105 */
    world_idle(world);
    tap(world, "show 1 c", 104);
    world_idle(world);
    assert_int_equal(world_at(world, "send 1 c"), 4);
    assert_int_equal(world_at(world, "strip 1 104"), 5);
}

/* What others and timers change leaves behind the replies, until he acts who sees it. */
static void who_has_acted_is_waiting(void **state)
{
    struct world *world = *state;
    type(world, "show 1 a");
    world_idle(world);
    assert_true(world->awaited);
    world->hold = true;
    world_accept(world, 2, "show 1 b", (struct turn_input){.chat = 2});
    world_expect_times(world, "edit 1", 1);
    assert_false(world->awaited);
    assert_int_equal(world->hurried, 0);
    type(world, "show 1 c"); /* while it is on its way */
    assert_int_equal(world->hurried, 1);
    world_reply(world, TURN_DELIVERED);
    world->hold = false;
    world_expect(world, "send 1 c");
    assert_true(world->awaited);
    world_idle(world);
    world_accept(world, 2, "show 1 d", (struct turn_input){.chat = 2});
    world_idle(world);
    assert_false(world->awaited);
}

/* What nobody has asked for is no reason for a new message. */
static void a_redraw_edits_where_the_screen_stands(void **state)
{
    struct world *world = *state;
    type(world, "show 1 a"); /* 102 */
    world_idle(world);
    world_say(world, 2, "push 1 hello"); /* 103 */
    world_idle(world);
    world_say(world, 1, "hush 1 b");
    world_idle(world);
    assert_true(world_has(world, "edit 1 102 {\"quiet\":true,\"x\":\"b\"}"));
    world_say(world, 1, "show 1 c"); /* an answer goes where he looks, */
    world_say(world, 1, "hush 1 d"); /* also if a redraw overtakes it */
    world_idle(world);
    assert_int_equal(world_times(world, "edit 1 102"), 1);
    assert_true(world_has(world, "send 1 c") ||
                world_has(world, "send 1 {\"quiet\":true,\"x\":\"d\"}"));
}

static void said(struct world *world, const char *act)
{
    world_accept(world, 1, act, (struct turn_input){.chat = -7, .message = ++world->next_message});
}

static void a_post_that_is_drawn_again_stays(void **state)
{
    struct world *world = *state;
    said(world, "show -7 a"); /* 102 */
    world_idle(world);
    said(world, "stay -7 b"); /* 103 is below */
    world_idle(world);
    assert_true(world_has(world, "edit -7 102 {\"text\":\"b\",\"quiet\":true,\"rows\":[[{}]]}"));
    said(world, "show -7 c");
    world_idle(world);
    assert_int_equal(world_times(world, "send -7"), 2);
    assert_true(world_has(world, "strip -7 102"));
}

static bool four_turns(struct world *world)
{
    struct turns_status status;
    turns_status(world->turns, &status);
    return status.turns == 4;
}

/* Asked for anew, and drawn again before it has left: it is sent anew. */
static void a_post_asked_for_anew_does_not_stay(void **state)
{
    struct world *world = *state;
    said(world, "show -7 a"); /* 102 */
    world_idle(world);
    world->hold = true;
    world_say(world, 2, "push -7 hello");
    world_expect_times(world, "push -7", 1);
    said(world, "show -7 b");
    said(world, "stay -7 c");
    world_wait(world, four_turns);
    world->hold = false;
    world_reply(world, TURN_DELIVERED);
    world_idle(world);
    assert_int_equal(world_times(world, "edit -7"), 0);
    assert_int_equal(world_times(world, "send -7"), 2);
}

/* Two screens of one chat, both sent in doubt: a tap tells of its own alone. */
static void a_tap_tells_of_its_own_screen(void **state)
{
    struct world *world = *state;
    world->next[0] = TURN_DOUBT;
    world->next_count = 1;
    type(world, "show 1 a"); /* 102, in doubt; then 103 */
    world_idle(world);
    type(world, "other 1 z"); /* 105 */
    world_idle(world);
    tap(world, "show 1 b", 102);
    world_idle(world);
    assert_true(world_has(world, "strip 1 102")); /* the older one of `main` */
    assert_int_equal(world_times(world, "strip 1 105"), 0);
}

static void pushes_go_before_the_screen_of_their_turn(void **state)
{
    struct world *world = *state;
    world_say(world, 1, "show 1 s push 1 one push 1 two call 1 sendDice push 9 other");
    world_idle(world);
    assert_int_equal(world_times(world, "push 9"), 1);
    assert_true(world_at(world, "push 1 {\"text\":\"one\"}") <
                world_at(world, "push 1 {\"text\":\"two\"}"));
    assert_true(world_at(world, "push 1 {\"text\":\"two\"}") <
                world_at(world, "call 1 {\"method\":\"sendDice\",\"params\":{}}"));
    assert_true(world_at(world, "call 1 {\"method\":\"sendDice\",\"params\":{}}") <
                world_at(world, "send 1 s"));
    assert_true(world_has(world, "send 1 s"));
}

static bool one_waits(struct world *world)
{
    return !list_empty(&world->calls);
}

static void nothing_is_merged_into_what_has_left(void **state)
{
    struct world *world = *state;
    world->hold = true;
    world_say(world, 1, "show 1 a");
    world_wait(world, one_waits);
    world_say(world, 1, "show 1 b");
    world_say(world, 1, "show 1 c effect shown");
    world_say(world, 2, "push 2 x");
    world_expect(world, "push 2 {\"text\":\"x\"}"); /* another chat does not wait */
    world_expect(world, "effect player/1 shown {}");
    world_reply(world, TURN_DELIVERED);
    world_expect(world, "edit 1 101 c"); /* the newest follows, b was never sent */
    assert_int_equal(world_times(world, "edit"), 1);
    world_reply(world, TURN_DELIVERED);
    world_reply(world, TURN_DELIVERED);
    world_idle(world);
}

static void a_lost_message_is_sent_anew(void **state)
{
    struct world *world = *state;
    world_say(world, 1, "show 1 a");
    world_idle(world);
    world->next[world->next_count++] = TURN_LOST;
    world_say(world, 1, "show 1 b");
    world_idle(world);
    assert_int_equal(world_at(world, "edit 1 101 b"), 1);
    assert_int_equal(world_at(world, "send 1 b"), 2);
}

static void a_blocked_chat_is_left_alone(void **state)
{
    struct world *world = *state;
    world->hold = true;
    world_say(world, 1, "push 1 a push 1 b show 1 c push 2 x");
    world_expect(world, "push 2 {\"text\":\"x\"}");
    world->hold = false;
    world_reply(world, TURN_BLOCKED);
    world_reply(world, TURN_DELIVERED);
    world_idle(world);
    world_say(world, 2, "push 1 d");
    world_idle(world);
    assert_int_equal(world_times(world, "push 1"), 1);
    assert_int_equal(world_times(world, "send 1"), 0);
    type(world, "show 1 e push 1 back"); /* he is heard from again */
    world_idle(world);
    assert_true(world_has(world, "push 1 {\"text\":\"back\"}"));
    assert_true(world_has(world, "send 1 e"));
    world_kill(world); /* all of it ended in a recorded state */
    world_clear(world);
    world_open(world);
    world_idle(world);
    assert_int_equal(world->count, 0);
}

static void a_blocked_chat_is_left_alone_after_a_start(void **state)
{
    struct world *world = *state;
    world->next[world->next_count++] = TURN_BLOCKED;
    world_say(world, 1, "push 5 a");
    world_idle(world);
    world_close(world);
    world_clear(world);
    world_open(world);
    world_say(world, 1, "push 5 b show 5 c");
    world_idle(world);
    assert_int_equal(world->count, 0);
    world_accept(world, 5, "push 5 d", (struct turn_input){.chat = 5});
    world_idle(world);
    assert_true(world_has(world, "push 5 {\"text\":\"d\"}"));
    world_close(world);
    world_clear(world);
    world_open(world);
    world_say(world, 1, "push 5 e"); /* the mark is gone from SQL, too */
    world_idle(world);
    assert_true(world_has(world, "push 5 {\"text\":\"e\"}"));
}

static void who_tells_that_he_is_gone_gets_nothing(void **state)
{
    struct world *world = *state;
    type(world, "push 1 a");
    world_idle(world);
    world_accept(world, 1, "add x", (struct turn_input){.chat = 1, .gone = true});
    world_idle(world);
    world_clear(world);
    world_say(world, 2, "push 1 b");
    world_idle(world);
    world_close(world);
    world_open(world);
    world_say(world, 2, "push 1 c show 1 d");
    world_idle(world);
    assert_int_equal(world->count, 0);
    type(world, "push 1 e");
    world_idle(world);
    assert_true(world_has(world, "push 1 {\"text\":\"e\"}"));
}

static void a_chat_that_has_moved_is_followed(void **state)
{
    struct world *world = *state;
    world->next[world->next_count++] = TURN_MOVED;
    world_say(world, 1, "push 7 a push 7 b call 7 sendMessage show 7 s");
    world_idle(world);
    assert_int_equal(world_times(world, "push 7"), 1);
    assert_int_equal(world_at(world, "push -1001 {\"text\":\"a\"}"), 1);
    assert_int_equal(world_at(world, "push -1001 {\"text\":\"b\"}"), 2);
    assert_int_equal(world_times(world, "call -1001"), 1);
    assert_true(world_has(world, "send -1001 s"));
}

static void a_chat_that_moves_in_circles_is_refused(void **state)
{
    struct world *world = *state;
    log_to(fopen("/dev/null", "w"));
    world->next[world->next_count++] = TURN_MOVED;
    world->next[world->next_count++] = TURN_MOVED;
    world_say(world, 1, "push 7 a push 7 b");
    world_idle(world);
    log_to(NULL);
    assert_int_equal(world_times(world, "push -1001 {\"text\":\"a\"}"), 1);
    assert_int_equal(world_times(world, "push -1001 {\"text\":\"b\"}"), 1);
}

static void refusals_end_and_the_queue_goes_on(void **state)
{
    struct world *world = *state;
    log_setup(LOG_CONSOLE, LOG_ERROR);
    world->next[world->next_count++] = TURN_REFUSED;
    world->next[world->next_count++] = TURN_REFUSED;
    world_say(world, 1, "push 1 bad show 1 bad");
    world_idle(world);
    world_say(world, 1, "push 1 good show 1 good");
    world_idle(world);
    assert_int_equal(world_times(world, "push 1 {\"text\":\"bad\"}"), 1);
    assert_int_equal(world_times(world, "send 1 bad"), 1);
    assert_true(world_has(world, "push 1 {\"text\":\"good\"}"));
    assert_true(world_has(world, "send 1 good"));
}

static void doubt_goes_by_policy(void **state)
{
    struct world *world = *state;
    world->next[world->next_count++] = TURN_DOUBT;
    world->next[world->next_count++] = TURN_UNSENT;
    world->next[world->next_count++] = TURN_DELIVERED;
    world->next[world->next_count++] = TURN_DOUBT;
    world_say(world, 1, "push 1 a call 1 sendDice push 1 b");
    world_idle(world);
    assert_int_equal(world_times(world, "push 1 {\"text\":\"a\"}"), 3); /* until it is known */
    assert_int_equal(world_times(world, "call 1"), 1);                  /* never twice */
    assert_int_equal(world_times(world, "push 1 {\"text\":\"b\"}"), 1);
}

static void what_means_nothing_later_expires(void **state)
{
    struct world *world = *state;
    world->hold = true;
    world_say(world, 1, "push 1 a call 1 sendChatAction push 1 b");
    world_expect(world, "push 1 {\"text\":\"a\"}");
    world_kill(world);
    world_clear(world);
    world->hold = false;
    world_open(world);
    world_idle(world);
    assert_int_equal(world_times(world, "push 1"), 2);
    assert_int_equal(world_times(world, "call 1"), 0);
    world_say(world, 1, "call 1 sendChatAction");
    world_idle(world);
    assert_int_equal(world_times(world, "call 1"), 1);
}

static void what_was_cut_off_is_settled_after_a_start(void **state)
{
    struct world *world = *state;
    world->hold = true;
    world_say(world, 1, "push 1 a");
    world_say(world, 2, "call 2 sendDice push 2 b");
    world_say(world, 3, "show 3 s");
    world_expect_times(world, "push 1", 1);
    world_expect_times(world, "call 2", 1);
    world_expect_times(world, "send 3", 1);
    world_kill(world);
    world_clear(world);
    world->hold = false;
    world_open(world);
    world_idle(world);
    assert_int_equal(world_times(world, "push 1 {\"text\":\"a\"}"), 1);
    assert_int_equal(world_times(world, "call 2"), 0);
    assert_int_equal(world_times(world, "push 2 {\"text\":\"b\"}"), 1);
    assert_int_equal(world_times(world, "send 3 s"), 1);
    world_kill(world);
    world_clear(world);
    world_open(world);
    world_idle(world);
    assert_int_equal(world->count, 0);
}

static void a_tap_tells_which_message_stands(void **state)
{
    struct world *world = *state;
    world->hold = true;
    type(world, "show 1 a"); /* 101 his; 102 perhaps */
    world_wait(world, one_waits);
    world_kill(world);
    world->hold = false;
    world_open(world);
    world_idle(world); /* sent again, as 103 */
    world_clear(world);
    tap(world, "show 1 b", 102); /* the first one did arrive */
    world_idle(world);
    assert_true(world_has(world, "strip 1 102"));
    assert_true(world_has(world, "edit 1 103 b"));
    assert_int_equal(world->count, 2);
}

static void a_newer_message_is_adopted(void **state)
{
    struct world *world = *state;
    type(world, "show 1 a"); /* 102 */
    world_idle(world);
    world->hold = true;
    type(world, "show 1 b"); /* 103 his; 104 perhaps */
    world_wait(world, one_waits);
    world->hold = false;
    world_reply(world, TURN_DOUBT);
    world_clear(world);
    tap(world, "show 1 c", 104);
    world_idle(world);
    assert_true(world_has(world, "edit 1 104 c"));
    assert_true(world_has(world, "strip 1 102"));
    assert_int_equal(world_times(world, "send"), 0);
}

/* The button of a push says nothing of the screen, although its message is newer. */
static void a_push_is_not_adopted(void **state)
{
    struct world *world = *state;
    type(world, "show 1 a"); /* 102 */
    world_idle(world);
    world->hold = true;
    type(world, "show 1 b"); /* 103 his; 104 perhaps */
    world_wait(world, one_waits);
    world->hold = false;
    world_reply(world, TURN_DOUBT);
    world_say(world, 2, "push 1 hello");
    world_idle(world); /* the screen again, and the push */
    world_clear(world);
    world_accept(world, 1, "show 1 c",
                 (struct turn_input){.chat = 1, .tapped = world->next_message});
    world_idle(world);
    assert_int_equal(world_times(world, "strip"), world_times(world, "send"));
    assert_int_equal(world_times(world, "send 1 c"), 1); /* below the push */
}

static void screens_are_known_after_a_restart(void **state)
{
    struct world *world = *state;
    type(world, "show 1 a"); /* 102 */
    world_idle(world);
    world_close(world);
    world_open(world);
    tap(world, "show 1 b", 102);
    world_idle(world);
    assert_true(world_has(world, "edit 1 102 b"));
    world_close(world);
    world_open(world);
    type(world, "show 1 c"); /* 103 his, told by the update alone */
    world_idle(world);
    assert_true(world_has(world, "send 1 c"));
    assert_true(world_has(world, "strip 1 102"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

int main(void)
{
    log_setup(LOG_CONSOLE, LOG_ERROR);
    const struct CMUnitTest tests[] = {
        TEST(a_screen_is_edited_in_place),
        TEST(a_scrolled_screen_is_sent_anew),
        TEST(a_redraw_edits_where_the_screen_stands),
        TEST(a_post_that_is_drawn_again_stays),
        TEST(a_post_asked_for_anew_does_not_stay),
        TEST(a_tap_tells_of_its_own_screen),
        TEST(pushes_go_before_the_screen_of_their_turn),
        TEST(nothing_is_merged_into_what_has_left),
        TEST(a_lost_message_is_sent_anew),
        TEST(a_blocked_chat_is_left_alone),
        TEST(a_blocked_chat_is_left_alone_after_a_start),
        TEST(who_tells_that_he_is_gone_gets_nothing),
        TEST(a_chat_that_has_moved_is_followed),
        TEST(a_chat_that_moves_in_circles_is_refused),
        TEST(refusals_end_and_the_queue_goes_on),
        TEST(doubt_goes_by_policy),
        TEST(what_means_nothing_later_expires),
        TEST(what_was_cut_off_is_settled_after_a_start),
        TEST(who_has_acted_is_waiting),
        TEST(a_tap_tells_which_message_stands),
        TEST(a_newer_message_is_adopted),
        TEST(a_push_is_not_adopted),
        TEST(screens_are_known_after_a_restart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
