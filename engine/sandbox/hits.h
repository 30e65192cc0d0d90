/* Inside sandbox/: the log of faults that happened, the last HITS_MAX of them, for the control API
 * and the web chat. Each is {n, bot, at, by, fault, method?, chat_id?, update?, update_id?}; `by`
 * is "order", "scenario" or "flood". */
#ifndef BYLINA_SANDBOX_HITS_H
#define BYLINA_SANDBOX_HITS_H

#include "sandbox/fault.h"

#define HITS_MAX 500

struct hit_log;

struct hit_log *hits_new(void);
void hits_free(struct hit_log *log);
/* Something befell a call; the call's own log line will show it, too. Takes `what`. */
void hits_note_call(struct call *call, const char *by, json *what);
void hits_note_update(struct bot *bot, const struct fault *fault, const char *kind, int64_t id);
json *hits_list(const struct sandbox *sandbox, int64_t after);

#endif
