/* The pioneer pipeline of one process: a text that a turn has wanted is claimed in the database,
 * asked of the AI once however many wait for it, judged, kept and published.
 *
 *     wanted -> row -> brief -> claim -> call -> judge -> settle -> publish
 *                        ^         |              |
 *                        |         busy: later    no good: twice again, with what was wrong
 *                        +---------------- cheaper model, if the budget is short
 *
 * Whatever goes wrong ends in news of kind LORE_NEWS_NONE within deadline_ms: then players see the
 * template, and the key is tried again by itself when its pause is over. What was decided stands in
 * the database (store/lore.h), so that a kill loses nothing: a start takes up what is open, and
 * another process takes over when a lease has run out. No transaction and no lane is held while the
 * AI is waited for.
 *
 * Loop thread only. Durations are of the monotonic clock: the game's may jump. */
#ifndef BYLINA_LORE_LORE_H
#define BYLINA_LORE_LORE_H

#include "loop/loop.h"
#include "store/lore.h"

struct gemini;
struct lore_judge;
struct prices;

#define LORE_JOBS_MAX     2000  /* keys under way and waiting, unless the config says */
#define LORE_PARALLEL     4     /* keys that are worked on at once, unless the config says */
#define LORE_REPAIRS      2     /* further answers asked for, each told what was wrong */
#define LORE_CLAIMS_MAX   3     /* claims; refused then and the time before, the key is given up */
#define LORE_MODELS_MAX   4     /* of the ladder */
#define LORE_LEASE_MS     15000 /* renewed at every third of it */
#define LORE_DEADLINE_MS  20000 /* so long may players wait before they see the template, */
#define LORE_SLOW_MS      2000  /* and so long before they hear that it is being written */
#define LORE_CALL_MS      30000 /* one call; of a picture: */
#define LORE_PICTURE_MS   60000
#define LORE_WORK_MS      60000            /* no repair begins later after the claim */
#define LORE_LOOK_MS      1000             /* a key that another process has is looked at again */
#define LORE_REFUSED_MS   (24 * 3600000ll) /* before a key is tried again: no good answer came, */
#define LORE_FAILED_MS    15000            /* no answer came, */
#define LORE_FULL_MS      60000            /* too much was to be done */
#define LORE_AGAIN_MS     60000 /* what is left open is looked for again, if its pause is over */
#define LORE_PAUSE_MAX_MS (24 * 3600000ll) /* the longest that a server may ask for */
#define LORE_STOP_MS      5000 /* a stop waits so long for calls that are paid for already */
#define LORE_HEARD_MS     50   /* between two looks at what other processes have changed, */
#define LORE_HEARD_MAX    64   /* and so many texts at one; for more all are looked through */
#define LORE_ID_MAX       200  /* bytes */

struct lore;

enum lore_news_kind {
    LORE_NEWS_TEXT, /* the row as it is: its text; or none, when it is hidden or given up */
    LORE_NEWS_SLOW, /* it is being written */
    LORE_NEWS_NONE, /* the template, for now */
};
struct lore_news {
    enum lore_news_kind kind;
    const char *id;
    const struct store_lore *row; /* TEXT */
    const char *reason;           /* NONE: a code, as "budget" */
    const char *prompt;           /* NONE: hash of the prompt that was refused; or NULL */
    int64_t wait_ms;              /* NONE: it is of no use to want it again before */
    bool again;                   /* TEXT: found at a start, or written by another program */
};

/* json NULL: err says why. */
typedef void (*lore_brief_fn)(void *ctx, const char *json, size_t len, const struct err *err);

/* Given by app/. */
struct lore_port {
    void *self;
    /* The brief (brief.h) of the live scripts for {kind, entity, facts, language, seed, avoid,
     * repair}; fn is called once, perhaps from within. */
    void (*brief)(void *self, const char *request, lore_brief_fn fn, void *ctx);
    /* An event in the lane "_lore/ID", for TEXT named by row and revision (unless it is told
     * `again`): its turn writes the live document. Copies what it needs. When that is committed,
     * lore_published. */
    void (*tell)(void *self, const struct lore_news *news);
    /* What the AI has written so far, unjudged, where its prompt allows that; NULL: nobody. */
    void (*draft)(void *self, const char *id, const char *text);
    /* This process has changed the row, so that others may publish or write it: lore_heard of their
     * pipelines, as soon as may be. Where they do not hear of it they find out by themselves. NULL:
     * there are no others. */
    void (*changed)(void *self, const char *id);
};

struct lore_config {
    struct loop *loop;
    struct store *store;
    struct gemini *gemini;    /* NULL: nobody is asked, and only what is kept is published */
    struct lore_judge *judge; /* likewise */
    struct prices *prices;    /* likewise; all of them outlive the pipeline */
    struct lore_port port;
    const char *models[LORE_MODELS_MAX]; /* the best first; those behind it when money is short */
    size_t model_count;
    struct store_lore_caps caps;
    int64_t lease_ms; /* these: 0: the default */
    int64_t deadline_ms;
    int64_t slow_ms;
    int64_t refused_ms;
    int64_t again_ms;
    size_t parallel;
    size_t jobs;
};

struct lore *lore_new(const struct lore_config *config); /* copies the models */
/* After lore_stop's fn; or after gemini_free and store_close. NULL is fine. */
void lore_free(struct lore *lore);

/* Takes up what is open or behind in the database. */
void lore_start(struct lore *lore);
/* The same again: another program has written into it. */
void lore_scan(struct lore *lore);
/* Nothing new begins; calls under way may end within LORE_STOP_MS. Then fn, once. */
void lore_stop(struct lore *lore, loop_fn fn, void *ctx);
/* Stands still, as in a crash: completions change nothing. Before gemini_free and store_close. */
void lore_halt(struct lore *lore);

/* Other prices from now on. */
void lore_price(struct lore *lore, struct prices *prices);

/* After the commit of a turn that wants it: a player waits. */
void lore_wanted(struct lore *lore, const char *id);
/* This process has changed the row (an edit): publishes it if it is behind, and begins what is to
 * be written, after all that players wait for. */
void lore_look(struct lore *lore, const char *id);
/* Another process says that it has changed this row ("": some rows): the same, within
 * LORE_HEARD_MS. It may be wrong, and say it as often as it likes. */
void lore_heard(struct lore *lore, const char *id);
/* The document has this revision now. */
void lore_published(struct lore *lore, int64_t row, int64_t revision);

/* How it is now (the first three); then since the start. */
struct lore_status {
    int64_t jobs;    /* keys that are known to be open */
    int64_t working; /* of them being worked on */
    int64_t waited;  /* of them waited for by players */
    int64_t calls;   /* tries, also those that nobody bills */
    int64_t cost;    /* of them, in millionths of a USD */
    int64_t kept;
    int64_t refused;      /* answers that were no good */
    int64_t failed;       /* claims without an answer */
    int64_t none;         /* times that somebody who waited got the template */
    int64_t heard;        /* news of other processes */
    char last_fault[120]; /* "names: item.en.sword": why and which came to nothing; "" */
};
void lore_status(const struct lore *lore, struct lore_status *ret_status);

#endif
