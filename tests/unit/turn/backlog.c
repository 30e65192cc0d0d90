/* Pushes that are too many for memory: in a world whose window is two, and one of a chat. */
#include "harness.h"

#include "cache/idqueue.h"

enum { WINDOW = 2, CHATS = 9 };

static int set_up(void **state)
{
    world_setup(state);
    struct world *world = *state;
    world_close(world);
    world->pushes = WINDOW;
    world->chat_pushes = 1;
    world->queue = idqueue_memory_new(world->loop);
    world_open(world);
    return 0;
}

static int tear_down(void **state)
{
    struct world *world = *state;
    struct idqueue *queue = world->queue;
    world_close(world);
    idqueue_free(queue);
    world->queue = NULL;
    world_open(world);
    return world_teardown(state);
}

static struct turns_status status_of(struct world *world)
{
    struct turns_status status;
    turns_status(world->turns, &status);
    return status;
}

/* One to each chat: the first WINDOW are under way, the rest waits in the database. */
static void fill(struct world *world)
{
    char act[64];
    world->hold = true;
    for (int chat = 1; chat <= CHATS; chat++) {
        snprintf(act, sizeof(act), "push %d to-%d", chat, chat);
        world_say(world, chat, act);
        if (chat <= WINDOW) /* the order of turns in different lanes is nobody's business */
            world_expect_times(world, "push", (size_t)chat);
    }
}

static bool all_wait(struct world *world)
{
    return status_of(world).backlog == CHATS - WINDOW;
}

static void reply_to_all(struct world *world)
{
    world->hold = false;
    while (!list_empty(&world->calls))
        world_reply(world, TURN_DELIVERED);
    world_idle(world);
}

static void each_left_once(struct world *world)
{
    char line[64];
    for (int chat = 1; chat <= CHATS; chat++) {
        snprintf(line, sizeof(line), "push %d ", chat);
        assert_int_equal(world_times(world, line), 1);
    }
}

static void what_is_too_much_waits_in_the_database(void **state)
{
    struct world *world = *state;
    fill(world);
    world_wait(world, all_wait);
    assert_int_equal(status_of(world).outgoing, WINDOW);
    reply_to_all(world);
    each_left_once(world);
}

static void hints_may_be_lost(void **state)
{
    struct world *world = *state;
    fill(world);
    world_wait(world, all_wait);
    idqueue_clear(world->queue);
    idqueue_push(world->queue, 4711); /* and a wrong one given */
    reply_to_all(world);
    each_left_once(world);
}

static void a_start_goes_on_with_all(void **state)
{
    struct world *world = *state;
    fill(world);
    world_wait(world, all_wait);
    world_kill(world);
    world_clear(world);
    world_open(world);
    assert_int_equal(status_of(world).outgoing, WINDOW);
    reply_to_all(world);
    each_left_once(world);
}

static void a_chat_keeps_its_order(void **state)
{
    struct world *world = *state;
    world->hold = true;
    world_say(world, 1, "push 1 a push 1 b push 1 c");
    world_expect(world, "push 1 {\"text\":\"a\"}");
    world_say(world, 2, "push 1 d");
    world_say(world, 2, "push 2 x");
    reply_to_all(world);
    int a = world_at(world, "push 1 {\"text\":\"a\"}");
    int b = world_at(world, "push 1 {\"text\":\"b\"}");
    int c = world_at(world, "push 1 {\"text\":\"c\"}");
    int d = world_at(world, "push 1 {\"text\":\"d\"}");
    assert_true(a < b && b < c && c < d);
    assert_int_equal(world_times(world, "push 1"), 4);
    assert_int_equal(world_times(world, "push 2"), 1);
}

/* The window is full of others and stays so: who looks at his chat does not wait for them. */
static void a_screen_fetches_what_stands_before_it(void **state)
{
    struct world *world = *state;
    fill(world);
    world_wait(world, all_wait);
    world_accept(world, CHATS, "show 9 s", (struct turn_input){.chat = CHATS});
    world_expect(world, "push 9 {\"text\":\"to-9\"}");
    assert_true(world->awaited);
    assert_int_equal(world_times(world, "send 9"), 0);
    assert_int_equal(world_times(world, "push"), WINDOW + 1);
    reply_to_all(world);
    assert_true(world_at(world, "push 9 {\"text\":\"to-9\"}") < world_at(world, "send 9 s"));
    each_left_once(world);
}

/* What others have changed waits with the pushes before it, until he acts who would see it. */
static void a_screen_that_nobody_waits_for_waits_with_them(void **state)
{
    struct world *world = *state;
    fill(world);
    world_wait(world, all_wait);
    world_accept(world, 1, "show 9 s effect shown", (struct turn_input){.chat = 1});
    world_expect(world, "effect player/1 shown {}");
    assert_true(all_wait(world));
    world_accept(world, CHATS, "effect acted", (struct turn_input){.chat = CHATS});
    world_expect(world, "push 9 {\"text\":\"to-9\"}");
    assert_true(world->awaited);
    reply_to_all(world);
    assert_true(world_at(world, "push 9 {\"text\":\"to-9\"}") < world_at(world, "send 9 s"));
    each_left_once(world);
}

/* It is on its way already, behind those of all others. */
static void a_screen_hurries_what_is_under_way(void **state)
{
    struct world *world = *state;
    fill(world);
    world_wait(world, all_wait);
    world_accept(world, 2, "show 2 s effect shown", (struct turn_input){.chat = 2});
    world_expect(world, "effect player/2 shown {}");
    assert_int_equal(world->hurried, 2);
    assert_int_equal(world_times(world, "send 2"), 0);
    reply_to_all(world);
    assert_int_equal(world_times(world, "send 2"), 1);
    each_left_once(world);
}

static void a_call_waits_for_what_stands_before_it(void **state)
{
    struct world *world = *state;
    fill(world);
    world_wait(world, all_wait);
    world_say(world, CHATS, "call 9 sendDice");
    reply_to_all(world);
    assert_true(world_at(world, "push 9 {\"text\":\"to-9\"}") <
                world_at(world, "call 9 {\"method\":\"sendDice\",\"params\":{}}"));
    each_left_once(world);
}

struct open_outs {
    struct world *world;
    size_t count;
    int64_t last; /* id, */
    int64_t chat; /* and whose */
};

static void on_out(void *ctx, const struct store_out_row *row, const struct err *err)
{
    struct open_outs *open = ctx;
    assert_null(err);
    if (!row) {
        open->world->done = true;
        return;
    }
    open->count++;
    open->last = row->out.id;
    open->chat = row->out.chat;
}

static bool is_done(struct world *world)
{
    return world->done;
}

static struct open_outs load_open(struct world *world)
{
    struct open_outs open = {.world = world};
    world->done = false;
    store_outs_load(world->store, on_out, &open);
    world_wait(world, is_done);
    return open;
}

static void a_blocked_chat_ends_its_backlog(void **state)
{
    struct world *world = *state;
    world->hold = true;
    world_say(world, 1, "push 1 a push 1 b push 1 c");
    world_expect(world, "push 1 {\"text\":\"a\"}");
    world_reply(world, TURN_BLOCKED);
    world_idle(world);
    assert_int_equal(world_times(world, "push"), 1);
    assert_int_equal(load_open(world).count, 0); /* each has its end */
}

static void who_is_gone_gets_nothing_of_it(void **state)
{
    struct world *world = *state;
    fill(world);
    world_wait(world, all_wait);
    world_accept(world, CHATS, "effect went", (struct turn_input){.chat = CHATS, .gone = true});
    world_expect(world, "effect player/9 went {}");
    reply_to_all(world);
    assert_int_equal(world_times(world, "push 9"), 0);
    assert_int_equal(world_times(world, "push"), CHATS - 1);
}

/* Somebody has ended the row of one that waits. */
static void the_row_decides(void **state)
{
    struct world *world = *state;
    fill(world);
    world_wait(world, all_wait);
    struct open_outs open = load_open(world);
    assert_int_equal(open.count, CHATS);
    struct store_out_end end = {.id = open.last, .chat = open.chat, .state = STORE_DROPPED};
    world->done = false;
    store_out_settle(world->store, &end, world_done, world);
    world_wait(world, is_done);
    reply_to_all(world);
    assert_int_equal(world_times(world, "push"), CHATS - 1);
    assert_int_equal(status_of(world).backlog, 0);
}

#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    log_setup(LOG_CONSOLE, LOG_ERROR);
    const struct CMUnitTest tests[] = {
        T(what_is_too_much_waits_in_the_database),
        T(hints_may_be_lost),
        T(a_start_goes_on_with_all),
        T(a_chat_keeps_its_order),
        T(a_screen_fetches_what_stands_before_it),
        T(a_screen_that_nobody_waits_for_waits_with_them),
        T(a_screen_hurries_what_is_under_way),
        T(a_call_waits_for_what_stands_before_it),
        T(a_blocked_chat_ends_its_backlog),
        T(who_is_gone_gets_nothing_of_it),
        T(the_row_decides),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
