/* What a rehearsal says of turns that come out otherwise (engine/lua/rehearse.lua): by the entries
 * of a generation, as turn/rehearsal.c calls them. */
#include "base/mem.h"
#include "bind/bind.h"
#include "script/script.h"
#include "json/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct bind_host host = {.everyone_owner = true, .version = "test"};
static struct generation *generation;

static int setup(void **state)
{
    struct err err;
    struct generation_config config = {.scripts_dir = "tests/unit/lua/sample/scripts",
                                       .content_dir = "tests/unit/lua/sample/content",
                                       .engine_lua = lua_files,
                                       .open = bind_open,
                                       .ctx = &host,
                                       .number = 1};
    (void)state;
    if (generation_new(&config, &generation, &err))
        fail_msg("%s", err.text);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    generation_release(generation);
    return 0;
}

static json *ask(const char *entry, const char *argument)
{
    char *text = NULL;
    json *value = NULL;
    struct err err;
    if (generation_call(generation, entry, argument, &text, &err) ||
        json_parse(text, strlen(text), &value, &err))
        fail_msg("%s", err.text);
    free(text);
    return value;
}

#define NOTHING                                                                                    \
    "\"drops\":[],\"timers\":[],\"screens\":[],\"outs\":[],\"pays\":[],\"letters\":[],"            \
    "\"effects\":[]"
#define VIEW    "\"views\":[\"abcd 3\\nctrain\\nb\"]"
#define SESSION "\"_session/7\":{\"path\":[{\"scene\":\"yard\",\"stamp\":3}]," VIEW "}"

/* Player 7 taps "train" in the yard, with 5 gold: what `was` and `is` add to an empty outcome. */
static json *tap(const char *was, const char *is)
{
    char *argument = mem_printf(
        "{\"now\":100,\"event\":{\"type\":\"tap\",\"player\":\"7\",\"data\":\"s.abcd.1\"},"
        "\"reads\":{\"player/7\":{\"id\":\"7\",\"gold\":5}," SESSION "},"
        "\"was\":{%s},\"is\":{%s}}",
        was, is);
    json *finding = ask("rehearse", argument);
    free(argument);
    return finding;
}

static void chance_does_not_matter(void **state)
{
    (void)state;
    json *finding =
        tap("\"writes\":{\"lot/aaa\":{\"id\":\"aaa\",\"bid\":3},\"_session/7\":{\"path\":[{"
            "\"scene\":\"bag\",\"stamp\":4}],\"views\":[\"xx 4\\nb\"],\"sign\":1}},"
            "\"drops\":[\"_push/1\"],\"timers\":[],\"outs\":[],\"pays\":[],\"letters\":[],"
            "\"effects\":[],\"screens\":[{\"chat\":7,\"body\":{\"text\":\"<b>Bag</b>\",\"rows\":[[{"
            "\"text\":\"Back\",\"data\":\"s.xx.1\"}]]}}]",
            "\"writes\":{\"lot/bbb\":{\"id\":\"bbb\",\"bid\":3},\"_session/7\":{\"path\":[{"
            "\"scene\":\"bag\",\"stamp\":5}],\"views\":[\"yy 4\\nb\"],\"sign\":2}},"
            "\"drops\":[],\"timers\":[],\"outs\":[],\"pays\":[],\"letters\":[],"
            "\"effects\":[],\"screens\":[{\"chat\":7,\"body\":{\"text\":\"<b>Bag</b>\",\"rows\":[[{"
            "\"text\":\"Back\",\"data\":\"s.yy.1\"}]]}}]");
    assert_int_equal(json_type(finding), JSON_BOOL);
    json_free(finding);
}

static const json *change(const json *finding, const char *path)
{
    for (json *one = json_first(json_get(finding, "state")); one; one = json_next(one))
        if (strcmp(json_str(one, "path", ""), path) == 0)
            return one;
    fail_msg("no change of %s", path);
    return NULL;
}

static void says_which_fields_differ(void **state)
{
    (void)state;
    json *finding =
        tap("\"writes\":{\"player/7\":{\"id\":\"7\",\"gold\":8,\"bag\":{\"a\":1}}}," NOTHING,
            "\"writes\":{\"_session/7\":{\"path\":[{\"scene\":\"bag\",\"stamp\":4}],"
            "\"views\":[]}}," NOTHING);
    assert_string_equal(json_str(finding, "kind", ""), "differs");
    assert_string_equal(json_str(finding, "what", ""), "scene yard › train");
    assert_string_equal(json_str(change(finding, "player.gold"), "was", ""), "8");
    assert_string_equal(json_str(change(finding, "player.gold"), "is", ""), "5");
    assert_string_equal(json_str(change(finding, "player.bag"), "is", ""), "—");
    assert_string_equal(json_str(change(finding, "session.place"), "was", ""), "yard");
    assert_string_equal(json_str(change(finding, "session.place"), "is", ""), "bag");
    json_free(finding);
    finding = tap("\"writes\":{}," NOTHING,
                  "\"writes\":{},\"drops\":[\"player/7\"],\"timers\":[{\"doc\":\"lot/1\",\"name\":"
                  "\"lot.ends\",\"deadline\":160}],\"screens\":[],\"outs\":[],\"pays\":[{\"from\":"
                  "\"world\",\"to\":\"player/7\",\"amount\":9,\"why\":\"quest\"}],\"letters\":[{"
                  "\"name\":\"player/9\",\"body\":{\"n\":1}}],\"effects\":[]");
    assert_string_equal(json_str(change(finding, "timer.lot.ends (lot)"), "is", ""), "60 s");
    assert_string_equal(json_str(change(finding, "pay.quest: world → player"), "is", ""), "9");
    assert_string_equal(json_str(change(finding, "player"), "is", ""), "—");
    assert_string_equal(json_str(change(finding, "event.player/9 {\"n\":1}"), "is", ""), "1");
    json_free(finding);
}

static void says_which_replies_differ(void **state)
{
    (void)state;
    json *finding =
        tap("\"writes\":{},\"drops\":[],\"timers\":[],\"screens\":[],\"pays\":[],\"letters\":[],"
            "\"effects\":[],\"answer\":\"ok\",\"outs\":[{\"chat\":7,\"body\":{\"post\":{\"text\":"
            "\"one\"}}},{\"chat\":7,\"body\":{\"post\":{\"text\":\"Сила: <b>5</b> &amp; дух\"}}}]",
            "\"writes\":{},\"drops\":[],\"timers\":[],\"screens\":[],\"pays\":[],\"letters\":[],"
            "\"effects\":[],\"answer\":\"ok\",\"outs\":[{\"chat\":7,\"body\":{\"post\":{\"text\":"
            "\"Сила: <b>6</b> &amp; дух\"}}},{\"chat\":7,\"body\":{\"post\":{\"text\":\"one\"}}}]");
    const json *replies = json_get(finding, "replies");
    assert_int_equal(json_count(replies), 1);
    assert_string_equal(json_str(json_first(replies), "was", ""), "→ Сила: 5 & дух");
    assert_string_equal(json_str(json_first(replies), "is", ""), "→ Сила: 6 & дух");
    json_free(finding);
}

/* An outcome that shows 250 letters and `end`. */
static char *long_screen(const char *end)
{
    char letters[512];
    for (int i = 0; i < 250; i++)
        snprintf(letters + 2 * i, 3, "я");
    return mem_printf("\"writes\":{},\"drops\":[],\"timers\":[],\"screens\":[{\"chat\":7,\"body\":{"
                      "\"text\":\"%s%s\"}}],\"outs\":[],\"pays\":[],\"letters\":[],\"effects\":[]",
                      letters, end);
}

static void long_replies_are_cut_around_the_difference(void **state)
{
    (void)state;
    char *was = long_screen(""), *is = long_screen(" конец");
    json *finding = tap(was, is);
    const char *shown = json_str(json_first(json_get(finding, "replies")), "is", "");
    assert_true(strlen(shown) < 200);
    assert_memory_equal(shown, "…", strlen("…"));
    assert_non_null(strstr(shown, "я конец"));
    json_free(finding);
    free(was);
    free(is);
}

static void failures_are_told_unless_they_are_old(void **state)
{
    (void)state;
#define TURN "{\"now\":1,\"event\":{\"type\":\"timer\",\"name\":\"lot.ends\"},\"reads\":{},"
    json *finding = ask("rehearse", TURN "\"failed\":\"a.lua:1: torn [timer lot.ends]\\nstack\","
                                         "\"fails\":\"a.lua:1: torn\\nstack 2\"}");
    assert_int_equal(json_type(finding), JSON_BOOL);
    json_free(finding);
    finding = ask("rehearse", TURN "\"fails\":\"a.lua:1: torn\\nstack\",\"handler\":\"timer x\"}");
    assert_string_equal(json_str(finding, "kind", ""), "fails");
    assert_string_equal(json_str(finding, "line", ""), "a.lua:1: torn");
    assert_string_equal(json_str(finding, "what", ""), "timer lot.ends");
    json_free(finding);
    finding =
        ask("rehearse", TURN "\"failed\":\"a.lua:1: torn\",\"is\":{\"writes\":{}," NOTHING "}}");
    assert_string_equal(json_str(finding, "kind", ""), "mended");
    json_free(finding);
    finding = ask("rehearse", TURN "\"more\":\"market\"}");
    assert_string_equal(json_str(finding, "more", ""), "market");
    json_free(finding);
}

static void what_is_alike_is_one_group(void **state)
{
    (void)state;
#define STATE(path, n) "\"state\":[{\"path\":\"" path "\",\"was\":\"" n "\",\"is\":\"0\"}]"
    json *report = ask(
        "rehearsed",
        "{\"turns\":9,\"played\":9,\"same\":3,\"findings\":["
        "{\"kind\":\"differs\",\"what\":\"command a\",\"replies\":[]," STATE(
            "player.gold",
            "1") "},"
                 "{\"kind\":\"differs\",\"what\":\"command a\",\"replies\":[]," STATE(
                     "player.gold",
                     "2") "},"
                          "{\"kind\":\"differs\",\"what\":\"command b\",\"replies\":[]," STATE(
                              "player.gold",
                              "2") "},"
                                   "{\"kind\":\"fails\",\"what\":\"command a\",\"line\":\"x\"},"
                                   "{\"kind\":\"mended\",\"what\":\"command a\",\"line\":\"y\"},"
                                   "{\"broken\":\"no memory\"}]}");
    assert_int_equal(json_int(report, "failed", 0), 2);
    assert_int_equal(json_int(report, "differ", 0), 3);
    assert_int_equal(json_int(report, "mended", 0), 1);
    assert_int_equal(json_int(report, "left", -1), 0);
    const json *groups = json_get(report, "groups");
    assert_int_equal(json_count(groups), 5);
    assert_string_equal(json_str(json_at(groups, 0), "kind", ""), "broken");
    assert_string_equal(json_str(json_at(groups, 1), "kind", ""), "fails");
    assert_int_equal(json_int(json_at(groups, 2), "count", 0), 2);
    assert_string_equal(json_str(json_at(groups, 4), "kind", ""), "mended");
    json_free(report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chance_does_not_matter),
        cmocka_unit_test(says_which_fields_differ),
        cmocka_unit_test(says_which_replies_differ),
        cmocka_unit_test(long_replies_are_cut_around_the_difference),
        cmocka_unit_test(failures_are_told_unless_they_are_old),
        cmocka_unit_test(what_is_alike_is_one_group),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
