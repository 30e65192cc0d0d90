/* Broadcasts, and the players they go to. Part of store.h's contract: what is said there of
 * threads, completion and ownership holds here. db/sqlite/0002_admins.sql says what a row means. */
#ifndef BYLINA_STORE_BROADCAST_H
#define BYLINA_STORE_BROADCAST_H

#include "store/store.h"

#define STORE_PLAYERS_MAX 250 /* of one load */

enum store_broadcast_state {
    STORE_BROADCAST_DRAFT,
    STORE_BROADCAST_RUNNING,
    STORE_BROADCAST_PAUSED,
    STORE_BROADCAST_DONE,
    STORE_BROADCAST_STOPPED,
};

struct store_broadcast {
    int64_t id; /* from store_id */
    const char *who;
    const char *lang;
    const char *texts; /* JSON */
    bool paid;
    enum store_broadcast_state state;
    const char *cursor;
    int64_t claimed;
    int64_t sent;
    int64_t failed;
    int64_t blocked;
    int64_t missed;
    int64_t progress;
    int64_t started_ms; /* 0: not yet */
    int64_t ended_ms;   /* 0: not yet */
    int64_t due;        /* game seconds at which it shall begin; 0: when it is told to */
};
typedef void (*store_broadcast_fn)(void *ctx, const struct store_broadcast *row,
                                   const struct err *err);

/* A draft; older drafts of the same admin go, unless they are planned. */
void store_broadcast_add(struct store *store, const struct store_broadcast *draft, store_done_fn fn,
                         void *ctx);
/* That one, or with id 0 the one that is running or paused; then NULL. */
void store_broadcast_get(struct store *store, int64_t id, store_broadcast_fn fn, void *ctx);

struct store_broadcast_plan {
    int64_t id;
    const char *who;
    int64_t due; /* of a draft that has no time: from then on it stands in line; 0: it has one */
};
/* The draft is planned from now on. ERR_NOT_FOUND: it is no such draft (any more). */
void store_broadcast_plan(struct store *store, const struct store_broadcast_plan *plan,
                          store_done_fn fn, void *ctx);
/* Those that are planned, the earliest first, at most `limit`; then NULL. */
void store_broadcasts_planned(struct store *store, int64_t limit, store_broadcast_fn fn, void *ctx);

struct store_reached { /* what the broadcast learned of a chat */
    int64_t chat;
    int64_t bottom; /* the message it made, or 0 */
    bool blocked;   /* 403 */
};
struct store_broadcast_step {
    const struct store_broadcast *now; /* what the row should say: all from `state` on */
    enum store_broadcast_state before;
    const struct store_reached *reached;
    size_t reached_count;
    const char *who; /* an admin's act, for the audit; NULL: none */
    const char *what;
};
/* ERR_NOT_FOUND: it is in another state than `before`, and nothing was kept. ERR_EXISTS: a draft
 * cannot start while another broadcast is under way. */
void store_broadcast_save(struct store *store, const struct store_broadcast_step *step,
                          store_done_fn fn, void *ctx);

struct store_player { /* a document of kind "player", whose id is that of his private chat */
    const char *id;
    const char *lang; /* "" if he has none */
    bool blocked;     /* his chat takes no messages */
};
/* Players with an id behind `after` ("": from the first), in the order of ids; then NULL. */
typedef void (*store_player_fn)(void *ctx, const struct store_player *row, const struct err *err);
void store_players_load(struct store *store, const char *after, int64_t limit, store_player_fn fn,
                        void *ctx);

/* The same players by what they are called, at most STORE_NAMES_MAX a load. */
#define STORE_NAMES_MAX 500
struct store_name {
    const char *id;
    const char *name;     /* in the game, "" if he has none */
    const char *username; /* Telegram's, "" if unknown */
};
typedef void (*store_name_fn)(void *ctx, const struct store_name *row, const struct err *err);
void store_names_load(struct store *store, const char *after, int64_t limit, store_name_fn fn,
                      void *ctx);

#endif
