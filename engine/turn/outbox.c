/* The outbox: pushes and calls, each from its turn's commit to its recorded end.
 *
 *     waiting --(drop: durable "sending")--> call --> sent | failed | dropped, recorded
 *                                              |
 *                                              +--> not sent, or in doubt with `resend`: again
 *
 * A call that may come twice needs nothing before it: after a crash its row still says "waiting".
 * One that must not has its "sending" recorded first; a row that is found so at the start, or whose
 * call ended in doubt, is dropped; one that means nothing a moment later is dropped when it has
 * waited that long. The end of a push is recorded before the next one of its chat
 * leaves, so that a crash repeats one push of a chat at the most; a recording that fails is
 * repeated until it stands. Pushes that are too many for memory wait in backlog.c. */
#include "base/plant.h"
#include "base/str.h"
#include "store/waiting.h"
#include "turn/backlog.h"
#include "turn/policy.h"
#include "turn/unit_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct out {
    struct list_node node; /* in chat->outs, or chats->ending */
    struct turns *turns;
    struct chat *chat; /* NULL when ending */
    struct chat *held; /* ending: the chat whose next push waits for the record; or NULL */
    int64_t id;
    int policy;
    bool push;
    int64_t until_ms; /* monotonic: a call of the moment has expired then; 0: it never does */
    bool sending;     /* recorded so, or not needed */
    struct store_out_end end;
    char *words;
    int tries;
    struct later *retry;
    char body[];
};

static void out_free(struct out *out)
{
    list_remove(&out->node);
    later_cancel(out->retry);
    free(out->words);
    free(out);
}

struct out *outs_first(const struct chat *chat)
{
    return LIST_OF(list_first(&chat->outs), struct out, node);
}

int64_t out_place(const struct out *out)
{
    return out->id;
}

/* --- the end --------------------------------------------------------------------------------- */

static void record(void *ctx);

static void out_recorded(struct out *out)
{
    struct chat *held = out->held;
    out->turns->records--;
    out_free(out);
    if (held) {
        held->recording--;
        chat_step(held);
    }
}

static void on_recorded(void *ctx, const struct err *err)
{
    struct out *out = ctx;
    struct turns *turns = out->turns;
    if (!op_end(turns))
        return;
    if (!err) {
        out_recorded(out);
        stop_look(turns);
        return;
    }
    log_warn("turn", LOG_T("the end of a call cannot be recorded"), LOG_I("chat", out->end.chat),
             LOG_S("error", err->text));
    int64_t wait = later_backoff_ms(&turns->chance, TURN_RETRY_MS, ++out->tries);
    out->retry = later_start(&turns->laters, wait, record, out);
}

static void record(void *ctx)
{
    struct out *out = ctx;
    out->retry = NULL;
    op_begin(out->turns);
    store_out_settle(out->turns->config.store, &out->end, on_recorded, out);
}

/* The out leaves its chat. */
static void out_end(struct out *out, enum store_out_state state, int64_t bottom, const char *words)
{
    struct chat *chat = out->chat;
    list_remove(&out->node);
    chat->out_count--;
    if (chat->out == out)
        chat->out = NULL;
    out->turns->status.outgoing--;
    out->turns->records++;
    if (out->push)
        backlog_left(chat);
    out->chat = NULL;
    out->held = state == STORE_SENT ? chat : NULL;
    chat->recording += out->held != NULL;
    out->words = mem_strdup(words);
    out->tries = 0;
    out->end = (struct store_out_end){out->id, chat->id, state, bottom, out->words};
    list_push(&chat->chats->ending, &out->node);
    record(out);
}

static struct out *out_new(struct chat *chat, const struct store_out *row);
static void insert(struct chat *chat, struct out *out);

/* Those in the backlog too: no body is needed for an end. */
void outs_drop(struct chat *chat, const char *why)
{
    struct out *out;
    struct store_out bare = {.body = ""};
    while ((bare.id = backlog_give_up(chat->chats->backlog, chat->id)) != BACKLOG_NONE)
        insert(chat, out_new(chat, &bare));
    while ((out = outs_first(chat)))
        out_end(out, STORE_DROPPED, 0, why);
}

/* --- sending --------------------------------------------------------------------------------- */

static void on_doubt(struct chat *chat, struct out *out, const char *words)
{
    if (out->policy == TURN_DROP)
        out_end(out, STORE_DROPPED, 0, words);
    else if (chat_gives_up(chat))
        out_end(out, STORE_FAILED, 0, words);
    else
        chat_retry(chat);
}

static void on_sent(struct chat *chat, enum turn_delivery delivery, int64_t message,
                    const char *words)
{
    struct out *out = chat->out;
    chat->out = NULL;
    if (delivery != TURN_DOUBT && delivery != TURN_UNSENT)
        chat_went_well(chat);
    switch (delivery) {
    case TURN_DELIVERED:
        out_end(out, STORE_SENT, message, NULL);
        return;
    case TURN_LOST:
    case TURN_REFUSED:
        log_warn("turn", LOG_T("a call was refused"), LOG_I("chat", chat->id),
                 LOG_S("error", words));
        out_end(out, STORE_FAILED, 0, words);
        return;
    case TURN_BLOCKED:
        chat_block(chat);
        return;
    case TURN_MOVED:
        if (!chat_move(chat, message))
            out_end(out, STORE_FAILED, 0, words);
        return;
    case TURN_DOUBT:
        on_doubt(chat, out, words);
        return;
    case TURN_UNSENT:
        chat_retry(chat);
        return;
    }
}

static void call_post(struct chat *chat, struct out *out)
{
    const struct turn_port *port = &chat->chats->turns->config.port;
    size_t open = strlen(UNIT_POST_OPEN);
    size_t len = strlen(out->body);
    if (!str_starts(out->body, UNIT_POST_OPEN)) {
        port->call(port->self, chat_address(chat), out->body, chat_posted,
                   chat_call(chat, on_sent));
        return;
    }
    char *body = mem_strndup(out->body + open, len - open - strlen(UNIT_POST_CLOSE));
    struct turn_post post = {.chat = chat_address(chat),
                             .body = body,
                             .push = true,
                             .awaited = chat->awaited && slots_first(chat)};
    port->post(port->self, &post, chat_posted, chat_call(chat, on_sent));
    free(body);
}

static void on_marked(void *ctx, const struct err *err)
{
    struct out *out = ctx;
    struct chat *chat = out->chat;
    if (!op_end(out->turns))
        return;
    if (!err) {
        out->sending = true;
        call_post(chat, out);
        return;
    }
    log_warn("turn", LOG_T("a call cannot be marked as under way"), LOG_I("chat", chat->id),
             LOG_S("error", err->text));
    chat->busy = false;
    chat->out = NULL;
    chat_retry(chat);
}

static bool has_expired(const struct out *out)
{
    return out->until_ms && game_clock_mono_ms(out->turns->clock) >= out->until_ms;
}

void out_send(struct chat *chat)
{
    struct out *out = outs_first(chat);
    struct turns *turns = chat->chats->turns;
    if (has_expired(out)) {
        chat->busy = false;
        out_end(out, STORE_DROPPED, 0, "expired: it meant nothing any more");
        chat_step(chat);
        return;
    }
    chat->out = out;
    if ((out->policy != TURN_DROP && !PLANTED(outbox_early)) || out->sending) {
        call_post(chat, out);
        return;
    }
    out->end = (struct store_out_end){out->id, chat->id,
                                      PLANTED(outbox_early) ? STORE_SENT : STORE_SENDING, 0, NULL};
    op_begin(turns);
    store_out_settle(turns->config.store, &out->end, on_marked, out);
}

/* --- coming in ------------------------------------------------------------------------------- */

/* {"method":"NAME",...: as unit_call writes it. */
static bool is_of_the_moment(const char *body)
{
    char method[64];
    return sscanf(body, "{\"method\":\"%63[A-Za-z0-9]", method) == 1 &&
           policy_of_the_moment(method);
}

static struct out *out_new(struct chat *chat, const struct store_out *row)
{
    size_t size = strlen(row->body) + 1;
    struct out *out = mem_alloc(sizeof(*out) + size);
    out->turns = chat->chats->turns;
    out->chat = chat;
    out->id = row->id;
    out->policy = row->policy;
    out->push = row->priority == TURN_PRIORITY_PUSH;
    if (is_of_the_moment(row->body)) /* after a start: it has waited long enough */
        out->until_ms =
            game_clock_mono_ms(out->turns->clock) + (out->turns->started ? CALL_MOMENT_MS : 0);
    memcpy(out->body, row->body, size);
    return out;
}

/* By id, but never before the one under way. Nearly always at the end. */
static void insert(struct chat *chat, struct out *out)
{
    struct list_node *at = chat->outs.head.prev;
    while (at != &chat->outs.head && LIST_OF(at, struct out, node) != chat->out &&
           LIST_OF(at, struct out, node)->id > out->id)
        at = at->prev;
    list_insert_after(at, &out->node);
    chat->out_count++;
    out->turns->status.outgoing++;
    if (out->push)
        backlog_entered(chat);
}

void outs_entered(struct chats *chats, const struct store_out *row)
{
    struct chat *chat = chat_make(chats, row->chat);
    struct out *out = out_new(chat, row);
    insert(chat, out);
    if (chat->blocked)
        out_end(out, STORE_DROPPED, 0, "the chat takes no messages");
    chat_step(chat);
}

void outs_add(struct chats *chats, const struct store_out *row, enum store_out_state state)
{
    struct chat *chat = chat_find(chats, row->chat);
    if (state == STORE_WAITING && !(chat && chat->blocked) &&
        backlog_takes(chats->backlog, chat, row))
        return;
    if (!chat)
        chat = chat_make(chats, row->chat);
    struct out *out = out_new(chat, row);
    bool full = chat->out_count + backlog_count(chats->backlog, chat->id) >= CHAT_OUTS_MAX;
    insert(chat, out);
    if (chat->blocked)
        out_end(out, STORE_DROPPED, 0, "the chat takes no messages");
    else if (state == STORE_SENDING)
        out_end(out, STORE_DROPPED, 0, "the engine ended while it was under way");
    else if (full)
        out_end(out, STORE_DROPPED, 0, "too many calls wait for this chat");
    chat_step(chat);
}

void outs_free(struct chat *chat)
{
    struct out *out;
    while ((out = outs_first(chat)))
        out_free(out);
}

void outs_free_ending(struct chats *chats)
{
    struct list_node *node;
    while ((node = list_first(&chats->ending)))
        out_free(LIST_OF(node, struct out, node));
}
