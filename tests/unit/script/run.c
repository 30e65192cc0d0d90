/* Runs: waiting, many at once, failing, reports, and that nothing is left of them. */
#include "base/clock.h"
#include "check.h"

#define MANY      10000
#define VERY_MANY 100000

static int64_t memory_of(struct generation *generation)
{
    char *text = NULL;
    struct err err = {0};
    assert_int_equal(generation_call(generation, "memory", "{}", &text, &err), 0);
    int64_t bytes = atoll(text);
    free(text);
    return bytes;
}

static int count_memory(lua_State *L)
{
    lua_gc(L, LUA_GCCOLLECT);
    lua_gc(L, LUA_GCCOLLECT);
    lua_pushfstring(L, "%d", lua_gc(L, LUA_GCCOUNT) * 1024 + lua_gc(L, LUA_GCCOUNTB));
    return 1;
}

static void open_with_memory(lua_State *L, void *ctx)
{
    test_open(L, ctx);
    lua_createtable(L, 0, 1);
    lua_pushcfunction(L, count_memory);
    lua_setfield(L, -2, "used");
    script_module(L, "memory");
}

static const char BOOT[] =
    "local import = ... local test, memory = import 'test', import 'memory'\n"
    "local function turn()\n"
    "  local bag = {} for i = 1, 20 do bag[i] = { n = i, name = 'thing' .. i } end\n"
    "  return bag\n"
    "end\n"
    "return { memory = function() return memory.used() end,\n"
    "  turn = turn,\n"
    "  waits = function() local b = turn() for i = 1, 3 do assert(test.wait() == 'waited') end\n"
    "    assert(#b == 20) end,\n"
    "  through = function() local ok, got = pcall(function() return test.wait() end)\n"
    "    assert(ok and got == 'waited') ok, got = pcall(function() test.wait() error 'after' end)\n"
    "    assert(not ok and got:find 'after') end,\n"
    "  metamethod = function() local t = setmetatable({}, { __index = function() return "
    "test.wait() end })\n"
    "    assert(t.x == 'waited') end,\n"
    "  sorting = function() table.sort({ 2, 1 }, function() test.wait() end) end,\n"
    "  gsub = function() ('x'):gsub('x', function() test.wait() end) end,\n"
    "  fails = function() turn() local t = nil t.x = 1 end,\n"
    "  fails_late = function() turn() test.wait() error 'late' end,\n"
    "  table = function() error({ code = 5 }) end, none = function() error() end,\n"
    "  number = function() error(42) end,\n"
    "  long = function() error(('ж'):rep(5000)) end,\n"
    "  broken = function() error('a\\255b\\0c') end,\n"
    "  unit = function() assert(test.unit()) end,\n"
    "  starved = function() test.starve() for j = 1, 20000 do end end,\n"
    "  slow = function() for i = 1, 4 do for j = 1, 20000 do end test.wait() end end,\n"
    "  no_unit = function() assert(not test.unit()) return 'yes' end }";

static struct generation *load(struct script_limits limits)
{
    const struct embedded files[] = {{"boot.lua", (const unsigned char *)BOOT, sizeof(BOOT) - 1},
                                     {NULL, NULL, 0}};
    struct generation_config config = {
        .engine_lua = files, .open = open_with_memory, .limits = limits, .number = 3};
    struct generation *generation = NULL;
    struct err err = {0};
    if (generation_new(&config, &generation, &err) != 0)
        fail_msg("%s", err.text);
    return generation;
}

static enum script_result play(struct generation *generation, const char *entry, char **ret_report)
{
    struct script_run *run = script_run_new(generation, entry, generation);
    enum script_result result;
    do
        result = script_run_resume(run);
    while (result == SCRIPT_WAITS);
    if (ret_report)
        *ret_report = strdup(script_run_report(run));
    script_run_free(run);
    return result;
}

static void waits_and_goes_on(void **state)
{
    (void)state;
    struct generation *generation = load((struct script_limits){0});
    struct script_run *run = script_run_new(generation, "waits", generation);
    for (int i = 0; i < 3; i++)
        assert_int_equal(script_run_resume(run), SCRIPT_WAITS);
    assert_int_equal(script_run_resume(run), SCRIPT_DONE);
    assert_int_equal(script_run_resume(run), SCRIPT_DONE);
    assert_string_equal(script_run_report(run), "");
    script_run_free(run);
    assert_int_equal(play(generation, "through", NULL), SCRIPT_DONE);
    assert_int_equal(play(generation, "metamethod", NULL), SCRIPT_DONE);
    assert_int_equal(play(generation, "unit", NULL), SCRIPT_DONE);
    char *result = NULL;
    assert_int_equal(generation_call(generation, "no_unit", "{}", &result, NULL), 0);
    free(result);
    script_run_free(NULL);
    generation_release(NULL);
    generation_release(generation);
}

static void fails_with(struct generation *generation, const char *entry, const char *expected)
{
    char *report = NULL;
    assert_int_equal(play(generation, entry, &report), SCRIPT_FAILED);
    if (!strstr(report, expected))
        fail_msg("%s: should say \"%s\", but: %s", entry, expected, report);
    assert_true(strlen(report) < 4096);
    free(report);
}

static void reports(void **state)
{
    (void)state;
    struct generation *generation = load((struct script_limits){0});
    fails_with(generation, "fails", "engine/lua/boot.lua:17: attempt to index a nil value");
    fails_with(generation, "fails", "stack traceback:\n\tengine/lua/boot.lua:17:");
    fails_with(generation, "fails_late", "engine/lua/boot.lua:18: late");
    fails_with(generation, "sorting", "documents cannot be read here");
    fails_with(generation, "gsub", "documents cannot be read here");
    fails_with(generation, "gsub", "engine/lua/boot.lua:16:");
    fails_with(generation, "table",
               "engine/lua/boot.lua:19: error() was given a table, not a text");
    fails_with(generation, "none", "error() was given a nil, not a text");
    fails_with(generation, "number", "42");
    fails_with(generation, "long", "жжжж");
    fails_with(generation, "broken", "a?b?c");
    fails_with(generation, "nowhere", "returns no entry nowhere");
    generation_release(generation);
}

static void many_interleaved(void **state)
{
    (void)state;
    struct generation *generation = load((struct script_limits){0});
    int64_t before = memory_of(generation);
    struct script_run **runs = calloc(MANY, sizeof(*runs));
    int done = 0;
    for (int i = 0; i < MANY; i++)
        runs[i] = script_run_new(generation, "waits", generation);
    for (int round = 0; round < 3; round++)
        for (int i = 0; i < MANY; i++)
            assert_int_equal(script_run_resume(runs[i]), SCRIPT_WAITS);
    for (int i = 0; i < MANY; i += 2) /* every second one is given up */
        done += script_run_resume(runs[i]) == SCRIPT_DONE;
    for (int i = 0; i < MANY; i++)
        script_run_free(runs[i]);
    assert_int_equal(done, MANY / 2);
    free(runs);
    assert_true(memory_of(generation) < before + MANY * 32); /* the registry's free places */
    generation_release(generation);
}

static void memory_does_not_grow(void **state)
{
    (void)state;
    struct generation *generation = load((struct script_limits){.memory = 8 << 20});
    static const char *const entries[] = {"turn", "waits", "fails", "fails_late"};
    for (int i = 0; i < 1000; i++)
        play(generation, entries[i % 4], NULL);
    int64_t before = memory_of(generation);
    for (int i = 0; i < VERY_MANY; i++) {
        enum script_result result = play(generation, entries[i % 4], NULL);
        assert_int_equal(result, i % 4 < 2 ? SCRIPT_DONE : SCRIPT_FAILED);
    }
    assert_true(memory_of(generation) < before + 4096);
    generation_release(generation);
}

static void the_budget_outlasts_waits(void **state)
{
    (void)state;
    struct generation *generation = load((struct script_limits){.instructions = 70000});
    fails_with(generation, "slow", "too many instructions: a turn has 70000");
    generation_release(generation);
    generation = load((struct script_limits){.instructions = 700000});
    assert_int_equal(play(generation, "slow", NULL), SCRIPT_DONE);
    generation_release(generation);
}

static void waiting_costs_no_time(void **state)
{
    (void)state;
    struct generation *generation = load((struct script_limits){.turn_ms = 400});
    struct script_run *run = script_run_new(generation, "waits", generation);
    assert_int_equal(script_run_resume(run), SCRIPT_WAITS);
    for (int64_t till = clock_mono_ms() + 450; clock_mono_ms() < till;)
        ;
    assert_int_equal(script_run_resume(run), SCRIPT_WAITS);
    assert_int_equal(script_run_resume(run), SCRIPT_WAITS);
    assert_int_equal(script_run_resume(run), SCRIPT_DONE);
    script_run_free(run);
    generation_release(generation);
}

static void a_busy_machine_costs_no_time(void **state)
{
    (void)state;
    struct generation *generation = load((struct script_limits){.turn_ms = 100});
    assert_int_equal(play(generation, "starved", NULL), SCRIPT_DONE);
    generation_release(generation);
}

static void a_run_outlives_its_generation(void **state)
{
    (void)state;
    struct generation *old = load((struct script_limits){0});
    struct script_run *run = script_run_new(old, "waits", old);
    assert_int_equal(script_run_resume(run), SCRIPT_WAITS);
    struct generation *fresh = load((struct script_limits){0});
    generation_release(old); /* replaced; the run still holds it */
    assert_int_equal(play(fresh, "waits", NULL), SCRIPT_DONE);
    assert_int_equal(script_run_resume(run), SCRIPT_WAITS);
    assert_int_equal(script_run_resume(run), SCRIPT_WAITS);
    assert_int_equal(script_run_resume(run), SCRIPT_DONE);
    script_run_free(run);
    assert_int_equal(generation_number(generation_hold(fresh)), 3);
    generation_release(fresh);
    generation_release(fresh);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(waits_and_goes_on),
        cmocka_unit_test(reports),
        cmocka_unit_test(many_interleaved),
        cmocka_unit_test(memory_does_not_grow),
        cmocka_unit_test(the_budget_outlasts_waits),
        cmocka_unit_test(waiting_costs_no_time),
        cmocka_unit_test(a_busy_machine_costs_no_time),
        cmocka_unit_test(a_run_outlives_its_generation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
