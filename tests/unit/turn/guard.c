/* Rule 14, poison: an event that has ended the process runs alone, and after the second time never
 * again. The guard of these tests only counts: that a process ends is for tests/e2e. */
#include "harness.h"

#include "base/str.h"

struct guard {
    struct world *world;
    int ends; /* of the suspect */
    int64_t suspect;
    const char *timer; /* a timer is the suspect, not an update */
    int inside;
    size_t entries;
    size_t settled;
};

static struct guard guard;

static void on_enter(void *self, const struct store_event *event, const char *lane,
                     const struct script_run *run)
{
    struct guard *seen = self;
    assert_non_null(run);
    assert_true(str_starts(lane, "player/") || str_equal(lane, "checkout"));
    assert_int_equal(seen->inside++, 0);
    seen->entries++;
    if (event->kind == STORE_UPDATE)
        world_note(seen->world, "in %d", (int)event->number);
}

static void on_leave(void *self)
{
    struct guard *seen = self;
    assert_int_equal(--seen->inside, 0);
}

static bool is_suspect(const struct guard *seen, const struct store_event *event)
{
    if (event->kind == STORE_OTHER)
        return seen->timer && str_equal(event->name, seen->timer);
    return event->kind == STORE_UPDATE && event->bot == WORLD_BOT && event->number == seen->suspect;
}

static int on_ends(void *self, const struct store_event *event, const char **ret_where)
{
    const struct guard *seen = self;
    if (!is_suspect(seen, event))
        return 0;
    *ret_where = "scripts/a.lua:3";
    return seen->ends;
}

static void on_settled(void *self, const struct store_event *event)
{
    struct guard *seen = self;
    assert_true(is_suspect(seen, event));
    seen->settled++;
    seen->ends = 0;
}

/* The world again, as after an end, with a suspect. */
static void guard_world(struct world *world, int ends, int64_t suspect)
{
    world_kill(world);
    guard = (struct guard){.world = world, .ends = ends, .suspect = suspect};
    world->guard = (struct turn_guard){&guard, on_enter, on_leave, on_ends, on_settled};
    log_to(fopen("/dev/null", "w"));
    world_open(world);
}

static int teardown(void **state)
{
    log_to(NULL);
    return world_teardown(state);
}

static void each_stay_in_the_vm_is_told(void **state)
{
    struct world *world = *state;
    guard_world(world, 0, 0);
    world_say(world, 1, "add a");
    world_say(world, 2, "add b read item/axe fail"); /* two reads, then the reply */
    world_idle(world);
    assert_int_equal(guard.entries, 2 + 3 + 1);
    assert_int_equal(guard.settled, 0);
}

static void a_suspect_runs_alone(void **state)
{
    struct world *world = *state;
    guard_world(world, 1, 50);
    world_say(world, 1, "add a"); /* begins, and waits for its document */
    world_accept(world, 2, "add s read item/axe add t", (struct turn_input){.update = 50});
    world_say(world, 3, "add b");
    world_idle(world);
    int suspect = world_at(world, "in 50");
    assert_true(suspect > world_at(world, "add 1 a"));
    for (size_t i = 0; i < world->count; i++) /* all of its stays are together */
        if (str_equal(world->lines[i], "add 3 b"))
            assert_true((int)i > world_at(world, "add 2 t"));
    assert_true(world_has(world, "add 3 b"));
    assert_int_equal(world_times(world, "in 50"), 3);
    assert_int_equal(guard.settled, 1); /* and is none any more */
    char *doc = world_doc(world, "player", "2");
    assert_string_equal(doc, "st");
    free(doc);
}

static void a_suspect_waits_through_conflicts(void **state)
{
    struct world *world = *state;
    world_say(world, 1, "read item/axe");
    world_idle(world);
    guard_world(world, 1, 50);
    world_say(world, 1, "read item/axe");
    world_idle(world);
    world_write(world, "item", "axe", "sharp");
    world_accept(world, 2, "read item/axe add s", (struct turn_input){.update = 50});
    world_say(world, 3, "add b");
    world_idle(world);
    assert_true(world_at(world, "add 3 b") > world_at(world, "read 2 sharp"));
    assert_int_equal(guard.settled, 1);
}

static void the_second_end_condemns(void **state)
{
    struct world *world = *state;
    guard_world(world, 2, 50);
    world_accept(world, 2, "add s", (struct turn_input){.update = 50});
    world_say(world, 2, "add t");
    world_idle(world);
    assert_false(world_has(world, "in 50"));
    struct turns_status status;
    turns_status(world->turns, &status);
    assert_int_equal(status.failed, 1);
    assert_int_equal(status.turns, 2);
    assert_int_equal(guard.settled, 1);
    char *doc = world_doc(world, "player", "2");
    assert_string_equal(doc, "t"); /* the lane goes on */
    free(doc);
    world_accept(world, 2, "add s", (struct turn_input){.update = 50}); /* it was committed */
    world_idle(world);
    doc = world_doc(world, "player", "2");
    assert_string_equal(doc, "t");
    free(doc);
}

static void who_sent_a_condemned_event_is_told(void **state)
{
    struct world *world = *state;
    guard_world(world, 2, 50);
    world_accept(world, 2, "add s",
                 (struct turn_input){.update = 50, .chat = 2, .callback = "cb", .lang = "ru"});
    world_idle(world);
    assert_true(world_has(world, "answer cb 'common.failed ru'"));
    guard_world(world, 2, 51);
    world_accept(world, 2, "add s",
                 (struct turn_input){.update = 51, .chat = 2, .alone = true, .lang = "ru"});
    world_idle(world);
    world_expect(world, "send 2 {\"text\":\"common.failed ru html\"}");
}

static void the_engines_own_events_too(void **state)
{
    struct world *world = *state;
    guard_world(world, 2, 0);
    guard.timer = "lore/1";
    turns_event(world->turns, "player/1", "lore/1",
                "{\"kind\":\"player\",\"id\":\"1\",\"act\":\"add d\"}");
    world_say(world, 1, "see");
    world_idle(world);
    assert_true(world_has(world, "see 1 -"));
    assert_int_equal(guard.settled, 1);
}

static void a_stop_lets_a_suspect_end(void **state)
{
    struct world *world = *state;
    guard_world(world, 1, 50);
    world_say(world, 1, "add a");
    world_accept(world, 2, "add s", (struct turn_input){.update = 50});
    world_close(world);
    world_open(world);
    world_idle(world);
    char *doc = world_doc(world, "player", "2");
    assert_string_equal(doc, "s");
    free(doc);
}

static bool is_waiting(struct world *world) /* for the others to end */
{
    return world->turns->alone;
}

static void a_halt_forgets_a_suspect_that_waits(void **state)
{
    struct world *world = *state;
    guard_world(world, 1, 50);
    world_say(world, 1, "add a");
    world_accept(world, 2, "add s", (struct turn_input){.update = 50});
    world_wait(world, is_waiting);
    world_kill(world);
    world_open(world);
}

static void on_checked(void *ctx, const char *name, bool ok, const char *words)
{
    world_note(ctx, "%s %s '%s'", name, ok ? "yes" : "no", words);
}

/* The question before a payment is no turn: it is refused at once, and forgotten. */
static void a_question_that_ended_the_process_is_refused(void **state)
{
    struct world *world = *state;
    struct turn_check check = {.name = "q1", .event = "{\"act\":\"answer fine\"}", .lang = "ru"};
    guard_world(world, 1, 0);
    guard.timer = "q1";
    turns_check(world->turns, &check, on_checked, world);
    assert_true(world_has(world, "q1 no 'common.bill_gone ru'"));
    assert_int_equal(guard.entries, 0);
    assert_int_equal(guard.settled, 1);
    turns_check(world->turns, &check, on_checked, world);
    assert_true(world_has(world, "q1 yes 'fine'"));
    assert_int_equal(guard.entries, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(each_stay_in_the_vm_is_told, world_setup, teardown),
        cmocka_unit_test_setup_teardown(a_suspect_runs_alone, world_setup, teardown),
        cmocka_unit_test_setup_teardown(a_suspect_waits_through_conflicts, world_setup, teardown),
        cmocka_unit_test_setup_teardown(the_second_end_condemns, world_setup, teardown),
        cmocka_unit_test_setup_teardown(who_sent_a_condemned_event_is_told, world_setup, teardown),
        cmocka_unit_test_setup_teardown(the_engines_own_events_too, world_setup, teardown),
        cmocka_unit_test_setup_teardown(a_stop_lets_a_suspect_end, world_setup, teardown),
        cmocka_unit_test_setup_teardown(a_halt_forgets_a_suspect_that_waits, world_setup, teardown),
        cmocka_unit_test_setup_teardown(a_question_that_ended_the_process_is_refused, world_setup,
                                        teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
