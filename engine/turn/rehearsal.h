/* A rehearsal: turns that were really played are run again in another generation, with the same
 * event, time and dice, over what they read then; nothing of it is kept or sent. What comes out
 * otherwise is told. For a process of its own (it runs scripts for as long as they take); needs
 * neither loop nor store. */
#ifndef BYLINA_TURN_REHEARSAL_H
#define BYLINA_TURN_REHEARSAL_H

#include "base/error.h"
#include "turn/turn.h"
#include "json/json.h"

#define REHEARSAL_MS 5000 /* after that the rest is left out, and said to be */

/* All that is recorded, for `rehearse`: a file in memory, read from its beginning, for the caller
 * to close; -1: nothing is recorded, or err is set. Takes milliseconds at most. */
int turns_recording(const struct turns *turns, struct err *err);

/* data: what turns_recording gave. Gives what the entry `rehearsed` of engine/lua makes of
 * it (rehearse.lua). ERR_INVALID: it is no recording. */
int rehearse(const char *data, size_t len, struct generation *generation, json **ret_report,
             struct err *err);

#endif
