/* The unit of work: live documents. Which of those it writes are live, and what its screens were
 * drawn from; the versions are filled in at the commit. */
#include "turn/unit_inner.h"

#include "base/error.h"
#include "base/mem.h"
#include "base/str.h"

#include <string.h>

void unit_live(struct unit *unit, const char *kind, const char *id)
{
    struct unit_doc *doc = unit_doc_find(unit, kind, id);
    if (doc)
        doc->live = true;
}

static size_t total(const struct unit_watch *watches, size_t count)
{
    size_t len = 0;
    for (size_t i = 0; i < count; i++)
        len += strlen(watches[i].kind) + strlen(watches[i].id);
    return len;
}

static struct unit_watching *watching_of(struct unit *unit, const char *lane)
{
    for (size_t i = 0; i < unit->watchings.count; i++)
        if (str_equal(unit->watchings.at[i].lane, lane))
            return &unit->watchings.at[i];
    if (unit->watchings.count >= UNIT_EFFECTS_MAX)
        return NULL;
    if (unit->watchings.count == unit->watchings.cap) {
        unit->watchings.cap = unit->watchings.cap ? unit->watchings.cap * 2 : 2;
        unit->watchings.at =
            mem_grow(unit->watchings.at, unit->watchings.cap, sizeof(*unit->watchings.at));
    }
    struct unit_watching *made = &unit->watchings.at[unit->watchings.count++];
    *made = (struct unit_watching){.lane = arena_text(&unit->arena, lane)};
    return made;
}

int unit_watch(struct unit *unit, const char *lane, const struct unit_watch *watches, size_t count)
{
    if (count > UNIT_WATCHES_MAX || unit->arena.bytes + total(watches, count) > UNIT_BYTES_MAX)
        return ERR_LIMIT;
    struct unit_watching *watching = watching_of(unit, lane);
    if (!watching)
        return ERR_LIMIT;
    struct store_watch *copy = arena_alloc(&unit->arena, (count + 1) * sizeof(*copy));
    for (size_t i = 0; i < count; i++) {
        copy[i].kind = arena_text(&unit->arena, watches[i].kind);
        copy[i].id = arena_text(&unit->arena, watches[i].id);
    }
    watching->at = copy;
    watching->count = count;
    return 0;
}

/* --- at the commit --------------------------------------------------------------------------- */

/* The kind's changes when this run first looked for its documents. */
static int64_t changes_seen(const struct unit *unit, const char *kind)
{
    for (size_t i = 0; i < unit->sought.count; i++)
        if (unit->sought.at[i]->ids && str_equal(unit->sought.at[i]->find.kind, kind))
            return unit->sought.at[i]->changes;
    return -1;
}

static int64_t version_seen(struct unit *unit, const struct store_watch *watch)
{
    if (!*watch->id)
        return changes_seen(unit, watch->kind);
    const struct unit_doc *doc = unit_doc_find(unit, watch->kind, watch->id);
    if (!doc)
        return -1;
    return doc->written ? doc->version : doc->read_version;
}

void unit_fill_watchings(struct unit *unit, struct store_turn *commit)
{
    struct store_watching *rows =
        arena_alloc(&unit->arena, (unit->watchings.count + 1) * sizeof(*rows));
    for (size_t i = 0; i < unit->watchings.count; i++) {
        const struct unit_watching *watching = &unit->watchings.at[i];
        for (size_t k = 0; k < watching->count; k++)
            watching->at[k].version = version_seen(unit, &watching->at[k]);
        rows[i] = (struct store_watching){watching->lane, watching->at, watching->count};
    }
    commit->watchings = rows;
    commit->watching_count = unit->watchings.count;
}
