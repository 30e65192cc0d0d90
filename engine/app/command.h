/* The commands of the binary: one small file and one const descriptor each. */
#ifndef BYLINA_APP_COMMAND_H
#define BYLINA_APP_COMMAND_H

enum { EXIT_GOOD = 0, EXIT_BAD = 1, EXIT_USAGE = 2 };

struct command {
    const char *name;
    const char *summary;           /* one line for --help; NULL: it is not listed */
    const char *help;              /* what --help says behind the first line */
    int (*run)(char *const *argv); /* words behind the command; gives the exit code */
};

extern const struct command command_run;
extern const struct command command_sandbox;
extern const struct command command_check;
extern const struct command command_graph;
extern const struct command command_test;
extern const struct command command_simulate;
extern const struct command command_backup;
extern const struct command command_migrate;
extern const struct command command_healthcheck;
extern const struct command command_lore;
extern const struct command command_reload;
extern const struct command command_version;
extern const struct command command_candidate;

#endif
