/* bylina candidate: everything that is tried with new scripts before they go live, in a process of
 * its own, so that whatever they do there (hang, eat memory, bring Lua down) slows nobody.
 *
 * It prints one JSON object and ends with 0, whatever is wrong with the game; another end is a
 * crash, and its reader (candidate.c) says so:
 *
 *   hash    of the files
 *   load    the reason why they cannot be loaded; then there is nothing else
 *   check   {findings: [{code, severity, file, line, message, mend}], errors, warnings}; after an
 *           error in it there is nothing below
 *   test    {passed, failed, failures: [{name, file, reason}]}
 *   places  {scenes, home, renamed}
 *   rehearsal  {turns, same, failed, differ, ..., groups} (engine/lua/rehearse.lua); not without
 *           a recording
 *   ms      {load, check, ...}: how long each took
 *
 * Each of them is a row of `sections`; a section whose entry raises is {broken: reason}. Lists are
 * cut to CANDIDATE_LIST_MAX. The process takes little of a busy machine and dies with its parent.
 */
#include "app/candidate.h"
#include "app/command.h"
#include "app/game.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/sanitize.h"
#include "base/str.h"
#include "turn/rehearsal.h"
#include "json/json.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#define NICE          10 /* not more: on a busy machine it must still be ready in time */
#define RECORDING_MAX ((size_t)64 << 20) /* bytes; the recorder keeps less */
#define MEMORY_MAX    ((rlim_t)1 << 30)  /* bytes of data: beyond Lua's own ceiling */

struct asked {
    const char *sources;   /* a packed bundle; NULL: the folders */
    const char *recording; /* turns that were played; NULL: none */
    const char *lore;      /* as in bind_host, and as the turns were played */
    const char *content_dir;
};

/* --- a small process ------------------------------------------------------------------------- */

static void limit(int what, rlim_t most)
{
    struct rlimit now;
    if (getrlimit((__rlimit_resource_t)what, &now) == 0 && most < now.rlim_max) {
        now.rlim_cur = now.rlim_max = most;
        setrlimit((__rlimit_resource_t)what, &now);
    }
}

static void be_small(void)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    sched_setscheduler(0, SCHED_BATCH, &(struct sched_param){0});
    setpriority(PRIO_PROCESS, 0, NICE);
    limit(RLIMIT_CORE, 0);
    if (!SANITIZE_ADDRESS && !SANITIZE_THREAD) /* they map all there is */
        limit(RLIMIT_DATA, MEMORY_MAX);
    int fd = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    if (fd >= 0) { /* before the engine, if the machine has no memory left */
        if (write(fd, "1000", 4) < 0)
            errno = 0; /* then the kernel chooses by itself */
        close(fd);
    }
}

static char *read_file(const char *path, size_t most, size_t *ret_len, struct err *err)
{
    FILE *stream = fopen(path, "re");
    struct buf text;
    char chunk[65536];
    size_t got;
    buf_init(&text, most);
    while (stream && (got = fread(chunk, 1, sizeof(chunk), stream)) > 0)
        buf_add(&text, chunk, got);
    bool good = stream && !ferror(stream) && !text.full;
    if (stream)
        fclose(stream);
    if (good)
        return buf_detach(&text, ret_len);
    err_set(err, ERR_SYSTEM, "%s cannot be read", path);
    buf_done(&text);
    return NULL;
}

/* --- the sections ---------------------------------------------------------------------------- */

/* What an entry gives, or {broken: reason}. */
static json *call(struct generation *generation, const char *entry, const char *argument)
{
    struct err err;
    char *text = NULL;
    json *value = NULL;
    if (generation_call(generation, entry, argument, &text, &err) ||
        json_parse(text, strlen(text), &value, &err)) {
        value = json_object();
        json_add_str(value, "broken", err.text);
    }
    free(text);
    return value;
}

static void add_findings(const json *report, const char *severity, bool of_it, json *list)
{
    for (json *one = json_first(json_get(report, "findings")); one; one = json_next(one))
        if (str_equal(json_str(one, "severity", ""), severity) == of_it &&
            json_count(list) < CANDIDATE_LIST_MAX)
            json_push(list, json_clone(one));
}

static json *check(struct generation *generation, const struct asked *asked)
{
    char *argument = game_check_argument(asked->content_dir);
    json *report = call(generation, "check", argument), *list = json_array();
    free(argument);
    json_remove(report, "texts"); /* nobody asks for them here */
    add_findings(report, "error", true, list);
    add_findings(report, "error", false, list);
    json_add(report, "findings", list);
    return report;
}

static json *run_tests(struct generation *generation, const struct asked *asked)
{
    json *report = call(generation, "test", "{}"), *failures = json_array();
    (void)asked;
    for (json *one = json_first(json_get(report, "results")); one; one = json_next(one))
        if (!json_bool(one, "ok", false) && json_count(failures) < CANDIDATE_LIST_MAX)
            json_push(failures, json_clone(one));
    json_remove(report, "results");
    json_add(report, "failures", failures);
    return report;
}

static json *list_places(struct generation *generation, const struct asked *asked)
{
    (void)asked;
    return call(generation, "places", "{}");
}

static json *rehearsal(struct generation *generation, const struct asked *asked)
{
    struct err err;
    json *report = NULL;
    size_t len = 0;
    if (!asked->recording)
        return NULL;
    char *data = read_file(asked->recording, RECORDING_MAX, &len, &err);
    if (!data || rehearse(data, len, generation, &report, &err)) {
        report = json_object();
        json_add_str(report, "broken", err.text);
    }
    free(data);
    return report;
}

static const struct {
    const char *name;
    json *(*run)(struct generation *generation, const struct asked *asked); /* NULL: left out */
} sections[] = {
    {"check", check}, /* first: a game with errors has no other entry */
    {"test", run_tests},
    {"places", list_places},
    {"rehearsal", rehearsal},
};

/* --- the report ------------------------------------------------------------------------------ */

static void try_game(const struct game_source *source, struct bundle *bundle,
                     const struct asked *asked, json *report)
{
    struct generation *generation = NULL;
    struct err err;
    json *times = json_object();
    int64_t began = clock_mono_ms();
    json_add_str(report, "hash", bundle_hash(bundle));
    json_add(report, "ms", times);
    int code = game_build(source, bundle, 1, &generation, &err);
    json_add_int(times, "load", clock_mono_ms() - began);
    if (code)
        json_add_str(report, "load", err.text);
    for (size_t i = 0; code == 0 && i < sizeof(sections) / sizeof(*sections); i++) {
        began = clock_mono_ms();
        json *section = sections[i].run(generation, asked);
        if (!section)
            continue;
        json_add(report, sections[i].name, section);
        json_add_int(times, sections[i].name, clock_mono_ms() - began);
        code = i == 0 && json_int(section, "errors", 1) > 0 ? ERR_INVALID : 0;
    }
    generation_release(generation);
}

static int take_sources(const struct config *config, const struct asked *asked,
                        struct bundle **ret_bundle, struct err *err)
{
    size_t len = 0;
    if (!asked->sources)
        return bundle_read(config->scripts_dir, config->content_dir, ret_bundle, err);
    char *packed = read_file(asked->sources, BUNDLE_PACKED_MAX, &len, err);
    int code = packed ? bundle_unpack(packed, len, ret_bundle, err) : ERR_SYSTEM;
    free(packed);
    return code;
}

static int candidate(const struct config *config, const struct asked *asked)
{
    struct game_source source;
    struct bundle *bundle = NULL;
    struct err err;
    json *report = json_object();
    game_source_init(&source, config, config_everyone_owner(config));
    source.brief = true;
    source.host.lore = asked->lore;
    source.host.lenient = true; /* all findings, and not the first mistake alone */
    if (take_sources(config, asked, &bundle, &err))
        json_add_str(report, "load", err.text);
    else
        try_game(&source, bundle, asked, report);
    bundle_release(bundle);
    char *text = json_print(report);
    bool said = text && puts(text) >= 0 && fflush(stdout) == 0;
    free(text);
    json_free(report);
    return said ? EXIT_GOOD : EXIT_BAD;
}

/* Takes our own flags off the front. */
static void read_flags(char *const **argv, struct asked *asked)
{
    while ((*argv)[0] && (*argv)[1]) {
        if (str_equal((*argv)[0], "--sources"))
            asked->sources = (*argv)[1];
        else if (str_equal((*argv)[0], "--recording"))
            asked->recording = (*argv)[1];
        else if (str_equal((*argv)[0], "--lore"))
            asked->lore = (*argv)[1];
        else
            return;
        *argv += 2;
    }
}

static int run(char *const *argv)
{
    struct config config;
    struct asked asked = {0};
    struct err err;
    int code = EXIT_USAGE;

    be_small();
    read_flags(&argv, &asked);
    if (config_load(&config, ".env", argv, asked.sources ? CONFIG_ALONE : CONFIG_GAME, &err)) {
        fprintf(stderr, "%s\n", err.text);
    } else {
        log_setup(config.log_format, config.log_level);
        asked.content_dir = config.content_dir;
        code = candidate(&config, &asked);
    }
    config_done(&config);
    return code;
}

const struct command command_candidate = {
    .name = "candidate",
    .summary = NULL,
    .help = "Usage: bylina candidate [--sources FILE] [--recording FILE] [--lore kept|on]\n"
            "                        [--flag value ...]\n\n"
            "What a reload runs in a process of its own before scripts may go live: loads them,\n"
            "checks them, runs their tests, and prints one report as JSON. Without --sources (a\n"
            "packed game) it reads SCRIPTS_DIR and CONTENT_DIR. Exit 0 whatever the report says.\n",
    .run = run,
};
