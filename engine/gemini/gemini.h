/* The client of the Gemini API: one ask, one answer, whatever happens on the way.
 *
 * An ask goes out as generateContent (as streamGenerateContent where on_text is given). 408, 429,
 * 500, 502, 503, 504 and network faults are tried again with backoff, jitter and the delay that the
 * server names; finishReason CONTINUATION is followed; all of it within one deadline, and at most
 * billed_max tries that may have been billed. gemini_send copies what it is given; on_done is
 * called exactly once, from the loop and never from within gemini_send.
 *
 * Doors: 401 and 403, and a 400 that is about the key, the project or the region, shut all calls
 * out for GEMINI_SHUT_MS (doubled each time, up to GEMINI_SHUT_MAX_MS), 404 those of its model:
 * asks end at once as GEMINI_WRONG, then one is let through to try. A 400 about an ask itself ends
 * that ask only; GEMINI_STRIKES in a row of one prompt (model, system text, schema) shut that
 * prompt out, of so many prompts all. It is logged as an error once, until a call succeeds. After a
 * 429 that names a delay, asks of that model end at once as GEMINI_BUSY until it is over.
 *
 * The key is in no log and no answer. From within on_done and on_text asks may be sent and
 * cancelled, but gemini_free not called. Loop thread only. Times are milliseconds. */
#ifndef BYLINA_GEMINI_GEMINI_H
#define BYLINA_GEMINI_GEMINI_H

#include "base/error.h"
#include "loop/loop.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define GEMINI_TRIES        5     /* of one ask, the first included */
#define GEMINI_BILLED       2     /* of them that may be billed, unless the ask says otherwise */
#define GEMINI_DEADLINE_MS  60000 /* of an ask that names none */
#define GEMINI_RETRY_MS     1000  /* the first pause, doubled from try to try */
#define GEMINI_RETRY_MAX_MS 60000
#define GEMINI_SHUT_MS      60000
#define GEMINI_SHUT_MAX_MS  (15 * 60000)
#define GEMINI_STRIKES      3
#define GEMINI_DAY_PAUSE_MS (15 * 60000) /* after a 429 over the quota of a day */
#define GEMINI_ASK_MAX      (1u << 20)   /* bytes of a request's body */
#define GEMINI_ANSWER_MAX   (4u << 20)   /* bytes of an answer's body, */
#define GEMINI_IMAGE_MAX    (24u << 20)  /* and of one with a picture */
#define GEMINI_TEXT_MAX     (256u << 10) /* bytes of an answer's text */
#define GEMINI_CALLS_MAX    1000         /* at once; more end as GEMINI_BUSY */

struct http_client;
struct gemini;
struct gemini_call;

struct gemini_config {
    struct loop *loop;
    struct http_client *client;
    const char *url;     /* "https://generativelanguage.googleapis.com"; a path in it is kept */
    const char *version; /* "v1beta" or "v1" */
    const char *key;
    const char *model; /* of asks that name none */
    int64_t retry_ms;  /* 0: GEMINI_RETRY_MS */
    int64_t shut_ms;   /* 0: GEMINI_SHUT_MS */
};

struct gemini *gemini_new(const struct gemini_config *config); /* copies the texts */
/* What is under way ends as GEMINI_CANCELLED, within this call. The HTTP client outlives it. */
void gemini_free(struct gemini *gemini);

enum gemini_end {
    GEMINI_OK,      /* finishReason STOP with text (with a picture, where one was asked for) */
    GEMINI_BLOCKED, /* the prompt was refused: reason is the blockReason */
    GEMINI_REFUSED, /* the model refused: SAFETY, RECITATION, LANGUAGE, PROHIBITED_CONTENT, ... */
    GEMINI_CUT,     /* MAX_TOKENS, with or without text; or a stream without a finishReason */
    GEMINI_GARBLED, /* no JSON, no candidate, no text, too long, MALFORMED_RESPONSE, ... */
    GEMINI_BUSY,    /* 429: retry_after_ms, per_day */
    GEMINI_DOWN,    /* 408, 5xx, network, deadline */
    GEMINI_WRONG,   /* 400, 401, 403, 404 and other 4xx, or a door that they have shut */
    GEMINI_CANCELLED,
};
const char *gemini_end_name(enum gemini_end end); /* "ok", "blocked", ... */

/* Tokens, summed over all tries that told them. Thoughts are not among the candidates; both are
 * billed as output. `cached` is a part of `prompt`, `images` of `candidates`. */
struct gemini_usage {
    int64_t prompt;
    int64_t cached;
    int64_t candidates;
    int64_t thoughts;
    int64_t images;
    int64_t total;
};

/* All of it lives during on_done. Texts are never NULL; "" where there is none. */
struct gemini_answer {
    enum gemini_end end;
    const char *words;  /* for a log: what happened; nothing of the answer's text, no key */
    const char *reason; /* finishReason or blockReason */
    const char *text;   /* without thoughts; what came of it also where end is not GEMINI_OK */
    size_t len;
    const char *model;         /* that was asked */
    const char *model_version; /* that answered */
    int status;             /* of the last try; 0: no answer came; 404: the model's door is shut */
    int64_t retry_after_ms; /* of GEMINI_BUSY and of a shut door; 0: not known */
    bool per_day;           /* GEMINI_BUSY: the quota of a day is used up */
    struct gemini_usage usage;
    int tries;
    int billed;  /* of them that may have been billed: billed_max at most */
    int unknown; /* of those that told no usage (cut off, cancelled, in doubt): each counts as the
                    worst case of one try */
    const void *image;
    size_t image_len;
    const char *image_type; /* "image/png" */
};
typedef void (*gemini_done_fn)(void *ctx, const struct gemini_answer *answer);
/* The whole text so far, each time; it may begin anew when a try was given up. */
typedef void (*gemini_text_fn)(void *ctx, const char *text, size_t len);

struct gemini_ask {
    const char *model;        /* NULL: the config's */
    const char *system;       /* systemInstruction; NULL: none */
    const char *const *parts; /* what the user says, one text a part; at least one */
    size_t part_count;
    const char *schema;   /* JSON text for responseJsonSchema; NULL: plain text */
    int64_t max_tokens;   /* maxOutputTokens, thoughts included; 0: not sent */
    const char *thinking; /* thinkingLevel: "minimal", "low", "medium", "high"; NULL: not sent */
    int64_t seed;         /* 1 to 2^31 - 1; 0: none */
    bool image;           /* a picture is asked for; never streamed */
    const char *aspect_ratio; /* "1:1"; NULL: not sent */
    int64_t deadline_ms;      /* from now, for the whole; 0: GEMINI_DEADLINE_MS */
    int billed_max;           /* 0: GEMINI_BILLED */
    gemini_text_fn on_text;   /* NULL: not streamed */
    gemini_done_fn on_done;
    void *ctx;
};

/* Never fails at once. The handle is valid until on_done is called. */
struct gemini_call *gemini_send(struct gemini *gemini, const struct gemini_ask *ask);
/* Ends as GEMINI_CANCELLED soon, from the loop. The server may bill what it has begun: `unknown` */
void gemini_cancel(struct gemini_call *call);

/* The most tokens that one try may be billed for as input: no token is less than a byte. */
int64_t gemini_ask_tokens(const struct gemini_ask *ask);

#endif
