/* tokens: Lua cut into its tokens, and the ends of texts that stop in the middle. */
#include "check.h"

#define ALL                                                                                        \
    "local tokens = import 'tokens'\n"                                                             \
    "local function all(source)\n"                                                                 \
    "  local kinds, values, lines = tokens.read(source)\n"                                         \
    "  local out = {}\n"                                                                           \
    "  for i, kind in ipairs(kinds) do\n"                                                          \
    "    local value = values[i] and kind ~= values[i] and '(' .. values[i] .. ')' or ''\n"        \
    "    out[i] = kind .. value .. '@' .. lines[i]\n"                                              \
    "  end\n"                                                                                      \
    "  return table.concat(out, ' ')\n"                                                            \
    "end\n"

static void words_and_signs(void **state)
{
    (void)state;
    test_lua(ALL
             "same(all 'local x = a.b:c(1)', 'local@1 name(x)@1 =@1 name(a)@1 .@1 name(b)@1 :@1 "
             "name(c)@1 (@1 number@1 )@1 eof@1')\n"
             "same(all 'a..b ... == ~= <= >= // :: << >> ~ [ ]', 'name(a)@1 ..@1 name(b)@1 ...@1 "
             "==@1 ~=@1 <=@1 >=@1 //@1 ::@1 <<@1 >>@1 ~@1 [@1 ]@1 eof@1')\n"
             "same(all 'endless end\\n_1', 'name(endless)@1 end@1 name(_1)@2 eof@2')");
}

static void numbers(void **state)
{
    (void)state;
    test_lua(ALL "same(all '1 .5 0x1p-4 1e+9 0xAe 3', ('number@1 '):rep(6) .. 'eof@1')\n"
                 "same(all '0xA-1', 'number@1 -@1 number@1 eof@1')");
}

static void strings(void **state)
{
    (void)state;
    test_lua(ALL
             "same(all [[\"a\\\"b\" '\\n\\65\\x42\\u{416}\\z   c']], 'string(a\"b)@1 "
             "string(\\nABЖc)@1 eof@1')\n"
             "same(all '[[\\na\\nb]] [==[ ]] ]==] x', 'string(a\\nb)@1 string( ]] )@3 name(x)@3 "
             "eof@3')\n"
             "same(all '\"a\\\\\\nb\" x', 'string(a\\nb)@1 name(x)@2 eof@2')");
}

static void comments(void **state)
{
    (void)state;
    test_lua(ALL "same(all '-- a\\nb --[[ c\\n d ]] e --', 'name(b)@2 name(e)@3 eof@3')\n"
                 "same(all '#!/bin/lua\\na', 'name(a)@2 eof@2')\n"
                 "same(all '', 'eof@1')");
}

static void cut_short(void **state)
{
    (void)state;
    test_lua(
        ALL "local whole = 'x = \"a\\\\x41\\\\u{41}\\\\z \\\\065\" .. [=[ b ]=] --[[ c ]] 0x1p+2'\n"
            "for i = 0, #whole do all(whole:sub(1, i)) all(whole:sub(i + 1)) end\n"
            "for c = 0, 255 do all(string.char(c)) all('\"\\\\' .. string.char(c)) end");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_and_signs), cmocka_unit_test(numbers),   cmocka_unit_test(strings),
        cmocka_unit_test(comments),        cmocka_unit_test(cut_short),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
