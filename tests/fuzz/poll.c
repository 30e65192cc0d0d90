/* What getUpdates may answer, and through it every answer of the Bot API: outcome.c reads it,
 * poll.c goes on from there, update.c reads what is a batch.
 *
 * The input is several answers, each "STATUS BODY" and a 0 byte ("200 {...}"; 0: no answer at all,
 * the body is the error's words). telegram_start and telegram_job_drop are this file's, so that no
 * network is there: a call is answered with the next of them. A batch must be updates only; and
 * whatever the answer was, polling must not end but by the token's refusal, nor hang: then a call,
 * a pause or a batch is open. */
#include "fuzz.h"

#include "base/log.h"
#include "base/str.h"
#include "telegram/inner.h"
#include "telegram/poll.h"
#include "telegram/update.h"

#define SECRET "AAFuzzSecretOfTheBot"

struct asked {
    telegram_done_fn fn;
    void *ctx;
    bool open;
};

static struct asked asked; /* the one call that is under way */

struct telegram_job *telegram_start(struct telegram *telegram, const struct telegram_call *call,
                                    telegram_done_fn fn, void *ctx)
{
    (void)telegram;
    FUZZ_CHECK(!asked.open, "two calls at once");
    json_free(call->params);
    asked = (struct asked){.fn = fn, .ctx = ctx, .open = true};
    return (struct telegram_job *)&asked;
}

void telegram_job_drop(struct telegram_job *job)
{
    FUZZ_CHECK((void *)job == (void *)&asked && asked.open, "a call that is over is dropped");
    asked.open = false;
}

struct owner {
    struct telegram_poll *poll;
    bool batch;
    bool ended;
};

static void on_batch(void *ctx, const json *updates)
{
    struct owner *owner = ctx;
    owner->batch = true;
    FUZZ_CHECK(json_type(updates) == JSON_ARRAY && json_count(updates) > 0, "an empty batch");
    for (const json *update = json_first(updates); update; update = json_next(update)) {
        struct telegram_update read;
        struct err err = {0};
        FUZZ_CHECK(telegram_update_read(update, &read, &err) == 0, "%s", err.text);
        FUZZ_CHECK(read.id > 0, "update %lld", (long long)read.id);
    }
}

static void on_end(void *ctx, const struct err *err)
{
    struct owner *owner = ctx;
    owner->ended = true;
    FUZZ_CHECK(*err->text, "an end without words");
}

static void answer_read(struct telegram_answer *answer, char *text, size_t len)
{
    char *body = strchr(text, ' ');
    struct http_response res = {.body = "", .retry_after_s = 0};
    struct err err = {.code = ERR_NETWORK};

    if (body) {
        *body++ = '\0';
        res.body = body;
        res.len = len - (size_t)(body - text);
    }
    res.status = (int)strtol(text, NULL, 10) % 1000;
    str_copy(err.text, sizeof(err.text), res.body);
    telegram_answer_read(answer, res.status ? &res : NULL, res.status ? NULL : &err, SECRET,
                         res.len % 2);
    FUZZ_CHECK(!strstr(answer->words, SECRET), "the token shows: %s", answer->words);
    FUZZ_CHECK(answer->retry_s >= 0 && answer->retry_s <= TELEGRAM_RETRY_MAX_S, "a pause of %lld s",
               (long long)answer->retry_s);
    FUZZ_CHECK(strcmp(telegram_outcome_name(answer->result.outcome), "unknown") != 0, "outcome %d",
               (int)answer->result.outcome);
}

static void answer_next(struct owner *owner, char *text, size_t len)
{
    struct telegram_answer answer;
    telegram_done_fn fn = asked.fn;

    answer_read(&answer, text, len);
    asked.open = false;
    owner->batch = false;
    fn(asked.ctx, &answer.result);
    FUZZ_CHECK(!owner->ended || answer.result.outcome == TELEGRAM_DENIED, "it ends after %s",
               telegram_outcome_name(answer.result.outcome));
    FUZZ_CHECK(!owner->batch || !asked.open, "it asks again while the batch is held");
    telegram_answer_done(&answer);
    if (owner->batch) {
        telegram_poll_next(owner->poll);
        FUZZ_CHECK(asked.open, "the batch is safe, but it does not go on");
    } else if (!asked.open && !owner->ended) {
        telegram_poll_start(owner->poll); /* as after a pause */
        FUZZ_CHECK(asked.open, "it hangs");
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct loop *loop;
    if (!loop) {
        loop = loop_new();
        log_setup(LOG_JSON, LOG_ERROR); /* writing it all would cost more than all else */
    }
    struct owner owner = {0};
    struct telegram_poll_config config = {.on_batch = on_batch, .on_end = on_end, .ctx = &owner};
    owner.poll = telegram_poll_new(loop, NULL, &config);
    telegram_poll_start(owner.poll);
    for (size_t at = 0; at < size && !owner.ended;) {
        const uint8_t *end = memchr(data + at, '\0', size - at);
        size_t len = end ? (size_t)(end - data) - at : size - at;
        char *text = fuzz_text(data + at, len);
        answer_next(&owner, text, len);
        free(text);
        at += len + 1;
    }
    telegram_poll_free(owner.poll);
    loop_run(loop); /* what was freed is closed */
    return 0;
}
