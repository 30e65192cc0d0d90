/* The engine's Gemini client as a command: one ask a line of stdin, as JSON with the names of
 * struct gemini_ask ("parts": [...], "schema": an object, "stream": true, "cancel_ms": N), one
 * answer a line of stdout, in the order of their ends. All asks that are there go out together;
 * with "--in-turn" one after another.
 *
 *     gemini_ask URL VERSION KEY MODEL [--in-turn] */
#include "base/buf.h"
#include "base/mem.h"
#include "base/str.h"
#include "gemini/gemini.h"
#include "http/client.h"
#include "json/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINE_MAX_BYTES (2u << 20)
#define PARTS_MAX      16
#define RETRY_MS       20
#define SHUT_MS        200

struct asker {
    struct loop *loop;
    struct gemini *gemini;
    bool in_turn;
    bool ended; /* stdin */
    int open;
};

struct asked {
    struct asker *asker;
    struct loop_timer *cancel;
    struct gemini_call *call;
    int pieces; /* that were streamed */
};

static void ask_next(void *ctx);

static void add_usage(json *said, const struct gemini_usage *usage)
{
    json *told = json_object();
    json_add_int(told, "prompt", usage->prompt);
    json_add_int(told, "cached", usage->cached);
    json_add_int(told, "candidates", usage->candidates);
    json_add_int(told, "thoughts", usage->thoughts);
    json_add_int(told, "images", usage->images);
    json_add_int(told, "total", usage->total);
    json_add(said, "usage", told);
}

static json *answer_json(const struct asked *asked, const struct gemini_answer *answer)
{
    json *said = json_object();
    json_add_str(said, "end", gemini_end_name(answer->end));
    json_add_str(said, "words", answer->words);
    json_add_str(said, "reason", answer->reason);
    json_add_str(said, "text", answer->text);
    json_add_str(said, "model", answer->model);
    json_add_str(said, "model_version", answer->model_version);
    json_add_int(said, "status", answer->status);
    json_add_int(said, "retry_after_ms", answer->retry_after_ms);
    json_add_bool(said, "per_day", answer->per_day);
    json_add_int(said, "tries", answer->tries);
    json_add_int(said, "unknown", answer->unknown);
    json_add_int(said, "image_len", (int64_t)answer->image_len);
    json_add_str(said, "image_type", answer->image_type);
    json_add_int(said, "pieces", asked->pieces);
    add_usage(said, &answer->usage);
    return said;
}

static void on_done(void *ctx, const struct gemini_answer *answer)
{
    struct asked *asked = ctx;
    struct asker *asker = asked->asker;
    json *said = answer_json(asked, answer);
    char *line = json_print(said);

    puts(line);
    fflush(stdout);
    free(line);
    json_free(said);
    loop_timer_free(asked->cancel);
    free(asked);
    asker->open--;
    if (asker->in_turn)
        loop_defer(asker->loop, ask_next, asker);
    else if (asker->ended && asker->open == 0)
        loop_stop(asker->loop);
}

static void on_text(void *ctx, const char *text, size_t len)
{
    struct asked *asked = ctx;
    asked->pieces++;
    if (strlen(text) != len)
        abort();
}

static void on_cancel(void *ctx)
{
    struct asked *asked = ctx;
    gemini_cancel(asked->call);
}

static void send_ask(struct asker *asker, const json *line)
{
    struct asked *asked = mem_alloc(sizeof(*asked));
    const char *parts[PARTS_MAX];
    const json *schema = json_get(line, "schema");
    char *schema_text = schema ? json_print(schema) : NULL;
    struct gemini_ask ask = {
        .model = json_str(line, "model", NULL),
        .system = json_str(line, "system", NULL),
        .parts = parts,
        .schema = schema_text,
        .max_tokens = json_int(line, "max_tokens", 0),
        .thinking = json_str(line, "thinking", NULL),
        .seed = json_int(line, "seed", 0),
        .image = json_bool(line, "image", false),
        .aspect_ratio = json_str(line, "aspect_ratio", NULL),
        .deadline_ms = json_int(line, "deadline_ms", 0),
        .billed_max = (int)json_int(line, "billed_max", 0),
        .on_text = json_bool(line, "stream", false) ? on_text : NULL,
        .on_done = on_done,
        .ctx = asked,
    };
    for (const json *part = json_first(json_get(line, "parts")); part && ask.part_count < PARTS_MAX;
         part = json_next(part))
        parts[ask.part_count++] = json_text(part, "");
    asked->asker = asker;
    asked->call = gemini_send(asker->gemini, &ask);
    if (json_int(line, "cancel_ms", -1) >= 0) {
        asked->cancel = loop_timer_new(asker->loop, on_cancel, asked);
        loop_timer_start(asked->cancel, json_int(line, "cancel_ms", 0));
    }
    asker->open++;
    free(schema_text);
}

static void ask_next(void *ctx)
{
    struct asker *asker = ctx;
    char *text = mem_alloc(LINE_MAX_BYTES);
    struct err err;
    json *line = NULL;

    if (!fgets(text, LINE_MAX_BYTES, stdin)) {
        asker->ended = true;
        if (asker->open == 0)
            loop_stop(asker->loop);
    } else if (json_parse(text, strcspn(text, "\n"), &line, &err) != 0) {
        fprintf(stderr, "gemini_ask: %s\n", err.text);
        exit(1);
    } else {
        send_ask(asker, line);
        if (!asker->in_turn)
            loop_defer(asker->loop, ask_next, asker);
    }
    json_free(line);
    free(text);
}

int main(int argc, char **argv)
{
    if (argc < 5) {
        fprintf(stderr, "Usage: gemini_ask URL VERSION KEY MODEL [--in-turn]\n");
        return 2;
    }
    struct asker asker = {.loop = loop_new(), .in_turn = argc > 5};
    struct http_client *client = http_client_new(asker.loop);
    asker.gemini = gemini_new(&(struct gemini_config){.loop = asker.loop,
                                                      .client = client,
                                                      .url = argv[1],
                                                      .version = argv[2],
                                                      .key = argv[3],
                                                      .model = argv[4],
                                                      .retry_ms = RETRY_MS,
                                                      .shut_ms = SHUT_MS});
    loop_defer(asker.loop, ask_next, &asker);
    loop_run(asker.loop);
    gemini_free(asker.gemini);
    http_client_free(client);
    loop_free(asker.loop);
    return 0;
}
