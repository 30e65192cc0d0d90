/* Cutting a text into words. There is no table of Unicode here: the alphabets that a game in
 * Russian and English has to tell apart are Latin and Cyrillic, and any other letter only has to be
 * known as neither. Small letters are made for these two alphabets alone, by the order of their
 * code points.
 *
 * Whether a capital says "a name" depends on what stands before the word: after the end of a
 * sentence, a new line, a colon or an opening quote it says nothing. A dash alone opens nothing: in
 * Russian speech it follows a full stop or a comma. */
#include "lore/words.h"

#include "base/mem.h"
#include "base/str.h"

#include <stdlib.h>
#include <string.h>

#define STRESS 0x301

static bool between(int32_t code, int32_t from, int32_t to)
{
    return code >= from && code <= to;
}

/* Punctuation, signs, pictures and what is for private use, above the alphabets at the beginning.
 */
static bool is_sign(int32_t code)
{
    return between(code, 0x2000, 0x2BFF) || between(code, 0x2E00, 0x2E7F) ||
           between(code, 0x3000, 0x3004) || between(code, 0x3008, 0x3020) ||
           between(code, 0xE000, 0xF8FF) || between(code, 0xFE00, 0xFE6F) ||
           between(code, 0xFF00, 0xFF0F) || between(code, 0xFF1A, 0xFF20) ||
           between(code, 0xFFE0, 0xFFFF) || between(code, 0x1F000, 0x1FAFF) || code >= 0xE0000;
}

/* 0: no letter and no digit. */
static unsigned alphabet(int32_t code)
{
    if (code < 0x80)
        return between(code, 'a', 'z') || between(code, 'A', 'Z') ? WORD_LATIN
               : between(code, '0', '9')                          ? WORD_DIGITS
                                                                  : 0;
    if (code < 0xC0)
        return code == 0xAA || code == 0xB5 || code == 0xBA ? WORD_OTHER : 0;
    if (code < 0x250)
        return code == 0xD7 || code == 0xF7 ? 0 : WORD_LATIN;
    if (between(code, 0x400, 0x52F))
        return WORD_CYRILLIC;
    if (between(code, 0x2B0, 0x36F))
        return 0;
    return is_sign(code) ? 0 : WORD_OTHER;
}

static bool in_pairs(int32_t code)
{
    return between(code, 0x100, 0x137) || between(code, 0x14A, 0x177) ||
           between(code, 0x460, 0x481) || between(code, 0x48A, 0x4BF) ||
           between(code, 0x4D0, 0x52F);
}

static int32_t small(int32_t code)
{
    if (between(code, 'A', 'Z') || (between(code, 0xC0, 0xDE) && code != 0xD7) ||
        between(code, 0x410, 0x42F))
        return code + 0x20;
    if (between(code, 0x400, 0x40F))
        return code + 0x50;
    return in_pairs(code) && code % 2 == 0 ? code + 1 : code;
}

static int32_t fold(int32_t code)
{
    code = small(code);
    if (code == 0x2019)
        return '\'';
    return code == 0x451 ? 0x435 : code;
}

static bool ends_sentence(int32_t code)
{
    return code == '.' || code == '!' || code == '?' || code == 0x2026 || code == '\n' ||
           code == ':' || code == ';';
}

static bool opens_speech(int32_t code)
{
    return code == '"' || code == 0xAB || code == 0x201C || code == 0x201E || code == 0x2018 ||
           code == '(' || code == '[';
}

void words_init(struct words *words)
{
    *words = (struct words){0};
    buf_init(&words->folds, LORE_WORDS_TEXT_MAX);
}

void words_done(struct words *words)
{
    free(words->list);
    buf_done(&words->folds);
    *words = (struct words){0};
}

const char *words_fold(const struct words *words, size_t i)
{
    return words->folds.data + words->list[i].fold;
}

static struct word *begin(struct words *words, size_t from, int32_t code, bool opens)
{
    if (words->count == words->cap) {
        words->cap = words->cap ? 2 * words->cap : 64;
        words->list = mem_grow(words->list, words->cap, sizeof *words->list);
    }
    struct word *word = &words->list[words->count++];
    *word = (struct word){.fold = words->folds.len,
                          .from = from,
                          .alphabets = alphabet(code),
                          .capital = small(code) != code,
                          .opens = opens};
    return word;
}

static bool is_apostrophe(int32_t code)
{
    return code == '\'' || code == 0x2019;
}

/* Whether `code` goes on the word that ends before it. */
static bool goes_on(const struct word *word, int32_t code, int32_t next)
{
    unsigned kind = alphabet(code);

    if (code == STRESS)
        return true;
    if (word->alphabets == WORD_DIGITS)
        return kind == WORD_DIGITS;
    if (is_apostrophe(code))
        return alphabet(next) & (WORD_LATIN | WORD_CYRILLIC);
    return kind && kind != WORD_DIGITS;
}

static int32_t peek(const char *text, size_t len, size_t at)
{
    return at < len ? utf8_next(text, len, &at) : 0;
}

/* A word in the making, in small letters. */
struct spelling {
    char letters[LORE_WORD_MAX];
    size_t len;
};

static void put(struct spelling *spelling, int32_t code)
{
    char bytes[4];
    size_t size = utf8_put(fold(code), bytes);

    if (code == STRESS || spelling->len + size >= LORE_WORD_MAX)
        return;
    memcpy(spelling->letters + spelling->len, bytes, size);
    spelling->len += size;
}

/* The word that begins at *at with `code`; leaves *at behind it. */
static void take(struct words *words, const char *text, size_t len, size_t *at, bool opens)
{
    size_t from = *at;
    int32_t code = utf8_next(text, len, at);
    struct word *word = begin(words, from, code, opens);
    struct spelling spelling = {.len = 0};
    size_t end = *at;

    put(&spelling, code);
    while (end < len) {
        code = utf8_next(text, len, &end);
        if (!goes_on(word, code, peek(text, len, end)))
            break;
        word->alphabets |= alphabet(code);
        put(&spelling, code);
        *at = end;
    }
    word->len = *at - from;
    spelling.letters[spelling.len] = '\0';
    /* past the ceiling words have no letters; they still count */
    if (buf_add(&words->folds, spelling.letters, spelling.len + 1))
        word->fold = words->folds.len;
}

void words_add(struct words *words, const char *text)
{
    size_t len = strlen(text), at = 0;
    bool opens = true;

    while (at < len) {
        size_t next = at;
        int32_t code = utf8_next(text, len, &next);
        if (alphabet(code)) {
            take(words, text, len, &at, opens);
            opens = false;
            continue;
        }
        opens = opens || ends_sentence(code) || opens_speech(code);
        at = next;
    }
}

size_t words_find(const struct words *words, size_t start, const struct words *phrase)
{
    for (size_t i = start; phrase->count && i + phrase->count <= words->count; i++) {
        size_t k = 0;
        while (k < phrase->count && words_same(words_fold(words, i + k), words_fold(phrase, k)))
            k++;
        if (k == phrase->count)
            return i;
    }
    return words->count;
}

/* FNV-1a over the letters, a 0 byte between words. */
uint64_t words_hash(const struct words *words, size_t i, size_t n)
{
    uint64_t hash = 0xCBF29CE484222325u;

    for (size_t k = i; k < i + n; k++) {
        const char *c = words_fold(words, k);
        do
            hash = (hash ^ (unsigned char)*c) * 0x100000001B3u;
        while (*c++);
    }
    return hash;
}
