/* When the files have come to rest after a change (loop/changes.h), the game is tried as /reload
 * now tries it. Files that are as the live ones cost no trial.
 *
 * It is not rehearsed: whoever edits wants turns to go another way. What does not load, fails a
 * test or has an error in its check stays out, and its notice stands until a later trial is good.
 */
#include "app/watch.h"

#include "app/local.h"
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

/* --- what is wrong --------------------------------------------------------------------------- */

static void add_line(json *lines, const char *where, const char *text)
{
    json *line = json_object();
    json_add_str(line, "where", where);
    json_add_str(line, "text", text);
    json_push(lines, line);
    log_warn("app", LOG_T("not live"), LOG_S("where", where), LOG_S("why", text));
}

/* "scripts/a.lua:3: reason" in its two parts; a reason of several lines has a place in each. */
static void add_reason(json *lines, const char *reason)
{
    while (*reason) {
        size_t len = strcspn(reason, "\n");
        char *line = mem_strndup(reason, len);
        char *colon = strstr(line, ": ");
        bool placed = colon && (str_starts(line, "scripts/") || str_starts(line, "content/"));
        if (placed)
            *colon = '\0';
        if (*line)
            add_line(lines, placed ? line : "", placed ? colon + 2 : line);
        free(line);
        reason += len + (reason[len] == '\n');
    }
}

static void add_findings(json *lines, const json *check)
{
    for (json *one = json_first(json_get(check, "findings")); one; one = json_next(one)) {
        if (!str_equal(json_str(one, "severity", ""), "error"))
            continue;
        int64_t number = json_int(one, "line", 0);
        const char *file = json_str(one, "file", "");
        const char *mend = json_str(one, "mend", "");
        char *where = number ? mem_printf("%s:%lld", file, (long long)number) : mem_strdup(file);
        char *text = mem_printf("%s%s%s", json_str(one, "message", ""), *mend ? "\n" : "", mend);
        add_line(lines, where, text);
        free(where);
        free(text);
    }
    if (json_get(check, "broken"))
        add_reason(lines, json_str(check, "broken", ""));
}

static void add_failures(json *lines, const json *test)
{
    for (json *one = json_first(json_get(test, "failures")); one; one = json_next(one)) {
        const char *reason = json_str(one, "reason", "");
        char *text =
            mem_printf("%s: %.*s", json_str(one, "name", ""), (int)strcspn(reason, "\n"), reason);
        add_line(lines, json_str(one, "file", ""), text);
        free(text);
    }
    if (json_get(test, "broken"))
        add_reason(lines, json_str(test, "broken", ""));
}

static void show(const struct watch *watch, const json *notice)
{
    if (watch->config.local)
        local_notice(watch->config.local, notice);
}

static void refuse(const struct watch *watch, const json *answer)
{
    const json *report = json_get(answer, "report");
    json *notice = json_object();
    json *lines = json_array();
    add_reason(lines, json_str(answer, "reason", ""));
    add_reason(lines, json_str(report, "load", ""));
    add_findings(lines, json_get(report, "check"));
    add_failures(lines, json_get(report, "test"));
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
