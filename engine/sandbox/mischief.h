/* Inside sandbox/: faults on updates, at the moment when one is queued. */
#ifndef BYLINA_SANDBOX_MISCHIEF_H
#define BYLINA_SANDBOX_MISCHIEF_H

#include "sandbox/fault.h"

/* What is to befall the next update of the bot, for fault_free; NULL: nothing. A gap in the ids is
 * made here, before the update has its id. */
struct fault *mischief_choose(struct bot *bot, const char *kind, const json *payload);
bool mischief_holds(const struct fault *fault); /* the update will be held back */
/* Queues the update (takes it) as the fault says, perhaps with others. */
void mischief_enqueue(struct bot *bot, struct update *update, const char *kind, const json *payload,
                      const struct fault *fault);

#endif
