/* Inside sandbox/: updates that are held back by a fault, and join the queue later: when so many
 * newer ones were given to the bot, when the next one has been queued, or when their time is over,
 * whichever is first. */
#ifndef BYLINA_SANDBOX_HOLD_H
#define BYLINA_SANDBOX_HOLD_H

#include "sandbox/model.h"

#define HOLD_MAX 1000 /* of one bot; more are not held */

struct hold {
    int64_t delay_ms;
    int64_t behind;  /* 0: only time counts */
    bool until_next; /* the next update overtakes it */
};

/* Takes the update, which is stubborn from now on. */
void hold_update(struct bot *bot, struct update *update, const struct hold *hold);
void hold_overtaken(struct bot *bot, int64_t by); /* an update of that id was queued */
void hold_given(struct bot *bot, int64_t id);     /* an update was given to the bot */
void hold_release(struct bot *bot);               /* those that are due by what was given */
void hold_record(const struct bot *bot,
                 int64_t below); /* writes those below to the journal again */
void hold_free_all(struct bot *bot);

#endif
