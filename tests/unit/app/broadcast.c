/* A broadcast over a real database, with a port of ours that answers as told, and saves that fail,
 * or stand without telling so, when told (store_broadcast_save is wrapped). Whatever a test does,
 * no message may leave for a player who was not claimed durably before. */
#include "check.h"
#include "harness.h"

#include "app/broadcast.h"
#include "base/mem.h"

#include <inttypes.h>

#define PLAYERS  120
#define ADMIN    "900"
#define FIRST_ID 1001

struct held {
    turn_posted_fn fn;
    void *ctx;
    int64_t chat;
};

struct test {
    struct world *world;
    struct broadcast *broadcast;
    struct loop_timer *poll;
    bool (*cond)(struct test *test);
    int times[PLAYERS]; /* how often each was written to */
    int posts;
    int players; /* to so many */
    int sent;    /* of them, delivered */
    struct held held[PLAYERS];
    size_t held_count;
    bool hold;
    enum turn_delivery answer[PLAYERS]; /* the next; then delivered */
    int told;                           /* progress messages */
    int64_t told_message;
    char last_state[16];
    int reached;
    int act_code; /* 1: not done */
    int64_t draft;
};

static struct test *now; /* for the wrapped save */
static int fail_saves;
static int lose_saves; /* they stand, and the answer is lost */
static int64_t stood;  /* claimed by saves that stood */

/* --- the database ---------------------------------------------------------------------------- */

struct wrapped {
    store_done_fn fn;
    void *ctx;
    int64_t claimed;
    bool lost;
};

void __real_store_broadcast_save(struct store *store, const struct store_broadcast_step *step,
                                 store_done_fn fn, void *ctx);
void __wrap_store_broadcast_save(struct store *store, const struct store_broadcast_step *step,
                                 store_done_fn fn, void *ctx);

static void on_wrapped(void *ctx, const struct err *err)
{
    struct wrapped *wrapped = ctx;
    struct err lost;
    err_set(&lost, ERR_NETWORK, "the connection is gone");
    if (!err)
        stood = wrapped->claimed;
    wrapped->fn(wrapped->ctx, wrapped->lost ? &lost : err);
    free(wrapped);
}

static void on_failing(void *ctx)
{
    struct wrapped *wrapped = ctx;
    struct err err;
    err_set(&err, ERR_SYSTEM, "the disk is full");
    wrapped->fn(wrapped->ctx, &err);
    free(wrapped);
}

void __wrap_store_broadcast_save(struct store *store, const struct store_broadcast_step *step,
                                 store_done_fn fn, void *ctx)
{
    struct wrapped *wrapped = mem_alloc(sizeof *wrapped);
    *wrapped = (struct wrapped){fn, ctx, step->now->claimed, false};
    if (fail_saves > 0) {
        fail_saves--;
        loop_defer(now->world->loop, on_failing, wrapped);
    } else {
        wrapped->lost = lose_saves > 0;
        lose_saves -= wrapped->lost;
        __real_store_broadcast_save(store, step, on_wrapped, wrapped);
    }
}

/* --- the port -------------------------------------------------------------------------------- */

static void reply(struct test *test, const struct held *held, enum turn_delivery delivery)
{
    test->sent += delivery == TURN_DELIVERED;
    held->fn(held->ctx, delivery, delivery == TURN_DELIVERED ? 5000 + held->chat : 0, "so it is");
}

struct answer {
    struct test *test;
    struct held held;
    enum turn_delivery delivery;
    bool progress;
};

static void on_answer(void *ctx)
{
    struct answer *answer = ctx;
    if (answer->progress)
        answer->held.fn(answer->held.ctx, TURN_DELIVERED, 77, "");
    else
        reply(answer->test, &answer->held, answer->delivery);
    free(answer);
}

static void answer_soon(struct test *test, struct held held, enum turn_delivery delivery,
                        bool progress)
{
    struct answer *answer = mem_alloc(sizeof *answer);
    *answer = (struct answer){test, held, delivery, progress};
    loop_defer(test->world->loop, on_answer, answer);
}

static void on_post(void *self, const struct turn_post *post, turn_posted_fn fn, void *ctx)
{
    struct test *test = self;
    struct held held = {fn, ctx, post->chat};
    if (!post->broadcast) {
        assert_true(post->chat == strtoll(ADMIN, NULL, 10));
        test->told++;
        test->told_message = post->message;
        snprintf(test->last_state, sizeof test->last_state, "%s", post->body);
        answer_soon(test, held, TURN_DELIVERED, true);
        return;
    }
    size_t at = (size_t)(post->chat - FIRST_ID);
    assert_true(at < PLAYERS);
    test->posts++;
    test->players += test->times[at]++ == 0;
    assert_true(test->players <= stood);
    assert_string_equal(post->body, at % 2 ? "{\"text\":\"hi\"}" : "{\"text\":\"привет\"}");
    if (test->hold) {
        test->held[test->held_count++] = held;
        return;
    }
    answer_soon(test, held, test->answer[at], false);
    test->answer[at] = TURN_DELIVERED;
}

static char *on_draw(void *ctx, const struct store_broadcast *row, int64_t pace)
{
    (void)ctx;
    (void)pace;
    return mem_printf("%d %" PRId64, (int)row->state, row->sent);
}

static void on_reached(void *ctx, const struct store_reached *reached)
{
    struct test *test = ctx;
    test->reached += reached->bottom || reached->blocked;
}

/* --- the test's world ------------------------------------------------------------------------ */

static void on_poll(void *ctx)
{
    struct test *test = ctx;
    if (test->cond(test))
        loop_stop(test->world->loop);
    else
        loop_timer_start(test->poll, 1);
}

static void until(struct test *test, bool (*cond)(struct test *test))
{
    test->cond = cond;
    test->poll = loop_timer_new(test->world->loop, on_poll, test);
    loop_timer_start(test->poll, 0);
    loop_run(test->world->loop);
    loop_timer_free(test->poll);
}

static void open_broadcast(struct test *test)
{
    struct broadcast_config config = {
        .loop = test->world->loop,
        .store = test->world->store,
        .port = {.self = test, .post = on_post},
        .draw = on_draw,
        .reached = on_reached,
        .ctx = test,
    };
    test->broadcast = broadcast_new(&config);
    now = test;
}

static void put_players(struct world *world)
{
    char id[8], body[32];
    for (int i = 0; i < PLAYERS; i++) {
        struct turn turn;
        snprintf(id, sizeof id, "%d", FIRST_ID + i);
        snprintf(body, sizeof body, "{\"lang\":\"%s\"}", i % 2 ? "en" : "ru");
        turn_other(&turn, id);
        turn_writes(world, &turn, "player", id, body);
        assert_int_equal(commit(world, &turn), STORE_COMMITTED);
    }
}

static void put_draft(struct test *test)
{
    struct world *world = test->world;
    test->draft = store_id(world->store);
    struct store_broadcast row = {.id = test->draft,
                                  .who = ADMIN,
                                  .lang = "ru",
                                  .texts = "{\"en\":\"hi\",\"ru\":\"привет\"}"};
    world->waiting++;
    store_broadcast_add(world->store, &row, on_done, world);
    world_wait(world);
    assert_int_equal(world->err.code, 0);
}

static int set_up(void **state)
{
    struct test *test = mem_alloc(sizeof *test);
    void *world;
    world_set_up(&world);
    test->world = world;
    put_players(test->world);
    put_draft(test);
    fail_saves = lose_saves = 0;
    stood = 0;
    open_broadcast(test);
    *state = test;
    return 0;
}

static int tear_down(void **state)
{
    struct test *test = *state;
    void *world = test->world;
    broadcast_free(test->broadcast);
    world_tear_down(&world);
    free(test);
    return 0;
}

static bool acted(struct test *test)
{
    return test->act_code != 1;
}

static void on_acted(void *ctx, const struct err *err)
{
    struct test *test = ctx;
    test->act_code = err ? err->code : 0;
}

static int act(struct test *test, enum broadcast_act what)
{
    test->act_code = 1;
    broadcast_act(test->broadcast, what, test->draft, ADMIN, on_acted, test);
    until(test, acted);
    return test->act_code;
}

static bool is_over(struct test *test)
{
    return !broadcast_now(test->broadcast);
}

static void on_row(void *ctx, const struct store_broadcast *row, const struct err *err)
{
    struct world *world = ctx;
    if (row)
        buf_addf(&world->rows,
                 "state %d: claimed %" PRId64 ", sent %" PRId64 ", failed %" PRId64
                 ", blocked %" PRId64 ", missed %" PRId64,
                 (int)row->state, row->claimed, row->sent, row->failed, row->blocked, row->missed);
    else
        on_done(world, err);
}

/* As the database has them. */
static const char *counts(struct test *test)
{
    struct world *world = test->world;
    buf_reset(&world->rows);
    world->waiting++;
    store_broadcast_get(world->store, test->draft, on_row, world);
    world_wait(world);
    return world->rows.data;
}

static int most(const struct test *test)
{
    int times = 0;
    for (int i = 0; i < PLAYERS; i++)
        times = test->times[i] > times ? test->times[i] : times;
    return times;
}

/* --- tests ----------------------------------------------------------------------------------- */

static void test_everybody_once(void **state)
{
    struct test *test = *state;
    assert_int_equal(act(test, BROADCAST_SEND), 0);
    until(test, is_over);
    assert_int_equal(test->posts, PLAYERS);
    assert_int_equal(most(test), 1);
    assert_string_equal(counts(test),
                        "state 3: claimed 120, sent 120, failed 0, blocked 0, missed 0");
    assert_string_equal(test->last_state, "3 120");
    assert_int_equal(test->reached, PLAYERS + 1);               /* and the admin's own chat */
    assert_int_equal(act(test, BROADCAST_SEND), ERR_NOT_FOUND); /* it was no draft any more */
}

static void test_outcomes_are_counted(void **state)
{
    struct test *test = *state;
    test->answer[3] = TURN_REFUSED;
    test->answer[4] = TURN_BLOCKED;
    test->answer[5] = TURN_DOUBT;
    test->answer[6] = TURN_UNSENT; /* and then delivered */
    assert_int_equal(act(test, BROADCAST_SEND), 0);
    until(test, is_over);
    assert_int_equal(test->times[5], 1);
    assert_int_equal(test->times[6], 2);
    assert_string_equal(counts(test),
                        "state 3: claimed 120, sent 117, failed 1, blocked 1, missed 1");
}

static void test_nothing_leaves_before_the_claim_stands(void **state)
{
    struct test *test = *state;
    assert_int_equal(act(test, BROADCAST_SEND), 0);
    fail_saves = 2; /* on_post checks */
    until(test, is_over);
    assert_int_equal(most(test), 1);
    assert_string_equal(counts(test),
                        "state 3: claimed 120, sent 120, failed 0, blocked 0, missed 0");
}

/* It is under way in the database, and nobody knows: it must not stand in its own way. */
static void test_a_beginning_in_doubt_stands(void **state)
{
    struct test *test = *state;
    lose_saves = 1;
    assert_int_equal(act(test, BROADCAST_SEND), 0);
    until(test, is_over);
    assert_int_equal(most(test), 1);
    assert_string_equal(counts(test),
                        "state 3: claimed 120, sent 120, failed 0, blocked 0, missed 0");
}

static bool some_held(struct test *test)
{
    return test->held_count >= 5;
}

static bool is_open(struct test *test)
{
    return broadcast_now(test->broadcast) != NULL;
}

static void test_crash_repeats_nobody(void **state)
{
    struct test *test = *state;
    test->hold = true;
    assert_int_equal(act(test, BROADCAST_SEND), 0);
    until(test, some_held);
    store_close(test->world->store); /* a crash, as near as may be: nothing is given back */
    test->world->store = NULL;
    broadcast_free(test->broadcast);
    for (size_t i = 0; i < test->held_count; i++) /* they arrived, and nobody hears of it */
        reply(test, &test->held[i], TURN_DELIVERED);
    struct err err;
    assert_int_equal(store_open(test->world->loop, test->world->url, &test->world->store, &err), 0);
    test->hold = false;
    open_broadcast(test);
    broadcast_start(test->broadcast);
    until(test, is_open);
    until(test, is_over);
    assert_int_equal(most(test), 1);
    assert_string_equal(counts(test), /* the first batch of 20 was claimed */
                        "state 3: claimed 120, sent 100, failed 0, blocked 0, missed 20");
    assert_int_equal(test->posts, 100 + test->held_count);
}

static bool is_stopped(struct test *test)
{
    return test->act_code != 1;
}

static void on_stopped(void *ctx)
{
    struct test *test = ctx;
    test->act_code = 0;
}

static void release(struct test *test)
{
    size_t count = test->held_count;
    test->hold = false;
    test->held_count = 0;
    for (size_t i = 0; i < count; i++)
        answer_soon(test, test->held[i], TURN_DELIVERED, false);
}

static void test_clean_stop_misses_nobody(void **state)
{
    struct test *test = *state;
    test->hold = true;
    assert_int_equal(act(test, BROADCAST_SEND), 0);
    until(test, some_held);
    test->act_code = 1;
    broadcast_stop(test->broadcast, on_stopped, test);
    release(test);
    until(test, is_stopped);
    broadcast_free(test->broadcast);
    open_broadcast(test);
    broadcast_start(test->broadcast);
    until(test, is_open);
    until(test, is_over);
    assert_int_equal(most(test), 1);
    assert_string_equal(counts(test),
                        "state 3: claimed 120, sent 120, failed 0, blocked 0, missed 0");
}

static void test_pause_and_end(void **state)
{
    struct test *test = *state;
    test->hold = true;
    assert_int_equal(act(test, BROADCAST_RESUME), ERR_NOT_FOUND);
    assert_int_equal(act(test, BROADCAST_SEND), 0);
    until(test, some_held);
    int posts = test->posts;
    assert_int_equal(act(test, BROADCAST_PAUSE), 0);
    assert_int_equal(act(test, BROADCAST_PAUSE), ERR_NOT_FOUND);
    assert_int_equal(test->posts, posts);
    char paused[96];
    snprintf(paused, sizeof paused, "state 2: claimed %d, sent 0, failed 0, blocked 0, missed 0",
             posts);
    assert_string_equal(counts(test), paused);
    assert_int_equal(act(test, BROADCAST_END), 0);
    release(test);
    until(test, is_over);
    assert_int_equal(test->posts, posts);
    snprintf(paused, sizeof paused, "state 4: claimed %d, sent %d, failed 0, blocked 0, missed 0",
             posts, posts);
    assert_string_equal(counts(test), paused);
}

static void test_cancelled_draft(void **state)
{
    struct test *test = *state;
    assert_int_equal(act(test, BROADCAST_CANCEL), 0);
    assert_int_equal(act(test, BROADCAST_CANCEL), ERR_NOT_FOUND);
    assert_int_equal(act(test, BROADCAST_SEND), ERR_NOT_FOUND);
    assert_int_equal(test->posts, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_everybody_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_outcomes_are_counted, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_nothing_leaves_before_the_claim_stands, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_a_beginning_in_doubt_stands, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_crash_repeats_nobody, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_clean_stop_misses_nobody, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_pause_and_end, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_cancelled_draft, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
