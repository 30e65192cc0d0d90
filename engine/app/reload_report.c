/* The changes are found by walking two sorted lists at once. The verdict is in one place, so that
 * the button, /reload now and a rollback can never disagree. */
#include "app/reload_report.h"

#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"

#include <stdlib.h>
#include <string.h>

struct changes {
    json *lists[3];
    int64_t counts[3];
};

enum { ADDED, CHANGED, REMOVED };

static void note(struct changes *changes, int which, const char *name, const char *path)
{
    changes->counts[which]++;
    if (json_count(changes->lists[which]) >= REPORT_LIST_MAX)
        return;
    char *whole = mem_printf("%s/%s", name, path);
    json_push(changes->lists[which], json_new_str(whole));
    free(whole);
}

static bool same_text(const struct file *a, const struct file *b)
{
    return a->size == b->size && memcmp(a->text, b->text, a->size) == 0;
}

static void compare(struct changes *changes, const char *name, const struct files *from,
                    const struct files *to)
{
    size_t old = 0, new = 0;
    while (old < from->count || new < to->count) {
        const struct file *a = old < from->count ? &from->list[old] : NULL;
        const struct file *b = new < to->count ? &to->list[new] : NULL;
        int order = !a ? 1 : !b ? -1 : strcmp(a->path, b->path);
        if (a && order < 0)
            note(changes, REMOVED, name, a->path);
        else if (b && order > 0)
            note(changes, ADDED, name, b->path);
        else if (a && b && !same_text(a, b))
            note(changes, CHANGED, name, b->path);
        old += order <= 0;
        new += order >= 0;
    }
}

json *report_changes(const struct bundle *from, const struct bundle *to)
{
    static const char *const NAMES[] = {"added", "changed", "removed"};
    struct changes changes = {{json_array(), json_array(), json_array()}, {0}};
    json *all = json_object(), *counts = json_object();
    compare(&changes, "scripts", bundle_scripts(from), bundle_scripts(to));
    compare(&changes, "content", bundle_content(from), bundle_content(to));
    for (int i = 0; i < 3; i++) {
        json_add(all, NAMES[i], changes.lists[i]);
        json_add_int(counts, NAMES[i], changes.counts[i]);
    }
    json_add(all, "counts", counts);
    return all;
}

enum report_verdict report_verdict(const json *report, bool rehearsed)
{
    const json *check = json_get(report, "check"), *test = json_get(report, "test");
    const json *rehearsal = json_get(report, "rehearsal");
    if (json_get(report, "load") || json_int(check, "errors", 1) > 0 ||
        json_int(test, "failed", 1) > 0)
        return REPORT_BAD;
    if (!rehearsed || !rehearsal)
        return REPORT_GOOD;
    if (json_get(rehearsal, "broken") || json_int(rehearsal, "failed", 0) > 0)
        return REPORT_BAD;
    bool differs = json_int(rehearsal, "differ", 0) > 0 || json_int(rehearsal, "more", 0) > 0;
    return differs ? REPORT_DOUBT : REPORT_GOOD;
}

/* --- what is wrong --------------------------------------------------------------------------- */

static void add_line(json *lines, const char *where, const char *text)
{
    json *line = json_object();
    json_add_str(line, "where", where);
    json_add_str(line, "text", text);
    json_push(lines, line);
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

/* What the rehearsal found, in a line a group: who decides has it whole before him. */
static void add_rehearsal(json *lines, const json *rehearsal)
{
    static const char *const WORDS[][2] = {{"fails", "would fail"},
                                           {"broken", "cannot be played"},
                                           {"more", "would read what they did not read then"},
                                           {"differs", "would go another way"}};
    if (json_get(rehearsal, "broken"))
        add_line(lines, "the rehearsal", json_str(rehearsal, "broken", ""));
    for (json *group = json_first(json_get(rehearsal, "groups")); group; group = json_next(group)) {
        for (size_t i = 0; i < sizeof WORDS / sizeof WORDS[0]; i++) {
            const char *report = json_str(group, "report", json_str(group, "line", ""));
            if (!str_equal(json_str(group, "kind", ""), WORDS[i][0]))
                continue;
            char *text = mem_printf("%lld turns that were played %s%s%.*s",
                                    (long long)json_int(group, "count", 1), WORDS[i][1],
                                    *report ? ": " : "", (int)strcspn(report, "\n"), report);
            add_line(lines, json_str(group, "what", ""), text);
            free(text);
        }
    }
}

json *report_wrong(const json *answer)
{
    const json *report = json_get(answer, "report");
    json *lines = json_array();
    add_reason(lines, json_str(answer, "reason", ""));
    add_reason(lines, json_str(report, "load", ""));
    add_findings(lines, json_get(report, "check"));
    add_failures(lines, json_get(report, "test"));
    add_rehearsal(lines, json_get(report, "rehearsal"));
    return lines;
}

void report_log(const json *wrong)
{
    for (json *one = json_first(wrong); one; one = json_next(one))
        log_warn("app", LOG_T("not live"), LOG_S("where", json_str(one, "where", "")),
                 LOG_S("why", json_str(one, "text", "")));
}
