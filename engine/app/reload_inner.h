/* Inside app/reload*.c: an offer, from the question to the answer. */
#ifndef BYLINA_APP_RELOAD_INNER_H
#define BYLINA_APP_RELOAD_INNER_H

#include "app/golive.h"
#include "app/pulse.h"
#include "app/reload.h"
#include "app/reload_report.h"
#include "app/standing.h"
#include "app/trial.h"

enum offer_stage {
    OFFER_FETCHING, /* its files come from somewhere */
    OFFER_TRYING,
    OFFER_COUNTING, /* who stands where */
    OFFER_OPEN,     /* a button decides */
    OFFER_BUILDING,
    OFFER_LIVE, /* who stood where is still counted */
};

/* Files that may go live. There is one at a time; one that is open gives way to the next. */
struct unpacking;

struct offer {
    struct reload *reload;
    int64_t id;         /* on its buttons */
    char *player;       /* who asked */
    const char *origin; /* "reload", "rollback", "zip" */
    char *from;         /* of a rollback the number, of an archive its name; "" */
    bool now;           /* no button, if nothing stands against it */
    enum offer_stage stage;
    struct bundle *bundle; /* NULL: the folder's, which are not read yet */
    char folder[17];
    json *report;
    json *changes;
    json *moved;
    enum report_verdict verdict;
    int64_t ms;                  /* that the trial took */
    int64_t waited_before_ms;    /* by a turn, at most, since the last trial or swap */
    int64_t put_ms;              /* monotonic: when it was put live */
    struct unpacking *unpacking; /* of an archive, on a worker thread */
    struct trial *trial;
    struct standing *standing;
};

struct reload {
    struct reload_config config;
    struct generation *live; /* held */
    struct golive *golive;
    struct pulse *pulse; /* beats from a trial to its end, and from "put" to live */
    struct offer *offer; /* NULL: none */
    char folder[17];     /* hash of the folder's files, as it was read last */
};

/* reload.c: an answer; `take_answer` gets its type, player and name. */
void reload_tell(struct reload *reload, const char *player, const char *show, json *take_answer);
void reload_trouble(struct reload *reload, const char *player, const char *reason);

/* reload_offer.c */
struct offer *offer_new(struct reload *reload, const char *player, const char *origin,
                        const char *from, bool now);
void offer_free(struct offer *offer); /* NULL is fine; in any stage, its calls are given up */
/* An offer is under way, which may not be disturbed: the player is told. */
bool offer_busy(struct reload *reload, const char *player);
void offer_try(struct offer *offer, struct bundle *bundle); /* NULL: the folder */
void offer_fail(struct offer *offer, const struct err *err);
void offer_put(struct offer *offer); /* it goes live */

/* reload_back.c: the generations that were live. */
void back_list(struct reload *reload, const char *player);
void back_to(struct reload *reload, const char *player, int64_t number, bool now);

/* reload_zip.c: an archive that was sent to the bot. */
void zip_fetch(struct reload *reload, const char *player, const json *asked);
void zip_forget(struct unpacking *unpacking); /* its offer is over. NULL is fine */

#endif
