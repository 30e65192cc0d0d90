/* bylina backup FILE: a copy of the whole database, also while the engine runs. */
#include "app/command.h"
#include "app/config.h"
#include "base/log.h"
#include "store/backup.h"

#include <stdio.h>
#include <sys/stat.h>

static int run(char *const *argv)
{
    struct config config;
    struct err err;
    struct stat info;
    int code = EXIT_USAGE;

    if (!argv[0] || argv[0][0] == '-') {
        fprintf(stderr, "bylina backup FILE: the file to write is missing\n");
        return EXIT_USAGE;
    }
    if (config_load(&config, ".env", argv + 1, CONFIG_ALONE, &err)) {
        fprintf(stderr, "%s\n", err.text);
        goto out;
    }
    code = EXIT_BAD;
    if (store_backup_file(config.database_url, argv[0], &err)) {
        fprintf(stderr, "bylina backup: %s\n", err.text);
        goto out;
    }
    code = EXIT_GOOD;
    if (stat(argv[0], &info) == 0)
        printf("%s: %lld bytes, whole and checked\n", argv[0], (long long)info.st_size);
out:
    config_done(&config);
    return code;
}

const struct command command_backup = {
    .name = "backup",
    .summary = "copy the database into FILE, also while the engine runs",
    .help = "bylina backup FILE [--database-url sqlite:PATH]\n\n"
            "One snapshot of all that is committed, checked before it bears its name. FILE must\n"
            "not exist. To restore: stop the engine, put the file in the place of the database\n"
            "(and remove PATH-wal and PATH-shm), start.\n",
    .run = run,
};
