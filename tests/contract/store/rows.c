/* Everything but the commit itself, for any backend: inbox, timers, outbox, screens, values, ids,
 * and how a store closes. */
#include "harness.h"

#include "base/mem.h"

#include <inttypes.h>

#define MANY 600 /* rows: more than are told at once */

/* --- inbox ----------------------------------------------------------------------------------- */

static void test_inbox_keeps_order_of_receipt(void **state)
{
    struct world *world = *state;
    inbox_add(world, 1, 900, "first");
    inbox_add(world, 1, 5, "second");
    inbox_add(world, 2, 5, "other bot");
    world_reopen(world);
    assert_string_equal(inbox(world), "900:lane:first;5:lane:second;5:lane:other bot;");
}

static void test_inbox_leaves_known_updates_alone(void **state)
{
    struct world *world = *state;
    struct turn turn;
    inbox_add(world, 1, 5, "first");
    inbox_add(world, 1, 5, "again");
    assert_string_equal(inbox(world), "5:lane:first;");
    turn_update(&turn, 1, 6);
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
    inbox_add(world, 1, 6, "was committed");
    assert_string_equal(inbox(world), "5:lane:first;");
}

static void test_inbox_row_goes_with_its_turn(void **state)
{
    struct world *world = *state;
    struct turn turn;
    inbox_add(world, 1, 5, "five"); /* the turn does not even know of the row */
    turn_update(&turn, 1, 5);
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
    assert_string_equal(inbox(world), "");
    struct store_inbox row = {store_id(world->store), 1, 7, 1000, "lane", "seven"};
    world->waiting++;
    store_inbox_add(world->store, &row, 1, on_done, world);
    world_wait(world);
    turn_other(&turn, "an event that came by the inbox");
    turn.it.inbox = row.id;
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
    assert_string_equal(inbox(world), "");
}

static void test_letters_wait_in_the_inbox(void **state)
{
    struct world *world = *state;
    struct turn turn;
    char name[32];
    turn_update(&turn, 1, 5);
    int64_t id = turn_writes_to(world, &turn, "doc/boss", "hit");
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
    assert_int_equal(commit(world, &turn), STORE_SEEN); /* sends nothing again */
    char text[64];
    snprintf(text, sizeof(text), "%" PRId64 ":doc/boss:hit;", id);
    assert_string_equal(inbox(world), text);
    snprintf(name, sizeof(name), "sent/%" PRId64, id);
    turn_other(&turn, name);
    turn.it.inbox = id;
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
    assert_string_equal(inbox(world), "");
    assert_int_equal(commit(world, &turn), STORE_SEEN);
}

static void test_inbox_of_many_pages(void **state)
{
    struct world *world = *state;
    struct store_inbox *rows = mem_array(MANY, sizeof(*rows));
    for (int i = 0; i < MANY; i++)
        rows[i] = (struct store_inbox){store_id(world->store), 1, i, 1000, "l", "b"};
    world->waiting++;
    store_inbox_add(world->store, rows, MANY, on_done, world);
    world_wait(world);
    const char *at = inbox(world);
    for (int i = 0; i < MANY; i++) {
        char text[24];
        snprintf(text, sizeof(text), "%d:l:b;", i);
        assert_memory_equal(at, text, strlen(text));
        at += strlen(text);
    }
    assert_string_equal(at, "");
    free(rows);
}

/* --- timers ---------------------------------------------------------------------------------- */

static void test_timers_of_a_window(void **state)
{
    struct world *world = *state;
    struct turn turn;
    turn_update(&turn, 1, 1);
    turn_sets(world, &turn, "doc", "a", "late", 300);
    turn_sets(world, &turn, "doc", "a", "soon", 100);
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
    turn_update(&turn, 1, 2);
    turn_sets(world, &turn, "doc", "b", "middle", 200);
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
    assert_string_equal(timers(world, 0, 1000), "soon:100;middle:200;late:300;");
    assert_string_equal(timers(world, 100, 200), "middle:200;");
    assert_string_equal(timers(world, INT64_MIN, INT64_MAX), "soon:100;middle:200;late:300;");
    assert_string_equal(timers(world, 300, 1000), "");
}

static void test_timers_of_many_pages_and_one_deadline(void **state)
{
    struct world *world = *state;
    struct turn turn;
    struct store_timer *sets = mem_array(MANY, sizeof(*sets));
    char(*names)[8] = mem_array(MANY, sizeof(*names));
    turn_update(&turn, 1, 1);
    for (int i = 0; i < MANY; i++) {
        snprintf(names[i], sizeof(names[i]), "t%d", i);
        sets[i] = (struct store_timer){"doc", "a", names[i], store_id(world->store), 50};
    }
    turn.it.timers = sets;
    turn.it.timer_count = MANY;
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
    size_t count = 0;
    for (const char *at = timers(world, 0, 50); *at; at++)
        count += *at == ';';
    assert_int_equal(count, MANY);
    free(names);
    free(sets);
}

/* --- outbox ---------------------------------------------------------------------------------- */

static void test_outs_until_their_end(void **state)
{
    struct world *world = *state;
    struct turn turn;
    turn_update(&turn, 1, 1);
    int64_t first = turn_sends(world, &turn, 7, "one");
    int64_t second = turn_sends(world, &turn, 8, "two");
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
    world_reopen(world);
    assert_string_equal(outs(world), "7:one:0;8:two:0;");
    settle_out(world, first, 7, STORE_SENDING, 0);
    assert_string_equal(outs(world), "7:one:1;8:two:0;");
    settle_out(world, first, 7, STORE_SENT, 44);
    assert_string_equal(outs(world), "8:two:0;");
    settle_out(world, second, 8, STORE_FAILED, 0);
    settle_out(world, second, 8, STORE_WAITING, 0); /* an end is an end */
    world_reopen(world);
    assert_string_equal(outs(world), "");
    assert_string_equal(slots(world, 7, "main"), "7:main:0:-:0:0:44:0;");
}

static void test_outs_by_id(void **state)
{
    struct world *world = *state;
    struct turn turn;
    int64_t ids[5];
    turn_update(&turn, 1, 1);
    ids[0] = turn_sends(world, &turn, 7, "one");
    ids[1] = turn_sends(world, &turn, 8, "two");
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
    turn_update(&turn, 1, 2);
    turn_sends(world, &turn, 7, "three");
    ids[2] = turn_sends(world, &turn, 7, "four");
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
    turn_update(&turn, 1, 3);
    ids[3] = turn_sends(world, &turn, 9, "five");
    ids[4] = ids[3] + 1000; /* there is no such row */
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
    settle_out(world, ids[1], 8, STORE_SENT, 44);
    settle_out(world, ids[3], 9, STORE_SENDING, 0);
    assert_string_equal(outs_of(world, ids, 5), "7:one:0;7:four:0;9:five:1;");
    assert_string_equal(outs_of(world, ids + 1, 1), "");
    assert_string_equal(outs_of(world, ids, 0), "");
}

static void test_many_outs_by_id(void **state)
{
    struct world *world = *state;
    int64_t ids[STORE_PICK_MAX];
    size_t count = 0;
    for (int at = 1; count < STORE_PICK_MAX; at++) {
        struct turn turn;
        turn_update(&turn, 1, at);
        for (int i = 0; i < 2; i++)
            ids[count++] = turn_sends(world, &turn, 7, "x");
        assert_int_equal(commit(world, &turn), STORE_COMMITTED);
    }
    const char *rows = outs_of(world, ids, STORE_PICK_MAX);
    assert_int_equal(strlen(rows),
                     STORE_PICK_MAX * strlen("7:x:0;")); /* told once and to the end */
}

/* --- screens --------------------------------------------------------------------------------- */

static void test_slot_from_wanted_to_shown(void **state)
{
    struct world *world = *state;
    struct turn turn;
    turn_update(&turn, 1, 1);
    int64_t version = turn_shows(world, &turn, 7, "main", "one");
    turn_shows(world, &turn, 8, "main", "two");
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
    assert_string_equal(slots(world, 0, NULL), "7:main:1:one:0:0:0:0;8:main:1:two:0:0:0:0;");
    settle_slot(world,
                &(struct store_slot_shown){7, "main", version, 31, 31, false, NULL, NULL, 0});
    assert_string_equal(slots(world, 0, NULL), "8:main:1:two:0:0:0:0;");
    assert_string_equal(slots(world, 7, "main"), "7:main:1:one:1:31:31:0;");
    turn_update(&turn, 1, 2);
    turn_shows(world, &turn, 7, "main", "three");
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
    world_reopen(world);
    assert_string_equal(slots(world, 0, NULL), "8:main:1:two:0:0:0:0;7:main:1:three:1:31:31:0;");
}

static void test_slot_in_doubt_is_found_again(void **state)
{
    struct world *world = *state;
    struct turn turn;
    turn_update(&turn, 1, 1);
    int64_t version = turn_shows(world, &turn, 7, "main", "one");
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
    settle_slot(world, &(struct store_slot_shown){7, "main", version, 0, 0, true, NULL, NULL, 0});
    world_reopen(world);
    assert_string_equal(slots(world, 0, NULL), "7:main:1:one:1:0:0:1;");
    settle_slot(world, &(struct store_slot_shown){7, "main", version, 3, 3, false, NULL, NULL, 0});
    assert_string_equal(slots(world, 0, NULL), "");
}

static void test_bottom_only_rises(void **state)
{
    struct world *world = *state;
    struct turn turn;
    turn_update(&turn, 1, 1);
    turn.it.chat = 7;
    turn.it.bottom = 90;
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
    turn_update(&turn, 1, 2);
    turn.it.chat = 7;
    turn.it.bottom = 80;
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
    assert_string_equal(slots(world, 7, "x"), "7:x:0:-:0:0:90:0;");
}

static void block(struct world *world, int64_t chat)
{
    world->waiting++;
    store_chat_block(world->store, chat, on_done, world);
    world_wait(world);
    assert_int_equal(world->err.code, 0);
}

static void test_blocked_until_heard(void **state)
{
    struct world *world = *state;
    struct turn turn;
    assert_string_equal(slots(world, 7, "x"), "7:x:0:-:0:0:0:0;");
    block(world, 7);
    block(world, 7);
    settle_slot(world, &(struct store_slot_shown){7, "x", 0, 0, 5, false, NULL, NULL, 0});
    world_reopen(world);
    assert_string_equal(slots(world, 7, "x"), "7:x:0:-:0:0:5:0!;");
    turn_update(&turn, 1, 1);
    turn.it.chat = 7;
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
    assert_string_equal(slots(world, 7, "x"), "7:x:0:-:0:0:5:0;");
    turn_update(&turn, 1, 2);
    turn.it.chat = 7;
    turn.it.gone = true;
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
    assert_string_equal(slots(world, 7, "x"), "7:x:0:-:0:0:5:0!;");
}

/* --- small things ---------------------------------------------------------------------------- */

static void test_values(void **state)
{
    struct world *world = *state;
    assert_string_equal(value(world, "clock"), "(absent)");
    set_value(world, "clock", "1");
    set_value(world, "clock", "2");
    world_reopen(world);
    assert_string_equal(value(world, "clock"), "2");
    set_value(world, "store.ids", "1");
    assert_int_equal(world->err.code, ERR_INVALID);
}

static void test_records(void **state)
{
    struct world *world = *state;
    struct store_audit line = {.who = "1", .what = "reload"};
    world->waiting++;
    store_audit_add(world->store, &line, on_done, world);
    world_wait(world);
    assert_int_equal(world->err.code, 0);
}

static void test_ids_rise_over_starts(void **state)
{
    struct world *world = *state;
    char epoch[20];
    snprintf(epoch, sizeof(epoch), "%s", store_epoch(world->store));
    assert_int_equal(strlen(epoch), 16);
    int64_t last = 0;
    for (int start = 0; start < 4; start++) {
        for (int i = 0; i < 1000; i++) {
            int64_t id = store_id(world->store);
            assert_true(id > last && id < (int64_t)1 << 53);
            last = id;
        }
        world_reopen(world);
        assert_string_equal(store_epoch(world->store), epoch);
    }
}

/* More ids than are reserved at a time, one of which was committed. */
static void test_ids_outrun_their_reserve(void **state)
{
    struct world *world = *state;
    int64_t last = 0;
    for (int i = 0; i < 3000000; i++)
        last = store_id(world->store);
    assert_true(put(world, "a", "1") > last);
    for (int i = 0; i < 400000; i++)
        last = store_id(world->store);
    world_reopen(world);
    assert_true(store_id(world->store) > last);
}

/* A clock that went back while the engine stood still finds out at the start. */
static void test_the_last_time_is_kept(void **state)
{
    struct world *world = *state;
    struct turn turn;
    assert_int_equal(store_last_now(world->store), 0);
    turn_update(&turn, 1, 1);
    turn.it.now = 2000;
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
    turn_other(&turn, "earlier, in another lane");
    turn.it.now = 1999;
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
    turn_update(&turn, 1, 1);
    turn.it.now = 3000;
    assert_int_equal(commit(world, &turn), STORE_SEEN);
    world_reopen(world);
    assert_int_equal(store_last_now(world->store), 2000);
}

static void test_unknown_addresses(void **state)
{
    struct world *world = *state;
    struct store *store = NULL;
    struct err err = {0};
    assert_int_equal(store_open(world->loop, "nonsense", &store, &err), ERR_INVALID);
    assert_int_equal(store_open(world->loop, "oracle://u:pw12@host/x", &store, &err), ERR_INVALID);
    assert_non_null(strstr(err.text, "oracle"));
    assert_null(strstr(err.text, "pw12"));
    assert_null(store);
}

static void on_late(void *ctx, const struct err *err)
{
    struct world *world = ctx;
    assert_int_equal(err->code, ERR_CANCELLED);
    world->waiting--;
}

static void on_early(void *ctx, const struct err *err)
{
    struct world *world = ctx;
    assert_null(err);
    store_value_set(world->store, "late", "1", on_late, world); /* completes too */
}

static void test_close_finishes_what_was_asked(void **state)
{
    struct world *world = *state;
    struct turn turns[100];
    for (int i = 0; i < 100; i++) {
        turn_update(&turns[i], 1, i);
        begin(world, &turns[i]);
    }
    world->waiting++;
    store_value_set(world->store, "early", "1", on_early, world);
    world_reopen(world); /* the loop is not run any more */
    assert_int_equal(world->waiting, 0);
    for (int i = 0; i < 100; i++)
        assert_int_equal(turns[i].verdict, STORE_COMMITTED);
    assert_string_equal(value(world, "early"), "1");
    assert_string_equal(value(world, "late"), "(absent)");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_set_up, world_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_inbox_keeps_order_of_receipt),
        TEST(test_inbox_leaves_known_updates_alone),
        TEST(test_inbox_row_goes_with_its_turn),
        TEST(test_letters_wait_in_the_inbox),
        TEST(test_inbox_of_many_pages),
        TEST(test_timers_of_a_window),
        TEST(test_timers_of_many_pages_and_one_deadline),
        TEST(test_outs_until_their_end),
        TEST(test_outs_by_id),
        TEST(test_many_outs_by_id),
        TEST(test_slot_from_wanted_to_shown),
        TEST(test_slot_in_doubt_is_found_again),
        TEST(test_bottom_only_rises),
        TEST(test_blocked_until_heard),
        TEST(test_values),
        TEST(test_records),
        TEST(test_ids_rise_over_starts),
        TEST(test_ids_outrun_their_reserve),
        TEST(test_the_last_time_is_kept),
        TEST(test_unknown_addresses),
        TEST(test_close_finishes_what_was_asked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
