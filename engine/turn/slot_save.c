/* Recording a slot: one call of the store at a time, always of the newest state. What changes while
 * one is under way is recorded by another; a call that fails is repeated until it stands, since a
 * start must find what the chat truly shows. */
#include "turn/slot.h"

#include <stdlib.h>

static void save_submit(void *ctx);

static void forget_refused(struct slot *slot)
{
    free(slot->refused);
    free(slot->words);
    slot->refused = slot->words = NULL;
}

static void on_saved(void *ctx, const struct err *err)
{
    struct slot *slot = ctx;
    struct turns *turns = slot_turns(slot);
    if (!op_end(turns))
        return;
    if (err) {
        log_warn("turn", LOG_T("a screen cannot be recorded"), LOG_I("chat", slot->chat->id),
                 LOG_S("error", err->text));
        int64_t wait = later_backoff_ms(&turns->chance, TURN_RETRY_MS, ++slot->save_tries);
        slot->save_later = later_start(&turns->laters, wait, save_submit, slot);
        return;
    }
    slot->save_tries = 0;
    if (slot->mark.failure)
        forget_refused(slot);
    if (slot->save_again) {
        save_submit(slot);
        return;
    }
    slot->saving = false;
    slot->chat->saving--;
    turns->records--;
    if (slot->marking) {
        slot->marking = false;
        slot_post(slot, 0);
    } else {
        chat_step(slot->chat);
    }
    stop_look(turns);
}

static void save_submit(void *ctx)
{
    struct slot *slot = ctx;
    struct turns *turns = slot_turns(slot);
    slot->save_later = NULL;
    slot->save_again = false;
    slot->mark = (struct store_slot_shown){
        .chat = slot->chat->id,
        .slot = slot->name,
        .shown = slot->shown,
        .message = slot->message,
        .bottom = slot->chat->bottom,
        .in_doubt = slot->in_doubt,
        .failure = slot->refused ? slot->words : NULL,
        .body = slot->refused,
        .id = slot->refused ? slot->refused_id : 0,
    };
    op_begin(turns);
    store_slot_settle(turns->config.store, &slot->mark, on_saved, slot);
}

void slot_save(struct slot *slot)
{
    if (slot->saving) {
        slot->save_again = true;
        return;
    }
    slot->saving = true;
    slot->chat->saving++;
    slot_turns(slot)->records++;
    save_submit(slot);
}
