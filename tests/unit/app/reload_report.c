/* app/reload_report.h: what changed between two bundles, and the verdict over a candidate's report.
 */
#include "app/reload_report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* "path=text path=text ..." */
static struct bundle *bundle_of(const char *files)
{
    struct bundle *bundle = bundle_new();
    char path[64], text[64];
    int used = 0;
    for (; sscanf(files, " %63[^=]=%63s%n", path, text, &used) == 2; files += used)
        assert_int_equal(bundle_add(bundle, path, text, strlen(text), NULL), 0);
    assert_int_equal(bundle_seal(bundle, NULL), 0);
    return bundle;
}

static void changed(const char *from, const char *to, const char *expected)
{
    struct bundle *old = bundle_of(from), *new = bundle_of(to);
    json *changes = report_changes(old, new);
    char *text = json_print(changes);
    assert_string_equal(text, expected);
    free(text);
    json_free(changes);
    bundle_release(old);
    bundle_release(new);
}

static void what_changed_is_told(void **state)
{
    (void)state;
    changed("scripts/a.lua=1 scripts/b.lua=1 content/c.lua=1",
            "scripts/a.lua=1 scripts/b.lua=2 scripts/d.lua=1",
            "{\"added\":[\"scripts/d.lua\"],\"changed\":[\"scripts/b.lua\"],"
            "\"removed\":[\"content/c.lua\"],"
            "\"counts\":{\"added\":1,\"changed\":1,\"removed\":1}}");
    changed("scripts/a.lua=1", "scripts/a.lua=1",
            "{\"added\":[],\"changed\":[],\"removed\":[],"
            "\"counts\":{\"added\":0,\"changed\":0,\"removed\":0}}");
}

static void a_long_list_is_cut_and_counted(void **state)
{
    (void)state;
    struct bundle *old = bundle_of("scripts/a.lua=1"), *new = bundle_new();
    char path[32];
    for (int i = 0; i < 3 * REPORT_LIST_MAX; i++) {
        snprintf(path, sizeof(path), "scripts/%03d.lua", i);
        assert_int_equal(bundle_add(new, path, "1", 1, NULL), 0);
    }
    assert_int_equal(bundle_seal(new, NULL), 0);
    json *changes = report_changes(old, new);
    assert_int_equal(json_count(json_get(changes, "added")), REPORT_LIST_MAX);
    assert_int_equal(json_int(json_get(changes, "counts"), "added", 0), 3 * REPORT_LIST_MAX);
    assert_int_equal(json_int(json_get(changes, "counts"), "removed", 0), 1);
    json_free(changes);
    bundle_release(old);
    bundle_release(new);
}

static enum report_verdict judged(const char *text, bool rehearsed)
{
    json *report = NULL;
    assert_int_equal(json_parse(text, strlen(text), &report, NULL), 0);
    enum report_verdict verdict = report_verdict(report, rehearsed);
    json_free(report);
    return verdict;
}

#define FINE "\"check\": {\"errors\": 0, \"warnings\": 2}, \"test\": {\"failed\": 0}"

static void the_verdict(void **state)
{
    (void)state;
    assert_int_equal(judged("{" FINE "}", true), REPORT_GOOD);
    assert_int_equal(judged("{}", true), REPORT_BAD); /* what is not there was not good */
    assert_int_equal(judged("{\"load\": \"why\", " FINE "}", true), REPORT_BAD);
    assert_int_equal(judged("{\"check\": {\"errors\": 1}}", true), REPORT_BAD);
    assert_int_equal(judged("{\"check\": {\"broken\": \"why\"}, \"test\": {\"failed\": 0}}", true),
                     REPORT_BAD);
    assert_int_equal(judged("{\"check\": {\"errors\": 0}, \"test\": {\"failed\": 1}}", true),
                     REPORT_BAD);
    assert_int_equal(judged("{\"check\": {\"errors\": 0}, \"test\": {\"broken\": \"why\"}}", true),
                     REPORT_BAD);
    assert_int_equal(judged("{" FINE ", \"rehearsal\": {\"same\": 9}}", true), REPORT_GOOD);
    assert_int_equal(judged("{" FINE ", \"rehearsal\": {\"differ\": 1}}", true), REPORT_DOUBT);
    assert_int_equal(judged("{" FINE ", \"rehearsal\": {\"more\": 1}}", true), REPORT_DOUBT);
    assert_int_equal(judged("{" FINE ", \"rehearsal\": {\"failed\": 1}}", true), REPORT_BAD);
    assert_int_equal(judged("{" FINE ", \"rehearsal\": {\"broken\": \"why\"}}", true), REPORT_BAD);
    assert_int_equal(judged("{" FINE ", \"rehearsal\": {\"failed\": 1}}", false), REPORT_GOOD);
}

static void wrong(const char *answer, const char *expected)
{
    json *value = NULL;
    assert_int_equal(json_parse(answer, strlen(answer), &value, NULL), 0);
    json *lines = report_wrong(value);
    char *text = json_print(lines);
    assert_string_equal(text, expected);
    free(text);
    json_free(lines);
    json_free(value);
}

static void what_is_wrong_is_told(void **state)
{
    (void)state;
    wrong("{}", "[]");
    wrong("{\"report\": {" FINE "}}", "[]");
    wrong("{\"reason\": \"scripts/a.lua:3: odd\\nand more\"}",
          "[{\"where\":\"scripts/a.lua:3\",\"text\":\"odd\"},"
          "{\"where\":\"\",\"text\":\"and more\"}]");
    wrong("{\"report\": {\"check\": {\"findings\": [{\"severity\": \"warning\"}, {\"severity\": "
          "\"error\", \"file\": \"content/b.lua\", \"line\": 7, \"message\": \"no\", \"mend\": "
          "\"yes\"}]}, \"test\": {\"failures\": [{\"file\": \"scripts/tests/c.lua\", \"name\": "
          "\"it\", \"reason\": \"fails\\nlike this\"}]}}}",
          "[{\"where\":\"content/b.lua:7\",\"text\":\"no\\nyes\"},"
          "{\"where\":\"scripts/tests/c.lua\",\"text\":\"it: fails\"}]");
    wrong("{\"report\": {\"rehearsal\": {\"groups\": [{\"kind\": \"fails\", \"what\": \"scene a\", "
          "\"count\": 3, \"report\": \"a.lua:1: bad\\nstack\"}, {\"kind\": \"mended\"}]}}}",
          "[{\"where\":\"scene a\","
          "\"text\":\"3 turns that were played would fail: a.lua:1: bad\"}]");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_changed_is_told),
        cmocka_unit_test(a_long_list_is_cut_and_counted),
        cmocka_unit_test(the_verdict),
        cmocka_unit_test(what_is_wrong_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
