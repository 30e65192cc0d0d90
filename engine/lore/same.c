/* Is a text the prompt's own, or one that is there already? Both by shingles: runs of words in
 * small letters (Broder, 1997: On the resemblance and containment of documents).
 *
 * Echo: ECHO_RUN words in a row that stand so in the system text or in the data. Names and facts of
 * a few words may be said as they are; a sentence of the prompt, its examples or a fact may not.
 *
 * Duplicate: the resemblance (common shingles of TRIGRAM words by all of both, Jaccard) with a
 * recent text of the kind is DUPLICATE_PERCENT at least. Measured on the 49 texts of 12 words and
 * more in the locales of the two games here (21 words on the average): of 1176 pairs that were
 * written apart the nearest has 10 percent and all but 12 have less than 1; the same text with
 * every tenth word changed keeps 61 percent, with every fifth 37, with a quarter of it written
 * anew 47. Texts that begin with the same OPENING_WORDS words are taken for duplicates, too:
 * sameness shows there first. A text of fewer words than a shingle has (a name) is a duplicate
 * where it is equal.
 */
#include "lore/judge_inner.h"

#include "base/mem.h"
#include "base/str.h"

#include <stdlib.h>
#include <string.h>

#define ECHO_RUN          8
#define ECHO_SHINGLE      4 /* words looked up at once */
#define TRIGRAM           3
#define DUPLICATE_PERCENT 25
#define OPENING_WORDS     5

struct shingles {
    uint64_t *list; /* sorted, each once */
    size_t count;
};

static int by_value(const void *a, const void *b)
{
    uint64_t one = *(const uint64_t *)a, other = *(const uint64_t *)b;

    return one < other ? -1 : one > other;
}

static struct shingles shingle(const struct words *words, size_t n)
{
    struct shingles all = {.list = mem_array(words->count + 1, sizeof *all.list)};
    size_t kept = 0;

    for (size_t i = 0; i + n <= words->count; i++)
        all.list[all.count++] = words_hash(words, i, n);
    qsort(all.list, all.count, sizeof *all.list, by_value);
    for (size_t i = 0; i < all.count; i++)
        if (!kept || all.list[kept - 1] != all.list[i])
            all.list[kept++] = all.list[i];
    all.count = kept;
    return all;
}

static size_t common(const struct shingles *a, const struct shingles *b)
{
    size_t i = 0, k = 0, count = 0;

    while (i < a->count && k < b->count) {
        count += a->list[i] == b->list[k];
        if (a->list[i] <= b->list[k])
            k += a->list[i++] == b->list[k];
        else
            k++;
    }
    return count;
}

enum lore_fault lore_echo(const struct lore_brief *brief, const struct answer *answer,
                          struct lore_verdict *verdict)
{
    const struct words *words = &answer->words;
    size_t run = 0, at = 0;
    struct words prompt;

    words_init(&prompt);
    words_add(&prompt, brief->system);
    words_add(&prompt, brief->own);
    struct shingles asked = shingle(&prompt, ECHO_SHINGLE);
    for (; at + ECHO_SHINGLE <= words->count && run < ECHO_RUN; at++) {
        uint64_t hash = words_hash(words, at, ECHO_SHINGLE);
        bool there = bsearch(&hash, asked.list, asked.count, sizeof hash, by_value);
        run = !there ? 0 : run ? run + 1 : ECHO_SHINGLE;
    }
    free(asked.list);
    words_done(&prompt);
    if (run < ECHO_RUN)
        return LORE_FINE;
    const struct word *last = &words->list[at + ECHO_SHINGLE - 2];
    const struct word *first = last - (ECHO_RUN - 1);
    return lore_refuse(verdict, LORE_ECHO, "the words \"%.*s\" are the prompt's own: use your own",
                       (int)(last->from + last->len - first->from),
                       answer->text.data + first->from);
}

static bool is_text(const struct lore_brief *brief, const json *field)
{
    const json *asked = brief ? json_get(brief->fields, json_key(field)) : NULL;

    return json_type(field) == JSON_STRING &&
           (!brief || str_equal(json_str(asked, "type", ""), "text"));
}

void lore_body_text(const struct lore_brief *brief, const char *body, struct buf *text)
{
    json *root = NULL;
    struct err err;

    if (!body || json_parse(body, strlen(body), &root, &err))
        return;
    for (const json *field = json_first(root); field; field = json_next(field))
        if (is_text(brief, field)) {
            buf_adds(text, json_text(field, ""));
            buf_addc(text, '\n');
        }
    json_free(root);
}

static bool opens_alike(const struct words *a, const struct words *b)
{
    return a->count >= OPENING_WORDS && b->count >= OPENING_WORDS &&
           words_hash(a, 0, OPENING_WORDS) == words_hash(b, 0, OPENING_WORDS);
}

static bool resembles(const struct words *words, const struct shingles *own,
                      const struct words *other)
{
    bool alike;

    if (words->count < TRIGRAM || other->count < TRIGRAM)
        return words->count == other->count &&
               words_hash(words, 0, words->count) == words_hash(other, 0, other->count);
    struct shingles theirs = shingle(other, TRIGRAM);
    size_t both = common(own, &theirs), all = own->count + theirs.count - both;
    alike = both * 100 >= all * DUPLICATE_PERCENT;
    free(theirs.list);
    return alike;
}

enum lore_fault lore_duplicate(const struct lore_brief *brief, const struct answer *answer,
                               const struct lore_recent *recent, struct lore_verdict *verdict)
{
    size_t texts = !recent ? 0 : recent->count < LORE_RECENT_MAX ? recent->count : LORE_RECENT_MAX;
    struct shingles own = shingle(&answer->words, TRIGRAM);
    enum lore_fault fault = LORE_FINE;
    struct buf text;

    buf_init(&text, LORE_ANSWER_MAX);
    for (size_t i = 0; i < texts && !fault; i++) {
        struct words other;
        buf_reset(&text);
        lore_body_text(brief, recent->bodies[i], &text);
        words_init(&other);
        words_add(&other, text.data);
        if (other.count && opens_alike(&answer->words, &other))
            fault = lore_refuse(verdict, LORE_DUPLICATE,
                                "a text that is kept begins with the same words: begin otherwise");
        else if (other.count && resembles(&answer->words, &own, &other))
            fault = lore_refuse(verdict, LORE_DUPLICATE,
                                "a text that is kept says nearly the same: say something else");
        words_done(&other);
    }
    buf_done(&text);
    free(own.list);
    return fault;
}
