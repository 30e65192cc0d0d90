/* Live documents in the model: a list of watches, and a count of changes a kind. */
#include "memdb.h"

#include "base/mem.h"
#include "base/str.h"

#include <stdlib.h>
#include <string.h>

struct memwatch {
    struct list_node node;
    char *kind;
    char *id;
    char *lane;
    int64_t version;
};

struct memchanges {
    int64_t n;
};

static void watch_free(struct memwatch *watch)
{
    list_remove(&watch->node);
    free(watch->kind);
    free(watch->id);
    free(watch->lane);
    free(watch);
}

void memdb_live_free(struct memdb *db)
{
    struct list_node *node;
    while ((node = list_first(&db->watches)))
        watch_free(LIST_OF(node, struct memwatch, node));
    map_free_with(db->changes, free);
}

int64_t memdb_changes(const struct memdb *db, const char *kind)
{
    const struct memchanges *changes = map_get(db->changes, kind);
    return changes ? changes->n : 0;
}

/* --- a commit -------------------------------------------------------------------------------- */

static bool first_of_kind(const struct store_turn *turn, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (turn->writes[i].live && str_equal(turn->writes[i].kind, turn->writes[at].kind))
            return false;
    return turn->writes[at].live;
}

static void count(struct memdb *db, const char *kind)
{
    struct memchanges *changes = map_get(db->changes, kind);
    if (!changes) {
        changes = mem_alloc(sizeof(*changes));
        map_put(db->changes, kind, changes);
    }
    changes->n++;
}

static bool writes_kind(const struct store_turn *turn, const char *kind)
{
    for (size_t i = 0; i < turn->write_count; i++)
        if (turn->writes[i].live && str_equal(turn->writes[i].kind, kind))
            return true;
    return false;
}

static void forget(struct memdb *db, const char *lane)
{
    struct list_node *next;
    for (struct list_node *at = list_first(&db->watches); at; at = next) {
        struct memwatch *watch = LIST_OF(at, struct memwatch, node);
        next = list_next(&db->watches, at);
        if (str_equal(watch->lane, lane))
            watch_free(watch);
    }
}

static void put(struct memdb *db, const struct store_turn *turn, const char *lane,
                const struct store_watch *watch)
{
    struct memwatch *made = mem_alloc(sizeof(*made));
    int64_t now = memdb_changes(db, watch->kind);
    made->kind = mem_strdup(watch->kind);
    made->id = mem_strdup(watch->id);
    made->lane = mem_strdup(lane);
    made->version = watch->version;
    if (!*watch->id && writes_kind(turn, watch->kind) && now == watch->version + 1)
        made->version = now;
    list_push(&db->watches, &made->node);
}

void memdb_live(struct memdb *db, const struct store_turn *turn)
{
    for (size_t i = 0; i < turn->write_count; i++)
        if (first_of_kind(turn, i))
            count(db, turn->writes[i].kind);
    for (size_t i = 0; i < turn->watching_count; i++) {
        forget(db, turn->watchings[i].lane);
        for (size_t k = 0; k < turn->watchings[i].count; k++)
            put(db, turn, turn->watchings[i].lane, &turn->watchings[i].at[k]);
    }
}

/* --- who is stale ---------------------------------------------------------------------------- */

static bool is_stale(const struct memdb *db, const struct memwatch *watch)
{
    if (!*watch->id)
        return watch->version != memdb_changes(db, watch->kind);
    const struct memdoc *doc = memdb_doc(db, watch->kind, watch->id);
    return watch->version != (doc ? doc->version : 0);
}

static bool is_asked(const struct store_stale *stale, const struct memwatch *watch)
{
    if (stale->lane)
        return str_equal(watch->lane, stale->lane);
    if (strcmp(watch->lane, stale->after) <= 0)
        return false;
    return !stale->kind || (str_equal(watch->kind, stale->kind) &&
                            (!*watch->id || str_equal(watch->id, stale->id)));
}

static const char *next_stale(const struct memdb *db, const struct store_stale *stale,
                              const char *last)
{
    const char *next = NULL;
    for (struct list_node *at = list_first(&db->watches); at; at = list_next(&db->watches, at)) {
        const struct memwatch *watch = LIST_OF(at, struct memwatch, node);
        if (is_asked(stale, watch) && strcmp(watch->lane, last) > 0 && is_stale(db, watch) &&
            (!next || strcmp(watch->lane, next) < 0))
            next = watch->lane;
    }
    return next;
}

void memdb_stale(const struct memdb *db, struct store_op *op)
{
    const char *last = "";
    int64_t limit = op->in.stale->lane ? 1 : op->in.stale->limit;
    while ((int64_t)op->rows.count < limit && (last = next_stale(db, op->in.stale, last))) {
        const char *lane = rows_text(&op->rows, last, strlen(last));
        rows_add(&op->rows)->value = lane;
    }
}
