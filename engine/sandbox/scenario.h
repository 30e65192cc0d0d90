/* Inside sandbox/: a seeded scenario: rules that bring faults by chance or by schedule, for as long
 * as it is loaded. One at a time. Nothing of it is kept across a restart; the same seed and the
 * same sequence of calls and updates bring the same faults (fault_strikes). */
#ifndef BYLINA_SANDBOX_SCENARIO_H
#define BYLINA_SANDBOX_SCENARIO_H

#include "sandbox/fault.h"

#define SCENARIO_RULES_MAX 100
#define SCENARIO_FILE_MAX  (1u << 20)
#define SCENARIO_NAME_MAX  64

struct scenario;

/* In the place of the one before. The error names the field: "rules[2].chance: ..."; from a file,
 * the file before it. */
int scenario_load(struct sandbox *sandbox, const json *from, struct err *err);
int scenario_load_file(struct sandbox *sandbox, const char *path, struct err *err);
void scenario_stop(struct sandbox *sandbox);
json *scenario_view(const struct sandbox *sandbox); /* a null when there is none */

/* The rule that has it, after every rule that fits has counted it; NULL: none. Borrowed until the
 * next load or stop. */
const struct fault *scenario_take_call(struct sandbox *sandbox, const struct call *call);
const struct fault *scenario_take_update(struct sandbox *sandbox,
                                         const struct fault_target *target);

#endif
