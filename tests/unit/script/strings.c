/* Our pattern functions beside Lua's own: equal results and equal refusals, for cases of the manual
 * and for random patterns; and sort and format where they differ on purpose. */
#include "check.h"

#include <lualib.h>

#define ROUNDS 20000
#define SEED   20261123u

/* In both states: calls a function of `string` with the arguments and writes down what came. */
static const char DESCRIBE[] =
    "local string, pcall, pack, tostring, ipairs = ...\n"
    "local function all(s, p)\n"
    "  local out = {}\n"
    "  for a, b, c in string.gmatch(s, p) do\n"
    "    out[#out + 1] = tostring(a) .. ',' .. tostring(b) .. ',' .. tostring(c)\n"
    "  end\n"
    "  return (';' .. #out .. ':'), out[1], out[2], out[#out]\n"
    "end\n"
    "return function(s, p)\n"
    "  local words = {}\n"
    "  for _, call in ipairs {\n"
    "    { string.find, s, p }, { string.match, s, p }, { string.find, s, p, 3 },\n"
    "    { string.match, s, p, -2 }, { string.find, s, p, 1, true }, { all, s, p },\n"
    "    { string.gsub, s, p, '<%0>' }, { string.gsub, s, p, '%1', 2 },\n"
    "    { string.gsub, s, p, { a = 'A', b = false } },\n"
    "    { string.gsub, s, p, function(a, b) return b and a end } } do\n"
    "    local got = pack(pcall(call[1], call[2], call[3], call[4], call[5]))\n"
    "    for i = 1, got.n do words[#words + 1] = tostring(got[i]) end\n"
    "    words[#words + 1] = '|'\n"
    "  end\n"
    "  local out = ''\n"
    "  for i = 1, #words do out = out .. ' ' .. words[i] end\n"
    "  return out\n"
    "end\n";

static int compare_boot(lua_State *L)
{
    if (luaL_loadbufferx(L, DESCRIBE, strlen(DESCRIBE), "=describe", "t") != LUA_OK)
        return lua_error(L);
    lua_getglobal(L, "string");
    lua_getglobal(L, "pcall");
    lua_getglobal(L, "table");
    lua_getfield(L, -1, "pack");
    lua_remove(L, -2);
    lua_getglobal(L, "tostring");
    lua_getglobal(L, "ipairs");
    lua_call(L, 5, 1);
    return 1;
}

struct both {
    lua_State *stock;
    lua_State *ours; /* the main thread of a generation, outside of any run */
    struct generation *generation;
};

static void keep_state(lua_State *L, void *ctx)
{
    struct both *both = ctx;
    both->ours = L;
}

static int open_both(void **state)
{
    static struct both both;
    static const char boot[] = "return {}";
    const struct embedded files[] = {{"boot.lua", (const unsigned char *)boot, sizeof(boot) - 1},
                                     {NULL, NULL, 0}};
    struct generation_config config = {.engine_lua = files, .open = keep_state, .ctx = &both};
    assert_int_equal(generation_new(&config, &both.generation, NULL), 0);
    both.stock = luaL_newstate();
    luaL_openlibs(both.stock);
    lua_pushcfunction(both.stock, compare_boot);
    assert_int_equal(lua_pcall(both.stock, 0, 1, 0), LUA_OK);
    lua_pushcfunction(both.ours, compare_boot);
    assert_int_equal(lua_pcall(both.ours, 0, 1, 0), LUA_OK);
    *state = &both;
    return 0;
}

static int close_both(void **state)
{
    struct both *both = *state;
    lua_close(both->stock);
    lua_settop(both->ours, 0);
    generation_release(both->generation);
    return 0;
}

static const char *describe(lua_State *L, const char *subject, size_t len, const char *pattern)
{
    lua_settop(L, 1);
    lua_pushvalue(L, 1);
    lua_pushlstring(L, subject, len);
    lua_pushstring(L, pattern);
    lua_pcall(L, 2, 1, 0);
    return lua_tostring(L, -1);
}

static void same(struct both *both, const char *subject, size_t len, const char *pattern)
{
    const char *stock = describe(both->stock, subject, len, pattern);
    const char *ours = describe(both->ours, subject, len, pattern);
    if (strcmp(stock, ours) != 0)
        fail_msg("'%s' with '%s':\n stock %s\n ours  %s", subject, pattern, stock, ours);
}

static void known_cases(void **state)
{
    static const char *const subjects[] = {"",
                                           "a",
                                           "hello world from Lua",
                                           "key = value",
                                           "  trim me  ",
                                           "f(a(b)c)d)",
                                           "THE (quick) fox",
                                           "[[x]]",
                                           "2026-11-23",
                                           "%d$^",
                                           "aXbXc",
                                           "\xd0\x96x"};
    static const char *const patterns[] = {"",
                                           ".",
                                           "a*",
                                           "a+",
                                           "a-",
                                           "a?",
                                           "^a",
                                           "a$",
                                           "^$",
                                           "$",
                                           "%a+",
                                           "(%a+)",
                                           "()",
                                           "()(%a*)()",
                                           "(%w+)%s*=%s*(%w+)",
                                           "^%s*(.-)%s*$",
                                           "%b()",
                                           "%f[%a]%a+",
                                           "%f[%A]",
                                           "[a-c]+",
                                           "[^a-c]+",
                                           "[]]+",
                                           "[^]]+",
                                           "[%a-]+",
                                           "[a%-z]+",
                                           "[a-]+",
                                           "(.)%1",
                                           "(a)(b)",
                                           "((a)(b?))",
                                           "%d+%-%d+",
                                           "%%",
                                           "%$",
                                           "a$b",
                                           "^^",
                                           "[",
                                           "[a",
                                           "[]",
                                           "[^",
                                           "%",
                                           "(a",
                                           "a)",
                                           "%1",
                                           "(%1)",
                                           "%b",
                                           "%bx",
                                           "%f",
                                           "%fa",
                                           "[%",
                                           "[%a",
                                           "(()",
                                           "%z",
                                           "x*$",
                                           ".-$",
                                           "[%w_]*",
                                           "%g%p%c",
                                           "%X+",
                                           "%U",
                                           "[a-%%]",
                                           "[%a-z]",
                                           "*",
                                           "a**",
                                           "^*a",
                                           "-",
                                           "+",
                                           "?",
                                           "%0",
                                           "(.-)%s(.-)$",
                                           "[^%s]+",
                                           "\xd0."};
    for (size_t i = 0; i < sizeof(subjects) / sizeof(*subjects); i++)
        for (size_t k = 0; k < sizeof(patterns) / sizeof(*patterns); k++)
            same(*state, subjects[i], strlen(subjects[i]), patterns[k]);
    same(*state, "a\0b\0", 4, "%z");
    same(*state, "a\0b\0", 4, "[%z]b");
    same(*state, "a\0b\0", 4, "b.$");
}

static void random_patterns(void **state)
{
    static const char *const pieces[] = {"a", "b", ".",     "%a", "%d", "[ab]", "[^a]", "(",  ")",
                                         "*", "+", "-",     "?",  "^",  "$",    "%b()", "%1", "()",
                                         "[", "]", "%f[a]", " ",  "%",  "x",    "%s"};
    uint32_t seed = SEED;
    for (int round = 0; round < ROUNDS; round++) {
        char subject[16] = "", pattern[64] = "";
        seed = seed * 1664525u + 1013904223u;
        size_t len = (seed >> 16) % 12, count = (seed >> 8) % 7;
        for (size_t i = 0; i < len; i++) {
            seed = seed * 1664525u + 1013904223u;
            subject[i] = "aabb(x) ()"[(seed >> 16) % 10];
        }
        for (size_t i = 0; i < count; i++) {
            seed = seed * 1664525u + 1013904223u;
            strncat(pattern, pieces[(seed >> 16) % (sizeof(pieces) / sizeof(*pieces))], 8);
        }
        same(*state, subject, len, pattern);
    }
}

static void whole(const char *body)
{
    char boot[2048];
    snprintf(boot, sizeof(boot), "%s return {}", body);
    generation_release(test_load(boot, (struct script_limits){0}));
}

static void commands_of_any_length(void **state)
{
    (void)state; /* what a player types is no mistake of the script */
    whole("local long = ('слово '):rep(1000)\n"
          "local name, rest = ('/give ' .. long):match('^/([%w_]+)@?[%w_]*%s*(.*)$')\n"
          "assert(name == 'give' and rest == long)\n"
          "assert(#(' ' .. long):match('^%s*(.-)%s*$') == #long - 1)\n"
          "local _, lines = ('a\\n'):rep(100000):gsub('\\n', '') assert(lines == 100000)\n"
          "local n = 0 for _ in ('word '):rep(20000):gmatch('%a+') do n = n + 1 end\n"
          "assert(n == 20000)");
}

static void arguments_are_checked(void **state)
{
    (void)state;
    whole("local function refuses(want, fn, ...)\n"
          "  local ok, why = pcall(fn, ...) assert(not ok and why:find(want, 1, true), why)\n"
          "end\n"
          "refuses('string/function/table expected, got no value', string.gsub, 'a', 'a')\n"
          "refuses('string/function/table expected, got boolean', string.gsub, 'a', 'a', true)\n"
          "refuses('invalid replacement value (a table)', string.gsub, 'a', 'a', function() return "
          "{} end)\n"
          "refuses('invalid use of', string.gsub, 'a', 'a', '%x')\n"
          "refuses('invalid capture index %2', string.gsub, 'a', '(a)', '%2')\n"
          "refuses('string expected, got nil', string.find, nil, 'a')\n"
          "refuses('number expected', string.find, 'a', 'a', 'x')\n"
          "refuses('no %p', string.format, '%p', {})\n"
          "assert(string.rep(12345, 2) == '1234512345')\n"
          "assert(string.gsub(121, 1, 3) == '323')\n"
          "assert(('x'):gsub('x', 5) == '5')\n"
          "assert(string.format('%s %5.1f %-3d| %q %%', {}, 2.25, 7, 'a') == 'table   2.2 7  | "
          "\"a\" %')\n"
          "assert(string.format('%s %s %s', nil, true, print == nil) == 'nil true true')\n"
          "assert(string.format('%s', setmetatable({}, { __tostring = function() return 'me' end "
          "})) == 'me')");
}

static void sort_is_stable(void **state)
{
    (void)state;
    whole(
        "local t = {}\n"
        "for i = 1, 3000 do t[i] = { key = i * 7919 % 10, at = i } end\n"
        "table.sort(t, function(a, b) return a.key < b.key end)\n"
        "for i = 2, #t do\n"
        "  assert(t[i - 1].key < t[i].key or t[i - 1].key == t[i].key and t[i - 1].at < t[i].at)\n"
        "end\n"
        "for size = 0, 40 do\n"
        "  local n = {} for i = 1, size do n[i] = i * 31 % 17 end\n"
        "  table.sort(n) for i = 2, size do assert(n[i - 1] <= n[i]) end assert(#n == size)\n"
        "end\n"
        "local words = { 'c', 'a', 'b' } table.sort(words, function(a, b) return a > b end)\n"
        "assert(table.concat(words) == 'cba')\n"
        /* a comparison that makes no sense ends; one that raises leaves the table as it was */
        "local odd = {} for i = 1, 500 do odd[i] = i end\n"
        "table.sort(odd, function() return true end) assert(#odd == 500)\n"
        "local mixed = { 3, 'x', 1 } assert(not pcall(table.sort, mixed))\n"
        "assert(mixed[1] == 3 and mixed[2] == 'x' and mixed[3] == 1)\n"
        "assert(not pcall(table.sort, { 1, 2 }, 5) and not pcall(table.sort, 5))");
}

static void tables_still_work(void **state)
{
    (void)state;
    whole("local t = { 1, 2, 3 } table.insert(t, 4) table.insert(t, 1, 0)\n"
          "assert(table.concat(t, ' ') == '0 1 2 3 4')\n"
          "assert(table.remove(t) == 4 and table.remove(t, 1) == 0 and #t == 3)\n"
          "assert(table.remove({}) == nil and not pcall(table.insert, t, 9, 9))\n"
          "assert(table.concat(table.move(t, 2, 3, 1)) == '233')\n"
          "assert(#table.move(t, 1, 3, 1, {}) == 3 and #table.move(t, 3, 1, 1) == 3)\n"
          "local ok, why = pcall(table.insert, t) assert(why:find('wrong number of arguments'))");
}

static void types_have_their_names(void **state)
{
    (void)state;
    whole("assert(type(nil) == 'nil' and type(false) == 'boolean' and type(1) == 'number')\n"
          "assert(type(1.5) == 'number' and type('') == 'string' and type({}) == 'table')\n"
          "assert(type(type) == 'function' and type(whole) == 'nil' and type(1, 2) == 'number')\n"
          "local ok, why = pcall(type) assert(not ok)\n"
          "assert(why:find(\"bad argument #1 to 'type' (value expected)\", 1, true), why)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(known_cases, open_both, close_both),
        cmocka_unit_test_setup_teardown(random_patterns, open_both, close_both),
        cmocka_unit_test(commands_of_any_length),
        cmocka_unit_test(arguments_are_checked),
        cmocka_unit_test(sort_is_stable),
        cmocka_unit_test(tables_still_work),
        cmocka_unit_test(types_have_their_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
