/* What gemini.c (the client and its calls) and call.c (one call on its way) share. Private to
 * gemini/. */
#ifndef BYLINA_GEMINI_INNER_H
#define BYLINA_GEMINI_INNER_H

#include "base/list.h"
#include "base/rng.h"
#include "gemini/answer.h"
#include "gemini/door.h"
#include "gemini/gemini.h"
#include "gemini/sse.h"
#include "http/client.h"

#define GEMINI_PROMPT_NAME_MAX 20

struct gemini {
    struct loop *loop;
    struct http_client *client;
    struct doors *doors;
    struct rng rng; /* jitter */
    char *base;     /* "https://HOST/PREFIX/v1beta/models/" */
    char *header;   /* "x-goog-api-key: KEY" */
    const char *key;
    char *model;
    int64_t retry_ms;
    struct list calls;
    size_t count;
};

enum call_stop { STOP_NONE, STOP_CANCELLED, STOP_LATE };

struct gemini_call {
    struct list_node node;
    struct gemini *gemini; /* NULL: told already, waits for the HTTP client */
    json *body;
    char *model;
    char prompt[GEMINI_PROMPT_NAME_MAX]; /* names model, system text and schema in a door */
    struct passage passage;
    bool image;
    bool streams;
    gemini_text_fn on_text;
    gemini_done_fn on_done;
    void *ctx;
    int billed_max;
    int64_t until; /* the deadline, in the loop's time */

    struct loop_timer *deadline;
    struct loop_timer *pause; /* until the next try, or the end that was found at once */
    struct http_call *http;
    struct reading reading;
    struct sse sse;
    int sse_code; /* that reading the stream ended with */
    char *token;  /* that the next try continues */
    enum call_stop stop;
    bool over; /* the verdict is found; the pause ends it */
    struct verdict verdict;
    struct gemini_usage usage;
    int tries;
    int billed;
    int unknown;
};

/* call.c */
void call_start(struct gemini_call *call);
void call_stop(struct gemini_call *call, enum call_stop stop);
/* Ends soon, as that. */
void call_end_soon(struct gemini_call *call, const struct verdict *verdict);
/* Tells on_done now; what the HTTP client still holds is freed later. */
void call_abandon(struct gemini_call *call);

#endif
