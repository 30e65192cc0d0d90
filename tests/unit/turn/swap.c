/* A swap while turns wait for documents: within the grace they end where they began, after it they
 * run again in the live generation. Reads are held up by the linker's wrapping of store_read; the
 * monotonic clock is the test's own. */
#include "harness.h"

#include "base/clock.h"

void __real_store_read(struct store *store, const struct store_key *keys, size_t count,
                       store_docs_fn fn, void *ctx);
void __wrap_store_read(struct store *store, const struct store_key *keys, size_t count,
                       store_docs_fn fn, void *ctx);

static struct {
    bool holds;
    size_t held;
    struct store *store;
    const struct store_key *keys;
    size_t count;
    store_docs_fn fn;
    void *ctx;
    int64_t now_ms;
} rig;

static int64_t test_mono_ms(void)
{
    return rig.now_ms;
}

void __wrap_store_read(struct store *store, const struct store_key *keys, size_t count,
                       store_docs_fn fn, void *ctx)
{
    if (!rig.holds) {
        __real_store_read(store, keys, count, fn, ctx);
        return;
    }
    rig.held++;
    rig.store = store;
    rig.keys = keys;
    rig.count = count;
    rig.fn = fn;
    rig.ctx = ctx;
}

static int setup(void **state)
{
    memset(&rig, 0, sizeof(rig));
    int r = world_setup(state);
    struct world *world = *state;
    rig.now_ms = clock_mono_ms();
    world->turns->clock->mono_ms = test_mono_ms;
    return r;
}

static bool is_held(struct world *world)
{
    (void)world;
    return rig.held > 0;
}

/* A turn waits for its second document when the scripts are swapped; so long after it is there. */
static void play(struct world *world, int64_t after_ms)
{
    struct generation *old = world->generation;
    world_write(world, "doc", "a", "there");
    rig.holds = true;
    world_say(world, 1, "roll read doc/a add x");
    world_wait(world, is_held);
    world->generation = world_generation(world);
    turns_swap(world->turns, world->generation);
    assert_false(generation_alone(old)); /* the turn is in it */
    rig.now_ms += after_ms;
    rig.holds = false;
    __real_store_read(rig.store, rig.keys, rig.count, rig.fn, rig.ctx);
    world_idle(world);
    assert_true(generation_alone(old));
    generation_release(old);
    char *doc = world_doc(world, "player", "1");
    assert_string_equal(doc, "x"); /* done once, whichever way */
    free(doc);
}

static void within_the_grace_it_ends_where_it_began(void **state)
{
    struct world *world = *state;
    play(world, TURN_GRACE_MS - 1);
    assert_int_equal(world_times(world, "roll"), 1);
    assert_int_equal(world_times(world, "read 1 there"), 1);
}

static void after_it_the_turn_runs_again_in_the_live_one(void **state)
{
    struct world *world = *state;
    play(world, TURN_GRACE_MS + 1);
    assert_int_equal(world_times(world, "roll"), 2);
    int first = world_at(world, world->lines[0]);
    assert_string_equal(world->lines[first], world->lines[first + 1]); /* the same dice and time */
    assert_int_equal(world_times(world, "read 1 there"), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(within_the_grace_it_ends_where_it_began, setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(after_it_the_turn_runs_again_in_the_live_one, setup,
                                        world_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
