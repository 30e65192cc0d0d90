/* Which event is in the VM, and which events have ended the process (rule 14): a page of memory
 * that the supervisor shares with each of its children.
 *
 * The child marks (poison_guard) and the watchdog adds the line, the supervisor reads when the
 * child has ended. Without a supervisor nobody reads: then the watchdog still learns what was
 * running. */
#ifndef BYLINA_APP_POISON_H
#define BYLINA_APP_POISON_H

#include "turn/turn.h"

#define POISON_SUSPECTS_MAX 16
#define POISON_WORDS_MAX    160

struct poison;

struct poison *poison_new(void); /* before the fork */
void poison_free(struct poison *poison);

/* In the child. */
struct turn_guard poison_guard(struct poison *poison);
/* In the supervisor, when the child has ended. guilty: by the watchdog or a crash signal, so that
 * the event that was in the VM becomes a suspect, or a suspect with one end more. Tells it in a few
 * words ("update 77/12 in player/1001, 1 time") or gives "" if there was none. */
void poison_blame(struct poison *poison, bool guilty, char out[POISON_WORDS_MAX]);

/* For the watchdog, with the child's loop standing still. */
void poison_running(const struct poison *poison, char out[POISON_WORDS_MAX]); /* "": nothing */
/* What script_run_where has said: the innermost line of the designers is kept as the place. */
void poison_found(struct poison *poison, const char *where);
/* script_run_where of what is in the VM: from a signal handler of the loop's thread. */
void poison_where(const struct poison *poison, char *out, size_t size);

#endif
