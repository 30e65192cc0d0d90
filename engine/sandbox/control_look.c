/* Looking: at the state, at a chat, at calls, files and events. */
#include "base/str.h"
#include "sandbox/calls.h"
#include "sandbox/control.h"
#include "sandbox/events.h"
#include "sandbox/files.h"
#include "sandbox/reply.h"
#include "sandbox/views.h"
#include "sandbox/wait.h"

void control_state(struct ask *ask)
{
    reply_json(ask->exchange, 200, view_state(ask->sandbox, ask->bot));
}

/* ?chat=ID; a player's private chat is made when it is looked at first. */
static struct chat *chat_asked(struct ask *ask)
{
    int64_t id = ask_query(ask, "chat", 0);
    struct chat *chat = model_chat(ask->bot, id);
    struct player *player = chat ? NULL : model_player(ask->sandbox, id);
    if (player)
        chat = model_private_chat(ask->bot, player);
    if (!chat)
        reply_error(ask->exchange, 404, "chat: there is none of that id");
    return chat;
}

static const struct player *viewer(const struct chat *chat, int64_t player)
{
    return model_player(chat->bot->sandbox, player ? player : chat->id);
}

void control_chat(struct ask *ask)
{
    struct chat *chat = chat_asked(ask);
    if (chat)
        reply_json(ask->exchange, 200, view_chat(chat, viewer(chat, ask_query(ask, "player", 0))));
}

static json *view_waited(void *subject, const struct waiter *waiter, bool happened)
{
    struct chat *chat = subject;
    json *view = view_chat(chat, viewer(chat, wait_player(waiter)));
    json_add_bool(view, "changed", happened);
    return view;
}

void control_wait(struct ask *ask)
{
    struct chat *chat = chat_asked(ask);
    int64_t seq = ask_query(ask, "seq", 0);
    int64_t player = ask_query(ask, "player", 0);
    if (!chat)
        return;
    if (chat->seq <= seq && ask_timeout_ms(ask)) {
        wait_start_chat(chat, ask->exchange, seq, player, ask_timeout_ms(ask), view_waited);
        return;
    }
    json *view = view_chat(chat, viewer(chat, player));
    json_add_bool(view, "changed", chat->seq > seq);
    reply_json(ask->exchange, 200, view);
}

void control_calls(struct ask *ask)
{
    json *answer = reply_new();
    json_add(answer, "calls",
             calls_list(ask->bot->log, ask_query(ask, "after", 0), ask_query(ask, "limit", 0)));
    reply_json(ask->exchange, 200, answer);
}

void control_file(struct ask *ask)
{
    const struct file *file = files_by_id(ask->sandbox, http_exchange_query(ask->exchange, "id"));
    if (file)
        files_reply(ask->sandbox, file, ask->exchange);
    else
        reply_error(ask->exchange, 404, "id: there is no such file");
}

void control_events(struct ask *ask)
{
    events_open(ask->sandbox, ask->exchange);
}
