/* Flood control: which waiting call leaves next, and when. Pure: it is told the time and sends
 * nothing itself. Private to telegram/.
 *
 * A call is a flood_item inside the caller's own struct. It is added under its chat's key, given
 * out by telegram_flood_next when its turn has come, and ends with telegram_flood_done, or goes
 * back to the head of its chat's queue with telegram_flood_again after a 429. Every operation costs
 * at most O(log chats). Times are monotonic microseconds and never go back. */
#ifndef BYLINA_TELEGRAM_FLOOD_H
#define BYLINA_TELEGRAM_FLOOD_H

#include "base/list.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TELEGRAM_FLIGHT_MAX    100  /* paced calls under way at once */
#define TELEGRAM_BROADCAST_MAX 50   /* of them, broadcasts */
#define TELEGRAM_PAID_RATE     1000 /* paid broadcasts a second */

/* FLOOD_PAID: a call with allow_paid_broadcast, which has a pace of its own. */
enum flood_class {
    FLOOD_REPLY,
    FLOOD_EDIT,
    FLOOD_PUSH,
    FLOOD_BROADCAST,
    FLOOD_PAID,
    FLOOD_CLASSES,
};

struct flood_chat;

struct flood_item {
    struct list_node node;
    struct flood_chat *chat; /* NULL: not added */
    enum flood_class rank;
    bool flying;
};

struct telegram_flood;

struct telegram_flood *telegram_flood_new(int rate);    /* 0: no pacing but for 429 */
void telegram_flood_free(struct telegram_flood *flood); /* the items are the caller's */

/* `group`: 20 a minute, else 1 a second. */
void telegram_flood_add(struct telegram_flood *flood, struct flood_item *item, const char *chat,
                        bool group, int64_t now_us);
/* The next call to leave now. NULL: none; *ret_wait_us is then how long until it is worth asking
 * again, or -1: only after another call. */
struct flood_item *telegram_flood_next(struct telegram_flood *flood, int64_t now_us,
                                       int64_t *ret_wait_us);
/* An item that was given out is over; or one that still waits is taken out. */
void telegram_flood_done(struct telegram_flood *flood, struct flood_item *item, int64_t now_us);
/* Telegram said to wait: the item, its chat, and if need be everybody does. */
void telegram_flood_again(struct telegram_flood *flood, struct flood_item *item, int64_t now_us,
                          int64_t wait_us);
/* What has been added for the chat as a push goes like a reply: somebody waits behind it now. */
void telegram_flood_hurry(struct telegram_flood *flood, const char *chat, int64_t now_us);
/* The first item behind the one given, in the same chat, taken out; NULL: there is none. */
struct flood_item *telegram_flood_take_behind(struct telegram_flood *flood, struct flood_item *item,
                                              int64_t now_us);
size_t telegram_flood_chats(const struct telegram_flood *flood); /* remembered now */

#endif
