/* A trial of a game's files: read once, off the loop's thread, then tried as a candidate. What was
 * tried is what may go live, whatever the disk says by then. Loop thread. */
#ifndef BYLINA_APP_TRIAL_H
#define BYLINA_APP_TRIAL_H

#include "app/candidate.h"
#include "app/game.h"

struct trial;

struct trial_config {
    struct loop *loop;
    const struct game_source *source; /* outlives the loop */
    const char *program;
    int64_t deadline_ms;
    struct bundle *bundle; /* the files (held); NULL: the folder's as they are now */
    const char *live;      /* hash of the live generation: the same files are not tried again */
    int recording;         /* turns that were played; taken and closed; -1: none */
};

struct trial_result {
    struct bundle *bundle; /* NULL: they cannot be read, and `err` says why */
    const char *folder;    /* hash of the folder's files; "" if it cannot be read */
    bool same;             /* as the live ones: nothing was tried */
    const json *report;    /* of the candidate; NULL: `same`, or `err` says why */
    const struct err *err; /* NULL: none */
    int64_t ms;            /* that it took */
};

/* Once, never from within trial_start; what it is given lives during the call, unless held. The
 * trial is freed after it. */
typedef void (*trial_fn)(void *ctx, const struct trial_result *result);
struct trial *trial_start(const struct trial_config *config, trial_fn fn, void *ctx);
void trial_free(struct trial *trial); /* given up before its end: fn does not come. NULL is fine */

#endif
