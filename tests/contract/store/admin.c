/* What admins settle, for any backend: failures, failed calls, timers, broadcasts. */
#include "store/admin.h"
#include "harness.h"
#include "store/broadcast.h"

#include <inttypes.h>

static const char *loaded(struct world *world)
{
    world_wait(world);
    assert_int_equal(world->err.code, 0);
    return world->rows.data;
}

static void ended(struct world *world, const struct err *err)
{
    on_done(world, err);
}

static void break_script(struct world *world, const char *name, const char *report,
                         const char *body)
{
    struct turn turn;
    turn_other(&turn, name);
    turn.it.lane = "player/7";
    turn.it.failure = report;
    turn.it.event_body = body;
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
}

/* --- failures -------------------------------------------------------------------------------- */

static void on_failure(void *ctx, const struct store_failure *row, const struct err *err)
{
    struct world *world = ctx;
    if (!row) {
        ended(world, err);
        return;
    }
    buf_addf(&world->rows, "%" PRId64 ":%s:%s:%s:%s:%d:%s;", row->id, row->event, row->lane,
             row->report, row->body ? row->body : "-", (int)row->state,
             row->settled_by ? row->settled_by : "-");
}

static const char *failures(struct world *world, int64_t before, int64_t limit)
{
    buf_reset(&world->rows);
    world->waiting++;
    store_failures_load(world->store, before, limit, on_failure, world);
    return loaded(world);
}

static const char *failure(struct world *world, int64_t id)
{
    buf_reset(&world->rows);
    world->waiting++;
    store_failure_get(world->store, id, on_failure, world);
    return loaded(world);
}

static int settle(struct world *world, int64_t id, bool again)
{
    struct store_failure_end end = {.id = id, .who = "5", .received = 99};
    end.letter = again ? store_id(world->store) : 0;
    world->waiting++;
    store_failure_settle(world->store, &end, on_done, world);
    world_wait(world);
    return world->err.code;
}

static void test_failures_by_pages(void **state)
{
    struct world *world = *state;
    assert_string_equal(failures(world, 0, 10), "");
    break_script(world, "a", "one", "{}");
    break_script(world, "b", "two", NULL);
    break_script(world, "c", "three", "{}");
    assert_string_equal(failures(world, 0, 2),
                        "3:other/c:player/7:three:{}:0:-;2:other/b:player/7:two:-:0:-;");
    assert_string_equal(failures(world, 2, 2), "1:other/a:player/7:one:{}:0:-;");
    assert_string_equal(failure(world, 2), "2:other/b:player/7:two:-:0:-;");
    assert_string_equal(failure(world, 4), "");
}

static void test_failure_is_tried_again_once(void **state)
{
    struct world *world = *state;
    break_script(world, "a", "one", "{\"type\":\"tap\"}");
    assert_int_equal(settle(world, 1, true), 0);
    assert_int_equal(settle(world, 1, true), ERR_NOT_FOUND);
    assert_int_equal(settle(world, 1, false), ERR_NOT_FOUND);
    world_reopen(world);
    assert_string_equal(failures(world, 0, 10), "");
    assert_string_equal(failure(world, 1), "1:other/a:player/7:one:{\"type\":\"tap\"}:1:5;");
    const char *row = strchr(inbox(world), ':');
    assert_string_equal(row, ":player/7:{\"type\":\"tap\"};");
}

static void test_failure_is_dropped(void **state)
{
    struct world *world = *state;
    break_script(world, "a", "one", "{}");
    assert_int_equal(settle(world, 1, false), 0);
    assert_int_equal(settle(world, 1, true), ERR_NOT_FOUND);
    assert_string_equal(failure(world, 1), "1:other/a:player/7:one:{}:2:5;");
    assert_string_equal(inbox(world), "");
}

static void test_failure_without_its_event(void **state)
{
    struct world *world = *state;
    break_script(world, "a", "one", NULL);
    break_script(world, "b", "two", "{\"update_id\":1}");
    break_script(world, "c", "three", "no update");
    for (int64_t id = 1; id <= 3; id++)
        assert_int_equal(settle(world, id, true), ERR_INVALID);
    assert_string_equal(failure(world, 1), "1:other/a:player/7:one:-:0:-;");
    for (int64_t id = 1; id <= 3; id++)
        assert_int_equal(settle(world, id, false), 0);
}

/* --- calls ----------------------------------------------------------------------------------- */

static void on_failed_out(void *ctx, const struct store_failed_out *row, const struct err *err)
{
    struct world *world = ctx;
    if (!row) {
        ended(world, err);
        return;
    }
    assert_true(row->ended_ms > 0);
    buf_addf(&world->rows, "%" PRId64 ":%s:%s;", row->out.chat, row->out.body, row->words);
}

static const char *failed_outs(struct world *world)
{
    buf_reset(&world->rows);
    world->waiting++;
    store_failed_outs_load(world->store, 0, 10, on_failed_out, world);
    return loaded(world);
}

static int settle_failed(struct world *world, int64_t id, bool again)
{
    struct store_failed_out_end end = {.id = id, .who = "5"};
    end.again = again ? store_id(world->store) : 0;
    world->waiting++;
    store_failed_out_settle(world->store, &end, on_done, world);
    world_wait(world);
    return world->err.code;
}

static int64_t failed_call(struct world *world, const char *name, const char *body)
{
    struct turn turn;
    turn_other(&turn, name);
    int64_t id = turn_sends(world, &turn, 7, body);
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
    struct store_out_end end = {id, 7, STORE_FAILED, 0, "Bad Request"};
    world->waiting++;
    store_out_settle(world->store, &end, on_done, world);
    world_wait(world);
    return id;
}

static void test_failed_call_is_sent_again_once(void **state)
{
    struct world *world = *state;
    int64_t id = failed_call(world, "a", "one");
    assert_string_equal(failed_outs(world), "7:one:Bad Request;");
    assert_string_equal(outs(world), "");
    assert_int_equal(settle_failed(world, id, true), 0);
    assert_int_equal(settle_failed(world, id, true), ERR_NOT_FOUND);
    assert_string_equal(failed_outs(world), "");
    assert_string_equal(outs(world), "7:one:0;");
}

static void test_failed_call_is_dropped(void **state)
{
    struct world *world = *state;
    int64_t id = failed_call(world, "a", "one");
    assert_int_equal(settle_failed(world, id + 1, false), ERR_NOT_FOUND);
    assert_int_equal(settle_failed(world, id, false), 0);
    assert_string_equal(failed_outs(world), "");
    assert_string_equal(outs(world), "");
}

/* --- timers and figures ---------------------------------------------------------------------- */

static void on_timer(void *ctx, const struct store_timer *row, const struct err *err)
{
    struct world *world = ctx;
    if (row)
        buf_addf(&world->rows, "%s:%" PRId64 ";", row->name, row->deadline);
    else
        ended(world, err);
}

static const char *timers_of(struct world *world, const char *id)
{
    buf_reset(&world->rows);
    world->waiting++;
    store_timers_of(world->store, "doc", id, on_timer, world);
    return loaded(world);
}

static void on_counts(void *ctx, const struct store_counts *counts, const struct err *err)
{
    struct world *world = ctx;
    if (counts) {
        assert_true(counts->bytes > 0);
        buf_addf(&world->rows,
                 "failures %" PRId64 ", calls %" PRId64 ", blocked %" PRId64 ", timers %" PRId64,
                 counts->failures, counts->calls, counts->blocked, counts->timers);
    }
    ended(world, err);
}

static void test_timers_of_a_document(void **state)
{
    struct world *world = *state;
    struct turn turn;
    turn_other(&turn, "a");
    int64_t uid = turn_sets(world, &turn, "doc", "a", "late", 300);
    turn_sets(world, &turn, "doc", "a", "soon", 100);
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
    assert_string_equal(timers_of(world, "b"), "");
    assert_string_equal(timers_of(world, "a"), "soon:100;late:300;");
    struct store_timer_end end = {uid, "5"};
    for (int i = 0; i < 2; i++) {
        world->waiting++;
        store_timer_cancel(world->store, &end, on_done, world);
        world_wait(world);
        assert_int_equal(world->err.code, i ? ERR_NOT_FOUND : 0);
    }
    assert_string_equal(timers_of(world, "a"), "soon:100;");
    turn_fire(&turn, uid);
    assert_int_equal(commit(world, &turn), STORE_GONE);
}

static void test_counts(void **state)
{
    struct world *world = *state;
    struct turn turn;
    break_script(world, "a", "one", NULL);
    failed_call(world, "b", "one");
    turn_other(&turn, "c");
    turn_sets(world, &turn, "doc", "a", "late", 300);
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
    buf_reset(&world->rows);
    world->waiting++;
    store_counts_get(world->store, 0, on_counts, world);
    assert_string_equal(loaded(world), "failures 1, calls 1, blocked 0, timers 1");
}

/* --- broadcasts ------------------------------------------------------------------------------ */

static void on_broadcast(void *ctx, const struct store_broadcast *row, const struct err *err)
{
    struct world *world = ctx;
    if (row)
        buf_addf(&world->rows, "%s:%s:%s:%d:%d:%s:%" PRId64 ":%" PRId64 ";", row->who, row->lang,
                 row->texts, row->paid, (int)row->state, row->cursor, row->claimed, row->missed);
    else
        ended(world, err);
}

static const char *broadcast(struct world *world, int64_t id)
{
    buf_reset(&world->rows);
    world->waiting++;
    store_broadcast_get(world->store, id, on_broadcast, world);
    return loaded(world);
}

static int64_t draft(struct world *world, const char *who)
{
    struct store_broadcast row = {
        .id = store_id(world->store), .who = who, .lang = "ru", .texts = "{}", .paid = true};
    world->waiting++;
    store_broadcast_add(world->store, &row, on_done, world);
    world_wait(world);
    assert_int_equal(world->err.code, 0);
    return row.id;
}

static int save(struct world *world, int64_t id, enum store_broadcast_state before,
                enum store_broadcast_state after, const struct store_reached *reached, size_t count)
{
    struct store_broadcast now = {.id = id, .state = after, .cursor = "9", .claimed = 3};
    struct store_broadcast_step step = {&now, before, reached, count, "5", "broadcast.test"};
    world->waiting++;
    store_broadcast_save(world->store, &step, on_done, world);
    world_wait(world);
    return world->err.code;
}

static void test_broadcast_from_draft_to_end(void **state)
{
    struct world *world = *state;
    int64_t first = draft(world, "5");
    int64_t second = draft(world, "5"); /* in place of the first */
    assert_string_equal(broadcast(world, first), "");
    assert_string_equal(broadcast(world, second), "5:ru:{}:1:0::0:0;");
    assert_string_equal(broadcast(world, 0), "");
    assert_int_equal(save(world, second, STORE_BROADCAST_DRAFT, STORE_BROADCAST_RUNNING, NULL, 0),
                     0);
    assert_int_equal(save(world, second, STORE_BROADCAST_DRAFT, STORE_BROADCAST_RUNNING, NULL, 0),
                     ERR_NOT_FOUND); /* once more: it is no other that is under way */
    int64_t third = draft(world, "6");
    assert_int_equal(save(world, third, STORE_BROADCAST_DRAFT, STORE_BROADCAST_RUNNING, NULL, 0),
                     ERR_EXISTS);
    world_reopen(world);
    assert_string_equal(broadcast(world, 0), "5:ru:{}:1:1:9:3:0;");
    assert_int_equal(save(world, second, STORE_BROADCAST_RUNNING, STORE_BROADCAST_DONE, NULL, 0),
                     0);
    assert_int_equal(save(world, second, STORE_BROADCAST_RUNNING, STORE_BROADCAST_STOPPED, NULL, 0),
                     ERR_NOT_FOUND);
    assert_string_equal(broadcast(world, 0), "");
}

static void on_player(void *ctx, const struct store_player *row, const struct err *err)
{
    struct world *world = ctx;
    if (row)
        buf_addf(&world->rows, "%s:%s:%d;", row->id, row->lang, row->blocked);
    else
        ended(world, err);
}

static const char *players(struct world *world, const char *after, int64_t limit)
{
    buf_reset(&world->rows);
    world->waiting++;
    store_players_load(world->store, after, limit, on_player, world);
    return loaded(world);
}

static void test_players_behind_the_cursor(void **state)
{
    struct world *world = *state;
    struct turn turn;
    turn_other(&turn, "a");
    turn_writes(world, &turn, "player", "10", "{\"lang\":\"ru\"}");
    turn_writes(world, &turn, "player", "20", "{}");
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
    turn_other(&turn, "b");
    turn_writes(world, &turn, "player", "30", "{\"lang\":\"en\"}");
    turn_writes(world, &turn, "player", "15", NULL);
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
    int64_t id = draft(world, "5");
    struct store_reached reached[] = {{20, 0, true}, {30, 77, false}};
    assert_int_equal(save(world, id, STORE_BROADCAST_DRAFT, STORE_BROADCAST_RUNNING, reached, 2),
                     0);
    assert_string_equal(players(world, "", 10), "10:ru:0;20::1;30:en:0;");
    assert_string_equal(players(world, "10", 1), "20::1;");
    assert_string_equal(players(world, "30", 10), "");
    assert_string_equal(slots(world, 30, "main"), "30:main:0:-:0:0:77:0;");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_failures_by_pages, world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(test_failure_is_tried_again_once, world_set_up,
                                        world_tear_down),
        cmocka_unit_test_setup_teardown(test_failure_is_dropped, world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(test_failure_without_its_event, world_set_up,
                                        world_tear_down),
        cmocka_unit_test_setup_teardown(test_failed_call_is_sent_again_once, world_set_up,
                                        world_tear_down),
        cmocka_unit_test_setup_teardown(test_failed_call_is_dropped, world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(test_timers_of_a_document, world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(test_counts, world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(test_broadcast_from_draft_to_end, world_set_up,
                                        world_tear_down),
        cmocka_unit_test_setup_teardown(test_players_behind_the_cursor, world_set_up,
                                        world_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
