/* bylina migrate copy FROM TO, and bylina migrate sums. Addresses may hold passwords: they are
 * given by the names of variables, since the words of a command are seen by all users of a machine.
 *
 * Progress: on a terminal a bar that is drawn over itself, elsewhere a line each tenth. */
#include "app/copying.h"

#include "app/command.h"
#include "app/config.h"
#include "app/envfile.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/copy.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BAR_WIDTH   30
#define BAR_MS      100 /* between two drawings */
#define FINDINGS    4096
#define ENVIRONMENT ".env"

/* --- progress -------------------------------------------------------------------------------- */

struct progress {
    bool terminal;
    int64_t drawn_ms;
    int tenth; /* the last that was told */
    enum copy_stage stage;
};

static void draw(const char *word, const struct copy_progress *now, int64_t percent)
{
    int full = (int)(percent * BAR_WIDTH / 100);
    fprintf(stderr, "\r%s [", word);
    for (int i = 0; i < BAR_WIDTH; i++)
        fputc(i < full ? '#' : '.', stderr);
    fprintf(stderr, "] %3" PRId64 "%%  %" PRId64 " of %" PRId64 " rows  %-16.16s", percent,
            now->done, now->total, now->table);
    if (percent == 100)
        fputc('\n', stderr);
    fflush(stderr);
}

static void on_progress(void *ctx, const struct copy_progress *now)
{
    struct progress *progress = ctx;
    int64_t percent = now->total ? now->done * 100 / now->total : 100;
    const char *word = now->stage == COPY_ROWS ? "copying  " : "comparing";
    percent = percent > 100 ? 100 : percent;
    if (now->stage == COPY_GOES_ON || now->stage == COPY_ANEW) {
        fprintf(stderr,
                now->stage == COPY_GOES_ON
                    ? "going on with a copy that was cut off\n"
                    : "the source has changed since the copy was cut off: beginning anew\n");
        return;
    }
    if (now->stage != progress->stage) {
        progress->stage = now->stage;
        progress->tenth = -1;
    }
    if (progress->tenth == 10)
        return;
    bool due = progress->terminal ? clock_mono_ms() - progress->drawn_ms >= BAR_MS
                                  : percent / 10 > progress->tenth;
    if (!due && percent < 100)
        return;
    progress->tenth = (int)(percent / 10);
    progress->drawn_ms = clock_mono_ms();
    if (progress->terminal)
        draw(word, now, percent);
    else
        fprintf(stderr, "%s %3" PRId64 "%%  %" PRId64 " of %" PRId64 " rows\n", word, percent,
                now->done, now->total);
}

static void on_sum(void *ctx, const struct copy_sum *sum)
{
    (void)ctx;
    if (*sum->table && !sum->rows)
        return; /* empty */
    printf("  %-16s %10" PRId64 "  %016" PRIx64 "\n", *sum->table ? sum->table : "(the world)",
           sum->rows, sum->sum);
}

/* --- addresses ------------------------------------------------------------------------------- */

static bool is_variable(const char *word)
{
    for (const char *at = word; *at; at++)
        if (!isupper((unsigned char)*at) && !isdigit((unsigned char)*at) && *at != '_')
            return false;
    return isupper((unsigned char)*word) != 0;
}

static bool has_password(const char *url)
{
    const char *begin = strstr(url, "://");
    size_t len = begin ? strcspn(begin + 3, "/?") : 0;
    const char *at = begin ? memchr(begin + 3, '@', len) : NULL;
    return (at && memchr(begin + 3, ':', (size_t)(at - begin) - 3)) || strstr(url, "password=");
}

/* The address that a word means, for free(). */
static int read_address(const char *word, const struct config *config, const struct envfile *file,
                        char **ret_url, struct err *err)
{
    const char *value = word;
    if (str_equal(word, "DATABASE_URL")) /* by its file, too */
        value = config->database_url;
    else if (is_variable(word))
        value = getenv(word) ? getenv(word) : envfile_get(file, word);
    else if (has_password(word))
        return err_set(err, ERR_INVALID,
                       "bylina migrate copy: a password on the command line is seen by all users "
                       "of this machine: put the address into a variable, and name that (bylina "
                       "migrate copy sqlite:bylina.db DATABASE_URL)");
    if (!value || !*value)
        return err_set(err, ERR_INVALID,
                       "bylina migrate copy: there is no variable %s, neither in the environment "
                       "nor in " ENVIRONMENT,
                       word);
    *ret_url = mem_strdup(value);
    return 0;
}

/* --- the words ------------------------------------------------------------------------------- */

static int copy(const char *from, const char *to, struct err *err)
{
    struct progress progress = {.terminal = isatty(STDERR_FILENO) == 1, .tenth = -1};
    const struct copy_watch watch = {on_progress, on_sum, &progress};
    int code = copy_world(from, to, &watch, err);
    if (code && progress.terminal && progress.drawn_ms)
        fputc('\n', stderr); /* behind the bar */
    if (code == 0)
        printf("Copied and compared: both sides have these rows and checksums.\n");
    return code ? EXIT_BAD : EXIT_GOOD;
}

static int copy_words(char *const *words, const struct config *config, struct err *err)
{
    struct envfile file;
    struct buf findings;
    char *from = NULL;
    char *to = NULL;
    int code = EXIT_USAGE;
    buf_init(&findings, FINDINGS);
    envfile_read(&file, ENVIRONMENT, &findings);
    if (read_address(words[0], config, &file, &from, err) == 0 &&
        read_address(words[1], config, &file, &to, err) == 0)
        code = copy(from, to, err);
    free(from);
    free(to);
    envfile_done(&file);
    buf_done(&findings);
    return code;
}

static int run_copy(char *const *words, struct err *err)
{
    char *const none[] = {NULL};
    struct config config = {0}; /* for the server's password */
    int code = EXIT_USAGE;
    if (!words[0] || !words[1] || words[2])
        err_set(err, ERR_INVALID, "bylina migrate copy FROM TO: two databases are expected");
    else if (config_load(&config, ENVIRONMENT, none, CONFIG_ALONE, err) == 0)
        code = copy_words(words, &config, err);
    config_done(&config);
    return code;
}

static int run_sums(char *const *words, struct err *err)
{
    struct config config = {0};
    int code = EXIT_USAGE;
    if (config_load(&config, ENVIRONMENT, words, CONFIG_ALONE, err) == 0)
        code = copy_sums(config.database_url, on_sum, NULL, err) ? EXIT_BAD : EXIT_GOOD;
    config_done(&config);
    return code;
}

int copying_run(char *const *argv)
{
    struct err err = {0};
    int code = str_equal(argv[0], "sums") ? run_sums(argv + 1, &err) : run_copy(argv + 1, &err);
    if (err.code)
        fprintf(stderr, "%s\n", err.text);
    return code;
}
