/* A candidate: scripts that are tried in a child process (cmd_candidate.c) before they may go live.
 * What comes back is one report; whatever ends the child in another way (a hang, a crash, too much
 * memory) is an error with words for an admin. Loop thread but for candidate_pack. */
#ifndef BYLINA_APP_CANDIDATE_H
#define BYLINA_APP_CANDIDATE_H

#include "loop/loop.h"
#include "script/bundle.h"
#include "json/json.h"

#define CANDIDATE_MS         60000      /* unless it is said otherwise */
#define CANDIDATE_OUTPUT_MAX (1u << 20) /* bytes of a report */
#define CANDIDATE_LIST_MAX   50         /* entries of one list in it */

struct candidate;

struct candidate_config {
    struct loop *loop;
    const char *program; /* the engine's own binary */
    int sources;         /* a descriptor of candidate_pack; stays the caller's */
    int recording;       /* turns that were played, in a file; -1: none */
    const char *lore;    /* as in bind_host */
    int64_t deadline_ms;
};

/* Files into an anonymous file in memory; -1 and err. Blocking; any thread. */
int candidate_pack(const struct bundle *bundle, struct err *err);

/* Once, never from within candidate_start. The report is the receiver's; err: there is none. */
typedef void (*candidate_fn)(void *ctx, json *take_report, const struct err *err);
int candidate_start(const struct candidate_config *config, candidate_fn fn, void *ctx,
                    struct candidate **ret_candidate, struct err *err);
void candidate_free(struct candidate *candidate); /* before its fn: it is given up. NULL is fine */

#endif
