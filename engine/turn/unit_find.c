/* The unit of work: finding documents by their fields.
 *
 * What was found is remembered for the run, so that asking again (a tap looks for its choice, then
 * the screen is drawn) asks the database once. It is a hint: ids, of what was committed last. The
 * documents themselves are read like any others, and only they are validated. */
#include "turn/unit_inner.h"

#include "base/error.h"
#include "base/mem.h"
#include "base/str.h"

#include <string.h>

static struct store_value value_of(struct unit *unit, const struct unit_field *field)
{
    switch (field->type) {
    case UNIT_BOOLEAN:
        return (struct store_value){STORE_BOOLEAN, field->number, NULL};
    case UNIT_NUMBER:
        return (struct store_value){STORE_NUMBER, field->number, NULL};
    default:
        return (struct store_value){STORE_TEXT, 0, arena_text(&unit->arena, field->text)};
    }
}

/* NULL: over a limit. */
static struct store_field *copy_fields(struct unit *unit, const struct unit_field *fields,
                                       size_t count)
{
    size_t len = 0;
    for (size_t i = 0; i < count; i++)
        len += fields[i].type == UNIT_TEXT ? strlen(fields[i].text) : 0;
    if (count > STORE_INDEX_MAX || len > UNIT_DOC_MAX || unit->arena.bytes + len > UNIT_BYTES_MAX)
        return NULL;
    struct store_field *copy = arena_alloc(&unit->arena, (count + 1) * sizeof(*copy));
    for (size_t i = 0; i < count; i++) {
        copy[i].name = arena_text(&unit->arena, fields[i].name);
        copy[i].value = value_of(unit, &fields[i]);
    }
    return copy;
}

int unit_index(struct unit *unit, const char *kind, const char *id, const struct unit_field *fields,
               size_t count)
{
    struct unit_doc *doc = unit_doc_find(unit, kind, id);
    if (!doc || !doc->written)
        return 0;
    struct store_index *index = arena_alloc(&unit->arena, sizeof(*index));
    index->fields = copy_fields(unit, fields, count);
    index->count = count;
    doc->index = index;
    return index->fields ? 0 : ERR_LIMIT;
}

/* --- finding --------------------------------------------------------------------------------- */

static bool same_value(const struct store_value *a, const struct unit_field *b)
{
    if ((int)a->type != (int)b->type)
        return false;
    return b->type == UNIT_TEXT ? str_equal(a->text, b->text) : a->number == b->number;
}

static bool has_field(const struct store_find *find, const struct unit_field *field)
{
    for (size_t i = 0; i < find->where_count; i++)
        if (str_equal(find->where[i].name, field->name))
            return same_value(&find->where[i].value, field);
    return false;
}

static bool is_same(const struct store_find *a, const struct unit_find *b)
{
    if (!str_equal(a->kind, b->kind) || a->where_count != b->where_count || a->limit != b->limit ||
        a->falling != b->falling || !a->order != !b->order ||
        (a->order && !str_equal(a->order, b->order)))
        return false;
    for (size_t i = 0; i < b->where_count; i++)
        if (!has_field(a, &b->where[i]))
            return false;
    return true;
}

static struct unit_sought *sought(struct unit *unit, const struct unit_find *find)
{
    for (size_t i = 0; i < unit->sought.count; i++)
        if (is_same(&unit->sought.at[i]->find, find))
            return unit->sought.at[i];
    if (unit->sought.count >= UNIT_FINDS_MAX)
        return NULL;
    struct store_field *where = copy_fields(unit, find->where, find->where_count);
    if (!where)
        return NULL;
    struct unit_sought *made = arena_alloc(&unit->arena, sizeof(*made));
    made->find = (struct store_find){
        .kind = arena_text(&unit->arena, find->kind),
        .where = where,
        .where_count = find->where_count,
        .order = arena_text(&unit->arena, find->order),
        .falling = find->falling,
        .indexed = find->indexed,
        .live = find->live,
        .limit = find->limit,
    };
    if (unit->sought.count == unit->sought.cap) {
        unit->sought.cap = unit->sought.cap ? unit->sought.cap * 2 : 4;
        unit->sought.at =
            mem_grow((void *)unit->sought.at, unit->sought.cap, sizeof(*unit->sought.at));
    }
    unit->sought.at[unit->sought.count++] = made;
    return made;
}

enum unit_got unit_find(struct unit *unit, const struct unit_find *find,
                        const char *const **ret_ids, size_t *ret_count)
{
    struct unit_sought *found = sought(unit, find);
    if (!found)
        return UNIT_OVER;
    if (!found->ids) {
        unit->seeking = found;
        return UNIT_WAIT;
    }
    *ret_ids = found->ids;
    *ret_count = found->count;
    return UNIT_THERE;
}

void unit_found(struct unit *unit, const char *const *ids, size_t count, int64_t changes)
{
    struct unit_sought *found = unit->seeking;
    const char **copy = arena_alloc(&unit->arena, (count + 1) * sizeof(*copy));
    for (size_t i = 0; i < count; i++)
        copy[i] = arena_text(&unit->arena, ids[i]);
    found->ids = copy;
    found->count = count;
    found->changes = changes;
}

size_t unit_unread(struct unit *unit, struct store_key **ret_keys)
{
    const struct unit_sought *found = unit->seeking;
    struct store_key *keys = arena_alloc(&unit->arena, (found->count + 1) * sizeof(*keys));
    size_t most = (size_t)unit->limits.at[UNIT_DOCUMENTS];
    size_t count = 0;
    for (size_t i = 0; i < found->count && unit->docs.count + count < most; i++)
        if (!unit_doc_known(unit, found->find.kind, found->ids[i]))
            keys[count++] = (struct store_key){found->find.kind, found->ids[i]};
    *ret_keys = keys;
    return count;
}
