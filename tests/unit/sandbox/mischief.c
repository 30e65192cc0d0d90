/* Faults on updates, as a bot that polls meets them; and that none of them loses what a player did,
 * not even across a restart of the local Telegram. */
#include "talk.h"

static char journal[64]; /* a file of this process */

static int open_rig(void **state)
{
    struct rig *rig = mem_alloc(sizeof(*rig));
    rig_open(rig, NULL, NULL);
    rig_start_player(rig);
    *state = rig;
    return 0;
}

static int close_rig(void **state)
{
    rig_close(*state);
    free(*state);
    return 0;
}

static void order(struct rig *rig, const char *fault)
{
    json_free(rig_control(rig, "faults", fault, 200));
}

/* The answer to getUpdates has these texts, in this order, with spaces between; a text follows its
 * id's distance from `base`. Gives the next offset as the newest id + 1. */
static int64_t gives(struct rig *rig, int64_t offset, int64_t base, const char *expected)
{
    struct buf seen;
    int64_t newest = 0;
    buf_init(&seen, 4096);
    json *answer = rig_updates(rig, offset);
    for (const json *u = json_first(json_get(answer, "result")); u; u = json_next(u)) {
        int64_t id = json_int(u, "update_id", 0);
        buf_addf(&seen, "%s%s%lld", seen.len ? " " : "",
                 json_str(json_get(u, "message"), "text", "?"), (long long)(id - base));
        newest = id > newest ? id : newest;
    }
    assert_string_equal(seen.data, expected);
    json_free(answer);
    buf_done(&seen);
    return newest + 1;
}

static void test_twice(void **state)
{
    struct rig *rig = *state;
    int64_t base = rig_tail(rig);
    order(rig, "{\"updates\":\"twice\"}");
    order(rig, "{\"updates\":\"twice\",\"delay_ms\":1000}");
    rig_say(rig, "a");
    int64_t next = gives(rig, base, base, "a0 a0");
    rig_say(rig, "b");
    assert_int_equal(gives(rig, next, base, "b1"), base + 2);
    assert_int_equal(gives(rig, base + 2, base, "b1"), base + 2); /* again, though confirmed */
    rig_say(rig, "c");
    gives(rig, base + 2, base, "b1 c2"); /* asked for the same: perhaps it was lost */
    gives(rig, base + 2, base, "b1 c2");
    gives(rig, base + 2, base, "c2"); /* but not for ever */
}

static void test_twice_under_a_new_id(void **state)
{
    struct rig *rig = *state;
    int64_t base = rig_tail(rig);
    order(rig, "{\"updates\":\"twice_new_id\"}");
    rig_say(rig, "a");
    rig_say(rig, "b");
    int64_t next = gives(rig, base, base, "a0 a1 b2");
    order(rig, "{\"updates\":\"twice_new_id\",\"delay_ms\":1000}");
    rig_say(rig, "c");
    rig_say(rig, "d");
    next = gives(rig, next, base, "c3 d5");
    gives(rig, next, base, "c4");
}

static void test_late(void **state)
{
    struct rig *rig = *state;
    int64_t base = rig_tail(rig);
    order(rig, "{\"updates\":\"late\",\"behind\":2,\"delay_ms\":60000}");
    rig_say(rig, "a");
    rig_say(rig, "b");
    int64_t next = gives(rig, base, base, "b1");
    rig_say(rig, "c");
    next = gives(rig, next, base, "c2");
    next = gives(rig, next, base, "a0"); /* below what was confirmed */
    rig_say(rig, "d");
    gives(rig, next, base, "d3");
    order(rig, "{\"updates\":\"late\",\"delay_ms\":20}");
    rig_say(rig, "e"); /* nothing overtakes it: it comes when its time is over */
    gives(rig, base + 4, base, "e4");
}

static void test_reorder(void **state)
{
    struct rig *rig = *state;
    int64_t base = rig_tail(rig);
    order(rig, "{\"updates\":\"reorder\",\"delay_ms\":60000}");
    rig_say(rig, "a");
    rig_say(rig, "b");
    gives(rig, base, base, "b1 a0");
    order(rig, "{\"updates\":\"reorder\",\"delay_ms\":20}");
    rig_say(rig, "c");
    gives(rig, base + 2, base, "c2");
}

static void test_gaps(void **state)
{
    struct rig *rig = *state;
    int64_t base = rig_tail(rig);
    order(rig, "{\"updates\":\"gap\",\"size\":500}");
    rig_say(rig, "a");
    int64_t next = gives(rig, base, base, "a500");
    rig_say(rig, "b");
    next = gives(rig, next, base, "b501");
    /* confirm, then ids begin anew below: the offset is far above the tail, and all is given */
    json_free(rig_bot(rig, "getUpdates", "{\"offset\":-1}", 200));
    char params[64];
    snprintf(params, sizeof(params), "{\"offset\":%lld}", (long long)next);
    json_free(rig_bot(rig, "getUpdates", params, 200));
    order(rig, "{\"updates\":\"gap\",\"size\":-200}");
    rig_say(rig, "c");
    next = gives(rig, next, base, "c302");
    rig_say(rig, "d");
    gives(rig, next, base, "d303");
}

static json *first_update(const json *answer)
{
    return json_at(json_get(answer, "result"), 0);
}

static void test_malformed(void **state)
{
    struct rig *rig = *state;
    struct reply reply;
    int64_t base = rig_tail(rig);
    char path[160];
    order(rig, "{\"updates\":\"malformed\",\"shape\":\"json\"}");
    rig_say(rig, "a");
    snprintf(path, sizeof(path), "/bot" RIG_TOKEN "/getUpdates?offset=%lld", (long long)base);
    rig_start(rig, &reply, "GET", path, NULL);
    assert_null(rig_take(rig, &reply, 200)); /* no JSON */
    int64_t next = gives(rig, base, base, "a0");

    order(rig, "{\"updates\":\"malformed\",\"shape\":\"types\"}");
    rig_say(rig, "b");
    json *answer = rig_updates(rig, next);
    const json *wrong = json_get(first_update(answer), "message");
    assert_int_equal(json_int(wrong, "text", 1), 1);
    assert_string_equal(json_str(wrong, "message_id", ""), "seven");
    assert_int_equal(json_int(json_at(json_get(answer, "result"), 1), "update_id", 0), next);
    json_free(answer);
    gives(rig, next, base, "b1"); /* the broken one came once */

    order(rig, "{\"updates\":\"malformed\",\"shape\":\"no_id\"}");
    rig_say(rig, "c");
    answer = rig_updates(rig, base + 3);
    assert_null(json_get(first_update(answer), "update_id"));
    assert_string_equal(json_str(json_get(first_update(answer), "message"), "text", ""), "c");
    assert_int_equal(json_count(json_get(answer, "result")), 2);
    json_free(answer);

    order(rig, "{\"updates\":\"malformed\",\"shape\":\"unknown\"}");
    rig_say(rig, "d");
    answer = rig_updates(rig, base + 4);
    assert_non_null(json_get(first_update(answer), "local_telegram_news"));
    json_free(answer);
}

static void test_kinds_and_chats(void **state)
{
    struct rig *rig = *state;
    int64_t base = rig_tail(rig);
    order(rig, "{\"updates\":\"twice\",\"kind\":\"callback_query\"}");
    order(rig, "{\"updates\":\"twice\",\"chat\":6}");
    json_free(rig_control(rig, "players", "{\"id\":6,\"first_name\":\"Marya\"}", 200));
    rig_say(rig, "a");
    json_free(rig_control(rig, "send", "{\"player\":6,\"text\":\"b\"}", 200));
    gives(rig, base, base, "a0 b1 b1");
    json *view = rig_control(rig, "faults", NULL, 200);
    const json *hit = json_at(json_get(view, "hits"), 0);
    assert_string_equal(json_str(hit, "update", ""), "message");
    assert_int_equal(json_int(hit, "update_id", 0), base + 1);
    assert_int_equal(json_count(json_get(view, "faults")), 1);
    json_free(view);
}

struct hook {
    struct rig *rig;
    struct buf seen; /* the texts, "!": no JSON */
    int count;
    int want;
};

static void on_hook(void *ctx, struct http_exchange *exchange)
{
    struct hook *hook = ctx;
    json *update = NULL;
    size_t len;
    const char *body = http_exchange_body(exchange, &len);
    bool sound = json_parse(body, len, &update, NULL) == 0;
    buf_adds(&hook->seen, sound ? json_str(json_get(update, "message"), "text", "?") : "!");
    json_free(update);
    http_reply_text(exchange, sound ? 200 : 500, "");
    if (++hook->count >= hook->want)
        loop_stop(hook->rig->loop);
}

/* A webhook gets the same trouble; what it cannot read comes once and holds nothing up. */
static void test_webhook(void **state)
{
    struct rig *rig = *state;
    struct hook hook = {.rig = rig, .want = 6};
    buf_init(&hook.seen, 64);
    http_server_route(rig->server, "/hook", on_hook, &hook);
    char *params = mem_printf("{\"url\":\"http://127.0.0.1:%d/hook\","
                              "\"drop_pending_updates\":true}",
                              rig->port);
    json_free(rig_bot(rig, "setWebhook", params, 200));
    free(params);
    order(rig, "{\"updates\":\"malformed\",\"shape\":\"json\"}");
    order(rig, "{\"updates\":\"late\",\"delay_ms\":60000}");
    order(rig, "{\"updates\":\"twice\"}");
    rig_say(rig, "a");
    rig_say(rig, "b");
    rig_say(rig, "c");
    rig_say(rig, "d");
    rig->late = false;
    loop_timer_start(rig->patience, RIG_PATIENCE_MS);
    while (hook.count < hook.want && !rig->late)
        loop_run(rig->loop);
    loop_timer_stop(rig->patience);
    assert_int_equal(hook.seen.len, 6);
    assert_true(str_starts(hook.seen.data, "!acc"));
    assert_non_null(strchr(hook.seen.data, 'b'));
    assert_non_null(strchr(hook.seen.data, 'd'));
    buf_done(&hook.seen);
}

/* Held back while the local Telegram ends, below what was confirmed: it comes all the same, and no
 * id that was given is given to another. */
static void test_across_a_restart(void **state)
{
    struct rig rig;
    (void)state;
    unlink(journal);
    rig_open(&rig, journal, NULL);
    rig_start_player(&rig);
    int64_t base = rig_tail(&rig);
    order(&rig, "{\"updates\":\"late\",\"behind\":9,\"delay_ms\":60000}");
    rig_say(&rig, "a");
    order(&rig, "{\"updates\":\"twice_new_id\"}");
    rig_say(&rig, "b");
    int64_t next = gives(&rig, base, base, "b1 b2");
    char params[64];
    snprintf(params, sizeof(params), "{\"offset\":%lld}", (long long)next);
    json_free(rig_bot(&rig, "getUpdates", params, 200));
    rig_close(&rig);
    rig_open(&rig, journal, NULL);
    rig_say(&rig, "c");
    gives(&rig, next, base, "a0 c3"); /* though it is below the offset */
    rig_close(&rig);
    unlink(journal);
}

int main(void)
{
    snprintf(journal, sizeof(journal), "/tmp/bylina-mischief-%ld.journal", (long)getpid());
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_twice, open_rig, close_rig),
        cmocka_unit_test_setup_teardown(test_twice_under_a_new_id, open_rig, close_rig),
        cmocka_unit_test_setup_teardown(test_late, open_rig, close_rig),
        cmocka_unit_test_setup_teardown(test_reorder, open_rig, close_rig),
        cmocka_unit_test_setup_teardown(test_gaps, open_rig, close_rig),
        cmocka_unit_test_setup_teardown(test_malformed, open_rig, close_rig),
        cmocka_unit_test_setup_teardown(test_kinds_and_chats, open_rig, close_rig),
        cmocka_unit_test_setup_teardown(test_webhook, open_rig, close_rig),
        cmocka_unit_test(test_across_a_restart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
