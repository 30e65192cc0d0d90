/* Commits that fail, and commits that stand but whose answer is lost: store_commit is wrapped by
 * the linker, and so are store_inbox_add and the loads of calls and timers. */
#include "harness.h"

#include "base/mem.h"

void __real_store_commit(struct store *store, const struct store_turn *turn, store_commit_fn fn,
                         void *ctx);
void __wrap_store_commit(struct store *store, const struct store_turn *turn, store_commit_fn fn,
                         void *ctx);
void __real_store_inbox_add(struct store *store, const struct store_inbox *rows, size_t count,
                            store_done_fn fn, void *ctx);
void __wrap_store_inbox_add(struct store *store, const struct store_inbox *rows, size_t count,
                            store_done_fn fn, void *ctx);
void __real_store_outs_pick(struct store *store, const int64_t *ids, size_t count, store_out_fn fn,
                            void *ctx);
void __wrap_store_outs_pick(struct store *store, const int64_t *ids, size_t count, store_out_fn fn,
                            void *ctx);
void __real_store_timers_load(struct store *store, int64_t after, int64_t until, store_timer_fn fn,
                              void *ctx);
void __wrap_store_timers_load(struct store *store, int64_t after, int64_t until, store_timer_fn fn,
                              void *ctx);

enum fault { NO_FAULT, FAILS, LOST, REFUSED };

static struct {
    struct world *world;
    enum fault fault; /* of the commits of player/1 ... */
    int times;        /* ... so many times */
    int commits;
    size_t conflicts; /* so many commits find something changed */
    bool inbox_fails;
    int loads_fail; /* so many of them */
} rig;

struct late {
    enum fault fault;
    store_commit_fn fn;
    void *ctx;
};

static void answer_unknown(struct late *late)
{
    struct err err;
    if (late->fault == REFUSED)
        err_set(&err, ERR_INVALID, "the data break a rule of the schema");
    else
        err_set(&err, ERR_SYSTEM, "the disk is full");
    store_commit_fn fn = late->fn;
    void *ctx = late->ctx;
    free(late);
    fn(ctx, STORE_UNKNOWN, &err);
}

static void on_failed(void *ctx)
{
    answer_unknown(ctx);
}

static void on_committed(void *ctx, enum store_verdict verdict, const struct err *err)
{
    (void)err;
    assert_int_equal(verdict, STORE_COMMITTED);
    answer_unknown(ctx);
}

struct conflict {
    store_commit_fn fn;
    void *ctx;
};

static void on_conflict(void *ctx)
{
    struct conflict conflict = *(struct conflict *)ctx;
    free(ctx);
    conflict.fn(conflict.ctx, STORE_CONFLICT, NULL);
}

void __wrap_store_commit(struct store *store, const struct store_turn *turn, store_commit_fn fn,
                         void *ctx)
{
    rig.commits++;
    if (rig.conflicts) {
        struct conflict *conflict = mem_alloc(sizeof(*conflict));
        *conflict = (struct conflict){fn, ctx};
        rig.conflicts--;
        loop_defer(rig.world->loop, on_conflict, conflict);
        return;
    }
    if (strcmp(turn->lane, "player/1") != 0 || rig.times == 0) {
        __real_store_commit(store, turn, fn, ctx);
        return;
    }
    struct late *late = mem_alloc(sizeof(*late));
    *late = (struct late){rig.fault, fn, ctx};
    rig.times--;
    if (rig.fault != LOST)
        loop_defer(rig.world->loop, on_failed, late);
    else
        __real_store_commit(store, turn, on_committed, late);
}

struct late_done {
    store_done_fn fn;
    void *ctx;
};

static void on_done_failed(void *ctx)
{
    struct late_done late = *(struct late_done *)ctx;
    struct err err;
    free(ctx);
    err_set(&err, ERR_SYSTEM, "the disk is full");
    late.fn(late.ctx, &err);
}

void __wrap_store_inbox_add(struct store *store, const struct store_inbox *rows, size_t count,
                            store_done_fn fn, void *ctx)
{
    if (!rig.inbox_fails) {
        __real_store_inbox_add(store, rows, count, fn, ctx);
        return;
    }
    struct late_done *late = mem_alloc(sizeof(*late));
    *late = (struct late_done){fn, ctx};
    loop_defer(rig.world->loop, on_done_failed, late);
}

struct late_load {
    store_out_fn out; /* or */
    store_timer_fn timer;
    void *ctx;
};

static void on_load_failed(void *ctx)
{
    struct late_load late = *(struct late_load *)ctx;
    struct err err;
    free(ctx);
    err_set(&err, ERR_SYSTEM, "the disk failed");
    if (late.out)
        late.out(late.ctx, NULL, &err);
    else
        late.timer(late.ctx, NULL, &err);
}

static bool load_fails(const struct late_load *like)
{
    if (!rig.loads_fail)
        return false;
    struct late_load *late = mem_dup(like, sizeof(*like));
    rig.loads_fail--;
    loop_defer(rig.world->loop, on_load_failed, late);
    return true;
}

void __wrap_store_outs_pick(struct store *store, const int64_t *ids, size_t count, store_out_fn fn,
                            void *ctx)
{
    if (!load_fails(&(struct late_load){.out = fn, .ctx = ctx}))
        __real_store_outs_pick(store, ids, count, fn, ctx);
}

void __wrap_store_timers_load(struct store *store, int64_t after, int64_t until, store_timer_fn fn,
                              void *ctx)
{
    if (!load_fails(&(struct late_load){.timer = fn, .ctx = ctx}))
        __real_store_timers_load(store, after, until, fn, ctx);
}

static int setup(void **state)
{
    memset(&rig, 0, sizeof(rig));
    int r = world_setup(state);
    rig.world = *state;
    return r;
}

static void everything(struct world *world)
{
    world_accept(world, 1, "add a set item/axe new timer T 100 push 5 p show 6 s answer yes",
                 (struct turn_input){.callback = "cb"});
    world_say(world, 1, "add b");
    world_say(world, 2, "add other");
}

static void check_everything(struct world *world)
{
    assert_true(world_at(world, "add 2 other") < world_at(world, "add 1 b"));
    world_idle(world);
    char *doc = world_doc(world, "player", "1");
    assert_string_equal(doc, "ab");
    free(doc);
    assert_int_equal(world_times(world, "push 5"), 1);
    assert_int_equal(world_times(world, "send 6"), 1);
    assert_int_equal(world_times(world, "answer cb 'yes'"), 1);
    world_say(world, 3, "read item/axe");
    world_idle(world);
    assert_true(world_has(world, "read 3 new"));
    world_skip(world, 200);
    world_expect(world, "add 1 T");
    world_idle(world);
    assert_int_equal(world_times(world, "add 1 T"), 1);
}

static void a_failed_commit_is_tried_until_it_stands(void **state)
{
    struct world *world = *state;
    rig.fault = FAILS;
    rig.times = 2;
    everything(world);
    world_expect_times(world, "add 1 b", 1);
    assert_int_equal(world_times(world, "add 1 a"), 1); /* the same commit, not another run */
    check_everything(world);
}

static void data_that_the_database_refuses_are_a_failure(void **state)
{
    struct world *world = *state;
    rig.fault = REFUSED;
    rig.times = 1;
    world_say(world, 1, "add a push 5 p");
    world_say(world, 1, "add b");
    world_idle(world);
    char *doc = world_doc(world, "player", "1");
    assert_string_equal(doc, "b");
    free(doc);
    assert_int_equal(world_times(world, "push 5"), 0);
    assert_true(world_has(world, "push 1 {\"text\":\"sorry\"}"));
    struct turns_status status;
    turns_status(world->turns, &status);
    assert_int_equal(status.failed, 1);
}

static void a_commit_whose_answer_is_lost_stands_once(void **state)
{
    struct world *world = *state;
    rig.fault = LOST;
    rig.times = 1;
    everything(world);
    world_expect_times(world, "add 1 b", 1);
    check_everything(world);
}

/* The commit that set it anew was settled, so that memory never heard of the new row from it. */
static void a_timer_set_anew_in_doubt_is_not_missed(void **state)
{
    struct world *world = *state;
    world_say(world, 1, "timer T 100");
    world_idle(world);
    rig.fault = LOST;
    rig.times = 1;
    world_say(world, 1, "timer T 200");
    world_idle(world);
    world_skip(world, 150);
    world_idle(world);
    char *doc = world_doc(world, "player", "1");
    assert_string_equal(doc, ""); /* the first row is gone */
    free(doc);
    world_skip(world, 100);
    world_idle(world);
    doc = world_doc(world, "player", "1");
    assert_string_equal(doc, "T");
    free(doc);
}

/* What it wanted is read from the database, which fails, too; and the next turn of the lane does
 * not overtake it. */
static void the_calls_of_a_settled_turn_leave_first(void **state)
{
    static const char first[] = "push 5 {\"text\":\"first\"}";
    static const char second[] = "push 5 {\"text\":\"second\"}";
    struct world *world = *state;
    rig.fault = LOST;
    rig.times = 1;
    rig.loads_fail = 3; /* one or two of them are of the timers */
    world_say(world, 1, "push 5 first");
    world_say(world, 1, "push 5 second");
    world_expect(world, second);
    world_idle(world);
    assert_int_equal(rig.loads_fail, 0);
    assert_int_equal(world_times(world, first), 1);
    assert_true(world_at(world, first) < world_at(world, second));
}

/* More than are asked for at once, and a read that fails between. */
static void all_calls_of_a_settled_turn_leave(void **state)
{
    enum { MANY = 100 }; /* as many as a turn may */
    struct world *world = *state;
    rig.fault = LOST;
    rig.times = 1;
    rig.loads_fail = 3;
    world_say(world, 1, "pushes 100 x");
    world_expect_times(world, "push 1", MANY);
    world_idle(world);
    assert_int_equal(world_times(world, "push 1"), MANY);
}

static void the_timers_of_a_settled_turn_are_not_missed(void **state)
{
    struct world *world = *state;
    rig.fault = LOST;
    rig.times = 1;
    rig.loads_fail = 2;
    world_say(world, 1, "timer T 100");
    world_idle(world);
    world_skip(world, 150);
    world_expect(world, "add 1 T");
    assert_int_equal(rig.loads_fail, 0);
}

static void out_of_attempts_the_event_comes_back(void **state)
{
    struct world *world = *state;
    rig.conflicts = TURN_ATTEMPTS_MAX + 3;
    world_say(world, 1, "add a");
    world_say(world, 1, "add b");
    world_idle(world);
    char *doc = world_doc(world, "player", "1");
    assert_string_equal(doc, "ab");
    free(doc);
    struct turns_status status;
    turns_status(world->turns, &status);
    assert_int_equal(status.conflicts, TURN_ATTEMPTS_MAX + 3);
}

static bool is_done(struct world *world)
{
    return world->done;
}

static void settling_tells_when_it_cannot(void **state)
{
    struct world *world = *state;
    world->turns->started = false;
    world_say(world, 1, "add a");
    rig.inbox_fails = true;
    world->done = false;
    log_to(fopen("/dev/null", "w"));
    turns_settle(world->turns, 0, world_done, world);
    world_wait(world, is_done);
    log_to(NULL);
    assert_int_equal(world->err, ERR_SYSTEM);
    rig.inbox_fails = false;
    world->done = false;
    turns_settle(world->turns, 0, world_done, world);
    world_wait(world, is_done);
    assert_int_equal(world->err, 0);
    world_kill(world);
    world_open(world);
    world_idle(world);
    assert_true(world_has(world, "add 1 a"));
}

static void a_late_commit_meets_its_inbox_row(void **state)
{
    struct world *world = *state;
    rig.fault = FAILS;
    rig.times = 2;
    world_say(world, 1, "add a");
    world->done = false;
    turns_settle(world->turns, 0, world_done, world); /* stored while its commit fails */
    world_wait(world, is_done);
    world_idle(world);
    world_kill(world);
    world_clear(world);
    world_open(world);
    world_idle(world);
    assert_int_equal(world->count, 0); /* the commit has consumed the row */
}

static void a_stop_gives_up_what_cannot_commit(void **state)
{
    struct world *world = *state;
    rig.fault = FAILS;
    rig.times = 1000;
    world_say(world, 1, "add a");
    world_expect(world, "add 1 a");
    world_close(world);
    rig.times = 0;
    world_clear(world);
    world_open(world);
    world_idle(world);
    assert_true(world_has(world, "add 1 a"));
    char *doc = world_doc(world, "player", "1");
    assert_string_equal(doc, "a");
    free(doc);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, world_teardown)

int main(void)
{
    log_setup(LOG_CONSOLE, LOG_ERROR);
    const struct CMUnitTest tests[] = {
        TEST(a_failed_commit_is_tried_until_it_stands),
        TEST(data_that_the_database_refuses_are_a_failure),
        TEST(a_commit_whose_answer_is_lost_stands_once),
        TEST(a_timer_set_anew_in_doubt_is_not_missed),
        TEST(the_calls_of_a_settled_turn_leave_first),
        TEST(all_calls_of_a_settled_turn_leave),
        TEST(the_timers_of_a_settled_turn_are_not_missed),
        TEST(out_of_attempts_the_event_comes_back),
        TEST(settling_tells_when_it_cannot),
        TEST(a_late_commit_meets_its_inbox_row),
        TEST(a_stop_gives_up_what_cannot_commit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
