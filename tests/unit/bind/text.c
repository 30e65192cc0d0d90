/* text: case, width, escaping. Case is compared with Python's for every letter of the blocks. */
#include "check.h"

static void case_of_letters(void **state)
{
    (void)state;
    test_lua("same(text.lower 'ABC Ёлка ÀÖØÞ×÷ ΑΒΓΣΩ ĀŽŸİ ЂЯӀӁҐѢ', 'abc ёлка àöøþ×÷ αβγσω āžÿi "
             "ђяӏӂґѣ')\n"
             "same(text.upper 'abc ёлка àöøþ×÷ß αβγσςω āžÿ ђяӏӂґѣ', 'ABC ЁЛКА ÀÖØÞ×÷ß ΑΒΓΣΣΩ ĀŽŸ "
             "ЂЯӀӁҐѢ')\n"
             "same(text.lower 'ΆΈΉΊΌΎΏΪΫ', 'άέήίόύώϊϋ') same(text.upper 'άέήίόύώϊϋ', 'ΆΈΉΊΌΎΏΪΫ')\n"
             "same(text.lower 'ĸŉıſ', 'ĸŉıſ') same(text.upper 'ĸŉ', 'ĸŉ') same(text.upper 'ıſµ', "
             "'ISΜ')\n"
             "same(text.lower '😀漢 \\255x', '😀漢 \\255x') same(text.upper '', '')");
}

static void case_goes_both_ways(void **state)
{
    (void)state;
    test_lua("for code = 0x20, 0x52F do\n"
             "  local c = utf8.char(code) local low, up = text.lower(c), text.upper(c)\n"
             "  same(text.lower(low), low) same(text.upper(up), up)\n"
             "  same(utf8.len(low), 1) same(utf8.len(up), 1)\n"
             "  if low ~= c and code ~= 0x130 then same(text.upper(low), c) end\n"
             "  local once = { ['µ'] = true, ['ı'] = true, ['ſ'] = true, ['ς'] = true }\n"
             "  if up ~= c and not once[c] and code < 0x370 then same(text.lower(up), c) end\n"
             "end");
}

static void other_functions(void **state)
{
    (void)state;
    test_lua("same(text.length 'Жё😀', 3) same(text.length '', 0)\n"
             "same(text.escape 'a<b>&\"c\"', 'a&lt;b&gt;&amp;&quot;c&quot;') same(text.escape "
             "'plain', 'plain')\n"
             "same(text.escape 'a\\0<', 'a\\0&lt;')\n"
             "same(text.valid 'Ж', true) same(text.valid '\\208', false)\n"
             "same(text.trim '  a b \\n', 'a b') same(text.trim '   ', '') same(text.trim 'a\\0 ', "
             "'a\\0')\n"
             "same(text.hash 'a', text.hash 'a') same(#text.hash '', 16)\n"
             "same(text.hash 'a' == text.hash 'b', false)\n"
             "refuses('string expected', text.lower, {}) refuses('string expected', text.width)");
}

static void widths(void **state)
{
    (void)state;
    test_lua(
        "same(text.width 'abc', 3) same(text.width 'Жук', 3) same(text.width '漢字', 4)\n"
        "same(text.width '😀', 2) same(text.width '⚔️', 2) same(text.width 'é', 1)\n"
        "same(text.width '👨‍👩‍👧', 2) same(text.width '👍🏽', 2) same(text.width "
        "'🇷🇺', "
        "2)\n"
        "same(text.width '⏳', 2) same(text.width '⭐', 2) same(text.width '→', 1) "
        "same(text.width '', 0)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(case_of_letters),
        cmocka_unit_test(case_goes_both_ways),
        cmocka_unit_test(other_functions),
        cmocka_unit_test(widths),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
