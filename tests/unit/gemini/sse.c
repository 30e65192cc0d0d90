/* Splitting streams, however they are cut into pieces. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/error.h"
#include "gemini/sse.h"

#include <stdio.h>
#include <string.h>

#define LIMIT 64

struct seen {
    char text[256]; /* events, each with a | behind it */
    int count;
    int stop_at;
};

static bool on_event(void *ctx, const char *data, size_t len)
{
    struct seen *seen = ctx;
    size_t had = strlen(seen->text);
    snprintf(seen->text + had, sizeof(seen->text) - had, "%.*s|", (int)len, data);
    seen->count++;
    return seen->count != seen->stop_at;
}

/* In pieces of every size. */
static void expect(const char *stream, const char *events)
{
    for (size_t size = 1; size <= strlen(stream); size++) {
        struct seen seen = {0};
        struct sse sse;
        sse_init(&sse, LIMIT);
        for (size_t at = 0; at < strlen(stream); at += size) {
            size_t rest = strlen(stream) - at;
            assert_int_equal(
                sse_feed(&sse, stream + at, rest < size ? rest : size, on_event, &seen), 0);
        }
        assert_int_equal(sse_end(&sse, on_event, &seen), 0);
        assert_string_equal(seen.text, events);
        sse_done(&sse);
    }
}

static void test_delimiters(void **state)
{
    (void)state;
    expect("data: a\n\ndata: b\n\n", "a|b|");
    expect("data: a\r\n\r\ndata: b\r\n\r\n", "a|b|");
    expect("data: a\r\rdata: b\r\r", "a|b|");
    expect("data:a\n\n\n\r\n\r\ndata:  b\n\n", "a| b|");
}

static void test_lines_of_one_event(void **state)
{
    (void)state;
    expect("event: x\ndata: a\n: a comment\ndata: b\nid: 7\n\n", "a\nb|");
    expect("data\n\ndataset: a\n\n", "");
    expect("data:\n\n", "|");
}

static void test_an_end_without_an_empty_line(void **state)
{
    (void)state;
    expect("data: a\n\ndata: b", "a|b|");
    expect("data: a\r\n\r\ndata: b\r\n", "a|b|");
    expect("\xd0\xb0", "");
}

static void test_limits(void **state)
{
    char big[LIMIT * 2];
    struct seen seen = {0};
    struct sse sse;
    (void)state;
    memset(big, 'x', sizeof(big));
    sse_init(&sse, LIMIT);
    assert_int_equal(sse_feed(&sse, big, sizeof(big), on_event, &seen), ERR_LIMIT);
    sse_reset(&sse);
    memcpy(big, "data:", 5);
    big[LIMIT - 10] = '\n';
    memcpy(big + LIMIT - 9, "data:", 5);
    big[LIMIT + 20] = '\n';
    assert_int_equal(sse_feed(&sse, big, LIMIT + 21, on_event, &seen), ERR_LIMIT);
    sse_reset(&sse);
    assert_int_equal(sse_feed(&sse, "data: a\n\n", 9, on_event, &seen), 0);
    assert_string_equal(seen.text, "a|");
    sse_done(&sse);
}

static void test_no_more_are_wanted(void **state)
{
    struct seen seen = {.stop_at = 1};
    struct sse sse;
    (void)state;
    sse_init(&sse, LIMIT);
    assert_int_equal(sse_feed(&sse, "data: a\n\ndata: b\n\n", 18, on_event, &seen), ERR_CANCELLED);
    assert_string_equal(seen.text, "a|");
    sse_done(&sse);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_delimiters),
        cmocka_unit_test(test_lines_of_one_event),
        cmocka_unit_test(test_an_end_without_an_empty_line),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_no_more_are_wanted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
