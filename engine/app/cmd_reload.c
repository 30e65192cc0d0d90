/* bylina reload [now]: has the engines of this world try their files, over Redis, and says what
 * came of it: for operators, and for whatever puts files in place and wants to know whether they
 * are live now. Nothing but the question travels; what is tried lies where each engine runs. */
#include "app/command.h"
#include "app/config.h"
#include "app/crier.h"
#include "app/topics.h"
#include "base/mem.h"
#include "base/rng.h"
#include "base/str.h"
#include "store/store.h"
#include "json/json.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define GRACE_MS  30000 /* beyond CANDIDATE_MS: for the answer, and to build what goes live */
#define EPOCH_MAX 32

struct asking {
    const struct config *config;
    struct loop *loop;
    struct crier *crier;
    char epoch[EPOCH_MAX];
    char id[17];
    bool now;
    int64_t heard;
    int64_t answers;
    bool over; /* all have answered */
    bool good; /* each as it should be */
};

static int failed(const char *words)
{
    fprintf(stderr, "bylina reload: %s\n", words);
    return EXIT_BAD;
}

/* --- answers --------------------------------------------------------------------------------- */

static bool tell_live(const struct asking *asking, const json *answer)
{
    const json *counts = json_get(answer, "counts");
    (void)asking;
    printf("generation %" PRId64 " is live: %" PRId64 " files added, %" PRId64 " changed, %" PRId64
           " removed\n",
           json_int(answer, "number", 0), json_int(counts, "added", 0),
           json_int(counts, "changed", 0), json_int(counts, "removed", 0));
    return true;
}

static bool tell_same(const struct asking *asking, const json *answer)
{
    (void)asking;
    printf("nothing has changed: generation %" PRId64 " is live\n", json_int(answer, "number", 0));
    return true;
}

static bool tell_report(const struct asking *asking, const json *answer)
{
    const char *verdict = json_str(answer, "verdict", "");
    if (str_equal(verdict, "bad"))
        printf("refused: the old rules stay in force\n");
    else if (str_equal(verdict, "doubt"))
        printf("checked, but some turns would go another way: who may decide has Put live and "
               "Cancel in his chat\n");
    else
        printf("checked: who may decide has Put live and Cancel in his chat\n");
    return !str_equal(verdict, "bad") && !asking->now;
}

static bool tell_failed(const struct asking *asking, const json *answer)
{
    (void)asking;
    (void)answer;
    printf("refused: the old rules stay in force\n");
    return false;
}

static bool tell_busy(const struct asking *asking, const json *answer)
{
    (void)asking;
    printf("new rules are being tried already (asked for by %s): ask again in a minute\n",
           json_str(answer, "by", "?"));
    return false;
}

static bool tell_stopping(const struct asking *asking, const json *answer)
{
    (void)asking;
    (void)answer;
    printf("the engine is stopping: it reads its files when it starts\n");
    return false;
}

static const struct {
    const char *show;
    bool (*tell)(const struct asking *asking, const json *answer);
} ANSWERS[] = {
    {"reload_live", tell_live},     {"reload_same", tell_same}, {"reload_report", tell_report},
    {"reload_failed", tell_failed}, {"reload_busy", tell_busy}, {"reload_stopping", tell_stopping},
};

static void tell_lines(const json *answer)
{
    for (json *one = json_first(json_get(answer, "lines")); one; one = json_next(one)) {
        const char *where = json_str(one, "where", "");
        printf("%s%s%s\n", where, *where ? ": " : "", json_str(one, "text", ""));
    }
}

static void on_answer(void *ctx, const char *words, bool own)
{
    struct asking *asking = ctx;
    json *answer = NULL;
    (void)own;
    if (json_parse(words, strlen(words), &answer, NULL))
        return;
    for (size_t i = 0; i < sizeof ANSWERS / sizeof ANSWERS[0]; i++) {
        if (!str_equal(json_str(answer, "id", ""), asking->id) ||
            !str_equal(json_str(answer, "show", ""), ANSWERS[i].show))
            continue;
        tell_lines(answer);
        asking->good &= ANSWERS[i].tell(asking, answer);
        asking->answers++;
    }
    asking->over = asking->answers >= asking->heard;
    json_free(answer);
}

/* --- the question ---------------------------------------------------------------------------- */

/* The channels are named by it, so that only engines of the same database hear. */
static int find_epoch(struct asking *asking, struct err *err)
{
    struct store *store = NULL;
    int code = store_open_beside(asking->loop, asking->config->database_url, &store, err);
    if (code)
        return code;
    str_copy(asking->epoch, sizeof asking->epoch, store_epoch(store));
    store_close(store);
    return *asking->epoch ? 0
                          : err_set(err, ERR_NOT_FOUND,
                                    "no engine has played in this database yet: start one");
}

static int cry(struct asking *asking)
{
    uint64_t chance;
    rng_secret(&chance, sizeof chance);
    snprintf(asking->id, sizeof asking->id, "%016" PRIx64, chance);
    char *words =
        mem_printf("{\"id\":\"%s\",\"now\":%s}", asking->id, asking->now ? "true" : "false");
    asking->heard = INT64_MAX; /* an answer may be faster than the number of those who answer */
    asking->heard = crier_cry(asking->crier, TOPIC_RELOAD, words, CRIER_REACH_MS);
    free(words);
    if (asking->heard < 0)
        return failed("Redis did not take the question: look at REDIS_URL");
    if (asking->heard == 0)
        return failed("no engine of this world listens. Start one with the same REDIS_URL and "
                      "DATABASE_URL, or say /reload in its chat");
    printf("heard by %" PRId64 " engine%s\n", asking->heard, asking->heard == 1 ? "" : "s");
    return EXIT_GOOD;
}

static int ask(struct asking *asking)
{
    struct err err;
    struct crier_config crier = {.loop = asking->loop,
                                 .url = asking->config->redis_url,
                                 .epoch = asking->epoch,
                                 .hears = TOPIC_RELOADED,
                                 .fn = on_answer,
                                 .ctx = asking};
    if (!*crier.url)
        return failed(
            "REDIS_URL is not set, so that no engine can hear it. Set it here and for the "
            "engine, or say /reload in the chat");
    if (find_epoch(asking, &err) || crier_new(&crier, CRIER_REACH_MS, &asking->crier, &err))
        return failed(err.text);
    int code = cry(asking);
    if (code)
        return code;
    asking->over = asking->answers >= asking->heard;
    crier_wait(asking->crier, &asking->over, asking->config->candidate_ms + GRACE_MS);
    if (!asking->over)
        return failed("an engine has not answered in time: what came of it is in its log");
    return asking->good ? EXIT_GOOD : EXIT_BAD;
}

static int run(char *const *argv)
{
    struct config config;
    struct err err;
    struct asking asking = {.config = &config, .good = true};
    int code = EXIT_USAGE;

    asking.now = argv[0] && str_equal(argv[0], "now");
    if (!asking.now && argv[0] && !str_starts(argv[0], "--")) {
        fprintf(stderr, "bylina reload [now]: \"%s\" is no word of it\n", argv[0]);
        return EXIT_USAGE;
    }
    if (config_load(&config, ".env", argv + asking.now, CONFIG_ASKING, &err)) {
        fprintf(stderr, "%s\n", err.text);
        goto out;
    }
    asking.loop = loop_new();
    code = ask(&asking);
    crier_free(asking.crier);
    loop_free(asking.loop);
out:
    config_done(&config);
    return code;
}

const struct command command_reload = {
    .name = "reload",
    .summary = "have the running engine try its new scripts, and put them live",
    .help =
        "bylina reload [now] [--database-url URL]\n\n"
        "Does what /reload does in the chat: the engine reads its folders, tries what it has read\n"
        "and reports to those who may decide (role designer), with Put live and Cancel. With "
        "`now`\n"
        "it goes live at once if nothing stands against it. What came of it is printed here.\n\n"
        "The engine is reached over Redis: REDIS_URL and DATABASE_URL are the engine's own. The\n"
        "files are those on the engine's disk, and none are sent.\n\n"
        "Exit 0 when the new rules are live, or as they were (without `now`: or may go live);\n"
        "1 when they were refused, when nobody listens, and when nobody answers in time\n"
        "(CANDIDATE_MS and half a minute).\n",
    .run = run,
};
