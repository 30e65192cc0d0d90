/* A group becomes a supergroup; a player deletes messages. */
#include "talk.h"

#define SUPER INT64_C(-1000000000007)

static int open_rig(void **state)
{
    struct rig *rig = mem_alloc(sizeof(*rig));
    rig_open(rig, NULL, NULL);
    rig_start_player(rig);
    json_free(rig_control(rig, "groups", "{\"id\":-7,\"title\":\"Yard\",\"members\":[5]}", 200));
    *state = rig;
    return 0;
}

static int close_rig(void **state)
{
    rig_close(*state);
    free(*state);
    return 0;
}

static void check_update(const json *update, const char *kind, const char *field, int64_t value)
{
    const json *payload = json_get(update, kind);
    assert_non_null(payload);
    assert_int_equal(json_int(payload, field, 0), value);
}

static void test_what_the_bot_gets(void **state)
{
    struct rig *rig = *state;
    int64_t base = rig_tail(rig);
    json *made = rig_control(rig, "upgrade", "{\"chat\":-7}", 200);
    assert_int_equal(json_int(json_get(made, "chat"), "id", 0), SUPER);
    assert_string_equal(json_str(json_get(made, "chat"), "type", ""), "supergroup");
    json_free(made);
    json *answer = rig_updates(rig, base);
    const json *list = json_get(answer, "result");
    const json *joined = json_get(json_at(list, 0), "my_chat_member");
    assert_int_equal(json_int(json_get(joined, "chat"), "id", 0), SUPER);
    check_update(json_at(list, 1), "message", "migrate_to_chat_id", SUPER);
    check_update(json_at(list, 2), "message", "migrate_from_chat_id", -7);
    const json *first = json_get(json_at(list, 2), "message");
    assert_int_equal(json_int(json_get(first, "sender_chat"), "id", 0), SUPER);
    assert_string_equal(json_str(json_get(first, "from"), "username", ""), "GroupAnonymousBot");
    json_free(answer);
}

static void test_the_old_id(void **state)
{
    static const char words[] = "Bad Request: group chat was upgraded to a supergroup chat";
    struct rig *rig = *state;
    json_free(rig_bot(rig, "sendMessage", "{\"chat_id\":-7,\"text\":\"a\"}", 200));
    json_free(rig_control(rig, "upgrade", "{\"chat\":-7}", 200));
    json *answer = rig_bot(rig, "sendMessage", "{\"chat_id\":-7,\"text\":\"a\"}", 400);
    assert_string_equal(json_str(answer, "description", ""), words);
    assert_int_equal(json_int(json_get(answer, "parameters"), "migrate_to_chat_id", 0), SUPER);
    json_free(answer);
    rig_refused(rig, "editMessageText", "{\"chat_id\":-7,\"message_id\":2,\"text\":\"b\"}", 400,
                words);
    json_free(rig_bot(rig, "getChat", "{\"chat_id\":-7}", 200));
    json_free(rig_bot(rig, "sendMessage", "{\"chat_id\":-1000000000007,\"text\":\"a\"}", 200));
    rig_denied(rig, "send", "{\"player\":5,\"chat\":-7,\"text\":\"a\"}",
               "chat: it was upgraded to the supergroup -1000000000007");
    rig_denied(rig, "upgrade", "{\"chat\":-7}", "chat: it is no group that can be upgraded");
    rig_denied(rig, "upgrade", "{\"chat\":5}", "chat: it is no group that can be upgraded");
    json_free(rig_control(rig, "upgrade", "{\"chat\":-8}", 404));
    /* the bot cannot edit what "Group" wrote */
    rig_refused(rig, "editMessageText",
                "{\"chat_id\":-1000000000007,\"message_id\":4,\"text\":\"b\"}", 400,
                "Bad Request: message can't be edited");
    json *group = rig_control(rig, "groups", "{\"title\":\"Next\",\"members\":[5]}", 200);
    assert_true(json_int(json_get(group, "chat"), "id", 0) > INT64_C(-1000000000000));
    json_free(group);
}

static void test_a_deleted_message(void **state)
{
    struct rig *rig = *state;
    json_free(rig_bot(rig, "sendMessage", "{\"chat_id\":5,\"text\":\"a\"}", 200));
    json_free(rig_control(rig, "delete", "{\"player\":5,\"message_id\":2}", 200));
    rig_refused(rig, "editMessageText", "{\"chat_id\":5,\"message_id\":2,\"text\":\"b\"}", 400,
                "Bad Request: message to edit not found");
    rig_refused(rig, "deleteMessage", "{\"chat_id\":5,\"message_id\":2}", 400,
                "Bad Request: message to delete not found");
    json_free(rig_control(rig, "delete", "{\"player\":5,\"message_id\":2}", 404));
    json_free(rig_bot(rig, "sendMessage", "{\"chat_id\":-7,\"text\":\"a\"}", 200));
    rig_denied(rig, "delete", "{\"player\":5,\"chat\":-7,\"message_id\":3}",
               "message_id: in a group a player deletes only his own");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_what_the_bot_gets, open_rig, close_rig),
        cmocka_unit_test_setup_teardown(test_the_old_id, open_rig, close_rig),
        cmocka_unit_test_setup_teardown(test_a_deleted_message, open_rig, close_rig),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
