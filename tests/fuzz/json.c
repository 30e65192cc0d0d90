/* JSON: what json_parse takes must be written and read again without a change, in any surroundings;
 * what it refuses must be refused with words. All getters are tried on every value. */
#include "fuzz.h"

#include "base/str.h"
#include "json/json.h"

static void look(const json *value, int depth)
{
    FUZZ_CHECK(depth <= JSON_DEPTH_MAX, "deeper than JSON_DEPTH_MAX");
    (void)json_number(value, 0);
    (void)json_real(value, 0);
    (void)json_truth(value, false);
    FUZZ_CHECK(json_text(value, ""), "no text and no default");
    int count = 0;
    for (const json *child = json_first(value); child; child = json_next(child)) {
        look(child, depth + 1);
        count++;
    }
    FUZZ_CHECK(count == json_count(value), "%d children, but json_count says %d", count,
               json_count(value));
}

static bool is_wanted(const char *name)
{
    return str_equal(name, "a") || str_equal(name, "id");
}

static void check_some(const json *value, const json *some);

/* The field of an object stands for one that was asked for; the next one behind it. */
static const json *check_field(const json *child, const json *left)
{
    FUZZ_CHECK(left && str_equal(json_key(left), json_key(child)), "a field is lost: %s",
               json_key(child));
    check_some(child, left);
    return json_next(left);
}

/* `some` is what json_parse_some must leave of a value. */
static void check_some(const json *value, const json *some)
{
    enum json_type type = json_type(value);
    const json *left = json_first(some);
    const json *child = type == JSON_OBJECT ? json_first(value) : NULL;

    FUZZ_CHECK(json_type(some) == type, "a value has become another type");
    for (; child; child = json_next(child))
        if (is_wanted(json_key(child)))
            left = check_field(child, left);
    FUZZ_CHECK(!left, "more is left than was asked for");
    FUZZ_CHECK(type == JSON_ARRAY || type == JSON_OBJECT || json_same(value, some),
               "a value has become another one");
}

static void check_parse_some(const json *value, const struct buf *text)
{
    static const char *const names[] = {"a", "id", NULL};
    struct err err = {0};
    json *some = NULL;

    FUZZ_CHECK(json_parse_some(text->data, text->len, names, &some, &err) == 0, "%s: %s", err.text,
               text->data);
    check_some(value, some);
    json_free(some);
}

static void check_again(const json *value)
{
    struct buf out;
    json *again = NULL;
    struct err err = {0};

    buf_init(&out, 1u << 24);
    FUZZ_CHECK(json_write(value, &out) == 0, "what was parsed cannot be written");
    FUZZ_CHECK(json_parse(out.data, out.len, &again, &err) == 0, "%s: %s", err.text, out.data);
    FUZZ_CHECK(json_same(value, again), "another value after writing: %s", out.data);
    check_parse_some(value, &out);
    json *copy = json_clone(value);
    FUZZ_CHECK(json_same(copy, again), "a clone is another value");
    char *printed = json_print(value);
    FUZZ_CHECK(printed && strcmp(printed, out.data) == 0, "json_print writes something else");
    free(printed);
    json_free(copy);
    json_free(again);
    buf_done(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct err err = {0};
    json *value = NULL;

    if (json_parse((const char *)data, size, &value, &err) == 0) {
        look(value, 0);
        check_again(value);
        json_free(value);
    } else {
        FUZZ_CHECK(err.code != 0 && *err.text, "refused without words");
    }
    return 0;
}
