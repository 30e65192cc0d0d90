/* The map: what the entry `graph` finds, who stands where now, and the drawing.
 *
 * Where players stand is read a page at a time. The drawing is Graphviz' work, in a process of its
 * own that reads the DOT from a file without a name; it is kept as long as the generation is. */
#include "app/studio_inner.h"

#include "base/mem.h"
#include "base/str.h"
#include "script/script.h"
#include "store/generations.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct generation *live(const struct studio *studio)
{
    return studio->config.live(studio->config.ctx);
}

/* --- who stands where ------------------------------------------------------------------------ */

struct standing_walk {
    struct waiting *waiting;
    struct store *store;
    json *answer;
    json *scenes; /* {"yard": {"count": 3, "players": ["1001", ...]}} in it */
    char *after;
    int64_t page;
    int64_t seen;
};

static void walk_on(struct standing_walk *walk);

static void walk_end(struct standing_walk *walk, const struct err *err)
{
    char *text = err ? NULL : json_print(walk->answer);
    waiting_reply(walk->waiting, err ? 503 : 200, err ? "text/plain" : "application/json",
                  err ? err->text : text);
    free(text);
    json_free(walk->answer);
    free(walk->after);
    free(walk);
}

static void count(struct standing_walk *walk, const struct store_place *row)
{
    json *path = NULL;
    if (json_parse(row->path, strlen(row->path), &path, NULL))
        return;
    const json *last = NULL;
    for (const json *at = json_first(path); at; at = json_next(at))
        last = at;
    const char *scene = json_text(last, NULL);
    if (scene) {
        json *entry = json_get(walk->scenes, scene);
        if (!entry) {
            entry = json_object();
            json_add(entry, "players", json_array());
            json_add(walk->scenes, scene, entry);
        }
        json_add_int(entry, "count", json_int(entry, "count", 0) + 1);
        if (json_count(json_get(entry, "players")) < STUDIO_NAMED_MAX)
            json_push(json_get(entry, "players"), json_new_str(row->player));
    }
    json_free(path);
}

static void on_place(void *ctx, const struct store_place *row, const struct err *err)
{
    struct standing_walk *walk = ctx;
    if (row) {
        count(walk, row);
        free(walk->after);
        walk->after = mem_strdup(row->player);
        walk->page++;
        walk->seen++;
    } else if (err || walk->page < STORE_PLACES_MAX || walk->seen >= STUDIO_STAND_MAX) {
        walk_end(walk, err);
    } else {
        walk_on(walk);
    }
}

static void walk_on(struct standing_walk *walk)
{
    walk->page = 0;
    store_places_load(walk->store, walk->after, STORE_PLACES_MAX, on_place, walk);
}

void studio_map(struct studio *studio, struct http_exchange *exchange)
{
    char *text = NULL;
    json *map = NULL;
    struct err err;
    int code = generation_call(live(studio), "graph", "{}", &text, &err);
    if (code == 0)
        code = json_parse(text, strlen(text), &map, &err);
    free(text);
    if (code) {
        http_reply_text(exchange, 500, err.text);
        return;
    }
    struct standing_walk *walk = mem_alloc(sizeof *walk);
    walk->waiting = waiting_new(studio, exchange);
    walk->store = studio->config.store;
    walk->answer = json_object();
    walk->scenes = json_object();
    walk->after = mem_strdup("");
    json_add(walk->answer, "map", map);
    json_add(walk->answer, "standing", walk->scenes);
    walk_on(walk);
}

/* --- one scene ------------------------------------------------------------------------------- */

void studio_scene(struct studio *studio, struct http_exchange *exchange)
{
    char *text = NULL;
    struct err err;
    const char *id = http_exchange_query(exchange, "id");
    const char *lang = http_exchange_query(exchange, "lang");
    json *asked = json_object();
    json_add_str(asked, "id", id ? id : "");
    json_add_str(asked, "lang", lang ? lang : "");
    char *argument = json_print(asked);
    if (generation_call(live(studio), "card", argument, &text, &err))
        http_reply_text(exchange, 500, err.text);
    else
        http_reply(exchange, 200, "application/json", text, strlen(text));
    free(text);
    free(argument);
    json_free(asked);
}

/* --- the drawing ----------------------------------------------------------------------------- */

static void drawn(struct studio *studio, int status, const char *text)
{
    for (size_t i = 0; i < studio->drawn_count; i++)
        waiting_reply(studio->drawn[i], status, status == 200 ? "image/svg+xml" : "text/plain",
                      text);
    studio->drawn_count = 0;
}

static void on_dot(void *ctx, const struct loop_child_result *result)
{
    struct studio *studio = ctx;
    studio->dot = NULL;
    if (result->end == LOOP_CHILD_EXIT && result->code == 0 && result->len) {
        free(studio->svg);
        studio->svg = mem_strndup(result->output, result->len);
        drawn(studio, 200, studio->svg);
        return;
    }
    drawn(studio, 503,
          "there is no program dot of Graphviz (apt-get install graphviz), or it failed");
}

/* The map in DOT as a file without a name; NULL: err. */
static FILE *dot_file(struct studio *studio, struct err *err)
{
    char *text = NULL;
    json *answer = NULL;
    FILE *file = NULL;
    int code = generation_call(live(studio), "graph", "{\"format\":\"dot\"}", &text, err);
    if (code == 0)
        code = json_parse(text, strlen(text), &answer, err);
    if (code == 0) {
        file = tmpfile();
        if (!file || fputs(json_str(answer, "text", ""), file) == EOF || fflush(file) == EOF ||
            fseek(file, 0, SEEK_SET) != 0)
            err_set(err, ERR_SYSTEM, "no temporary file can be written");
    }
    json_free(answer);
    free(text);
    return file;
}

static void draw(struct studio *studio)
{
    static const char *const argv[] = {"/bin/sh", "-c", "exec dot -Tsvg <&3", NULL};
    struct err err;
    FILE *file = dot_file(studio, &err);
    int code = file ? 0 : -1;
    if (file) {
        struct loop_child_config config = {.argv = argv,
                                           .fds = {fileno(file)},
                                           .fd_count = 1,
                                           .deadline_ms = STUDIO_DOT_MS,
                                           .output_max = STUDIO_SVG_MAX};
        code = loop_child_start(studio->config.loop, &config, on_dot, studio, &studio->dot, &err);
        fclose(file);
    }
    if (code)
        drawn(studio, 503, err.text);
}

void studio_svg(struct studio *studio, struct http_exchange *exchange)
{
    const char *hash = generation_hash(live(studio));
    if (studio->svg && studio->svg_hash && str_equal(studio->svg_hash, hash)) {
        http_reply(exchange, 200, "image/svg+xml", studio->svg, strlen(studio->svg));
        return;
    }
    if (studio->drawn_count == STUDIO_DRAWN_MAX) {
        http_reply_text(exchange, 503, "the map is being drawn\n");
        return;
    }
    studio->drawn[studio->drawn_count++] = waiting_new(studio, exchange);
    if (studio->dot)
        return;
    free(studio->svg_hash);
    studio->svg_hash = mem_strdup(hash);
    draw(studio);
}
