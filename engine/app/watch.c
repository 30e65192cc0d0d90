/* When the files have come to rest after a change (loop/changes.h), the game is tried as /reload
 * now tries it. Files that are as the live ones cost no trial.
 *
 * It is not rehearsed: whoever edits wants turns to go another way. What does not load, fails a
 * test or has an error in its check stays out, and its notice stands until a later trial is good.
 */
#include "app/watch.h"

#include "app/local.h"
#include "app/reload_report.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "loop/changes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct watch {
    struct watch_config config;
    struct changes *changes;
    struct loop_timer *again; /* an admin's reload was under way */
};

static void on_change(void *ctx)
{
    struct watch *watch = ctx;
    reload_now(watch->config.reload);
}

int watch_new(const struct watch_config *config, struct watch **ret_watch, struct err *err)
{
    const char *const folders[] = {config->scripts_dir, config->content_dir};
    struct watch *watch = mem_alloc(sizeof(*watch));
    watch->config = *config;
    watch->again = loop_timer_new(config->loop, on_change, watch);
    int code = changes_new(config->loop, folders, 2, on_change, watch, &watch->changes, err);
    if (code) {
        watch_free(watch);
        return code;
    }
    log_info("app", LOG_T("watching the game's files: what is saved goes live"),
             LOG_S("scripts", config->scripts_dir), LOG_S("content", config->content_dir));
    *ret_watch = watch;
    return 0;
}

void watch_free(struct watch *watch)
{
    if (!watch)
        return;
    changes_free(watch->changes);
    loop_timer_free(watch->again);
    free(watch);
}

/* --- what came of it ------------------------------------------------------------------------- */

static void show(const struct watch *watch, const json *notice)
{
    if (watch->config.local)
        local_notice(watch->config.local, notice);
}

static void refuse(const struct watch *watch, const json *answer)
{
    json *notice = json_object();
    json *lines = report_wrong(answer);
    report_log(lines);
    json_add_str(notice, "kind", "scripts");
    json_add(notice, "lines", lines);
    show(watch, notice);
    json_free(notice);
}

void watch_told(struct watch *watch, const char *what, const json *answer)
{
    if (!watch)
        return;
    if (str_equal(what, "reload_busy"))
        loop_timer_start(watch->again, WATCH_BUSY_MS);
    else if (str_equal(what, "reload_live") || str_equal(what, "reload_same"))
        show(watch, NULL);
    else
        refuse(watch, answer);
}
