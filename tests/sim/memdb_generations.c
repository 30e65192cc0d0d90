/* Generations, their texts, and where players stand: what engine/store/generations.c does with
 * tables, on a list of rows from the oldest and a map of texts by hash. */
#include "memdb.h"

#include "base/mem.h"
#include "base/str.h"
#include "json/json.h"

#include <stdlib.h>
#include <string.h>

struct memgeneration {
    struct list_node node; /* by coming, oldest first */
    int64_t number;
    char *who, *hash, *origin, *folder, *what, *files; /* files NULL: forgotten */
};

static void generation_free(struct memgeneration *generation)
{
    list_remove(&generation->node);
    free(generation->who);
    free(generation->hash);
    free(generation->origin);
    free(generation->folder);
    free(generation->what);
    free(generation->files);
    free(generation);
}

void memdb_generations_free(struct memdb *db)
{
    struct list_node *node;
    while ((node = list_first(&db->generations)))
        generation_free(LIST_OF(node, struct memgeneration, node));
    map_free_with(db->texts, free);
}

static json *files_of(const struct memgeneration *generation)
{
    json *files = NULL;
    if (generation->files)
        json_parse(generation->files, strlen(generation->files), &files, NULL);
    return files;
}

/* --- writing --------------------------------------------------------------------------------- */

static bool is_named(const struct memdb *db, const char *hash)
{
    bool named = false;
    for (struct list_node *at = list_first(&db->generations); at && !named;
         at = list_next(&db->generations, at)) {
        json *files = files_of(LIST_OF(at, struct memgeneration, node));
        for (const json *one = json_first(files); one && !named; one = json_next(one))
            named = str_equal(json_text(json_at(one, 1), ""), hash);
        json_free(files);
    }
    return named;
}

static void forget_old(struct memdb *db)
{
    size_t kept = 0;
    for (struct list_node *at = list_first(&db->generations); at;
         at = list_next(&db->generations, at))
        kept += LIST_OF(at, struct memgeneration, node)->files != NULL;
    for (struct list_node *at = list_first(&db->generations); at && kept > STORE_GENERATIONS_KEPT;
         at = list_next(&db->generations, at)) {
        struct memgeneration *old = LIST_OF(at, struct memgeneration, node);
        kept -= old->files != NULL;
        free(old->files);
        old->files = NULL;
    }
    for (struct map_at at = {0}; map_next(db->texts, &at);)
        if (!is_named(db, at.key))
            free(map_take(db->texts, at.key));
}

void memdb_generation_add(struct memdb *db, const struct store_generation_new *made)
{
    const struct store_generation *row = &made->row;
    struct memgeneration *generation = mem_alloc(sizeof(*generation));
    generation->number = row->number;
    generation->who = mem_strdup(row->who);
    generation->hash = mem_strdup(row->hash);
    generation->origin = mem_strdup(row->origin);
    generation->folder = mem_strdup(row->folder);
    generation->what = mem_strdup(row->what);
    generation->files = mem_strdup(row->files);
    list_push(&db->generations, &generation->node);
    for (size_t i = 0; i < made->count; i++)
        free(map_put(db->texts, made->texts[i].hash,
                     mem_strndup(made->texts[i].text, made->texts[i].len)));
    forget_old(db);
}

/* --- reading --------------------------------------------------------------------------------- */

static const char *copy(struct store_op *op, const char *text)
{
    return text ? rows_text(&op->rows, text, strlen(text)) : NULL;
}

/* The newest below `before`; of one number the one that came last. */
static const struct memgeneration *newest(const struct memdb *db, int64_t before)
{
    const struct memgeneration *found = NULL;
    for (struct list_node *at = list_first(&db->generations); at;
         at = list_next(&db->generations, at)) {
        const struct memgeneration *one = LIST_OF(at, struct memgeneration, node);
        if (one->number < before && (!found || one->number >= found->number))
            found = one;
    }
    return found;
}

void memdb_generations(const struct memdb *db, struct store_op *op)
{
    int64_t before = op->in.list.before;
    const struct memgeneration *one;
    while ((int64_t)op->rows.count < op->in.list.limit && (one = newest(db, before))) {
        struct store_generation *row = &rows_add(&op->rows)->generation;
        *row = (struct store_generation){
            one->number,           copy(op, one->who),  copy(op, one->hash),  copy(op, one->origin),
            copy(op, one->folder), copy(op, one->what), copy(op, one->files), 1};
        before = one->number;
    }
}

void memdb_sources(const struct memdb *db, struct store_op *op)
{
    const struct memgeneration *one = newest(db, op->in.list.id + 1);
    json *files = one && one->number == op->in.list.id ? files_of(one) : NULL;
    for (const json *file = json_first(files); file; file = json_next(file)) {
        const char *hash = json_text(json_at(file, 1), ""), *text = map_get(db->texts, hash);
        struct store_source row = {copy(op, json_text(json_at(file, 0), "")), copy(op, hash),
                                   copy(op, text), text ? strlen(text) : 0};
        if (text)
            rows_add(&op->rows)->source = row;
    }
    json_free(files);
}

static const struct memdoc *next_session(const struct memdb *db, const char *after)
{
    const struct memdoc *first = NULL;
    for (struct map_at at = {0}; map_next(db->docs, &at);) {
        const struct memdoc *doc = at.value;
        if (doc->body && str_equal(doc->kind, "_session") && strcmp(doc->id, after) > 0 &&
            (!first || strcmp(doc->id, first->id) < 0))
            first = doc;
    }
    return first;
}

static const char *path_of(struct store_op *op, const struct memdoc *doc)
{
    json *session = NULL, *scenes = json_array();
    json_parse(doc->body, strlen(doc->body), &session, NULL);
    for (const json *one = json_first(json_get(session, "path")); one; one = json_next(one))
        json_push(scenes, json_new_str(json_str(one, "scene", NULL)));
    char *text = json_print(scenes);
    const char *path = copy(op, text);
    free(text);
    json_free(scenes);
    json_free(session);
    return path;
}

void memdb_places(const struct memdb *db, struct store_op *op)
{
    const char *after = op->in.list.after;
    const struct memdoc *doc;
    while ((int64_t)op->rows.count < op->in.list.limit && (doc = next_session(db, after))) {
        struct store_place row = {copy(op, doc->id), path_of(op, doc)};
        rows_add(&op->rows)->place = row;
        after = doc->id;
    }
}
