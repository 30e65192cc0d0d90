/* Taps. Each has an id that nobody can guess and can be answered once, for CALLBACK_ANSWER_MS. The
 * oldest are forgotten past CALLBACKS_MAX. */
#include "sandbox/callbacks.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "sandbox/crowd.h"
#include "sandbox/events.h"
#include "sandbox/journal.h"
#include "sandbox/methods.h"
#include "sandbox/reply.h"
#include "sandbox/updates.h"
#include "sandbox/wait.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

void callbacks_init(struct sandbox *sandbox)
{
    sandbox->callbacks = map_new();
    list_init(&sandbox->callback_list);
}

static void callback_free(struct sandbox *sandbox, struct callback *callback)
{
    map_take(sandbox->callbacks, callback->id);
    list_remove(&callback->node);
    free(callback->id);
    free(callback->text);
    free(callback->url);
    free(callback);
}

/* Room for one more: one that a control call waits for may go, too; it is very old. */
static struct callback *callback_new(struct sandbox *sandbox, const char *id)
{
    while (map_count(sandbox->callbacks) >= CALLBACKS_MAX) {
        struct callback *oldest =
            LIST_OF(list_first(&sandbox->callback_list), struct callback, node);
        wait_happened(sandbox, oldest);
        callback_free(sandbox, oldest);
    }
    struct callback *callback = mem_alloc(sizeof(*callback));
    callback->id = mem_strdup(id);
    map_put(sandbox->callbacks, id, callback);
    list_push(&sandbox->callback_list, &callback->node);
    return callback;
}

static void callback_record(struct sandbox *sandbox, const struct callback *callback)
{
    if (!sandbox->journal)
        return;
    json *record = json_object();
    json_add_str(record, "t", "callback");
    json_add_str(record, "id", callback->id);
    json_add_int(record, "bot", callback->bot);
    json_add_int(record, "chat", callback->chat);
    json_add_int(record, "player", callback->player);
    json_add_int(record, "at", callback->at_ms);
    json_add_bool(record, "answered", callback->answered);
    json_add_bool(record, "show_alert", callback->show_alert);
    if (callback->text)
        json_add_str(record, "text", callback->text);
    if (callback->url)
        json_add_str(record, "url", callback->url);
    journal_add(sandbox->journal, record);
}

struct callback *callbacks_tap(struct chat *chat, const struct player *player,
                               const struct message *message, const char *data, int64_t *ret_update)
{
    struct sandbox *sandbox = chat->bot->sandbox;
    char id[32];
    char instance[32];
    snprintf(id, sizeof(id), "%" PRIu64, (rng_next(&sandbox->rng) >> 2) + 1);
    snprintf(instance, sizeof(instance), "%" PRId64, chat->id * INT64_C(1000003));
    struct callback *callback = callback_new(sandbox, id);
    callback->bot = chat->bot->id;
    callback->chat = chat->id;
    callback->player = player->id;
    callback->at_ms = clock_wall_ms();
    json *query = json_object();
    json_add_str(query, "id", id);
    json_add(query, "from", json_clone(player->user));
    const char *inline_id = json_str(message->body, "inline_message_id", NULL);
    if (inline_id)
        json_add_str(query, "inline_message_id", inline_id);
    else
        json_add(query, "message", json_clone(message->body));
    json_add_str(query, "chat_instance", instance);
    json_add_str(query, "data", data);
    *ret_update = updates_add(chat->bot, "callback_query", query, player->id * 2 + 1);
    json_free(query);
    callback_record(sandbox, callback);
    return callback;
}

struct callback *callbacks_find(struct sandbox *sandbox, const char *id)
{
    return id ? map_get(sandbox->callbacks, id) : NULL;
}

json *callbacks_view(const struct callback *callback)
{
    json *answer = reply_new();
    json_add_bool(answer, "answered", callback->answered);
    if (callback->text)
        json_add_str(answer, "text", callback->text);
    if (callback->answered)
        json_add_bool(answer, "show_alert", callback->show_alert);
    if (callback->url)
        json_add_str(answer, "url", callback->url);
    return answer;
}

static void publish(struct sandbox *sandbox, const struct callback *callback)
{
    if (list_empty(&sandbox->readers))
        return;
    json *data = callbacks_view(callback);
    json_remove(data, "ok");
    json_add_str(data, "callback_query_id", callback->id);
    json_add_int(data, "bot", callback->bot);
    json_add_int(data, "chat_id", callback->chat);
    json_add_int(data, "player", callback->player);
    events_publish(sandbox, "answer", data);
    json_free(data);
}

void method_answer_callback_query(struct call *call)
{
    struct callback *callback =
        callbacks_find(call->sandbox, call_str(call, "callback_query_id", NULL));
    int64_t oldest = clock_wall_ms() - CALLBACK_ANSWER_MS;
    if (!callback || callback->bot != call->bot->id || callback->answered ||
        callback->at_ms < oldest) {
        call_fail(call, "query is too old and response timeout expired or query ID is invalid");
        return;
    }
    const char *text = call_str(call, "text", "");
    const char *url = call_str(call, "url", NULL);
    callback->answered = true;
    callback->text = *text ? mem_strdup(text) : NULL;
    callback->url = mem_strdup(url);
    callback->show_alert = call_bool(call, "show_alert");
    callback_record(call->sandbox, callback);
    publish(call->sandbox, callback);
    wait_happened(call->sandbox, callback);
    crowd_heard(call->sandbox, callback);
    call_ok(call, NULL);
}

void callbacks_load(struct sandbox *sandbox, const json *record)
{
    const char *id = json_str(record, "id", NULL);
    if (!id)
        return;
    struct callback *callback = callbacks_find(sandbox, id);
    if (!callback)
        callback = callback_new(sandbox, id);
    callback->bot = json_int(record, "bot", 0);
    callback->chat = json_int(record, "chat", 0);
    callback->player = json_int(record, "player", 0);
    callback->at_ms = json_int(record, "at", 0);
    callback->answered = json_bool(record, "answered", false);
    callback->show_alert = json_bool(record, "show_alert", false);
    free(callback->text);
    free(callback->url);
    callback->text = mem_strdup(json_str(record, "text", NULL));
    callback->url = mem_strdup(json_str(record, "url", NULL));
}

/* Those whose time is over are not written again. */
void callbacks_dump(struct sandbox *sandbox)
{
    int64_t oldest = clock_wall_ms() - CALLBACK_ANSWER_MS;
    const struct list *callbacks = &sandbox->callback_list;
    for (struct list_node *n = list_first(callbacks); n; n = list_next(callbacks, n)) {
        const struct callback *callback = LIST_OF(n, struct callback, node);
        if (callback->at_ms >= oldest)
            callback_record(sandbox, callback);
    }
}

void callbacks_done(struct sandbox *sandbox)
{
    struct list_node *node;
    if (!sandbox->callbacks)
        return;
    while ((node = list_first(&sandbox->callback_list)))
        callback_free(sandbox, LIST_OF(node, struct callback, node));
    map_free(sandbox->callbacks);
}
