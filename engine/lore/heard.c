/* What other processes have changed, as they tell it. The first is looked at at once; what comes
 * within the next LORE_HEARD_MS is looked at together then, and so on. So it costs at most that
 * much haste, however much is told: of more than LORE_HEARD_MAX texts in one such time the database
 * is asked (a scan, which is what finds it out where nobody tells). */
#include "lore/inner.h"

#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"

#include <stdlib.h>
#include <string.h>

struct heard {
    struct lore *lore;
    struct loop_timer *pause;
    char *ids[LORE_HEARD_MAX];
    size_t count;
    bool all; /* a scan */
};

static void forget(struct heard *heard)
{
    for (size_t i = 0; i < heard->count; i++)
        free(heard->ids[i]);
    heard->count = 0;
    heard->all = false;
}

static void look(struct heard *heard)
{
    struct lore *lore = heard->lore;
    if (heard->all)
        scan_begin(lore->scan);
    for (size_t i = 0; i < heard->count && !heard->all; i++)
        job_look(lore, heard->ids[i]);
    forget(heard);
    loop_timer_start(heard->pause, LORE_HEARD_MS);
}

static void on_pause(void *ctx)
{
    struct heard *heard = ctx;
    if (heard->count || heard->all)
        look(heard);
}

static bool is_known(const struct heard *heard, const char *id)
{
    for (size_t i = 0; i < heard->count; i++)
        if (str_equal(heard->ids[i], id))
            return true;
    return false;
}

void heard_one(struct heard *heard, const char *id)
{
    log_debug("lore", LOG_T("another process has changed texts"), LOG_S("id", id));
    if (!*id || heard->count == LORE_HEARD_MAX)
        heard->all = true;
    else if (!is_known(heard, id))
        heard->ids[heard->count++] = mem_strdup(id);
    if (!loop_timer_active(heard->pause))
        look(heard);
}

void heard_stop(struct heard *heard)
{
    loop_timer_stop(heard->pause);
    forget(heard);
}

struct heard *heard_new(struct lore *lore)
{
    struct heard *heard = mem_alloc(sizeof *heard);
    heard->lore = lore;
    heard->pause = loop_timer_new(lore->config.loop, on_pause, heard);
    return heard;
}

void heard_free(struct heard *heard)
{
    if (!heard)
        return;
    forget(heard);
    loop_timer_free(heard->pause);
    free(heard);
}
