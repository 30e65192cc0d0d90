/* Queues of calls by chat.
 *
 *     add -> chat's queue: [head] [ ] [ ]          one of the chat's calls is under way at a time
 *                            |
 *        may the chat send?  |-- not yet --> heap of chats by time --(due)--+
 *                            `-- yes ------> ready list of its class <------+
 *                                                    |
 *        next: replies, edits, pushes, <-------------' if the whole bot may send
 *              broadcasts
 *
 * A chat is in exactly one place: under way (nowhere), ready, or in the heap. The heap also holds
 * chats with no calls whose limit is not full again; when it is, they are forgotten. A chat counts
 * with the most urgent of its calls, since those before it must leave first. Each FLOOD_FAIR-th
 * turn begins with a lower class (each in its turn), so that nobody waits for ever.
 *
 * A broadcast must not be felt: it takes no more than half of the calls that may be under way, and
 * of the whole bot's pace only what leaves half of the burst to the others. A paid one has a pace
 * of its own (1,000 a second, as Telegram sells it) and takes nothing of the bot's.
 *
 * Rates are GCRA (base/limit.h): over all, a tenth of the rate at once; a private chat 1 a second
 * and 3 at once; a group 5 at once and then one each 4 s, so that no minute sees more than 20. They
 * only avoid most of the 429s: the limits are unpublished, and retry_after is the truth. */
#include "telegram/flood.h"

#include "base/heap.h"
#include "base/limit.h"
#include "base/map.h"
#include "base/mem.h"

#include <stdlib.h>

#define FLOOD_SECOND        ((int64_t)1000000)
#define FLOOD_FAIR          8
#define FLOOD_BURST_SHARE   10
#define FLOOD_PRIVATE_BURST 3
#define FLOOD_GROUP_BURST   5
#define FLOOD_GROUP_US      (4 * FLOOD_SECOND)
#define FLOOD_PAID_US       (FLOOD_SECOND / TELEGRAM_PAID_RATE)
#define FLOOD_PAID_BURST    (TELEGRAM_PAID_RATE / FLOOD_BURST_SHARE)
#define FLOOD_SEVERAL_US    FLOOD_SECOND /* 429 in two chats so near to each other: all wait */

struct flood_chat {
    struct heap_node later; /* first: the heap gives pointers to it */
    struct list_node ready;
    struct list items;
    size_t waits[FLOOD_CLASSES]; /* items of each class */
    struct limit limit;
    int64_t interval_us;
    int64_t burst;
    uint64_t serial;
    enum flood_class listed;
    bool flying;
    char *key;
};

struct telegram_flood {
    struct map *chats;
    struct heap later;
    struct list ready[FLOOD_CLASSES];
    struct limit limit;
    struct limit paid;
    int64_t interval_us; /* 0: no pacing */
    int64_t burst;
    size_t flying;
    size_t broadcasts; /* of them */
    uint64_t serials;
    uint64_t turns;
    uint64_t told_serial;  /* the chat that saw the last 429, */
    int64_t told_us;       /* when, */
    int64_t told_until_us; /* and how long it waits */
};

static struct flood_chat *chat_get(struct telegram_flood *flood, const char *key, bool group)
{
    struct flood_chat *chat = map_get(flood->chats, key);
    if (chat)
        return chat;
    chat = mem_alloc(sizeof(*chat));
    list_init(&chat->items);
    chat->serial = ++flood->serials;
    chat->interval_us = group ? FLOOD_GROUP_US : FLOOD_SECOND;
    chat->burst = group ? FLOOD_GROUP_BURST : FLOOD_PRIVATE_BURST;
    if (!flood->interval_us)
        chat->interval_us = 0;
    chat->key = mem_strdup(key);
    map_put(flood->chats, key, chat);
    return chat;
}

static void chat_free(void *value)
{
    struct flood_chat *chat = value;
    free(chat->key);
    free(chat);
}

static enum flood_class chat_class(const struct flood_chat *chat)
{
    for (int rank = 0; rank < FLOOD_CLASSES; rank++) {
        if (chat->waits[rank])
            return (enum flood_class)rank;
    }
    return FLOOD_PAID;
}

/* Puts the chat where it belongs now. May free it. */
static void chat_settle(struct telegram_flood *flood, struct flood_chat *chat, int64_t now_us)
{
    bool empty = list_empty(&chat->items);
    int64_t wait = limit_wait_us(&chat->limit, now_us, chat->interval_us, chat->burst);
    int64_t full = chat->limit.tat_us;

    if (chat->flying || empty || wait > 0) {
        list_remove(&chat->ready);
    } else if (!chat->ready.next || chat->listed != chat_class(chat)) {
        list_remove(&chat->ready);
        chat->listed = chat_class(chat);
        list_push(&flood->ready[chat->listed], &chat->ready);
    }
    if (!chat->flying && !empty && wait > 0)
        heap_put(&flood->later, &chat->later, now_us + wait, 0);
    else if (!chat->flying && empty && full > now_us)
        heap_put(&flood->later, &chat->later, full, 0);
    else
        heap_remove(&flood->later, &chat->later);
    if (!chat->flying && empty && full <= now_us) {
        map_take(flood->chats, chat->key);
        chat_free(chat);
    }
}

static void item_remove(struct flood_item *item)
{
    list_remove(&item->node);
    item->chat->waits[item->rank]--;
    item->chat = NULL;
    item->flying = false;
}

static void wake_due(struct telegram_flood *flood, int64_t now_us)
{
    struct heap_node *first;
    while ((first = heap_first(&flood->later)) && first->key <= now_us)
        chat_settle(flood, (struct flood_chat *)first, now_us);
}

static bool is_broadcast(enum flood_class rank)
{
    return rank >= FLOOD_BROADCAST;
}

static struct flood_item *head_of(const struct flood_chat *chat)
{
    return LIST_OF(list_first(&chat->items), struct flood_item, node);
}

/* How long the whole bot must wait before this call may leave; -1: until another is over. */
static int64_t wait_of(const struct telegram_flood *flood, const struct flood_item *item,
                       int64_t now_us)
{
    if (is_broadcast(item->rank) && flood->broadcasts >= TELEGRAM_BROADCAST_MAX)
        return -1;
    if (item->rank == FLOOD_PAID)
        return limit_wait_us(&flood->paid, now_us, FLOOD_PAID_US, FLOOD_PAID_BURST);
    int64_t burst = is_broadcast(item->rank) ? (flood->burst + 1) / 2 : flood->burst;
    return limit_wait_us(&flood->limit, now_us, flood->interval_us, burst);
}

/* The most urgent chat whose call may leave now. NULL: none; *wait_us is then lowered to the wait
 * of the first that may. */
static struct flood_chat *pick(const struct telegram_flood *flood, int64_t now_us, int64_t *wait_us)
{
    uint64_t turn = flood->turns + 1;
    uint64_t first = 1 + turn / FLOOD_FAIR % (FLOOD_CLASSES - 1);
    bool fair = turn % FLOOD_FAIR == 0; /* from a lower class upwards */
    for (uint64_t i = 0; i < FLOOD_CLASSES; i++) {
        const struct list *ready =
            &flood->ready[(fair ? first + FLOOD_CLASSES - i : i) % FLOOD_CLASSES];
        if (list_empty(ready))
            continue;
        struct flood_chat *chat = LIST_OF(list_first(ready), struct flood_chat, ready);
        int64_t wait = wait_of(flood, head_of(chat), now_us);
        if (!wait)
            return chat;
        if (wait > 0 && (*wait_us < 0 || wait < *wait_us))
            *wait_us = wait;
    }
    return NULL;
}

static void take(struct telegram_flood *flood, struct flood_chat *chat, int64_t now_us)
{
    struct flood_item *item = head_of(chat);
    if (item->rank == FLOOD_PAID)
        limit_take(&flood->paid, now_us, FLOOD_PAID_US, FLOOD_PAID_BURST);
    else
        limit_take(&flood->limit, now_us, flood->interval_us, flood->burst);
    limit_take(&chat->limit, now_us, chat->interval_us, chat->burst);
    item->flying = chat->flying = true;
    flood->flying++;
    flood->broadcasts += is_broadcast(item->rank);
    flood->turns++;
}

/* A call that was given out is back. */
static void land(struct telegram_flood *flood, struct flood_item *item)
{
    item->flying = item->chat->flying = false;
    flood->flying--;
    flood->broadcasts -= is_broadcast(item->rank);
}

struct telegram_flood *telegram_flood_new(int rate)
{
    struct telegram_flood *flood = mem_alloc(sizeof(*flood));
    flood->chats = map_new();
    for (int rank = 0; rank < FLOOD_CLASSES; rank++)
        list_init(&flood->ready[rank]);
    if (rate > 0) {
        flood->interval_us = FLOOD_SECOND / rate > 0 ? FLOOD_SECOND / rate : 1;
        flood->burst = rate / FLOOD_BURST_SHARE > 0 ? rate / FLOOD_BURST_SHARE : 1;
    }
    return flood;
}

void telegram_flood_free(struct telegram_flood *flood)
{
    if (!flood)
        return;
    map_free_with(flood->chats, chat_free);
    heap_done(&flood->later);
    free(flood);
}

void telegram_flood_add(struct telegram_flood *flood, struct flood_item *item, const char *chat,
                        bool group, int64_t now_us)
{
    item->chat = chat_get(flood, chat, group);
    item->flying = false;
    item->chat->waits[item->rank]++;
    list_push(&item->chat->items, &item->node);
    chat_settle(flood, item->chat, now_us);
}

struct flood_item *telegram_flood_next(struct telegram_flood *flood, int64_t now_us,
                                       int64_t *ret_wait_us)
{
    wake_due(flood, now_us);
    struct heap_node *later = heap_first(&flood->later);

    *ret_wait_us = later ? later->key - now_us : -1;
    if (flood->flying >= TELEGRAM_FLIGHT_MAX)
        return NULL;
    struct flood_chat *chat = pick(flood, now_us, ret_wait_us);
    if (!chat)
        return NULL;
    struct flood_item *item = head_of(chat);
    take(flood, chat, now_us);
    chat_settle(flood, chat, now_us);
    return item;
}

void telegram_flood_done(struct telegram_flood *flood, struct flood_item *item, int64_t now_us)
{
    struct flood_chat *chat = item->chat;
    if (item->flying)
        land(flood, item);
    item_remove(item);
    chat_settle(flood, chat, now_us);
}

void telegram_flood_again(struct telegram_flood *flood, struct flood_item *item, int64_t now_us,
                          int64_t wait_us)
{
    struct flood_chat *chat = item->chat;
    int64_t until = now_us + wait_us;

    land(flood, item);
    limit_block(&chat->limit, until, chat->interval_us, chat->burst);
    bool other = flood->told_serial && flood->told_serial != chat->serial;
    if (other && now_us - flood->told_us <= FLOOD_SEVERAL_US) {
        /* Until the first of them may try again: one chat that is to wait for an hour must not
         * silence the rest. */
        int64_t both = until < flood->told_until_us ? until : flood->told_until_us;
        limit_block(&flood->limit, both, flood->interval_us, flood->burst);
        limit_block(&flood->paid, both, FLOOD_PAID_US, FLOOD_PAID_BURST);
    }
    flood->told_serial = chat->serial;
    flood->told_us = now_us;
    flood->told_until_us = until;
    chat_settle(flood, chat, now_us);
}

struct flood_item *telegram_flood_take_behind(struct telegram_flood *flood, struct flood_item *item,
                                              int64_t now_us)
{
    struct flood_chat *chat = item->chat;
    struct flood_item *next =
        LIST_OF(list_next(&chat->items, &item->node), struct flood_item, node);
    if (next)
        item_remove(next);
    chat_settle(flood, chat, now_us);
    return next;
}

void telegram_flood_hurry(struct telegram_flood *flood, const char *key, int64_t now_us)
{
    struct flood_chat *chat = map_get(flood->chats, key);
    struct list_node *node = chat ? list_first(&chat->items) : NULL;
    if (!node)
        return;
    for (; node; node = list_next(&chat->items, node)) {
        struct flood_item *item = LIST_OF(node, struct flood_item, node);
        if (item->rank == FLOOD_PUSH)
            item->rank = FLOOD_REPLY;
    }
    chat->waits[FLOOD_REPLY] += chat->waits[FLOOD_PUSH];
    chat->waits[FLOOD_PUSH] = 0;
    chat_settle(flood, chat, now_us);
}

size_t telegram_flood_chats(const struct telegram_flood *flood)
{
    return map_count(flood->chats);
}
