/* One generation of the fair serves all worlds: a turn leaves nothing in it. A turn is run as turn/
 * does it, over a unit of work; its reads are answered from the map, and where turn/ would commit,
 * the documents that were written go back into it. Time stands still, and chance comes from the
 * number of the turn, so that the same taps always see the same nonces. */
#include "world.h"

#include "base/str.h"
#include "bind/bind.h"
#include "fuzz.h"
#include "script/script.h"
#include "turn/unit_inner.h"

#define WORLD_NOW 1700000000

static struct generation *generation_open(void)
{
    static struct bind_host host = {.version = "fuzz"};
    static struct generation *generation;
    struct err err = {0};

    if (generation)
        return generation;
    struct generation_config config = {
        .scripts_dir = "tests/fair/scripts",
        .content_dir = "tests/fair/content",
        .engine_lua = lua_files,
        .open = bind_open,
        .ctx = &host,
        .limits = {.turn_ms = 20000, .load_ms = 60000},
        .number = 1,
    };
    FUZZ_CHECK(generation_new(&config, &generation, &err) == 0, "from the root of the sources: %s",
               err.text);
    return generation;
}

/* --- a turn ---------------------------------------------------------------------------------- */

static void put(struct map *map, const char *key, const char *body)
{
    free(body ? map_put(map, key, mem_strdup(body)) : map_take(map, key));
}

static void answer_read(const struct world *world, struct unit *unit)
{
    char key[CACHE_KEY_MAX + 1];
    struct store_doc doc = {.kind = unit->wanted.kind, .id = unit->wanted.id};

    if (unit_cache_key(key, doc.kind, doc.id))
        doc.body = map_get(world->docs, key);
    doc.len = doc.body ? strlen(doc.body) : 0;
    doc.version = doc.body ? 1 : 0;
    unit_learn(unit, &doc);
}

static void keep_docs(struct world *world, const struct unit *unit)
{
    char key[CACHE_KEY_MAX + 1];

    for (size_t i = 0; i < unit->docs.count; i++) {
        const struct unit_doc *doc = &unit->docs.at[i];
        if (!doc->written || !unit_cache_key(key, doc->kind, doc->id))
            continue;
        put(world->docs, key, doc->body);
        world->changed += doc->kind[0] != '_';
    }
}

static void keep_shown(struct world *world, const struct unit *unit)
{
    char chat[24];

    for (size_t i = 0; i < unit->slots.count; i++) {
        snprintf(chat, sizeof(chat), "%lld", (long long)unit->slots.at[i].chat);
        put(world->screen, chat, unit->slots.at[i].desired);
    }
    for (size_t i = 0; i < unit->outs.count; i++) {
        snprintf(chat, sizeof(chat), "%lld", (long long)unit->outs.at[i].chat);
        if (strstr(unit->outs.at[i].body, "\"rows\""))
            put(world->push, chat, unit->outs.at[i].body);
    }
}

void world_turn(struct world *world, const char *event)
{
    struct unit_config config = {
        .fresh = true, .event = event, .now = WORLD_NOW, .seed = (uint64_t)++world->turns};
    struct unit *unit = unit_new(&config);
    struct script_run *run = script_run_new(generation_open(), "turn", unit);
    enum script_result result;

    while ((result = script_run_resume(run)) == SCRIPT_WAITS)
        answer_read(world, unit);
    FUZZ_CHECK(result == SCRIPT_DONE, "%s\nin the turn of %s", script_run_report(run), event);
    world->changed = 0;
    keep_docs(world, unit);
    keep_shown(world, unit);
    script_run_free(run);
    unit_free(unit);
}

json *world_event(const char *type, const char *player, const char *words)
{
    json *event = json_object();
    json_add_str(event, "type", type);
    json_add_str(event, "player", player);
    json_add_int(event, "chat", strtoll(player, NULL, 10));
    json_add_bool(event, "private", true);
    json_add_int(event, "message", 5);
    json_add_str(event, "name", "Илья");
    json_add_str(event, "username", "");
    json_add_str(event, "lang", "ru");
    json_add_str(event, str_equal(type, "tap") ? "data" : "text", words);
    return event;
}

/* --- looking --------------------------------------------------------------------------------- */

static json *read_body(const char *body)
{
    json *value = NULL;
    FUZZ_CHECK(!body || json_parse(body, strlen(body), &value, NULL) == 0, "no JSON: %s", body);
    return value;
}

static void each_of(const json *rows, int at, world_button_fn fn, void *ctx)
{
    for (const json *row = json_first(rows); row; row = json_next(row))
        for (const json *button = json_first(row); button; button = json_next(button))
            fn(ctx, at++, json_str(button, "data", ""));
}

void world_buttons(const struct world *world, const char *chat, world_button_fn fn, void *ctx)
{
    json *screen = read_body(map_get(world->screen, chat));
    json *push = read_body(map_get(world->push, chat));
    each_of(json_get(json_get(push, "post"), "rows"), -1, fn, ctx);
    each_of(json_get(screen, "rows"), 0, fn, ctx);
    json_free(screen);
    json_free(push);
}

struct wanted {
    int index;
    char *data;
};

static void on_button(void *ctx, int index, const char *data)
{
    struct wanted *wanted = ctx;
    if (index != wanted->index)
        return;
    free(wanted->data);
    wanted->data = mem_strdup(data);
}

char *world_button(const struct world *world, const char *chat, int index)
{
    struct wanted wanted = {index, NULL};
    world_buttons(world, chat, on_button, &wanted);
    return wanted.data ? wanted.data : mem_strdup("");
}

int64_t world_gold(const struct world *world)
{
    int64_t sum = 0;
    for (struct map_at at = {0}; map_next(world->docs, &at);) {
        json *doc = read_body(at.value);
        sum += json_int(doc, "gold", 0);
        json_free(doc);
    }
    return sum;
}

int64_t world_swords(const struct world *world)
{
    int64_t count = 0;
    for (struct map_at at = {0}; map_next(world->docs, &at);) {
        json *doc = read_body(at.value);
        count += json_count(json_get(doc, "swords")) + json_count(json_get(doc, "lots"));
        json_free(doc);
    }
    return count;
}

/* --- worlds ---------------------------------------------------------------------------------- */

static struct world *empty(void)
{
    struct world *world = mem_alloc(sizeof(*world));
    world->docs = map_new();
    world->screen = map_new();
    world->push = map_new();
    return world;
}

static struct map *copy_of(const struct map *map)
{
    struct map *copy = map_new();
    for (struct map_at at = {0}; map_next(map, &at);)
        map_put(copy, at.key, mem_strdup(at.value));
    return copy;
}

struct world *world_copy(const struct world *world)
{
    struct world *copy = mem_alloc(sizeof(*copy));
    *copy = *world;
    copy->docs = copy_of(world->docs);
    copy->screen = copy_of(world->screen);
    copy->push = copy_of(world->push);
    return copy;
}

void world_free(struct world *world)
{
    map_free_with(world->docs, free);
    map_free_with(world->screen, free);
    map_free_with(world->push, free);
    free(world);
}

static void act(struct world *world, const char *type, const char *player, const char *words)
{
    json *event = world_event(type, player, words);
    char *text = json_print(event);
    world_turn(world, text);
    free(text);
    json_free(event);
}

static void press(struct world *world, const char *player, int index)
{
    char *data = world_button(world, player, index);
    act(world, "tap", player, data);
    free(data);
}

struct world *world_new(void)
{
    static const char *const players[] = {"1001", "1002"};
    struct world *world = empty();

    for (int i = 0; i < 2; i++) {
        act(world, "text", players[i], "/start");
        press(world, players[i], 0); /* through the gate */
    }
    act(world, "text", "1001", "1"); /* so that he sees who has come */
    for (int i = 0; i < 8 && map_count(world->push) == 0; i++) {
        struct world *tried = world_copy(world);
        press(tried, "1001", i); /* one of the square's buttons asks for a trade */
        bool asked = map_count(tried->push) > 0;
        world_free(asked ? world : tried);
        world = asked ? tried : world;
    }
    FUZZ_CHECK(map_count(world->push) == 1, "nobody was asked");
    return world;
}
