/* What has left is recorded: records that fail, and records that stand but whose answer is lost.
 * store_out_settle and store_slot_settle are wrapped by the linker. */
#include "harness.h"

#include "base/mem.h"
#include "store/admin.h"

void __real_store_out_settle(struct store *store, const struct store_out_end *end, store_done_fn fn,
                             void *ctx);
void __wrap_store_out_settle(struct store *store, const struct store_out_end *end, store_done_fn fn,
                             void *ctx);
void __real_store_slot_settle(struct store *store, const struct store_slot_shown *shown,
                              store_done_fn fn, void *ctx);
void __wrap_store_slot_settle(struct store *store, const struct store_slot_shown *shown,
                              store_done_fn fn, void *ctx);

static struct {
    struct world *world;
    int ends_fail;     /* so many records of calls fail, */
    int refusals_lost; /* and so many of refused screens stand, and the answer is lost */
} rig;

struct late {
    store_done_fn fn;
    void *ctx;
};

static struct late *late_new(store_done_fn fn, void *ctx)
{
    struct late *late = mem_alloc(sizeof(*late));
    *late = (struct late){fn, ctx};
    return late;
}

static void on_failed(void *ctx)
{
    struct late late = *(struct late *)ctx;
    struct err err;
    free(ctx);
    err_set(&err, ERR_SYSTEM, "the disk is full");
    late.fn(late.ctx, &err);
}

void __wrap_store_out_settle(struct store *store, const struct store_out_end *end, store_done_fn fn,
                             void *ctx)
{
    if (!rig.ends_fail) {
        __real_store_out_settle(store, end, fn, ctx);
        return;
    }
    rig.ends_fail--;
    loop_defer(rig.world->loop, on_failed, late_new(fn, ctx));
}

static void on_refusal_stood(void *ctx, const struct err *err)
{
    assert_null(err);
    on_failed(ctx);
}

void __wrap_store_slot_settle(struct store *store, const struct store_slot_shown *shown,
                              store_done_fn fn, void *ctx)
{
    if (!shown->failure || !rig.refusals_lost) {
        __real_store_slot_settle(store, shown, fn, ctx);
        return;
    }
    rig.refusals_lost--;
    __real_store_slot_settle(store, shown, on_refusal_stood, late_new(fn, ctx));
}

static int setup(void **state)
{
    int r = world_setup(state);
    memset(&rig, 0, sizeof(rig));
    rig.world = *state;
    return r;
}

static bool is_done(struct world *world)
{
    return world->done;
}

static bool no_end_fails(struct world *world)
{
    (void)world;
    return !rig.ends_fail;
}

static void on_stopped(void *ctx)
{
    world_done(ctx, NULL);
}

/* What has left and could not be recorded just now is recorded before the end: else a clean stop
 * would send it twice. */
static void a_stop_waits_for_the_record_of_what_has_left(void **state)
{
    struct world *world = *state;
    rig.ends_fail = 1;
    world_say(world, 1, "push 5 p");
    world_wait(world, no_end_fails);
    world->done = false;
    turns_stop(world->turns, 10000, on_stopped, world);
    world_wait(world, is_done);
    world_kill(world);
    world_open(world);
    world_idle(world);
    assert_int_equal(world_times(world, "push 5"), 1);
}

static void on_failed_out(void *ctx, const struct store_failed_out *row, const struct err *err)
{
    struct world *world = ctx;
    assert_null(err);
    if (row)
        world_note(world, "failed %s", row->out.body);
    else
        world->done = true;
}

static bool no_refusal_is_lost(struct world *world)
{
    (void)world;
    return !rig.refusals_lost;
}

static void a_refused_screen_is_recorded_once(void **state)
{
    struct world *world = *state;
    rig.refusals_lost = 2;
    world->next[world->next_count++] = TURN_REFUSED;
    world_say(world, 1, "show 1 a");
    world_wait(world, no_refusal_is_lost);
    world_idle(world);
    world->done = false;
    store_failed_outs_load(world->store, 0, STORE_LIST_MAX, on_failed_out, world);
    world_wait(world, is_done);
    assert_int_equal(world_times(world, "failed"), 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, world_teardown)

int main(void)
{
    log_setup(LOG_CONSOLE, LOG_ERROR);
    const struct CMUnitTest tests[] = {
        TEST(a_stop_waits_for_the_record_of_what_has_left),
        TEST(a_refused_screen_is_recorded_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
