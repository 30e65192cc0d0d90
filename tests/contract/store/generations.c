/* Generations and their files, and where players stand, for any backend. */
#include "store/generations.h"

#include "harness.h"

#include <inttypes.h>

static const char *loaded(struct world *world)
{
    world_wait(world);
    assert_int_equal(world->err.code, 0);
    return world->rows.data;
}

/* One that has these two files. */
static void add(struct world *world, int64_t number, const char *one, const char *two)
{
    char files[128], hashes[2][16];
    snprintf(hashes[0], sizeof(hashes[0]), "h-%s", one);
    snprintf(hashes[1], sizeof(hashes[1]), "h-%s", two);
    snprintf(files, sizeof(files), "[[\"content/a.lua\", \"%s\"], [\"scripts/b.lua\", \"%s\"]]",
             hashes[1], hashes[0]);
    struct store_source texts[2] = {{NULL, hashes[0], one, strlen(one)},
                                    {NULL, hashes[1], two, strlen(two)}};
    struct store_generation_new made = {
        .row = {number, "7", "hash", "zip", "folder", "{\"added\": 1}", files, 0},
        .texts = texts,
        .count = 2};
    world->waiting++;
    store_generation_add(world->store, &made, on_done, world);
    loaded(world);
}

static void on_generation(void *ctx, const struct store_generation *row, const struct err *err)
{
    struct world *world = ctx;
    if (!row) {
        on_done(world, err);
        return;
    }
    assert_true(row->live_ms > 0);
    buf_addf(&world->rows, "%" PRId64 ":%s:%s:%s:%s:%s:%s;", row->number, row->who, row->hash,
             row->origin, row->folder, row->what, row->files ? "kept" : "-");
}

static const char *generations(struct world *world, int64_t before, int64_t limit)
{
    buf_reset(&world->rows);
    world->waiting++;
    store_generations_load(world->store, before, limit, on_generation, world);
    return loaded(world);
}

static void on_source(void *ctx, const struct store_source *row, const struct err *err)
{
    struct world *world = ctx;
    if (!row) {
        on_done(world, err);
        return;
    }
    assert_int_equal(row->len, strlen(row->text));
    buf_addf(&world->rows, "%s:%s:%s;", row->path, row->hash, row->text);
}

static const char *sources(struct world *world, int64_t number)
{
    buf_reset(&world->rows);
    world->waiting++;
    store_sources_load(world->store, number, on_source, world);
    return loaded(world);
}

static void test_one_is_kept_with_its_files(void **state)
{
    struct world *world = *state;
    assert_string_equal(generations(world, 0, 10), "");
    add(world, 1, "one", "two");
    add(world, 2, "one", "three");
    world_reopen(world);
    assert_string_equal(generations(world, 0, 10), "2:7:hash:zip:folder:{\"added\": 1}:kept;"
                                                   "1:7:hash:zip:folder:{\"added\": 1}:kept;");
    assert_string_equal(generations(world, 0, 1), "2:7:hash:zip:folder:{\"added\": 1}:kept;");
    assert_string_equal(generations(world, 2, 10), "1:7:hash:zip:folder:{\"added\": 1}:kept;");
    assert_string_equal(sources(world, 1), "content/a.lua:h-two:two;scripts/b.lua:h-one:one;");
    assert_string_equal(sources(world, 2), "content/a.lua:h-three:three;scripts/b.lua:h-one:one;");
    assert_string_equal(sources(world, 3), "");
}

static void test_the_newest_keep_their_files(void **state)
{
    struct world *world = *state;
    char text[16];
    for (int64_t number = 1; number <= STORE_GENERATIONS_KEPT + 2; number++) {
        snprintf(text, sizeof(text), "t%" PRId64, number);
        add(world, number, text, "always");
    }
    assert_string_equal(sources(world, 2), "");
    assert_string_equal(sources(world, 3), "content/a.lua:h-always:always;scripts/b.lua:h-t3:t3;");
    assert_non_null(strstr(generations(world, 3, 1), ":-;"));
    add(world, 20, "t1", "always"); /* a text that had been forgotten */
    assert_string_equal(sources(world, 20), "content/a.lua:h-always:always;scripts/b.lua:h-t1:t1;");
}

static void on_place(void *ctx, const struct store_place *row, const struct err *err)
{
    struct world *world = ctx;
    if (row)
        buf_addf(&world->rows, "%s=%s;", row->player, row->path);
    else
        on_done(world, err);
}

static const char *places(struct world *world, const char *after, int64_t limit)
{
    buf_reset(&world->rows);
    world->waiting++;
    store_places_load(world->store, after, limit, on_place, world);
    return loaded(world);
}

static void stand(struct world *world, const char *name, const char *id, const char *body)
{
    struct turn turn;
    turn_other(&turn, name);
    turn_writes(world, &turn, "_session", id, body);
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
}

static void test_where_players_stand(void **state)
{
    struct world *world = *state;
    stand(world, "a", "1", "{\"path\":[{\"scene\":\"yard\"},{\"scene\":\"hut\",\"vars\":{}}]}");
    stand(world, "b", "2", "{\"path\":[]}");
    stand(world, "c", "3", "{\"path\":[{\"scene\":\"yard\"}]}");
    stand(world, "d", "4", "{\"path\":[{\"scene\":\"yard\"}]}");
    stand(world, "e", "4", NULL); /* erased */
    assert_string_equal(places(world, "", 10), "1=[\"yard\",\"hut\"];2=[];3=[\"yard\"];");
    assert_string_equal(places(world, "1", 1), "2=[];");
    assert_string_equal(places(world, "3", 10), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_one_is_kept_with_its_files, world_set_up,
                                        world_tear_down),
        cmocka_unit_test_setup_teardown(test_the_newest_keep_their_files, world_set_up,
                                        world_tear_down),
        cmocka_unit_test_setup_teardown(test_where_players_stand, world_set_up, world_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
