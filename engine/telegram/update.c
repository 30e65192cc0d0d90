/* Reading an update. Telegram adds fields and kinds every few weeks, so nothing here is required
 * but the update_id: what is absent or of another type reads as 0 or "". The whole of the names is
 * in this file. */
#include "telegram/update.h"

#include "base/str.h"

#include <string.h>

static void read_from(const json *from, struct telegram_update *update)
{
    update->user = json_int(from, "id", 0);
    update->first_name = json_str(from, "first_name", "");
    update->username = json_str(from, "username", "");
    update->lang = json_str(from, "language_code", "");
}

static void read_chat(const json *chat, struct telegram_update *update)
{
    update->chat = json_int(chat, "id", 0);
    update->chat_type = json_str(chat, "type", "");
}

static void read_price(const json *bill, struct telegram_update *update)
{
    update->payload = json_str(bill, "invoice_payload", "");
    update->currency = json_str(bill, "currency", "");
    update->amount = json_int(bill, "total_amount", 0);
    if (str_equal(update->currency, "XTR"))
        update->stars = update->amount;
}

/* The bytes of `text` that are its first `units` UTF-16 units. */
static size_t bytes_of(const char *text, int64_t units)
{
    size_t len = strlen(text), at = 0;
    while (at < len && units > 0)
        units -= utf8_next(text, len, &at) > 0xffff ? 2 : 1;
    return at;
}

/* A mention of somebody without a username: those with one are "@name" in the text. */
static void read_mention(const json *entities, struct telegram_update *update)
{
    for (const json *one = json_first(entities); one; one = json_next(one)) {
        if (!str_equal(json_str(one, "type", ""), "text_mention"))
            continue;
        update->mention = json_int(json_get(one, "user"), "id", 0);
        update->mention_at = bytes_of(update->text, json_int(one, "offset", 0));
        update->mention_len =
            bytes_of(update->text + update->mention_at, json_int(one, "length", 0));
        return;
    }
}

static void read_about(const json *message, struct telegram_update *update)
{
    const json *answered = json_get(json_get(message, "reply_to_message"), "from");
    if (!json_bool(answered, "is_bot", false))
        update->reply = json_int(answered, "id", 0);
    read_mention(json_get(message, "entities"), update);
}

static void read_document(const json *document, struct telegram_update *update)
{
    update->file = json_str(document, "file_id", "");
    update->file_name = json_str(document, "file_name", "");
    update->file_size = json_int(document, "file_size", 0);
}

static void read_message(const json *message, struct telegram_update *update)
{
    const json *paid = json_get(message, "successful_payment");
    const json *refunded = json_get(message, "refunded_payment");
    const char *text = json_str(message, "text", NULL);

    /* Who speaks as a chat (an anonymous admin, a channel) has a made-up user in `from`; but money
     * is never nobody's. */
    if (paid || refunded || !json_get(message, "sender_chat"))
        read_from(json_get(message, "from"), update);
    read_chat(json_get(message, "chat"), update);
    update->message = json_int(message, "message_id", 0);
    update->kind = text ? TELEGRAM_TEXT : TELEGRAM_MEDIA;
    read_document(json_get(message, "document"), update);
    update->text = text ? text : json_str(message, "caption", "");
    if (text)
        read_about(message, update);
    if (json_get(message, "via_bot")) /* sent by a card: nobody has said it */
        update->kind = TELEGRAM_OTHER;
    if (!paid && !refunded)
        return;
    update->kind = paid ? TELEGRAM_PAID : TELEGRAM_REFUNDED;
    paid = paid ? paid : refunded;
    update->charge = json_str(paid, "telegram_payment_charge_id", "");
    update->provider_charge = json_str(paid, "provider_payment_charge_id", "");
    read_price(paid, update);
}

static void read_tap(const json *query, struct telegram_update *update)
{
    const json *message = json_get(query, "message"); /* absent on inline messages */
    update->kind = TELEGRAM_TAP;
    read_from(json_get(query, "from"), update);
    read_chat(json_get(message, "chat"), update);
    update->message = json_int(message, "message_id", 0);
    update->callback = json_str(query, "id", "");
    update->data = json_str(query, "data", "");
    update->inline_message = json_str(query, "inline_message_id", "");
}

static void read_inline_query(const json *query, struct telegram_update *update)
{
    update->kind = TELEGRAM_INLINE_QUERY;
    read_from(json_get(query, "from"), update);
    update->callback = json_str(query, "id", "");
    update->text = json_str(query, "query", "");
}

static void read_chosen(const json *chosen, struct telegram_update *update)
{
    update->kind = TELEGRAM_CHOSEN;
    read_from(json_get(chosen, "from"), update);
    update->inline_message = json_str(chosen, "inline_message_id", "");
    update->data = json_str(chosen, "result_id", "");
    update->text = json_str(chosen, "query", "");
}

static void read_pre_checkout(const json *query, struct telegram_update *update)
{
    update->kind = TELEGRAM_PRE_CHECKOUT;
    read_from(json_get(query, "from"), update);
    update->callback = json_str(query, "id", "");
    read_price(query, update);
}

static void read_member(const json *member, struct telegram_update *update)
{
    const char *status = json_str(json_get(member, "new_chat_member"), "status", "");
    update->kind = TELEGRAM_MEMBER;
    read_from(json_get(member, "from"), update);
    read_chat(json_get(member, "chat"), update);
    update->blocked = str_equal(status, "kicked") || str_equal(status, "left");
}

/* Any other kind: who and where, as far as it says so in the usual places. */
static void read_other(const json *update_json, struct telegram_update *update)
{
    for (const json *part = json_first(update_json); part; part = json_next(part)) {
        if (json_type(part) != JSON_OBJECT)
            continue;
        read_from(json_get(part, "from"), update);
        read_chat(json_get(part, "chat"), update);
        update->message = json_int(part, "message_id", 0);
    }
}

static const struct {
    const char *name;
    void (*read)(const json *part, struct telegram_update *update);
} kinds[] = {
    {"message", read_message},
    {"callback_query", read_tap},
    {"pre_checkout_query", read_pre_checkout},
    {"my_chat_member", read_member},
    {"inline_query", read_inline_query},
    {"chosen_inline_result", read_chosen},
};

int telegram_update_read(const json *update, struct telegram_update *ret_update, struct err *err)
{
    struct telegram_update read = {
        .kind = TELEGRAM_OTHER,
        .first_name = "",
        .username = "",
        .lang = "",
        .chat_type = "",
        .text = "",
        .callback = "",
        .data = "",
        .inline_message = "",
        .charge = "",
        .provider_charge = "",
        .currency = "",
        .payload = "",
        .file = "",
        .file_name = "",
    };
    int code = json_need_int(update, "update_id", &read.id, err);
    if (code != 0)
        return err_prefix(err, "update");

    bool known = false;
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]) && !known; i++) {
        const json *part = json_get(update, kinds[i].name);
        known = json_type(part) == JSON_OBJECT;
        if (known)
            kinds[i].read(part, &read);
    }
    if (!known)
        read_other(update, &read);
    *ret_update = read;
    return 0;
}
