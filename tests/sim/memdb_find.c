/* Finding in the model: every document is looked at, which shows what an index should give. */
#include "memdb.h"

#include "base/mem.h"
#include "base/str.h"

#include <stdlib.h>
#include <string.h>

/* --- what stands in the index ---------------------------------------------------------------- */

struct memindex { /* owns the texts that the const structs point to */
    struct store_index index;
    struct store_field fields[STORE_INDEX_MAX];
    char *texts[2 * STORE_INDEX_MAX];
    size_t text_count;
};

static const char *keep(struct memindex *made, const char *text)
{
    return made->texts[made->text_count++] = mem_strdup(text);
}

void memdoc_index(struct memdoc *doc, const struct store_index *index)
{
    struct memindex *made = doc->index;
    for (size_t i = 0; made && i < made->text_count; i++)
        free(made->texts[i]);
    free(made);
    doc->index = NULL;
    if (!index)
        return;
    made = mem_alloc(sizeof(*made));
    for (size_t i = 0; i < index->count; i++) {
        made->fields[i] = index->fields[i];
        made->fields[i].name = keep(made, index->fields[i].name);
        if (index->fields[i].value.type == STORE_TEXT)
            made->fields[i].value.text = keep(made, index->fields[i].value.text);
    }
    made->index = (struct store_index){made->fields, index->count};
    doc->index = made;
}

static const struct store_value *value_of(const struct memdoc *doc, const char *name)
{
    const struct store_index *index = &doc->index->index;
    for (size_t i = 0; i < index->count; i++)
        if (str_equal(index->fields[i].name, name))
            return &index->fields[i].value;
    return NULL;
}

static int compare(const struct store_value *a, const struct store_value *b)
{
    if (a->type != b->type)
        return a->type < b->type ? -1 : 1;
    if (a->type == STORE_TEXT)
        return strncmp(a->text, b->text, STORE_TEXT_MAX);
    return (a->number > b->number) - (a->number < b->number);
}

/* --- what is found --------------------------------------------------------------------------- */

static bool fits(const struct store_find *find, const struct memdoc *doc)
{
    if (!doc->body || !str_equal(doc->kind, find->kind) || (find->indexed && !doc->index))
        return false;
    for (size_t i = 0; i < find->where_count; i++) {
        const struct store_value *value = value_of(doc, find->where[i].name);
        if (!value || compare(value, &find->where[i].value))
            return false;
    }
    return !find->order || value_of(doc, find->order);
}

static bool is_before(const struct store_find *find, const struct memdoc *a, const struct memdoc *b)
{
    int order = find->order ? compare(value_of(a, find->order), value_of(b, find->order)) : 0;
    if (order)
        return find->falling ? order > 0 : order < 0;
    return strcmp(a->id, b->id) < 0;
}

void memdb_find(const struct memdb *db, struct store_op *op)
{
    const struct store_find *find = op->in.find;
    op->cursor[0] = find->live ? memdb_changes(db, find->kind) : 0;
    const struct memdoc **fit = mem_array(map_count(db->docs) + 1, sizeof(*fit));
    size_t count = 0;
    for (struct map_at at = {0}; map_next(db->docs, &at);) {
        const struct memdoc *doc = at.value;
        size_t place = count;
        if (!fits(find, doc))
            continue;
        for (; place && is_before(find, doc, fit[place - 1]); place--)
            fit[place] = fit[place - 1];
        fit[place] = doc;
        count++;
    }
    for (size_t i = 0; i < count && (int64_t)i < find->limit; i++) {
        const char *id = rows_text(&op->rows, fit[i]->id, strlen(fit[i]->id));
        rows_add(&op->rows)->value = id;
    }
    free((void *)fit);
}

static const struct memdoc *next_of(const struct memdb *db, const char *kind, const char *after)
{
    const struct memdoc *next = NULL;
    for (struct map_at at = {0}; map_next(db->docs, &at);) {
        const struct memdoc *doc = at.value;
        if (str_equal(doc->kind, kind) && strcmp(doc->id, after) > 0 &&
            (!next || strcmp(doc->id, next->id) < 0))
            next = doc;
    }
    return next;
}

void memdb_kind(const struct memdb *db, struct store_op *op)
{
    const char *after = op->in.list.after;
    const struct memdoc *found;
    while ((int64_t)op->rows.count < op->in.list.limit &&
           (found = next_of(db, op->in.list.of, after))) {
        struct store_doc doc = {.kind = op->in.list.of, .version = found->version};
        doc.id = after = rows_text(&op->rows, found->id, strlen(found->id));
        doc.len = found->body ? strlen(found->body) : 0;
        doc.body = found->body ? rows_text(&op->rows, found->body, doc.len) : NULL;
        rows_add(&op->rows)->doc = doc;
    }
}
