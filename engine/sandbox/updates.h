/* Inside sandbox/: the updates that wait for a bot. An update leaves when an offset confirms it,
 * when a webhook took it, when its time is over, or when UPDATES_MAX newer ones wait. */
#ifndef BYLINA_SANDBOX_UPDATES_H
#define BYLINA_SANDBOX_UPDATES_H

#include "sandbox/model.h"

#define UPDATES_MAX         100000
#define UPDATE_LIMIT        (1u << 20)
#define UPDATES_BYTES_LIMIT (4u << 20) /* of one getUpdates response */

struct update {
    struct list_node node;
    int64_t id;
    int64_t until_ms; /* wall clock: forgotten then */
    int64_t at_ms;
    int64_t key; /* webhooks deliver updates of one key one after another */
    int64_t retry_at_ms;
    int tries;
    bool in_flight;
    bool stubborn; /* its id may be confirmed already: it stays until it was given */
    bool once;     /* goes as soon as it was given */
    int given;     /* so often, to getUpdates */
    char *text;    /* the Update as JSON */
    size_t len;
};

/* Queues {update_id, kind: payload}; payload stays the caller's. Returns the update's id, or 0 when
 * the bot does not want that kind. `key`: see struct update. Wakes a poll or the webhook. */
int64_t updates_add(struct bot *bot, const char *kind, const json *payload, int64_t key);
/* An update that is in no queue yet; takes the text. updates_enqueue puts it at the end. */
struct update *updates_make(int64_t id, const char *kind, char *text, size_t len, int64_t at_ms);
void updates_enqueue(struct bot *bot, struct update *update);
void updates_free(struct bot *bot, struct update *update); /* in the queue or not */
void updates_load(struct bot *bot, const json *update, int64_t at_ms, bool stubborn);

/* As getUpdates has it: 0: from the oldest; negative: keeps only the last -offset. */
void updates_offset(struct bot *bot, int64_t offset);
void updates_forget_below(struct bot *bot, int64_t below);
void updates_forget(struct bot *bot, struct update *update);
void updates_clear(struct bot *bot);      /* says nothing to the journal */
void updates_forget_old(struct bot *bot); /* those at the head whose time is over */
/* Appends up to `limit` updates, oldest first, with commas between; returns how many. */
int updates_write(struct bot *bot, int limit, struct buf *out);
void updates_rename_bot(struct bot *bot, int64_t id); /* bot 0 has got its id */
bool updates_wants(const struct bot *bot, const char *kind);

void updates_ready(struct bot *bot); /* something waits: serve poll and webhook soon */
void updates_serve(void *sandbox);   /* the kick timer's function */

#endif
