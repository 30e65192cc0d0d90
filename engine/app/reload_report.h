/* What an admin is told of files that were tried: what changed, what was found, and whether they
 * may go live. */
#ifndef BYLINA_APP_RELOAD_REPORT_H
#define BYLINA_APP_RELOAD_REPORT_H

#include "script/bundle.h"
#include "json/json.h"

#define REPORT_LIST_MAX 12 /* entries of one list */

/* {added, changed, removed: lists of paths, cut to REPORT_LIST_MAX; counts: {added, changed,
 * removed}} from one to the other. */
json *report_changes(const struct bundle *from, const struct bundle *to);

enum report_verdict {
    REPORT_GOOD,  /* nothing stands against it */
    REPORT_DOUBT, /* only a person can say: a rehearsal that differs */
    REPORT_BAD,   /* errors, failed tests, turns that would fail: it does not go live */
};
/* rehearsed: a rehearsal counts. (It does not for a step back, whose turns may well differ.) */
enum report_verdict report_verdict(const json *report, bool rehearsed);

/* What stands against files that were tried, as [{where, text}] for json_free: of an answer
 * {reason} or {report}. `where` is a place in a file ("scripts/a.lua:3"), a scene, or "". */
json *report_wrong(const json *answer);
void report_log(const json *wrong); /* a line for each */

#endif
