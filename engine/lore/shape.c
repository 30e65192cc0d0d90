/* The shape of an answer: JSON with exactly the fields of the brief, each of its type and within
 * its bounds; and its canonical form, which is all that is kept of it.
 *
 * Texts are tidied before they are measured: CR LF is a line feed, tabs and no-break spaces are
 * spaces, several spaces one, and nothing blank stands at either end of a line. Lengths are
 * characters. The keys of the body are sorted, so that equal answers are equal texts. */
#include "lore/judge_inner.h"

#include "base/mem.h"
#include "base/str.h"

#include <stdlib.h>
#include <string.h>

#define NBSP "\xC2\xA0"

static size_t blank(const char *at)
{
    if (*at == ' ' || *at == '\t')
        return 1;
    return strncmp(at, NBSP, 2) == 0 ? 2 : 0;
}

static char *tidy(const char *text)
{
    struct buf out;
    bool gap = false;

    buf_init(&out, LORE_ANSWER_MAX);
    for (const char *at = text; *at;) {
        size_t skip = blank(at);
        if (skip || (at[0] == '\r' && at[1] == '\n')) {
            gap = gap || skip;
            at += skip ? skip : 1;
            continue;
        }
        if (gap && out.len && out.data[out.len - 1] != '\n' && *at != '\n')
            buf_addc(&out, ' ');
        gap = false;
        if (*at != '\n' || out.len)
            buf_addc(&out, *at);
        at++;
    }
    while (out.len && out.data[out.len - 1] == '\n')
        out.data[--out.len] = '\0';
    return buf_detach(&out, NULL);
}

static enum lore_fault check_length(const json *field, const char *text,
                                    struct lore_verdict *verdict)
{
    int64_t count = (int64_t)utf8_count(text, strlen(text));
    int64_t min = json_int(field, "min", 1), max = json_int(field, "max", LORE_BRIEF_TEXT_MAX);
    const char *key = json_key(field);

    if (max > LORE_BRIEF_TEXT_MAX)
        max = LORE_BRIEF_TEXT_MAX;
    if (count == 0)
        return lore_refuse(verdict, LORE_EMPTY, "the field \"%s\" is empty", key);
    if (count < min)
        return lore_refuse(verdict, LORE_LENGTH,
                           "the field \"%s\" has %lld characters, at least %lld are wanted", key,
                           (long long)count, (long long)min);
    if (count > max)
        return lore_refuse(verdict, LORE_LENGTH,
                           "the field \"%s\" has %lld characters, at most %lld are wanted", key,
                           (long long)count, (long long)max);
    return LORE_FINE;
}

static enum lore_fault take_text(const json *field, const json *value, struct answer *answer,
                                 struct lore_verdict *verdict)
{
    const char *key = json_key(field);

    if (json_type(value) != JSON_STRING)
        return lore_refuse(verdict, LORE_SHAPE, "the field \"%s\" is no text", key);
    char *text = tidy(json_text(value, ""));
    enum lore_fault fault = check_length(field, text, verdict);
    if (!fault)
        fault = lore_markup(text, verdict);
    if (!fault) {
        json_add_str(answer->body, key, text);
        buf_adds(&answer->text, text);
        buf_addc(&answer->text, '\n');
    }
    free(text);
    return fault;
}

static enum lore_fault take_number(const json *field, const json *value, bool whole,
                                   struct answer *answer, struct lore_verdict *verdict)
{
    double number = json_real(value, 0);
    const json *min = json_get(field, "min"), *max = json_get(field, "max");
    const char *key = json_key(field);

    if (json_type(value) != JSON_NUMBER ||
        (whole && json_number(value, -1) == -1 && json_number(value, 0) == 0))
        return lore_refuse(verdict, LORE_SHAPE, "the field \"%s\" is no%s number", key,
                           whole ? " whole" : "");
    if ((min && number < json_real(min, 0)) || (max && number > json_real(max, 0)))
        return lore_refuse(verdict, LORE_LENGTH, "the field \"%s\" is out of its bounds", key);
    json_add(answer->body, key, json_clone(value));
    return LORE_FINE;
}

static enum lore_fault take_one_of(const json *field, const json *value, struct answer *answer,
                                   struct lore_verdict *verdict)
{
    const json *choice = json_first(json_get(field, "of"));

    while (choice && !json_same(choice, value))
        choice = json_next(choice);
    if (!choice)
        return lore_refuse(verdict, LORE_SHAPE, "the field \"%s\" is none of its choices",
                           json_key(field));
    json_add(answer->body, json_key(field), json_clone(value));
    return LORE_FINE;
}

static enum lore_fault take(const json *field, const json *value, struct answer *answer,
                            struct lore_verdict *verdict)
{
    const char *type = json_str(field, "type", "");

    if (!value)
        return lore_refuse(verdict, LORE_SHAPE, "the field \"%s\" is missing", json_key(field));
    if (str_equal(type, "text"))
        return take_text(field, value, answer, verdict);
    if (str_equal(type, "one_of"))
        return take_one_of(field, value, answer, verdict);
    if (str_equal(type, "integer") || str_equal(type, "number"))
        return take_number(field, value, str_equal(type, "integer"), answer, verdict);
    if (json_type(value) != JSON_BOOL)
        return lore_refuse(verdict, LORE_SHAPE, "the field \"%s\" is not true or false",
                           json_key(field));
    json_add(answer->body, json_key(field), json_clone(value));
    return LORE_FINE;
}

static int by_key(const void *a, const void *b)
{
    return strcmp(json_key(*(const json *const *)a), json_key(*(const json *const *)b));
}

enum lore_fault lore_shape(const struct lore_brief *brief, const char *text, size_t len,
                           struct answer *answer, struct lore_verdict *verdict)
{
    const json *fields[LORE_BRIEF_FIELDS];
    enum lore_fault fault = LORE_FINE;
    size_t count = 0;
    struct err err;
    json *root = NULL;

    if (json_parse(text, len, &root, &err) || json_type(root) != JSON_OBJECT) {
        json_free(root);
        return lore_refuse(verdict, LORE_SHAPE, "the answer is no JSON object");
    }
    for (const json *field = json_first(brief->fields); field; field = json_next(field))
        fields[count++] = field;
    qsort(fields, count, sizeof *fields, by_key);
    for (size_t i = 0; i < count && !fault; i++)
        fault = take(fields[i], json_get(root, json_key(fields[i])), answer, verdict);
    if (!fault && (size_t)json_count(root) != count)
        fault = lore_refuse(verdict, LORE_SHAPE, "the answer has fields that were not asked for");
    json_free(root);
    return fault;
}
