/* bylina run: the bot, as the child of a supervisor unless it is told not to. */
#include "app/command.h"
#include "app/engine.h"
#include "app/supervisor.h"
#include "base/log.h"

#include <stdio.h>

struct running {
    struct config config;
    struct poison *poison;
};

static int run_engine(void *ctx, int line)
{
    const struct running *running = ctx;
    const struct engine_frame frame = {.poison = running->poison, .line = line};
    struct err err;
    if (engine_run(&running->config, &frame, &err) == 0)
        return EXIT_GOOD;
    log_error("app", LOG_T("bylina ends"), LOG_S("error", err.text));
    return EXIT_BAD;
}

static int run(char *const *argv)
{
    struct running running;
    struct err err;
    int code;

    if (config_load(&running.config, ".env", argv, CONFIG_GAME, &err)) {
        fprintf(stderr, "%s\n", err.text);
        config_done(&running.config);
        return EXIT_USAGE;
    }
    log_setup(running.config.log_format, running.config.log_level);
    config_pass_on(argv);
    running.poison = poison_new();
    code = running.config.supervise ? supervise(run_engine, &running, running.poison)
                                    : run_engine(&running, -1);
    poison_free(running.poison);
    config_done(&running.config);
    return code;
}

const struct command command_run = {
    .name = "run",
    .summary = "run the bot; without BOT_TOKEN with the local Telegram and its web chat",
    .help =
        "Makes the database if there is none, brings it up to date, and plays until Ctrl-C.\n"
        "With --watch what is saved in the game's folders goes live by itself, if it is sound.\n"
        "If the engine crashes or stands still, it is started again: docs/operations.md.\n",
    .run = run,
};
