/* What the keys of admins stand on, for any backend: the audit, in a turn and by itself. */
#include "harness.h"
#include "store/admin.h"

#include <inttypes.h>

static void on_audit(void *ctx, const struct store_audit_row *row, const struct err *err)
{
    struct world *world = ctx;
    if (!row) {
        on_done(world, err);
        return;
    }
    const struct store_audit *line = &row->line;
    assert_true(row->done_ms > 0);
    buf_addf(&world->rows, "%s:%s:%s:%s:%s:%s%s;", line->who, line->what,
             line->detail ? line->detail : "-", line->subject ? line->subject : "-",
             line->was ? line->was : "-", line->became ? line->became : "-",
             line->refused ? "!" : "");
}

static const char *audit(struct world *world, const char *player, int64_t before, int64_t limit)
{
    buf_reset(&world->rows);
    world->waiting++;
    store_audit_load(world->store, player, before, limit, on_audit, world);
    world_wait(world);
    assert_int_equal(world->err.code, 0);
    return world->rows.data ? world->rows.data : "";
}

static void test_audit_of_a_turn(void **state)
{
    struct world *world = *state;
    struct turn turn;
    const struct store_audit lines[] = {
        {"5", "give", "30", "player/7", "{\"gold\":1}", "{\"gold\":31}", false},
        {.who = "9", .what = "ban", .refused = true},
    };
    assert_string_equal(audit(world, "", 0, 10), "");
    turn_other(&turn, "a");
    turn.it.audits = lines;
    turn.it.audit_count = 2;
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
    assert_int_equal(commit(world, &turn), STORE_SEEN);
    turn_other(&turn, "b");
    turn_reads(&turn, "player", "7", 99);
    turn.it.audits = lines;
    turn.it.audit_count = 1;
    assert_int_equal(commit(world, &turn), STORE_CONFLICT);
    assert_string_equal(audit(world, "", 0, 10),
                        "9:ban:-:-:-:-!;5:give:30:player/7:{\"gold\":1}:{\"gold\":31};");
}

static void test_audit_by_pages_and_players(void **state)
{
    struct world *world = *state;
    static const struct store_audit lines[] = {
        {.who = "5", .what = "a", .subject = "player/7"},
        {.who = "7", .what = "b"},
        {.who = "5", .what = "c", .subject = "market/7"},
        {.who = "5", .what = "d", .subject = "player/77"},
    };
    world->waiting += 4;
    for (size_t i = 0; i < 4; i++)
        store_audit_add(world->store, &lines[i], on_done, world);
    world_wait(world);
    assert_int_equal(world->err.code, 0);
    assert_string_equal(audit(world, "7", 0, 10), "7:b:-:-:-:-;5:a:-:player/7:-:-;");
    assert_string_equal(audit(world, "5", 0, 1), "5:d:-:player/77:-:-;");
    assert_string_equal(audit(world, "5", 4, 1), "5:c:-:market/7:-:-;");
    assert_string_equal(audit(world, "8", 0, 10), "");
    world_reopen(world);
    assert_string_equal(audit(world, "", 3, 10), "7:b:-:-:-:-;5:a:-:player/7:-:-;");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_audit_of_a_turn, world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(test_audit_by_pages_and_players, world_set_up,
                                        world_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
