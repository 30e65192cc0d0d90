/* A chat sends one thing at a time: the oldest of its calls and screens by the ids that their turns
 * gave them (a screen keeps the place of its oldest change that is not shown yet, and sends the
 * newest), and the removal of old buttons when there is nothing else. Other chats never wait.
 *
 * Somebody waits for an answer where he has acted: until all of it was sent, what the chat sends
 * leaves with the replies, and pushes of his that wait in the database alone are read for what
 * stands behind them. What timers and other players change leaves behind the replies, and comes to
 * its turn with the pushes before it, so that a thousand overdue timers do not keep one who plays
 * waiting.
 *
 * A failed sending makes the chat rest; new things queue behind it meanwhile, and a screen that
 * changes during the rest is sent in its newest form.
 *
 * Chats with nothing to send stay in memory, the last used CHATS_IDLE_MAX of them, because the next
 * screen needs to know the last one. All that is lost when one is forgotten can be read again. */
#include "turn/backlog.h"
#include "turn/told.h"

#include "base/plant.h"
#include "base/str.h"
#include "json/json.h"

#include "turn/event.h"

#include <stdlib.h>

struct call {
    struct list_node node;
    struct chats *chats; /* NULL: nobody cares any more */
    struct chat *chat;
    chat_result_fn fn;
};

/* --- in memory ------------------------------------------------------------------------------- */

struct chat *chat_find(const struct chats *chats, int64_t id)
{
    char key[STR_I64];
    str_put_i64(key, id);
    return map_get(chats->by_id, key);
}

struct chat *chat_make(struct chats *chats, int64_t id)
{
    struct chat *chat = chat_find(chats, id);
    if (chat)
        return chat;
    chat = mem_alloc(sizeof(*chat));
    chat->chats = chats;
    chat->id = id;
    list_init(&chat->outs);
    list_init(&chat->slots);
    char key[STR_I64];
    str_put_i64(key, id);
    map_put(chats->by_id, key, chat);
    return chat;
}

static void chat_free(struct chat *chat)
{
    list_remove(&chat->idle);
    later_cancel(chat->retry);
    outs_free(chat);
    slots_free(chat);
    free(chat->tapped_slot);
    free(chat);
}

static void chat_wake(struct chat *chat)
{
    if (!chat->idle.next)
        return;
    list_remove(&chat->idle);
    chat->chats->idle_count--;
}

static void chat_rest(struct chat *chat)
{
    struct chats *chats = chat->chats;
    if (chat->saving || chat->recording || chat->idle.next)
        return;
    list_push(&chats->idle, &chat->idle);
    if (++chats->idle_count <= CHATS_IDLE_MAX)
        return;
    struct chat *oldest = LIST_OF(list_pop(&chats->idle), struct chat, idle);
    chats->idle_count--;
    char key[STR_I64];
    str_put_i64(key, oldest->id);
    map_take(chats->by_id, key);
    chat_free(oldest);
}

/* --- calls of the port ----------------------------------------------------------------------- */

void *chat_call(struct chat *chat, chat_result_fn fn)
{
    struct call *call = mem_alloc(sizeof(*call));
    *call = (struct call){.chats = chat->chats, .chat = chat, .fn = fn};
    list_push(&chat->chats->calls, &call->node);
    return call;
}

void chat_posted(void *ctx, enum turn_delivery delivery, int64_t message, const char *words)
{
    struct call *call = ctx;
    struct chats *chats = call->chats;
    struct chat *chat = call->chat;
    chat_result_fn fn = call->fn;
    if (chats)
        list_remove(&call->node);
    free(call);
    if (!chats || chats->turns->halted)
        return;
    chat->busy = false;
    if (delivery == TURN_DELIVERED && message > chat->bottom)
        chat->bottom = message;
    fn(chat, delivery, message, words);
    chat_step(chat);
    stop_look(chats->turns);
}

/* --- notices --------------------------------------------------------------------------------- */

struct notice {
    struct list_node node; /* in chats->notices */
    struct chats *chats;   /* NULL: nobody cares any more */
    int64_t chat;
};

/* It stands below the screen now, which the next screen must know. The chat may be forgotten. */
static void on_noticed(void *ctx, enum turn_delivery delivery, int64_t message, const char *words)
{
    struct notice *notice = ctx;
    struct chats *chats = notice->chats;
    struct chat *chat = chats ? chat_find(chats, notice->chat) : NULL;
    (void)words;
    list_remove(&notice->node);
    free(notice);
    if (chat && delivery == TURN_DELIVERED && message > chat->bottom)
        chat->bottom = message;
}

void chats_notice(struct chats *chats, int64_t chat, const char *html)
{
    const struct turn_port *port = &chats->turns->config.port;
    if (!*html)
        return;
    struct notice *notice = mem_alloc(sizeof(*notice));
    *notice = (struct notice){.chats = chats, .chat = chat};
    list_push(&chats->notices, &notice->node);
    json *body = json_object();
    json_add_str(body, "text", html);
    char *text = json_print(body);
    struct turn_post post = {.chat = chat, .body = text, .awaited = true};
    port->post(port->self, &post, on_noticed, notice);
    json_free(body);
    free(text);
}

/* --- steps ----------------------------------------------------------------------------------- */

/* Whatever came of it: buttons that stay are answered as old ones. */
static void on_stripped(struct chat *chat, enum turn_delivery delivery, int64_t message,
                        const char *words)
{
    (void)chat;
    (void)message;
    if (delivery != TURN_DELIVERED)
        log_debug("turn", LOG_T("old buttons stay"), LOG_I("chat", chat->id),
                  LOG_S("error", words));
}

static void strip_next(struct chat *chat)
{
    const struct turn_port *port = &chat->chats->turns->config.port;
    int64_t message = chat->strips[0];
    chat->strip_count--;
    for (size_t i = 0; i < chat->strip_count; i++)
        chat->strips[i] = chat->strips[i + 1];
    port->strip(port->self, chat_address(chat), message, chat_posted, chat_call(chat, on_stripped));
}

static bool may_send(const struct chat *chat)
{
    const struct turns *turns = chat->chats->turns;
    return !chat->busy && !chat->retry && turns->started && !turns->halted;
}

static bool is_behind(const struct chat *chat, int64_t place)
{
    return place > backlog_first(chat->chats->backlog, chat->id) && !PLANTED(backlog_overtaken);
}

void chat_step(struct chat *chat)
{
    if (!may_send(chat))
        return;
    struct out *out = outs_first(chat);
    struct slot *slot = slots_first(chat);
    if (!out && !slot && !chat->strip_count) {
        chat->awaited = false;
        chat_rest(chat);
        return;
    }
    chat_wake(chat);
    bool outs_turn = out && (!slot || out_place(out) < slot_place(slot));
    if ((out || slot) && is_behind(chat, outs_turn ? out_place(out) : slot_place(slot))) {
        if (chat->awaited)
            backlog_pull(chat->chats->backlog, chat->id);
        return; /* goes on when they have come */
    }
    if (outs_turn && chat->recording)
        return; /* goes on when that stands: at most one push comes twice after a crash */
    chat->busy = true;
    if (outs_turn && !chat->known)
        chat_load(chat);
    else if (outs_turn)
        out_send(chat);
    else if (slot)
        slot_send(chat, slot);
    else
        strip_next(chat);
}

void chat_await(struct chat *chat)
{
    const struct turn_port *port = &chat->chats->turns->config.port;
    chat->awaited = true;
    if (chat->busy && port->hurry)
        port->hurry(port->self, chat_address(chat));
    chat_step(chat);
}

static void on_retry(void *ctx)
{
    struct chat *chat = ctx;
    chat->retry = NULL;
    chat_step(chat);
}

void chat_retry(struct chat *chat)
{
    struct turns *turns = chat->chats->turns;
    int64_t wait = later_backoff_ms(&turns->chance, CHAT_RETRY_MS, ++chat->tries);
    if (!chat->retry)
        chat->retry = later_start(&turns->laters, wait, on_retry, chat);
}

void chat_went_well(struct chat *chat)
{
    chat->tries = 0;
    chat->doubts = 0;
}

bool chat_gives_up(struct chat *chat)
{
    return ++chat->doubts >= CHAT_DOUBTS_MAX;
}

void chat_strip(struct chat *chat, int64_t message)
{
    if (chat->strip_count == CHAT_STRIPS_MAX) {
        chat->strip_count--;
        for (size_t i = 0; i < chat->strip_count; i++)
            chat->strips[i] = chat->strips[i + 1];
    }
    chat->strips[chat->strip_count++] = message;
}

/* --- what chats tell ------------------------------------------------------------------------- */

static void note(struct chat *chat, const struct event *event)
{
    int64_t newest = event->message > event->tapped ? event->message : event->tapped;
    if (newest > chat->bottom)
        chat->bottom = newest;
}

void chats_heard(struct chats *chats, const struct event *event)
{
    struct chat *chat = chat_find(chats, event->chat);
    if (!chat && event->gone && backlog_count(chats->backlog, event->chat))
        chat = chat_make(chats, event->chat); /* its queue ends */
    if (!chat)
        return;
    chat_heard(chat, event->gone);
    note(chat, event);
    chat_await(chat);
}

void chats_told(struct chats *chats, const struct event *event, const char *slot)
{
    struct chat *chat = chat_find(chats, event->chat); /* if not: read with the first screen */
    if (!chat)
        return;
    note(chat, event);
    if (!slot || !event->tapped)
        return;
    chat->tapped = event->tapped;
    free(chat->tapped_slot);
    chat->tapped_slot = mem_strdup(slot);
    slots_tapped(chat);
    chat_step(chat);
}

void turns_call(struct turns *turns, const struct store_out *out)
{
    if (!turns->stopping && !turns->halted) /* else it leaves after the next start */
        outs_add(turns->chats, out, STORE_WAITING);
}

void turns_reached(struct turns *turns, int64_t id, int64_t message)
{
    struct chat *chat = chat_find(turns->chats, id);
    if (!chat || turns->halted)
        return;
    if (message > chat->bottom)
        chat->bottom = message;
    else if (!message && !chat->busy) /* else what is under way hears of it by itself */
        chat_block(chat);
}

/* --- life ------------------------------------------------------------------------------------ */

struct chats *chats_new(struct turns *turns)
{
    struct chats *chats = mem_alloc(sizeof(*chats));
    chats->turns = turns;
    chats->backlog = backlog_new(turns);
    chats->by_id = map_new();
    list_init(&chats->idle);
    list_init(&chats->calls);
    list_init(&chats->notices);
    list_init(&chats->ending);
    return chats;
}

void chats_start(struct chats *chats)
{
    size_t count = 0;
    struct chat **all = mem_array(map_count(chats->by_id) + 1, sizeof(struct chat *));
    for (struct map_at at = {0}; map_next(chats->by_id, &at);)
        all[count++] = at.value;
    for (size_t i = 0; i < count; i++) /* a step forgets at most chats that had theirs */
        chat_step(all[i]);
    free(all);
    backlog_start(chats->backlog);
}

static void free_chat(void *value)
{
    chat_free(value);
}

void chats_free(struct chats *chats)
{
    struct list_node *node;
    if (!chats)
        return;
    while ((node = list_pop(&chats->calls))) /* each is freed when it completes */
        LIST_OF(node, struct call, node)->chats = NULL;
    while ((node = list_pop(&chats->notices)))
        LIST_OF(node, struct notice, node)->chats = NULL;
    map_free_with(chats->by_id, free_chat);
    outs_free_ending(chats);
    backlog_free(chats->backlog);
    free(chats);
}
