/* The notice of outage. Commits are held up by the linker's wrapping of store_commit; the monotonic
 * clock is the test's own. */
#include "harness.h"

#include "base/clock.h"
#include "base/mem.h"
#include "turn/outage.h"

void __real_store_commit(struct store *store, const struct store_turn *turn, store_commit_fn fn,
                         void *ctx);
void __wrap_store_commit(struct store *store, const struct store_turn *turn, store_commit_fn fn,
                         void *ctx);

static struct {
    struct world *world;
    bool fails; /* every commit */
    bool hangs; /* every commit, until `held` is let go */
    struct {
        struct store *store;
        const struct store_turn *turn;
        store_commit_fn fn;
        void *ctx;
    } held[64];
    size_t held_count;
    int commits;
    int64_t now_ms;
} rig;

static int64_t test_mono_ms(void)
{
    return rig.now_ms;
}

struct late {
    store_commit_fn fn;
    void *ctx;
};

static void on_failed(void *ctx)
{
    struct late late = *(struct late *)ctx;
    struct err err;
    free(ctx);
    err_set(&err, ERR_SYSTEM, "the disk is full");
    late.fn(late.ctx, STORE_UNKNOWN, &err);
}

void __wrap_store_commit(struct store *store, const struct store_turn *turn, store_commit_fn fn,
                         void *ctx)
{
    rig.commits++;
    if (rig.hangs) {
        size_t at = rig.held_count++;
        rig.held[at].store = store;
        rig.held[at].turn = turn;
        rig.held[at].fn = fn;
        rig.held[at].ctx = ctx;
    } else if (rig.fails) {
        struct late *late = mem_alloc(sizeof(*late));
        *late = (struct late){fn, ctx};
        loop_defer(rig.world->loop, on_failed, late);
    } else {
        __real_store_commit(store, turn, fn, ctx);
    }
}

static void let_go(void)
{
    rig.hangs = rig.fails = false;
    for (size_t i = 0; i < rig.held_count; i++)
        __real_store_commit(rig.held[i].store, rig.held[i].turn, rig.held[i].fn, rig.held[i].ctx);
    rig.held_count = 0;
}

static int setup(void **state)
{
    memset(&rig, 0, sizeof(rig));
    int r = world_setup(state);
    rig.world = *state;
    rig.now_ms = clock_mono_ms();
    rig.world->turns->clock->mono_ms = test_mono_ms;
    log_to(fopen("/dev/null", "w"));
    return r;
}

static int teardown(void **state)
{
    log_to(NULL);
    return world_teardown(state);
}

static void tap(struct world *world, int id, const char *callback)
{
    world_accept(world, id, "add t answer yes",
                 (struct turn_input){.chat = id, .callback = callback, .lang = "ru"});
}

static void say(struct world *world, int id)
{
    world_accept(world, id, "add m", (struct turn_input){.chat = id, .alone = true, .lang = "en"});
}

static bool has_committed(struct world *world)
{
    (void)world;
    return rig.commits > 0;
}

static bool is_late(struct world *world)
{
    return world_times(world, "answer") > 0 || world_times(world, "send") > 0;
}

static void check_told(struct world *world)
{
    tap(world, 1, "one");
    say(world, 2);
    say(world, 2);
    world_accept(world, 3, "add g", (struct turn_input){.chat = -9}); /* a group: no notice */
    world_wait(world, has_committed);
    rig.now_ms += TURN_OUTAGE_MS; /* but less than TURN_ANSWER_MS */
    world_wait(world, is_late);
    world_expect(world, "send 2 {\"text\":\"common.outage.message en html\"}");
    assert_true(world_has(world, "answer one 'common.outage.tap ru'"));
    tap(world, 4, "four"); /* who comes meanwhile is told at once */
    say(world, 2);
    say(world, 5);
    assert_true(world_has(world, "answer four 'common.outage.tap ru'"));
    assert_true(world_has(world, "send 5 {\"text\":\"common.outage.message en html\"}"));
    assert_int_equal(world_times(world, "send 2"), 1);
}

static void check_doc(struct world *world, const char *id, const char *body)
{
    char *doc = world_doc(world, "player", id);
    assert_string_equal(doc, body);
    free(doc);
}

/* All that waited has run, once, and nothing is answered twice. */
static void check_done(struct world *world)
{
    world_idle(world);
    check_doc(world, "1", "t");
    check_doc(world, "2", "mmm");
    check_doc(world, "3", "g");
    check_doc(world, "4", "t");
    check_doc(world, "5", "m");
    assert_int_equal(world_times(world, "answer one"), 1);
    assert_int_equal(world_times(world, "answer four"), 1);
    assert_int_equal(world_times(world, "send -9"), 0);
    tap(world, 1, "after");
    world_expect(world, "answer after 'yes'");
}

static void a_database_that_fails_is_told_of(void **state)
{
    struct world *world = *state;
    rig.fails = true;
    check_told(world);
    let_go();
    check_done(world);
}

static void a_database_that_hangs_is_told_of(void **state)
{
    struct world *world = *state;
    rig.hangs = true;
    check_told(world);
    let_go();
    check_done(world);
    world_clear(world);
    rig.hangs = true; /* the next outage is another one */
    rig.commits = 0;
    say(world, 2);
    world_wait(world, has_committed);
    rig.now_ms += TURN_OUTAGE_MS;
    world_expect(world, "send 2 {\"text\":\"common.outage.message en html\"}");
    let_go();
    world_idle(world);
}

/* One commit hangs, others have their verdict: the database works. */
static void one_late_commit_is_no_outage(void **state)
{
    struct world *world = *state;
    rig.hangs = true;
    tap(world, 1, "one");
    world_wait(world, has_committed);
    rig.hangs = false;
    rig.now_ms += TURN_OUTAGE_MS - 1;
    say(world, 2);
    world_expect(world, "add 2 m");
    say(world, 3);
    world_expect(world, "add 3 m");
    char *doc = world_doc(world, "player", "3"); /* the writer has told of what was before */
    free(doc);
    rig.now_ms += TURN_ANSWER_MS;
    world_expect(world, "answer one ''"); /* as ever, when it takes too long */
    assert_int_equal(world_times(world, "send"), 0);
    let_go();
    world_idle(world);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    log_setup(LOG_CONSOLE, LOG_ERROR);
    const struct CMUnitTest tests[] = {
        TEST(a_database_that_fails_is_told_of),
        TEST(a_database_that_hangs_is_told_of),
        TEST(one_late_commit_is_no_outage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
