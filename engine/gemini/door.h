/* Doors: which calls are not worth making for now. One for all calls, one a model, one a prompt
 * (model, system text and schema); only those with trouble exist. Private to gemini/.
 *
 *     open ──refusal──▶ shut ──its time is over──▶ one call tries ──success──▶ open
 *                         ▲                              └──refusal: for twice as long──┐
 *                         └──────────────────────────────────────────────────────────────┘ */
#ifndef BYLINA_GEMINI_DOOR_H
#define BYLINA_GEMINI_DOOR_H

#include "gemini/answer.h"

#define DOORS_MAX 256 /* with trouble at once; the trouble of more is not remembered */

struct doors;

/* What a call passes by; `tries` is the doors' own. */
struct passage {
    const char *model;
    const char *prompt; /* a text that names it */
    unsigned tries;     /* doors that this call tries, as bits */
};

struct doors *doors_new(int64_t shut_ms);
void doors_free(struct doors *doors);

/* Before a try. true: go, and doors_tell or doors_leave must follow. false: the verdict says why
 * not, with how long in retry_after_ms (and 404, if it is the model). */
bool doors_pass(struct doors *doors, struct passage *passage, int64_t now_ms,
                struct verdict *ret_verdict);
/* The try's end. */
void doors_tell(struct doors *doors, struct passage *passage, int64_t now_ms,
                const struct verdict *verdict);
/* The try had none. */
void doors_leave(struct doors *doors, struct passage *passage);

#endif
