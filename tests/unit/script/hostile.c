/* Scripts that mean harm, one for each way that a count hook or an allocator alone would not stop:
 * all end within the turn's budget, all are told, and the state serves the next call. */
#include "base/clock.h"
#include "check.h"

#define PATIENCE_MS 20000 /* of one case; what does not end takes for ever, sanitizers are slow */

static const struct script_limits few = {
    .instructions = 200000, .turn_ms = 5000, .memory = 16 << 20};
static const struct script_limits usual = {.turn_ms = 60000, .memory = 16 << 20}; /* pulse.c */
static const struct script_limits brief_time = {
    .instructions = 1ll << 40, .turn_ms = 50, .memory = 16 << 20};
static const struct script_limits little_memory = {
    .instructions = 1ll << 40, .turn_ms = 60000, .memory = 4 << 20};

static void ends(const char *body, struct script_limits limits, const char *expected)
{
    int64_t began = clock_mono_ms();
    test_fails(body, limits, expected);
    int64_t took = clock_mono_ms() - began;
    if (took > PATIENCE_MS)
        fail_msg("%s: took %lld ms", body, (long long)took);
}

static void endless_loops(void **state)
{
    (void)state;
    ends("while true do end", few, "boot.lua:3: too many instructions");
    ends("while true do end", usual, "boot.lua:3: too many instructions");
    ends("local function loop() while true do end end while true do pcall(loop) end", usual,
         "too many instructions");
    ends("while true do end", brief_time, "takes too long");
    ends("local function f() return f() end f()", few, "too many instructions");
    ends("local s = '' while true do s = ('x'):rep(10) end", few, "too many instructions");
}

static void pcall_swallows_nothing(void **state)
{
    (void)state;
    ends("local function loop() while true do end end while true do pcall(loop) end", few,
         "too many instructions");
    ends("local function loop() while true do end end while true do pcall(pcall, loop) end",
         brief_time, "takes too long");
    ends("local function f() pcall(f) while true do pcall(f) end end f()", few,
         "calls in calls, deeper than 1000");
    ends("pcall(function() while true do end end) done = done + 1", few, "too many instructions");
    ends("xpcall(function() while true do end end, function() end) done = done + 1", few,
         "too many instructions");
    ends("pcall(table.sort, {3, 2, 1}, function() while true do end end) done = 1", few,
         "too many instructions");
}

static void memory_bombs(void **state)
{
    (void)state;
    ends("local s = 'x' while true do s = s .. s end", little_memory, "not enough memory");
    ends("local t = {} while true do t[#t + 1] = {} end", little_memory, "not enough memory");
    ends("local t = {} while true do t = { t, ('x'):rep(1000) .. #t } end", little_memory,
         "not enough memory");
    ends("local t = {} for i = 1, 1e9 do t[i] = i end", little_memory, "not enough memory");
    ends("local t = {} for i = 1, 1e9 do t['k' .. i] = i end", little_memory, "not enough memory");
}

static void memory_errors_are_not_swallowed(void **state)
{
    (void)state;
    ends("pcall(function() local s = 'x' while true do s = s .. s end end) done = done + 1",
         little_memory, "not enough memory");
    ends("local function bomb() local t = {} while true do t[#t + 1] = {} end end\n"
         "while true do pcall(bomb) end",
         little_memory, "not enough memory");
}

static const struct script_limits roomy = {.instructions = 1ll << 40, .turn_ms = 60000};

static void deep_calls(void **state)
{
    (void)state;
    /* the limit comes before Lua's own stack overflow */
    ends("local function f() return 1 + f() end f()", roomy, "calls in calls, deeper than 1000");
    ends("local function f() pcall(f) end while true do f() end", few, "many instructions");
    ends("local t = setmetatable({}, { __index = function(t, k) return t[k + 1] end }) local x = "
         "t[1]",
         roomy, "C stack overflow");
    ends("local t = {} for i = 1, 5 do t = { t } end local function f(n) return (('x'):gsub('x', "
         "function() f(n + 1) end)) end f(1)",
         roomy, "C stack overflow");
}

static void patterns_that_backtrack(void **state)
{
    (void)state;
    ends("('a'):rep(200):find(('a-'):rep(12) .. 'b')", few, "too many instructions");
    ends("('a'):rep(200):find(('a-'):rep(12) .. 'b')", brief_time, "takes too long");
    ends("('a'):rep(200):match(('a*'):rep(20) .. 'b')", few, "too many instructions");
    ends("for _ in ('a'):rep(200):gmatch(('a?'):rep(60) .. ('a*'):rep(9) .. 'b') do end", few,
         "too many instructions");
    ends("('a'):rep(200):gsub(('a-'):rep(12) .. 'b', '')", few, "too many instructions");
    ends("pcall(string.find, ('a'):rep(200), ('a-'):rep(12) .. 'b') done = 1", few,
         "too many instructions");
    ends("local s = ('('):rep(100000) while true do s:find('%b()') end", few,
         "too many instructions");
    ends("('a'):rep(300000):find('.-b')", brief_time, "takes too long");
    ends("local p = ('(a'):rep(40);('a'):rep(90):find(p)", few, "too many captures");
    ends("('a'):rep(1000):find(('a?'):rep(400))", few, "pattern too complex");
}

static void library_functions_that_work_long(void **state)
{
    (void)state;
    ends("table.move({}, 1, 1e15, 2)", few, "too many instructions");
    ends("table.move({}, 1, 1e15, 2)", brief_time, "too many instructions");
    ends("local t = {} for i = 61, 0, -1 do t[1 << i] = 1 end table.insert(t, 1, 0)", few,
         "too many instructions");
    ends("local t = {} for i = 61, 0, -1 do t[1 << i] = 1 end table.remove(t, 1)", few,
         "too many instructions");
    ends("local s = ('x'):rep(1e9)", few, "string.rep");
    ends("local s = (''):rep(1e9, 'x')", few, "string.rep");
    ends("local s = ('9'):rep(1000000) while true do local n = s + 1 end", brief_time,
         "takes too long");
    ends("local s = ('x'):rep(1000000) while true do utf8.len(s) end", brief_time,
         "takes too long");
    ends("local s = ('x'):rep(1000000) while true do local u = s:upper():reverse() end", brief_time,
         "takes too long");
    ends("local t = {} for i = 1, 200000 do t[i] = 'k' .. (i * 7919 % 200000) end\n"
         "while true do table.sort(t) end",
         brief_time, "takes too long");
    ends("local t = {} for i = 1, 100000 do t[i] = 'k' end while true do table.concat(t) end",
         brief_time, "takes too long");
    ends("string.format('%99999d', 1)", few, "invalid conversion");
}

/* Each of these worked for seconds, or for ever, in one call or between two looks. */
static void nothing_counts_alone(void **state)
{
    (void)state;
    ends("local s = (''):rep(1e15) error('it is ' .. #s)", few, "it is 0");
    ends("local s = (''):rep(1e15, '') error('it is ' .. #s)", few, "it is 0");
    ends("string.format(('%.99g'):rep(10000), table.unpack({}, 1, 10000))", few, "over 250 items");
    ends("string.packsize(('x'):rep(1000000))", few, "over 1024 bytes");
    ends("string.pack(('x'):rep(1000000))", few, "over 1024 bytes");
    ends("local t = {} for i = 1, 100000 do t[i] = 1 end while true do table.unpack(t, 1, 50000) "
         "end",
         brief_time, "takes too long");
    ends("local a = ('x'):rep(1000000) local t = {} for i = 1, 4000 do t[i] = a end\n"
         "table.concat(t) done = 1",
         roomy, "one table or text of over 8 MiB");
    ends("local a = ('x'):rep(1000000) local s = ('x'):rep(1000):gsub('x', a) done = 1", roomy,
         "one table or text of over 8 MiB");
    ends("local a, b = ('x'):rep(900000) .. 'a', ('x'):rep(900000) .. 'a' local t = {}\n"
         "for i = 1, 50000 do t[i] = i % 2 == 0 and a or b end table.sort(t)",
         brief_time, "takes too long");
    ends("local t = {} for i = 1, 1e7 do t[i] = 1 end", roomy, "one table or text of over 8 MiB");
    ends("local t = {} for i = 1, 1e7 do t['k' .. i] = 1 end", roomy, "a turn has 16 MiB");
    ends("local s = ('x'):rep(1000000) .. ('x'):rep(1000000)", roomy, "a text of over 1024 KiB");
}

/* A look comes each GATE_STEP instructions; one instruction may read a whole text. */
static void long_texts_are_looked_at_more_often(void **state)
{
    (void)state;
    static const char *const slow[] = {
        "local s = '0x' .. ('0'):rep(1000000) while true do local n = s + 1 end",
        "local s = ('9'):rep(1000000) while true do local n = s + 1 end",
        "local a, b = ('x'):rep(1000000), ('x'):rep(999999) .. 'x' while a == b do end",
        "local a, b = ('x'):rep(1000000), ('x'):rep(999999) .. 'x' while a <= b do end",
        "local s = ('x'):rep(1000000) while true do utf8.len(s) end",
        "local s = ('x'):rep(1000000) while true do tonumber(s, 36) end",
        "local s = ('x'):rep(1000000) while true do s:upper() end",
        "local s = ('x'):rep(1000000) while true do s:find('y', 1, true) end",
    };
    const struct script_limits limits = {.instructions = 1ll << 40, .turn_ms = 20};
    for (size_t i = 0; i < sizeof(slow) / sizeof(*slow); i++) {
        struct generation *generation = test_turns(slow[i], limits);
        struct script_run *run = script_run_new(generation, "turn", generation);
        assert_int_equal(script_run_resume(run), SCRIPT_FAILED);
        if (!strstr(script_run_report(run), "takes too long"))
            fail_msg("%s: %s", slow[i], script_run_report(run));
        int64_t us = script_run_spent_us(run);
        if (us > (20 + 30) * 1000 * SCRIPT_SLOWDOWN)
            fail_msg("%s: held the loop for %lld us", slow[i], (long long)us);
        script_run_free(run);
        generation_release(generation);
    }
}

/* A turn fails by its own share long before the ceiling of all, and is judged without its garbage.
 */
static void a_turn_has_a_share_of_the_memory(void **state)
{
    (void)state;
    const struct script_limits share = {
        .instructions = 1ll << 40, .turn_ms = 60000, .turn_memory = 4 << 20};
    ends("local t = {} while true do t[#t + 1] = {} end", share,
         "not enough memory: a turn has 4 MiB (turn.memory in content/limits.lua)");
    ends("while true do pcall(function() local t = {} while true do t[#t + 1] = {} end end) end",
         share, "a turn has 4 MiB");
    ends("for i = 1, 100000 do local t = { {}, {}, {}, {}, {} } end error 'only garbage'", share,
         "only garbage");
}

/* What turns hold while they wait is bounded, and who holds little is not refused for it. */
static void who_waits_holds_little(void **state)
{
    (void)state;
    struct generation *generation =
        test_load("local import = ... local test = import 'test'\n"
                  "return { turn = function() local t = {} for i = 1, 60000 do t[i] = {} end\n"
                  "    test.wait() end,\n"
                  "  small = function() test.wait() end }",
                  (struct script_limits){.memory = 64 << 20});
    struct script_run *runs[40];
    int waiting = 0, failed = 0;
    for (int i = 0; i < 40; i++) {
        runs[i] = script_run_new(generation, "turn", generation);
        if (script_run_resume(runs[i]) == SCRIPT_WAITS)
            waiting++;
        else if (strstr(script_run_report(runs[i]), "the turns that wait for documents hold"))
            failed++;
    }
    assert_int_equal(waiting + failed, 40);
    assert_true(waiting > 0 && failed > 0);
    struct script_run *small = script_run_new(generation, "small", generation);
    assert_int_equal(script_run_resume(small), SCRIPT_WAITS);
    assert_int_equal(script_run_resume(small), SCRIPT_DONE);
    script_run_free(small);
    for (int i = 0; i < 40; i++)
        script_run_free(runs[i]);
    small = script_run_new(generation, "turn", generation); /* there is room again */
    assert_int_equal(script_run_resume(small), SCRIPT_WAITS);
    script_run_free(small);
    generation_release(generation);
}

static void errors_name_the_limit(void **state)
{
    (void)state;
    const struct script_limits set = {.instructions = 10000, .turn_ms = 60000};
    ends("while true do end", set,
         "boot.lua:3: too many instructions: a turn has 10000 (turn.instructions in "
         "content/limits.lua)");
    ends("while true do end", brief_time,
         "boot.lua:3: the script takes too long: a turn has 50 ms (turn.ms in content/limits.lua)");
    ends("local t = {} while true do t[#t + 1] = {} end", little_memory,
         "all scripts together have 4 MiB (memory in content/limits.lua)");
}

static void nothing_runs_past_the_hook(void **state)
{
    (void)state;
    ends("setmetatable({}, { __gc = function() while true do end end })", few, "__gc");
    ends("setmetatable({}, { __close = function() while true do end end })", few, "__close");
    /* __close given later runs where the hook is counted */
    ends("local mt = {} pcall(function() local t = setmetatable({}, mt)\n"
         "mt.__close = function() while true do end end local a <close> = t error 'x' end)",
         few, "too many instructions");
    ends("assert(getmetatable('') == false) error 'out of reach'", few, "out of reach");
    ends("setmetatable('', {})", few, "table expected");
}

static void a_close_after_the_end_is_not_run(void **state)
{
    (void)state;
    struct generation *generation =
        test_load("local import = ... local test = import 'test' local ran = 0\n"
                  "local mt = {} \n"
                  "return { turn = function()\n"
                  "  local a <close> = (function() local t = setmetatable({}, mt)\n"
                  "    mt.__close = function() ran = ran + 1 end return t end)()\n"
                  "  test.wait() end,\n"
                  "  ran = function() return '' .. ran end }",
                  few);
    struct script_run *run = script_run_new(generation, "turn", generation);
    assert_int_equal(script_run_resume(run), SCRIPT_WAITS);
    script_run_free(run); /* given up */
    char *result = NULL;
    struct err err = {0};
    assert_int_equal(generation_call(generation, "ran", "{}", &result, &err), 0);
    assert_string_equal(result, "0");
    free(result);
    generation_release(generation);
}

static void what_is_gone(void **state)
{
    (void)state;
    static const char *const gone[] = {
        "load",           "loadfile", "dofile",    "loadstring",  "collectgarbage",
        "print",          "warn",     "require",   "io",          "os",
        "debug",          "package",  "coroutine", "string.dump", "math.random",
        "math.randomseed"};
    for (size_t i = 0; i < sizeof(gone) / sizeof(*gone); i++) {
        char body[256];
        snprintf(body, sizeof(body), "assert(%s == nil) error 'it is gone'", gone[i]);
        ends(body, few, "it is gone");
    }
    ends("test.compile('\\27Lua', '=x')", few, "attempt to load a binary chunk");
}

static void loading_is_bounded_too(void **state)
{
    (void)state;
    struct generation *generation = NULL;
    struct err err = {0};
    struct script_limits limits = {.load_ms = 50, .memory = 16 << 20};
    assert_true(test_try("while true do pcall(function() while true do end end) end", limits,
                         &generation, &err) < 0);
    assert_non_null(strstr(err.text, "engine/lua/boot.lua:1: "));
    assert_non_null(strstr(err.text, "takes too long"));
    limits.load_ms = 10000;
    assert_true(
        test_try("local t = {} while true do t[#t + 1] = {} end", limits, &generation, &err) < 0);
    assert_non_null(strstr(err.text, "not enough memory"));
    assert_true(test_try("local t = {} pcall(function() while true do t[#t + 1] = {} end end)\n"
                         "error(t)",
                         limits, &generation, &err) < 0);
    assert_non_null(strstr(err.text, "not enough memory"));
    limits.memory = 4000;
    assert_true(test_try("return {}", limits, &generation, &err) < 0);
    assert_null(generation);
}

static void calls_are_bounded_too(void **state)
{
    (void)state;
    struct generation *generation =
        test_load("local import = ... local test = import 'test'\n"
                  "return { loop = function() while true do pcall(function() while true do end "
                  "end) end end,\n"
                  "  wait = function() test.wait() end, number = function() return 5 end,\n"
                  "  echo = function(a) return a end, bad = function() error({}) end }",
                  (struct script_limits){.load_ms = 50});
    struct err err = {0};
    char *result = NULL;
    assert_true(generation_call(generation, "loop", "{}", &result, &err) < 0);
    assert_non_null(strstr(err.text, "takes too long"));
    assert_true(generation_call(generation, "wait", "{}", &result, &err) < 0);
    assert_non_null(strstr(err.text, "cannot be read here"));
    assert_true(generation_call(generation, "bad", "{}", &result, &err) < 0);
    assert_non_null(strstr(err.text, "not a text"));
    assert_true(generation_call(generation, "number", "{}", &result, &err) < 0);
    assert_true(generation_call(generation, "absent", "{}", &result, &err) < 0);
    assert_non_null(strstr(err.text, "no entry absent"));
    assert_null(result);
    assert_int_equal(generation_call(generation, "echo", "[1]", &result, &err), 0);
    assert_string_equal(result, "[1]");
    free(result);
    generation_release(generation);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(endless_loops),
        cmocka_unit_test(pcall_swallows_nothing),
        cmocka_unit_test(memory_bombs),
        cmocka_unit_test(memory_errors_are_not_swallowed),
        cmocka_unit_test(deep_calls),
        cmocka_unit_test(patterns_that_backtrack),
        cmocka_unit_test(library_functions_that_work_long),
        cmocka_unit_test(nothing_counts_alone),
        cmocka_unit_test(long_texts_are_looked_at_more_often),
        cmocka_unit_test(a_turn_has_a_share_of_the_memory),
        cmocka_unit_test(who_waits_holds_little),
        cmocka_unit_test(errors_name_the_limit),
        cmocka_unit_test(nothing_runs_past_the_hook),
        cmocka_unit_test(a_close_after_the_end_is_not_run),
        cmocka_unit_test(what_is_gone),
        cmocka_unit_test(loading_is_bounded_too),
        cmocka_unit_test(calls_are_bounded_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
