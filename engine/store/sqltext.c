/* Cutting an SQL script into statements. Only as much of the grammar as it needs to know which
 * semicolons count: what is quoted, and what is a comment. */
#include "store/migration.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* Behind a text that begins at `at`: to the quote that is not doubled, or not behind a backslash.
 */
static const char *skip_quoted(const char *at, bool escapes)
{
    char quote = *at++;
    for (; *at; at++) {
        if (escapes && *at == '\\' && at[1])
            at++;
        else if (*at == quote && at[1] == quote)
            at++;
        else if (*at == quote)
            return at + 1;
    }
    return at;
}

/* $tag$ ... $tag$; `at` itself where it is no such quote. */
static const char *skip_dollars(const char *at)
{
    const char *end = at + 1;
    while (isalnum((unsigned char)*end) || *end == '_')
        end++;
    if (*end != '$' || isdigit((unsigned char)at[1]))
        return at;
    size_t len = (size_t)(end - at) + 1;
    for (const char *body = end + 1; *body; body++)
        if (!strncmp(body, at, len))
            return body + len;
    return at + strlen(at);
}

static const char *skip_block(const char *at)
{
    int depth = 0;
    do {
        if (at[0] == '/' && at[1] == '*')
            depth++, at += 2;
        else if (at[0] == '*' && at[1] == '/')
            depth--, at += 2;
        else
            at++;
    } while (*at && depth);
    return at;
}

/* Behind a comment or quote that begins here; `at` itself: none does. */
static const char *skip_comment(const char *at)
{
    if (at[0] == '-' && at[1] == '-')
        return strchrnul(at, '\n');
    return at[0] == '/' && at[1] == '*' ? skip_block(at) : at;
}

static const char *skip_opaque(const char *at, const char *start)
{
    if (*at == '\'')
        return skip_quoted(at, at > start && (at[-1] | 0x20) == 'e');
    if (*at == '"')
        return skip_quoted(at, false);
    return *at == '$' ? skip_dollars(at) : skip_comment(at);
}

/* The first character that is neither a blank nor a comment. */
static const char *first_word(const char *at, const char *end)
{
    while (at < end) {
        const char *after = skip_comment(at);
        if (after == at && !isspace((unsigned char)*at))
            break;
        at = after > at ? after : at + 1;
    }
    return at < end ? at : end;
}

const char *sql_next(const char **at, size_t *ret_len)
{
    const char *start = *at;
    const char *now = start;
    bool something = false;
    while (*now && *now != ';') {
        const char *after = skip_opaque(now, start);
        something = something || (!isspace((unsigned char)*now) && skip_comment(now) == now);
        now = after > now ? after : now + 1;
    }
    *at = *now ? now + 1 : now;
    *ret_len = (size_t)(now - start);
    if (something)
        return start;
    return *now ? sql_next(at, ret_len) : NULL; /* an empty statement */
}

bool sql_is_transaction(const char *statement, size_t len)
{
    static const char *const words[] = {"begin",     "start",   "commit",
                                        "end",       "abort",   "rollback",
                                        "savepoint", "release", "prepare transaction"};
    const char *end = statement + len;
    const char *word = first_word(statement, end);
    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
        size_t size = strlen(words[i]);
        if ((size_t)(end - word) >= size && !strncasecmp(word, words[i], size) &&
            (word + size == end || !isalnum((unsigned char)word[size])))
            return true;
    }
    return false;
}

int sql_lines(const char *text, size_t at)
{
    int lines = 0;
    for (size_t i = 0; i < at && text[i]; i++)
        lines += text[i] == '\n';
    return lines;
}
