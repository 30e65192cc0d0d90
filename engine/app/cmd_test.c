/* bylina test: runs the designers' tests (scripts/tests/) and reports them. */
#include "app/command.h"
#include "app/game.h"
#include "base/str.h"
#include "json/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int print_report(const char *text)
{
    json *report = NULL;
    struct err err;

    if (json_parse(text, strlen(text), &report, &err)) {
        fprintf(stderr, "%s\n", err.text);
        return EXIT_BAD;
    }
    const json *results = json_get(report, "results");
    for (const json *test = json_first(results); test; test = json_next(test)) {
        if (json_bool(test, "ok", false)) {
            printf("ok   %s\n", json_str(test, "name", ""));
            continue;
        }
        printf("FAIL %s (%s)\n     %s\n", json_str(test, "name", ""), json_str(test, "file", ""),
               json_str(test, "reason", ""));
    }
    int64_t failed = json_int(report, "failed", 1);
    int64_t passed = json_int(report, "passed", 0);
    printf("%lld passed, %lld failed\n", (long long)passed, (long long)failed);
    json_free(report);
    return failed || !passed ? EXIT_BAD : EXIT_GOOD;
}

static int run_tests(struct game_source *source, const char *filter)
{
    struct generation *generation = NULL;
    struct err err;
    char *report = NULL;
    json *argument = json_object();
    int code = EXIT_BAD;

    if (*filter)
        json_add_str(argument, "filter", filter);
    char *text = json_print(argument);
    if (game_load(source, 1, &generation, &err) == 0 &&
        generation_call(generation, "test", text, &report, &err) == 0)
        code = print_report(report);
    else
        fprintf(stderr, "%s\n", err.text);
    free(report);
    free(text);
    json_free(argument);
    generation_release(generation);
    return code;
}

static int run(char *const *argv)
{
    struct config config;
    struct game_source source;
    struct err err;
    const char *filter = "";
    int code = EXIT_USAGE;

    if (*argv && !str_starts(*argv, "--"))
        filter = *argv++;
    if (config_load(&config, ".env", argv, CONFIG_GAME, &err)) {
        fprintf(stderr, "%s\n", err.text);
    } else {
        game_source_init(&source, &config, true);
        code = run_tests(&source, filter);
    }
    config_done(&config);
    return code;
}

const struct command command_test = {
    .name = "test",
    .summary = "run the game's own tests",
    .help = "Usage: bylina test [PART-OF-A-NAME]\n\n"
            "Runs scripts/tests/*.lua in a world of their own: no database, no Telegram. Exit 1 if "
            "one\n"
            "fails.\n",
    .run = run,
};
