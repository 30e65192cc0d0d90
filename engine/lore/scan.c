/* What the database knows and this process does not: documents that are behind, then keys that are
 * open. At the start both are of an earlier process; later they are of another program (an import,
 * `bylina lore renew`). They are read a page at a time, and the next page of documents waits until
 * those of the last are published, so that a world that was imported whole floods no lane.
 *
 * A key that is left open (there was no room for its job, or its job came to nothing for now) is
 * looked for again: in a minute, or when its pause is over, if that is longer. One timer does it,
 * for the soonest of them; where no key is left open it does not run. Keys whose pause is not over
 * are passed by then, so that what was refused for a day costs no brief a minute. */
#include "lore/inner.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define SCAN_PAUSE_MS   2000 /* so long documents that do not come through hold up the rest */
#define SCAN_AGAIN_MOST 10   /* times LORE_AGAIN_MS: what is left open is looked for no later */

enum scan_part { SCAN_REST, SCAN_BEHIND, SCAN_OPEN };

struct scan {
    struct lore *lore;
    enum scan_part part;
    bool whole;  /* documents too, and keys whose pause is not over: their prompt may be another */
    bool again;  /* a whole one, as soon as this one has ended */
    bool unread; /* the last whole one was not */
    bool full;   /* no room for the jobs of this page and what is behind it */
    int64_t after;
    int64_t count;     /* rows of this page */
    int64_t pending;   /* documents told, not yet published */
    int64_t waited_to; /* behind this row players may be waiting since before the start */
    struct loop_timer *timer;
    struct loop_timer *next; /* looks for what was left open, */
    int64_t next_ms;         /* then */
};

static void load(struct scan *scan);

static void begin(struct scan *scan, bool whole)
{
    scan->whole = whole;
    scan->full = scan->unread = false;
    scan->after = 0;
    scan->part = whole ? SCAN_BEHIND : SCAN_OPEN;
    load(scan);
}

static void end(struct scan *scan)
{
    scan->part = SCAN_REST;
    if (scan->again) {
        scan->again = false;
        begin(scan, true);
    }
}

static void go_on(struct scan *scan)
{
    loop_timer_stop(scan->timer);
    if (scan->full) {
        scan_later(scan, 0);
        end(scan);
    } else if (scan->count == STORE_LORE_PAGE_MAX) {
        load(scan);
    } else if (scan->part == SCAN_BEHIND && scan->lore->config.gemini) {
        scan->after = 0;
        scan->part = SCAN_OPEN;
        load(scan);
    } else {
        if (scan->part == SCAN_OPEN)
            scan->waited_to = INT64_MAX;
        end(scan);
    }
}

static void on_timer(void *ctx)
{
    struct scan *scan = ctx;
    scan->pending = 0;
    go_on(scan);
}

/* --- what is left open ----------------------------------------------------------------------- */

void scan_later(struct scan *scan, int64_t ms)
{
    struct lore *lore = scan->lore;
    int64_t least = lore->config.again_ms ? lore->config.again_ms : LORE_AGAIN_MS;
    int64_t most = least * SCAN_AGAIN_MOST;
    int64_t now = loop_now(lore->config.loop);
    if (lore->stopping || lore->halted)
        return;
    ms = ms < least ? least : ms > most ? most : ms;
    if (loop_timer_active(scan->next) && scan->next_ms <= now + ms)
        return;
    scan->next_ms = now + ms;
    loop_timer_start(scan->next, ms);
}

static void on_next(void *ctx)
{
    struct scan *scan = ctx;
    if (scan->part == SCAN_REST)
        begin(scan, scan->unread);
    else
        scan_later(scan, 0);
}

/* --- rows ------------------------------------------------------------------------------------ */

/* Players wait for what they were the first to want, and not for what is written anew. */
static bool is_waited(const struct scan *scan, const struct store_lore *row)
{
    return row->row > scan->waited_to && row->state == STORE_LORE_WANTED && row->discoverer &&
           *row->discoverer;
}

static void take_open(struct scan *scan, const struct store_lore *row)
{
    bool waited = is_waited(scan, row);
    int64_t pause_ms = row->next_ms - clock_wall_ms();
    if (pause_ms > 0 && !scan->whole && !waited) {
        scan_later(scan, pause_ms);
        return;
    }
    scan->full = jobs_full(scan->lore, row->id);
    if (scan->full)
        return;
    if (row->row > scan->waited_to)
        scan->waited_to = row->row;
    job_want(scan->lore, row->id, waited);
}

static void take(struct scan *scan, const struct store_lore *row)
{
    struct lore *lore = scan->lore;
    scan->count++;
    scan->after = row->row;
    if (scan->part == SCAN_OPEN) {
        take_open(scan, row);
        return;
    }
    scan->pending++;
    lore->config.port.tell(
        lore->config.port.self,
        &(struct lore_news){.kind = LORE_NEWS_TEXT, .id = row->id, .row = row, .again = true});
}

static void failed(struct scan *scan, const struct err *err)
{
    log_warn("lore", LOG_T("open texts cannot be read"), LOG_S("error", err->text));
    scan->unread = scan->whole;
    scan_later(scan, 0);
    end(scan);
}

static void on_rows(void *ctx, const struct store_lore *row, const struct err *err)
{
    struct scan *scan = ctx;
    struct lore *lore = scan->lore;
    if (row) {
        if (!lore->halted && !lore->stopping && !scan->full)
            take(scan, row);
        return;
    }
    if (!lore_op_ended(lore))
        return;
    if (lore->stopping)
        lore_stop_look(lore);
    else if (err)
        failed(scan, err);
    else if (scan->pending > 0)
        loop_timer_start(scan->timer, SCAN_PAUSE_MS);
    else
        go_on(scan);
}

static void load(struct scan *scan)
{
    struct lore *lore = scan->lore;
    scan->count = scan->pending = 0;
    lore_op(lore);
    if (scan->part == SCAN_BEHIND)
        store_lore_behind_load(lore->config.store, scan->after, STORE_LORE_PAGE_MAX, on_rows, scan);
    else
        store_lore_open_load(lore->config.store, scan->after, STORE_LORE_PAGE_MAX, on_rows, scan);
}

void scan_published(struct scan *scan)
{
    if (scan->pending > 0 && --scan->pending == 0 && loop_timer_active(scan->timer))
        go_on(scan);
}

void scan_begin(struct scan *scan)
{
    if (scan->part != SCAN_REST)
        scan->again = true;
    else
        begin(scan, true);
}

void scan_stop(struct scan *scan)
{
    loop_timer_stop(scan->timer);
    loop_timer_stop(scan->next);
}

struct scan *scan_new(struct lore *lore)
{
    struct scan *scan = mem_alloc(sizeof *scan);
    scan->lore = lore;
    scan->timer = loop_timer_new(lore->config.loop, on_timer, scan);
    scan->next = loop_timer_new(lore->config.loop, on_next, scan);
    return scan;
}

void scan_free(struct scan *scan)
{
    if (!scan)
        return;
    loop_timer_free(scan->timer);
    loop_timer_free(scan->next);
    free(scan);
}
