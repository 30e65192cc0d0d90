/* Inside sandbox/: faults at work. What is ordered goes first, then the scenario's rules, then
 * flood control. A call that is hit answers with an error, late, or not at all: cut before it is
 * done, or after. */
#ifndef BYLINA_SANDBOX_FAULTS_H
#define BYLINA_SANDBOX_FAULTS_H

#include "sandbox/fault.h"

#define FAULTS_MAX 100

/* From a control call's body; returns the fault as JSON, or NULL and `err`. */
json *faults_add(struct sandbox *sandbox, const json *body, struct err *err);
void faults_clear(struct sandbox *sandbox);
/* False: there is none of that id. */
bool faults_remove(struct sandbox *sandbox, int64_t id);
json *faults_list(const struct sandbox *sandbox);

/* True: a fault has the call now, and will finish it. */
bool faults_apply(struct call *call);
/* What befalls an update that is about to be queued, for fault_free; NULL: nothing. */
struct fault *faults_for_update(struct sandbox *sandbox, const struct fault_target *target);
void faults_free(struct sandbox *sandbox); /* and what is delayed: those calls are dropped */

#endif
