/* The engine's Lua half, loaded as the engine loads it.
 *
 * Its behaviour is tested in Lua, by the tests of a sample game (sample/scripts/tests/all.lua),
 * which are run here. What a broken game is told is tested by a sound one of two files to which
 * each case adds or changes one file. */
#include "base/embedded.h"
#include "base/mem.h"
#include "bind/bind.h"
#include "script/script.h"
#include "turn/unit.h"
#include "json/json.h"

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static struct bind_host host = {.everyone_owner = true, .version = "test"};

static int load(const char *scripts, const char *content, struct generation **ret, struct err *err)
{
    struct generation_config config = {.scripts_dir = scripts,
                                       .content_dir = content,
                                       .engine_lua = lua_files,
                                       .open = bind_open,
                                       .ctx = &host,
                                       .limits = {.load_ms = 2000},
                                       .number = 1};
    return generation_new(&config, ret, err);
}

static void test_sample_game(void **state)
{
    struct generation *generation = NULL;
    struct err err;
    char *text = NULL;
    json *report = NULL;
    (void)state;

    if (load("tests/unit/lua/sample/scripts", "tests/unit/lua/sample/content", &generation, &err))
        fail_msg("%s", err.text);
    assert_int_equal(0, generation_call(generation, "test", "{}", &text, &err));
    assert_int_equal(0, json_parse(text, strlen(text), &report, &err));
    for (json *test = json_first(json_get(report, "results")); test; test = json_next(test))
        if (!json_bool(test, "ok", false))
            fail_msg("%s: %s", json_str(test, "name", ""), json_str(test, "reason", ""));
    assert_true(json_int(report, "passed", 0) >= 10);
    json_free(report);
    free(text);
    generation_release(generation);
}

struct broken {
    const char *path;
    const char *text;
    const char *told; /* a part of the error */
};

static const struct broken BASE[] = {
    {"scripts/init.lua", "return { start = \"home\", home = \"home\" }", NULL},
    {"scripts/scenes/home.lua", "return scene \"home\" {\n  { id = \"wait\" },\n}", NULL},
    {"content/schemas/things.lua", "return { about = { type = \"key\" } }", NULL},
    {"content/things.lua", "return { axe = { about = \"home.text\" } }", NULL},
    {"content/locales/ru/home.lua", "return { text = \"Дом\", wait = \"Ждать\" }", NULL},
    {"content/locales/en/home.lua", "return { text = \"Home\", wait = \"Wait\" }", NULL},
};

static const struct broken CASES[] = {
    {"scripts/init.lua", "return { start = \"home\", home = \"home\", give = 3 }",
     "scripts/init.lua: give is a function, or absent"},
    {"scripts/scenes/home.lua",
     "return scene \"home\" {\n  { id = \"wait\" }\n  { id = \"go\" },\n}",
     "scripts/scenes/home.lua:"},
    {"scripts/scenes/home.lua", "return scene \"home\" {\n  { id = \"wait\", go = \"lost\" },\n}",
     "scripts/scenes/home.lua:2: choice wait leads to lost, which is no scene"},
    {"scripts/scenes/home.lua", "return scene \"home\" {\n  { id = \"sleep\" },\n}",
     "scripts/scenes/home.lua:2: there is no text home.sleep"},
    {"scripts/scenes/home.lua", "return scene \"home\" { colour = 1 }",
     "scene home has no field colour"},
    {"scripts/scenes/home.lua", "return scene \"home\" { { id = \"wait\" }, { id = \"wait\" } }",
     "the choice wait is there twice"},
    {"scripts/scenes/home.lua", "return scene \"home\" { { id = \"wait\", stars = 0 } }",
     "scene home, choice wait: `stars` is a whole number from 1 to 10000, not 0"},
    {"scripts/scenes/home.lua", "return scene \"home\" { { id = \"wait\", stars = \"5\" } }",
     "choice wait: `stars` is a whole number from 1 to 10000, not 5"},
    {"scripts/scenes/home.lua", "return scene \"home\" { { id = \"wait\", undo = print } }",
     "choice wait: `undo` belongs to a choice with `stars`"},
    {"scripts/scenes/home.lua", "return scene \"home\" {\n  { id = \"wait\", stars = 5 } }",
     "scripts/scenes/home.lua:2: there is no text home.wait.about"},
    {"scripts/scenes/home.lua", "return scene \"house\" {}", "is not the file's name"},
    {"scripts/scenes/home.lua", "return scene \"Home\" {}", "an id is lower-case words"},
    {"scripts/scenes/home.lua", "wealth = 1",
     "scripts/scenes/home.lua:1: scripts define no globals"},
    {"scripts/scenes/home.lua", "return os.time()", "there is no global os here"},
    {"scripts/scenes/home.lua", "return 5", "returns what it declares"},
    {"scripts/scenes/home.lua", "while true do end", "takes too long"},
    {"scripts/init.lua", "return { start = \"home\", home = \"nowhere\" }",
     "scripts/init.lua: home is nowhere, which is no scene"},
    {"content/locales/en/home.lua", "return { text = \"Home\" }",
     "text home.wait is missing in en"},
    {"content/locales/en/home.lua", "return { text = \"Home {n}\", wait = \"Wait\" }",
     "text home.text lacks {n}, which en has"},
    {"content/locales/en/home.lua", "return { text = \"{a b}\", wait = \"Wait\" }",
     "content/locales/en/home.lua: home.text: {a b} is no placeholder"},
    {"content/items.lua", "return { axe = {} }", "there is no content/schemas/items.lua"},
    {"content/things.lua", "return { axe = { about = \"home.lost\" } }",
     "content/things.lua:1: axe: about: there is no text home.lost"},
    {"content/limits.lua", "return { spam = { rate = \"fast\" } }",
     "content/limits.lua: spam.rate: a text like \"3/s\", \"40/m\" or \"500/h\" expected, not "
     "fast"},
    {"content/limits.lua", "return { spam = { rate = \"0/s\" } }", "content/limits.lua: spam.rate"},
    {"content/limits.lua", "return { spam = { burst = 0 } }",
     "content/limits.lua: spam.burst: a whole number from 1 to 10000 expected, not 0"},
    {"content/limits.lua", "return { spam = 5 }", "content/limits.lua: spam: a table"},
    {"content/limits.lua", "return { spam = { speed = 1 } }",
     "content/limits.lua: there is no limit spam.speed"},
    {"content/limits.lua", "return { lane = 2.5 }", "content/limits.lua: lane: a whole number"},
    {"content/limits.lua", "return { notice = \"soon\" }",
     "content/limits.lua: notice: a duration"},
    {"content/limits.lua", "return { lanes = 5 }", "content/limits.lua: there is no limit lanes"},
    {"content/limits.lua", "return { turn = 5 }", "content/limits.lua: turn: a table"},
    {"content/limits.lua", "return { turn = { speed = 5 } }",
     "content/limits.lua: there is no limit turn.speed"},
    {"content/limits.lua", "return { turn = { ms = 5000 } }",
     "content/limits.lua: turn.ms: a whole number from 5 to 80 (50 if left out) expected, not "
     "5000"},
    {"content/limits.lua", "return { memory = 1 }", "content/limits.lua: memory: a whole number"},
    {"content/prompts/a.lua", "return { key = { \"x\" } }",
     "content/prompts/a.lua: facts: a table expected, not nil"},
    {"content/prompts/a.lua", "return { model = \"m\" }",
     "content/prompts/a.lua: a prompt has no field model"},
    {"content/prompts/a.lua",
     "return { key = {}, facts = { \"x\" }, system = \"s\", fields = { t = { type = \"text\" } },\n"
     "waiting = \"home.text\", template = \"home.text\" }",
     "content/prompts/a.lua: key: the name of a fact expected"},
    {"content/renamed.lua", "return { scenes = { old = \"gone\" } }", "scene old is now gone"},
    {"content/documents/lot.lua",
     "return { fields = { bid = { type = \"integer\", board = true } } }",
     "content/documents/lot.lua: bid: only a player's field can be a board"},
    {"content/documents/player.lua",
     "return { fields = { rank = { type = \"text\", board = true } } }",
     "content/documents/player.lua: rank: a board needs an integer"},
    {"content/documents/lot.lua", "return { fields = { bid = { type = \"coin\" } } }",
     "content/documents/lot.lua: bid: unknown type coin"},
    {"content/documents/lot.lua",
     "return { fields = { thing = { type = \"map\", index = true } } }",
     "content/documents/lot.lua: thing: a map cannot have an index"},
    {"content/documents/lot.lua",
     "local f = {} for i = 1, 5 do f['a' .. i] = { type = \"integer\", index = true } end\n"
     "return { fields = f }",
     "content/documents/lot.lua: 5 fields have an index, 4 at most"},
    {"content/things.lua", "local t = {} t.axe = t return t",
     "content/things.lua: tables nest deeper"},
    {"content/things.lua", "local a = {} for i = 1, 30 do a = { a, a } end return { axe = a }",
     "content/things.lua: more than 200000 values"},
    {"content/things.lua", "return { [true] = 5 }",
     "content/things.lua: a boolean cannot be a key"},
    {"content/schemas/things.lua", "return { about = { type = \"key\" }, n = 5 }",
     "content/schemas/things.lua: n: a field is a table"},
    {"content/schemas/things.lua",
     "return { about = { type = \"list\", of = { type = \"one_of\", of = { {} } } } }",
     "content/schemas/things.lua: about.of: type one_of needs `of`"},
    {"content/schemas/things.lua", "return { about = { type = \"text\", max = \"9\" } }",
     "content/schemas/things.lua: about: `max` is a number"},
    {"content/events.lua", "return { won = 5 }", "content/events.lua: won: a table of fields"},
    {"content/renamed.lua", "return { scenes = 5 }",
     "content/renamed.lua: scenes: a table from old"},
    {"content/documents/lot.lua", "return { fields = 5 }",
     "content/documents/lot.lua: `fields` is a table of fields"},
    {"scripts/quests/hunt.lua", "return quest \"hunt\" { { id = \"a\", on = { \"kill\" } } }",
     "waits for kill, which is not in content/events.lua"},
    {"scripts/commands/give.lua", "return command \"give\" { role = \"king\", run = print }",
     "there is no role king"},
    {"scripts/rules/sky.lua", "return {", "scripts/rules/sky.lua:1: unexpected symbol"},
    {"scripts/scenes/home.lua", "\xff\xfe", "scripts/scenes/home.lua:1: not UTF-8"},
};

static void put(const char *folder, const struct broken *file)
{
    char *path = mem_printf("%s/%s", folder, file->path);
    for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(path, 0700);
        *slash = '/';
    }
    FILE *stream = fopen(path, "w");
    assert_non_null(stream);
    fputs(file->text, stream);
    fclose(stream);
    free(path);
}

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *at)
{
    (void)info;
    (void)kind;
    (void)at;
    return remove(path);
}

static void check_case(const struct broken *broken)
{
    char folder[] = "/tmp/bylina-half-XXXXXX";
    struct generation *generation = NULL;
    struct err err = {0};

    assert_non_null(mkdtemp(folder));
    for (size_t i = 0; i < sizeof BASE / sizeof BASE[0]; i++)
        put(folder, &BASE[i]);
    put(folder, broken);
    char *scripts = mem_printf("%s/scripts", folder);
    char *content = mem_printf("%s/content", folder);
    int code = load(scripts, content, &generation, &err);
    if (!broken->told && code)
        fail_msg("%s should load, but: %s", broken->text, err.text);
    if (broken->told && (!code || !strstr(err.text, broken->told)))
        fail_msg("%s should be told \"%s\", but: %s", broken->text, broken->told,
                 code ? err.text : "it loads");
    generation_release(generation);
    free(scripts);
    free(content);
    nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static void test_broken_games(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++)
        check_case(&CASES[i]);
}

/* The game of BASE, with one file more or none: what an entry of boot.lua gives. */
static char *entry_of(const struct broken *more, const char *entry, const char *argument)
{
    char folder[] = "/tmp/bylina-half-XXXXXX";
    struct generation *generation = NULL;
    struct err err = {0};
    char *result = NULL;

    assert_non_null(mkdtemp(folder));
    for (size_t i = 0; i < sizeof BASE / sizeof BASE[0]; i++)
        put(folder, &BASE[i]);
    if (more)
        put(folder, more);
    char *scripts = mem_printf("%s/scripts", folder);
    char *content = mem_printf("%s/content", folder);
    if (load(scripts, content, &generation, &err) ||
        generation_call(generation, entry, argument, &result, &err))
        fail_msg("%s: %s", entry, err.text);
    generation_release(generation);
    free(scripts);
    free(content);
    nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    return result;
}

static void check_limits(const char *file, int64_t interval_us, int64_t burst, int64_t lane,
                         int64_t notice_ms)
{
    struct broken more = {"content/limits.lua", file, NULL};
    char *text = entry_of(file ? &more : NULL, "limits", "{}");
    json *limits = NULL;
    assert_int_equal(json_parse(text, strlen(text), &limits, NULL), 0);
    assert_int_equal(json_int(limits, "interval_us", -1), interval_us);
    assert_int_equal(json_int(limits, "burst", -1), burst);
    assert_int_equal(json_int(limits, "lane", -1), lane);
    assert_int_equal(json_int(limits, "notice_ms", -1), notice_ms);
    json_free(limits);
    free(text);
}

/* The core has the same defaults, so that a turn is bounded before the first limits are told. */
static void check_turn_limits(void)
{
    struct broken lowered = {"content/limits.lua", "return { turn = { pushes = 7, size = 8 } }",
                             NULL};
    const struct broken *files[] = {NULL, &lowered};
    for (int i = 0; i < 2; i++) {
        char *text = entry_of(files[i], "limits", "{}");
        json *limits = NULL;
        assert_int_equal(json_parse(text, strlen(text), &limits, NULL), 0);
        for (int at = 0; at < UNIT_LIMITS; at++) {
            int64_t expected = unit_limit_default((enum unit_limit)at);
            if (i == 1 && at == UNIT_PUSHES)
                expected = 7;
            if (i == 1 && at == UNIT_SIZE)
                expected = 8 << 10;
            const json *turn = json_get(limits, "turn");
            const char *name = unit_limit_name((enum unit_limit)at);
            assert_int_equal(json_int(turn, name, -1), expected);
        }
        json_free(limits);
        free(text);
    }
}

static void test_limits(void **state)
{
    (void)state;
    check_turn_limits();
    check_limits(NULL, 333333, 30, 200, 60000);
    check_limits("return {}", 333333, 30, 200, 60000);
    check_limits("return { spam = { rate = \"40/m\", burst = 7 }, lane = 20, notice = \"90s\" }",
                 1500000, 7, 20, 90000);
    check_limits("return { spam = false }", 0, 1, 200, 60000);
}

static void test_notices(void **state)
{
    static const struct broken own = {"content/locales/ru/common.lua",
                                      "return { [\"too_fast.tap\"] = \"<b>Тише &amp; тише</b>\" }",
                                      NULL};
    char *text;
    (void)state;
    text = entry_of(NULL, "notice",
                    "{\"key\":\"common.too_fast.tap\",\"lang\":\"be\",\"plain\":true}");
    assert_non_null(strstr(text, "Слишком быстро"));
    free(text);
    text = entry_of(NULL, "notice", "{\"key\":\"common.outage.message\",\"lang\":\"\"}");
    assert_non_null(strstr(text, "A short hitch"));
    free(text);
    text = entry_of(&own, "notice",
                    "{\"key\":\"common.too_fast.tap\",\"lang\":\"ru\",\"plain\":true}");
    assert_string_equal(text, "\"Тише & тише\"");
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sample_game),
        cmocka_unit_test(test_broken_games),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_notices),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
