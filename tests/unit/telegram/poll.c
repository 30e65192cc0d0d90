/* Polling against a scripted Bot API. */
#include "fake.h"

#include "telegram/poll.h"

#include <stdio.h>

#define UPDATE(id) "{\"update_id\":" #id ",\"message\":{\"message_id\":1,\"text\":\"t\"}}"

struct poller {
    struct fake *fake;
    struct telegram_poll *poll;
    int batches;
    int updates; /* in the last one */
    int64_t ids; /* their sum */
    int ended;
    int stopped;
    char words[256];
    bool go_on; /* next at once */
};

static void on_batch(void *ctx, const json *updates)
{
    struct poller *poller = ctx;
    poller->batches++;
    poller->updates = json_count(updates);
    poller->ids = 0;
    for (const json *update = json_first(updates); update; update = json_next(update))
        poller->ids += json_int(update, "update_id", 0);
    if (poller->go_on)
        telegram_poll_next(poller->poll);
}

static void on_end(void *ctx, const struct err *err)
{
    struct poller *poller = ctx;
    poller->ended++;
    str_copy(poller->words, sizeof(poller->words), err->text);
}

static void on_stopped(void *ctx)
{
    struct poller *poller = ctx;
    poller->stopped++;
}

static struct poller *poller_new(fake_fn answer)
{
    struct poller *poller = mem_alloc(sizeof(*poller));
    struct telegram_poll_config config = {.on_batch = on_batch, .on_end = on_end, .ctx = poller};
    poller->fake = fake_new(30, true);
    poller->fake->answer = answer;
    poller->poll = telegram_poll_new(poller->fake->loop, poller->fake->telegram, &config);
    telegram_poll_start(poller->poll);
    return poller;
}

static void poller_free(struct poller *poller)
{
    telegram_poll_free(poller->poll);
    fake_free(poller->fake);
    free(poller);
}

static int64_t offset_of(const struct fake *fake, int call)
{
    assert_true(call < fake->call_count);
    return json_int(fake->calls[call].params, "offset", 0);
}

static void batch(struct fake_call *call, const char *updates)
{
    char *body = mem_printf("{\"ok\":true,\"result\":[%s]}", updates);
    fake_reply(call, 200, body);
    free(body);
}

/* Two batches, then silence. */
static void two_batches(struct fake *fake, struct fake_call *call)
{
    if (fake->call_count == 1)
        batch(call, UPDATE(100) "," UPDATE(105));
    else if (fake->call_count == 2)
        batch(call, UPDATE(50)); /* ids may begin anew */
    else if (json_int(call->params, "timeout", -1) == 0)
        batch(call, UPDATE(51));
}

static void test_batches_are_confirmed_by_next(void **state)
{
    (void)state;
    struct poller *poller = poller_new(two_batches);
    struct fake *fake = poller->fake;
    fake_wait(fake, &poller->batches, 1);
    assert_int_equal(poller->updates, 2);
    assert_int_equal(offset_of(fake, 0), 0);
    assert_int_equal(json_int(fake->calls[0].params, "timeout", 0), 50);
    assert_int_equal(json_int(fake->calls[0].params, "limit", 0), 100);
    assert_int_equal(json_count(json_get(fake->calls[0].params, "allowed_updates")), 4);

    fake_send(fake, "getMe", NULL); /* time passes, */
    fake->answer = NULL;
    fake_wait_done(fake, 1);
    assert_int_equal(fake->call_count, 2); /* and nothing is asked for */
    fake->call_count = 1;
    json_free(fake->calls[1].params);
    fake->answer = two_batches;
    telegram_poll_next(poller->poll);
    telegram_poll_next(poller->poll); /* once is enough */
    fake_wait(fake, &poller->batches, 2);
    assert_int_equal(offset_of(fake, 1), 106);
    telegram_poll_next(poller->poll);
    fake_wait(fake, &fake->call_count, 3);
    assert_int_equal(offset_of(fake, 2), 51);
    poller_free(poller);
}

/* Twice the same, the second time with what has come meanwhile. */
static void growing(struct fake *fake, struct fake_call *call)
{
    if (fake->call_count == 1)
        batch(call, UPDATE(5));
    else if (fake->call_count == 2)
        batch(call, UPDATE(5) "," UPDATE(6));
}

static void test_again_confirms_nothing(void **state)
{
    (void)state;
    struct poller *poller = poller_new(growing);
    struct fake *fake = poller->fake;
    fake_wait(fake, &poller->batches, 1);
    telegram_poll_again(poller->poll);
    telegram_poll_again(
        poller->poll); /* it is asking already, and so is told of nothing to go on */
    telegram_poll_next(poller->poll);
    fake_wait(fake, &poller->batches, 2);
    assert_int_equal(poller->updates, 2);
    assert_int_equal(fake->call_count, 2);
    assert_int_equal(offset_of(fake, 1), 0);
    telegram_poll_next(poller->poll);
    fake_wait(fake, &fake->call_count, 3);
    assert_int_equal(offset_of(fake, 2), 7);
    poller_free(poller);
}

static void late(struct fake *fake, struct fake_call *call)
{
    if (fake->call_count == 1)
        batch(call, UPDATE(5));
    else if (fake->call_count == 2)
        batch(call, UPDATE(3));
    else if (fake->call_count == 3)
        batch(call, UPDATE(3) "," UPDATE(7));
}

/* An update that comes late lies below the offset, which therefore must go back. */
static void test_again_does_not_confirm_what_is_late(void **state)
{
    (void)state;
    struct poller *poller = poller_new(late);
    struct fake *fake = poller->fake;
    fake_wait(fake, &poller->batches, 1);
    telegram_poll_next(poller->poll);
    fake_wait(fake, &poller->batches, 2);
    telegram_poll_again(poller->poll);
    fake_wait(fake, &poller->batches, 3);
    assert_int_equal(offset_of(fake, 1), 6);
    assert_int_equal(offset_of(fake, 2), 3);
    poller_free(poller);
}

static void test_stop_with_confirm(void **state)
{
    (void)state;
    struct poller *poller = poller_new(two_batches);
    struct fake *fake = poller->fake;
    fake_wait(fake, &poller->batches, 1);
    fake->call_count = 2; /* the answer of the last call */
    fake->calls[1].params = NULL;
    telegram_poll_stop(poller->poll, true, on_stopped, poller);
    assert_int_equal(poller->stopped, 0);
    fake_wait(fake, &poller->stopped, 1);
    assert_int_equal(fake->call_count, 3);
    assert_int_equal(offset_of(fake, 2), 106);
    assert_int_equal(json_int(fake->calls[2].params, "timeout", -1), 0);
    assert_int_equal(poller->batches, 1); /* what it brought comes again later */
    poller_free(poller);
}

static void test_stop_without_confirm(void **state)
{
    (void)state;
    struct poller *poller = poller_new(two_batches);
    fake_wait(poller->fake, &poller->batches, 1);
    telegram_poll_stop(poller->poll, false, on_stopped, poller);
    fake_wait(poller->fake, &poller->stopped, 1);
    assert_int_equal(poller->fake->call_count, 1);
    poller_free(poller);
}

static void silence(struct fake *fake, struct fake_call *call)
{
    (void)fake;
    (void)call;
}

static void test_stop_while_asking(void **state)
{
    (void)state;
    struct poller *poller = poller_new(silence);
    fake_wait(poller->fake, &poller->fake->call_count, 1);
    telegram_poll_stop(poller->poll, true, on_stopped, poller);
    fake_wait(poller->fake, &poller->stopped, 1);
    assert_int_equal(poller->fake->call_count, 1); /* nothing to confirm */
    poller_free(poller);
}

static void troubled(struct fake *fake, struct fake_call *call)
{
    switch (fake->call_count) {
    case 1:
        fake_error(call, 500, "Internal Server Error: restart");
        break;
    case 2:
        fake_reply(call, 200, "{\"ok\":true,\"result\":[{\"upd"); /* truncated */
        break;
    case 3:
        batch(call, UPDATE(7));
        break;
    default:
        break;
    }
}

static void test_faults_then_success(void **state)
{
    (void)state;
    struct poller *poller = poller_new(troubled);
    struct fake *fake = poller->fake;
    fake_wait(fake, &poller->batches, 1);
    assert_int_equal(fake->call_count, 3);
    int64_t first = fake->calls[1].at_ms - fake->calls[0].at_ms;
    int64_t second = fake->calls[2].at_ms - fake->calls[1].at_ms;
    assert_true(first >= 490);
    assert_true(second >= 990);
    assert_true(fake_logged(fake, "polling failed"));
    assert_true(fake_logged(fake, "Internal Server Error: restart"));
    poller_free(poller);
}

static void too_many(struct fake *fake, struct fake_call *call)
{
    if (fake->call_count == 1)
        fake_too_many(call, 1);
    else if (fake->call_count == 2)
        batch(call, UPDATE(7));
}

static void test_429_waits(void **state)
{
    (void)state;
    struct poller *poller = poller_new(too_many);
    fake_wait(poller->fake, &poller->batches, 1);
    assert_true(poller->fake->calls[1].at_ms - poller->fake->calls[0].at_ms >= 1000);
    poller_free(poller);
}

static void denied(struct fake *fake, struct fake_call *call)
{
    (void)fake;
    fake_error(call, 401, "Unauthorized");
}

static void test_401_ends(void **state)
{
    (void)state;
    struct poller *poller = poller_new(denied);
    fake_wait(poller->fake, &poller->ended, 1);
    assert_non_null(strstr(poller->words, "Unauthorized"));
    assert_null(strstr(poller->words, FAKE_SECRET));
    telegram_poll_start(poller->poll); /* it is over */
    telegram_poll_stop(poller->poll, true, on_stopped, poller);
    fake_wait(poller->fake, &poller->stopped, 1);
    assert_int_equal(poller->fake->call_count, 1);
    poller_free(poller);
}

static void webhook(struct fake *fake, struct fake_call *call)
{
    if (fake->call_count == 1)
        fake_error(call, 409,
                   "Conflict: can't use getUpdates method while webhook is active; use "
                   "deleteWebhook to delete the webhook first");
    else if (fake->call_count == 2)
        fake_reply(call, 200, FAKE_TRUE);
    else if (fake->call_count == 3)
        batch(call, UPDATE(7));
}

static void test_409_of_a_webhook(void **state)
{
    (void)state;
    struct poller *poller = poller_new(webhook);
    fake_wait(poller->fake, &poller->batches, 1);
    assert_string_equal(poller->fake->calls[1].method, "deleteWebhook");
    assert_string_equal(poller->fake->calls[2].method, "getUpdates");
    assert_false(json_bool(poller->fake->calls[1].params, "drop_pending_updates", false));
    poller_free(poller);
}

static void other_poller(struct fake *fake, struct fake_call *call)
{
    if (fake->call_count <= 2)
        fake_error(call, 409,
                   "Conflict: terminated by other getUpdates request; make sure that only one bot "
                   "instance is running");
    else if (fake->call_count == 3)
        batch(call, UPDATE(7));
}

static void test_409_of_another_poller(void **state)
{
    (void)state;
    struct poller *poller = poller_new(other_poller);
    struct fake *fake = poller->fake;
    fake_wait(fake, &poller->batches, 1);
    assert_true(fake->calls[1].at_ms - fake->calls[0].at_ms >= 4990);
    assert_true(fake->calls[2].at_ms - fake->calls[1].at_ms >= 4990);
    assert_true(fake_logged(fake, "another program polls"));
    const char *once = strstr(fake->log, "another program polls");
    assert_null(strstr(once + 1, "another program polls"));
    poller_free(poller);
}

static void odd_updates(struct fake *fake, struct fake_call *call)
{
    if (fake->call_count == 1)
        batch(call, "7,null,\"x\",{},{\"update_id\":\"8\"},[]," UPDATE(9) "," UPDATE(10));
    else if (fake->call_count == 2)
        batch(call, "{\"brand_new\":{},\"update_id\":11}");
    else if (fake->call_count == 3)
        batch(call, "null"); /* nothing that has an id */
    else if (fake->call_count == 4)
        batch(call, UPDATE(12));
}

static void test_odd_updates(void **state)
{
    (void)state;
    struct poller *poller = poller_new(odd_updates);
    struct fake *fake = poller->fake;
    fake_wait(fake, &poller->batches, 1);
    assert_int_equal(poller->updates, 2);
    assert_int_equal(poller->ids, 19);
    assert_true(fake_logged(fake, "passed over"));
    poller->go_on = true; /* from within on_batch */
    telegram_poll_next(poller->poll);
    fake_wait(fake, &poller->batches, 3);
    assert_int_equal(offset_of(fake, 1), 11);
    assert_int_equal(offset_of(fake, 2), 12);
    assert_int_equal(offset_of(fake, 3), 12);
    assert_int_equal(poller->ids, 12);
    poller_free(poller);
}

static void empty_then_one(struct fake *fake, struct fake_call *call)
{
    if (fake->call_count <= 2)
        batch(call, "");
    else if (fake->call_count == 3)
        batch(call, UPDATE(1));
}

static void test_empty_asks_again(void **state)
{
    (void)state;
    struct poller *poller = poller_new(empty_then_one);
    struct fake *fake = poller->fake;
    fake_wait(fake, &poller->batches, 1);
    assert_int_equal(fake->call_count, 3);
    assert_true(fake->calls[2].at_ms - fake->calls[0].at_ms >= 980); /* and does not spin */
    poller_free(poller);
}

static void test_a_big_update(void **state)
{
    (void)state;
    struct poller *poller = poller_new(silence);
    struct fake *fake = poller->fake;
    size_t size = 5u << 20;
    char *text = mem_alloc(size + 1);
    memset(text, 'x', size);
    fake_wait(fake, &fake->call_count, 1);
    char *update = mem_printf("{\"update_id\":5,\"message\":{\"text\":\"%s\"}}", text);
    batch(&fake->calls[0], update);
    fake_wait(fake, &poller->batches, 1);
    assert_int_equal(poller->updates, 1);
    free(update);
    free(text);
    poller_free(poller);
}

static void test_client_freed_first(void **state)
{
    (void)state;
    struct poller *poller = poller_new(silence);
    fake_wait(poller->fake, &poller->fake->call_count, 1);
    telegram_free(poller->fake->telegram);
    poller->fake->telegram = NULL;
    poller_free(poller);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_batches_are_confirmed_by_next),
        cmocka_unit_test(test_again_confirms_nothing),
        cmocka_unit_test(test_again_does_not_confirm_what_is_late),
        cmocka_unit_test(test_stop_with_confirm),
        cmocka_unit_test(test_stop_without_confirm),
        cmocka_unit_test(test_stop_while_asking),
        cmocka_unit_test(test_faults_then_success),
        cmocka_unit_test(test_429_waits),
        cmocka_unit_test(test_401_ends),
        cmocka_unit_test(test_409_of_a_webhook),
        cmocka_unit_test(test_409_of_another_poller),
        cmocka_unit_test(test_odd_updates),
        cmocka_unit_test(test_empty_asks_again),
        cmocka_unit_test(test_a_big_update),
        cmocka_unit_test(test_client_freed_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
