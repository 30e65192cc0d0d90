/* map: against a plain array of what should be there, and taking during an iteration. */
#include "base/map.h"

#include "base/mem.h"
#include "base/rng.h"
#include "check.h"

enum { KEYS = 200, STEPS = 20000 };

static int freed;

static void count_free(void *value)
{
    freed++;
    free(value);
}

static void puts_gets_takes(void **state)
{
    (void)state;
    struct map *map = map_new();
    int one, two;
    char key[] = "key";
    assert_null(map_get(map, "key"));
    assert_null(map_take(map, "key"));
    assert_null(map_put(map, key, &one));
    key[0] = 'K'; /* the map has a copy */
    assert_ptr_equal(map_get(map, "key"), &one);
    assert_null(map_get(map, "Key"));
    assert_ptr_equal(map_put(map, "key", &two), &one);
    assert_int_equal(map_count(map), 1);
    assert_ptr_equal(map_take(map, "key"), &two);
    assert_int_equal(map_count(map), 0);
    assert_null(map_get(map, "key"));
    map_free(map);
    map_free(NULL);
}

static void agrees_with_an_array(void **state)
{
    (void)state;
    struct map *map = map_new();
    intptr_t model[KEYS] = {0};
    struct rng rng;
    rng_seed(&rng, 7);
    for (int step = 1; step <= STEPS; step++) {
        size_t i = rng_below(&rng, KEYS);
        char key[16];
        snprintf(key, sizeof(key), "k%zu", i);
        if (rng_below(&rng, 2)) {
            assert_int_equal((intptr_t)map_put(map, key, (void *)(intptr_t)step), model[i]);
            model[i] = step;
        } else {
            assert_int_equal((intptr_t)map_take(map, key), model[i]);
            model[i] = 0;
        }
    }
    size_t count = 0;
    for (size_t i = 0; i < KEYS; i++) {
        char key[16];
        snprintf(key, sizeof(key), "k%zu", i);
        assert_int_equal((intptr_t)map_get(map, key), model[i]);
        count += model[i] != 0;
    }
    assert_int_equal(map_count(map), count);
    map_free(map);
}

static void iterates_each_once_and_takes_the_current(void **state)
{
    (void)state;
    struct map *map = map_new();
    bool seen[KEYS] = {false};
    for (int i = 0; i < KEYS; i++) {
        char key[16];
        snprintf(key, sizeof(key), "%d", i);
        map_put(map, key, &seen[i]);
    }
    for (struct map_at at = {0}; map_next(map, &at);) {
        bool *mark = at.value;
        assert_false(*mark);
        *mark = true;
        assert_ptr_equal(&seen[strtol(at.key, NULL, 10)], mark);
        if ((mark - seen) % 2)
            assert_ptr_equal(map_take(map, at.key), mark);
    }
    for (int i = 0; i < KEYS; i++)
        assert_true(seen[i]);
    assert_int_equal(map_count(map), KEYS / 2);
    map_free(map);
}

static void frees_values(void **state)
{
    (void)state;
    struct map *map = map_new();
    map_put(map, "a", mem_strdup("1"));
    map_put(map, "b", mem_strdup("2"));
    free(map_take(map, "a"));
    freed = 0;
    map_free_with(map, count_free);
    assert_int_equal(freed, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(puts_gets_takes),
        cmocka_unit_test(agrees_with_an_array),
        cmocka_unit_test(iterates_each_once_and_takes_the_current),
        cmocka_unit_test(frees_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
