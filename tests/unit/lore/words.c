/* Words: what is one, which capitals say nothing, and which words are forms of one. */
#include "lore/words.h"

#include "check.h"

static void cuts_words(void **state)
{
    struct words words;
    (void)state;

    words_init(&words);
    words_add(&words, "Ёж, Баба-Яга и don\xE2\x80\x99t: 12-ти за\xCC\x81мок «Волк» сказал. Вот");
    static const char *const folds[] = {"еж", "баба",  "яга",  "и",      "don't", "12",
                                        "ти", "замок", "волк", "сказал", "вот"};
    assert_int_equal(words.count, sizeof folds / sizeof *folds);
    for (size_t i = 0; i < words.count; i++)
        assert_string_equal(words_fold(&words, i), folds[i]);
    assert_true(words.list[0].capital && words.list[0].opens);
    assert_true(words.list[2].capital && !words.list[2].opens);
    assert_true(words.list[8].capital && words.list[8].opens); /* behind an opening quote */
    assert_false(words.list[9].capital);
    assert_true(words.list[10].opens); /* behind a full stop */
    assert_int_equal(words.list[5].alphabets, WORD_DIGITS);
    words_done(&words);
}

static void survives_anything(void **state)
{
    struct words words;
    char text[2048];
    (void)state;

    memset(text, 'a', sizeof text);
    text[sizeof text - 1] = '\0';
    words_init(&words);
    words_add(&words, text);
    words_add(&words, "\xFF\xFE word \xD0");
    words_add(&words, "");
    assert_int_equal(words.count, 2);
    assert_int_equal(strlen(words_fold(&words, 0)), LORE_WORD_MAX - 1);
    assert_string_equal(words_fold(&words, 1), "word");
    words_done(&words);
}

static void knows_forms(void **state)
{
    static const char *const same[][2] = {
        {"василиса", "василисы"},   {"василиса", "василисой"},
        {"василиса", "василисин"},  {"кощей", "кощея"},
        {"кощей", "кощеем"},        {"илья", "ильи"},
        {"илья", "ильей"},          {"яга", "яге"},
        {"кладенец", "кладенца"},   {"кладенец", "кладенцом"},
        {"орел", "орла"},           {"лев", "льва"},
        {"соловей", "соловья"},     {"серый", "серого"},
        {"серый", "серым"},         {"мария", "марии"},
        {"лукоморье", "лукоморья"}, {"волк", "волка"},
        {"wolf", "wolf's"},         {"ivan", "ivan"},
        {"witch", "witches"},       {"камень", "камня"},
        {"петр", "петру"},          {"добрыня", "добрыней"},
    };
    static const char *const other[][2] = {
        {"василиса", "василий"}, {"иван", "иваново"},  {"илья", "ильмень"},  {"кощей", "кошка"},
        {"яга", "ярило"},        {"wolf", "wolfgang"}, {"дуб", "дубровник"}, {"", "а"},
        {"волк", "воля"},        {"ivan", "igor"},
    };
    (void)state;

    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        if (!words_same(same[i][0], same[i][1]) || !words_same(same[i][1], same[i][0]))
            fail_msg("%s and %s are forms of one", same[i][0], same[i][1]);
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        if (words_same(other[i][0], other[i][1]) || words_same(other[i][1], other[i][0]))
            fail_msg("%s and %s are two words", other[i][0], other[i][1]);
}

static void finds_phrases(void **state)
{
    struct words words, phrase;
    (void)state;

    words_init(&words);
    words_init(&phrase);
    words_add(&words, "Тропа ведёт к старому дубу, а не к дому.");
    words_add(&phrase, "Старый дуб");
    assert_int_equal(words_find(&words, 0, &phrase), 3);
    assert_int_equal(words_find(&words, 4, &phrase), words.count);
    assert_int_equal(words_hash(&words, 3, 2), words_hash(&words, 3, 2));
    assert_true(words_hash(&words, 3, 2) != words_hash(&words, 4, 2));
    words_done(&words);
    words_done(&phrase);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cuts_words),
        cmocka_unit_test(survives_anything),
        cmocka_unit_test(knows_forms),
        cmocka_unit_test(finds_phrases),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
