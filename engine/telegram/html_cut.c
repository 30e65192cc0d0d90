/* Two walks over the tokens (a tag, an entity, a character): the first finds where to cut, the
 * second remembers the tags that are open there.
 *
 * What counts towards Telegram's limit is the text without markup. It is counted in UTF-16 units,
 * which are never fewer than the characters, so that the result fits by either count. Broken markup
 * is not mended: an unfinished tag is one long tag, a lone & is itself. Telegram names the fault.
 */
#include "telegram/html_cut.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/str.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

#define HTML_DEPTH_MAX  32   /* open tags at the cut; deeper ones are cut away */
#define HTML_NAME_MAX   16   /* letters of a tag's name */
#define HTML_DIGITS_MAX 8    /* of an entity */
#define HTML_WORD_UNITS 40   /* how far back a space is looked for */
#define HTML_CLOSE_MAX  1024 /* bytes kept for the ellipsis and the closing tags */
#define ELLIPSIS        "\xE2\x80\xA6"

enum token_kind { TOKEN_TEXT, TOKEN_OPEN, TOKEN_CLOSE };

struct token {
    enum token_kind kind;
    size_t len;   /* bytes */
    size_t units; /* UTF-16 units that it shows */
    const char *name;
    size_t name_len;
    bool space;
};

struct tag {
    const char *name;
    size_t len;
};

static bool is_digit(char c, bool hex)
{
    return hex ? isxdigit((unsigned char)c) : isdigit((unsigned char)c);
}

/* The same rules as Telegram's: only what it decodes counts as one character. A ';' may be absent.
 */
static struct token read_number_entity(const char *at)
{
    bool hex = at[2] == 'x';
    size_t first = hex ? 3 : 2, len = first;
    uint32_t code = 0;

    while (len - first < HTML_DIGITS_MAX && is_digit(at[len], hex)) {
        char digit = (char)tolower((unsigned char)at[len++]);
        code = code * (hex ? 16 : 10) + (uint32_t)(digit <= '9' ? digit - '0' : digit - 'a' + 10);
    }
    if (is_digit(at[len], hex) || code == 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000))
        return (struct token){0};
    return (struct token){.len = len + (at[len] == ';'), .units = code > 0xFFFF ? 2 : 1};
}

/* An entity at `at` that Telegram knows; of length 0: there is none. */
static struct token read_entity(const char *at)
{
    static const char *const names[] = {"lt", "gt", "amp", "quot"};
    size_t len = 1;

    if (at[1] == '#')
        return read_number_entity(at);
    while (isalpha((unsigned char)at[len]))
        len++;
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (strlen(names[i]) == len - 1 && memcmp(names[i], at + 1, len - 1) == 0)
            return (struct token){.len = len + (at[len] == ';'), .units = 1};
    }
    return (struct token){0};
}

static struct token read_tag(const char *at, size_t left)
{
    struct token token = {.kind = TOKEN_OPEN, .name = at + 1};
    char quote = 0;
    size_t len = 1;

    if (len < left && at[len] == '/') {
        token.kind = TOKEN_CLOSE;
        token.name = at + 2;
    }
    for (; len < left && (quote || at[len] != '>'); len++) {
        if (quote ? at[len] == quote : at[len] == '"' || at[len] == '\'')
            quote = quote ? 0 : at[len];
    }
    token.len = len < left ? len + 1 : left;
    size_t room = token.len - (size_t)(token.name - at);
    while (token.name_len < room && (isalnum((unsigned char)token.name[token.name_len]) ||
                                     token.name[token.name_len] == '-'))
        token.name_len++;
    return token;
}

static struct token read_token(const char *at, size_t left, bool markup)
{
    struct token entity = {0};
    if (markup && *at == '<')
        return read_tag(at, left);
    if (markup && *at == '&')
        entity = read_entity(at);
    if (entity.len)
        return entity;

    size_t len = 0;
    int32_t code = utf8_next(at, left, &len);
    return (struct token){
        .len = len, .units = code > 0xFFFF ? 2 : 1, .space = code == ' ' || code == '\n'};
}

static bool fits(const char *text, size_t len, size_t max, bool markup)
{
    size_t units = 0;
    for (size_t at = 0; at < len && units <= max;) {
        struct token token = read_token(text + at, len - at, markup);
        at += token.len;
        units += token.units;
    }
    return units <= max && len <= TELEGRAM_RAW_MAX;
}

/* Where to cut so that at most max - 1 units stay: behind a word if one ends near. */
static size_t find_cut(const char *text, size_t len, size_t max, bool markup)
{
    size_t units = 0, at = 0, depth = 0, space = 0, space_units = 0;

    while (at < len) {
        struct token token = read_token(text + at, len - at, markup);
        depth += token.kind == TOKEN_OPEN;
        depth -= token.kind == TOKEN_CLOSE && depth > 0;
        if (units + token.units > max - 1 || at + token.len > TELEGRAM_RAW_MAX - HTML_CLOSE_MAX ||
            depth > HTML_DEPTH_MAX)
            break;
        if (token.space) {
            space = at;
            space_units = units;
        }
        at += token.len;
        units += token.units;
    }
    return space > 0 && units - space_units <= HTML_WORD_UNITS ? space : at;
}

static void close_tags(struct buf *out, const char *text, size_t cut)
{
    struct tag open[HTML_DEPTH_MAX];
    size_t depth = 0;

    for (size_t at = 0; at < cut;) {
        struct token token = read_token(text + at, cut - at, true);
        at += token.len;
        if (token.kind == TOKEN_OPEN && depth < HTML_DEPTH_MAX)
            open[depth++] = (struct tag){token.name, token.name_len};
        else if (token.kind == TOKEN_CLOSE && depth > 0)
            depth--;
    }
    while (depth-- > 0) {
        if (open[depth].len <= HTML_NAME_MAX)
            buf_addf(out, "</%.*s>", (int)open[depth].len, open[depth].name);
    }
}

static char *cut_any(const char *text, size_t max, bool markup, bool *ret_cut)
{
    size_t len = strlen(text);
    struct buf out;

    *ret_cut = !fits(text, len, max, markup);
    if (!*ret_cut)
        return mem_strndup(text, len);
    buf_init(&out, TELEGRAM_RAW_MAX + 1);
    size_t cut = find_cut(text, len, max, markup);
    buf_add(&out, text, cut);
    buf_adds(&out, ELLIPSIS);
    if (markup)
        close_tags(&out, text, cut);
    return buf_detach(&out, NULL);
}

char *html_cut(const char *html, size_t max, bool *ret_cut)
{
    return cut_any(html, max, true, ret_cut);
}

char *text_cut(const char *text, size_t max, bool *ret_cut)
{
    return cut_any(text, max, false, ret_cut);
}
