/* What the upkeep of every backend does, and how long what goes is kept: upkeep.c and pg_upkeep.c
 * walk these stages, each with statements of its own. */
#ifndef BYLINA_STORE_UPKEEP_H
#define BYLINA_STORE_UPKEEP_H

#define UPKEEP_ROUND_MS 60000
#define UPKEEP_STEP_MS  20
#define UPKEEP_ROWS     500                      /* that a step looks at */
#define UPKEEP_SEEN_MS  (48LL * 3600 * 1000)     /* ids of events are kept, */
#define UPKEEP_SENT_MS  (3600LL * 1000)          /* a call that was sent, */
#define UPKEEP_ENDED_MS (7LL * 24 * 3600 * 1000) /* one that was dropped or failed */
#define UPKEEP_FAILURES 10000                    /* reports of failed scripts, the newest */

enum upkeep_stage {
    UPKEEP_SEEN_MERGE,
    UPKEEP_SEEN_PRUNE,
    UPKEEP_EVENTS,
    UPKEEP_OUT_SENT,
    UPKEEP_OUT_ENDED,
    UPKEEP_FAILED,
    UPKEEP_REFUSED,
    UPKEEP_LORE_REFUSALS,
    UPKEEP_LORE_SPENT,
    UPKEEP_STAGES,
};

#endif
