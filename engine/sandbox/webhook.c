/* Webhooks: one request an update, up to `connections` at once, never two of one key (a chat's
 * messages, a player's taps), so that each key keeps its order. Anything but 2xx is tried again: at
 * once, then after 2, 4, 8 … seconds up to a minute, or as Retry-After says, until the update's
 * time is over. The answer may carry {"method": ...}, which is run.
 *
 * Deliveries under way hold their update: it is not freed while `in_flight`. They outlive a webhook
 * that is taken away: it is NULL for them then. */
#include "sandbox/webhook.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "sandbox/api.h"
#include "sandbox/methods.h"
#include "sandbox/poll.h"
#include "sandbox/updates.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct webhook {
    struct bot *bot;
    char *url;
    char *secret; /* NULL: none */
    int64_t connections;
    struct list deliveries;
    int64_t count;
    struct loop_timer *timer;
    int64_t error_date; /* 0: none */
    char error[256];
};

struct delivery {
    struct list_node node;
    struct webhook *webhook; /* NULL: taken away */
    struct update *update;
    struct http_call *call;
};

static void on_timer(void *ctx)
{
    updates_ready(((struct webhook *)ctx)->bot);
}

static struct webhook *webhook_new(struct bot *bot, const char *url, const char *secret,
                                   int64_t connections)
{
    struct webhook *webhook = mem_alloc(sizeof(*webhook));
    webhook->bot = bot;
    webhook->url = mem_strdup(url);
    webhook->secret = mem_strdup(secret);
    webhook->connections = connections;
    list_init(&webhook->deliveries);
    webhook->timer = loop_timer_new(bot->sandbox->loop, on_timer, webhook);
    return webhook;
}

void webhook_free(struct webhook *webhook)
{
    struct list_node *node;
    if (!webhook)
        return;
    while ((node = list_pop(&webhook->deliveries))) {
        struct delivery *delivery = LIST_OF(node, struct delivery, node);
        delivery->update->in_flight = false;
        delivery->webhook = NULL;
        http_call_cancel(delivery->call);
    }
    loop_timer_free(webhook->timer);
    free(webhook->url);
    free(webhook->secret);
    free(webhook);
}

static void note_failure(struct webhook *webhook, struct update *update,
                         const struct http_response *res, const struct err *err)
{
    int64_t wait_ms = 0;
    webhook->error_date = model_now_s(webhook->bot->sandbox);
    if (res)
        snprintf(webhook->error, sizeof(webhook->error), "Wrong response from the webhook: %d",
                 res->status);
    else
        str_copy(webhook->error, sizeof(webhook->error), err->text);
    if (update->tries++ > 0)
        wait_ms = update->tries > 6 ? WEBHOOK_RETRY_MAX_MS : INT64_C(1000) << (update->tries - 1);
    if (res && res->retry_after_s > 0)
        wait_ms = (res->retry_after_s > 3600 ? 3600 : res->retry_after_s) * 1000;
    update->retry_at_ms = clock_mono_ms() + wait_ms;
}

static void run_answer(struct bot *bot, const struct http_response *res)
{
    json *object = NULL;
    if (!res->len || json_parse(res->body, res->len, &object, NULL) < 0)
        return;
    if (json_str(object, "method", NULL))
        api_run_from_webhook(bot, object);
    json_free(object);
}

static void on_delivered(void *ctx, const struct http_response *res, const struct err *err)
{
    struct delivery *delivery = ctx;
    struct webhook *webhook = delivery->webhook;
    struct update *update = delivery->update;
    list_remove(&delivery->node);
    free(delivery);
    if (!webhook)
        return;
    struct bot *bot = webhook->bot;
    webhook->count--;
    update->in_flight = false;
    bool taken = res && res->status >= 200 && res->status < 300;
    if (taken || update->once) {
        updates_forget(bot, update);
        if (taken)
            run_answer(bot, res);
    } else {
        note_failure(webhook, update, res, err);
    }
    updates_ready(bot);
}

static void deliver(struct webhook *webhook, struct update *update)
{
    struct delivery *delivery = mem_alloc(sizeof(*delivery));
    char *secret =
        webhook->secret ? mem_printf("X-Telegram-Bot-Api-Secret-Token: %s", webhook->secret) : NULL;
    const char *headers[] = {secret, NULL};
    const struct http_request request = {
        .url = webhook->url,
        .headers = headers,
        .body = update->text,
        .body_len = update->len,
        .timeout_ms = WEBHOOK_TIMEOUT_MS,
        .body_limit = UPDATE_LIMIT,
        .on_done = on_delivered,
        .ctx = delivery,
    };
    delivery->webhook = webhook;
    delivery->update = update;
    update->in_flight = true;
    webhook->count++;
    list_push(&webhook->deliveries, &delivery->node);
    delivery->call = http_client_send(webhook->bot->sandbox->client, &request);
    free(secret);
}

/* Something of that key is under way, or an older one waits for its retry. */
static bool is_busy(const struct webhook *webhook, const struct update *update,
                    const int64_t *waiting, size_t waiting_count)
{
    const struct list *list = &webhook->deliveries;
    for (struct list_node *n = list_first(list); n; n = list_next(list, n))
        if (LIST_OF(n, struct delivery, node)->update->key == update->key)
            return true;
    for (size_t i = 0; i < waiting_count; i++)
        if (waiting[i] == update->key)
            return true;
    return false;
}

void webhook_serve(struct webhook *webhook)
{
    struct list *updates = &webhook->bot->updates;
    int64_t now = clock_mono_ms();
    int64_t soonest = INT64_MAX;
    int64_t waiting[WEBHOOK_SCAN_MAX];
    size_t waiting_count = 0;
    size_t seen = 0;
    updates_forget_old(webhook->bot);
    for (struct list_node *n = list_first(updates); n; n = list_next(updates, n)) {
        struct update *update = LIST_OF(n, struct update, node);
        if (webhook->count >= webhook->connections || ++seen > WEBHOOK_SCAN_MAX)
            break;
        if (update->in_flight || is_busy(webhook, update, waiting, waiting_count))
            continue;
        if (update->retry_at_ms <= now) {
            deliver(webhook, update);
            continue;
        }
        waiting[waiting_count++] = update->key;
        soonest = update->retry_at_ms < soonest ? update->retry_at_ms : soonest;
    }
    if (soonest != INT64_MAX)
        loop_timer_start(webhook->timer, soonest - now);
}

json *webhook_save(const struct webhook *webhook)
{
    json *saved = json_object();
    json_add_str(saved, "url", webhook->url);
    if (webhook->secret)
        json_add_str(saved, "secret", webhook->secret);
    json_add_int(saved, "connections", webhook->connections);
    return saved;
}

void webhook_load(struct bot *bot, const json *saved)
{
    const char *url = json_str(saved, "url", NULL);
    webhook_free(bot->webhook);
    bot->webhook = NULL;
    if (url)
        bot->webhook = webhook_new(bot, url, json_str(saved, "secret", NULL),
                                   json_int(saved, "connections", WEBHOOK_CONNECTIONS));
}

/* https, or, as a freedom of the emulator, http on this machine. */
static bool is_allowed(const char *url)
{
    static const char *const prefixes[] = {"http://127.0.0.1", "http://localhost", "http://[::1]"};
    if (strlen(url) > WEBHOOK_URL_MAX || strpbrk(url, " \r\n\t"))
        return false;
    if (str_starts(url, "https://"))
        return true;
    for (size_t i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++) {
        char next = str_starts(url, prefixes[i]) ? url[strlen(prefixes[i])] : 'x';
        if (next == ':' || next == '/' || next == 0)
            return true;
    }
    return false;
}

static bool is_secret(const char *text)
{
    size_t len = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");
    return len >= 1 && len <= 256 && !text[len];
}

static void change(struct call *call, const char *url, const char *secret)
{
    struct bot *bot = call->bot;
    int64_t connections = call_int(call, "max_connections", WEBHOOK_CONNECTIONS);
    if (connections < 1)
        connections = 1;
    if (connections > WEBHOOK_CONNECTIONS_MAX)
        connections = WEBHOOK_CONNECTIONS_MAX;
    if (*url)
        poll_end(bot->poll, 409, "Conflict: terminated by setWebhook request");
    webhook_free(bot->webhook);
    bot->webhook = NULL;
    if (call_bool(call, "drop_pending_updates"))
        updates_forget_below(bot, bot->next_update_id);
    const json *allowed = call_value(call, "allowed_updates");
    if (allowed) {
        json_free(bot->allowed);
        bot->allowed = json_clone(allowed);
    }
    if (*url)
        bot->webhook = webhook_new(bot, url, secret, connections);
    model_bot_save(bot);
    updates_ready(bot);
    call_ok(call, NULL);
}

void method_set_webhook(struct call *call)
{
    const char *url = call_str(call, "url", "");
    const char *secret = call_str(call, "secret_token", NULL);
    if (*url && !is_allowed(url))
        call_fail(call, "bad webhook: An HTTPS URL must be provided for webhook");
    else if (secret && !is_secret(secret))
        call_fail(call, "secret token contains unallowed characters");
    else
        change(call, url, secret);
}

void method_delete_webhook(struct call *call)
{
    change(call, "", NULL);
}

void method_get_webhook_info(struct call *call)
{
    const struct webhook *webhook = call->bot->webhook;
    json *info = json_object();
    json_add_str(info, "url", webhook ? webhook->url : "");
    json_add_bool(info, "has_custom_certificate", false);
    json_add_int(info, "pending_update_count", (int64_t)call->bot->update_count);
    if (webhook && webhook->error_date) {
        json_add_int(info, "last_error_date", webhook->error_date);
        json_add_str(info, "last_error_message", webhook->error);
    }
    if (webhook)
        json_add_int(info, "max_connections", webhook->connections);
    if (call->bot->allowed && json_count(call->bot->allowed))
        json_add(info, "allowed_updates", json_clone(call->bot->allowed));
    call_ok(call, info);
}
