/* Reading an answer, whole or in the pieces of a stream, and the verdict on a try that follows from
 * it. Nothing here waits or sends. Private to gemini/. */
#ifndef BYLINA_GEMINI_ANSWER_H
#define BYLINA_GEMINI_ANSWER_H

#include "base/buf.h"
#include "gemini/gemini.h"
#include "json/json.h"

#define ANSWER_WORDS_MAX  400
#define ANSWER_REASON_MAX 64
#define ANSWER_MODEL_MAX  128
#define ANSWER_TOKEN_MAX  (64u << 10) /* bytes of a continuationToken */
#define ANSWER_TYPE_MAX   64

/* Which calls one that was refused shuts out. */
enum answer_door { DOOR_NONE, DOOR_PROMPT, DOOR_MODEL, DOOR_ALL };
/* Is a try billed? */
enum answer_bill { BILL_NO, BILL_KNOWN, BILL_UNKNOWN };

/* What became of one try. */
struct verdict {
    enum gemini_end end;
    int status;
    bool again;   /* another try may end better */
    bool goes_on; /* CONTINUATION: the rest is to be asked for */
    enum answer_bill bill;
    enum answer_door door;
    int64_t retry_after_ms;
    bool per_day;
    char words[ANSWER_WORDS_MAX];
};

/* What has come of one try so far. The text and the picture go on over continuations; the rest is
 * of this try. */
struct reading {
    struct buf text;
    size_t mark; /* bytes of text from the tries before */
    char *image;
    size_t image_len;
    char image_type[ANSWER_TYPE_MAX];
    char reason[ANSWER_REASON_MAX]; /* finishReason; of the last piece that had one */
    char blocked[ANSWER_REASON_MAX];
    char model_version[ANSWER_MODEL_MAX];
    char *token;
    struct gemini_usage usage;
    bool usage_told;
    bool candidate; /* there was one */
    bool garbled;
    bool too_long;
    bool failed; /* an error object came in its stead: `failure` is its verdict */
    struct verdict failure;
};

void reading_init(struct reading *reading);
void reading_done(struct reading *reading);
/* Before a try: forgets what the last one said, and with `keep` not its text. */
void reading_begin(struct reading *reading, bool keep);

/* One JSON text: a whole answer or one piece of a stream. false: it is of no use to read on.
 * `secret` never appears in words. */
bool reading_take(struct reading *reading, const char *text, size_t len, const char *secret);
/* It is over: how did it end? `token` is what this try continued (NULL: nothing). */
void reading_judge(const struct reading *reading, bool image, const char *token,
                   struct verdict *ret_verdict);

#endif
