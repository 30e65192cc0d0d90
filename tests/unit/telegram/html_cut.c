/* Cutting texts: what fits is untouched, what does not ends well formed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/str.h"
#include "telegram/html_cut.h"

#include <stdlib.h>
#include <string.h>

#define DOTS "\xE2\x80\xA6"

static void expect(const char *html, size_t max, const char *want)
{
    bool cut;
    char *got = html_cut(html, max, &cut);
    assert_string_equal(got, want);
    assert_int_equal(cut, strcmp(html, want) != 0);
    free(got);
}

static void test_fits(void **state)
{
    (void)state;
    expect("", 5, "");
    expect("12345", 5, "12345");
    expect("<b>12345</b>", 5, "<b>12345</b>");
    expect("&lt;&gt;&amp;&quot;5", 5, "&lt;&gt;&amp;&quot;5");
    expect("&#128512;", 2, "&#128512;");
    expect("&#x41;&#66&lt", 3, "&#x41;&#66&lt");
}

static void test_cut_is_well_formed(void **state)
{
    (void)state;
    expect("123456", 5, "1234" DOTS);
    expect("<b>123456</b>", 5, "<b>1234" DOTS "</b>");
    expect("<b><i>123</i>456</b>", 5, "<b><i>123</i>4" DOTS "</b>");
    expect("<a href=\"x>y\">123456</a>", 5, "<a href=\"x>y\">1234" DOTS "</a>");
    expect("123&amp;56", 5, "123&amp;" DOTS);
    expect("1234&amp;6", 5, "1234" DOTS);
    expect("1&fake", 4, "1&f" DOTS);
    expect("&#zz;4567", 5, "&#zz" DOTS); /* no entity: what is written is shown */
    expect("&#0;&#x110000;", 5, "&#0;" DOTS);
    expect("<tg-spoiler>123456</tg-spoiler>", 5, "<tg-spoiler>1234" DOTS "</tg-spoiler>");
}

static void test_characters_stay_whole(void **state)
{
    (void)state;
    expect("\xD0\xB0\xD0\xB1\xD0\xB2", 2, "\xD0\xB0" DOTS);                 /* two bytes each */
    expect("\xF0\x9F\x98\x80\xF0\x9F\x98\x80", 3, "\xF0\x9F\x98\x80" DOTS); /* two units each */
    expect("\xF0\x9F\x98\x80\xF0\x9F\x98\x80", 4, "\xF0\x9F\x98\x80\xF0\x9F\x98\x80");
}

static void test_behind_a_word(void **state)
{
    (void)state;
    expect("one two three", 10, "one two" DOTS);
}

static void test_broken_markup_ends(void **state)
{
    (void)state;
    bool cut;
    free(html_cut("<b", 5, &cut));
    assert_false(cut);
    free(html_cut("</b></b>123456<", 5, &cut));
    assert_true(cut);
    free(html_cut("\xFF\xFE\xFD\xFC\xFB\xFA", 5, &cut));
    assert_true(cut);
}

static void test_raw_length(void **state)
{
    (void)state;
    struct buf html;
    bool cut;
    buf_init(&html, 1u << 20);
    while (html.len < 100000)
        buf_adds(&html, "<b></b>");
    char *got = html_cut(html.data, 4096, &cut);
    assert_true(cut);
    assert_true(strlen(got) <= TELEGRAM_RAW_MAX);
    assert_true(str_ends(got, DOTS) || str_ends(got, DOTS "</b>"));
    free(got);

    buf_reset(&html);
    for (int i = 0; i < 2000; i++)
        buf_adds(&html, "<blockquote>x");
    got = html_cut(html.data, 1024, &cut);
    assert_true(cut);
    assert_true(strlen(got) <= TELEGRAM_RAW_MAX);
    assert_true(str_ends(got, "</blockquote>"));
    free(got);
    buf_done(&html);
}

static void test_plain(void **state)
{
    (void)state;
    bool cut;
    char *got = text_cut("<b>&amp;", 5, &cut);
    assert_true(cut);
    assert_string_equal(got, "<b>&" DOTS);
    free(got);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fits),
        cmocka_unit_test(test_cut_is_well_formed),
        cmocka_unit_test(test_characters_stay_whole),
        cmocka_unit_test(test_behind_a_word),
        cmocka_unit_test(test_broken_markup_ends),
        cmocka_unit_test(test_raw_length),
        cmocka_unit_test(test_plain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
