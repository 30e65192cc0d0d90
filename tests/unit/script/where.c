/* Where a run is, asked from a signal handler in the middle of it. */
#include "check.h"

#include <signal.h>

static const struct script_run *the_run;
static char where[2048];
static size_t room = sizeof(where);

static void on_signal(int number)
{
    (void)number;
    script_run_where(the_run, where, room);
}

static int stuck(lua_State *L)
{
    (void)L;
    raise(SIGUSR2);
    return 0;
}

static void open_stuck(lua_State *L, void *ctx)
{
    (void)ctx;
    lua_createtable(L, 0, 1);
    lua_pushcfunction(L, stuck);
    lua_setfield(L, -2, "stuck");
    script_module(L, "test");
}

static const char BOOT[] = "local import = ... local test = import 'test'\n"
                           "local function deep(n)\n"
                           "  if n == 0 then return (pcall(test.stuck)) end\n"
                           "  return (deep(n - 1))\n"
                           "end\n"
                           "return { few = function() deep(1) end,\n"
                           "  many = function() deep(100) end }";

static void ask(const char *entry)
{
    const struct embedded files[] = {{"boot.lua", (const unsigned char *)BOOT, sizeof(BOOT) - 1},
                                     {NULL, NULL, 0}};
    struct generation_config config = {.engine_lua = files, .open = open_stuck};
    struct generation *generation = NULL;
    struct err err = {0};
    assert_int_equal(generation_new(&config, &generation, &err), 0);
    struct script_run *run = script_run_new(generation, entry, generation);
    the_run = run;
    where[0] = '\0';
    signal(SIGUSR2, on_signal);
    assert_int_equal(script_run_resume(run), SCRIPT_DONE);
    script_run_free(run);
    generation_release(generation);
}

static void all_lines_are_told(void **state)
{
    (void)state;
    room = sizeof(where);
    ask("few");
    const char *at = where;
    static const char *const parts[] = {"[C]", "pcall", "lua/boot.lua:3 in deep",
                                        "lua/boot.lua:4 in deep", "lua/boot.lua:6"};
    for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
        at = strstr(at, parts[i]);
        if (!at)
            fail_msg("no %s in its place: %s", parts[i], where);
    }
}

static size_t count_lines(void)
{
    size_t lines = 0;
    for (const char *at = where; *at; at++)
        lines += *at == '\n';
    return lines;
}

static void a_deep_stack_is_cut(void **state)
{
    (void)state;
    room = sizeof(where);
    ask("many");
    assert_int_equal(count_lines(), 24);
    room = 20;
    where[20] = '!';
    ask("many");
    assert_true(strlen(where) < 20);
    assert_int_equal(where[20], '!');
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_lines_are_told),
        cmocka_unit_test(a_deep_stack_is_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
