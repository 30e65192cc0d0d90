/* One screen of one chat, for the two files that work on it: slots.c wants, loads and sends,
 * slot_save.c records. Private to turn/. */
#ifndef BYLINA_TURN_SLOT_H
#define BYLINA_TURN_SLOT_H

#include "turn/chat.h"

struct slot {
    struct list_node node; /* in chat->slots, last used last */
    struct chat *chat;
    char *name;
    bool known;      /* shown, message and in_doubt are */
    bool refresh;    /* read the row again before anything is sent */
    int64_t version; /* of what should be shown */
    int64_t place;   /* of the oldest change that is not shown */
    int64_t shown;   /* version */
    int64_t message; /* 0: none */
    bool in_doubt;   /* as recorded: a new message is under way, or its end is not known */
    bool doubt;      /* its end is truly not known, and no tap has told since */
    bool quiet;      /* `desired` is no answer to anything: it never becomes a new message */
    bool anew;       /* it comes as a new message, wherever the shown one stands */
    char *desired;   /* NULL: shown, or under way */
    char *sending;   /* under way */
    int64_t sending_version;
    bool editing;       /* what is under way is an edit */
    char *seen;         /* what `message` shows, if known */
    char *refused;      /* a body that Telegram will never take, with its words: to be recorded, */
    char *words;        /* or NULL; */
    int64_t refused_id; /* its number, the same however often that is tried */
    bool counted;       /* in status.outgoing */
    bool saving;        /* being recorded, or waiting to be */
    bool save_again;
    bool marking; /* the new message leaves when in_doubt is recorded */
    struct store_slot_shown mark;
    int save_tries;
    struct later *save_later;
};

static inline struct turns *slot_turns(const struct slot *slot)
{
    return slot->chat->chats->turns;
}

/* slot_save.c: what the slot shows, and a refusal, into SQL; repeated until it stands. With
 * `marking` set the new message leaves then. */
void slot_save(struct slot *slot);
/* slots.c: sends what is desired, as an edit of the message or (0) a new one. */
void slot_post(struct slot *slot, int64_t message);

#endif
