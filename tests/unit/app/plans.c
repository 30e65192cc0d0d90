/* The line of broadcasts over a real database, with its queue in memory and in a real Redis. What
 * broadcasts do is wrapped: an act is noted, and the draft leaves the line as it would. */
#include "check.h"
#include "harness.h"
#include "redis.h"

#include "app/plans.h"
#include "base/mem.h"
#include "cache/hot.h"

#include <inttypes.h>

#define ADMIN     "900"
#define STRANGE   999 /* the id of no draft */
#define BEGUN_MAX 4096

static struct rig {
    struct world *world;
    struct redis_server *server; /* NULL: the queue is in memory */
    struct hot *hot;
    struct idqueue *queue;
    struct plans *plans;
    int64_t clock;
    bool busy;       /* a broadcast is under way */
    int refusals;    /* so many acts are refused: another is under way */
    size_t expected; /* begun, or ids in the queue */
    size_t begun_count;
    struct buf begun; /* "ID " each */
} rig;

/* --- broadcasts ------------------------------------------------------------------------------ */

struct acting {
    store_done_fn fn;
    void *ctx;
    struct store_broadcast row;
    struct store_broadcast_step step;
};

void __wrap_broadcast_act(struct broadcast *broadcast, enum broadcast_act act, int64_t id,
                          const char *who, store_done_fn fn, void *ctx);
const struct store_broadcast *__wrap_broadcast_now(const struct broadcast *broadcast);

static void on_begun(void *ctx, const struct err *err)
{
    struct acting acting = *(struct acting *)ctx;
    free(ctx);
    assert_null(err);
    rig.begun_count++;
    buf_addf(&rig.begun, "%" PRId64 " ", acting.row.id);
    acting.fn(acting.ctx, NULL);
}

static void on_refused(void *ctx)
{
    struct acting acting = *(struct acting *)ctx;
    struct err err;
    free(ctx);
    err_set(&err, ERR_EXISTS, "another broadcast is under way");
    acting.fn(acting.ctx, &err);
}

void __wrap_broadcast_act(struct broadcast *broadcast, enum broadcast_act act, int64_t id,
                          const char *who, store_done_fn fn, void *ctx)
{
    struct acting *acting = mem_alloc(sizeof *acting);
    assert_null(broadcast);
    assert_int_equal(act, BROADCAST_SEND);
    assert_string_equal(who, ADMIN);
    acting->fn = fn;
    acting->ctx = ctx;
    acting->row =
        (struct store_broadcast){.id = id, .state = STORE_BROADCAST_STOPPED, .cursor = ""};
    acting->step = (struct store_broadcast_step){.now = &acting->row};
    if (rig.refusals) {
        rig.refusals--;
        loop_defer(rig.world->loop, on_refused, acting);
    } else {
        store_broadcast_save(rig.world->store, &acting->step, on_begun, acting);
    }
}

const struct store_broadcast *__wrap_broadcast_now(const struct broadcast *broadcast)
{
    static const struct store_broadcast under_way = {.id = 1};
    assert_null(broadcast);
    return rig.busy ? &under_way : NULL;
}

/* --- the test's world ------------------------------------------------------------------------ */

static bool have_begun(void *ctx)
{
    (void)ctx;
    return rig.begun_count >= rig.expected;
}

static bool stand_in_line(void *ctx)
{
    (void)ctx;
    return idqueue_length(rig.queue) >= rig.expected;
}

static bool is_up(void *ctx)
{
    (void)ctx;
    struct hot_stats stats;
    hot_stats(rig.hot, &stats);
    return stats.up;
}

static bool is_away(void *ctx)
{
    return !is_up(ctx);
}

/* They have begun in this order, and no other has. */
static void assert_begin(size_t count, const char *order)
{
    rig.expected = count;
    world_until(rig.world, have_begun, NULL);
    assert_string_equal(rig.begun.data, order);
}

/* The one under way is over, and it is not waited for the next look. */
static void set_free(void)
{
    rig.busy = false;
    plans_look(rig.plans);
}

static void in_line(size_t count)
{
    rig.expected = count;
    world_until(rig.world, stand_in_line, NULL);
}

static int64_t on_now(void *ctx)
{
    (void)ctx;
    return rig.clock;
}

static void put_plan(int64_t id, int64_t due)
{
    struct world *world = rig.world;
    struct store_broadcast row = {.id = id, .who = ADMIN, .lang = "ru", .texts = "{}", .due = due};
    world->waiting++;
    store_broadcast_add(world->store, &row, on_done, world);
    world_wait(world);
    assert_int_equal(world->err.code, 0);
    struct store_broadcast_plan plan = {id, ADMIN, 0};
    world->waiting++;
    store_broadcast_plan(world->store, &plan, on_done, world);
    world_wait(world);
    assert_int_equal(world->err.code, 0);
}

static void take_back(int64_t id)
{
    struct world *world = rig.world;
    struct store_broadcast row = {.id = id, .state = STORE_BROADCAST_STOPPED, .cursor = ""};
    struct store_broadcast_step step = {.now = &row};
    world->waiting++;
    store_broadcast_save(world->store, &step, on_done, world);
    world_wait(world);
    assert_int_equal(world->err.code, 0);
}

static void open_plans(void)
{
    struct plans_config config = {
        .loop = rig.world->loop,
        .store = rig.world->store,
        .queue = rig.queue,
        .now = on_now,
    };
    rig.plans = plans_new(&config);
    plans_look(rig.plans);
}

static void set_up(void)
{
    void *world;
    rig = (struct rig){.clock = 1000, .busy = true};
    world_set_up(&world);
    rig.world = world;
    buf_init(&rig.begun, BEGUN_MAX);
    put_plan(11, 100);
    put_plan(12, 200);
    put_plan(13, 300);
    put_plan(14, 5000); /* not due yet */
}

static int in_memory(void **state)
{
    (void)state;
    set_up();
    rig.queue = idqueue_memory_new(rig.world->loop);
    open_plans();
    return 0;
}

static int in_redis(void **state)
{
    struct err err;
    (void)state;
    set_up();
    rig.server = redis_server_new();
    struct hot_config config = {rig.world->loop, redis_server_url(rig.server), "00ff"};
    assert_int_equal(hot_new(&config, &rig.hot, &err), 0);
    rig.queue = idqueue_redis_new(rig.hot, rig.world->loop, "broadcasts");
    world_until(rig.world, is_up, NULL);
    open_plans();
    return 0;
}

static int tear_down(void **state)
{
    void *world = rig.world;
    (void)state;
    plans_quiet(rig.plans);
    store_close(rig.world->store);
    if (rig.hot)
        hot_close(rig.hot);
    plans_free(rig.plans);
    idqueue_free(rig.queue);
    if (rig.hot)
        hot_free(rig.hot);
    if (rig.server)
        redis_server_free(rig.server);
    loop_free(rig.world->loop);
    rig.world->store = NULL;
    buf_done(&rig.begun);
    world_tear_down(&world);
    return 0;
}

/* --- tests ----------------------------------------------------------------------------------- */

static void test_in_the_order_of_their_time(void **state)
{
    (void)state;
    in_line(3);
    rig.busy = false; /* found out by itself */
    assert_begin(3, "11 12 13 ");
    rig.clock = 6000;
    assert_begin(4, "11 12 13 14 ");
}

static void test_the_queue_says_who_is_next(void **state)
{
    static const int64_t order[] = {13, STRANGE, 14, 12, 12, 11};
    (void)state;
    in_line(3);
    idqueue_clear(rig.queue);
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        idqueue_push(rig.queue, order[i]);
    set_free();
    assert_begin(3, "13 12 11 ");
    rig.clock = 6000;
    assert_begin(4, "13 12 11 14 ");
}

static void test_what_the_queue_forgets_begins_too(void **state)
{
    (void)state;
    in_line(3);
    idqueue_clear(rig.queue);
    idqueue_push(rig.queue, 12);
    set_free();
    assert_begin(3, "12 11 13 ");
}

static void test_one_that_is_refused_stays_the_first(void **state)
{
    (void)state;
    in_line(3);
    rig.refusals = 2;
    set_free();
    assert_begin(3, "11 12 13 ");
}

static void test_one_that_is_taken_back_does_not_begin(void **state)
{
    (void)state;
    in_line(3);
    take_back(11);
    set_free();
    assert_begin(2, "12 13 ");
}

static void test_more_than_are_held(void **state)
{
    struct buf order;
    buf_init(&order, BEGUN_MAX);
    (void)state;
    buf_adds(&order, "11 12 13 ");
    for (int id = 100; id < 150; id++) {
        put_plan(id, 400 + id);
        buf_addf(&order, "%d ", id);
    }
    set_free();
    assert_begin(53, order.data);
    buf_done(&order);
}

static void test_a_new_process_goes_on(void **state)
{
    (void)state;
    in_line(3);
    plans_free(rig.plans);
    open_plans();
    in_line(3);
    set_free();
    assert_begin(3, "11 12 13 ");
}

static void test_redis_is_flushed(void **state)
{
    (void)state;
    in_line(3);
    char *answer = redis_server_ask(rig.server, "LRANGE bylina:00ff:queue:broadcasts 0 0");
    assert_string_equal(answer, "11");
    free(answer);
    free(redis_server_ask(rig.server, "FLUSHALL"));
    set_free();
    assert_begin(3, "11 12 13 ");
}

static void test_redis_dies(void **state)
{
    (void)state;
    in_line(3);
    redis_server_kill(rig.server);
    world_until(rig.world, is_away, NULL);
    set_free();
    assert_begin(3, "11 12 13 ");
}

static void test_redis_hangs(void **state)
{
    (void)state;
    in_line(3);
    redis_server_freeze(rig.server);
    set_free();
    assert_begin(3, "11 12 13 ");
    redis_server_thaw(rig.server);
}

#define IN(where, name) cmocka_unit_test_setup_teardown(name, where, tear_down)
#define BOTH(name)      IN(in_memory, name), IN(in_redis, name)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_in_the_order_of_their_time),
        BOTH(test_the_queue_says_who_is_next),
        BOTH(test_what_the_queue_forgets_begins_too),
        BOTH(test_one_that_is_refused_stays_the_first),
        BOTH(test_one_that_is_taken_back_does_not_begin),
        BOTH(test_more_than_are_held),
        BOTH(test_a_new_process_goes_on),
        IN(in_redis, test_redis_is_flushed),
        IN(in_redis, test_redis_dies),
        IN(in_redis, test_redis_hangs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
