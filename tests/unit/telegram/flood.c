/* Flood control with a clock of our own: who leaves when. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/mem.h"
#include "telegram/flood.h"

#include <stdio.h>
#include <stdlib.h>

#define MS     ((int64_t)1000)
#define SECOND (1000 * MS)
#define START  (1000 * SECOND)
#define MANY   20000

struct call {
    struct flood_item item;
    int number;
};

static void add_as(struct telegram_flood *flood, struct call *call, const char *chat,
                   enum flood_class rank, int64_t now)
{
    call->item.rank = rank;
    telegram_flood_add(flood, &call->item, chat, chat[0] == '-', now);
}

static void add(struct telegram_flood *flood, struct call *call, const char *chat, int64_t now)
{
    add_as(flood, call, chat, FLOOD_REPLY, now);
}

static struct call *next(struct telegram_flood *flood, int64_t now)
{
    int64_t wait;
    return (struct call *)telegram_flood_next(flood, now, &wait);
}

static int64_t wait_of(struct telegram_flood *flood, int64_t now)
{
    int64_t wait;
    assert_null(telegram_flood_next(flood, now, &wait));
    return wait;
}

static void test_one_at_a_time_in_order(void **state)
{
    (void)state;
    struct telegram_flood *flood = telegram_flood_new(0);
    struct call calls[3] = {0};
    for (int i = 0; i < 3; i++)
        add(flood, &calls[i], "1", START);
    for (int i = 0; i < 3; i++) {
        assert_ptr_equal(next(flood, START), &calls[i]);
        assert_int_equal(wait_of(flood, START), -1); /* until it is done */
        telegram_flood_done(flood, &calls[i].item, START);
    }
    assert_int_equal(telegram_flood_chats(flood), 0);
    telegram_flood_free(flood);
}

static void test_private_pace(void **state)
{
    (void)state;
    struct telegram_flood *flood = telegram_flood_new(1000);
    struct call calls[5] = {0};
    for (int i = 0; i < 5; i++)
        add(flood, &calls[i], "1", START);
    for (int i = 0; i < 3; i++)
        telegram_flood_done(flood, &next(flood, START)->item, START);
    assert_int_equal(wait_of(flood, START), SECOND);
    assert_null(next(flood, START + SECOND - 1));
    telegram_flood_done(flood, &next(flood, START + SECOND)->item, START + SECOND);
    assert_int_equal(wait_of(flood, START + SECOND), SECOND);
    telegram_flood_done(flood, &next(flood, START + 2 * SECOND)->item, START + 2 * SECOND);
    assert_int_equal(telegram_flood_chats(flood), 1); /* its limit is remembered, */
    assert_int_equal(wait_of(flood, START + 2 * SECOND), 3 * SECOND);
    assert_null(next(flood, START + 5 * SECOND));
    assert_int_equal(telegram_flood_chats(flood), 0); /* until it is full again */
    telegram_flood_free(flood);
}

static void test_group_never_over_20_a_minute(void **state)
{
    (void)state;
    struct telegram_flood *flood = telegram_flood_new(1000);
    struct call *calls = mem_array(100, sizeof(*calls));
    int64_t left[100];
    int count = 0;
    for (int i = 0; i < 100; i++)
        add(flood, &calls[i], "-100", START);
    for (int64_t now = START; count < 100; now += 100 * MS) {
        struct call *call = next(flood, now);
        if (!call)
            continue;
        left[count++] = now;
        telegram_flood_done(flood, &call->item, now);
    }
    for (int i = 20; i < 100; i++)
        assert_true(left[i] - left[i - 20] >= 60 * SECOND);
    assert_true(left[99] - left[0] < 400 * SECOND); /* and not much slower than that */
    free(calls);
    telegram_flood_free(flood);
}

static void test_rate_over_all(void **state)
{
    (void)state;
    struct telegram_flood *flood = telegram_flood_new(30);
    struct call *calls = mem_array(300, sizeof(*calls));
    int64_t now = START, wait;
    int count = 0;
    for (int i = 0; i < 300; i++) {
        char chat[16];
        snprintf(chat, sizeof(chat), "%d", i + 1);
        add(flood, &calls[i], chat, START);
    }
    while (count < 300) {
        struct flood_item *item = telegram_flood_next(flood, now, &wait);
        if (item) {
            count++;
            telegram_flood_done(flood, item, now);
        } else {
            assert_true(wait > 0);
            now += wait;
        }
    }
    assert_in_range(now - START, 9 * SECOND + 800 * MS, 10 * SECOND + 100 * MS);
    free(calls);
    telegram_flood_free(flood);
}

static void test_429_pauses_one_chat_only(void **state)
{
    (void)state;
    struct telegram_flood *flood = telegram_flood_new(0);
    struct call a = {0}, behind = {0}, b = {0};
    add(flood, &a, "1", START);
    add(flood, &behind, "1", START);
    add(flood, &b, "2", START);
    assert_ptr_equal(next(flood, START), &a);
    telegram_flood_again(flood, &a.item, START, 5 * SECOND);
    assert_ptr_equal(next(flood, START), &b);
    telegram_flood_done(flood, &b.item, START);
    assert_int_equal(wait_of(flood, START), 5 * SECOND);
    assert_ptr_equal(next(flood, START + 5 * SECOND), &a); /* the same call first */
    telegram_flood_done(flood, &a.item, START + 5 * SECOND);
    assert_ptr_equal(next(flood, START + 5 * SECOND), &behind);
    telegram_flood_done(flood, &behind.item, START + 5 * SECOND);
    telegram_flood_free(flood);
}

static void told_twice(int64_t gap, bool all_wait)
{
    struct telegram_flood *flood = telegram_flood_new(0);
    struct call calls[3] = {0};
    add(flood, &calls[0], "1", START);
    add(flood, &calls[1], "2", START);
    assert_non_null(next(flood, START));
    assert_non_null(next(flood, START));
    telegram_flood_again(flood, &calls[0].item, START, 60 * SECOND);
    telegram_flood_again(flood, &calls[1].item, START + gap, 3 * SECOND);
    add(flood, &calls[2], "3", START + gap);
    if (all_wait) {
        assert_int_equal(wait_of(flood, START + gap), 3 * SECOND);
        assert_non_null(next(flood, START + gap + 3 * SECOND));
    } else {
        assert_ptr_equal(next(flood, START + gap), &calls[2]);
    }
    telegram_flood_free(flood);
}

static void test_429_in_several_chats_pauses_all(void **state)
{
    (void)state;
    told_twice(900 * MS, true);
    told_twice(1100 * MS, false);
}

static void test_urgent_first_but_nobody_starves(void **state)
{
    (void)state;
    struct telegram_flood *flood = telegram_flood_new(0);
    struct call *calls = mem_array(60, sizeof(*calls));
    int pushes = 0, first_push = -1;
    for (int i = 0; i < 60; i++) {
        char chat[16];
        snprintf(chat, sizeof(chat), "%d", i + 1);
        calls[i].number = i;
        add_as(flood, &calls[i], chat,
               i < 20   ? FLOOD_PUSH
               : i < 40 ? FLOOD_EDIT
                        : FLOOD_REPLY,
               START);
    }
    for (int i = 0; i < 24; i++) {
        struct call *call = next(flood, START);
        pushes += call->item.rank == FLOOD_PUSH;
        if (call->item.rank == FLOOD_PUSH && first_push < 0)
            first_push = i;
        if (i < 7)
            assert_int_equal(call->item.rank, FLOOD_REPLY);
        telegram_flood_done(flood, &call->item, START);
    }
    assert_int_equal(first_push, 7);
    assert_int_equal(pushes, 3);
    free(calls);
    telegram_flood_free(flood);
}

static void test_reply_behind_a_push_lifts_the_chat(void **state)
{
    (void)state;
    struct telegram_flood *flood = telegram_flood_new(0);
    struct call calls[4] = {0};
    add_as(flood, &calls[0], "1", FLOOD_PUSH, START);
    add_as(flood, &calls[1], "2", FLOOD_PUSH, START);
    add_as(flood, &calls[2], "3", FLOOD_EDIT, START);
    add_as(flood, &calls[3], "2", FLOOD_REPLY, START);
    assert_ptr_equal(next(flood, START), &calls[1]);
    assert_ptr_equal(next(flood, START), &calls[2]);
    telegram_flood_done(flood, &calls[1].item, START);
    assert_ptr_equal(next(flood, START), &calls[3]);
    assert_ptr_equal(next(flood, START), &calls[0]);
    telegram_flood_free(flood);
}

static void test_what_hurries_goes_like_a_reply(void **state)
{
    (void)state;
    struct telegram_flood *flood = telegram_flood_new(0);
    struct call calls[5] = {0};
    for (int i = 0; i < 3; i++)
        add_as(flood, &calls[i], (const char *[]){"1", "2", "3"}[i], FLOOD_PUSH, START);
    add_as(flood, &calls[3], "3", FLOOD_PUSH, START);
    add_as(flood, &calls[4], "4", FLOOD_BROADCAST, START);
    telegram_flood_hurry(flood, "3", START);
    telegram_flood_hurry(flood, "4", START); /* a broadcast does not */
    telegram_flood_hurry(flood, "5", START); /* who has none */
    assert_ptr_equal(next(flood, START), &calls[2]);
    assert_ptr_equal(next(flood, START), &calls[0]);
    telegram_flood_done(flood, &calls[2].item, START);
    assert_ptr_equal(next(flood, START), &calls[3]);
    telegram_flood_hurry(flood, "3", START); /* on its way already */
    telegram_flood_done(flood, &calls[3].item, START);
    assert_ptr_equal(next(flood, START), &calls[1]);
    assert_ptr_equal(next(flood, START), &calls[4]);
    telegram_flood_free(flood);
}

static void test_flight_is_bounded(void **state)
{
    (void)state;
    struct telegram_flood *flood = telegram_flood_new(0);
    struct call *calls = mem_array(TELEGRAM_FLIGHT_MAX + 1, sizeof(*calls));
    for (int i = 0; i <= TELEGRAM_FLIGHT_MAX; i++) {
        char chat[16];
        snprintf(chat, sizeof(chat), "%d", i + 1);
        add(flood, &calls[i], chat, START);
    }
    for (int i = 0; i < TELEGRAM_FLIGHT_MAX; i++)
        assert_non_null(next(flood, START));
    assert_null(next(flood, START));
    telegram_flood_done(flood, &calls[0].item, START);
    assert_non_null(next(flood, START));
    free(calls);
    telegram_flood_free(flood);
}

static void test_take_behind(void **state)
{
    (void)state;
    struct telegram_flood *flood = telegram_flood_new(30);
    struct call calls[3] = {0};
    for (int i = 0; i < 3; i++)
        add(flood, &calls[i], "1", START);
    assert_ptr_equal(next(flood, START), &calls[0]);
    assert_ptr_equal(telegram_flood_take_behind(flood, &calls[0].item, START), &calls[1].item);
    assert_ptr_equal(telegram_flood_take_behind(flood, &calls[0].item, START), &calls[2].item);
    assert_null(telegram_flood_take_behind(flood, &calls[0].item, START));
    telegram_flood_done(flood, &calls[0].item, START);
    assert_null(next(flood, START + 60 * SECOND));
    assert_int_equal(telegram_flood_chats(flood), 0);
    telegram_flood_free(flood);
}

/* 20,000 waiting calls, in one chat or in as many: linear work would take minutes. */
static void many(bool spread)
{
    struct telegram_flood *flood = telegram_flood_new(1000000);
    struct call *calls = mem_array(MANY, sizeof(*calls));
    int64_t began = clock_cpu_us(), now = START, wait;
    int count = 0;
    for (int i = 0; i < MANY; i++) {
        char chat[16];
        snprintf(chat, sizeof(chat), "%d", spread ? i + 1 : 1);
        calls[i].number = i;
        add(flood, &calls[i], chat, START);
    }
    while (count < MANY) {
        struct flood_item *item = telegram_flood_next(flood, now, &wait);
        if (!item) {
            now += wait;
            continue;
        }
        if (!spread)
            assert_int_equal(((struct call *)item)->number, count);
        count++;
        telegram_flood_done(flood, item, now);
    }
    assert_true(clock_cpu_us() - began < 10000000);
    free(calls);
    telegram_flood_free(flood);
}

static void test_many(void **state)
{
    (void)state;
    many(false);
    many(true);
}

static void fill(struct telegram_flood *flood, struct call *calls, int count, int from,
                 enum flood_class rank)
{
    for (int i = 0; i < count; i++) {
        char chat[16];
        snprintf(chat, sizeof(chat), "%d", from + i);
        add_as(flood, &calls[i], chat, rank, START);
    }
}

/* How many calls leave until `until`, each over at once. */
static int leave(struct telegram_flood *flood, int64_t *now, int64_t until)
{
    int count = 0;
    int64_t wait;
    while (*now < until) {
        struct flood_item *item = telegram_flood_next(flood, *now, &wait);
        if (item) {
            telegram_flood_done(flood, item, *now);
            count++;
        } else {
            assert_true(wait != 0);
            *now = wait < 0 || *now + wait > until ? until : *now + wait;
        }
    }
    return count;
}

static void test_broadcast_leaves_room_for_replies(void **state)
{
    (void)state;
    struct telegram_flood *flood = telegram_flood_new(30);
    struct call *calls = mem_array(400, sizeof(*calls));
    struct call reply = {0}, push = {0};
    int64_t now = START;
    fill(flood, calls, 400, 1, FLOOD_BROADCAST);
    assert_in_range(leave(flood, &now, START + 10 * SECOND), 295, 305); /* alone: at full pace */
    add_as(flood, &push, "a", FLOOD_PUSH, now);
    add_as(flood, &reply, "b", FLOOD_REPLY, now);
    assert_ptr_equal(next(flood, now), &reply); /* at once, though the broadcast waits its turn */
    assert_true(leave(flood, &now, now + 100 * MS) >= 2);
    assert_null(push.item.chat);
    free(calls);
    telegram_flood_free(flood);
}

static void test_broadcast_takes_half_of_the_flight(void **state)
{
    (void)state;
    struct telegram_flood *flood = telegram_flood_new(0);
    struct call *calls = mem_array(200, sizeof(*calls));
    struct call reply = {0};
    fill(flood, calls, 200, 1, FLOOD_BROADCAST);
    for (int i = 0; i < TELEGRAM_BROADCAST_MAX; i++)
        assert_non_null(next(flood, START));
    assert_int_equal(wait_of(flood, START), -1);
    add(flood, &reply, "reply", START);
    assert_ptr_equal(next(flood, START), &reply);
    telegram_flood_again(flood, &calls[0].item, START, SECOND);
    assert_non_null(next(flood, START)); /* one has landed, another leaves */
    free(calls);
    telegram_flood_free(flood);
}

static void test_paid_broadcast_has_its_own_pace(void **state)
{
    (void)state;
    struct telegram_flood *flood = telegram_flood_new(30);
    struct call *paid = mem_array(4000, sizeof(*paid));
    struct call *plain = mem_array(400, sizeof(*plain));
    int64_t now = START;
    fill(flood, paid, 4000, 1, FLOOD_PAID);
    assert_in_range(leave(flood, &now, START + 2 * SECOND), 1990, 2110);
    fill(flood, plain, 400, 10001, FLOOD_REPLY);
    leave(flood, &now, START + 3 * SECOND);
    int replies = 0;
    for (int i = 0; i < 400; i++)
        replies += !plain[i].item.chat;
    assert_in_range(replies, 30, 34); /* what the bot may do besides is what it was */
    free(paid);
    free(plain);
    telegram_flood_free(flood);
}

static void test_nobody_starves_beside_a_broadcast(void **state)
{
    (void)state;
    struct telegram_flood *flood = telegram_flood_new(0);
    struct call *calls = mem_array(300, sizeof(*calls));
    int left[FLOOD_CLASSES] = {0};
    fill(flood, calls, 100, 1, FLOOD_REPLY);
    fill(flood, calls + 100, 100, 101, FLOOD_PUSH);
    fill(flood, calls + 200, 100, 201, FLOOD_BROADCAST);
    for (int i = 0; i < 96; i++) {
        struct call *call = next(flood, START);
        left[call->item.rank]++;
        telegram_flood_done(flood, &call->item, START);
    }
    assert_true(left[FLOOD_REPLY] >= 84);
    assert_true(left[FLOOD_PUSH] >= 2);
    assert_true(left[FLOOD_BROADCAST] >= 2);
    free(calls);
    telegram_flood_free(flood);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_at_a_time_in_order),
        cmocka_unit_test(test_private_pace),
        cmocka_unit_test(test_group_never_over_20_a_minute),
        cmocka_unit_test(test_rate_over_all),
        cmocka_unit_test(test_429_pauses_one_chat_only),
        cmocka_unit_test(test_429_in_several_chats_pauses_all),
        cmocka_unit_test(test_urgent_first_but_nobody_starves),
        cmocka_unit_test(test_reply_behind_a_push_lifts_the_chat),
        cmocka_unit_test(test_what_hurries_goes_like_a_reply),
        cmocka_unit_test(test_flight_is_bounded),
        cmocka_unit_test(test_take_behind),
        cmocka_unit_test(test_broadcast_leaves_room_for_replies),
        cmocka_unit_test(test_broadcast_takes_half_of_the_flight),
        cmocka_unit_test(test_paid_broadcast_has_its_own_pace),
        cmocka_unit_test(test_nobody_starves_beside_a_broadcast),
        cmocka_unit_test(test_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
