/* What the database knows and this process does not: documents that are behind, then keys that are
 * open. At the start both are of an earlier process; later they are of another program (an import,
 * `bylina lore renew`). They are read a page at a time, and the next page of documents waits until
 * those of the last are published, so that a world that was imported whole floods no lane. */
#include "lore/inner.h"

#include "base/log.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define SCAN_PAUSE_MS                                                                              \
    2000 /* a page whose documents do not come through holds the rest no longer                    \
          */

enum scan_part { SCAN_REST, SCAN_BEHIND, SCAN_OPEN };

struct scan {
    struct lore *lore;
    enum scan_part part;
    bool first; /* since the start: players may be waiting from before */
    bool again;
    int64_t after;
    int64_t count;   /* rows of this page */
    int64_t pending; /* documents told, not yet published */
    struct loop_timer *timer;
};

static void load(struct scan *scan);

static void go_on(struct scan *scan)
{
    loop_timer_stop(scan->timer);
    if (scan->count == STORE_LORE_PAGE_MAX) {
        load(scan);
        return;
    }
    scan->after = 0;
    scan->part = scan->part == SCAN_BEHIND ? SCAN_OPEN : SCAN_REST;
    if (scan->part == SCAN_OPEN) {
        load(scan);
    } else if (scan->again) {
        scan->again = false;
        scan_begin(scan, false);
    }
}

static void on_timer(void *ctx)
{
    struct scan *scan = ctx;
    scan->pending = 0;
    go_on(scan);
}

static void take(struct scan *scan, const struct store_lore *row)
{
    struct lore *lore = scan->lore;
    scan->count++;
    scan->after = row->row;
    if (scan->part == SCAN_OPEN) {
        job_want(lore, row->id, scan->first);
        return;
    }
    scan->pending++;
    lore->config.port.tell(
        lore->config.port.self,
        &(struct lore_news){.kind = LORE_NEWS_TEXT, .id = row->id, .row = row, .again = true});
}

static void on_rows(void *ctx, const struct store_lore *row, const struct err *err)
{
    struct scan *scan = ctx;
    if (row && !scan->lore->halted && !scan->lore->stopping) {
        take(scan, row);
        return;
    } else if (row) {
        return;
    }
    if (!lore_op_ended(scan->lore))
        return;
    if (err) {
        log_warn("lore", LOG_T("open texts cannot be read"), LOG_S("error", err->text));
        scan->part = SCAN_REST;
    } else if (scan->lore->stopping) {
        lore_stop_look(scan->lore);
    } else if (scan->pending > 0) {
        loop_timer_start(scan->timer, SCAN_PAUSE_MS);
    } else {
        go_on(scan);
    }
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

void scan_begin(struct scan *scan, bool first)
{
    if (scan->part != SCAN_REST) {
        scan->again = true;
        return;
    }
    scan->first = first;
    scan->part = SCAN_BEHIND;
    scan->after = 0;
    load(scan);
}

struct scan *scan_new(struct lore *lore)
{
    struct scan *scan = mem_alloc(sizeof *scan);
    scan->lore = lore;
    scan->timer = loop_timer_new(lore->config.loop, on_timer, scan);
    return scan;
}

void scan_free(struct scan *scan)
{
    if (!scan)
        return;
    loop_timer_free(scan->timer);
    free(scan);
}
