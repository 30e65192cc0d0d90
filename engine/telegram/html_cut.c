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
#include <string.h>

#define HTML_DEPTH_MAX  32   /* open tags at the cut; deeper ones are cut away */
#define HTML_NAME_MAX   16   /* letters of a tag's name */
#define HTML_ENTITY_MAX 12   /* bytes of an entity */
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

/* The length of an entity at `at` that Telegram knows; 0: none. */
static size_t entity_len(const char *at)
{
    static const char *const names[] = {"&lt;", "&gt;", "&amp;", "&quot;"};
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (str_starts(at, names[i]))
            return strlen(names[i]);
    }
    if (!str_starts(at, "&#"))
        return 0;
    size_t len = 2;
    while (len < HTML_ENTITY_MAX && isalnum((unsigned char)at[len]))
        len++;
    return len > 2 && at[len] == ';' ? len + 1 : 0;
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
    size_t entity = markup && *at == '&' ? entity_len(at) : 0;
    if (markup && *at == '<')
        return read_tag(at, left);
    if (entity) /* a numeric one may be two units; the named ones are one */
        return (struct token){.len = entity, .units = at[1] == '#' ? 2 : 1};

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
