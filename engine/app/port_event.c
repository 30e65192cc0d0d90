/* Straight into bytes: there is one event for every update. */
#include "app/port_event.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/str.h"
#include "json/json.h"

#include <stdlib.h>

#define EVENT_MAX (SIZE_MAX / 4) /* bytes: an update that was read has its own limit */

const char *port_event_type(const struct telegram_update *update)
{
    switch (update->kind) {
    case TELEGRAM_TEXT:
        return "text";
    case TELEGRAM_MEDIA:
        return "media";
    case TELEGRAM_TAP:
        return "tap";
    case TELEGRAM_MEMBER:
        return "member";
    case TELEGRAM_PAID:
        return "payment";
    case TELEGRAM_REFUNDED:
        return "refund";
    case TELEGRAM_PRE_CHECKOUT:
        return "checkout";
    case TELEGRAM_INLINE_QUERY:
        return "inline";
    case TELEGRAM_CHOSEN:
        return "chosen";
    default:
        return NULL;
    }
}

/* --- into bytes ------------------------------------------------------------------------------ */

/* The next name of an object that is open at the end. */
static void say_name(struct buf *event, const char *name)
{
    if (event->data[event->len - 1] != '{')
        buf_addc(event, ',');
    json_write_text(name, event);
    buf_addc(event, ':');
}

static void say_text(struct buf *event, const char *name, const char *text)
{
    say_name(event, name);
    json_write_text(text, event);
}

static void say_int(struct buf *event, const char *name, int64_t number)
{
    char digits[STR_I64];
    say_name(event, name);
    buf_add(event, digits, str_put_i64(digits, number));
}

/* Who has this id, as the scripts know players. */
static void say_id(struct buf *event, const char *name, int64_t id)
{
    char digits[STR_I64];
    str_put_i64(digits, id);
    say_text(event, name, digits);
}

static void say_bool(struct buf *event, const char *name, bool truth)
{
    say_name(event, name);
    buf_adds(event, truth ? "true" : "false");
}

static void say_payment(struct buf *event, const struct telegram_update *update)
{
    say_text(event, "charge", update->charge);
    say_text(event, "payload", update->payload);
    say_text(event, "currency", update->currency);
    say_int(event, "amount", update->amount);
}

static void say_document(struct buf *event, const struct telegram_update *update)
{
    say_name(event, "document");
    buf_addc(event, '{');
    say_text(event, "id", update->file);
    say_text(event, "name", update->file_name);
    say_int(event, "size", update->file_size);
    buf_addc(event, '}');
}

static void say_mention(struct buf *event, const struct telegram_update *update)
{
    char *text = mem_strndup(update->text + update->mention_at, update->mention_len);
    say_name(event, "mention");
    buf_addc(event, '{');
    say_id(event, "id", update->mention);
    say_text(event, "text", text);
    buf_addc(event, '}');
    free(text);
}

bool port_tells_of_money(const struct telegram_update *update)
{
    return update->kind == TELEGRAM_PAID || update->kind == TELEGRAM_REFUNDED ||
           update->kind == TELEGRAM_PRE_CHECKOUT;
}

char *port_event_text(const struct telegram_update *update, const char *type, const char *player)
{
    struct buf event;
    buf_init(&event, EVENT_MAX);
    buf_addc(&event, '{');
    say_text(&event, "type", type);
    say_text(&event, "player", player);
    say_int(&event, "chat", update->chat);
    say_bool(&event, "private", str_equal(update->chat_type, "private"));
    say_int(&event, "message", update->message);
    say_text(&event, "name", update->first_name);
    say_text(&event, "username", update->username);
    say_text(&event, "lang", update->lang);
    if (*update->data)
        say_text(&event, "data", update->data);
    else
        say_text(&event, "text", update->text);
    if (*update->inline_message)
        say_text(&event, "inline", update->inline_message);
    if (update->reply)
        say_id(&event, "reply", update->reply);
    if (update->mention)
        say_mention(&event, update);
    if (update->kind == TELEGRAM_MEMBER)
        say_bool(&event, "blocked", update->blocked);
    if (*update->file)
        say_document(&event, update);
    if (port_tells_of_money(update))
        say_payment(&event, update);
    buf_addc(&event, '}');
    return buf_detach(&event, &(size_t){0});
}
