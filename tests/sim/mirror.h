/* The model of the database (memdb.h) beside a real one: what the real one has kept is carried out
 * in the model, in the same order, so that all checkers watch the real one. One a process. */
#ifndef BYLINA_TESTS_SIM_MIRROR_H
#define BYLINA_TESTS_SIM_MIRROR_H

#include "eye.h"
#include "sim.h"

struct mirror_figures {
    int64_t writes;   /* that stood, as the engine was told */
    int64_t doubts;   /* commits of which it was not told: */
    int64_t stood;    /* they stood, */
    int64_t undone;   /* or not */
    int64_t compared; /* how often all rows were */
};

struct mirror *mirror_new(struct sim *sim, struct eye *eye);
void mirror_free(struct mirror *mirror);
/* No store is open, or the one that is has asked for nothing yet: what was in doubt is settled, and
 * all is compared, bodies of documents, too. */
void mirror_settle(struct mirror *mirror);
bool mirror_is_committing(const struct mirror *mirror); /* are commits under way? */
void mirror_figures(const struct mirror *mirror, struct mirror_figures *ret_figures);

#endif
