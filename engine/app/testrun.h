/* What `bylina test` does, in three kinds: the designers' tests one by one, the same whenever a
 * file has changed, and a wander. All print what they find to stdout and give the exit code. */
#ifndef BYLINA_APP_TESTRUN_H
#define BYLINA_APP_TESTRUN_H

#include "app/game.h"

struct test_options {
    const char *filter; /* part of a test's name or path; "": all */
    bool accept;        /* renew transcripts that differ */
    bool watch;
    int64_t wander; /* steps; 0: run the tests */
    int64_t seed;
    int64_t players;
};

int testrun_all(struct game_source *source, const struct test_options *options);
int testrun_watch(struct game_source *source, const struct test_options *options);
int testrun_wander(struct game_source *source, const struct test_options *options);

#endif
