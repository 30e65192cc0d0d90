/* Scenarios: their files, and that the same seed and the same calls give the same faults. */
#include "talk.h"

#include "sandbox/scenario.h"
#include "sandbox/world.h"

static char file_path[64]; /* a file of this process */
#define CALLS 200

static int open_rig(void **state)
{
    struct rig *rig = mem_alloc(sizeof(*rig));
    rig_open(rig, NULL, NULL);
    rig_start_player(rig);
    *state = rig;
    return 0;
}

static int close_rig(void **state)
{
    rig_close(*state);
    free(*state);
    return 0;
}

static void test_what_is_wrong(void **state)
{
    static const char *const wrong[][2] = {
        {"{}", "seed: a whole number from 0"},
        {"{\"seed\":-1}", "seed: a whole number from 0"},
        {"{\"seed\":1}", "rules: required, or flood"},
        {"{\"seed\":1,\"rules\":{}}", "rules: an array of at most 100 rules"},
        {"{\"seed\":1,\"rules\":[],\"rule\":[]}", "rule: there is no such field"},
        {"{\"seed\":1,\"rules\":[],\"name\":7}", "name: a text of 1 to 64 bytes"},
        {"{\"seed\":1,\"flood\":7}", "flood: true, false or an object of limits"},
        {"{\"seed\":1,\"rules\":[7]}", "rules[0]: an object"},
        {"{\"seed\":1,\"rules\":[{\"code\":500},{\"code\":500,\"chance\":2}]}",
         "rules[1].chance: a number from 0 to 1"},
        {"{\"seed\":1,\"rules\":[{\"cod\":500}]}", "rules[0].cod: there is no such field"},
        {"{\"seed\":1,\"rules\":[{\"code\":500,\"every_s\":5}]}",
         "rules[0].every_s: it goes with a for_s that is not longer"},
    };
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
        rig_denied(*state, "scenario", wrong[i][0], wrong[i][1]);
    json *view = rig_control(*state, "scenario", NULL, 200);
    assert_int_equal(json_type(json_get(view, "scenario")), JSON_NULL);
    json_free(view);
}

/* A word of one letter a call: F: it failed. */
static void play(struct rig *rig, char *word)
{
    for (int i = 0; i < CALLS; i++) {
        struct reply reply;
        rig_start(rig, &reply, "POST", "/bot" RIG_TOKEN "/sendMessage",
                  "{\"chat_id\":5,\"text\":\"a\"}");
        rig_finish(rig, &reply);
        word[i] = reply.status == 200 ? '.' : 'F';
        reply_done(&reply);
        if (i % 3 == 0) /* others do not shift the draws */
            json_free(rig_bot(rig, "getUpdates", "{}", 200));
    }
    word[CALLS] = 0;
}

static int count(const char *word, char letter)
{
    int n = 0;
    for (; *word; word++)
        n += *word == letter;
    return n;
}

static void test_the_seed(void **state)
{
    static const char seven[] =
        "{\"seed\":7,\"rules\":[{\"method\":\"sendMessage\",\"chance\":0.2,\"code\":502}]}";
    static const char with_others[] =
        "{\"seed\":7,\"rules\":[{\"method\":\"sendMessage\",\"chance\":0.2,\"code\":502},"
        "{\"method\":\"getUpdates\",\"chance\":0.3,\"delay_ms\":1},"
        "{\"method\":\"sendMessage\",\"chance\":0.5,\"delay_ms\":1}]}";
    static const char eight[] =
        "{\"seed\":8,\"rules\":[{\"method\":\"sendMessage\",\"chance\":0.2,\"code\":502}]}";
    char words[4][CALLS + 1];
    const char *const scenarios[] = {seven, seven, with_others, eight};
    struct rig *rig = *state;
    for (int i = 0; i < 4; i++) {
        json_free(rig_control(rig, "scenario", scenarios[i], 200));
        play(rig, words[i]);
    }
    assert_string_equal(words[0], words[1]);
    assert_string_equal(words[0], words[2]);
    assert_string_not_equal(words[0], words[3]);
    assert_in_range(count(words[0], 'F'), 20, 60); /* about 40 of 200 */
    rig_delete(rig, "scenario");
    play(rig, words[0]);
    assert_int_equal(count(words[0], 'F'), 0);
}

static void check_first(struct rig *rig, const char *rule, const char *expected)
{
    char word[CALLS + 1];
    char *body = mem_printf("{\"seed\":1,\"rules\":[%s]}", rule);
    json_free(rig_control(rig, "scenario", body, 200));
    play(rig, word);
    word[strlen(expected)] = 0;
    assert_string_equal(word, expected);
    free(body);
}

static void test_schedules(void **state)
{
    struct rig *rig = *state;
    check_first(rig, "{\"method\":\"send*\",\"code\":500,\"every\":3}", "..F..F..F..F");
    check_first(rig, "{\"method\":\"send*\",\"code\":500,\"skip\":2,\"times\":3}", "..FFF.....");
    check_first(rig, "{\"method\":\"send*\",\"code\":500,\"after_s\":600}", "..........");
    check_first(rig, "{\"method\":\"send*\",\"code\":500,\"for_s\":600}", "FFFFF");
    check_first(rig, "{\"method\":\"send*\",\"code\":500,\"chance\":0}", ".....");
}

/* Age is a parameter of the draw, so that windows are tested without waiting. */
static void test_windows(void **state)
{
    static const char text[] = "{\"code\":502,\"after_s\":10,\"for_s\":5,\"every_s\":60}";
    static const struct {
        double age;
        bool strikes;
    } ages[] = {{0, false},  {9.9, false}, {10, true},   {14.9, true},
                {15, false}, {69, false},  {70.5, true}, {76, false}};
    json *rule = NULL;
    (void)state;
    assert_int_equal(json_parse(text, strlen(text), &rule, NULL), 0);
    struct fault *fault = fault_read(rule, true, NULL);
    assert_non_null(fault);
    for (size_t i = 0; i < sizeof(ages) / sizeof(ages[0]); i++)
        assert_int_equal(fault_strikes(fault, 1, false, ages[i].age), ages[i].strikes);
    fault_free(fault);
    json_free(rule);
}

/* An ordered fault takes the call, and the rule's draws stay where they were. */
static void test_an_order_goes_first(void **state)
{
    struct rig *rig = *state;
    json_free(rig_control(
        rig, "scenario", "{\"seed\":1,\"rules\":[{\"method\":\"send*\",\"every\":2,\"code\":500}]}",
        200));
    json_free(rig_control(rig, "faults", "{\"method\":\"sendMessage\",\"code\":403}", 200));
    rig_refused(rig, "sendMessage", "{\"chat_id\":5,\"text\":\"a\"}", 403,
                "Forbidden: bot was blocked by the user");
    rig_refused(rig, "sendMessage", "{\"chat_id\":5,\"text\":\"a\"}", 500,
                "Internal Server Error: restart");
    json *view = rig_control(rig, "faults", NULL, 200);
    const json *rule = json_at(json_get(json_get(view, "scenario"), "rules"), 0);
    assert_int_equal(json_int(rule, "hits", 0), 1);
    assert_string_equal(json_str(json_at(json_get(view, "hits"), 1), "by", ""), "scenario");
    json_free(view);
}

static void write_file(const char *text)
{
    FILE *file = fopen(file_path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

/* The error begins with the file's name; `words` come behind it. */
static void check_words(const struct err *err, const char *words)
{
    assert_true(str_starts(err->text, file_path));
    assert_string_equal(err->text + strlen(file_path), words);
}

static void check_file(struct sandbox *sandbox, const char *text, const char *words)
{
    struct err err;
    write_file(text);
    assert_true(scenario_load_file(sandbox, file_path, &err) < 0);
    check_words(&err, words);
}

static void test_files(void **state)
{
    struct rig *rig = *state;
    struct err err;
    check_file(rig->sandbox, "{\"seed\":1,\"rules\":[{\"code\":99}]}",
               ": rules[0].code: a whole number from 400 to 599");
    check_file(rig->sandbox, "[]", ": an object with seed and rules is expected");
    write_file("{\"seed\":1,");
    assert_true(scenario_load_file(rig->sandbox, file_path, &err) < 0);
    assert_true(str_starts(err.text, file_path));
    unlink(file_path);
    assert_true(scenario_load_file(rig->sandbox, file_path, &err) < 0);
    check_words(&err, ": No such file or directory");
    write_file("{\"name\":\"t\",\"seed\":1,\"flood\":true,\"rules\":[{\"code\":500}]}");
    assert_int_equal(scenario_load_file(rig->sandbox, file_path, &err), 0);
    unlink(file_path);
    json *view = rig_control(rig, "faults", NULL, 200);
    assert_string_equal(json_str(json_get(view, "scenario"), "name", ""), "t");
    assert_int_equal(json_int(json_get(view, "flood"), "all", 0), 30);
    json_free(view);
    rig_delete(rig, "scenario");
    view = rig_control(rig, "faults", NULL, 200);
    assert_int_equal(json_type(json_get(view, "flood")), JSON_NULL); /* it went with it */
    json_free(view);
}

int main(void)
{
    snprintf(file_path, sizeof(file_path), "/tmp/bylina-scenario-%ld.json", (long)getpid());
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_what_is_wrong, open_rig, close_rig),
        cmocka_unit_test_setup_teardown(test_the_seed, open_rig, close_rig),
        cmocka_unit_test_setup_teardown(test_schedules, open_rig, close_rig),
        cmocka_unit_test(test_windows),
        cmocka_unit_test_setup_teardown(test_an_order_goes_first, open_rig, close_rig),
        cmocka_unit_test_setup_teardown(test_files, open_rig, close_rig),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
