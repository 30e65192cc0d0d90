/* Whether and where a chat can be reached.
 *
 * A 403 marks the chat, in SQL too, so that no restart tries again what Telegram has refused; any
 * update from it clears the mark, in that turn's commit. What SQL knows is read once, before the
 * first thing is sent that does not read it anyway. A mark that cannot be written costs one more
 * 403 after the next start, so nobody waits for it.
 *
 * A group that has become a supergroup has a new id. Telegram tells it with each refusal, so it is
 * kept in memory only: the rows stay under the old id, and what is sent goes to the new one. */
#include "turn/chat.h"

#include <stdlib.h>

static void end_queue(struct chat *chat)
{
    chat->blocked = true;
    chat->strip_count = 0;
    outs_drop(chat, "the chat takes no messages");
    slots_forget(chat);
}

static void on_marked(void *ctx, const struct err *err)
{
    struct turns *turns = ctx;
    if (op_end(turns) && err)
        log_warn("turn", LOG_T("a chat cannot be marked as blocked"), LOG_S("error", err->text));
}

void chat_block(struct chat *chat)
{
    struct turns *turns = chat->chats->turns;
    log_info("turn", LOG_T("a chat takes no messages"), LOG_I("chat", chat->id));
    op_begin(turns);
    store_chat_block(turns->config.store, chat->id, on_marked, turns);
    end_queue(chat);
}

void chat_heard(struct chat *chat, bool gone)
{
    chat->heard = true;
    if (!gone)
        chat->blocked = false;
    else if (!chat->busy) /* else what is under way hears of it by itself */
        end_queue(chat);  /* the event's own commit marks the chat */
}

void chat_learn(struct chat *chat, const struct store_slot_row *row)
{
    if (row->bottom > chat->bottom)
        chat->bottom = row->bottom;
    if (chat->known)
        return;
    chat->known = true;
    if (row->blocked && !chat->heard)
        end_queue(chat);
}

static void on_row(void *ctx, const struct store_slot_row *row, const struct err *err)
{
    struct chat *chat = ctx;
    struct turns *turns = chat->chats->turns;
    if (row) {
        if (!turns->halted)
            chat_learn(chat, row);
        return;
    }
    if (!op_end(turns))
        return;
    chat->busy = false;
    if (err) {
        log_warn("turn", LOG_T("a chat cannot be read"), LOG_I("chat", chat->id),
                 LOG_S("error", err->text));
        chat_retry(chat);
    }
    chat_step(chat);
}

void chat_load(struct chat *chat)
{
    struct turns *turns = chat->chats->turns;
    op_begin(turns);
    store_slot_load(turns->config.store, chat->id, "", on_row, chat);
}

bool chat_move(struct chat *chat, int64_t id)
{
    if (!id || id == chat_address(chat))
        return false;
    log_info("turn", LOG_T("a chat has a new id"), LOG_I("chat", chat->id), LOG_I("new", id));
    chat->moved = id;
    chat->bottom = 0; /* messages are counted anew there */
    return true;
}

int64_t chat_address(const struct chat *chat)
{
    return chat->moved ? chat->moved : chat->id;
}
