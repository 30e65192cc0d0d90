/* Names: those that may not be said, and those that were not given.
 *
 * Banned is what the prompt's `never` has (the game's own list is in it), as words or phrases, in
 * any form of theirs. Worn out is a name that stands in many of the recent texts of the kind,
 * unless it was given: models like a few names too well. A text that is nothing but a name wears
 * it out at once.
 *
 * A stranger is a name that was not given. What is a name in a text, without a dictionary: a word
 * with a capital where none begins a sentence or a speech. It was given if it is a form
 * (words_same.c) of any word of the given names and texts. A few words have capitals for other
 * reasons (COMMON). Where it ends: a name that stands only at the beginnings of sentences is not
 * seen, nor one without a capital; places and people that are known but not here (given.apart) are
 * looked for as whole phrases of two words at least, whatever their letters. Directions promise an
 * exit, so they must have been given, too.
 */
#include "lore/judge_inner.h"

#include "base/mem.h"
#include "base/str.h"

#include <stdlib.h>
#include <string.h>

#define OVERUSED_TEXTS 3 /* a name in so many texts, */
#define OVERUSED_SHARE 8 /* and in one of so many, is worn out */
#define LONE_WORDS     2 /* a text of no more is a name: it is worn out at once */

static const char COMMON[] =
    " i i'm i'd i'll i've o god lord sir tsar king prince princess father mother mr mrs russian "
    " monday tuesday wednesday thursday friday saturday sunday christmas easter "
    " бог бога богу богом боже господь господи господа русь руси русью "
    " вы вас вам вами ваш ваша ваше ваши вашего вашей вашу вашим ";

static const char *const DIRECTIONS[] = {
    "север",   "юг",        "восток",    "запад",    "северный", "южный",    "восточный", "направо",
    "налево",  "north",     "south",     "east",     "west",     "northern", "southern",  "eastern",
    "western", "northward", "southward", "eastward", "westward", "leftward", "rightward",
};

static bool is_common(const char *fold)
{
    char key[LORE_WORD_MAX + 3];
    size_t len = strlen(fold);

    if (len + 3 > sizeof key)
        return false;
    key[0] = ' ';
    str_copy(key + 1, sizeof key - 1, fold);
    str_copy(key + 1 + len, sizeof key - 1 - len, " ");
    return strstr(COMMON, key) != NULL;
}

bool names_is_name(const struct words *words, size_t i)
{
    const struct word *word = &words->list[i];

    return word->capital && !word->opens && !is_common(words_fold(words, i));
}

void names_given(const struct lore_brief *brief, struct words *words)
{
    words_init(words);
    for (const json *name = json_first(brief->names); name; name = json_next(name))
        words_add(words, json_text(name, ""));
    for (const json *text = json_first(brief->prose); text; text = json_next(text))
        words_add(words, json_text(text, ""));
}

static bool has(const struct words *words, const char *fold)
{
    for (size_t i = 0; i < words->count; i++)
        if (words_same(words_fold(words, i), fold))
            return true;
    return false;
}

/* The first of these phrases that stands in the text; NULL: none. `least`: words of a phrase. */
static const char *find_any(const struct words *words, const json *phrases, size_t least)
{
    const char *found = NULL;

    for (const json *entry = json_first(phrases); entry && !found; entry = json_next(entry)) {
        struct words phrase;
        words_init(&phrase);
        words_add(&phrase, json_text(entry, ""));
        if (phrase.count >= least && words_find(words, 0, &phrase) < words->count)
            found = json_text(entry, "");
        words_done(&phrase);
    }
    return found;
}

struct tally {
    const char *fold; /* of `all` */
    size_t texts, last;
    bool lone; /* some text is hardly more than this name */
};

/* The names of recent texts with how many have them. The caller frees tallies and done's `all`. */
static size_t count_names(const struct lore_recent *recent, struct words *all,
                          struct tally **ret_tallies)
{
    size_t texts = recent->count < LORE_RECENT_MAX ? recent->count : LORE_RECENT_MAX;
    struct tally *tallies = NULL;
    size_t count = 0, from = 0;
    struct buf text;

    buf_init(&text, LORE_ANSWER_MAX);
    words_init(all);
    size_t *ends = mem_array(texts + 1, sizeof *ends);
    for (size_t t = 0; t < texts; t++) {
        buf_reset(&text);
        lore_body_text(NULL, recent->bodies[t], &text);
        words_add(all, text.data);
        ends[t] = all->count;
    }
    tallies = mem_array(all->count + 1, sizeof *tallies);
    for (size_t t = 0; t < texts; from = ends[t++])
        for (size_t i = from; i < ends[t]; i++) {
            size_t k = 0;
            bool lone = ends[t] - from <= LONE_WORDS;
            if (!names_is_name(all, i) && !(lone && all->list[i].capital))
                continue;
            while (k < count && !words_same(tallies[k].fold, words_fold(all, i)))
                k++;
            if (k == count)
                tallies[count++].fold = words_fold(all, i);
            tallies[k].texts += tallies[k].last != t + 1;
            tallies[k].last = t + 1;
            tallies[k].lone = tallies[k].lone || lone;
        }
    free(ends);
    buf_done(&text);
    *ret_tallies = tallies;
    return count;
}

static bool is_worn(const struct tally *tally, const struct lore_recent *recent)
{
    size_t texts = recent->count < LORE_RECENT_MAX ? recent->count : LORE_RECENT_MAX;

    return tally->lone ||
           (tally->texts >= OVERUSED_TEXTS && tally->texts * OVERUSED_SHARE >= texts);
}

static int by_texts(const void *a, const void *b)
{
    const struct tally *one = a, *other = b;

    if (one->texts != other->texts)
        return one->texts < other->texts ? 1 : -1;
    return strcmp(one->fold, other->fold);
}

char *lore_overused(const struct lore_recent *recent)
{
    struct tally *tallies;
    struct words all;
    size_t count = count_names(recent, &all, &tallies);
    json *names = json_array();

    qsort(tallies, count, sizeof *tallies, by_texts);
    for (size_t i = 0; i < count && json_count(names) < LORE_OVERUSED_MAX; i++)
        if (is_worn(&tallies[i], recent))
            json_push(names, json_new_str(tallies[i].fold));
    char *text = json_print(names);
    json_free(names);
    free(tallies);
    words_done(&all);
    return text;
}

static enum lore_fault check_worn(const struct words *given, const struct answer *answer,
                                  const struct lore_recent *recent, struct lore_verdict *verdict)
{
    struct tally *tallies;
    struct words all;
    size_t count = count_names(recent, &all, &tallies);
    enum lore_fault fault = LORE_FINE;

    for (size_t k = 0; k < count && !fault; k++)
        if (is_worn(&tallies[k], recent) && !has(given, tallies[k].fold) &&
            has(&answer->words, tallies[k].fold))
            fault = lore_refuse(verdict, LORE_NAMES,
                                "the name \"%s\" stands in too many texts already: use another",
                                tallies[k].fold);
    free(tallies);
    words_done(&all);
    return fault;
}

enum lore_fault lore_banned(const struct lore_brief *brief, const struct answer *answer,
                            const struct lore_recent *recent, struct lore_verdict *verdict)
{
    const char *banned = find_any(&answer->words, brief->never, 1);
    enum lore_fault fault = LORE_FINE;
    struct words given;

    if (banned)
        return lore_refuse(verdict, LORE_NAMES, "the word \"%s\" may not be used", banned);
    if (!recent || !recent->count)
        return LORE_FINE;
    names_given(brief, &given);
    fault = check_worn(&given, answer, recent, verdict);
    words_done(&given);
    return fault;
}

static bool is_direction(const char *fold)
{
    for (size_t i = 0; i < sizeof DIRECTIONS / sizeof *DIRECTIONS; i++)
        if (words_same(DIRECTIONS[i], fold))
            return true;
    return false;
}

static enum lore_fault check_stranger(const struct lore_brief *brief, const struct words *given,
                                      const struct answer *answer, size_t i,
                                      struct lore_verdict *verdict)
{
    const struct word *word = &answer->words.list[i];
    const char *fold = words_fold(&answer->words, i), *said = answer->text.data + word->from;

    if (is_direction(fold) && !has(given, fold))
        return lore_refuse(verdict, LORE_FACTS, "the direction \"%.*s\" was not given",
                           (int)word->len, said);
    if (brief->invents_names || !names_is_name(&answer->words, i) || has(given, fold))
        return LORE_FINE;
    return lore_refuse(verdict, LORE_FACTS,
                       "the name \"%.*s\" was not given: use only names of the facts",
                       (int)word->len, said);
}

enum lore_fault lore_strangers(const struct lore_brief *brief, const struct answer *answer,
                               struct lore_verdict *verdict)
{
    const char *apart = find_any(&answer->words, brief->apart, 2);
    enum lore_fault fault = LORE_FINE;
    struct words given;

    if (apart)
        return lore_refuse(verdict, LORE_FACTS, "\"%s\" is not here: the facts do not name it",
                           apart);
    names_given(brief, &given);
    for (size_t i = 0; i < answer->words.count && !fault; i++)
        fault = check_stranger(brief, &given, answer, i, verdict);
    words_done(&given);
    return fault;
}
