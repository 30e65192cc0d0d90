/* Updates as Telegram sends them, and as it might. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "telegram/update.h"

#include <string.h>

#define FROM                                                                                       \
    "\"from\":{\"id\":42,\"is_bot\":false,\"first_name\":\"Ivan\",\"username\":\"iv\",\"language_" \
    "code\":\"ru\"}"
#define CHAT  "\"chat\":{\"id\":42,\"type\":\"private\",\"first_name\":\"Ivan\"}"
#define GROUP "\"chat\":{\"id\":-1001234567890,\"type\":\"supergroup\",\"title\":\"T\"}"

static json *tree;

static struct telegram_update read_update(const char *text)
{
    struct telegram_update update;
    struct err err;
    json_free(tree);
    tree = NULL;
    assert_int_equal(json_parse(text, strlen(text), &tree, &err), 0);
    assert_int_equal(telegram_update_read(tree, &update, &err), 0);
    return update;
}

static int drop_tree(void **state)
{
    (void)state;
    json_free(tree);
    tree = NULL;
    return 0;
}

static void test_text(void **state)
{
    (void)state;
    struct telegram_update update =
        read_update("{\"update_id\":7,\"message\":{\"message_id\":5,\"date\":1," FROM "," CHAT
                    ",\"text\":\"/start\",\"entities\":[{}],\"new_field\":{\"a\":[1]}}}");
    assert_int_equal(update.kind, TELEGRAM_TEXT);
    assert_int_equal(update.id, 7);
    assert_int_equal(update.user, 42);
    assert_int_equal(update.chat, 42);
    assert_int_equal(update.message, 5);
    assert_string_equal(update.text, "/start");
    assert_string_equal(update.first_name, "Ivan");
    assert_string_equal(update.username, "iv");
    assert_string_equal(update.lang, "ru");
    assert_string_equal(update.chat_type, "private");
    assert_string_equal(update.data, "");
}

/* Entities count UTF-16 units: the emoji are two each. */
static void test_who_is_meant(void **state)
{
    (void)state;
    struct telegram_update update = read_update(
        "{\"update_id\":7,\"message\":{\"message_id\":5,\"date\":1," FROM "," CHAT
        ",\"text\":\"/give \\ud83d\\udc0d Оля "
        "5\",\"reply_to_message\":{\"message_id\":3,\"from\":{\"id\":55,"
        "\"is_bot\":false}},\"entities\":[{\"type\":\"bot_command\",\"offset\":0,\"length\":5},"
        "{\"type\":\"text_mention\",\"offset\":9,\"length\":3,\"user\":{\"id\":77}}]}}");
    assert_int_equal(update.reply, 55);
    assert_int_equal(update.mention, 77);
    assert_int_equal(update.mention_len, strlen("Оля"));
    assert_memory_equal(update.text + update.mention_at, "Оля", update.mention_len);
    update =
        read_update("{\"update_id\":7,\"message\":{\"message_id\":5,\"date\":1," FROM "," CHAT
                    ",\"text\":\"hi\",\"reply_to_message\":{\"from\":{\"id\":9,\"is_bot\":true}},"
                    "\"entities\":[{\"type\":\"text_mention\",\"offset\":900,\"length\":-5,"
                    "\"user\":{\"id\":77}}]}}");
    assert_int_equal(update.reply, 0);
    assert_int_equal(update.mention_at, 2);
    assert_int_equal(update.mention_len, 0);
}

static void test_media(void **state)
{
    (void)state;
    struct telegram_update update =
        read_update("{\"update_id\":8,\"message\":{\"message_id\":6," FROM "," GROUP
                    ",\"photo\":[],\"caption\":\"look\"}}");
    assert_int_equal(update.kind, TELEGRAM_MEDIA);
    assert_int_equal(update.chat, -1001234567890);
    assert_string_equal(update.text, "look");
}

static void test_tap(void **state)
{
    (void)state;
    struct telegram_update update =
        read_update("{\"update_id\":9,\"callback_query\":{\"id\":\"77\"," FROM
                    ",\"message\":{\"message_id\":6,\"date\":0," GROUP
                    "},\"chat_instance\":\"1\",\"data\":\"s.n.1\"}}");
    assert_int_equal(update.kind, TELEGRAM_TAP);
    assert_string_equal(update.callback, "77");
    assert_string_equal(update.data, "s.n.1");
    assert_int_equal(update.message, 6);
    assert_int_equal(update.user, 42);
    assert_int_equal(update.chat, -1001234567890);
    assert_string_equal(update.chat_type, "supergroup");
    update = read_update("{\"update_id\":9,\"callback_query\":{\"id\":\"77\"," FROM
                         ",\"inline_message_id\":\"x\",\"data\":\"d\"}}");
    assert_int_equal(update.message, 0);
    assert_int_equal(update.chat, 0);
    assert_string_equal(update.inline_message, "x");
}

static void test_inline(void **state)
{
    (void)state;
    struct telegram_update update =
        read_update("{\"update_id\":1,\"inline_query\":{\"id\":\"q\"," FROM
                    ",\"query\":\"feast 3\",\"offset\":\"\",\"chat_type\":\"group\"}}");
    assert_int_equal(update.kind, TELEGRAM_INLINE_QUERY);
    assert_int_equal(update.user, 42);
    assert_string_equal(update.callback, "q");
    assert_string_equal(update.text, "feast 3");
    update = read_update("{\"update_id\":2,\"chosen_inline_result\":{\"result_id\":\"r\"," FROM
                         ",\"inline_message_id\":\"x\",\"query\":\"feast\"}}");
    assert_int_equal(update.kind, TELEGRAM_CHOSEN);
    assert_string_equal(update.data, "r");
    assert_string_equal(update.inline_message, "x");
    update = read_update("{\"update_id\":3,\"message\":{\"message_id\":1," FROM "," CHAT
                         ",\"via_bot\":{\"id\":7,\"is_bot\":true},\"text\":\"a table\"}}");
    assert_int_equal(update.kind, TELEGRAM_OTHER);
}

static void test_payment(void **state)
{
    (void)state;
    struct telegram_update update =
        read_update("{\"update_id\":1,\"pre_checkout_query\":{\"id\":\"p\"," FROM
                    ",\"currency\":\"XTR\",\"total_amount\":5,\"invoice_payload\":\"bag\"}}");
    assert_int_equal(update.kind, TELEGRAM_PRE_CHECKOUT);
    assert_string_equal(update.callback, "p");
    assert_string_equal(update.payload, "bag");
    assert_int_equal(update.stars, 5);
    update = read_update("{\"update_id\":2,\"message\":{\"message_id\":1," FROM "," CHAT
                         ",\"successful_payment\":{\"currency\":\"XTR\",\"total_amount\":5,"
                         "\"invoice_payload\":\"bag\",\"telegram_payment_charge_id\":\"ch\","
                         "\"provider_payment_charge_id\":\"pr\"}}}");
    assert_int_equal(update.kind, TELEGRAM_PAID);
    assert_string_equal(update.charge, "ch");
    assert_string_equal(update.provider_charge, "pr");
    assert_string_equal(update.currency, "XTR");
    assert_int_equal(update.amount, 5);
    assert_string_equal(update.payload, "bag");
    assert_int_equal(update.stars, 5);
    update = read_update("{\"update_id\":2,\"message\":{" FROM "," CHAT
                         ",\"successful_payment\":{\"currency\":\"RUB\",\"total_amount\":500}}}");
    assert_int_equal(update.amount, 500);
    assert_string_equal(update.charge, "");
    assert_int_equal(update.stars, 0); /* kopecks are no Stars */
}

/* Even an anonymous one counts: the money has been paid. */
static void test_payment_of_a_chat(void **state)
{
    (void)state;
    struct telegram_update update =
        read_update("{\"update_id\":2,\"message\":{\"message_id\":1," FROM "," GROUP
                    ",\"sender_chat\":{\"id\":-5},\"successful_payment\":{\"currency\":\"XTR\","
                    "\"total_amount\":5,\"telegram_payment_charge_id\":\"ch\"}}}");
    assert_int_equal(update.kind, TELEGRAM_PAID);
    assert_int_equal(update.user, 42);
    assert_string_equal(update.charge, "ch");
}

static void test_member(void **state)
{
    (void)state;
    struct telegram_update update =
        read_update("{\"update_id\":1,\"my_chat_member\":{" FROM "," CHAT
                    ",\"new_chat_member\":{\"status\":\"kicked\"}}}");
    assert_int_equal(update.kind, TELEGRAM_MEMBER);
    assert_true(update.blocked);
    update = read_update("{\"update_id\":1,\"my_chat_member\":{" FROM "," CHAT
                         ",\"new_chat_member\":{\"status\":\"member\"}}}");
    assert_false(update.blocked);
}

static void test_unknown_and_odd(void **state)
{
    (void)state;
    struct telegram_update update = read_update("{\"update_id\":3,\"brand_new\":{" FROM "}}");
    assert_int_equal(update.kind, TELEGRAM_OTHER);
    assert_int_equal(update.user, 42);
    assert_int_equal(read_update("{\"update_id\":3}").kind, TELEGRAM_OTHER);
    assert_int_equal(read_update("{\"update_id\":3,\"message\":7}").kind, TELEGRAM_OTHER);
    update = read_update("{\"update_id\":3,\"message\":{\"text\":[],\"from\":1,\"chat\":\"x\"}}");
    assert_int_equal(update.kind, TELEGRAM_MEDIA);
    assert_int_equal(update.user, 0);
    assert_string_equal(update.text, "");
    update = read_update("{\"update_id\":3,\"message\":{\"message_id\":1," FROM "," GROUP
                         ",\"sender_chat\":{\"id\":-5},\"text\":\"hi\"}}");
    assert_int_equal(update.user, 0); /* a made-up user speaks for a chat */
}

static void test_without_id(void **state)
{
    (void)state;
    struct telegram_update update = {.id = 99};
    struct err err = {0};
    json *object = json_object();
    json *number = json_new_int(1);
    assert_int_equal(telegram_update_read(object, &update, &err), ERR_INVALID);
    assert_non_null(strstr(err.text, "update_id"));
    json_add_str(object, "update_id", "7");
    assert_int_equal(telegram_update_read(object, &update, &err), ERR_INVALID);
    assert_int_equal(telegram_update_read(number, &update, &err), ERR_INVALID);
    assert_int_equal(telegram_update_read(NULL, &update, NULL), ERR_INVALID);
    assert_int_equal(update.id, 99);
    json_free(object);
    json_free(number);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_who_is_meant),
        cmocka_unit_test(test_media),
        cmocka_unit_test(test_tap),
        cmocka_unit_test(test_inline),
        cmocka_unit_test(test_payment),
        cmocka_unit_test(test_payment_of_a_chat),
        cmocka_unit_test(test_member),
        cmocka_unit_test(test_unknown_and_odd),
        cmocka_unit_test(test_without_id),
    };
    return cmocka_run_group_tests(tests, NULL, drop_tree);
}
