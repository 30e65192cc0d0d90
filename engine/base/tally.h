/* Counts by two words: ("sendMessage", "200") -> 17. Bounded: what would be word pair number
 * TALLY_MAX + 1 counts as ("other", "other"), so that whoever brings the words cannot fill the
 * memory. Not thread-safe. */
#ifndef BYLINA_BASE_TALLY_H
#define BYLINA_BASE_TALLY_H

#include <stddef.h>
#include <stdint.h>

#define TALLY_MAX      1000
#define TALLY_WORD_MAX 127 /* bytes of a word that count */

struct tally;

struct tally *tally_new(void);
void tally_free(struct tally *tally); /* NULL is fine */
void tally_add(struct tally *tally, const char *first, const char *second);

/* fn for each pair, in the order of the words. */
typedef void (*tally_fn)(void *ctx, const char *first, const char *second, int64_t count);
void tally_each(const struct tally *tally, tally_fn fn, void *ctx);

#endif
