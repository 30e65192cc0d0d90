/* What no text for players may hold. The engine escapes < and & of what a model wrote anyway, so a
 * tag would not break a message: it would stand there as a tag. Refused is
 *
 *   - what is no plain writing: HTML tags and entities, Markdown (fences, bold, headings, lists,
 * links, tables), brackets and braces of placeholders and of prompt formats;
 *   - what Telegram makes touchable in any text: addresses, @mentions, #tags, /commands;
 *   - what is not seen: control characters, zero widths, marks that turn the direction of writing,
 * tag characters, private use and noncharacters; a letter with more than MARKS_MAX accents;
 *   - a line that opens with a role ("system:"), as talk with a model does.
 *
 * Line feeds are fine (shape.c has made them out of CR LF). */
#include "lore/judge_inner.h"

#include "base/str.h"

#include <string.h>

#define MARKS_MAX  2 /* combining marks on one letter */
#define BREAKS_MAX 2 /* line feeds in a row */

static bool within(int32_t code, int32_t from, int32_t to)
{
    return code >= from && code <= to;
}

static bool is_unseen(int32_t code)
{
    return (code < 0x20 && code != '\n') || within(code, 0x7F, 0x9F) || code == 0xAD ||
           code == 0x61C || code == 0x115F || code == 0x1160 || code == 0x180E ||
           within(code, 0x200B, 0x200F) || within(code, 0x2028, 0x202E) ||
           within(code, 0x2060, 0x206F) || code == 0x3164 || code == 0xFEFF || code == 0xFFA0 ||
           within(code, 0xFFF9, 0xFFFF) || within(code, 0xE000, 0xF8FF) ||
           within(code, 0xFDD0, 0xFDEF) || code >= 0xE0000 || (code & 0xFFFE) == 0xFFFE;
}

static bool is_mark(int32_t code)
{
    return within(code, 0x300, 0x36F) || within(code, 0x483, 0x489) ||
           within(code, 0x1AB0, 0x1AFF) || within(code, 0x1DC0, 0x1DFF) ||
           within(code, 0x20D0, 0x20FF) || within(code, 0xFE20, 0xFE2F);
}

static enum lore_fault check_characters(const char *text, struct lore_verdict *verdict)
{
    size_t len = strlen(text);
    int marks = 0, breaks = 0;

    for (size_t at = 0; at < len;) {
        int32_t code = utf8_next(text, len, &at);
        marks = is_mark(code) ? marks + 1 : 0;
        breaks = code == '\n' ? breaks + 1 : 0;
        if (code < 0 || is_unseen(code))
            return lore_refuse(verdict, LORE_MARKUP,
                               "the character U+%04X, which is not seen, stands in the text",
                               (unsigned)(code < 0 ? 0xFFFD : code));
        if (code < 0x80 && code && strchr("<>[]{}|\\`_~^", code))
            return lore_refuse(verdict, LORE_MARKUP, "plain words only: the text has a \"%c\"",
                               (char)code);
        if (marks > MARKS_MAX || breaks > BREAKS_MAX)
            return lore_refuse(verdict, LORE_MARKUP, "the text has %s in a row",
                               marks > MARKS_MAX ? "accents" : "empty lines");
    }
    return LORE_FINE;
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_letter(char c)
{
    return is_upper(c) || (c >= 'a' && c <= 'z');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_ascii_word(char c)
{
    return is_letter(c) || is_digit(c);
}

/* A letter of any alphabet, or a digit. */
static bool is_wordly(char c)
{
    return is_ascii_word(c) || ((unsigned char)c & 0x80);
}

static bool same_ascii(const char *text, const char *small)
{
    for (; *small; text++, small++)
        if ((*text >= 'A' && *text <= 'Z' ? *text + 32 : *text) != *small)
            return false;
    return true;
}

/* Ends of addresses in any letters, large or small, with which hardly a sentence begins. Telegram
 * makes those that are Cyrillic touchable, too; they are few. */
static const char *const LATIN_ENDS[] = {"com", "net", "org", "info", "ru", "su", "me", "io"};
static const char *const CYRILLIC_ENDS[] = {
    "рф",  "РФ",  "Рф",  "рус", "РУС", "бел", "БЕЛ",  "укр",  "УКР",    "орг",   "ОРГ",
    "ком", "КОМ", "срб", "СРБ", "мкд", "МКД", "сайт", "САЙТ", "онлайн", "ОНЛАЙН"};

static bool ends_address(const char *word)
{
    for (size_t i = 0; i < sizeof LATIN_ENDS / sizeof *LATIN_ENDS; i++)
        if (same_ascii(word, LATIN_ENDS[i]) && !is_wordly(word[strlen(LATIN_ENDS[i])]))
            return true;
    for (size_t i = 0; i < sizeof CYRILLIC_ENDS / sizeof *CYRILLIC_ENDS; i++)
        if (str_starts(word, CYRILLIC_ENDS[i]) && !is_wordly(word[strlen(CYRILLIC_ENDS[i])]))
            return true;
    return false;
}

/* "t.me", "X.COM/Y", "сайт.рф": a dot in a word, and behind it small Latin letters, or capitals as
 * before it, or a known end. So "т.е." is none, nor a sentence that begins without a blank. */
static bool is_address(const char *text, const char *at)
{
    bool fresh = at == text || !is_wordly(at[-1]);
    if (same_ascii(at, "://") || (fresh && same_ascii(at, "www.")))
        return true;
    if (*at != '.' || fresh)
        return false;
    bool latin = is_letter(at[1]) && is_letter(at[2]);
    bool capitals = latin && is_upper(at[1]) && is_upper(at[2]);
    return (latin && !is_upper(at[1])) || (capitals && (is_upper(at[-1]) || is_digit(at[-1]))) ||
           ends_address(at + 1);
}

/* "&amp;", "&#60;" */
static bool is_entity(const char *at)
{
    const char *c = at + 1;

    if (*at != '&')
        return false;
    c += *c == '#';
    const char *from = c;
    while (is_ascii_word(*c))
        c++;
    return c > from && *c == ';';
}

static bool is_touchable(const char *text, const char *at)
{
    bool fresh = at == text || !is_wordly(at[-1]);

    return (*at == '@' && is_wordly(at[1])) || (fresh && *at == '#' && is_wordly(at[1])) ||
           (fresh && *at == '/' && is_ascii_word(at[1]));
}

static const char *const ROLES[] = {
    "system:",  "user:",        "assistant:", "model:",  "human:",  "ai:",
    "system :", "instruction:", "prompt:",    "output:", "answer:", "json:"};

static bool opens_line_wrongly(const char *at)
{
    for (size_t i = 0; i < sizeof ROLES / sizeof *ROLES; i++)
        if (same_ascii(at, ROLES[i]))
            return true;
    return (*at == '#' && (at[1] == ' ' || at[1] == '#')) || (at[0] == '*' && at[1] == ' ') ||
           (at[0] == '-' && at[1] == ' ') || same_ascii(at, "---") ||
           (at[0] == '=' && at[1] == '=');
}

enum lore_fault lore_markup(const char *text, struct lore_verdict *verdict)
{
    enum lore_fault fault = check_characters(text, verdict);

    if (fault)
        return fault;
    for (const char *at = text; *at; at++) {
        if ((at == text || at[-1] == '\n') && opens_line_wrongly(at))
            return lore_refuse(verdict, LORE_MARKUP,
                               "a line opens with markup or a role: plain sentences only");
        if (is_address(text, at))
            return lore_refuse(verdict, LORE_MARKUP, "the text has an address");
        if (is_entity(at) || *at == '*')
            return lore_refuse(verdict, LORE_MARKUP, "the text has markup: plain words only");
        if (is_touchable(text, at))
            return lore_refuse(verdict, LORE_MARKUP,
                               "the text has a mention, a tag or a command (\"%c\")", *at);
    }
    return LORE_FINE;
}
