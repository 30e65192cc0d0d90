/* The order of the checks: what is cheap and certain first, what only measures likeness last, so
 * that the words for the repair name the coarsest fault. Each check is a file of its own; here is
 * only what holds them together, and the rule that nothing leaves but the canonical body of a fine
 * answer. */
#include "lore/judge_inner.h"

#include "base/mem.h"
#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct lore_judge {
    struct tongue *tongue;
};

static const char *const NAMES[] = {"fine",     "empty", "shape", "length", "markup",
                                    "language", "names", "facts", "echo",   "duplicate"};

const char *lore_fault_name(enum lore_fault fault)
{
    return (size_t)fault < sizeof NAMES / sizeof *NAMES ? NAMES[fault] : "unknown";
}

struct lore_judge *lore_judge_new(const char *data, struct err *err)
{
    struct lore_judge *judge = mem_alloc(sizeof *judge);

    judge->tongue = tongue_new(data, err);
    return judge;
}

void lore_judge_free(struct lore_judge *judge)
{
    if (!judge)
        return;
    tongue_free(judge->tongue);
    free(judge);
}

enum lore_fault lore_refuse(struct lore_verdict *verdict, enum lore_fault fault, const char *format,
                            ...)
{
    char words[4 * LORE_WORDS_MAX];
    va_list args;

    va_start(args, format);
    int len = vsnprintf(words, sizeof words, format, args);
    va_end(args);
    /* what was quoted may be cut, or broken where the answer was */
    if (len < 0 || !utf8_valid(words, strlen(words)))
        str_copy(words, sizeof words, "the text is broken");
    str_copy(verdict->words, sizeof verdict->words, words);
    verdict->fault = fault;
    return fault;
}

static enum lore_fault look(struct lore_judge *judge, const struct lore_brief *brief,
                            struct answer *answer, const struct lore_recent *recent,
                            struct lore_verdict *verdict)
{
    enum lore_fault fault = LORE_FINE;

    words_add(&answer->words, answer->text.data);
    if ((fault = lore_language(judge->tongue, brief, answer, verdict)) ||
        (fault = lore_banned(brief, answer, recent, verdict)) ||
        (fault = lore_numbers(brief, answer, verdict)) ||
        (fault = lore_strangers(brief, answer, verdict)) ||
        (fault = lore_echo(brief, answer, verdict)))
        return fault;
    return lore_duplicate(brief, answer, recent, verdict);
}

void lore_judge(struct lore_judge *judge, const struct lore_brief *brief, const char *text,
                size_t len, const struct lore_recent *recent, struct lore_verdict *ret)
{
    struct answer answer = {.body = json_object()};

    *ret = (struct lore_verdict){.fault = LORE_FINE};
    buf_init(&answer.text, LORE_ANSWER_MAX);
    words_init(&answer.words);
    if (!text || len == 0)
        lore_refuse(ret, LORE_EMPTY, "there is no answer");
    else if (len > LORE_ANSWER_MAX)
        lore_refuse(ret, LORE_LENGTH, "the answer is longer than %u bytes", LORE_ANSWER_MAX);
    else if (lore_shape(brief, text, len, &answer, ret) == LORE_FINE)
        look(judge, brief, &answer, recent, ret);
    if (ret->fault == LORE_FINE)
        ret->body = json_print(answer.body);
    words_done(&answer.words);
    buf_done(&answer.text);
    json_free(answer.body);
}
