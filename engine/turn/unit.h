/* The unit of work of one run of a turn: what scripts read and change, through bind/.
 *
 * Reads give one and the same snapshot of a document during the run; writes are kept aside and seen
 * by later reads. Nothing leaves the unit before the commit. A unit belongs to its turn; functions
 * copy what they are given. */
#ifndef BYLINA_TURN_UNIT_H
#define BYLINA_TURN_UNIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define UNIT_HANDLER_MAX 95         /* bytes of a handler's name; longer ones are cut */
#define UNIT_DOC_MAX     (1u << 20) /* bytes of one document that is read */
#define UNIT_SEAL        8          /* characters */

/* What one turn may do: content/limits.lua, turn.NAME. Those of the engine's own documents
 * ("_kind") are in them. */
enum unit_limit {
    UNIT_DOCUMENTS, /* read or written */
    UNIT_SIZE,      /* bytes of a document that is written */
    UNIT_MESSAGE,   /* bytes of what goes out at once, or to another lane */
    UNIT_TIMERS,    /* set or cancelled */
    UNIT_PUSHES,    /* and screens, each */
    UNIT_CALLS,
    UNIT_PAYS,
    UNIT_EMITS, /* to other lanes */
    UNIT_WANTS, /* texts of lore */
    UNIT_LIMITS
};

struct unit_limits {
    int64_t at[UNIT_LIMITS]; /* 0: the default */
};

/* "pushes", and how many if nothing else is said. */
const char *unit_limit_name(enum unit_limit limit);
int64_t unit_limit_default(enum unit_limit limit);

struct unit;

const char *unit_event(const struct unit *unit); /* JSON, as the port or the engine gave it */
/* In the entry "failed": what failed; else NULL. */
const char *unit_report(const struct unit *unit);
int64_t unit_now(const struct unit *unit);
/* A function of this handler ("scene yard") is about to run: should the run fail, it did. False:
 * the handler is set aside (aside.h) and must not run. */
bool unit_begin(struct unit *unit, const char *handler);

enum unit_got { UNIT_THERE, UNIT_ABSENT, UNIT_WAIT, UNIT_OVER };
/* UNIT_WAIT: the script must wait (script_wait) and ask again. UNIT_OVER: over a limit. */
enum unit_got unit_read(struct unit *unit, const char *kind, const char *id, const char **ret_body,
                        size_t *ret_len);
/* After ERR_LIMIT or UNIT_OVER: which limit that was, and its value; "" for a fixed one. */
const char *unit_over(const struct unit *unit, int64_t *ret_value);
/* The functions below return 0 or ERR_LIMIT. */
int unit_write(struct unit *unit, const char *kind, const char *id, const char *body, size_t len);
int unit_drop(struct unit *unit, const char *kind, const char *id);
int unit_timer(struct unit *unit, const char *kind, const char *id, const char *name,
               int64_t deadline);
int unit_timer_cancel(struct unit *unit, const char *kind, const char *id, const char *name);
int unit_screen(struct unit *unit, int64_t chat, const char *slot, const char *desired);
/* A message that is no screen; leaves before the turn's screens of the same chat. */
int unit_push(struct unit *unit, int64_t chat, const char *body);
int unit_call(struct unit *unit, int64_t chat, const char *method, const char *params);
/* The tap was on a button of this screen, not of a push: it tells which message shows it. */
void unit_on_screen(struct unit *unit, const char *slot);
int unit_answer(struct unit *unit, const char *text, bool alert); /* to the tap; once */
int unit_pay(struct unit *unit, const char *from, const char *to, int64_t amount, const char *why);
/* What the turn has done about a payment that is on record: enum store_paid_mark; `why` or NULL.
 * One a turn; if it was done before, nothing of this turn is kept. */
int unit_paid(struct unit *unit, const char *charge, int mark, const char *why);
/* A durable event for another lane ("kind/id"): it runs there in a turn of its own. */
int unit_send(struct unit *unit, const char *lane, const char *event);
/* A line of the audit, in the turn's own transaction; store/store.h says what it means. */
struct unit_audit {
    const char *who;
    const char *what;
    const char *detail; /* this and the next three may be NULL */
    const char *subject;
    const char *was;
    const char *became;
    bool refused;
};
int unit_audit(struct unit *unit, const struct unit_audit *line);
/* What is kept of a player outside his documents goes with this turn; one player a turn. */
int unit_erase(struct unit *unit, const char *player);
/* Lore that is not there yet: a row of store/want.h, if there is none; the port is told after the
 * commit. The same id counts once. 1: the turn wants enough already, and this is left for later. */
struct unit_want {
    const char *id;
    const char *kind;
    const char *entity;
    const char *language;
    const char *attributes;
    const char *facts;
    const char *discoverer; /* or NULL */
};
int unit_want(struct unit *unit, const struct unit_want *want);
int unit_effect(struct unit *unit, const char *name, const char *body);

int64_t unit_roll(struct unit *unit, int64_t sides);      /* 1 to sides; sides at least 1 */
void unit_word(struct unit *unit, char *out, size_t len); /* out holds len + 1 */
/* A seal that only this engine can make: what a player brings back with it is what was given out.
 * Empty in a rehearsal, which has no key: what was played there was genuine. */
void unit_seal(const struct unit *unit, const char *text, char out[UNIT_SEAL + 1]);

#endif
