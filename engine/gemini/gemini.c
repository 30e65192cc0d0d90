/* The client: its address, key and doors, and the list of calls under way.
 *
 * A call is made here from an ask, with all that the ask said copied into its body; what happens to
 * it then is in call.c. An ask that cannot go out (no text, a schema that is no JSON, too many at
 * once) is a call like any other, which ends soon. */
#include "gemini/gemini.h"

#include "base/mem.h"
#include "base/str.h"
#include "gemini/ask.h"
#include "gemini/check.h"
#include "gemini/inner.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const uint8_t prompt_key[16] = "bylina's prompts";

static char *base_of(const char *url, const char *version)
{
    size_t len = strlen(url);
    while (len > 0 && url[len - 1] == '/')
        len--;
    return mem_printf("%.*s/%s/models/", (int)len, url, version);
}

struct gemini *gemini_new(const struct gemini_config *config)
{
    struct gemini *gemini = mem_alloc(sizeof(*gemini));
    uint64_t seed;

    gemini->loop = config->loop;
    gemini->client = config->client;
    gemini->base = base_of(config->url, config->version);
    gemini->header = mem_printf("x-goog-api-key: %s", config->key);
    gemini->key = strchr(gemini->header, ' ') + 1;
    gemini->model = mem_strdup(config->model);
    gemini->retry_ms = config->retry_ms ? config->retry_ms : GEMINI_RETRY_MS;
    gemini->doors = doors_new(config->shut_ms ? config->shut_ms : GEMINI_SHUT_MS);
    rng_secret(&seed, sizeof(seed));
    rng_seed(&gemini->rng, seed);
    list_init(&gemini->calls);
    return gemini;
}

void gemini_free(struct gemini *gemini)
{
    if (!gemini)
        return;
    for (struct list_node *node; (node = list_first(&gemini->calls)) != NULL;)
        call_abandon(LIST_OF(node, struct gemini_call, node));
    doors_free(gemini->doors);
    explicit_bzero(gemini->header, strlen(gemini->header));
    free(gemini->header);
    free(gemini->base);
    free(gemini->model);
    free(gemini);
}

/* A prompt is its model, system text and schema; what the player's part of it says is not. */
static void name_prompt(struct gemini_call *call, const struct gemini_ask *ask)
{
    char *text = mem_printf("%s\n%s\n%s", call->model, ask->system ? ask->system : "",
                            ask->schema ? ask->schema : "");
    snprintf(call->prompt, sizeof(call->prompt), "%016" PRIx64,
             hash_keyed(prompt_key, text, strlen(text)));
    free(text);
}

static struct gemini_call *call_new(struct gemini *gemini, const struct gemini_ask *ask)
{
    struct gemini_call *call = mem_alloc(sizeof(*call));

    call->gemini = gemini;
    call->model = mem_strdup(ask->model ? ask->model : gemini->model);
    call->image = ask->image;
    call->streams = ask->on_text && !ask->image;
    call->on_text = ask->on_text;
    call->on_done = ask->on_done;
    call->ctx = ask->ctx;
    call->billed_max = ask->billed_max > 0 ? ask->billed_max : GEMINI_BILLED;
    call->until =
        loop_now(gemini->loop) + (ask->deadline_ms > 0 ? ask->deadline_ms : GEMINI_DEADLINE_MS);
    name_prompt(call, ask);
    call->passage = (struct passage){.model = call->model, .prompt = call->prompt};
    reading_init(&call->reading);
    sse_init(&call->sse, GEMINI_ANSWER_MAX);
    list_push(&gemini->calls, &call->node);
    gemini->count++;
    return call;
}

struct gemini_call *gemini_send(struct gemini *gemini, const struct gemini_ask *ask)
{
    bool full = gemini->count >= GEMINI_CALLS_MAX;
    struct gemini_call *call = call_new(gemini, ask);
    struct verdict verdict = {.end = full ? GEMINI_BUSY : GEMINI_WRONG};
    struct err err;

    if (full)
        err_set(&err, ERR_LIMIT, "more than %d calls at once (GEMINI_CALLS_MAX)", GEMINI_CALLS_MAX);
    if (full || gemini_check_model(call->model, &err) != 0 ||
        ask_build(ask, &call->body, &err) != 0) {
        str_copy(verdict.words, sizeof(verdict.words), err.text);
        call_end_soon(call, &verdict);
    } else {
        call_start(call);
    }
    return call;
}

void gemini_cancel(struct gemini_call *call)
{
    call_stop(call, STOP_CANCELLED);
}

const char *gemini_end_name(enum gemini_end end)
{
    switch (end) {
    case GEMINI_OK:
        return "ok";
    case GEMINI_BLOCKED:
        return "blocked";
    case GEMINI_REFUSED:
        return "refused";
    case GEMINI_CUT:
        return "cut";
    case GEMINI_GARBLED:
        return "garbled";
    case GEMINI_BUSY:
        return "busy";
    case GEMINI_DOWN:
        return "down";
    case GEMINI_WRONG:
        return "wrong";
    case GEMINI_CANCELLED:
        return "cancelled";
    }
    return "unknown";
}
