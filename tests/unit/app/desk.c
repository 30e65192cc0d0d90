/* The end of the desk while an admin's act is under way: whoever asked is no more told, and nothing
 * of what is freed by then is touched. */
#include "check.h"
#include "harness.h"

#include "app/desk.h"
#include "base/mem.h"

static struct {
    struct world *world;
    int failed; /* saves: all do */
} rig;

struct save {
    store_done_fn fn;
    void *ctx;
};

void __wrap_store_broadcast_save(struct store *store, const struct store_broadcast_step *step,
                                 store_done_fn fn, void *ctx);

static void on_failing(void *ctx)
{
    struct save save = *(struct save *)ctx;
    struct err err;
    free(ctx);
    err_set(&err, ERR_SYSTEM, "the disk is full");
    rig.failed++;
    save.fn(save.ctx, &err);
    loop_stop(rig.world->loop);
}

void __wrap_store_broadcast_save(struct store *store, const struct store_broadcast_step *step,
                                 store_done_fn fn, void *ctx)
{
    struct save *save = mem_alloc(sizeof *save);
    (void)store;
    (void)step;
    *save = (struct save){fn, ctx};
    loop_defer(rig.world->loop, on_failing, save);
}

static void put_draft(struct world *world, int64_t id)
{
    struct store_broadcast row = {
        .id = id, .who = "900", .lang = "ru", .texts = "{\"ru\":\"привет\"}"};
    world->waiting++;
    store_broadcast_add(world->store, &row, on_done, world);
    world_wait(world);
    assert_int_equal(world->err.code, 0);
}

static void test_an_end_with_an_act_in_doubt(void **state)
{
    struct world *world = *state;
    const struct config config = {.database_url = world->url};
    struct game_source source = {.config = &config};
    struct idqueue *queue = idqueue_memory_new(world->loop);
    struct desk *desk = desk_new(&(struct desk_config){
        .loop = world->loop, .store = world->store, .source = &source, .queue = queue});
    static const char ask[] =
        "{\"do\":\"broadcast_act\",\"act\":\"send\",\"id\":7,\"player\":\"900\"}";
    rig.world = world;
    put_draft(world, 7);
    desk_effect(desk, "admin", ask);
    while (!rig.failed)
        loop_run(world->loop);
    desk_quiet(desk);
    store_close(world->store);
    desk_free(desk);
    idqueue_free(queue);
    loop_free(world->loop);
    world->store = NULL;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_an_end_with_an_act_in_doubt, world_set_up,
                                        world_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
