/* Acts of admins that are in doubt. The end of the desk while one is under way: whoever asked is no
 * more told, and nothing of what is freed by then is touched. One that stood while its answer was
 * lost: what it has left goes on. */
#include "check.h"
#include "harness.h"

#include "app/desk.h"
#include "base/mem.h"
#include "store/admin.h"
#include "turn/told.h"

static struct {
    struct world *world;
    int failed;        /* saves: all do */
    bool lose;         /* the answer of the next act on a failure */
    int64_t looked;    /* for that letter */
    char answer[1000]; /* to the admin */
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

static void on_lost(void *ctx, const struct err *err)
{
    struct save save = *(struct save *)ctx;
    struct err lost;
    free(ctx);
    if (err)
        fail_msg("%s", err->text);
    err_set(&lost, ERR_NETWORK, "the connection is gone");
    save.fn(save.ctx, &lost);
}

void __real_store_failure_settle(struct store *store, const struct store_failure_end *end,
                                 store_done_fn fn, void *ctx);
void __wrap_store_failure_settle(struct store *store, const struct store_failure_end *end,
                                 store_done_fn fn, void *ctx);
void __wrap_turns_look_letter(struct turns *turns, int64_t id);
int64_t __wrap_turns_now(const struct turns *turns);
void __wrap_turns_event(struct turns *turns, const char *lane, const char *name, const char *event);

void __wrap_store_failure_settle(struct store *store, const struct store_failure_end *end,
                                 store_done_fn fn, void *ctx)
{
    struct save save = {fn, ctx};
    if (rig.lose)
        __real_store_failure_settle(store, end, on_lost, mem_dup(&save, sizeof save));
    else
        __real_store_failure_settle(store, end, fn, ctx);
    rig.lose = false;
}

void __wrap_turns_look_letter(struct turns *turns, int64_t id)
{
    assert_null(turns);
    rig.looked = id;
}

int64_t __wrap_turns_now(const struct turns *turns)
{
    assert_null(turns);
    return 99;
}

void __wrap_turns_event(struct turns *turns, const char *lane, const char *name, const char *event)
{
    assert_null(turns);
    assert_non_null(name);
    assert_string_equal(lane, "player/900");
    snprintf(rig.answer, sizeof rig.answer, "%s", event);
    loop_stop(rig.world->loop);
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

static struct desk *open_desk(struct world *world, struct idqueue *queue)
{
    static struct config config;
    static struct game_source source = {.config = &config};
    config.database_url = world->url;
    rig.world = world;
    return desk_new(&(struct desk_config){
        .loop = world->loop, .store = world->store, .source = &source, .queue = queue});
}

static void close_desk(struct desk *desk, struct idqueue *queue)
{
    struct world *world = rig.world;
    desk_quiet(desk);
    store_close(world->store);
    desk_free(desk);
    idqueue_free(queue);
    loop_free(world->loop);
    world->store = NULL;
}

static void test_an_end_with_an_act_in_doubt(void **state)
{
    struct world *world = *state;
    struct idqueue *queue = idqueue_memory_new(world->loop);
    struct desk *desk = open_desk(world, queue);
    static const char ask[] =
        "{\"do\":\"broadcast_act\",\"act\":\"send\",\"id\":7,\"player\":\"900\"}";
    put_draft(world, 7);
    desk_effect(desk, "admin", ask);
    while (!rig.failed)
        loop_run(world->loop);
    close_desk(desk, queue);
}

static void test_what_stood_goes_on(void **state)
{
    struct world *world = *state;
    struct idqueue *queue = idqueue_memory_new(world->loop);
    struct desk *desk = open_desk(world, queue);
    struct turn turn;
    static const char ask[] = "{\"do\":\"settle\",\"again\":true,\"id\":1,\"player\":\"900\"}";
    turn_other(&turn, "a");
    turn.it.lane = "player/7";
    turn.it.failure = "it raised";
    turn.it.event_body = "{\"type\":\"tap\"}";
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
    rig.lose = true;
    desk_effect(desk, "admin", ask);
    while (!*rig.answer)
        loop_run(world->loop);
    assert_true(rig.looked > 0);
    assert_non_null(strstr(rig.answer, "\"show\":\"settled\""));
    assert_non_null(strstr(rig.answer, "\"done\":1"));
    close_desk(desk, queue);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_an_end_with_an_act_in_doubt, world_set_up,
                                        world_tear_down),
        cmocka_unit_test_setup_teardown(test_what_stood_goes_on, world_set_up, world_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
