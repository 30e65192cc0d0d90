/* json: the writer. Numbers to the last digit, escapes, the ceiling, and random trees there and
 * back (the seed is printed when one fails). */
#include "base/rng.h"
#include "base/str.h"
#include "check.h"
#include "json/json.h"

#include <math.h>

static void assert_writes(json *value, const char *expected)
{
    struct buf out;
    buf_init(&out, 10000);
    assert_int_equal(json_write(value, &out), 0);
    assert_string_equal(out.data, expected);
    buf_done(&out);
    json_free(value);
}

static void numbers(void **state)
{
    (void)state;
    assert_writes(json_new_int(0), "0");
    assert_writes(json_new_int(-1), "-1");
    assert_writes(json_new_int(JSON_INT_MAX), "9007199254740992");
    assert_writes(json_new_int(JSON_INT_MAX - 1), "9007199254740991");
    assert_writes(json_new_int(-JSON_INT_MAX), "-9007199254740992");
    assert_writes(json_new_int(1000000000000000), "1000000000000000");
    assert_writes(json_new_real(0.1), "0.1");
    assert_writes(json_new_real(1.0 / 3), "0.3333333333333333");
    assert_writes(json_new_real(-2.5), "-2.5");
    assert_writes(json_new_real(5e-324), "4.94065645841247e-324");
    assert_writes(json_new_real(1e300), "1e+300");
    assert_writes(json_new_real(INFINITY), "null");
    assert_writes(json_new_real(NAN), "null");
}

static void texts(void **state)
{
    (void)state;
    assert_writes(json_new_str("a\"b\\c/d"), "\"a\\\"b\\\\c/d\"");
    assert_writes(json_new_str("\b\f\n\r\t\x01\x1f\x7f"), "\"\\b\\f\\n\\r\\t\\u0001\\u001f\x7f\"");
    assert_writes(json_new_str("ж\xF0\x9F\x98\x80"), "\"ж\xF0\x9F\x98\x80\"");
    json *o = json_object();
    json_add_int(o, "k\"\xFF", 1); /* keys are mended only here */
    assert_writes(o, "{\"k\\\"\xEF\xBF\xBD\":1}");
    assert_writes(NULL, "null");
    assert_writes(json_object(), "{}");
    assert_writes(json_array(), "[]");
}

/* What stands as it is, byte by byte. */
static size_t plain_of(const char *text, size_t len)
{
    size_t at = 0;
    while (at < len && (unsigned char)text[at] >= 0x20 && text[at] != '"' && text[at] != '\\')
        at++;
    return at;
}

static void assert_quotes(const char *text, size_t len)
{
    struct buf out;
    json *back = NULL;
    buf_init(&out, 1000);
    buf_adds(&out, "[");
    bool good = utf8_valid(text, len) && !memchr(text, 0, len);
    assert_int_equal(json_quote(text, len, &out), good);
    buf_adds(&out, "]");
    assert_int_equal(json_parse(out.data, out.len, &back, NULL), 0);
    if (good)
        assert_string_equal(json_text(json_at(back, 0), NULL), text);
    else
        assert_string_equal(out.data, "[]");
    assert_int_equal(json_plain(text, len), plain_of(text, len));
    json_free(back);
    buf_done(&out);
}

/* One odd character or two at each place of texts of each length. */
static void quotes_wherever_it_stops(void **state)
{
    (void)state;
    static const char *const odd[] = {
        "\"",   "\\",   "\n",       "\x1f", "\x7f", "", "ж", "\xE2\x82\xAC", "\xF0\x9F\x98\x80",
        "\xFF", "\xD0", "\xE2\x82", " \x80"};
    for (size_t len = 0; len < 20; len++) {
        for (size_t at = 0; at <= len; at++) {
            for (size_t i = 0; i < sizeof(odd) / sizeof(*odd); i++) {
                char text[80] = "";
                size_t end = at + (*odd[i] ? strlen(odd[i]) : 1);
                memset(text, 'a', end + len - at);
                memcpy(text + at, odd[i], end - at);
                assert_quotes(text, end + len - at);
                memcpy(text + end + len - at, odd[i], end - at);
                assert_quotes(text, end + len - at + (end - at));
            }
        }
    }
}

static void ceiling_undoes_all(void **state)
{
    (void)state;
    json *a = json_array();
    for (int i = 0; i < 10; i++)
        json_push(a, json_new_str("0123456789"));
    size_t whole = 10 * 12 + 9 + 2;
    for (size_t limit = 3; limit <= 3 + whole; limit++) {
        struct buf out;
        buf_init(&out, limit);
        buf_adds(&out, "abc");
        int r = json_write(a, &out);
        assert_int_equal(r, limit < 3 + whole ? ERR_LIMIT : 0);
        assert_int_equal(out.full, r != 0);
        assert_int_equal(out.len, r ? 3 : limit);
        assert_int_equal(strlen(out.data), out.len);
        buf_done(&out);
    }
    json_free(a);
}

static void deeper_than_read_is_not_written(void **state)
{
    (void)state;
    json *value = json_array();
    for (int depth = 1; depth < JSON_DEPTH_MAX; depth++) {
        json *outer = json_array();
        json_push(outer, value);
        value = outer;
    }
    char *text = json_print(value);
    assert_non_null(text);
    json *again = NULL;
    assert_int_equal(json_parse(text, strlen(text), &again, NULL), 0);
    json_free(again);
    free(text);
    json *outer = json_array();
    json_push(outer, value);
    struct buf out;
    buf_init(&out, 1000);
    assert_int_equal(json_write(outer, &out), ERR_LIMIT);
    assert_int_equal(out.len, 0);
    assert_null(json_print(outer));
    buf_done(&out);
    json_free(outer);
}

static json *random_value(struct rng *rng, int depth);

static json *random_text(struct rng *rng)
{
    char text[40];
    size_t len = rng_below(rng, sizeof(text));
    for (size_t i = 0; i < len; i++)
        text[i] = (char)(1 + rng_below(rng, 255));
    text[len] = '\0';
    return json_new_str(text);
}

static json *random_tree(struct rng *rng, int depth, bool object)
{
    json *value = object ? json_object() : json_array();
    for (uint64_t left = rng_below(rng, 6); left; left--) {
        json *name = random_text(rng);
        if (object)
            json_add(value, json_text(name, ""), random_value(rng, depth + 1));
        else
            json_push(value, random_value(rng, depth + 1));
        json_free(name);
    }
    return value;
}

static json *random_value(struct rng *rng, int depth)
{
    union {
        uint64_t bits;
        double real;
    } number;
    switch (rng_below(rng, depth < 6 ? 7 : 5)) {
    case 0:
        return json_new_null();
    case 1:
        return json_new_bool(rng_below(rng, 2));
    case 2:
        return json_new_int((int64_t)(rng_next(rng) >> 11) - (int64_t)(rng_next(rng) >> 11));
    case 3:
        number.bits = rng_next(rng);
        return json_new_real(number.real);
    case 4:
        return random_text(rng);
    case 5:
        return random_tree(rng, depth, false);
    default:
        return random_tree(rng, depth, true);
    }
}

static void random_trees_there_and_back(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 3000; seed++) {
        struct rng rng;
        rng_seed(&rng, seed);
        json *value = random_value(&rng, 0), *again = NULL;
        char *text = json_print(value);
        struct err err = {0};
        if (json_parse(text, strlen(text), &again, &err) < 0)
            fail_msg("seed %d: %s: %s", (int)seed, err.text, text);
        if (!json_same(value, again))
            fail_msg("seed %d is not the same: %s", (int)seed, text);
        json_free(again);
        json_free(value);
        free(text);
    }
}

/* Any text at all: no crash, and whatever is taken can be written and read again. */
static void random_bytes_do_no_harm(void **state)
{
    (void)state;
    static const char parts[] = "[]{}\"\":,,  0123456789-+.eE\\\\unulltruefalse\xD0\x96\xFF\x01";
    int taken = 0;
    for (uint64_t seed = 1; seed <= 100000; seed++) {
        struct rng rng;
        char bytes[12];
        rng_seed(&rng, seed);
        size_t len = 1 + rng_below(&rng, sizeof(bytes));
        for (size_t i = 0; i < len; i++)
            bytes[i] = parts[rng_below(&rng, sizeof(parts) - 1)];
        json *value = NULL, *again = NULL;
        if (json_parse(bytes, len, &value, NULL) < 0)
            continue;
        taken++;
        char *text = json_print(value);
        if (json_parse(text, strlen(text), &again, NULL) < 0 || !json_same(value, again))
            fail_msg("seed %d: %.*s became %s", (int)seed, (int)len, bytes, text);
        json_free(again);
        json_free(value);
        free(text);
    }
    assert_true(taken > 500);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers),
        cmocka_unit_test(texts),
        cmocka_unit_test(quotes_wherever_it_stops),
        cmocka_unit_test(ceiling_undoes_all),
        cmocka_unit_test(deeper_than_read_is_not_written),
        cmocka_unit_test(random_trees_there_and_back),
        cmocka_unit_test(random_bytes_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
