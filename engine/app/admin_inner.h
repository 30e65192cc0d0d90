/* One question of an admin, from its words to the event that answers it. Private to app/admin*.c.
 */
#ifndef BYLINA_APP_ADMIN_INNER_H
#define BYLINA_APP_ADMIN_INNER_H

#include "app/admin.h"
#include "app/plans.h"
#include "base/list.h"
#include "store/admin.h"
#include "json/json.h"

#define ACT_TRIES       3     /* so often an act is done whose end is not known */
#define ADMIN_PAGE      8     /* entries of one list in the chat */
#define ADMIN_AUDIT     10    /* lines of the audit */
#define ADMIN_NEWS      20    /* answers that the studio has not asked for just now */
#define ADMIN_PAYMENTS  5     /* open ones in the status */
#define ADMIN_SAMPLES   6     /* of the count of turns, */
#define ADMIN_SAMPLE_MS 10000 /* each so long after the one before */

struct admin {
    struct admin_config config;
    int64_t began_ms; /* monotonic */
    struct loop_timer *sampler;
    int64_t samples[ADMIN_SAMPLES];
    size_t sampled;
    struct list tickets; /* admin_studio.c */
    char *news[ADMIN_NEWS];
    size_t news_count;
    struct plans *plans;
    struct backing *backing; /* admin_backup.c: under way; NULL: none */
};

struct ask {
    struct admin *admin;
    json *words;        /* the request */
    const char *player; /* in it */
    json *answer;
    json *rows;          /* in the answer; NULL: none yet */
    admin_said_fn reply; /* gets the answer as it is; NULL: it is drawn in a turn */
    void *reply_ctx;
};

/* A question that nobody has asked just now: for what is told later. */
struct ask *ask_new(struct admin *admin, const char *player);
void ask_free(struct ask *ask);
/* The answer leaves, and the question is over. */
void ask_tell(struct ask *ask, const char *show);
/* Likewise; what went wrong is said instead. */
void ask_fail(struct ask *ask, const struct err *err);
json *ask_row(struct ask *ask); /* one more, at the end */

/* admin_failed.c: */
void ask_errors(struct ask *ask);
void ask_poison(struct ask *ask);
void ask_outbox(struct ask *ask);
void ask_failures(struct ask *ask);
void ask_failure(struct ask *ask);
void ask_calls(struct ask *ask);
void ask_settle(struct ask *ask);
/* admin_state.c: */
void ask_status(struct ask *ask);
void ask_timers(struct ask *ask);
void ask_timer_cancel(struct ask *ask);
/* admin_keys.c: */
void ask_audit(struct ask *ask);
/* admin_aside.c: */
void ask_aside_again(struct ask *ask);
void ask_asides(const struct admin *admin, json *answer); /* for the status */
/* admin_find.c: */
void ask_find(struct ask *ask);
/* admin_paid.c: */
void ask_payments(struct ask *ask);
void ask_payment(struct ask *ask);
/* admin_lore.c: */
void ask_lore(struct ask *ask);
void ask_lore_list(struct ask *ask);
void ask_lore_one(struct ask *ask);
void ask_lore_state(const struct admin *admin, json *figures); /* for the status */
/* admin_lore_act.c: */
void ask_lore_act(struct ask *ask);
void ask_lore_renew(struct ask *ask);
void ask_lore_report(struct ask *ask);
/* admin_maintenance.c: */
void ask_maintenance(struct ask *ask);
/* admin_backup.c: */
void ask_backup(struct ask *ask);
/* admin_plans.c: */
void ask_plan(struct ask *ask);
void ask_queue(struct ask *ask); /* it begins when no other is under way */
void ask_plans(struct ask *ask);
/* admin_studio.c: */
void ask_told(struct ask *ask);
void tickets_free(struct admin *admin);
/* admin_broadcast.c: */
void ask_draft(struct ask *ask);
void ask_broadcast(struct ask *ask);
void ask_broadcast_act(struct ask *ask);
/* What is known of the broadcast under way, into `answer`; false: there is none. */
bool ask_broadcast_state(const struct broadcast *broadcast, json *answer);

#endif
