/* Inside sandbox/: ordered faults. The next `times` calls that fit a fault answer so: with an error
 * (which changes nothing), late, or not at all: cut before the call is done, or after it. */
#ifndef BYLINA_SANDBOX_FAULTS_H
#define BYLINA_SANDBOX_FAULTS_H

#include "sandbox/call.h"

#define FAULTS_MAX       100
#define FAULTS_TIMES_MAX 1000000
#define FAULTS_DELAY_MAX 600000 /* ms */

/* From a control call's body; returns the fault as JSON, or NULL and `err`. */
json *faults_add(struct sandbox *sandbox, const json *body, struct err *err);
void faults_clear(struct sandbox *sandbox);
json *faults_list(const struct sandbox *sandbox);

/* True: a fault has the call now, and will finish it. */
bool faults_apply(struct call *call);
void faults_free(struct sandbox *sandbox); /* and what is delayed: those calls are dropped */

#endif
