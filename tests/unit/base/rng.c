/* rng: fixed sequences (a replayed turn must roll the same dice for ever) and SipHash's own
 * vectors. */
#include "base/rng.h"

#include "check.h"

static void same_seed_same_numbers(void **state)
{
    (void)state;
    struct rng a, b, c;
    rng_seed(&a, 42);
    rng_seed(&b, 42);
    rng_seed(&c, 43);
    int differ = 0;
    for (int i = 0; i < 1000; i++) {
        uint64_t x = rng_next(&a);
        assert_true(x == rng_next(&b));
        differ += x != rng_next(&c);
    }
    assert_int_equal(differ, 1000);
}

/* splitmix64 from 0 starts with 0xE220A8397B1DCDAF; xoshiro256** on 1, 2, 3, 4 gives 11520, 0, ...
 * (both from the authors' reference programs). */
static void matches_the_reference(void **state)
{
    (void)state;
    struct rng rng;
    rng_seed(&rng, 0);
    assert_true(rng.s[0] == 0xE220A8397B1DCDAFu);
    assert_true(rng.s[1] == 0x6E789E6AA1B965F4u);
    rng = (struct rng){{1, 2, 3, 4}};
    assert_true(rng_next(&rng) == 11520);
    assert_true(rng_next(&rng) == 0);
    assert_true(rng_next(&rng) == 1509978240);
    assert_true(rng_next(&rng) == 1215971899390074240);
}

static void below_stays_below_and_reaches_all(void **state)
{
    (void)state;
    struct rng rng;
    int seen[6] = {0};
    rng_seed(&rng, 1);
    for (int i = 0; i < 60000; i++)
        seen[rng_below(&rng, 6)]++;
    for (int i = 0; i < 6; i++)
        assert_in_range(seen[i], 9500, 10500);
    assert_int_equal(rng_below(&rng, 1), 0);
    uint64_t bound = (UINT64_C(1) << 63) + 1; /* nearly half of all numbers are thrown away */
    for (int i = 0; i < 1000; i++)
        assert_true(rng_below(&rng, bound) < bound);
}

static void words_have_letters_only(void **state)
{
    (void)state;
    struct rng rng;
    char word[1001];
    rng_seed(&rng, 3);
    memset(word, '!', sizeof(word));
    rng_word(&rng, word, 1000);
    assert_int_equal(strlen(word), 1000);
    assert_int_equal(
        strspn(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"), 1000);
    rng_word(&rng, word, 0);
    assert_string_equal(word, "");
}

static void secrets_differ(void **state)
{
    (void)state;
    unsigned char a[300] = {0}, b[300] = {0}, zero[32] = {0};
    rng_secret(a, sizeof(a));
    rng_secret(b, sizeof(b));
    assert_memory_not_equal(a, b, sizeof(a));
    assert_memory_not_equal(a + 268, zero, sizeof(zero));
}

/* The vectors of the SipHash paper's reference program: key 00..0f, data 00, 00 01, ... */
static void siphash_vectors(void **state)
{
    (void)state;
    uint8_t key[16], data[16];
    for (uint8_t i = 0; i < 16; i++)
        key[i] = data[i] = i;
    assert_true(hash_keyed(key, data, 0) == 0x726FDB47DD0E0E31u);
    assert_true(hash_keyed(key, data, 1) == 0x74F839C593DC67FDu);
    assert_true(hash_keyed(key, data, 8) == 0x93F5F5799A932462u);
    assert_true(hash_keyed(key, data, 15) == 0xA129CA6149BE45E5u);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(same_seed_same_numbers),
        cmocka_unit_test(matches_the_reference),
        cmocka_unit_test(below_stays_below_and_reaches_all),
        cmocka_unit_test(words_have_letters_only),
        cmocka_unit_test(secrets_differ),
        cmocka_unit_test(siphash_vectors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
