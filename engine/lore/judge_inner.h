/* What the files of the judge share. Inner to lore/.
 *
 * Each check returns LORE_FINE, or its fault with the words for the repair in verdict->words. */
#ifndef BYLINA_LORE_JUDGE_INNER_H
#define BYLINA_LORE_JUDGE_INNER_H

#include "lore/judge.h"
#include "lore/words.h"

struct tongue;

/* All that is looked at of an answer. */
struct answer {
    json *body;         /* fields in order, texts tidied */
    struct buf text;    /* the texts, a line each */
    struct words words; /* of `text` */
};

enum lore_fault lore_refuse(struct lore_verdict *verdict, enum lore_fault fault, const char *format,
                            ...) __attribute__((format(printf, 3, 4)));

/* shape.c */
enum lore_fault lore_shape(const struct lore_brief *brief, const char *text, size_t len,
                           struct answer *answer, struct lore_verdict *verdict);

/* markup.c: one text of an answer */
enum lore_fault lore_markup(const char *text, struct lore_verdict *verdict);

/* tongue.c; tongue_new never gives NULL */
struct tongue *tongue_new(const char *data, struct err *err);
void tongue_free(struct tongue *tongue);
enum lore_fault lore_language(struct tongue *tongue, const struct lore_brief *brief,
                              const struct answer *answer, struct lore_verdict *verdict);

/* numbers.c: fn for each number in the words of `text` until it returns false: `count` words from
 * `at`. */
void numbers_each(const struct words *words, const char *text,
                  bool (*fn)(void *ctx, double number, size_t at, size_t count), void *ctx);
enum lore_fault lore_numbers(const struct lore_brief *brief, const struct answer *answer,
                             struct lore_verdict *verdict);

/* names.c */
enum lore_fault lore_banned(const struct lore_brief *brief, const struct answer *answer,
                            const struct lore_recent *recent, struct lore_verdict *verdict);
enum lore_fault lore_strangers(const struct lore_brief *brief, const struct answer *answer,
                               struct lore_verdict *verdict);
/* The words that were given; the caller ends them with words_done. */
void names_given(const struct lore_brief *brief, struct words *words);
bool names_is_name(const struct words *words, size_t i);

/* same.c */
enum lore_fault lore_echo(const struct lore_brief *brief, const struct answer *answer,
                          struct lore_verdict *verdict);
enum lore_fault lore_duplicate(const struct lore_brief *brief, const struct answer *answer,
                               const struct lore_recent *recent, struct lore_verdict *verdict);
/* The texts of a body, a line each (brief NULL: all its strings); "" for what is no body. */
void lore_body_text(const struct lore_brief *brief, const char *body, struct buf *text);

#endif
