/* A text as words: what the judge counts, compares and looks up. Inner to lore/.
 *
 * A word is a run of letters of one or several alphabets, apostrophes within it, or a run of
 * digits. A hyphen ends a word. `fold` is the word in small letters, with ё as е and without stress
 * marks. Texts are UTF-8; a broken byte is no letter. */
#ifndef BYLINA_LORE_WORDS_H
#define BYLINA_LORE_WORDS_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LORE_WORDS_TEXT_MAX (256u << 10) /* bytes of small letters of one text */
#define LORE_WORD_MAX       96           /* bytes of one word; the rest of a longer one is cut */

enum word_alphabet {
    WORD_LATIN = 1,
    WORD_CYRILLIC = 2,
    WORD_OTHER = 4,
    WORD_DIGITS = 8,
};

struct word {
    size_t fold;        /* offset of its small letters in words->folds, which end in 0 */
    size_t from, len;   /* bytes in the text */
    unsigned alphabets; /* of enum word_alphabet */
    bool capital;       /* begins with a capital */
    bool opens;         /* begins a sentence or a speech: its capital says nothing */
};

struct words {
    struct word *list;
    size_t count, cap;
    struct buf folds;
};

void words_init(struct words *words);
void words_add(struct words *words, const char *text); /* another text; its first word opens */
void words_done(struct words *words);

/* Offset i must be below count. */
const char *words_fold(const struct words *words, size_t i);

/* Whether two folded words may be forms of one: see words_same.c. */
bool words_same(const char *a, const char *b);

/* Where the phrase stands in the words from `start` on, as forms; count when it is nowhere. */
size_t words_find(const struct words *words, size_t start, const struct words *phrase);

/* A hash of `n` words from i on, which must be there; for shingles. */
uint64_t words_hash(const struct words *words, size_t i, size_t n);

#endif
