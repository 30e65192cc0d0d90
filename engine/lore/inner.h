/* The inside of the pipeline: one job a key, from the want to its end.
 *
 *            lore_wanted, lore_look, a scan
 *                 |
 *     queue.c     v            a slot is free                        its end
 *              queued  ------------------------> works ------------------------> gone
 *                 ^                                |  claimed by another process
 *                 +------------ rests <------------+
 *
 *     steps.c   works: row -> recent texts -> brief -> claim
 *     ask.c            call -> judge [-> brief with what was wrong -> call]
 *     close.c          settle -> news
 *     scan.c, heard.c    what is open or behind in the database, what others have changed: look.h
 */
#ifndef BYLINA_LORE_INNER_H
#define BYLINA_LORE_INNER_H

#include "base/list.h"
#include "base/map.h"
#include "gemini/gemini.h"
#include "gemini/price.h"
#include "lore/judge.h"
#include "lore/look.h"
#include "lore/lore.h"

#define LORE_ANSWERS_MAX  (1 + LORE_REPAIRS)
#define LORE_SETTLE_TRIES 5 /* of a database that does not answer */
#define LORE_SETTLE_MS    1000
#define LORE_REFUSED_MAX  4000 /* bytes of an answer: kept for review, said in a repair */
/* Bytes, and so tokens at most, that a repair adds to a brief: an answer with its quotation marks
 * escaped, and what was wrong with it. */
#define LORE_REPAIR_MAX (3 * LORE_REFUSED_MAX)

enum job_state { JOB_QUEUED, JOB_WORKS, JOB_RESTS };

struct refused {
    char *reason;
    char *words;
};

/* What a job has at hand while it works; gone when it does no more. */
struct work {
    int64_t row;
    char *kind, *entity, *language, *facts, *discoverer, *refused_prompt;
    int64_t attempts;
    struct store_lore_recent asked;
    char **bodies; /* of recent texts */
    size_t body_count;
    struct lore_brief *brief;
    int64_t seed; /* of the brief, and of the call */
    size_t model; /* of the ladder */
    struct store_lore_claim claim;
    int64_t fence; /* 0: not claimed */
    int64_t claimed_ms;
    struct loop_timer *lease_timer;
    struct store_lore_lease lease;
    bool leasing;
    struct gemini_call *call;
    int answers;
    struct refused refused[LORE_ANSWERS_MAX];
    struct store_lore_refused refused_rows[LORE_ANSWERS_MAX];
    size_t refused_count;
    struct store_lore_settle settle;
    char *body;
    char *picture; /* base64, until it is kept; */
    char *picture_id;
    char *model_version;
    char *reason;
    int settle_tries;
    struct loop_timer *pause;
    bool over; /* its slot is given back as soon as the lease under way has ended */
};

struct job {
    struct list_node node; /* in a queue */
    struct lore *lore;
    char *id;
    enum job_state state;
    bool waited; /* by players */
    bool spoken; /* they have been told that it is being written, or shown the template */
    bool again;  /* something has changed since it began to work */
    struct loop_timer *patience;
    struct loop_timer *rest;
    struct work *work;
};

struct lore {
    struct lore_config config;
    char *models[LORE_MODELS_MAX];
    struct map *jobs; /* by id */
    struct list first, later;
    size_t working;
    int64_t ops; /* calls of the store under way */
    struct scan *scan;
    struct heard *heard;
    struct lore_status status;
    bool stopping;
    bool halted;
    loop_fn stopped;
    void *stopped_ctx;
    struct loop_timer *grace;
    struct loop_timer *told; /* soon: `stopped` is called */
};

/* Around each call of the store; after a halt a completion changes nothing. */
void lore_op(struct lore *lore);
bool lore_op_ended(struct lore *lore);
void lore_stop_look(struct lore *lore);
void lore_changed(const struct lore *lore, const char *id); /* by this process: others are told */

/* queue.c */
/* Without room for its job the key is left to the scan, and who waits gets the template. */
void job_want(struct lore *lore, const char *id, bool waited);
bool jobs_full(const struct lore *lore, const char *id);
void job_again(struct job *job); /* works, and something has changed */
/* The row has changed: publishes it if it is behind, and begins what is to be written. */
void job_look(struct lore *lore, const char *id);
void job_rest(struct job *job, int64_t ms);
void job_end(struct job *job); /* it works no more: gone, or once more if it is to be */
void job_free(struct job *job);
void jobs_pump(struct lore *lore);
/* It came to nothing for now: to those who wait, if anybody does, and to the scan. */
void job_tell_none(struct job *job, const char *reason, const char *prompt, int64_t wait_ms);

/* steps.c */
void job_begin(struct job *job);
/* The next answer: a brief is asked for; `said`, `wrong`: of the last one, or NULL. */
void job_ask_brief(struct job *job, const char *said, const char *wrong);
int64_t job_reserve(const struct job *job); /* with the model that it is to ask */
void work_free(struct work *work);

/* picture_keep.c: what has come is a picture. NULL: it goes on, up to the settlement; else what is
 * wrong with it. */
const char *job_keep_picture(struct job *job, const struct gemini_answer *answer);

/* ask.c */
int64_t ask_answers(const struct job *job); /* that may be asked for by one claim */
void ask_fill(const struct job *job, struct gemini_ask *ask, const char **part, char **ret_schema);
void job_call(struct job *job);

/* close.c */
void job_settle(struct job *job, enum store_lore_end end, const char *reason, int64_t next_ms);
void job_hold_lease(struct job *job);
void job_give_back(struct job *job); /* the work is over: ends the job */

#endif
