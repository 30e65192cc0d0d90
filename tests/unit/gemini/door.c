/* Doors, on a clock of their own. */
#include "rig.h"

#include "gemini/door.h"

#define SHUT 1000

struct hall {
    struct doors *doors;
    int64_t now;
    FILE *file;
    char *log; /* errors alone */
    size_t log_len;
};

static struct hall *hall_new(void)
{
    struct hall *hall = mem_alloc(sizeof(*hall));
    hall->file = open_memstream(&hall->log, &hall->log_len);
    log_setup(LOG_JSON, LOG_ERROR);
    log_to(hall->file);
    hall->doors = doors_new(SHUT);
    hall->now = 1000000;
    return hall;
}

static void hall_free(struct hall *hall)
{
    doors_free(hall->doors);
    log_to(NULL);
    fclose(hall->file);
    free(hall->log);
    free(hall);
}

static int alerts(const struct hall *hall)
{
    int lines = 0;
    fflush(hall->file);
    for (const char *at = hall->log; (at = strchr(at, '\n')) != NULL; at++)
        lines++;
    return lines;
}

/* May such a call go? It ends at once, as the verdict says. */
static bool calls(struct hall *hall, const char *model, const char *prompt, struct verdict verdict)
{
    struct passage passage = {.model = model, .prompt = prompt};
    struct verdict held;
    if (!doors_pass(hall->doors, &passage, hall->now, &held)) {
        assert_true(held.retry_after_ms > 0);
        return false;
    }
    doors_tell(hall->doors, &passage, hall->now, &verdict);
    return true;
}

static const struct verdict fine = {.end = GEMINI_OK, .status = 200};
static const struct verdict denied = {.end = GEMINI_WRONG, .status = 403, .door = DOOR_ALL};
static const struct verdict missing = {.end = GEMINI_WRONG, .status = 404, .door = DOOR_MODEL};
static const struct verdict bad = {.end = GEMINI_WRONG, .status = 400, .door = DOOR_PROMPT};
static const struct verdict down = {.end = GEMINI_DOWN, .status = 503};

static void test_everybodys_door(void **state)
{
    (void)state;
    struct hall *hall = hall_new();
    assert_true(calls(hall, "a", "p", denied));
    assert_false(calls(hall, "b", "q", fine));
    hall->now += SHUT;
    assert_true(calls(hall, "b", "q", denied)); /* tries: shut for twice as long */
    hall->now += SHUT;
    assert_false(calls(hall, "a", "p", fine));
    hall->now += SHUT;
    assert_true(calls(hall, "a", "p", down)); /* that says nothing: the next may try */
    assert_true(calls(hall, "a", "p", fine));
    assert_true(calls(hall, "a", "p", fine));
    assert_int_equal(alerts(hall), 1);
    assert_true(calls(hall, "a", "p", denied)); /* a new trouble is told anew */
    assert_int_equal(alerts(hall), 2);
    hall_free(hall);
}

static void test_one_at_a_time_tries(void **state)
{
    (void)state;
    struct hall *hall = hall_new();
    struct passage first = {.model = "a", .prompt = "p"}, second = first;
    struct verdict held;
    calls(hall, "a", "p", denied);
    hall->now += SHUT;
    assert_true(doors_pass(hall->doors, &first, hall->now, &held));
    assert_false(doors_pass(hall->doors, &second, hall->now, &held));
    assert_int_equal(held.end, GEMINI_WRONG);
    doors_leave(hall->doors, &first); /* it was cancelled */
    assert_true(doors_pass(hall->doors, &second, hall->now, &held));
    hall_free(hall);
}

static void test_shut_for_no_longer_than_the_most(void **state)
{
    (void)state;
    struct hall *hall = hall_new();
    for (int i = 0; i < 20; i++) {
        assert_true(calls(hall, "a", "p", denied));
        assert_false(calls(hall, "a", "p", fine));
        hall->now += GEMINI_SHUT_MAX_MS;
    }
    hall_free(hall);
}

static void test_a_models_door(void **state)
{
    (void)state;
    struct hall *hall = hall_new();
    assert_true(calls(hall, "a", "p", missing));
    assert_false(calls(hall, "a", "q", fine));
    assert_true(calls(hall, "b", "p", fine));
    assert_false(calls(hall, "a", "q", fine)); /* the other model's success opens nothing here */
    struct passage passage = {.model = "a", .prompt = "p"};
    struct verdict held;
    assert_false(doors_pass(hall->doors, &passage, hall->now, &held));
    assert_int_equal(held.status, 404);
    hall_free(hall);
}

static void test_one_bad_ask_shuts_nobody_out(void **state)
{
    (void)state;
    struct hall *hall = hall_new();
    for (int i = 0; i < 10; i++) { /* never so many in a row */
        assert_true(calls(hall, "a", "p", bad));
        assert_true(calls(hall, "a", "p", bad));
        assert_true(calls(hall, "a", "p", fine));
    }
    assert_int_equal(alerts(hall), 0);
    hall_free(hall);
}

static void test_a_bad_prompt_shuts_itself_out(void **state)
{
    (void)state;
    struct hall *hall = hall_new();
    for (int i = 0; i < GEMINI_STRIKES; i++)
        assert_true(calls(hall, "a", "p", bad));
    assert_false(calls(hall, "a", "p", fine));
    assert_true(calls(hall, "a", "q", fine));
    assert_int_equal(alerts(hall), 1);
    hall->now += SHUT;
    assert_true(calls(hall, "a", "p", bad)); /* one is enough now */
    assert_false(calls(hall, "a", "p", fine));
    assert_true(calls(hall, "a", "q", fine));
    hall_free(hall);
}

static void test_many_bad_prompts_shut_all_out(void **state)
{
    (void)state;
    struct hall *hall = hall_new();
    assert_true(calls(hall, "a", "p", bad));
    assert_true(calls(hall, "a", "q", bad));
    assert_true(calls(hall, "a", "r", bad));
    assert_false(calls(hall, "a", "s", fine));
    assert_false(calls(hall, "b", "s", fine));
    hall_free(hall);
}

static void test_busy_holds_a_model_back(void **state)
{
    (void)state;
    struct hall *hall = hall_new();
    struct passage passage = {.model = "a", .prompt = "p"};
    struct verdict busy = {.end = GEMINI_BUSY, .status = 429, .retry_after_ms = 500};
    struct verdict held;
    assert_true(calls(hall, "a", "p", busy));
    assert_false(doors_pass(hall->doors, &passage, hall->now + 499, &held));
    assert_int_equal(held.end, GEMINI_BUSY);
    assert_int_equal(held.retry_after_ms, 1);
    assert_true(calls(hall, "b", "p", fine));
    hall->now += 500;
    busy.per_day = true;
    assert_true(calls(hall, "a", "p", busy));
    assert_false(doors_pass(hall->doors, &passage, hall->now + GEMINI_DAY_PAUSE_MS - 1, &held));
    assert_true(held.per_day);
    assert_true(doors_pass(hall->doors, &passage, hall->now + GEMINI_DAY_PAUSE_MS, &held));
    assert_int_equal(alerts(hall), 0);
    hall_free(hall);
}

static void test_busy_says_that_the_key_is_right(void **state)
{
    (void)state;
    struct hall *hall = hall_new();
    struct verdict busy = {.end = GEMINI_BUSY, .status = 429};
    assert_true(calls(hall, "a", "p", denied));
    hall->now += SHUT;
    assert_true(calls(hall, "a", "p", busy));
    assert_true(calls(hall, "a", "p", fine));
    hall_free(hall);
}

static void test_a_page_in_between_opens_nothing(void **state)
{
    (void)state;
    struct hall *hall = hall_new();
    struct verdict page = {.end = GEMINI_GARBLED, .status = 200};
    struct verdict refused = {.end = GEMINI_REFUSED, .status = 200};
    assert_true(calls(hall, "a", "p", denied));
    hall->now += SHUT;
    assert_true(calls(hall, "a", "p", page));
    assert_true(calls(hall, "a", "p", denied));
    assert_int_equal(alerts(hall), 1); /* the same trouble still */
    hall->now += 2 * SHUT;
    assert_true(calls(hall, "a", "p", refused));
    assert_true(calls(hall, "a", "p", denied));
    assert_int_equal(alerts(hall), 2);
    hall_free(hall);
}

static void test_trouble_has_a_limit(void **state)
{
    (void)state;
    struct hall *hall = hall_new();
    for (int i = 0; i < DOORS_MAX * 2; i++) {
        char *model = mem_printf("model-%d", i);
        calls(hall, model, "p", missing);
        free(model);
    }
    assert_false(calls(hall, "model-0", "p", fine));
    assert_true(calls(hall, "model-500", "p", missing)); /* is not remembered */
    assert_true(calls(hall, "b", "p", denied));          /* but this always is */
    assert_false(calls(hall, "b", "p", fine));
    hall_free(hall);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_everybodys_door),
        cmocka_unit_test(test_one_at_a_time_tries),
        cmocka_unit_test(test_shut_for_no_longer_than_the_most),
        cmocka_unit_test(test_a_models_door),
        cmocka_unit_test(test_one_bad_ask_shuts_nobody_out),
        cmocka_unit_test(test_a_bad_prompt_shuts_itself_out),
        cmocka_unit_test(test_many_bad_prompts_shut_all_out),
        cmocka_unit_test(test_busy_holds_a_model_back),
        cmocka_unit_test(test_busy_says_that_the_key_is_right),
        cmocka_unit_test(test_a_page_in_between_opens_nothing),
        cmocka_unit_test(test_trouble_has_a_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
