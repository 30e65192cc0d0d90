/* parse_mode HTML, given entities, and what is found in plain text. */
#include "base/mem.h"
#include "base/str.h"
#include "sandbox/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define WOLF "\xF0\x9F\x90\xBA"

/* Entities as JSON text; "" for none. */
static void check(const char *html, const char *text, const char *entities)
{
    struct text made;
    struct err err = {0};
    if (text_make(html, "HTML", NULL, &made, &err) < 0)
        fail_msg("%s: %s", html, err.text);
    assert_string_equal(made.bytes, text);
    char *got = made.entities ? json_print(made.entities) : mem_strdup("");
    assert_string_equal(got, entities);
    free(got);
    text_done(&made);
}

static void check_error(const char *html, const char *words)
{
    struct text made = {0};
    struct err err = {0};
    assert_int_equal(text_make(html, "HTML", NULL, &made, &err), ERR_INVALID);
    assert_string_equal(err.text, words);
}

static void test_tags(void **state)
{
    (void)state;
    check("plain", "plain", "");
    check("<b>a</b>", "a", "[{\"type\":\"bold\",\"offset\":0,\"length\":1}]");
    check("<STRONG>a</Strong>", "a", "[{\"type\":\"bold\",\"offset\":0,\"length\":1}]");
    check("x <b>a<i>b</i></b>", "x ab",
          "[{\"type\":\"bold\",\"offset\":2,\"length\":2},"
          "{\"type\":\"italic\",\"offset\":3,\"length\":1}]");
    check("<b></b>a", "a", "");
    check("<tg-spoiler>a</tg-spoiler><span class='tg-spoiler'>b</span>", "ab",
          "[{\"type\":\"spoiler\",\"offset\":0,\"length\":1},"
          "{\"type\":\"spoiler\",\"offset\":1,\"length\":1}]");
    check("<blockquote expandable>a</blockquote>", "a",
          "[{\"type\":\"expandable_blockquote\",\"offset\":0,\"length\":1}]");
    check("<pre><code class=\"language-lua\">x()</code></pre>", "x()",
          "[{\"type\":\"pre\",\"offset\":0,\"length\":3,\"language\":\"lua\"}]");
    check("<pre>a<code class=\"language-lua\">x</code></pre>", "ax",
          "[{\"type\":\"pre\",\"offset\":0,\"length\":2},"
          "{\"type\":\"code\",\"offset\":1,\"length\":1}]");
    check("<tg-emoji emoji-id=\"5\">" WOLF "</tg-emoji>", WOLF,
          "[{\"type\":\"custom_emoji\",\"offset\":0,\"length\":2,\"custom_emoji_id\":\"5\"}]");
}

/* An emoji is two units, a Russian letter one. */
static void test_offsets(void **state)
{
    (void)state;
    check(WOLF "<b>\xD0\xB2\xD0\xBE\xD0\xBB\xD0\xBA " WOLF "</b><i>!</i>",
          WOLF "\xD0\xB2\xD0\xBE\xD0\xBB\xD0\xBA " WOLF "!",
          "[{\"type\":\"bold\",\"offset\":2,\"length\":7},"
          "{\"type\":\"italic\",\"offset\":9,\"length\":1}]");
    check("&#128058;<b>a</b>", WOLF "a", "[{\"type\":\"bold\",\"offset\":2,\"length\":1}]");
    check("  <b> a </b> \n", "a", "[{\"type\":\"bold\",\"offset\":0,\"length\":1}]");
}

static void test_decoding(void **state)
{
    (void)state;
    check("&lt;b&gt; &amp;amp; &quot;&#x41;&#66;", "<b> &amp; \"AB", "");
    check("&nbsp; & &#0; &#x110000; &#xD800;", "&nbsp; & &#0; &#x110000; &#xD800;", "");
    check("a > b", "a > b", "");
}

static void test_links(void **state)
{
    (void)state;
    check("<a href=\"https://e.org/?a=1&amp;b=2\">x</a>", "x",
          "[{\"type\":\"text_link\",\"offset\":0,\"length\":1,"
          "\"url\":\"https://e.org/?a=1&b=2\"}]");
    check("<a href=\"javascript:alert(1)\">x</a>", "x", "");
    check("<a href=\"\">x</a><a>y</a>", "xy", "");
    check("<a href=\"e.org\">x</a>", "x",
          "[{\"type\":\"text_link\",\"offset\":0,\"length\":1,\"url\":\"http://e.org\"}]");
}

static void test_errors(void **state)
{
    (void)state;
    check_error("a <x>b</x>", "can't parse entities: Unsupported start tag \"x\" at byte offset 2");
    check_error("I <3 you", "can't parse entities: Unsupported start tag \"3\" at byte offset 2");
    check_error("<b>a</i>", "can't parse entities: Unmatched end tag at byte offset 4, expected "
                            "\"</b>\", found \"</i>\"");
    check_error("<b>a",
                "can't parse entities: Can't find end tag corresponding to start tag \"b\"");
    check_error("\xD0\xB0</b>", "can't parse entities: Unexpected end tag at byte offset 2");
    check_error("a <b", "can't parse entities: Unclosed start tag at byte offset 2");
    check_error("a <a href=\"x", "can't parse entities: Unclosed start tag at byte offset 2");
    check_error("<b>a</b", "can't parse entities: Unclosed end tag at byte offset 4");
    check_error(
        "<span>a</span>",
        "can't parse entities: Tag \"span\" must have class \"tg-spoiler\" at byte offset 0");
}

static void test_deep(void **state)
{
    struct text made = {0};
    struct err err = {0};
    char html[3 * 100 + 1] = "";
    (void)state;
    for (size_t i = 0; i < 100; i++)
        memcpy(html + 3 * i, "<b>", 4);
    assert_int_equal(text_make(html, "HTML", NULL, &made, &err), ERR_INVALID);
    assert_string_equal(err.text, "can't parse entities: Too many nested tags at byte offset 192");
}

static void test_given(void **state)
{
    struct text made;
    struct err err = {0};
    json *entities = NULL;
    static const char good[] = "[{\"type\":\"italic\",\"offset\":3,\"length\":1},"
                               "{\"type\":\"bold\",\"offset\":1,\"length\":2}]";
    (void)state;
    assert_int_equal(json_parse(good, strlen(good), &entities, &err), 0);
    assert_int_equal(text_make(" " WOLF "a", NULL, entities, &made, &err), 0);
    assert_string_equal(made.bytes, WOLF "a");
    assert_int_equal(made.count, 2);
    assert_int_equal(json_int(json_at(made.entities, 0), "length", 0), 2);
    assert_int_equal(json_int(json_at(made.entities, 1), "offset", 0), 2);
    text_done(&made);
    assert_int_equal(text_make("ab", NULL, entities, &made, &err), ERR_INVALID);
    assert_string_equal(err.text, "can't parse entities: entity beginning at UTF-16 offset 3 ends "
                                  "after the end of the text at UTF-16 offset 2");
    json_free(entities);
    assert_int_equal(text_make("a", "Markdown", NULL, &made, &err), ERR_INVALID);
    assert_non_null(strstr(err.text, "not emulated"));
}

static void check_found(const char *text, const char *entities)
{
    json *found = text_find_entities(text);
    char *got = found ? json_print(found) : mem_strdup("");
    assert_string_equal(got, entities);
    free(got);
    json_free(found);
}

static void test_found(void **state)
{
    (void)state;
    check_found("no", "");
    check_found("1/2 and/or //x /", "");
    check_found("/start@some_bot x", "[{\"type\":\"bot_command\",\"offset\":0,\"length\":15}]");
    check_found(WOLF " /go, @ivan_1", "[{\"type\":\"bot_command\",\"offset\":3,\"length\":3},"
                                      "{\"type\":\"mention\",\"offset\":8,\"length\":7}]");
    check_found("see https://e.org/a.", "[{\"type\":\"url\",\"offset\":4,\"length\":15}]");
    check("<code>/go</code> /go", "/go /go",
          "[{\"type\":\"code\",\"offset\":0,\"length\":3},"
          "{\"type\":\"bot_command\",\"offset\":4,\"length\":3}]");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tags),     cmocka_unit_test(test_offsets),
        cmocka_unit_test(test_decoding), cmocka_unit_test(test_links),
        cmocka_unit_test(test_errors),   cmocka_unit_test(test_deep),
        cmocka_unit_test(test_given),    cmocka_unit_test(test_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
