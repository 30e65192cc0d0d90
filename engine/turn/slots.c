/* Screens. A slot is a row: what the chat should show (desired, with its version), and what it does
 * show (shown, message).
 *
 *     want -> [load the row] -> message at the bottom?  yes: edit it
 *                                                       no:  record in_doubt, send a new one,
 *                                                            record it, strip the old one's buttons
 *
 * `desired` is held only while it is not shown; while its call is under way it is `sending`, and a
 * newer one that arrives then waits as `desired` and follows. So nothing is merged into a call that
 * has left, and whatever waits is only the newest.
 *
 * An edit that is in doubt is simply repeated. A new message that is in doubt may stand in the chat
 * without our knowing its id: the slot stays `in_doubt`, in SQL too, and the screen is sent again.
 * A tap tells a message id: of the two the newer is adopted and the other loses its buttons. */
#include "base/str.h"
#include "turn/slot.h"
#include "turn/unit_inner.h"
#include "json/json.h"

#include <stdlib.h>
#include <string.h>

static void count(struct slot *slot)
{
    bool wanted = slot->desired || slot->sending;
    if (wanted != slot->counted)
        slot_turns(slot)->status.outgoing += wanted ? 1 : -1;
    slot->counted = wanted;
}

/* --- in memory ------------------------------------------------------------------------------- */

static void slot_free(struct slot *slot)
{
    list_remove(&slot->node);
    slot->chat->slot_count--;
    later_cancel(slot->save_later);
    free(slot->name);
    free(slot->desired);
    free(slot->sending);
    free(slot->seen);
    free(slot->refused);
    free(slot->words);
    free(slot);
}

/* Makes room in a chat of many screens. */
static void forget_one(struct chat *chat)
{
    for (struct list_node *node = list_first(&chat->slots); node;
         node = list_next(&chat->slots, node)) {
        struct slot *slot = LIST_OF(node, struct slot, node);
        if (slot->desired || slot->sending || slot->saving || slot->refresh || slot == chat->slot)
            continue;
        slot_free(slot);
        return;
    }
}

static struct slot *slot_find(const struct chat *chat, const char *name)
{
    for (struct list_node *node = list_first(&chat->slots); node;
         node = list_next(&chat->slots, node)) {
        struct slot *slot = LIST_OF(node, struct slot, node);
        if (str_equal(slot->name, name))
            return slot;
    }
    return NULL;
}

static struct slot *slot_make(struct chat *chat, const char *name)
{
    struct slot *slot = slot_find(chat, name);
    if (slot) {
        list_remove(&slot->node);
        list_push(&chat->slots, &slot->node);
        return slot;
    }
    if (chat->slot_count >= CHAT_SLOTS_MAX)
        forget_one(chat);
    slot = mem_alloc(sizeof(*slot));
    slot->chat = chat;
    slot->name = mem_strdup(name);
    list_push(&chat->slots, &slot->node);
    chat->slot_count++;
    return slot;
}

struct slot *slots_first(const struct chat *chat)
{
    struct slot *first = NULL;
    for (struct list_node *node = list_first(&chat->slots); node;
         node = list_next(&chat->slots, node)) {
        struct slot *slot = LIST_OF(node, struct slot, node);
        if ((slot->desired || slot->refresh) && (!first || slot->place < first->place))
            first = slot;
    }
    return first;
}

int64_t slot_place(const struct slot *slot)
{
    return slot->place;
}

/* --- what came of it ------------------------------------------------------------------------- */

static void put_back(struct slot *slot)
{
    if (slot->desired)
        free(slot->sending);
    else
        slot->desired = slot->sending;
    slot->sending = NULL;
}

static void forget_seen(struct slot *slot)
{
    free(slot->seen);
    slot->seen = NULL;
}

/* A body that is not known may have them. */
static bool has_buttons(const char *body)
{
    json *seen = NULL;
    if (!body || json_parse(body, strlen(body), &seen, NULL))
        return true;
    bool some = json_count(json_get(seen, "rows")) > 0;
    json_free(seen);
    return some;
}

static void on_delivered(struct slot *slot, int64_t message)
{
    if (!slot->editing) {
        if (slot->message && slot->message != message && has_buttons(slot->seen))
            chat_strip(slot->chat, slot->message);
        slot->message = message;
        slot->in_doubt = false;
    }
    slot->shown = slot->sending_version;
    forget_seen(slot);
    slot->seen = slot->sending;
    slot->sending = NULL;
    slot_save(slot);
}

/* It will never be shown: what counts is that nothing tries for ever. */
static void on_hopeless(struct slot *slot, bool in_doubt, const char *words)
{
    log_warn("turn", LOG_T("a screen was refused"), LOG_I("chat", slot->chat->id),
             LOG_S("error", words));
    slot->shown = slot->sending_version;
    slot->in_doubt = in_doubt;
    if (!slot->refused) { /* one at a time is recorded: more of the same say no more */
        slot->refused = mem_printf(UNIT_POST_OPEN "%s" UNIT_POST_CLOSE, slot->sending);
        slot->words = mem_strdup(words ? words : "");
        slot->refused_id = store_id(slot_turns(slot)->config.store);
    }
    free(slot->sending);
    slot->sending = NULL;
    slot_save(slot);
}

/* It may be there still: a text cannot become a picture by an edit. */
static void on_lost(struct slot *slot)
{
    chat_strip(slot->chat, slot->message);
    slot->message = 0;
    forget_seen(slot);
    put_back(slot);
}

static void on_doubt(struct slot *slot, const char *words)
{
    slot->doubt = slot->doubt || !slot->editing;
    if (chat_gives_up(slot->chat)) {
        on_hopeless(slot, false, words);
        chat_went_well(slot->chat);
    } else {
        put_back(slot);
        chat_retry(slot->chat);
    }
}

static void on_sent(struct chat *chat, enum turn_delivery delivery, int64_t message,
                    const char *words)
{
    struct slot *slot = chat->slot;
    chat->slot = NULL;
    if (delivery != TURN_DOUBT && delivery != TURN_UNSENT)
        chat_went_well(chat);
    if (delivery == TURN_DELIVERED) {
        on_delivered(slot, message);
    } else if (delivery == TURN_LOST && slot->editing) {
        on_lost(slot);
    } else if (delivery == TURN_BLOCKED) {
        chat_block(chat);
    } else if (delivery == TURN_DOUBT) {
        on_doubt(slot, words);
    } else if (delivery == TURN_MOVED && chat_move(chat, message)) {
        slot->message = 0; /* it stands where nobody reads any more */
        slot->in_doubt = slot->doubt;
        forget_seen(slot);
        put_back(slot);
    } else if (delivery == TURN_UNSENT) {
        slot->in_doubt = slot->doubt;
        put_back(slot);
        chat_retry(chat);
    } else {
        on_hopeless(slot, slot->doubt, words);
    }
    count(slot);
}

/* --- sending --------------------------------------------------------------------------------- */

void slot_post(struct slot *slot, int64_t message)
{
    struct chat *chat = slot->chat;
    const struct turn_port *port = &slot_turns(slot)->config.port;
    slot->editing = message != 0;
    slot->sending = slot->desired;
    slot->sending_version = slot->version;
    slot->desired = NULL;
    struct turn_post post = {
        .chat = chat_address(chat),
        .body = slot->sending,
        .message = message,
        .shown = slot->editing ? slot->seen : NULL,
        .awaited = chat->awaited,
    };
    port->post(port->self, &post, chat_posted, chat_call(chat, on_sent));
}

static void load(struct slot *slot);

void slot_send(struct chat *chat, struct slot *slot)
{
    chat->slot = slot;
    if (!slot->known || slot->refresh) {
        load(slot);
    } else if (slot->message && !slot->anew && (slot->message >= chat->bottom || slot->quiet) &&
               !slot->in_doubt) {
        slot_post(slot, slot->message);
    } else {
        slot->in_doubt = true;
        slot->marking = true;
        slot_save(slot);
    }
}

/* Of two messages that show the screen the newer is adopted; the other loses its buttons. */
static void adopt(struct slot *slot)
{
    int64_t tapped = slot->chat->tapped;
    if (!slot->doubt || !tapped || tapped == slot->message ||
        !str_equal(slot->name, slot->chat->tapped_slot))
        return;
    slot->doubt = false;
    if (tapped < slot->message) {
        chat_strip(slot->chat, tapped);
        return;
    }
    if (slot->message)
        chat_strip(slot->chat, slot->message);
    slot->message = tapped;
    forget_seen(slot);
    if (!slot->marking && !(slot->sending && !slot->editing)) {
        slot->in_doubt = false;
        slot_save(slot);
    }
}

void slots_tapped(struct chat *chat)
{
    for (struct list_node *node = list_first(&chat->slots); node;
         node = list_next(&chat->slots, node))
        adopt(LIST_OF(node, struct slot, node));
}

/* --- wanting and loading --------------------------------------------------------------------- */

/* The scripts' side says so; in JSON these cannot stand inside a text. */
static bool is_quiet(const char *desired)
{
    return strstr(desired, "\"quiet\":true") != NULL;
}

static bool is_anew(const char *desired)
{
    return strstr(desired, "\"anew\":true") != NULL;
}

static void want(struct slot *slot, int64_t version, const char *desired)
{
    slot->quiet = is_quiet(desired) && (!slot->desired || slot->quiet);
    slot->anew = is_anew(desired) || (slot->desired && slot->anew);
    if (!slot->desired)
        slot->place = version;
    slot->version = version;
    free(slot->desired);
    slot->desired = mem_strdup(desired);
    count(slot);
}

static void slot_forget(struct slot *slot)
{
    bool open = slot->desired || slot->sending;
    free(slot->desired);
    free(slot->sending);
    slot->desired = slot->sending = NULL;
    slot->shown = slot->version;
    slot->message = 0;
    slot->in_doubt = slot->doubt = false; /* a refresh stays: its row is still to be recorded */
    slot->known = true;
    forget_seen(slot);
    count(slot);
    if (open)
        slot_save(slot);
}

static void learn(struct slot *slot, const struct store_slot_row *row)
{
    slot->refresh = false;
    chat_learn(slot->chat, row);
    if (!slot->known) {
        slot->known = true;
        slot->shown = row->shown;
        slot->message = row->message;
        slot->in_doubt = slot->doubt = row->in_doubt;
        if (row->shown && row->shown == row->slot.version)
            slot->seen = mem_strdup(row->slot.desired);
    }
    bool open = row->shown < row->slot.version || row->in_doubt;
    if (row->slot.version > slot->version && open)
        want(slot, row->slot.version, row->slot.desired);
    else if (row->slot.version > slot->version)
        slot->version = row->slot.version;
    adopt(slot);
    if (slot->chat->blocked)
        slot_forget(slot);
}

static void on_row(void *ctx, const struct store_slot_row *row, const struct err *err)
{
    struct slot *slot = ctx;
    struct chat *chat = slot->chat;
    if (row) {
        if (!slot_turns(slot)->halted)
            learn(slot, row);
        return;
    }
    if (!op_end(slot_turns(slot)))
        return;
    chat->busy = false;
    chat->slot = NULL;
    if (err) {
        log_warn("turn", LOG_T("a screen cannot be read"), LOG_I("chat", chat->id),
                 LOG_S("error", err->text));
        chat_retry(chat);
    }
    chat_step(chat);
}

static void load(struct slot *slot)
{
    struct turns *turns = slot_turns(slot);
    op_begin(turns);
    store_slot_load(turns->config.store, slot->chat->id, slot->name, on_row, slot);
}

void slots_forget(struct chat *chat)
{
    for (struct list_node *node = list_first(&chat->slots); node;
         node = list_next(&chat->slots, node))
        slot_forget(LIST_OF(node, struct slot, node));
}

void slots_want(struct chats *chats, const struct store_slot *row, bool acted)
{
    struct chat *chat = chat_make(chats, row->chat);
    struct slot *slot = slot_make(chat, row->slot);
    if (row->version == slot->version)
        return; /* a load was faster */
    want(slot, row->version, row->desired);
    if (chat->blocked)
        slot_forget(slot);
    if (acted)
        chat_await(chat);
    else
        chat_step(chat);
}

void slots_loaded(struct chats *chats, const struct store_slot_row *row)
{
    learn(slot_make(chat_make(chats, row->slot.chat), row->slot.slot), row);
}

void slots_refresh(struct chats *chats, int64_t chat_id, const char *name)
{
    struct chat *chat = chat_make(chats, chat_id);
    struct slot *slot = slot_make(chat, name);
    slot->refresh = true;
    chat_step(chat);
}

void slots_free(struct chat *chat)
{
    struct list_node *node;
    while ((node = list_first(&chat->slots)))
        slot_free(LIST_OF(node, struct slot, node));
}
