/* What the keys of admins stand on, for any backend: the audit, in a turn and by itself. */
#include "harness.h"
#include "store/admin.h"
#include "store/backup.h"
#include "store/broadcast.h"

#include <inttypes.h>
#include <unistd.h>

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

/* --- players --------------------------------------------------------------------------------- */

static void on_name(void *ctx, const struct store_name *row, const struct err *err)
{
    struct world *world = ctx;
    if (row)
        buf_addf(&world->rows, "%s:%s:%s;", row->id, row->name, row->username);
    else
        on_done(world, err);
}

static const char *names(struct world *world, const char *after, int64_t limit)
{
    buf_reset(&world->rows);
    world->waiting++;
    store_names_load(world->store, after, limit, on_name, world);
    world_wait(world);
    assert_int_equal(world->err.code, 0);
    return world->rows.data ? world->rows.data : "";
}

static void test_names(void **state)
{
    struct world *world = *state;
    struct turn turn;
    turn_other(&turn, "a");
    turn_writes(world, &turn, "player", "10", "{\"name\":\"Anna\"}");
    turn_writes(world, &turn, "_session", "10", "{\"username\":\"anna7\"}");
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
    turn_other(&turn, "b");
    turn_writes(world, &turn, "player", "20", "{}");
    turn_writes(world, &turn, "player", "15", NULL);
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
    assert_string_equal(names(world, "", 10), "10:Anna:anna7;20::;");
    assert_string_equal(names(world, "10", 1), "20::;");
}

static void on_failure(void *ctx, const struct store_failure *row, const struct err *err)
{
    struct world *world = ctx;
    if (row)
        buf_addf(&world->rows, "%s;", row->lane);
    else
        on_done(world, err);
}

static const char *failures(struct world *world)
{
    buf_reset(&world->rows);
    world->waiting++;
    store_failures_load(world->store, 0, 10, on_failure, world);
    world_wait(world);
    return world->rows.data ? world->rows.data : "";
}

static void test_erased(void **state)
{
    struct world *world = *state;
    struct turn turn;
    static const char *const LANES[] = {"player/7", "player/77"};
    for (size_t i = 0; i < 2; i++) {
        turn_other(&turn, LANES[i]);
        turn.it.lane = LANES[i];
        turn.it.failure = "it broke";
        assert_int_equal(commit(world, &turn), STORE_COMMITTED);
    }
    turn_other(&turn, "pushes");
    turn_writes(world, &turn, "_push", "a", "{\"player\":\"7\"}");
    turn_writes(world, &turn, "_push", "b", "{\"player\":\"77\"}");
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
    struct store_audit line = {"5", "give", "3", "player/7", "{}", "{}", false};
    world->waiting++;
    store_audit_add(world->store, &line, on_done, world);
    world_wait(world);

    struct store_audit erased = {.who = "5", .what = "erase", .subject = "player/7"};
    turn_other(&turn, "erase");
    turn.it.erase = "7";
    turn.it.erase_version = store_id(world->store);
    turn.it.audits = &erased;
    turn.it.audit_count = 1;
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
    assert_string_equal(failures(world), "player/77;");
    assert_null(get(world, "_push", "a"));
    assert_int_equal(world->version, turn.it.erase_version);
    assert_non_null(get(world, "_push", "b"));
    assert_string_equal(audit(world, "", 0, 10), "5:erase:-:player/7:-:-;5:give:-:player/7:-:-;");
}

/* --- what waits and what failed -------------------------------------------------------------- */

static void on_kind(void *ctx, const struct store_failure_kind *row, const struct err *err)
{
    struct world *world = ctx;
    if (row)
        buf_addf(&world->rows, "%" PRId64 ":%" PRId64 ":%" PRId64 ":%s;", row->newest, row->count,
                 row->lanes, row->line);
    else
        on_done(world, err);
}

static const char *loaded(struct world *world)
{
    world_wait(world);
    assert_int_equal(world->err.code, 0);
    return world->rows.data ? world->rows.data : "";
}

static void test_failures_by_kind(void **state)
{
    struct world *world = *state;
    static const char *const REPORTS[][2] = {{"player/1", "a.lua:1: oh\ntraceback"},
                                             {"player/2", "a.lua:1: oh\nanother"},
                                             {"player/1", "b.lua:2: " STORE_POISON " 2 times"},
                                             {"player/2", "a.lua:1: oh"}};
    for (size_t i = 0; i < 4; i++) {
        struct turn turn;
        turn_other(&turn, REPORTS[i][1]);
        turn.it.lane = REPORTS[i][0];
        turn.it.failure = REPORTS[i][1];
        assert_int_equal(commit(world, &turn), STORE_COMMITTED);
    }
    buf_reset(&world->rows);
    world->waiting++;
    store_failure_kinds_load(world->store, 10, on_kind, world);
    assert_string_equal(loaded(world),
                        "4:3:2:a.lua:1: oh;3:1:1:b.lua:2: " STORE_POISON " 2 times;");
    buf_reset(&world->rows);
    world->waiting++;
    store_poison_load(world->store, 0, 10, on_failure, world);
    assert_string_equal(loaded(world), "player/1;");
}

static void on_queue(void *ctx, const struct store_queue *row, const struct err *err)
{
    struct world *world = ctx;
    if (!row) {
        on_done(world, err);
        return;
    }
    assert_true(row->oldest_ms > 0);
    buf_addf(&world->rows, "%" PRId64 ":%" PRId64 ":%" PRId64 ":%" PRId64 ";", row->chat,
             row->count, row->all, row->screens);
}

static void test_queues(void **state)
{
    struct world *world = *state;
    struct turn turn;
    turn_other(&turn, "a");
    int64_t first = turn_sends(world, &turn, 10, "{}");
    turn_sends(world, &turn, 20, "{}");
    turn_shows(world, &turn, 30, "main", "{}");
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
    turn_other(&turn, "b");
    turn_sends(world, &turn, 20, "{}");
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
    buf_reset(&world->rows);
    world->waiting++;
    store_queues_load(world->store, 10, on_queue, world);
    assert_string_equal(loaded(world), "20:2:3:1;10:1:3:1;");
    settle_out(world, first, 10, STORE_SENT, 0);
    buf_reset(&world->rows);
    world->waiting++;
    store_queues_load(world->store, 1, on_queue, world);
    assert_string_equal(loaded(world), "20:2:2:1;");
}

static void on_counts(void *ctx, const struct store_counts *counts, const struct err *err)
{
    struct world *world = ctx;
    world->version = counts ? counts->heard : -1;
    on_done(world, err);
}

static int64_t heard(struct world *world, int64_t day)
{
    world->waiting++;
    store_counts_get(world->store, day, on_counts, world);
    world_wait(world);
    return world->version;
}

static void test_players_of_a_day(void **state)
{
    struct world *world = *state;
    static const int64_t TURNS[][2] = {{10, 86400}, {20, 90000}, {-30, 90000}, {10, 2 * 86400}};
    for (size_t i = 0; i < 4; i++) {
        struct turn turn;
        turn_update(&turn, 1, (int64_t)i + 1);
        turn.it.chat = TURNS[i][0];
        turn.it.now = TURNS[i][1];
        assert_int_equal(commit(world, &turn), STORE_COMMITTED);
        assert_int_equal(heard(world, 1), i == 0 ? 1 : i < 3 ? 2 : 1);
    }
    assert_int_equal(heard(world, 2), 1);
    assert_int_equal(heard(world, 3), 0);
}

/* --- backups --------------------------------------------------------------------------------- */

static int back_up(struct world *world, const char *path)
{
    world->waiting++;
    store_backup(world->store, path, on_done, world);
    world_wait(world);
    return world->err.code;
}

static void test_backup(void **state)
{
    struct world *world = *state;
    char path[160];
    char url[176];
    struct store *copy = NULL;
    struct err err;
    snprintf(path, sizeof(path), "%s/copy", world->folder);
    snprintf(url, sizeof(url), "sqlite:%s", path);
    put(world, "a", "{\"n\":1}");
    if (!*world->path) { /* a server's own tools do it */
        assert_int_equal(back_up(world, path), ERR_REFUSED);
        return;
    }
    assert_int_equal(back_up(world, path), 0);
    put(world, "a", "{\"n\":2}");
    assert_int_equal(back_up(world, path), ERR_EXISTS);
    assert_int_equal(store_open(world->loop, url, &copy, &err), 0);
    assert_string_not_equal(store_epoch(copy), store_epoch(world->store));
    struct store *original = world->store;
    world->store = copy;
    assert_string_equal(get(world, "doc", "a"), "{\"n\":1}");
    world->store = original;
    assert_string_equal(get(world, "doc", "a"), "{\"n\":2}");
    store_close(copy);
    unlink(path);
    snprintf(path, sizeof(path), "%s/copy.lock", world->folder);
    unlink(path);
}

/* --- planned broadcasts ---------------------------------------------------------------------- */

static void on_broadcast(void *ctx, const struct store_broadcast *row, const struct err *err)
{
    struct world *world = ctx;
    if (row)
        buf_addf(&world->rows, "%s:%" PRId64 ";", row->texts, row->due);
    else
        on_done(world, err);
}

static const char *planned(struct world *world)
{
    buf_reset(&world->rows);
    world->waiting++;
    store_broadcasts_planned(world->store, 10, on_broadcast, world);
    return loaded(world);
}

static int64_t draft(struct world *world, const char *texts, int64_t due)
{
    struct store_broadcast row = {
        .id = store_id(world->store), .who = "5", .lang = "ru", .texts = texts, .due = due};
    world->waiting++;
    store_broadcast_add(world->store, &row, on_done, world);
    world_wait(world);
    assert_int_equal(world->err.code, 0);
    return row.id;
}

static int queue(struct world *world, int64_t id, int64_t due)
{
    struct store_broadcast_plan of = {id, "5", due};
    world->waiting++;
    store_broadcast_plan(world->store, &of, on_done, world);
    world_wait(world);
    return world->err.code;
}

static int plan(struct world *world, int64_t id)
{
    return queue(world, id, 0);
}

static void test_planned_broadcasts(void **state)
{
    struct world *world = *state;
    int64_t late = draft(world, "late", 900);
    assert_string_equal(planned(world), "");
    assert_int_equal(plan(world, late), 0);
    assert_int_equal(plan(world, late), ERR_NOT_FOUND);
    int64_t soon = draft(world, "soon", 300);
    assert_int_equal(plan(world, soon), 0);
    int64_t now = draft(world, "now", 0); /* no plan goes with this */
    assert_int_equal(plan(world, now), ERR_NOT_FOUND);
    world_reopen(world);
    assert_string_equal(planned(world), "soon:300;late:900;");
    assert_non_null(strstr(audit(world, "", 0, 1), "5:broadcast.plan:"));
}

static void test_broadcasts_in_line(void **state)
{
    struct world *world = *state;
    int64_t first = draft(world, "first", 0);
    assert_int_equal(queue(world, first, 500), 0);
    assert_int_equal(queue(world, first, 600), ERR_NOT_FOUND); /* it stands in line already */
    assert_non_null(strstr(audit(world, "", 0, 1), "5:broadcast.queue:"));
    int64_t second = draft(world, "second", 0); /* the first is no draft to be forgotten */
    assert_int_equal(queue(world, second, 500), 0);
    int64_t timed = draft(world, "timed", 900);
    assert_int_equal(queue(world, timed, 400), ERR_NOT_FOUND); /* it has a time of its own */
    assert_int_equal(plan(world, timed), 0);
    world_reopen(world);
    assert_string_equal(planned(world), "first:500;second:500;timed:900;");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_audit_of_a_turn, world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(test_audit_by_pages_and_players, world_set_up,
                                        world_tear_down),
        cmocka_unit_test_setup_teardown(test_names, world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(test_erased, world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(test_failures_by_kind, world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(test_queues, world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(test_players_of_a_day, world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(test_backup, world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(test_planned_broadcasts, world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(test_broadcasts_in_line, world_set_up, world_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
