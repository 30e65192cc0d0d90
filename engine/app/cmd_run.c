/* bylina run: the bot. */
#include "app/command.h"
#include "app/engine.h"
#include "base/log.h"

#include <stdio.h>

static int run(char *const *argv)
{
    struct config config;
    struct err err;
    int code = EXIT_GOOD;

    if (config_load(&config, ".env", argv, CONFIG_GAME, &err)) {
        fprintf(stderr, "%s\n", err.text);
        config_done(&config);
        return EXIT_USAGE;
    }
    log_setup(config.log_format, config.log_level);
    if (engine_run(&config, &err)) {
        log_error("app", LOG_T("bylina ends"), LOG_S("error", err.text));
        code = EXIT_BAD;
    }
    config_done(&config);
    return code;
}

const struct command command_run = {
    .name = "run",
    .summary = "run the bot; without BOT_TOKEN with the local Telegram and its web chat",
    .help = "Makes the database if there is none, brings it up to date, and plays until Ctrl-C.\n",
    .run = run,
};
