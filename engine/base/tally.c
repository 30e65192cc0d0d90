/* One map from "first\nsecond" to a count. A word is cut at TALLY_WORD_MAX bytes and at its first
 * line break, which therefore can stand between the two. Told in order, because what a person or a
 * test reads should not change its order from one time to the next; telling is rare. */
#include "base/tally.h"

#include "base/map.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define KEY_MAX (2 * TALLY_WORD_MAX + 2)

struct tally {
    struct map *counts;
};

struct tally *tally_new(void)
{
    struct tally *tally = mem_alloc(sizeof *tally);
    tally->counts = map_new();
    return tally;
}

void tally_free(struct tally *tally)
{
    if (!tally)
        return;
    map_free_with(tally->counts, free);
    free(tally);
}

static char *add_word(char *at, const char *word)
{
    size_t len = strnlen(word, TALLY_WORD_MAX);
    const char *end = memchr(word, '\n', len);
    if (end)
        len = (size_t)(end - word);
    memcpy(at, word, len);
    return at + len;
}

static void make_key(char key[KEY_MAX], const char *first, const char *second)
{
    char *at = add_word(key, first);
    *at++ = '\n';
    *add_word(at, second) = '\0';
}

void tally_add(struct tally *tally, const char *first, const char *second)
{
    char key[KEY_MAX];
    make_key(key, first, second);
    int64_t *count = map_get(tally->counts, key);
    if (!count && map_count(tally->counts) >= TALLY_MAX) {
        make_key(key, "other", "other");
        count = map_get(tally->counts, key);
    }
    if (!count) {
        count = mem_alloc(sizeof *count);
        map_put(tally->counts, key, count);
    }
    ++*count;
}

struct line {
    const char *key;
    int64_t count;
};

static int in_order(const void *a, const void *b)
{
    return strcmp(((const struct line *)a)->key, ((const struct line *)b)->key);
}

static void tell(const struct line *line, tally_fn fn, void *ctx)
{
    char first[TALLY_WORD_MAX + 1];
    size_t len = strcspn(line->key, "\n");
    memcpy(first, line->key, len);
    first[len] = '\0';
    fn(ctx, first, line->key + len + 1, line->count);
}

void tally_each(const struct tally *tally, tally_fn fn, void *ctx)
{
    size_t count = 0;
    struct line *lines = mem_array(map_count(tally->counts) + 1, sizeof *lines);
    for (struct map_at at = {0}; map_next(tally->counts, &at);)
        lines[count++] = (struct line){at.key, *(int64_t *)at.value};
    qsort(lines, count, sizeof *lines, in_order);
    for (size_t i = 0; i < count; i++)
        tell(&lines[i], fn, ctx);
    free(lines);
}
