/* What a real database holds, read and written past the engine, over a connection of its own.
 * Blocking. Words that the server refuses end the program: they are the simulation's own. */
#ifndef BYLINA_TESTS_SIM_EYE_H
#define BYLINA_TESTS_SIM_EYE_H

#include "memdb.h"

struct eye;

/* `up`: called before it connects; the server is there when that returns. */
struct eye *eye_new(const char *url, loop_fn up, void *ctx);
void eye_free(struct eye *eye);

/* Until no session of an engine holds its lock: what was sent to one that is lost is over then. */
void eye_await_engine(struct eye *eye);
bool eye_has_event(struct eye *eye, const struct store_event *event); /* is it committed? */
/* The ranges of seen ids about that one, for who must explain a find. For free(). */
char *eye_seen_about(struct eye *eye, const struct store_event *event);
/* Another program gives the document a new body, if it still has that version. */
bool eye_write(struct eye *eye, const char *kind, const char *id, int64_t was, const char *body,
               int64_t version);
bool eye_kill_backend(struct eye *eye, const char *role); /* with -9; false: there is none */
void eye_end_sessions(struct eye *eye, const char *role); /* "writer", "reader": cut on that side */

/* The model is given what became of inbox, calls, screens and chats there, but for rows that it has
 * never heard of; a row of the inbox is new to it. */
void eye_catch_up(struct eye *eye, struct memdb *db);
/* Where the model and the database differ; NULL: nowhere. For free(). `bodies`: of documents, too.
 */
char *eye_compare(struct eye *eye, const struct memdb *db, int64_t pays, int64_t paid, bool bodies);

#endif
