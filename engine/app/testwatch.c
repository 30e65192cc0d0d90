/* bylina test --watch: runs the tests, and again whenever the game's files have changed, until
 * Ctrl-C.
 *
 * A game that does not load is a result like another: it is printed, and the next change tries
 * again. */
#include "app/testrun.h"

#include "app/command.h"
#include "loop/changes.h"
#include "loop/loop.h"

#include <signal.h>
#include <stdio.h>

struct watching {
    struct loop *loop;
    struct game_source *source;
    const struct test_options *options;
    int code; /* of the last run */
};

static void run_again(void *ctx)
{
    struct watching *watching = ctx;
    watching->code = testrun_all(watching->source, watching->options);
    printf("--- waiting for changes; Ctrl-C ends\n");
    fflush(stdout);
}

static void on_signal(void *ctx)
{
    const struct watching *watching = ctx;
    loop_stop(watching->loop);
}

int testrun_watch(struct game_source *source, const struct test_options *options)
{
    struct watching watching = {.loop = loop_new(), .source = source, .options = options};
    const char *folders[] = {source->config->scripts_dir, source->config->content_dir};
    struct changes *changes = NULL;
    struct loop_signal *signals[] = {loop_signal_new(watching.loop, SIGINT, on_signal, &watching),
                                     loop_signal_new(watching.loop, SIGTERM, on_signal, &watching)};
    struct err err;
    if (changes_new(watching.loop, folders, 2, run_again, &watching, &changes, &err)) {
        fprintf(stderr, "%s\n", err.text);
        watching.code = EXIT_BAD;
    } else {
        run_again(&watching);
        loop_run(watching.loop);
    }
    changes_free(changes);
    loop_signal_free(signals[0]);
    loop_signal_free(signals[1]);
    loop_free(watching.loop);
    return watching.code;
}
