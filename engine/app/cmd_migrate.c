/* bylina migrate: the schema of the database, for operators. Each word behind it is a function of
 * its own; store/migrate.h does the work, and says what is refused and how it is mended. */
#include "app/command.h"
#include "app/config.h"
#include "app/copying.h"
#include "app/flags.h"
#include "base/str.h"
#include "store/migrate.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define SCRIPT_LIMIT ((size_t)64 << 20)
#define COUNT_MAX    9999

struct asked {
    bool down;     /* of sql: not up */
    int64_t count; /* the number behind the word; 0: none */
    bool unchecked;
    const char *as;
};

/* Gives the exit code; `err` has the words unless all went well. */
typedef int (*verb_fn)(struct migrate *migrate, const struct asked *asked, struct err *err);

/* --- status ---------------------------------------------------------------------------------- */

static void print_state(const struct migrate_line *line)
{
    static const char *const words[] = {
        [MIGRATE_DONE] = "applied",
        [MIGRATE_PENDING] = "pending",
        [MIGRATE_HALF_UP] = "HALF APPLIED: bylina migrate repair",
        [MIGRATE_HALF_DOWN] = "HALF UNDONE: bylina migrate repair",
        [MIGRATE_CHANGED] = "applied WITH ANOTHER TEXT",
        [MIGRATE_UNKNOWN] = "applied, UNKNOWN to this program",
    };
    fputs(words[line->state], stdout);
    if (line->applied_ms <= 0)
        return;
    char when[32];
    struct tm parts;
    time_t seconds = (time_t)(line->applied_ms / 1000);
    if (gmtime_r(&seconds, &parts) && strftime(when, sizeof when, "%Y-%m-%d %H:%M:%S", &parts) > 0)
        printf(", %s UTC", when);
}

static void on_status(void *ctx, const struct migrate_line *line)
{
    (void)ctx;
    printf("  %-28s ", line->name);
    print_state(line);
    putchar('\n');
}

static int do_status(struct migrate *migrate, const struct asked *asked, struct err *err)
{
    int pending = 0;
    (void)asked;
    printf("%s\n", migrate_place(migrate));
    if (migrate_status(migrate, on_status, NULL, &pending, err))
        return EXIT_BAD;
    if (pending)
        printf("%d pending: bylina migrate up applies %s.\n", pending,
               pending == 1 ? "it" : "them");
    else
        printf("Nothing is pending.\n");
    return EXIT_GOOD;
}

/* --- up and down ----------------------------------------------------------------------------- */

struct tally {
    const char *word;
    int count;
};

static void on_step(void *ctx, const struct migrate_line *line)
{
    struct tally *tally = ctx;
    tally->count++;
    printf("  %-28s %s in %" PRId64 " ms\n", line->name, tally->word, line->took_ms);
    fflush(stdout);
}

static int do_up(struct migrate *migrate, const struct asked *asked, struct err *err)
{
    struct tally tally = {"applied", 0};
    if (migrate_up(migrate, (int)asked->count, on_step, &tally, err))
        return EXIT_BAD;
    if (!tally.count)
        printf("%s: nothing is pending.\n", migrate_place(migrate));
    return EXIT_GOOD;
}

static int do_down(struct migrate *migrate, const struct asked *asked, struct err *err)
{
    struct tally tally = {"undone", 0};
    return migrate_down(migrate, (int)asked->count, on_step, &tally, err) ? EXIT_BAD : EXIT_GOOD;
}

static int do_sql(struct migrate *migrate, const struct asked *asked, struct err *err)
{
    struct buf out;
    buf_init(&out, SCRIPT_LIMIT);
    int r = migrate_sql(migrate, asked->down, (int)asked->count, &out, err);
    if (r == 0)
        fputs(out.data, stdout);
    buf_done(&out);
    return r ? EXIT_BAD : EXIT_GOOD;
}

/* --- check, stamp, repair -------------------------------------------------------------------- */

static void on_text(void *ctx, const char *text)
{
    (void)ctx;
    printf("  %s\n", text);
}

static int do_check(struct migrate *migrate, const struct asked *asked, struct err *err)
{
    int count = 0;
    int pending = 0;
    (void)asked;
    printf("%s\n", migrate_place(migrate));
    if (migrate_check(migrate, on_text, NULL, &count, err) ||
        migrate_status(migrate, NULL, NULL, &pending, err))
        return EXIT_BAD;
    if (count)
        printf("%d difference%s from what the migrations make.\n", count, count == 1 ? "" : "s");
    else
        printf("The schema is what the migrations make.\n");
    if (pending)
        printf("%d pending: bylina migrate up applies %s.\n", pending,
               pending == 1 ? "it" : "them");
    return count || pending ? EXIT_BAD : EXIT_GOOD;
}

static int do_stamp(struct migrate *migrate, const struct asked *asked, struct err *err)
{
    if (migrate_stamp(migrate, (int)asked->count, asked->unchecked, err))
        return EXIT_BAD;
    printf("%s: recorded as it stands at %" PRId64 ", nothing was run.\n", migrate_place(migrate),
           asked->count);
    return EXIT_GOOD;
}

static int do_repair(struct migrate *migrate, const struct asked *asked, struct err *err)
{
    struct migrate_line line;
    enum migrate_mend mend = str_equal(asked->as, "done")     ? MIGRATE_AS_DONE
                             : str_equal(asked->as, "undone") ? MIGRATE_AS_UNDONE
                                                              : MIGRATE_LOOK;
    if (migrate_repair(migrate, mend, &line, err))
        return EXIT_BAD;
    printf("%s is %s.\n", line.name, line.state == MIGRATE_DONE ? "applied" : "undone");
    return EXIT_GOOD;
}

static int do_epoch(struct migrate *migrate, const struct asked *asked, struct err *err)
{
    (void)asked;
    if (migrate_renew(migrate, err))
        return EXIT_BAD;
    printf("%s: it has another epoch now; hot copies of what it was are not believed.\n",
           migrate_place(migrate));
    return EXIT_GOOD;
}

/* --- the command ----------------------------------------------------------------------------- */

static const struct verb {
    const char *name;
    verb_fn run;
    bool make;      /* the file of SQLite */
    int least;      /* words behind it, */
    int most;       /* which are one number */
    int64_t lowest; /* of it */
    const char *usage;
} VERBS[] = {
    {"status", do_status, false, 0, 0, 0, "status takes no words"},
    {"up", do_up, true, 0, 1, 1,
     "up [N]: the number of migrations to apply is expected, or nothing: all"},
    {"down", do_down, false, 1, 1, 1,
     "down N: the number of migrations to undo is expected (1: the newest)"},
    {"sql", do_sql, true, 0, 1, 1, "sql [up [N] | down N]: what would be run, as a script"},
    {"check", do_check, false, 0, 0, 0, "check takes no words"},
    {"stamp", do_stamp, false, 1, 1, 0,
     "stamp N [--unchecked]: the number of the newest migration that the schema has is expected"},
    {"repair", do_repair, false, 0, 0, 0, "repair [--as done|undone]"},
    {"epoch", do_epoch, false, 0, 0, 0, "epoch takes no words"},
};

static size_t word_count(char *const *words)
{
    size_t count = 0;
    while (words[count])
        count++;
    return count;
}

static int read_words(const struct verb *verb, char *const *words, struct asked *asked,
                      struct err *err)
{
    bool up = verb->run == do_sql && str_equal(words[0], "up");
    asked->down = verb->run == do_sql && str_equal(words[0], "down");
    words += up || asked->down;
    size_t count = word_count(words);
    if (count > (size_t)verb->most || count < (size_t)(asked->down ? 1 : verb->least) ||
        (count && str_to_i64(words[0], verb->lowest, COUNT_MAX, &asked->count)) ||
        (asked->as && !str_equal(asked->as, "done") && !str_equal(asked->as, "undone")))
        return err_set(err, ERR_INVALID, "bylina migrate %s", verb->usage);
    return 0;
}

static const struct verb *find_verb(const char *name)
{
    for (size_t i = 0; name && i < sizeof VERBS / sizeof VERBS[0]; i++)
        if (str_equal(VERBS[i].name, name))
            return &VERBS[i];
    return NULL;
}

static int run_verb(const struct verb *verb, const struct asked *asked, const char *url,
                    struct err *err)
{
    struct migrate *migrate = NULL;
    int code = EXIT_BAD;
    if (migrate_open(url, migration_files, verb->make, &migrate, err) == 0)
        code = verb->run(migrate, asked, err);
    migrate_close(migrate);
    return code;
}

/* The words of the verb itself are all that do not look like a flag, up to the first that does. */
static char *const *split(char **words)
{
    while (*words && !str_starts(*words, "--"))
        words++;
    return words;
}

static int run(char *const *argv)
{
    struct asked asked = {0};
    const struct flag flags[] = {
        {.name = "--unchecked", .on = &asked.unchecked},
        {.name = "--as", .text = &asked.as},
        {0},
    };
    char *rest[FLAGS_WORDS_MAX];
    char *words[FLAGS_WORDS_MAX] = {NULL};
    struct config config = {0};
    struct err err = {0};
    int code = EXIT_USAGE;
    const struct verb *verb = find_verb(argv[0]);

    if (str_equal(argv[0], "copy") || str_equal(argv[0], "sums"))
        return copying_run(argv);
    if (!verb) {
        fprintf(stderr,
                "bylina migrate: status, up, down, sql, check, stamp, repair, epoch, sums or "
                "copy is expected; --help tells more\n");
        return EXIT_USAGE;
    }
    if (flags_take(argv + 1, flags, rest, &err) == 0) {
        char *const *options = split(rest);
        memcpy(words, rest, (size_t)(options - rest) * sizeof rest[0]);
        if (read_words(verb, words, &asked, &err) == 0 &&
            config_load(&config, ".env", options, CONFIG_ALONE, &err) == 0)
            code = run_verb(verb, &asked, config.database_url, &err);
    }
    if (err.code)
        fprintf(stderr, "%s\n", err.text);
    config_done(&config);
    return code;
}

const struct command command_migrate = {
    .name = "migrate",
    .summary = "the schema of the database: look, apply, undo, check, copy",
    .help =
        "Usage: bylina migrate status\n"
        "       bylina migrate up [N]              apply all that is pending, or the next N\n"
        "       bylina migrate down N              undo the newest N\n"
        "       bylina migrate sql [up [N]|down N] what would be run, as a script\n"
        "       bylina migrate check               is the live schema what the migrations make?\n"
        "       bylina migrate stamp N [--unchecked]\n"
        "                                          record a schema that is there as number N\n"
        "       bylina migrate repair [--as done|undone]\n"
        "                                          settle a migration that did not end\n"
        "       bylina migrate epoch               another epoch, after a restore by pg_restore\n"
        "       bylina migrate sums                rows and checksum of every table that has some\n"
        "       bylina migrate copy FROM TO        move a world to another database\n"
        "\nThe database of all but copy is that of DATABASE_URL (or --database-url URL). What "
        "changes\n"
        "something is refused while an engine has it open; processes that migrate at once wait\n"
        "for one another. `up` makes a file of SQLite that is not there. FROM and TO of copy are\n"
        "addresses, or the names of variables that hold them (a password in an address would be\n"
        "seen by all users of the machine). A copy that was cut off goes on when the same command\n"
        "is given again.\n\n"
        "docs/migrations.md tells how to upgrade, how to go back and how to move to a server.\n"
        "Exit 1 for what failed or was refused, for check also what differs or is pending.\n",
    .run = run,
};
