/* The scripts' side knows the fields and their defaults, so it is asked, by its entry "index":
 *
 *     {"kind": "lot", "docs": [{"id": "a", "doc": {...}}, {"id": "b"}]}   (b was dropped)
 *     {"rows": [{"fields": {"till": 5, "good": "axe"}}, {}]}
 *
 * and of players with leader boards also {"name": "Илья", "scores": {"gold": 5, "level": false}}.
 */
#include "turn/reindex_rows.h"

#include "base/mem.h"
#include "turn/arena.h"
#include "json/json.h"

#include <stdlib.h>
#include <string.h>

#define ARGUMENT_MAX (128u << 20)

struct reindex_rows {
    struct arena arena;
    struct store_indexing *at;
    size_t count;
};

static int add_doc(struct buf *out, const struct store_doc *doc, bool first)
{
    json *id = json_new_str(doc->id);
    int r = buf_adds(out, first ? "{\"id\":" : ",{\"id\":");
    if (!r)
        r = json_write(id, out);
    if (!r && doc->body)
        r = buf_adds(out, ",\"doc\":");
    if (!r)
        r = buf_add(out, doc->body, doc->body ? doc->len : 0);
    json_free(id);
    return r ? r : buf_addc(out, '}');
}

static int ask(struct generation *generation, const struct store_doc *docs, size_t count,
               char **ret_answer, struct err *err)
{
    struct buf argument;
    buf_init(&argument, ARGUMENT_MAX);
    int r = buf_addf(&argument, "{\"kind\":\"%s\",\"docs\":[", docs->kind);
    for (size_t i = 0; !r && i < count; i++)
        r = add_doc(&argument, &docs[i], i == 0);
    if (!r)
        r = buf_adds(&argument, "]}");
    if (r)
        err_set(err, r, "%s: the documents of one page are too large", docs->kind);
    else
        r = generation_call(generation, "index", argument.data, ret_answer, err);
    buf_done(&argument);
    return r;
}

static struct store_value value_of(struct arena *arena, const json *value)
{
    switch (json_type(value)) {
    case JSON_BOOL:
        return (struct store_value){STORE_BOOLEAN, json_truth(value, false), NULL};
    case JSON_NUMBER:
        return (struct store_value){STORE_NUMBER, json_real(value, 0), NULL};
    default:
        return (struct store_value){STORE_TEXT, 0, arena_text(arena, json_text(value, ""))};
    }
}

static const struct store_index *index_of(struct arena *arena, const json *fields)
{
    if (!fields)
        return NULL;
    int most = json_count(fields);
    struct store_field *made = arena_alloc(arena, ((size_t)most + 1) * sizeof(*made));
    size_t count = 0;
    for (json *at = json_first(fields); at; at = json_next(at))
        made[count++] = (struct store_field){arena_text(arena, json_key(at)), value_of(arena, at)};
    struct store_index *index = arena_alloc(arena, sizeof(*index));
    *index = (struct store_index){made, count};
    return index;
}

static struct store_ranking ranking_of(struct arena *arena, const struct store_doc *doc,
                                       const json *row)
{
    json *told = json_get(row, "scores");
    struct store_score *scores =
        arena_alloc(arena, ((size_t)json_count(told) + 1) * sizeof(*scores));
    size_t count = 0;
    for (json *at = json_first(told); at; at = json_next(at))
        scores[count++] = (struct store_score){.board = arena_text(arena, json_key(at)),
                                               .score = json_number(at, 0),
                                               .gone = json_type(at) != JSON_NUMBER};
    return (struct store_ranking){
        .id = arena_text(arena, doc->id),
        .name = arena_text(arena, json_str(row, "name", "")),
        .scores = scores,
        .count = count,
        .reached = doc->version,
    };
}

int reindex_rows_fill(struct reindex_rows *rows, struct generation *generation,
                      const struct store_doc *docs, size_t count, struct err *err)
{
    char *answer = NULL;
    json *told = NULL;
    arena_done(&rows->arena);
    rows->count = 0;
    int r = ask(generation, docs, count, &answer, err);
    if (!r)
        r = json_parse(answer, strlen(answer), &told, err);
    if (!r && (size_t)json_count(json_get(told, "rows")) != count)
        r = err_set(err, ERR_INVALID, "the scripts' side told of other documents");
    if (r)
        goto out;
    rows->at = arena_alloc(&rows->arena, count * sizeof(*rows->at));
    json *row = json_first(json_get(told, "rows"));
    const char *kind = arena_text(&rows->arena, docs->kind);
    for (; rows->count < count; row = json_next(row), rows->count++)
        rows->at[rows->count] = (struct store_indexing){
            .kind = kind,
            .id = arena_text(&rows->arena, docs[rows->count].id),
            .version = docs[rows->count].version,
            .index = index_of(&rows->arena, json_get(row, "fields")),
            .ranking = ranking_of(&rows->arena, &docs[rows->count], row),
        };
out:
    json_free(told);
    free(answer);
    return r;
}

const struct store_indexing *reindex_rows_all(const struct reindex_rows *rows)
{
    return rows->at;
}

size_t reindex_rows_count(const struct reindex_rows *rows)
{
    return rows->count;
}

const char *reindex_rows_last(const struct reindex_rows *rows)
{
    return rows->at[rows->count - 1].id;
}

struct reindex_rows *reindex_rows_new(void)
{
    return mem_alloc(sizeof(struct reindex_rows));
}

void reindex_rows_free(struct reindex_rows *rows)
{
    if (!rows)
        return;
    arena_done(&rows->arena);
    free(rows);
}
