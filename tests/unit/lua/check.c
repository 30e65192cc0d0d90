/* The diagnostics of `bylina check`: each has a case that raises it and a game that does not.
 *
 * The cases are Lua tables (the folder check here), run by a boot.lua of their own that stands in
 * for the engine's: so they load and check games as the engine does, without folders on the disk.
 */
#include "base/buf.h"
#include "base/embedded.h"
#include "base/mem.h"
#include "bind/bind.h"
#include "script/script.h"
#include "json/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define FILE_MAX (1u << 20)

static const char *const OWN[][2] = {
    {"boot.lua", "boot"},         {"cases/base.lua", "base"}, {"cases/loading.lua", "loading"},
    {"cases/names.lua", "names"}, {"cases/map.lua", "map"},   {"cases/texts.lua", "texts"},
    {"cases/saves.lua", "saves"},
};
#define OWN_COUNT (sizeof OWN / sizeof OWN[0])

static struct bind_host host = {.version = "test"};

static char *read_own(const char *name, size_t *ret_size)
{
    char *path = mem_printf("tests/unit/lua/check/%s.lua", name);
    FILE *file = fopen(path, "r");
    struct buf text;
    char part[4096];
    size_t got;

    assert_non_null(file);
    buf_init(&text, FILE_MAX);
    while ((got = fread(part, 1, sizeof part, file)) > 0)
        buf_add(&text, part, got);
    fclose(file);
    free(path);
    *ret_size = text.len;
    return text.data;
}

/* Our own files before the engine's: the first of a name is the one that is found. */
static struct embedded *all_files(void)
{
    size_t count = 0;
    while (lua_files[count].path)
        count++;
    struct embedded *files = mem_array(OWN_COUNT + count + 1, sizeof *files);
    for (size_t i = 0; i < OWN_COUNT; i++) {
        size_t size;
        files[i].data = (const unsigned char *)read_own(OWN[i][1], &size);
        files[i].path = OWN[i][0];
        files[i].size = size;
    }
    memcpy(files + OWN_COUNT, lua_files, count * sizeof *files);
    return files;
}

static json *answer(const char *entry)
{
    struct embedded *files = all_files();
    struct generation_config config = {
        .engine_lua = files,
        .open = bind_open,
        .ctx = &host,
        .limits = {.load_ms = 60000}, /* all cases are one call, and sanitizers are slow */
        .number = 1};
    struct generation *generation = NULL;
    struct err err;
    char *text = NULL;
    json *parsed = NULL;

    if (generation_new(&config, &generation, &err) ||
        generation_call(generation, entry, "{}", &text, &err) ||
        json_parse(text, strlen(text), &parsed, &err))
        fail_msg("%s", err.text);
    generation_release(generation);
    for (size_t i = 0; i < OWN_COUNT; i++)
        free((void *)(uintptr_t)files[i].data);
    free(files);
    free(text);
    return parsed;
}

static void test_sound_game(void **state)
{
    (void)state;
    json *told = answer("base");
    assert_string_equal(json_str(told, "found", ""), "  nothing");
    json_free(told);
}

static void test_cases(void **state)
{
    (void)state;
    json *told = answer("cases");
    for (const json *one = json_first(json_get(told, "failed")); one; one = json_next(one))
        print_error("%s\n", json_text(one, ""));
    for (const json *one = json_first(json_get(told, "without")); one; one = json_next(one))
        print_error("%s has no case\n", json_text(one, ""));
    assert_int_equal(json_count(json_get(told, "failed")), 0);
    assert_int_equal(json_count(json_get(told, "without")), 0);
    assert_true(json_int(told, "count", 0) > 40);
    json_free(told);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sound_game),
        cmocka_unit_test(test_cases),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
