/* The changes are found by walking two sorted lists at once. The verdict is in one place, so that
 * the button, /reload now and a rollback can never disagree. */
#include "app/reload_report.h"

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
