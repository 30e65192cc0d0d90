/* The judge: may this answer be kept as lore? Pure: the same brief, answer and recent texts give
 * the same verdict, whatever was judged before.
 *
 * An answer is kept only as its canonical body: JSON that fits the brief's fields, keys sorted,
 * texts trimmed, without markup and control characters, in the language of the brief, with no
 * number and no name that was not given, no banned or worn-out name, and unlike the recent texts of
 * its kind. What the rules are, and where they end, stands in the files of each: shape.c, markup.c,
 * tongue.c, numbers.c, names.c, same.c.
 *
 * The finish reason of the call is not looked at here: only a whole answer comes here. */
#ifndef BYLINA_LORE_JUDGE_H
#define BYLINA_LORE_JUDGE_H

#include "lore/brief.h"

#define LORE_ANSWER_MAX   (64u << 10) /* bytes; a longer answer is refused unread */
#define LORE_WORDS_MAX    320         /* bytes of a verdict's words */
#define LORE_RECENT_MAX   128         /* recent texts that are looked at: the first ones; 4 ms */
#define LORE_OVERUSED_MAX 32          /* names that lore_overused gives */

enum lore_fault {
    LORE_FINE,
    LORE_EMPTY,     /* nothing there */
    LORE_SHAPE,     /* no JSON, or other fields than asked for */
    LORE_LENGTH,    /* too short or too long */
    LORE_MARKUP,    /* tags, fences, links, mentions, unseen characters */
    LORE_LANGUAGE,  /* another language, or two */
    LORE_NAMES,     /* a banned or worn-out word or name */
    LORE_FACTS,     /* a number or a name that was not given */
    LORE_ECHO,      /* the prompt's own words */
    LORE_DUPLICATE, /* too like a text that is kept already */
};

/* "language": what the database keeps as the reason. */
const char *lore_fault_name(enum lore_fault fault);

/* Bodies (canonical JSON) of the newest kept texts of the brief's kind and language, its own old
 * text left out. */
struct lore_recent {
    const char *const *bodies;
    size_t count;
};

struct lore_verdict {
    enum lore_fault fault;
    char words[LORE_WORDS_MAX]; /* English, for the repair and for review; "" when fine */
    char *body;                 /* canonical JSON for free(); NULL unless fine */
};

/* What the judge knows of languages. `data` is the folder of libexttextcat's data, NULL: where the
 * package has it. Without them languages are told by their letters alone; err says so then (code 0:
 * all is there). Never NULL. */
struct lore_judge *lore_judge_new(const char *data, struct err *err);
void lore_judge_free(struct lore_judge *judge);

/* Fills ret whole. `answer` need not be valid in any way. */
void lore_judge(struct lore_judge *judge, const struct lore_brief *brief, const char *answer,
                size_t len, const struct lore_recent *recent, struct lore_verdict *ret);

/* The names that stand in too many of these texts, most frequent first, as a JSON array of texts
 * for free(): what a brief's request has as `avoid`. */
char *lore_overused(const struct lore_recent *recent);

#endif
