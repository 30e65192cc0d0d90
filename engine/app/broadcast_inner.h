/* The broadcast under way, shared by app/broadcast*.c.
 *
 *     broadcast.c        what admins and the engine ask; progress
 *     broadcast_send.c   players claimed, written to, counted
 *     broadcast_save.c   the row in the database */
#ifndef BYLINA_APP_BROADCAST_INNER_H
#define BYLINA_APP_BROADCAST_INNER_H

#include "app/broadcast.h"
#include "base/list.h"

#define BROADCAST_PACES       6    /* samples, a second each */
#define BROADCAST_REACHED_MAX 1000 /* chats learned of before they are saved out of turn */
#define BROADCAST_LANGS_MAX   16

struct words { /* what is sent to the players of one language */
    char *lang;
    char *body;
};

struct target {            /* a claimed player */
    struct list_node node; /* in `again`, or in `flights` */
    struct broadcast *broadcast;
    char *id;
    int64_t chat;
    const struct words *words;
    bool blocked;
    int tries;
};

struct batch { /* claimed together */
    struct target **targets;
    size_t count;
    size_t next; /* the first that was not handed out */
    char *from;  /* the cursor before them */
};

struct saving { /* what the store reads until it has completed */
    struct store_broadcast now;
    struct store_broadcast_step step;
    struct store_reached *reached;
    char *cursor;
    char *who;
};

struct act {
    store_done_fn fn; /* NULL: none waits */
    void *ctx;
    char *who;
    const char *what;
    bool attached; /* to a save under way */
};

struct broadcast {
    struct broadcast_config config;
    struct store_broadcast row; /* as the database will have it; id 0: nothing under way */
    char *who;                  /* the row's texts */
    char *lang;
    char *cursor;
    struct words words[BROADCAST_LANGS_MAX];
    size_t word_count;
    enum store_broadcast_state saved; /* the row's state in the database */

    struct batch batch;   /* may be written to */
    struct batch pending; /* claimed, and not saved so yet */
    bool pending_saving;  /* the save under way holds it */
    bool loading;
    char *load_after;
    int64_t load_size;
    bool exhausted; /* there are no players behind the cursor */
    int64_t batch_size;
    int64_t batch_ms; /* monotonic: when it was begun */
    struct list flights;
    size_t flying;
    struct list again;
    size_t again_count;
    struct loop_timer *rest; /* active: nothing leaves */
    int rests;

    struct saving *saving; /* under way */
    int64_t unsaved;       /* outcomes since the last save */
    int64_t saved_ms;      /* monotonic */
    bool dirty;            /* the row differs from what is saved or being saved */
    int save_tries;
    struct loop_timer *save_later;
    struct store_reached *reached;
    size_t reached_count;
    size_t reached_cap;

    struct act act;
    struct loop_timer *tick;
    int64_t paces[BROADCAST_PACES];
    size_t paced;
    int64_t told_ms;
    int64_t told; /* players handled when progress was last told */
    bool telling;
    bool ended_told; /* the last word is out */
    int tell_tries;

    bool unread;   /* whether one was under way before the start is not known yet */
    bool stopping; /* the engine stops */
    struct loop_timer *stop_limit;
    loop_fn stop_fn;
    void *stop_ctx;
};

/* broadcast.c */
void broadcast_look(struct broadcast *broadcast); /* does whatever may be done now */
void broadcast_forget(struct broadcast *broadcast);
void act_end(struct broadcast *broadcast, const struct err *err);

/* broadcast_send.c */
int words_read(struct broadcast *broadcast, const char *texts);
void send_more(struct broadcast *broadcast);
bool send_is_over(const struct broadcast *broadcast); /* everybody was written to */
/* Those that were not handed out are behind the cursor again. */
void send_give_back(struct broadcast *broadcast);
void batch_done(struct batch *batch);
void batch_begin(struct broadcast *broadcast); /* `pending` is saved */
void send_forget(struct broadcast *broadcast);

/* broadcast_save.c */
void saving_free(struct saving *saving);
void save_row(struct broadcast *broadcast); /* soon; what changes meanwhile is saved after it */
void save_reached(struct broadcast *broadcast, int64_t chat, int64_t message, bool blocked);
void set_cursor(struct broadcast *broadcast, const char *id);

#endif
