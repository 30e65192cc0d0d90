/* Inside sandbox/: one fault: to what it happens (calls or updates), what happens, and when.
 * Ordered faults (faults.h) and the rules of a scenario (scenario.h) are both this; fields that say
 * when are for rules alone. docs/local-telegram.md has the meaning of each field. */
#ifndef BYLINA_SANDBOX_FAULT_H
#define BYLINA_SANDBOX_FAULT_H

#include "sandbox/call.h"

#define FAULT_TIMES_MAX     1000000
#define FAULT_DELAY_MAX     600000 /* ms */
#define FAULT_LATE_MS       2000   /* a late update comes then, where nobody says otherwise */
#define FAULT_REORDER_MS    1000   /* and one that waits to be overtaken */
#define FAULT_GAP           1000   /* ids that are left out */
#define FAULT_BACK_MIN      100    /* a gap backwards is at least so far, else it hides updates */
#define FAULT_GAP_MAX       1000000
#define FAULT_SECONDS_MAX   1000000
#define FAULT_UPDATES_KINDS 7

enum fault_cut { FAULT_CUT_NONE, FAULT_CUT_BEFORE, FAULT_CUT_AFTER };

enum fault_updates {
    FAULT_ON_CALLS,
    FAULT_TWICE,
    FAULT_TWICE_NEW_ID,
    FAULT_LATE,
    FAULT_REORDER,
    FAULT_MALFORMED,
    FAULT_GAPS,
};

enum fault_shape { FAULT_TYPES, FAULT_JSON, FAULT_NO_ID, FAULT_UNKNOWN };

struct fault {
    struct list_node node;
    int64_t id; /* an ordered one's; a rule's place in its scenario */
    bool is_rule;
    char *method; /* a name, the beginning of one with a star, "*"; NULL: any */
    char *kind;   /* of updates; NULL: any */
    int64_t chat; /* 0: any */

    enum fault_updates updates;
    enum fault_shape shape;
    enum fault_cut cut;
    bool done;       /* with a code: the call is done all the same */
    bool has_chance; /* `chance` was given */
    int64_t code;    /* 0: none */
    int64_t retry_after;
    int64_t delay_ms; /* -1: not given */
    int64_t behind;
    int64_t size;
    char *description;

    int64_t times; /* that are left; 0 of a rule: without end */
    int64_t every; /* 0: each */
    int64_t skip;
    double chance;
    double after_s;
    double for_s;   /* 0: without end */
    double every_s; /* 0: once */

    uint64_t seen[2]; /* calls or updates that fitted; [1]: getUpdates */
    int64_t hits;
};

/* An update, for the filter. */
struct fault_target {
    const char *kind;
    int64_t chat; /* 0: it has none */
};

/* A new fault for fault_free; NULL and `err` begins with the field's name. */
struct fault *fault_read(const json *from, bool is_rule, struct err *err);
struct fault *fault_clone(const struct fault *fault);
void fault_free(struct fault *fault); /* takes it out of its list */
json *fault_view(const struct fault *fault);

bool fault_fits_call(const struct fault *fault, const struct call *call);
bool fault_fits_update(const struct fault *fault, const struct fault_target *target);

/* Something fitted: is it this rule's turn? Counts. The answer depends on the seed, the rule's
 * place and how often it fitted before, and, where the rule has times, on the age of its scenario.
 */
bool fault_strikes(struct fault *fault, uint64_t seed, bool is_poll, double age_s);

#endif
