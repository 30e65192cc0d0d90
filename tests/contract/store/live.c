/* Live documents, for any backend: who looks at what, and who is stale. */
#include "harness.h"

/* --- saying and asking ----------------------------------------------------------------------- */

static struct turn turn;
static struct store_watch watch[2];
static struct store_watching watching;

static void begin_turn(struct world *world)
{
    static char name[40];
    snprintf(name, sizeof(name), "live %lld", (long long)store_id(world->store));
    turn_other(&turn, name);
    watching = (struct store_watching){.at = watch};
}

static void watches(const char *lane, const char *kind, const char *id, int64_t version)
{
    watching.lane = lane;
    if (kind)
        watch[watching.count++] = (struct store_watch){kind, id, version};
    turn.it.watchings = &watching;
    turn.it.watching_count = 1;
}

static void writes(struct world *world, const char *id, const char *body)
{
    turn.writes[turn.it.write_count].live = true;
    turn_writes(world, &turn, "lot", id, body);
    turn.writes[turn.it.write_count - 1].live = true;
}

static void end_turn(struct world *world)
{
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
}

static int64_t write_lot(struct world *world, const char *id, const char *body)
{
    begin_turn(world);
    writes(world, id, body);
    end_turn(world);
    return turn.writes[0].version;
}

static void look(struct world *world, const char *lane, const char *kind, const char *id,
                 int64_t version)
{
    begin_turn(world);
    watches(lane, kind, id, version);
    end_turn(world);
}

static void on_lanes(void *ctx, const char *const *lanes, size_t count, const struct err *err)
{
    struct world *world = ctx;
    buf_reset(&world->rows);
    for (size_t i = 0; i < count; i++)
        buf_addf(&world->rows, "%s ", lanes[i]);
    on_done(world, err);
}

static const char *stale(struct world *world, struct store_stale asked)
{
    asked.after = asked.after ? asked.after : "";
    asked.limit = asked.limit ? asked.limit : 9;
    world->waiting++;
    store_stale_load(world->store, &asked, on_lanes, world);
    world_wait(world);
    if (world->err.code)
        fail_msg("%s", world->err.text);
    return world->rows.data;
}

static const char *stale_by(struct world *world, const char *id)
{
    return stale(world, (struct store_stale){.kind = "lot", .id = id});
}

static const char *stale_all(struct world *world)
{
    return stale(world, (struct store_stale){.kind = NULL});
}

static void on_found(void *ctx, const char *const *ids, size_t count, int64_t changes,
                     const struct err *err)
{
    struct world *world = ctx;
    (void)ids;
    (void)count;
    world->version = changes;
    on_done(world, err);
}

static int64_t changes(struct world *world)
{
    struct store_find find = {.kind = "lot", .live = true, .limit = 1};
    world->waiting++;
    store_find(world->store, &find, on_found, world);
    world_wait(world);
    return world->version;
}

/* --- tests ----------------------------------------------------------------------------------- */

static void test_a_document(void **state)
{
    struct world *world = *state;
    look(world, "player/1", "lot", "a", 0); /* there is none yet */
    assert_string_equal(stale_all(world), "");
    int64_t first = write_lot(world, "a", "1");
    assert_string_equal(stale_by(world, "a"), "player/1 ");
    assert_string_equal(stale_by(world, "b"), "");
    look(world, "player/1", "lot", "a", first);
    look(world, "player/2", "lot", "a", first);
    assert_string_equal(stale_all(world), "");
    write_lot(world, "b", "1");
    assert_string_equal(stale_all(world), "");
    write_lot(world, "a", NULL);
    world_reopen(world);
    assert_string_equal(stale_all(world), "player/1 player/2 ");
    assert_string_equal(stale_by(world, "a"), "player/1 player/2 ");
    look(world, "player/1", NULL, NULL, 0); /* he looks at something else */
    assert_string_equal(stale_all(world), "player/2 ");
}

static void test_a_kind(void **state)
{
    struct world *world = *state;
    assert_int_equal(changes(world), 0);
    write_lot(world, "a", "1");
    int64_t seen = changes(world);
    assert_int_equal(seen, 1);
    look(world, "player/1", "lot", "", seen);
    assert_string_equal(stale_all(world), "");
    write_lot(world, "b", "1");
    assert_string_equal(stale_by(world, "b"), "player/1 ");
    assert_string_equal(stale(world, (struct store_stale){.lane = "player/1"}), "player/1 ");
    assert_string_equal(stale(world, (struct store_stale){.lane = "player/2"}), "");
    look(world, "player/1", "lot", "", seen); /* he had not seen it yet */
    assert_string_equal(stale(world, (struct store_stale){.lane = "player/1"}), "player/1 ");
    look(world, "player/1", "lot", "", changes(world));
    assert_string_equal(stale_all(world), "");
}

static void test_own_changes(void **state)
{
    struct world *world = *state;
    int64_t seen = changes(world);
    begin_turn(world);
    writes(world, "a", "1");
    writes(world, "b", "1");
    watches("player/1", "lot", "", seen);
    end_turn(world);
    assert_int_equal(changes(world), seen + 1); /* once a turn */
    assert_string_equal(stale_all(world), "");
    write_lot(world, "c", "1"); /* somebody else, before the next drawing is committed */
    begin_turn(world);
    writes(world, "a", "2");
    watches("player/1", "lot", "", seen + 1);
    end_turn(world);
    assert_string_equal(stale_all(world), "player/1 ");
}

static void test_pages(void **state)
{
    struct world *world = *state;
    look(world, "player/3", "lot", "a", 5);
    look(world, "player/1", "lot", "a", 5);
    look(world, "player/2", "lot", "a", 5);
    assert_string_equal(stale(world, (struct store_stale){.limit = 2}), "player/1 player/2 ");
    assert_string_equal(stale(world, (struct store_stale){.after = "player/2", .limit = 2}),
                        "player/3 ");
    assert_string_equal(
        stale(world, (struct store_stale){.kind = "lot", .id = "a", .after = "player/1"}),
        "player/2 player/3 ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_document, world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(test_a_kind, world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(test_own_changes, world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(test_pages, world_set_up, world_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
