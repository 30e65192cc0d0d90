/* The port counts who was written to, and each test's world is made anew. */
#include "broadcast_rig.h"

#include "base/mem.h"
#include "broadcast_faults.h"

#include <inttypes.h>

#define FIRST_ID 1001

/* --- the port -------------------------------------------------------------------------------- */

void reply(struct test *test, const struct held *held, enum turn_delivery delivery)
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

void answer_soon(struct test *test, struct held held, enum turn_delivery delivery, bool progress)
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
        test->held_told = held;
        if (!test->hold_told)
            answer_soon(test, held, TURN_DELIVERED, true);
        return;
    }
    size_t at = (size_t)(post->chat - FIRST_ID);
    assert_true(at < PLAYERS);
    test->posts++;
    test->players += test->times[at]++ == 0;
    assert_true(test->players <= faults.stood);
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

static bool holds(void *ctx)
{
    struct test *test = ctx;
    return test->cond(test);
}

void until(struct test *test, bool (*cond)(struct test *test))
{
    test->cond = cond;
    world_until(test->world, holds, test);
}

void open_broadcast(struct test *test)
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

void put_draft(struct test *test)
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

int set_up(void **state)
{
    struct test *test = mem_alloc(sizeof *test);
    void *world;
    world_set_up(&world);
    test->world = world;
    put_players(test->world);
    put_draft(test);
    faults = (struct faults){.loop = test->world->loop};
    open_broadcast(test);
    *state = test;
    return 0;
}

int tear_down(void **state)
{
    struct test *test = *state;
    void *world = test->world;
    store_close(test->world->store);
    broadcast_free(test->broadcast);
    loop_free(test->world->loop);
    test->world->store = NULL;
    world_tear_down(&world);
    free(test);
    return 0;
}

static bool acted(struct test *test)
{
    return test->act_code != 1;
}

void on_acted(void *ctx, const struct err *err)
{
    struct test *test = ctx;
    test->act_code = err ? err->code : 0;
}

int act(struct test *test, enum broadcast_act what)
{
    test->act_code = 1;
    broadcast_act(test->broadcast, what, test->draft, ADMIN, on_acted, test);
    until(test, acted);
    return test->act_code;
}

bool is_over(struct test *test)
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
const char *counts(struct test *test)
{
    struct world *world = test->world;
    buf_reset(&world->rows);
    world->waiting++;
    store_broadcast_get(world->store, test->draft, on_row, world);
    world_wait(world);
    return world->rows.data;
}

int most(const struct test *test)
{
    int times = 0;
    for (int i = 0; i < PLAYERS; i++)
        times = test->times[i] > times ? test->times[i] : times;
    return times;
}
