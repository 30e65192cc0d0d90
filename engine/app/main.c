/* bylina COMMAND [--flag value ...]: finds the command and runs it. Exit codes: 0 good, 1 failed, 2
 * bad usage. */
#include "app/command.h"

#include "app/config.h"
#include "base/buf.h"
#include "base/str.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#define HELP_LIMIT 8192

static const struct command *const COMMANDS[] = {
    &command_run,      &command_sandbox, &command_check,     &command_graph,       &command_test,
    &command_simulate, &command_backup,  &command_migrate,   &command_healthcheck, &command_lore,
    &command_reload,   &command_version, &command_candidate,
};
#define COMMAND_COUNT (sizeof COMMANDS / sizeof COMMANDS[0])

static int help(void)
{
    printf("bylina: an engine for text role-playing games in Telegram\n\n"
           "Usage: bylina COMMAND [--flag value ...]\n\n");
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (COMMANDS[i]->summary)
            printf("  %-11s %s\n", COMMANDS[i]->name, COMMANDS[i]->summary);
    printf("\nbylina COMMAND --help tells more. Start with: bylina run\n");
    return EXIT_GOOD;
}

static int command_help(const struct command *command)
{
    struct buf text;
    buf_init(&text, HELP_LIMIT);
    buf_addf(&text, "bylina %s: %s\n\n%s", command->name,
             command->summary ? command->summary : "for the engine itself", command->help);
    if (command == &command_run || command == &command_sandbox) {
        buf_adds(&text,
                 "\nVariables, from the environment or a .env file. BOT_RATE is also the flag "
                 "--bot-rate; flags win.\nSecrets have no flag.\n\n");
        config_help(&text);
    }
    fputs(text.data, stdout);
    buf_done(&text);
    return EXIT_GOOD;
}

static int wants_help(const char *word)
{
    return word && (str_equal(word, "--help") || str_equal(word, "-h"));
}

/* A server with many connections needs more descriptors than the usual 1,024. */
static void allow_descriptors(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit);
    }
}

int main(int argc, char **argv)
{
    const char *name = argc > 1 ? argv[1] : NULL;

    signal(SIGPIPE, SIG_IGN);
    allow_descriptors();
    if (!name || wants_help(name) || str_equal(name, "help"))
        return name ? help() : (help(), EXIT_USAGE);
    if (str_equal(name, "--version"))
        name = "version";
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        if (!str_equal(COMMANDS[i]->name, name))
            continue;
        for (char **word = argv + 2; *word; word++)
            if (wants_help(*word))
                return command_help(COMMANDS[i]);
        return COMMANDS[i]->run(argv + 2);
    }
    fprintf(stderr, "bylina: there is no command \"%s\"; bylina --help lists them\n", name);
    return EXIT_USAGE;
}
