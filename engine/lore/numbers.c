/* The numbers of a text, as digits and as words of Russian and English, and whether they were
 * given.
 *
 * The engine decides numbers; a text that says "two heads" of a wolf with one, or a price that is
 * not the price, is wrong. So every number of the text must be among those that were given, or
 * stand in a text of the designers that was given (in no name: players choose those). What counts:
 *
 *   - digits: 12, 1 000, 1,000, 3.5, 3,5;
 *   - cardinals and collectives in all their cases, and ordinals from the third on, up to 999 999;
 *     they add up as they are spoken (сто двадцать пять, twenty-five, две тысячи); a word that does
 *     not go on the number before it begins another (два-три are 2 and 3).
 *
 * What does not: one, first and second (articles, time and turns of speech in both languages),
 * once, both, half, pair; hundreds and thousands as vague words (сотни лет, thousands of years);
 * Roman numerals. Left out besides are forms that mean something else as often: сорока (a magpie),
 * семью (a family). Turns of speech with a number in them (в два счёта) are refused: the model is
 * told so. */
#include "lore/judge_inner.h"

#include "base/str.h"

#include <stdlib.h>
#include <string.h>

#define CLOSE (1.0 / 1024) /* numbers nearer than this are equal */

struct number_word {
    double value;
    const char *forms; /* each between blanks */
};

#define ORDINAL(stem) /* hard adjective, all cases */                                              \
    " " stem "ый " stem "ая " stem "ое " stem "ые " stem "ого " stem "ому " stem "ым " stem        \
    "ом " stem "ой " stem "ую " stem "ых " stem "ыми "

static const struct number_word NUMBERS[] = {
    {1.5, " полтора полторы полутора "},
    {2, " два две двух двум двумя двое двоих двоим двоими two twofold "},
    {3,
     " три трех трем тремя трое троих троим троими третий третья третье третьего третьей третьему "
     "третьим третьем третью третьи третьих three third thrice threefold "},
    {4, " четыре четырех четырем четырьмя четверо четверых четверым" ORDINAL(
            "четверт") "four fourth "},
    {5, " пять пяти пятью пятеро пятерых пятерым" ORDINAL("пят") "five fifth "},
    {6, " шесть шести шестью шестеро шестерых шестой шестая шестое шестого шестую six sixth "},
    {7, " семь семи семеро семерых седьмой седьмая седьмое седьмого седьмую seven seventh "},
    {8, " восемь восьми восемью восьмеро восьмой восьмая восьмое восьмого восьмую eight eighth "},
    {9, " девять девяти девятью девятеро" ORDINAL("девят") "nine ninth "},
    {10, " десять десяти десятью десятеро десяток десятка десятку десятком" ORDINAL(
             "десят") "ten tenth "},
    {11, " одиннадцать одиннадцати одиннадцатью" ORDINAL("одиннадцат") "eleven eleventh "},
    {12, " двенадцать двенадцати двенадцатью дюжина дюжину дюжины дюжиной" ORDINAL(
             "двенадцат") "twelve twelfth "},
    {13, " тринадцать тринадцати тринадцатью" ORDINAL("тринадцат") "thirteen thirteenth "},
    {14, " четырнадцать четырнадцати четырнадцатью" ORDINAL("четырнадцат") "fourteen fourteenth "},
    {15, " пятнадцать пятнадцати пятнадцатью" ORDINAL("пятнадцат") "fifteen fifteenth "},
    {16, " шестнадцать шестнадцати шестнадцатью" ORDINAL("шестнадцат") "sixteen sixteenth "},
    {17, " семнадцать семнадцати семнадцатью" ORDINAL("семнадцат") "seventeen seventeenth "},
    {18, " восемнадцать восемнадцати восемнадцатью" ORDINAL("восемнадцат") "eighteen eighteenth "},
    {19, " девятнадцать девятнадцати девятнадцатью" ORDINAL("девятнадцат") "nineteen nineteenth "},
    {20, " двадцать двадцати двадцатью" ORDINAL("двадцат") "twenty twentieth "},
    {30, " тридцать тридцати тридцатью" ORDINAL("тридцат") "thirty thirtieth "},
    {40, " сорок сороковой сороковая сороковое сорокового forty fortieth "},
    {50, " пятьдесят пятидесяти пятьюдесятью полсотни" ORDINAL("пятидесят") "fifty fiftieth "},
    {60, " шестьдесят шестидесяти шестьюдесятью" ORDINAL("шестидесят") "sixty sixtieth "},
    {70, " семьдесят семидесяти семьюдесятью" ORDINAL("семидесят") "seventy seventieth "},
    {80, " восемьдесят восьмидесяти восемьюдесятью" ORDINAL("восьмидесят") "eighty eightieth "},
    {90, " девяносто девяноста" ORDINAL("девяност") "ninety ninetieth "},
    {100, " сто ста сотня сотню сотней" ORDINAL("сот") "hundred hundredth "},
    {200, " двести двухсот двумстам двумястами двухстах" ORDINAL("двухсот")},
    {300, " триста трехсот тремстам тремястами трехстах" ORDINAL("трехсот")},
    {400, " четыреста четырехсот четыремстам четырьмястами" ORDINAL("четырехсот")},
    {500, " пятьсот пятисот пятистам пятьюстами" ORDINAL("пятисот")},
    {600, " шестьсот шестисот шестистам шестьюстами" ORDINAL("шестисот")},
    {700, " семьсот семисот семистам семьюстами" ORDINAL("семисот")},
    {800, " восемьсот восьмисот восьмистам восьмьюстами" ORDINAL("восьмисот")},
    {900, " девятьсот девятисот девятистам девятьюстами" ORDINAL("девятисот")},
    {1000, " тысяча тысячу тысячей тысячью" ORDINAL("тысячн") "thousand thousandth "},
};

/* These go on a number, and are vague alone: сто тысяч, две сотни; but: сотни лет. */
static const struct number_word VAGUE[] = {
    {100, " сотни сотен сотням сотнями hundreds "},
    {1000, " тысячи тысяч тысячам тысячами thousands "},
    {12, " дюжин dozens "},
    {12, " dozen "},
    {10, " десятки десятков tens "},
    {1, " один одна одно одного одной одному одним одном одну one "},
};

static bool find(const struct number_word *table, size_t count, const char *fold, double *ret)
{
    char key[LORE_WORD_MAX + 3];
    size_t len = strlen(fold);

    if (len + 3 > sizeof key)
        return false;
    key[0] = ' ';
    str_copy(key + 1, sizeof key - 1, fold);
    str_copy(key + 1 + len, sizeof key - 1 - len, " ");
    for (size_t i = 0; i < count; i++)
        if (strstr(table[i].forms, key)) {
            *ret = table[i].value;
            return true;
        }
    return false;
}

#define FIND(table, fold, ret) find(table, sizeof(table) / sizeof *(table), fold, ret)

/* What is between two words; NULL when it is too much to stand within a number. */
static const char *gap(const struct words *words, const char *text, size_t i)
{
    const struct word *word = &words->list[i], *next = word + 1;
    static const char *const gaps[] = {" ", "-", ",", ".", "\xC2\xA0", "\xE2\x80\xAF"};
    size_t end = word->from + word->len;

    if (i + 1 >= words->count || next->from < end)
        return NULL;
    for (size_t k = 0; k < sizeof gaps / sizeof *gaps; k++)
        if (next->from - end == strlen(gaps[k]) && !memcmp(text + end, gaps[k], next->from - end))
            return gaps[k];
    return NULL;
}

/* A number in the making: `sum` is what is said, `part` what a thousand would multiply, `last` the
 * smallest step so far: what follows must be below it. */
struct making {
    double sum, part, last;
};

static bool goes_on(struct making *made, double value)
{
    if (value == 1000 && made->part > 0 && made->sum == 0) {
        made->sum = made->part * 1000;
        made->part = 0;
        made->last = 1000;
        return true;
    }
    if ((value == 100 || value == 12 || value == 10) && made->part > 0 && made->part < 10 &&
        made->last < 10) { /* two hundred, две сотни, two dozen */
        made->part *= value;
        made->last = value == 100 ? 100 : 1;
        return true;
    }
    double step = value >= 1000 ? 1000 : value >= 100 ? 100 : value >= 20 ? 10 : 1;
    if (step >= made->last || (made->last == 10 && value >= 10))
        return false;
    made->part += value;
    made->last = step;
    return true;
}

static size_t spoken(const struct words *words, const char *text, size_t i, double *ret)
{
    struct making made = {.last = 1e9};
    double value;
    size_t at = i;

    for (; at < words->count; at++) {
        const char *fold = words_fold(words, at);
        bool and = at > i && str_equal(fold, "and") && at + 1 < words->count;
        if (and&&made.last == 100 && FIND(NUMBERS, words_fold(words, at + 1), &value))
            continue;
        if (!FIND(NUMBERS, fold, &value) && !(at > i && FIND(VAGUE, fold, &value)))
            break;
        if (at > i && !and&&!gap(words, text, at - 1))
            break;
        if (!goes_on(&made, value))
            break;
    }
    *ret = made.sum + made.part;
    return at - i;
}

/* "1", "000" with a space or comma between: thousands; with a dot or comma and no three: a
 * fraction. */
static size_t digits(const struct words *words, const char *text, size_t i, double *ret)
{
    double value = strtod(words_fold(words, i), NULL);
    size_t at = i + 1;

    for (; at < words->count && words->list[at].alphabets == WORD_DIGITS; at++) {
        const char *between = gap(words, text, at - 1), *fold = words_fold(words, at);
        bool three = strlen(fold) == 3 && words->list[i].len <= 3;
        bool mark = between && (*between == ',' || *between == '.');
        if (!between || *between == '-' || (!mark && !three))
            break;
        if (mark && !(three && *between == ',')) {
            double part = strtod(fold, NULL);
            for (size_t k = strlen(fold); k > 0; k--)
                part /= 10;
            value += part;
            at++;
            break;
        }
        value = value * 1000 + strtod(fold, NULL);
    }
    *ret = value;
    return at - i;
}

void numbers_each(const struct words *words, const char *text,
                  bool (*fn)(void *ctx, double number, size_t at, size_t count), void *ctx)
{
    for (size_t i = 0; i < words->count;) {
        double number = 0;
        size_t count = words->list[i].alphabets == WORD_DIGITS ? digits(words, text, i, &number)
                                                               : spoken(words, text, i, &number);
        if (count && !fn(ctx, number, i, count))
            return;
        i += count ? count : 1;
    }
}

struct search {
    double number;
    bool found;
};

static bool compare(void *ctx, double number, size_t at, size_t count)
{
    struct search *search = ctx;
    double away = number - search->number;

    (void)at;
    (void)count;
    search->found = search->found || (away < CLOSE && away > -CLOSE);
    return !search->found;
}

static bool stands_in(const json *list, struct search *search)
{
    for (const json *entry = json_first(list); entry && !search->found; entry = json_next(entry)) {
        const char *text = json_text(entry, NULL);
        struct words words;
        if (!text) {
            compare(search, json_real(entry, 0), 0, 0);
            continue;
        }
        words_init(&words);
        words_add(&words, text);
        numbers_each(&words, text, compare, search);
        words_done(&words);
    }
    return search->found;
}

struct hearing {
    const struct lore_brief *brief;
    const struct answer *answer;
    struct lore_verdict *verdict;
    enum lore_fault fault;
};

static bool hear(void *ctx, double number, size_t at, size_t count)
{
    struct hearing *hearing = ctx;
    struct search search = {.number = number};

    if (stands_in(hearing->brief->numbers, &search) || stands_in(hearing->brief->prose, &search))
        return true;
    const struct word *first = &hearing->answer->words.list[at], *last = first + count - 1;
    hearing->fault = lore_refuse(hearing->verdict, LORE_FACTS,
                                 "the number \"%.*s\" was not given: use only numbers of the facts",
                                 (int)(last->from + last->len - first->from),
                                 hearing->answer->text.data + first->from);
    return false;
}

enum lore_fault lore_numbers(const struct lore_brief *brief, const struct answer *answer,
                             struct lore_verdict *verdict)
{
    struct hearing hearing = {.brief = brief, .answer = answer, .verdict = verdict};

    if (!brief->invents_numbers)
        numbers_each(&answer->words, answer->text.data, hear, &hearing);
    return hearing.fault;
}
