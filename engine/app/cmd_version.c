/* bylina version: the version of this binary. */
#include "app/command.h"

#include <stdio.h>

static int run(char *const *argv)
{
    (void)argv;
    printf("bylina %s\n", BYLINA_VERSION);
    return EXIT_GOOD;
}

const struct command command_version = {
    .name = "version",
    .summary = "print the version",
    .help = "Prints the version of this binary.\n",
    .run = run,
};
