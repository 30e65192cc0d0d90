/* Inside sandbox/: the log of a bot's calls, the last CALLS_MAX of them. A getUpdates is noted only
 * when it failed or a fault befell it: else it is no news. Long texts are cut, big parameters left
 * out. */
#ifndef BYLINA_SANDBOX_CALLS_H
#define BYLINA_SANDBOX_CALLS_H

#include "sandbox/call.h"

#define CALLS_MAX        1000
#define CALLS_PARAMS_MAX 16384 /* bytes of the parameters of one call */
#define CALLS_LIST_MAX   1000

struct call_log;

struct call_log *calls_new(void);
void calls_free(struct call_log *log);
void calls_note(struct call *call); /* and tells the readers of events */
json *calls_list(const struct call_log *log, int64_t after, int64_t limit);

#endif
