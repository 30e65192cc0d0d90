/* bylina check: loads the game as a reload would and says what is wrong with it. */
#include "app/command.h"
#include "app/game.h"

#include <stdio.h>

static int check(struct game_source *source)
{
    struct generation *generation = NULL;
    struct err err;

    if (game_load(source, 1, &generation, &err)) {
        fprintf(stderr, "%s\n", err.text);
        return EXIT_BAD;
    }
    printf("The game is sound (%s).\n", generation_hash(generation));
    generation_release(generation);
    return EXIT_GOOD;
}

static int run(char *const *argv)
{
    struct config config;
    struct game_source source;
    struct err err;
    int code = EXIT_USAGE;

    if (config_load(&config, ".env", argv, CONFIG_GAME, &err)) {
        fprintf(stderr, "%s\n", err.text);
    } else {
        game_source_init(&source, &config, true);
        code = check(&source);
    }
    config_done(&config);
    return code;
}

const struct command command_check = {
    .name = "check",
    .summary = "check the scripts and content, as a reload does",
    .help =
        "Loads scripts/ and content/ (--scripts-dir, --content-dir): what does not compile, "
        "scenes\n"
        "and texts that are missing, rows that do not fit their schema. Exit 1 if something is\n"
        "wrong, with file, line and reason.\n",
    .run = run,
};
