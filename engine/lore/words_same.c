/* Are two words forms of one? Russian names decline (Кощей, Кощея, Кощеем), and a judge that
 * compared letters would refuse every good text. There is no dictionary here; the rule is:
 *
 *   Two words are forms of one if, behind a beginning of at least STEM_MIN letters that they share,
 *   each has nothing but an ending of the table below. A vowel е or о before the last consonant may
 *   fall out (кладенец, кладенца; орёл, орла; лев, льва), then one shared letter is enough.
 *
 * Where it ends: suffixes make other words (Иванов for Иван counts as a form, so does Кощеев),
 * stems that change their consonant do not match (Волга, волжский; друг, друзья), and two short
 * names may be taken for one (Мила, Миле). For the judge that errs on the side of letting a text
 * pass where the letters nearly agree, and of refusing it where they do not. English words have s
 * and 's. */
#include "lore/words.h"

#include <string.h>

#define STEM_MIN   4 /* bytes: two Cyrillic letters */
#define STEM_LATIN 3 /* Latin ones */
#define LETTER     2 /* bytes of a Cyrillic letter */

static const char *const ENDINGS[] = {
    "",     "а",   "я",    "у",    "ю",   "о",    "е",    "и",   "ы",   "ь",   "й",   "ом",  "ем",
    "ой",   "ей",  "ою",   "ею",   "ам",  "ям",   "ах",   "ях",  "ами", "ями", "ов",  "ев",  "ий",
    "ия",   "ию",  "ие",   "ии",   "ией", "иям",  "иями", "иях", "ый",  "ая",  "яя",  "ое",  "ее",
    "ые",   "ого", "его",  "ому",  "ему", "ым",   "им",   "ых",  "их",  "ыми", "ими", "ую",  "юю",
    "ин",   "ина", "ину",  "ины",  "ине", "иной", "ья",   "ье",  "ью",  "ьи",  "ьем", "ьей", "ьям",
    "ьями", "ьях", "ьего", "ьему", "ьим", "ьих",  "s",    "'s",  "s'",  "es",
};

static bool is_ending(const char *rest)
{
    for (size_t i = 0; i < sizeof ENDINGS / sizeof *ENDINGS; i++)
        if (strcmp(rest, ENDINGS[i]) == 0)
            return true;
    return false;
}

static size_t shared(const char *a, const char *b)
{
    size_t n = 0;

    while (a[n] && a[n] == b[n])
        n++;
    while (n && ((unsigned char)a[n] & 0xC0) == 0x80) /* within a character */
        n--;
    return n;
}

static bool starts(const char *text, const char *letter)
{
    return strncmp(text, letter, LETTER) == 0;
}

/* "ец" against "ца": the vowel has fallen out of the second. */
static bool fleets(const char *full, const char *fallen)
{
    if (strlen(full) < 2 * LETTER || !(starts(full, "е") || starts(full, "о")))
        return false;
    if (starts(fallen, "ь"))
        fallen += LETTER;
    return strncmp(full + LETTER, fallen, LETTER) == 0 && is_ending(full + 2 * LETTER) &&
           strlen(fallen) >= LETTER && is_ending(fallen + LETTER);
}

bool words_same(const char *a, const char *b)
{
    size_t n = shared(a, b);

    if (!a[n] && !b[n])
        return *a;
    if (n == 0)
        return false;
    if (fleets(a + n, b + n) || fleets(b + n, a + n))
        return true;
    size_t least = (unsigned char)a[0] < 0x80 ? STEM_LATIN : STEM_MIN;
    /* a shorter beginning may do where the shared letters belong to an ending */
    for (size_t k = n; k >= least; k--)
        if (((unsigned char)a[k] & 0xC0) != 0x80 && is_ending(a + k) && is_ending(b + k))
            return true;
    return false;
}
