/* The unit of work: lore that is wanted. A want is a row of the commit (store/want.h) and nothing
 * that a script could see: the text comes back as the document that the script has read as absent.
 * So a want is not recorded, and a rehearsal does not compare it. */
#include "turn/unit_inner.h"

#include "base/error.h"
#include "base/mem.h"
#include "base/str.h"

#include <string.h>

static size_t size_of(const struct unit_want *want)
{
    return strlen(want->id) + strlen(want->kind) + strlen(want->entity) + strlen(want->language) +
           strlen(want->attributes) + strlen(want->facts) +
           (want->discoverer ? strlen(want->discoverer) : 0);
}

static bool is_wanted(const struct unit *unit, const char *id)
{
    for (size_t i = 0; i < unit->wants.count; i++)
        if (str_equal(unit->wants.at[i].id, id))
            return true;
    return false;
}

static int check(struct unit *unit, const struct unit_want *want)
{
    size_t size = size_of(want);
    unit->over = UNIT_LIMITS;
    if ((int64_t)size > unit->limits.at[UNIT_MESSAGE])
        return unit_refuse(unit, UNIT_MESSAGE);
    return unit->arena.bytes + size <= UNIT_BYTES_MAX ? 0 : ERR_LIMIT;
}

int unit_want(struct unit *unit, const struct unit_want *want)
{
    struct arena *arena = &unit->arena;
    if (is_wanted(unit, want->id))
        return 0;
    if ((int64_t)unit->wants.count >= unit->limits.at[UNIT_WANTS])
        return 1;
    int r = check(unit, want);
    if (r)
        return r;
    if (unit->wants.count == unit->wants.cap) {
        unit->wants.cap = unit->wants.cap ? unit->wants.cap * 2 : 4;
        unit->wants.at = mem_grow(unit->wants.at, unit->wants.cap, sizeof(*unit->wants.at));
    }
    unit->wants.at[unit->wants.count++] = (struct store_want){
        .id = arena_text(arena, want->id),
        .kind = arena_text(arena, want->kind),
        .entity = arena_text(arena, want->entity),
        .language = arena_text(arena, want->language),
        .attributes = arena_text(arena, want->attributes),
        .facts = arena_text(arena, want->facts),
        .discoverer = want->discoverer ? arena_text(arena, want->discoverer) : NULL,
        .discovered = unit->now,
    };
    return 0;
}
