/* A cursor over the sessions in the database. What a player has gone through since is not seen, so
 * the figure is one of the moment; nobody is moved here, each is when he comes by (session.lua,
 * whose rule this repeats). */
#include "app/standing.h"

#include "base/map.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/generations.h"

#include <stdlib.h>
#include <string.h>

#define CURSOR 256 /* bytes of a document's id */

struct standing {
    struct store *store;
    struct map *scenes;  /* those that are there */
    struct map *renamed; /* old -> new, char * */
    char *home;
    struct map *moves; /* "scene\nto" -> its row in `rows` */
    json *rows;
    char after[CURSOR];
    int64_t page; /* rows of this page so far */
    int64_t looked;
    int64_t players;
    standing_fn fn;
    void *ctx;
};

static void standing_end(struct standing *standing)
{
    map_free(standing->scenes);
    map_free_with(standing->renamed, free);
    map_free(standing->moves);
    json_free(standing->rows);
    free(standing->home);
    free(standing);
}

void standing_free(struct standing *standing)
{
    if (standing)
        standing_end(standing);
}

/* --- one player ------------------------------------------------------------------------------ */

/* The scene under its name of now; NULL: it is gone. */
static const char *find(const struct standing *standing, const char *scene)
{
    const char *new_name = map_get(standing->renamed, scene);
    const char *name = new_name ? new_name : scene;
    return map_get(standing->scenes, name) ? name : NULL;
}

static void add_move(struct standing *standing, const char *scene, const char *to)
{
    char *key = mem_printf("%s\n%s", scene, to);
    json *row = map_get(standing->moves, key);
    standing->players++;
    if (!row && json_count(standing->rows) < STANDING_ROWS) {
        row = json_object();
        json_add_str(row, "scene", scene);
        json_add_str(row, "to", to);
        json_push(standing->rows, row);
        map_put(standing->moves, key, row);
    }
    if (row)
        json_add_int(row, "count", json_int(row, "count", 0) + 1);
    free(key);
}

static void look_at(struct standing *standing, const json *path)
{
    const char *open = NULL, *to = NULL;
    for (int i = json_count(path) - 1; i >= 0 && !to; i--) {
        const char *scene = json_text(json_at(path, i), "");
        open = open ? open : scene;
        to = find(standing, scene);
    }
    if (open && !str_equal(open, to))
        add_move(standing, open, to ? to : standing->home);
}

/* --- pages ----------------------------------------------------------------------------------- */

static void next_page(struct standing *standing);

static void finish(struct standing *standing, const struct err *err, bool more)
{
    json *moved = err ? NULL : json_object();
    if (moved) {
        json_add(moved, "rows", standing->rows);
        json_add_int(moved, "players", standing->players);
        json_add_int(moved, "of", standing->looked);
        json_add_bool(moved, "more", more);
        standing->rows = NULL;
    }
    standing->fn(standing->ctx, moved);
    standing_end(standing);
}

static void on_place(void *ctx, const struct store_place *row, const struct err *err)
{
    struct standing *standing = ctx;
    json *path = NULL;
    if (!row) {
        bool more = !err && standing->page == STORE_PLACES_MAX;
        if (more && standing->looked < STANDING_MAX)
            next_page(standing);
        else
            finish(standing, err, more);
        return;
    }
    standing->page++;
    standing->looked++;
    str_copy(standing->after, sizeof standing->after, row->player);
    if (json_parse(row->path, strlen(row->path), &path, NULL) == 0)
        look_at(standing, path);
    json_free(path);
}

static void next_page(struct standing *standing)
{
    standing->page = 0;
    store_places_load(standing->store, standing->after, STORE_PLACES_MAX, on_place, standing);
}

struct standing *standing_start(struct store *store, const json *places, standing_fn fn, void *ctx)
{
    static char present[] = "";
    struct standing *standing = mem_alloc(sizeof *standing);
    standing->store = store;
    standing->scenes = map_new();
    standing->renamed = map_new();
    standing->moves = map_new();
    standing->rows = json_array();
    standing->home = mem_strdup(json_str(places, "home", ""));
    standing->fn = fn;
    standing->ctx = ctx;
    const json *one;
    for (one = json_first(json_get(places, "scenes")); one; one = json_next(one))
        map_put(standing->scenes, json_text(one, ""), present);
    for (one = json_first(json_get(places, "renamed")); one; one = json_next(one))
        free(map_put(standing->renamed, json_key(one), mem_strdup(json_text(one, ""))));
    next_page(standing);
    return standing;
}
