/* bylina test: runs the designers' tests (scripts/tests/) and reports them; or lets random players
 * wander through the game. */
#include "app/command.h"
#include "app/flags.h"
#include "app/testrun.h"
#include "base/str.h"

#include <stdio.h>

#define STEPS_MAX   100000000
#define PLAYERS_MAX 50

static int run_with(const struct test_options *options, char *const *words)
{
    struct config config;
    struct game_source source;
    struct err err;
    int code = EXIT_USAGE;

    if (config_load(&config, ".env", words, CONFIG_GAME, &err)) {
        fprintf(stderr, "%s\n", err.text);
    } else {
        game_source_init(&source, &config, true);
        if (options->wander)
            code = testrun_wander(&source, options);
        else if (options->watch)
            code = testrun_watch(&source, options);
        else
            code = testrun_all(&source, options);
    }
    config_done(&config);
    return code;
}

static int run(char *const *argv)
{
    struct test_options options = {.filter = "", .seed = 7, .players = 3};
    const struct flag flags[] = {
        {.name = "--accept", .on = &options.accept},
        {.name = "--watch", .on = &options.watch},
        {.name = "--wander", .number = &options.wander, .min = 1, .max = STEPS_MAX},
        {.name = "--seed", .number = &options.seed, .min = 1, .max = INT32_MAX},
        {.name = "--players", .number = &options.players, .min = 1, .max = PLAYERS_MAX},
        {0},
    };
    char *words[FLAGS_WORDS_MAX];
    struct err err;

    if (flags_take(argv, flags, words, &err)) {
        fprintf(stderr, "%s\n", err.text);
        return EXIT_USAGE;
    }
    if (*words && !str_starts(*words, "--")) {
        options.filter = *words;
        return run_with(&options, words + 1);
    }
    return run_with(&options, words);
}

const struct command command_test = {
    .name = "test",
    .summary = "run the game's own tests, or random players until the first error",
    .help =
        "Usage: bylina test [PART-OF-A-NAME] [--accept] [--watch]\n"
        "       bylina test --wander STEPS [--seed N] [--players N]\n\n"
        "Runs scripts/tests/: functions of a world (.lua) and transcripts of talks (.txt), in a "
        "world of\n"
        "their own: no database, no Telegram. Exit 1 if one fails.\n\n"
        "  --accept        write what is seen now into the transcripts that differ, and show it\n"
        "  --watch         run them again whenever a file of the game changes\n"
        "  --wander STEPS  random players walk through the game, that many steps, until an error, "
        "a dead\n"
        "                  end or a broken invariant (scripts/tests/invariants.lua); prints the "
        "shortest\n"
        "                  transcript found that leads there, and what was never reached. Exit 1 "
        "with a\n"
        "                  finding\n"
        "  --seed N        of a wander (7): the same seed walks the same way\n"
        "  --players N     of a wander, who may meet each other (3)\n",
    .run = run,
};
