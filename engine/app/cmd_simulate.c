/* bylina simulate: thousands of scripted players for months of the game's time, in one world or, to
 * compare, in two (engine/lua/simulate.lua): figures in the terminal, and as SVG.
 *
 * Two worlds are two processes: the second folder is played by a child, which writes its report
 * into a pipe, while this one plays the first. */
#include "app/command.h"
#include "app/flags.h"
#include "app/simulation.h"
#include "base/mem.h"
#include "json/json.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define PLAYERS_MAX 20000
#define DAYS_MAX    1000
#define JOBS_MAX    64
#define REPORT_MAX  (64u << 20)

struct options {
    struct simulation what;
    const char *out;     /* "": no SVG */
    const char *compare; /* another folder of scripts; "": none */
};

static void write_all(int fd, const char *text)
{
    size_t len = strlen(text);
    while (len > 0) {
        ssize_t wrote = write(fd, text, len);
        if (wrote < 0 && errno != EINTR)
            return;
        text += wrote > 0 ? wrote : 0;
        len -= wrote > 0 ? (size_t)wrote : 0;
    }
}

static int read_all(int fd, struct buf *out)
{
    char part[65536];
    for (;;) {
        ssize_t got = read(fd, part, sizeof part);
        if (got == 0)
            return 0;
        if (got < 0 && errno != EINTR)
            return -1;
        if (got > 0)
            buf_add(out, part, (size_t)got);
    }
}

/* The child: plays the other scripts and ends. */
static void play_other(const struct game_source *source, const struct options *options, int fd)
{
    struct config config = *source->config;
    struct game_source other = *source;
    struct err err;
    json *report = NULL;
    config.scripts_dir = mem_strdup(options->compare);
    other.config = &config;
    int code = simulation_run(&other, &options->what, false, &report, &err);
    if (code < 0) {
        fprintf(stderr, "%s\n", err.text);
        _exit(EXIT_BAD);
    }
    char *text = json_print(report);
    write_all(fd, text);
    _exit(EXIT_GOOD);
}

static int take_report(int fd, pid_t child, json **ret_report, struct err *err)
{
    struct buf text;
    int status;
    buf_init(&text, REPORT_MAX);
    int code = read_all(fd, &text);
    waitpid(child, &status, 0);
    if (code || !WIFEXITED(status) || WEXITSTATUS(status) != EXIT_GOOD)
        code = err_set(err, ERR_INVALID, "the scripts to compare with were not played to the end");
    else
        code = json_parse(text.data, text.len, ret_report, err);
    buf_done(&text);
    return code;
}

/* Both reports, played at once. */
static int play_both(struct game_source *source, const struct options *options, json **ret_first,
                     json **ret_second, struct err *err)
{
    int fds[2];
    if (pipe(fds))
        return err_set(err, ERR_SYSTEM, "pipe: %s", strerror(errno));
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        close(fds[0]);
        play_other(source, options, fds[1]);
    }
    close(fds[1]);
    int code = child < 0 ? err_set(err, ERR_SYSTEM, "fork: %s", strerror(errno)) : 0;
    if (code == 0)
        code = simulation_run(source, &options->what, true, ret_first, err);
    if (child > 0) {
        struct err other;
        int second = take_report(fds[0], child, ret_second, code == 0 ? err : &other);
        code = code == 0 ? second : code;
    }
    close(fds[0]);
    return code;
}

static int write_svg(const struct options *options, const char *svg, struct err *err)
{
    FILE *file = fopen(options->out, "w");
    if (!file || fputs(svg, file) < 0 || fclose(file) != 0)
        return err_set(err, ERR_SYSTEM, "%s: %s", options->out, strerror(errno));
    printf("%s is written\n", options->out);
    return 0;
}

static int report(struct game_source *source, const struct options *options, const json *first,
                  const json *second, struct err *err)
{
    const char *names[] = {source->config->scripts_dir, options->compare};
    char *svg = NULL;
    simulation_print(names[0], first);
    if (second)
        simulation_print(names[1], second);
    if (!*options->out)
        return 0;
    int code = simulation_chart(source, names, first, second, &svg, err);
    if (code == 0)
        code = write_svg(options, svg, err);
    free(svg);
    return code;
}

static int run_with(const struct options *options, char *const *words)
{
    struct config config;
    struct game_source source;
    struct err err;
    json *first = NULL, *second = NULL;
    struct stat info;

    int code = config_load(&config, ".env", words, CONFIG_GAME, &err);
    if (code == 0 && *options->compare && stat(options->compare, &info) != 0)
        code = err_set(&err, ERR_INVALID, "--compare: there is no folder %s", options->compare);
    if (code < 0) {
        fprintf(stderr, "%s\n", err.text);
        config_done(&config);
        return EXIT_USAGE;
    }
    game_source_init(&source, &config, false);
    code = *options->compare ? play_both(&source, options, &first, &second, &err)
                             : simulation_run(&source, &options->what, true, &first, &err);
    if (code == 0)
        code = report(&source, options, first, second, &err);
    if (code < 0)
        fprintf(stderr, "%s\n", err.text);
    json_free(first);
    json_free(second);
    config_done(&config);
    return code < 0 ? EXIT_BAD : EXIT_GOOD;
}

static int64_t processors(void)
{
    long there = sysconf(_SC_NPROCESSORS_ONLN);
    return there < 1 ? 1 : there > JOBS_MAX ? JOBS_MAX : there;
}

static int run(char *const *argv)
{
    struct options options = {
        .what = {.players = 1000, .days = 60, .seed = 7, .jobs = processors()},
        .out = "",
        .compare = ""};
    const struct flag flags[] = {
        {.name = "--players", .number = &options.what.players, .min = 1, .max = PLAYERS_MAX},
        {.name = "--days", .number = &options.what.days, .min = 1, .max = DAYS_MAX},
        {.name = "--seed", .number = &options.what.seed, .min = 1, .max = INT32_MAX},
        {.name = "--jobs", .number = &options.what.jobs, .min = 1, .max = JOBS_MAX},
        {.name = "--out", .text = &options.out},
        {.name = "--compare", .text = &options.compare},
        {0},
    };
    char *words[FLAGS_WORDS_MAX];
    struct err err;
    if (flags_take(argv, flags, words, &err)) {
        fprintf(stderr, "%s\n", err.text);
        return EXIT_USAGE;
    }
    return run_with(&options, words);
}

const struct command command_simulate = {
    .name = "simulate",
    .summary = "play months with many players, and show how they fared",
    .help =
        "Usage: bylina simulate [--players N] [--days N] [--seed N] [--out FILE.svg]\n"
        "                       [--compare SCRIPTS-DIR] [--jobs N]\n\n"
        "Many players (1000) live in worlds of 250 for so many days (60), by the habits in\n"
        "scripts/tests/players.lua or, without it, as anybody: no database, no Telegram. The "
        "worlds\n"
        "are played by as many processes as there are processors, or --jobs; what comes out is "
        "the\n"
        "same. Prints\n"
        "levels, gold and other fields, deaths, where gold came from and went, and the time to "
        "each\n"
        "stage of each quest; --out draws them. --compare plays another folder of scripts beside "
        "this\n"
        "one, with the same content, and shows both.\n",
    .run = run,
};
