/* Between turn/ and telegram/.
 *
 * In: telegram/update.h reads an update; here it becomes the event that the engine's Lua half knows
 * (port_event.h). The lane is the player's document. A pre-checkout query and an inline query never
 * become turns: they are asked beside them (types "checkout", "inline").
 *
 * Out: a post's body {text, rows, image} becomes a telegram_post. A call keeps its callback in a
 * small struct until the result comes. */
#include "app/port.h"

#include "app/album.h"
#include "app/port_event.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/commit.h"
#include "telegram/card.h"
#include "telegram/post.h"

#include <stdlib.h>
#include <string.h>

#define PLAYERS "player/" /* begins the lane of one */

struct port {
    struct port_config config;
    char lane[sizeof(PLAYERS) + STR_I64];
    char *event; /* of the last input */
    char *raw;
    char *callback;
    json *update;                 /* of an input from the inbox */
    struct store_payment payment; /* of the last input; its texts are the update's */
};

struct sending {
    turn_posted_fn fn;
    void *ctx;
};

struct port *port_new(const struct port_config *config)
{
    struct port *port = mem_alloc(sizeof *port);
    port->config = *config;
    return port;
}

static void forget_input(struct port *port)
{
    free(port->event);
    free(port->raw);
    free(port->callback);
    json_free(port->update);
    port->event = port->raw = port->callback = NULL;
    port->update = NULL;
}

void port_free(struct port *port)
{
    if (!port)
        return;
    forget_input(port);
    free(port);
}

/* --- in -------------------------------------------------------------------------------------- */

static void on_ignored(void *ctx, const struct telegram_result *result)
{
    (void)ctx;
    (void)result;
}

/* Money: what the core records before any script sees it. */
static const struct store_payment *payment_of(struct port *port,
                                              const struct telegram_update *update)
{
    if (update->kind != TELEGRAM_PAID)
        return NULL;
    port->payment = (struct store_payment){
        .charge = update->charge,
        .provider_charge = *update->provider_charge ? update->provider_charge : NULL,
        .bot = telegram_bot_id(port->config.telegram),
        .payer = update->user,
        .chat = update->chat,
        .payload = update->payload,
        .currency = update->currency,
        .amount = update->amount,
    };
    return &port->payment;
}

/* What is asked and answered beside the turns. False: it is nothing of that kind. */
static bool is_asked(struct port *port, const struct telegram_update *update, const char *type)
{
    char player[STR_I64];
    if (update->kind != TELEGRAM_PRE_CHECKOUT && update->kind != TELEGRAM_INLINE_QUERY)
        return false;
    str_put_i64(player, update->user);
    char *event = port_event_text(update, type, player);
    if (update->kind == TELEGRAM_PRE_CHECKOUT)
        port->config.checkout(port->config.ctx, update->callback, event, update->lang);
    else if (port_asked_inline(port))
        port->config.query(port->config.ctx, update->callback, event);
    free(event);
    return true;
}

bool port_asked_inline(const struct port *port)
{
    return port->config.asked_inline && port->config.asked_inline(port->config.ctx);
}

static bool is_said_alone(const struct telegram_update *update)
{
    return str_equal(update->chat_type, "private") &&
           (update->kind == TELEGRAM_TEXT || update->kind == TELEGRAM_MEDIA);
}

int port_read(struct port *port, const json *update, struct turn_input *ret_input, struct err *err)
{
    struct telegram_update read;
    char player[STR_I64];

    int code = telegram_update_read(update, &read, err);
    if (code)
        return code;
    const char *type = port_event_type(&read);
    if (is_asked(port, &read, type))
        type = NULL;
    if (!type || (read.user == 0 && read.kind != TELEGRAM_PAID))
        return err_set(err, ERR_NOT_FOUND, "update %lld: nothing for the game", (long long)read.id);
    if (read.kind == TELEGRAM_PAID && (!*read.charge || read.amount <= 0))
        return err_set(err, ERR_INVALID, "update %lld: a payment without a charge or an amount",
                       (long long)read.id);
    str_put_i64(player, read.user);
    str_copy(port->lane, sizeof port->lane, PLAYERS);
    str_copy(port->lane + strlen(PLAYERS), STR_I64, player);
    free(port->event);
    free(port->raw);
    free(port->callback);
    port->event = port_event_text(&read, type, player);
    port->raw = json_print(update);
    port->callback = read.kind == TELEGRAM_TAP ? mem_strdup(read.callback) : NULL;
    *ret_input = (struct turn_input){
        .bot = telegram_bot_id(port->config.telegram),
        .update = read.id,
        .lane = port->lane,
        .event = port->event,
        .raw = port->raw ? port->raw : "{}",
        .chat = read.chat,
        .message = read.kind == TELEGRAM_TAP ? 0 : read.message,
        .tapped = read.kind == TELEGRAM_TAP ? read.message : 0,
        .callback = port->callback,
        .lang = read.lang,
        .alone = is_said_alone(&read),
        .staff = port->config.is_staff && port->config.is_staff(port->config.ctx, read.user),
        .exempt = port_tells_of_money(&read) || read.kind == TELEGRAM_MEMBER,
        .payment = payment_of(port, &read),
        .gone = read.kind == TELEGRAM_MEMBER && read.blocked,
    };
    if (port->config.heard)
        port->config.heard(port->config.ctx, read.user);
    return 0;
}

static int on_read(void *self, const char *raw, struct turn_input *ret_input, struct err *err)
{
    struct port *port = self;
    json *update = NULL;

    int code = json_parse(raw, strlen(raw), &update, err);
    if (code == 0)
        code = port_read(port, update, ret_input, err);
    json_free(port->update);
    port->update = update;
    return code;
}

/* --- out ------------------------------------------------------------------------------------- */

static enum turn_delivery delivery_of(enum telegram_outcome outcome)
{
    switch (outcome) {
    case TELEGRAM_OK:
    case TELEGRAM_SAME:
    case TELEGRAM_LATE:
        return TURN_DELIVERED;
    case TELEGRAM_LOST:
        return TURN_LOST;
    case TELEGRAM_BLOCKED:
        return TURN_BLOCKED;
    case TELEGRAM_MIGRATED:
        return TURN_MOVED;
    case TELEGRAM_REFUSED:
        return TURN_REFUSED;
    case TELEGRAM_DOUBT:
        return TURN_DOUBT;
    case TELEGRAM_DENIED:
    case TELEGRAM_UNSENT:
    case TELEGRAM_CANCELLED:
        return TURN_UNSENT;
    }
    return TURN_UNSENT;
}

static struct sending *sending_new(turn_posted_fn fn, void *ctx)
{
    struct sending *sending = mem_alloc(sizeof *sending);
    sending->fn = fn;
    sending->ctx = ctx;
    return sending;
}

static void on_sent(void *ctx, const struct telegram_result *result)
{
    struct sending *sending = ctx;
    int64_t told =
        result->outcome == TELEGRAM_MIGRATED ? result->migrate_to : telegram_post_message(result);
    sending->fn(sending->ctx, delivery_of(result->outcome), told, result->description);
    free(sending);
}

static bool has_image(const char *body)
{
    json *shown = NULL;
    if (!body || json_parse(body, strlen(body), &shown, NULL))
        return false;
    bool image = json_str(shown, "image", NULL) != NULL;
    json_free(shown);
    return image;
}

/* A picture of lore is none of a file. */
static const char *picture_id(const json *body)
{
    const char *image = json_str(body, "image", "");
    return str_starts(image, ALBUM_IMAGE) ? image + strlen(ALBUM_IMAGE) : NULL;
}

static char *image_path(const struct port *port, const json *body)
{
    const char *image = json_str(body, "image", NULL);
    if (!image || strchr(image, '/') || picture_id(body))
        return NULL;
    return mem_printf("%s/images/%s", port->config.content_dir, image);
}

static void on_post(void *self, const struct turn_post *post, turn_posted_fn fn, void *ctx)
{
    struct port *port = self;
    struct sending *sending = sending_new(fn, ctx);
    json *body = NULL;
    struct err err;

    if (json_parse(post->body, strlen(post->body), &body, &err)) {
        struct telegram_result broken = {.outcome = TELEGRAM_REFUSED, .description = err.text};
        on_sent(sending, &broken);
        return;
    }
    char *image = image_path(port, body);
    const char *picture = picture_id(body);
    struct telegram_post out = {
        .chat = post->chat,
        .text = json_str(body, "text", ""),
        .rows = json_get(body, "rows"),
        .image = image,
        .push = !post->awaited,
        .broadcast = post->broadcast,
        .paid = post->paid,
    };
    /* What it shows is not known after a restart: then of the same make, most likely, and if not,
     * Telegram says so and it is sent anew. */
    bool had_image = post->shown ? has_image(post->shown) : image || picture;
    if (picture)
        album_post(port->config.album, picture, &out, post->message, had_image, on_sent, sending);
    else if (post->message)
        telegram_post_edit(port->config.telegram, &out, post->message, had_image, on_sent, sending);
    else
        telegram_post_send(port->config.telegram, &out, on_sent, sending);
    free(image);
    json_free(body);
}

static void on_hurry(void *self, int64_t chat)
{
    const struct port *port = self;
    telegram_hurry(port->config.telegram, chat);
}

static void on_strip(void *self, int64_t chat, int64_t message, turn_posted_fn fn, void *ctx)
{
    struct port *port = self;
    telegram_post_strip(port->config.telegram, chat, message, on_sent, sending_new(fn, ctx));
}

static void on_call(void *self, int64_t chat, const char *body, turn_posted_fn fn, void *ctx)
{
    struct port *port = self;
    struct sending *sending = sending_new(fn, ctx);
    json *call = NULL;
    struct err err;

    if (json_parse(body, strlen(body), &call, &err)) {
        struct telegram_result broken = {.outcome = TELEGRAM_REFUSED, .description = err.text};
        on_sent(sending, &broken);
        return;
    }
    const json *card = json_get(json_get(call, "params"), "card");
    if (card) {
        telegram_card_edit(port->config.telegram, card, on_sent, sending);
        json_free(call);
        return;
    }
    json *params = json_clone(json_get(call, "params"));
    if (chat && json_number(json_get(params, "chat_id"), 0)) /* the chat may have a new id */
        json_add_int(params, "chat_id", chat);
    struct telegram_call out = {
        .method = json_str(call, "method", ""),
        .params = params ? params : json_object(),
    };
    telegram_send(port->config.telegram, &out, on_sent, sending);
    json_free(call);
}

static void on_answer(void *self, const char *callback, const char *text, bool alert)
{
    struct port *port = self;
    telegram_post_answer(port->config.telegram, callback, text, alert, on_ignored, NULL);
}

static void on_effect(void *self, const char *lane, const char *name, const char *body)
{
    struct port *port = self;
    port->config.effect(port->config.ctx, lane, name, body);
}

static void on_wanted(void *self, const char *lore)
{
    const struct port *port = self;
    port->config.wanted(port->config.ctx, lore);
}

static void on_foreign(void *self)
{
    const struct port *port = self;
    port->config.foreign(port->config.ctx);
}

static void on_aside(void *self, const struct turn_aside *aside)
{
    const struct port *port = self;
    port->config.aside(port->config.ctx, aside);
}

struct turn_port port_turn(struct port *port)
{
    return (struct turn_port){
        .self = port,
        .post = on_post,
        .strip = on_strip,
        .hurry = on_hurry,
        .call = on_call,
        .answer = on_answer,
        .read = on_read,
        .effect = on_effect,
        .wanted = on_wanted,
        .foreign = on_foreign,
        .aside = on_aside,
    };
}
