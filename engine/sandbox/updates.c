/* The queue of updates. Each is kept as the text that will be sent, so that answering a poll is
 * copying. Who waits for updates is told from a timer of no delay, once a turn of the loop, so that
 * updates that come together leave together (the real server waits some milliseconds, too).
 *
 * Updates live by the machine's clock, not by the game's: a skip of eight hours loses nothing.
 *
 * The queue is in the order of ids, but for what faults put into it (mischief.c): those may be
 * below an offset that was confirmed long ago. They are "stubborn": they go only once they were
 * given, and the bot did not ask for the same again. */
#include "sandbox/updates.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "sandbox/faults.h"
#include "sandbox/hold.h"
#include "sandbox/mischief.h"
#include "sandbox/poll.h"
#include "sandbox/records.h"
#include "sandbox/webhook.h"

#include <stdlib.h>
#include <string.h>

#define MINUTE_MS        INT64_C(60000)
#define MESSAGE_LIFE_MS  (24 * 60 * MINUTE_MS)
#define QUERY_LIFE_MS    INT64_C(150000)
#define OFFSET_AHEAD_MAX 10 /* an offset further above the tail reads from the head */
#define OFFSET_BELOW_MAX 100000
#define GIVEN_MAX        3 /* a stubborn update goes then, even when the same was asked again */

static struct update *first_of(const struct bot *bot)
{
    return LIST_OF(list_first(&bot->updates), struct update, node);
}

static struct update *next_of(const struct bot *bot, const struct update *update)
{
    return LIST_OF(list_next(&bot->updates, &update->node), struct update, node);
}

bool updates_wants(const struct bot *bot, const char *kind)
{
    static const char *const unasked[] = {"chat_member", "message_reaction",
                                          "message_reaction_count"};
    if (!bot->allowed || json_count(bot->allowed) == 0) {
        for (size_t i = 0; i < sizeof(unasked) / sizeof(unasked[0]); i++)
            if (!strcmp(kind, unasked[i]))
                return false;
        return true;
    }
    for (const json *name = json_first(bot->allowed); name; name = json_next(name))
        if (str_equal(json_text(name, NULL), kind))
            return true;
    return false;
}

void updates_free(struct bot *bot, struct update *update)
{
    if (update->node.next) {
        list_remove(&update->node);
        bot->update_count--;
        bot->stubborn_count -= update->stubborn;
    }
    free(update->text);
    free(update);
}

struct update *updates_make(int64_t id, const char *kind, char *text, size_t len, int64_t at_ms)
{
    bool query = str_equal(kind, "callback_query") || str_equal(kind, "pre_checkout_query") ||
                 str_equal(kind, "inline_query");
    struct update *update = mem_alloc(sizeof(*update));
    update->id = id;
    update->at_ms = at_ms;
    update->until_ms = at_ms + (query ? QUERY_LIFE_MS : MESSAGE_LIFE_MS);
    update->text = text;
    update->len = len;
    return update;
}

void updates_enqueue(struct bot *bot, struct update *update)
{
    list_push(&bot->updates, &update->node);
    bot->update_count++;
    bot->stubborn_count += update->stubborn;
}

static void make_room(struct bot *bot)
{
    while (bot->update_count >= UPDATES_MAX) {
        struct update *oldest = first_of(bot);
        if (oldest->in_flight)
            break;
        updates_free(bot, oldest);
    }
}

static void begin_update(struct buf *text, int64_t id, const char *kind)
{
    char digits[STR_I64];
    buf_adds(text, "{\"update_id\":");
    buf_add(text, digits, str_put_i64(digits, id));
    buf_adds(text, ",\"");
    buf_adds(text, kind);
    buf_adds(text, "\":");
}

int64_t updates_add(struct bot *bot, const char *kind, const json *payload, int64_t key)
{
    struct buf text;
    if (!updates_wants(bot, kind))
        return 0;
    struct fault *fault = mischief_choose(bot, kind, payload);
    buf_init(&text, UPDATE_LIMIT);
    int64_t id = bot->next_update_id++;
    begin_update(&text, id, kind);
    json_write(payload, &text);
    buf_addc(&text, '}');
    if (text.full) {
        buf_done(&text);
        fault_free(fault);
        return 0;
    }
    make_room(bot);
    size_t len;
    char *bytes = buf_detach(&text, &len);
    struct update *update = updates_make(id, kind, bytes, len, clock_wall_ms());
    update->key = key;
    update->stubborn = fault && mischief_holds(fault);
    records_update(bot, update);
    if (fault)
        mischief_enqueue(bot, update, kind, payload, fault);
    else
        updates_enqueue(bot, update);
    fault_free(fault);
    hold_overtaken(bot, id);
    updates_ready(bot);
    return id;
}

static bool is_queued(const struct bot *bot, int64_t id)
{
    for (const struct update *u = first_of(bot); u; u = next_of(bot, u))
        if (u->id == id)
            return true;
    return false;
}

/* A line of an id that is in the queue already comes again only where a fault kept it back. */
void updates_load(struct bot *bot, const json *update, int64_t at_ms, bool stubborn)
{
    int64_t id = json_int(update, "update_id", 0);
    const json *payload = json_next(json_first(update));
    struct buf text;
    if (id <= 0 || !payload || (id < bot->next_update_id && is_queued(bot, id)))
        return;
    buf_init(&text, UPDATE_LIMIT);
    if (json_write(update, &text) == 0) {
        size_t len;
        char *bytes = buf_detach(&text, &len);
        const json *chat = json_get(payload, "chat");
        struct update *loaded = updates_make(id, json_key(payload), bytes, len, at_ms);
        loaded->stubborn = stubborn;
        loaded->key = json_int(chat ? chat : json_get(payload, "from"), "id", 0);
        loaded->key = chat ? loaded->key * 2 : loaded->key * 2 + 1;
        updates_enqueue(bot, loaded);
        if (id >= bot->next_update_id)
            bot->next_update_id = id + 1;
    }
    buf_done(&text);
}

/* The journal knows only "below": what stays although it is below is written again. */
static void acknowledge(struct bot *bot, int64_t below)
{
    records_ack(bot, below);
    for (struct update *u = first_of(bot); u && bot->stubborn_count; u = next_of(bot, u))
        if (u->stubborn && u->id < below)
            records_update(bot, u);
    hold_record(bot, below);
}

void updates_forget(struct bot *bot, struct update *update)
{
    /* A webhook may take updates out of order: the journal knows only "below", so that an update
     * that was taken before an older one comes again after a restart. Telegram allows that. */
    bool oldest = list_first(&bot->updates) == &update->node;
    int64_t id = update->id;
    updates_free(bot, update);
    if (oldest)
        acknowledge(bot, first_of(bot) ? first_of(bot)->id : id + 1);
    hold_given(bot, id);
    hold_release(bot);
}

/* What it asked for before, it asks for again: so the last answer was perhaps lost. */
static void forget_below(struct bot *bot, int64_t below, bool again)
{
    bool some = false;
    struct update *next;
    for (struct update *u = first_of(bot); u && (u->id < below || bot->stubborn_count); u = next) {
        next = next_of(bot, u);
        bool stays = u->stubborn && (!u->given || (again && u->given < GIVEN_MAX));
        if (u->id >= below || stays)
            continue;
        updates_free(bot, u);
        some = true;
    }
    if (some)
        acknowledge(bot, below);
}

void updates_forget_below(struct bot *bot, int64_t below)
{
    forget_below(bot, below, false);
}

void updates_clear(struct bot *bot)
{
    while (first_of(bot))
        updates_free(bot, first_of(bot));
}

void updates_forget_old(struct bot *bot)
{
    int64_t now = clock_wall_ms();
    struct update *next;
    for (struct update *u = first_of(bot); u && u->until_ms <= now; u = next) {
        next = next_of(bot, u);
        if (!u->in_flight)
            updates_free(bot, u);
    }
}

void updates_offset(struct bot *bot, int64_t offset)
{
    struct update *head = first_of(bot);
    bool again = offset == bot->asked_offset;
    bot->asked_offset = offset;
    if (!head || offset == 0)
        return;
    if (offset < 0) {
        int64_t keep = -offset < (int64_t)bot->update_count ? -offset : (int64_t)bot->update_count;
        struct list_node *node = bot->updates.head.prev;
        for (int64_t i = 1; i < keep; i++)
            node = node->prev;
        updates_forget_below(bot, LIST_OF(node, struct update, node)->id);
        return;
    }
    if (offset > bot->next_update_id + OFFSET_AHEAD_MAX || offset < head->id - OFFSET_BELOW_MAX)
        return;
    forget_below(bot, offset, again);
}

int updates_write(struct bot *bot, int limit, struct buf *out)
{
    int64_t now = clock_wall_ms();
    int count = 0;
    struct update *next;
    for (struct update *u = first_of(bot); u && count < limit; u = next) {
        next = next_of(bot, u);
        if (u->until_ms <= now) {
            updates_free(bot, u);
            continue;
        }
        if (count && out->len + u->len > UPDATES_BYTES_LIMIT)
            break;
        if (count)
            buf_addc(out, ',');
        buf_add(out, u->text, u->len);
        u->given++;
        count++;
        hold_given(bot, u->id);
        if (u->once)
            updates_free(bot, u);
    }
    hold_release(bot);
    return count;
}

static void rename_in(json *member, int64_t id)
{
    json *user = json_get(member, "user");
    if (user && json_int(user, "id", -1) == 0)
        json_add_int(user, "id", id);
}

void updates_rename_bot(struct bot *bot, int64_t id)
{
    for (struct update *u = first_of(bot); u; u = next_of(bot, u)) {
        json *update = NULL;
        if (u->once || !strstr(u->text, "\"my_chat_member\"") ||
            json_parse(u->text, u->len, &update, NULL) < 0)
            continue;
        json *change = json_get(update, "my_chat_member");
        rename_in(json_get(change, "old_chat_member"), id);
        rename_in(json_get(change, "new_chat_member"), id);
        free(u->text);
        u->text = json_print(update);
        u->len = strlen(u->text);
        json_free(update);
    }
}

void updates_ready(struct bot *bot)
{
    if (!bot->poll && !bot->webhook)
        return;
    if (!bot->ready.next)
        list_push(&bot->sandbox->ready, &bot->ready);
    if (bot->sandbox->kick)
        loop_timer_start(bot->sandbox->kick, 0);
}

void updates_serve(void *ctx)
{
    struct sandbox *sandbox = ctx;
    struct list_node *node;
    while ((node = list_pop(&sandbox->ready))) {
        struct bot *bot = LIST_OF(node, struct bot, ready);
        if (bot->poll)
            poll_serve(bot->poll);
        if (bot->webhook)
            webhook_serve(bot->webhook);
    }
}
