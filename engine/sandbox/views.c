/* How the control API shows chats and the whole. Objects are those of the Bot API; what it has no
 * place for (reactions on a message, the state of a chat) stands beside. */
#include "sandbox/views.h"

#include "base/clock.h"
#include "sandbox/methods.h"
#include "sandbox/reply.h"

json *view_message(const struct message *message)
{
    json *view = json_clone(message->body);
    if (message->reaction)
        json_add(view, "reactions", json_clone(message->reaction));
    return view;
}

json *view_chat(struct chat *chat, const struct player *player)
{
    json *view = reply_new();
    json *messages = json_array();
    bool acting = chat->action_until_ms > clock_mono_ms();
    size_t first = chat->count > VIEW_MESSAGES_MAX ? chat->count - VIEW_MESSAGES_MAX : 0;
    for (size_t i = first; i < chat->count; i++)
        json_push(messages, view_message(chat->messages[i]));
    json_add(view, "chat", json_clone(chat->info));
    json_add(view, "members", json_clone(chat->members));
    json_add(view, "messages", messages);
    if (chat->keyboard)
        json_add(view, "reply_keyboard", json_clone(chat->keyboard));
    if (chat->draft)
        json_add(view, "draft", json_clone(chat->draft));
    json_add(view, "commands", commands_in(chat->bot, chat, player));
    json_add_bool(view, "typing", acting);
    if (acting)
        json_add_str(view, "action", chat->action);
    json_add_bool(view, "started", chat->started);
    json_add_bool(view, "blocked", chat->blocked);
    if (chat->migrated_to)
        json_add_int(view, "migrated_to", chat->migrated_to);
    json_add_int(view, "seq", chat->seq);
    return view;
}

static json *view_chat_line(const struct chat *chat)
{
    json *line = json_object();
    json_add(line, "chat", json_clone(chat->info));
    json_add(line, "members", json_clone(chat->members));
    int64_t last = chat->count ? chat->messages[chat->count - 1]->id : 0;
    json_add_int(line, "last_message_id", last);
    json_add_bool(line, "blocked", chat->blocked);
    if (chat->migrated_to)
        json_add_int(line, "migrated_to", chat->migrated_to);
    json_add_int(line, "seq", chat->seq);
    return line;
}

json *view_state(struct sandbox *sandbox, struct bot *bot)
{
    json *view = reply_new();
    json *players = json_array();
    json *chats = json_array();
    const struct list *all = &sandbox->player_list;
    for (struct list_node *n = list_first(all); n; n = list_next(all, n))
        json_push(players, json_clone(LIST_OF(n, struct player, node)->user));
    all = &bot->chat_list;
    for (struct list_node *n = list_first(all); n; n = list_next(all, n))
        json_push(chats, view_chat_line(LIST_OF(n, struct chat, node)));
    json_add_int(view, "now", model_now_s(sandbox));
    json_add_int(view, "skipped", sandbox->skipped_s);
    json_add(view, "bot", json_clone(bot->user));
    if (sandbox->studio)
        json_add_str(view, "studio", sandbox->studio);
    json_add(view, "players", players);
    json_add(view, "chats", chats);
    json_add(view, "commands", commands_in(bot, NULL, NULL));
    if (sandbox->notice)
        json_add(view, "notice", json_clone(sandbox->notice));
    return view;
}
