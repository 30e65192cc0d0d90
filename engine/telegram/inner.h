/* What the sources of telegram/ share about a call: telegram.c routes and ends it, call.c takes it
 * over the wire. Private to telegram/. */
#ifndef BYLINA_TELEGRAM_INNER_H
#define BYLINA_TELEGRAM_INNER_H

#include "base/list.h"
#include "base/map.h"
#include "telegram/flood.h"
#include "telegram/outcome.h"
#include "telegram/telegram.h"

#define TELEGRAM_METHOD_MAX 64 /* letters of a method's name */
#define TELEGRAM_BODY_MAX                                                                          \
    (2u << 20) /* bytes of a JSON body; the server takes 1 MiB a parameter                         \
                */

struct telegram {
    struct loop *loop;
    struct http_client *client;
    struct telegram_flood *flood;
    struct loop_timer *pump;  /* when flood control lets the next call leave */
    struct loop_timer *ender; /* runs `ended` */
    struct list jobs;         /* all that are not over */
    struct list ended;        /* of them: those that end without going out */
    size_t count;
    bool ending;           /* `ender` runs: the struct must stay, */
    bool dead;             /* and is freed at its end */
    struct list downloads; /* see download.c */
    size_t api_len;        /* of `base`, up to "/bot" */
    char *base;            /* "https://api.telegram.org/bot<token>/" */
    char *secret;          /* the token behind its colon */
    int64_t bot_id;
    struct tally *answered;
    bool check;
    struct map *pictures; /* path -> struct picture: see picture.c */
};

struct telegram_upload {
    char *name; /* of the part */
    char *path;
    const void *given; /* its bytes; or NULL: `data`, of the file at `path` */
    char *data;
    size_t len;
    struct err err; /* why it could not be read */
};

struct telegram_job {
    struct flood_item item; /* first: flood control gives pointers to it */
    struct list_node node;  /* in jobs */
    struct list_node ended;
    struct telegram *telegram; /* NULL: abandoned, waits for its thread or for the HTTP client */
    char *method;
    json *params;
    struct telegram_upload *uploads;
    size_t upload_count;
    int64_t timeout_ms;
    telegram_done_fn fn;
    void *ctx;
    struct http_call *http;
    bool brief;               /* see struct telegram_call */
    bool reading;             /* its files, on a worker thread */
    struct loop_timer *timer; /* without a chat: when to try again */
    int tries;
    enum telegram_outcome outcome; /* of one in `ended` */
    int code;
    char *words;
};

/* As telegram_send. The job may be dropped until fn is called; fn is then never called. Not for
 * calls with a chat_id. */
struct telegram_job *telegram_start(struct telegram *telegram, const struct telegram_call *call,
                                    telegram_done_fn fn, void *ctx);
void telegram_job_drop(struct telegram_job *job);

/* Ends a call that never was, soon. */
void telegram_end_soon(struct telegram *telegram, enum telegram_outcome outcome, const char *words,
                       telegram_done_fn fn, void *ctx);

/* post.c: the text of a post without a picture under that name, and its keyboard. */
struct telegram_post;
void telegram_post_add(json *params, const char *name, const struct telegram_post *post);
json *telegram_post_keyboard(const struct telegram_post *post);

void telegram_downloads_end(struct telegram *telegram); /* download.c: the client is freed */

/* call.c. An abandoned job frees itself when its thread or request is done. */
void telegram_job_files(struct telegram_job *job, const struct telegram_call *call);
void telegram_job_go(struct telegram_job *job);
void telegram_job_abandon(struct telegram_job *job); /* frees it now if nothing holds it */
/* telegram.c: what call.c brings back. The job is over, or goes again, afterwards. */
void telegram_job_answered(struct telegram_job *job, const struct http_response *res,
                           const struct err *err);
void telegram_job_refused(struct telegram_job *job, const char *words); /* it cannot even leave */

#endif
