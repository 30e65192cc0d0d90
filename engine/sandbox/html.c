/* parse_mode HTML: the tags of the API, their attributes, and the entities that it decodes; errors
 * in its words, with byte offsets of the tag that is wrong.
 *
 * One pass with a stack of open tags. Offsets count UTF-16 units of the text that was written so
 * far, so that a tag knows where it began. An entity is made at its end tag, if it holds something.
 * The caller trims and sorts. */
#include "sandbox/html.h"

#include "base/mem.h"
#include "base/str.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define NAME_MAX_BYTES 20
#define VALUE_LIMIT    4096

struct tag {
    char name[NAME_MAX_BYTES];
    char format[40]; /* of tg-time */
    char *value;     /* href, class, emoji-id, unix; NULL: none */
    bool expandable;
    size_t at; /* byte offset of its '<' */
    size_t byte_start;
    size_t start; /* in UTF-16 units */
};

struct parser {
    const char *html;
    size_t at;
    struct buf *text;
    size_t units;
    json *entities;
    struct tag tags[HTML_DEPTH_MAX]; /* open ones */
    size_t depth;
    struct err *err;
};

#define FAIL(parser, ...) err_set((parser)->err, ERR_INVALID, "can't parse entities: " __VA_ARGS__)

/* At a '&': the character it stands for, *ret_len bytes long; 0: it is just a '&'. */
static int32_t decode(const char *from, size_t *ret_len)
{
    static const struct {
        const char *name;
        char c;
    } names[] = {{"lt", '<'}, {"gt", '>'}, {"amp", '&'}, {"quot", '"'}};
    char *end;
    unsigned long code = 0;
    if (from[1] == '#') {
        bool hex = from[2] == 'x';
        const char *digits = from + (hex ? 3 : 2);
        if (!isxdigit((unsigned char)*digits))
            return 0;
        code = strtoul(digits, &end, hex ? 16 : 10);
        if (end == digits || end - digits > 8 || code == 0 || code > 0x10FFFF ||
            (code >= 0xD800 && code < 0xE000))
            return 0;
        *ret_len = (size_t)(end - from) + (*end == ';');
        return (int32_t)code;
    }
    size_t len = 0;
    while (isalpha((unsigned char)from[1 + len]))
        len++;
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (strlen(names[i].name) == len && !memcmp(names[i].name, from + 1, len)) {
            *ret_len = 1 + len + (from[1 + len] == ';');
            return names[i].c;
        }
    }
    return 0;
}

static void put_text(struct parser *parser)
{
    const char *from = parser->html + parser->at;
    char bytes[4];
    size_t used = 1;
    int32_t code = *from == '&' ? decode(from, &used) : 0;
    if (code) {
        size_t len = utf8_put(code, bytes);
        buf_add(parser->text, bytes, len);
        parser->units += utf16_count(bytes, len);
    } else {
        unsigned char c = (unsigned char)*from;
        buf_addc(parser->text, *from);
        if ((c & 0xC0) != 0x80)
            parser->units += c >= 0xF0 ? 2 : 1;
    }
    parser->at += used;
}

static const char *value_of(const struct tag *tag)
{
    return tag->value ? tag->value : "";
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == '\v';
}

static bool is_known(const char *name)
{
    static const char *const known[] = {
        "a",   "b",    "strong", "i",    "em",         "s",        "strike",  "del",        "u",
        "ins", "code", "pre",    "span", "tg-spoiler", "tg-emoji", "tg-time", "blockquote",
    };
    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
        if (!strcmp(known[i], name))
            return true;
    return false;
}

static void skip_spaces(struct parser *parser)
{
    while (is_space(parser->html[parser->at]))
        parser->at++;
}

/* The value of an attribute, in quotes or bare; decoded. */
static int read_value(struct parser *parser, const struct tag *tag, struct buf *value)
{
    const char *html = parser->html;
    char quote = html[parser->at];
    if (quote != '"' && quote != '\'') {
        while (isalnum((unsigned char)html[parser->at]) || html[parser->at] == '.' ||
               html[parser->at] == '-')
            buf_addc(value, html[parser->at++]);
        return 0;
    }
    parser->at++;
    while (html[parser->at] && html[parser->at] != quote) {
        char bytes[4];
        size_t used = 1;
        int32_t code = html[parser->at] == '&' ? decode(html + parser->at, &used) : 0;
        if (code)
            buf_add(value, bytes, utf8_put(code, bytes));
        else
            buf_addc(value, html[parser->at]);
        parser->at += used;
    }
    if (!html[parser->at])
        return FAIL(parser, "Unclosed start tag at byte offset %zu", tag->at);
    parser->at++;
    return 0;
}

static void keep_attribute(struct tag *tag, const char *name, const char *value)
{
    static const struct {
        const char *tag;
        const char *name;
        const char *prefix;
    } known[] = {
        {"a", "href", ""},       {"code", "class", "language-"},
        {"span", "class", ""},   {"tg-emoji", "emoji-id", ""},
        {"tg-time", "unix", ""},
    };
    if (!strcmp(tag->name, "blockquote") && !strcmp(name, "expandable"))
        tag->expandable = true;
    if (!strcmp(tag->name, "tg-time") && !strcmp(name, "format"))
        str_copy(tag->format, sizeof(tag->format), value);
    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
        if (!strcmp(tag->name, known[i].tag) && !strcmp(name, known[i].name) &&
            str_starts(value, known[i].prefix)) {
            free(tag->value);
            tag->value = mem_strdup(value + strlen(known[i].prefix));
        }
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* A word of a tag, in lower case, up to any of `ends` or a space. */
static void read_word(struct parser *parser, const char *ends, struct buf *word)
{
    char c;
    while ((c = parser->html[parser->at]) && !is_space(c) && !strchr(ends, c)) {
        buf_addc(word, lower(c));
        parser->at++;
    }
}

static int read_attribute(struct parser *parser, struct tag *tag)
{
    struct buf name, value;
    int code = 0;
    buf_init(&name, VALUE_LIMIT);
    buf_init(&value, 4 * VALUE_LIMIT);
    read_word(parser, "=>/\"'", &name);
    if (!name.len) {
        code = FAIL(parser, "Empty attribute name in the tag \"%s\" at byte offset %zu", tag->name,
                    tag->at);
        goto out;
    }
    skip_spaces(parser);
    if (parser->html[parser->at] == '=') {
        parser->at++;
        skip_spaces(parser);
        code = read_value(parser, tag, &value);
    }
    if (!code)
        keep_attribute(tag, name.data, value.data);
out:
    buf_done(&name);
    buf_done(&value);
    return code;
}

static int read_tag(struct parser *parser, struct tag *tag)
{
    struct buf name;
    buf_init(&name, 256);
    parser->at++;
    read_word(parser, ">", &name);
    bool known = is_known(name.data);
    int code = 0;
    if (!parser->html[parser->at])
        code = FAIL(parser, "Unclosed start tag at byte offset %zu", tag->at);
    else if (!known)
        code = FAIL(parser, "Unsupported start tag \"%s\" at byte offset %zu", name.data, tag->at);
    else
        str_copy(tag->name, sizeof(tag->name), name.data);
    buf_done(&name);
    while (!code) {
        skip_spaces(parser);
        if (parser->html[parser->at] == '>')
            break;
        if (!parser->html[parser->at])
            code = FAIL(parser, "Unclosed start tag at byte offset %zu", tag->at);
        else
            code = read_attribute(parser, tag);
    }
    return code;
}

static int start_tag(struct parser *parser)
{
    if (parser->depth == HTML_DEPTH_MAX)
        return FAIL(parser, "Too many nested tags at byte offset %zu", parser->at);
    struct tag *tag = &parser->tags[parser->depth];
    *tag = (struct tag){0};
    tag->at = parser->at;
    tag->start = parser->units;
    tag->byte_start = parser->text->len;
    int code = read_tag(parser, tag);
    if (code < 0)
        return code;
    if (!strcmp(tag->name, "span") && strcmp(value_of(tag), "tg-spoiler") != 0)
        return FAIL(parser, "Tag \"span\" must have class \"tg-spoiler\" at byte offset %zu",
                    tag->at);
    parser->at++;
    parser->depth++;
    return 0;
}

static const char *type_of(const struct tag *tag)
{
    static const struct {
        const char *name;
        const char *type;
    } types[] = {
        {"b", "bold"},
        {"strong", "bold"},
        {"i", "italic"},
        {"em", "italic"},
        {"s", "strikethrough"},
        {"strike", "strikethrough"},
        {"del", "strikethrough"},
        {"u", "underline"},
        {"ins", "underline"},
        {"code", "code"},
        {"pre", "pre"},
        {"span", "spoiler"},
        {"tg-spoiler", "spoiler"},
        {"tg-emoji", "custom_emoji"},
        {"tg-time", "date_time"},
        {"a", "text_link"},
    };
    if (!strcmp(tag->name, "blockquote"))
        return tag->expandable ? "expandable_blockquote" : "blockquote";
    for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
        if (!strcmp(types[i].name, tag->name))
            return types[i].type;
    return "";
}

/* What a link may be: with a scheme that leads somewhere, or a bare host; else the link is dropped.
 */
static char *link_of(const char *href)
{
    static const char *const schemes[] = {"http://", "https://", "tg://",
                                          "ton://",  "mailto:",  "tel:"};
    for (size_t i = 0; i < sizeof(schemes) / sizeof(schemes[0]); i++)
        if (str_starts(href, schemes[i]))
            return strlen(href) > strlen(schemes[i]) ? mem_strdup(href) : NULL;
    const char *dot = strchr(href, '.');
    if (!dot || dot == href || !dot[1] || strpbrk(href, " :<>\"\n") != NULL)
        return NULL;
    return mem_printf("http://%s", href);
}

/* False: the tag leaves no entity. */
static bool add_details(struct parser *parser, const struct tag *tag, json *entity)
{
    if (!strcmp(tag->name, "a")) {
        const char *written = parser->text->data + tag->byte_start;
        char *link = link_of(*value_of(tag) ? tag->value : written);
        json_add_str(entity, "url", link ? link : "");
        free(link);
        return *json_str(entity, "url", "") != 0;
    }
    if (!strcmp(tag->name, "tg-emoji")) {
        json_add_str(entity, "custom_emoji_id", value_of(tag));
        return *value_of(tag) != 0;
    }
    if (!strcmp(tag->name, "tg-time")) {
        int64_t unix_time = 0;
        if (str_to_i64(value_of(tag), 0, INT32_MAX, &unix_time) < 0)
            return false;
        json_add_int(entity, "unix_time", unix_time);
        json_add_str(entity, "date_time_format", tag->format);
    }
    return true;
}

/* <pre><code class="language-x">: the two are one block with a language. */
static bool join_code(const struct parser *parser, const struct tag *tag)
{
    json *last = json_at(parser->entities, json_count(parser->entities) - 1);
    if (strcmp(tag->name, "pre") != 0 || !json_get(last, "language") ||
        json_int(last, "offset", -1) != (int64_t)tag->start ||
        json_int(last, "length", -1) != (int64_t)(parser->units - tag->start))
        return false;
    json_add_str(last, "type", "pre");
    return true;
}

/* Only a block has a language: a code that became none loses it. */
static void drop_languages(struct parser *parser)
{
    for (json *entity = json_first(parser->entities); entity; entity = json_next(entity))
        if (!strcmp(json_str(entity, "type", ""), "code"))
            json_remove(entity, "language");
}

static void end_entity(struct parser *parser, const struct tag *tag)
{
    if (parser->units == tag->start || join_code(parser, tag))
        return;
    json *entity = json_object();
    json_add_str(entity, "type", type_of(tag));
    json_add_int(entity, "offset", (int64_t)tag->start);
    json_add_int(entity, "length", (int64_t)(parser->units - tag->start));
    bool in_pre = parser->depth > 0 && !strcmp(parser->tags[parser->depth - 1].name, "pre");
    if (!strcmp(tag->name, "code") && *value_of(tag) && in_pre)
        json_add_str(entity, "language", tag->value);
    if (add_details(parser, tag, entity))
        json_push(parser->entities, entity);
    else
        json_free(entity);
}

static int end_tag(struct parser *parser)
{
    struct buf name;
    size_t begin = parser->at;
    int code = 0;
    if (!parser->depth)
        return FAIL(parser, "Unexpected end tag at byte offset %zu", begin);
    struct tag *tag = &parser->tags[parser->depth - 1];
    buf_init(&name, 256);
    parser->at += 2;
    read_word(parser, ">", &name);
    skip_spaces(parser);
    if (parser->html[parser->at] != '>')
        code = FAIL(parser, "Unclosed end tag at byte offset %zu", begin);
    else if (name.len && strcmp(name.data, tag->name) != 0)
        code = FAIL(parser,
                    "Unmatched end tag at byte offset %zu, expected \"</%s>\", found \"</%s>\"",
                    begin, tag->name, name.data);
    buf_done(&name);
    if (code)
        return code;
    parser->at++;
    parser->depth--;
    end_entity(parser, tag);
    free(tag->value);
    tag->value = NULL;
    return 0;
}

static int parse(struct parser *parser)
{
    int code = 0;
    while (!code && parser->html[parser->at]) {
        if (parser->html[parser->at] != '<')
            put_text(parser);
        else if (parser->html[parser->at + 1] == '/')
            code = end_tag(parser);
        else
            code = start_tag(parser);
    }
    if (!code && parser->depth)
        code = FAIL(parser, "Can't find end tag corresponding to start tag \"%s\"",
                    parser->tags[parser->depth - 1].name);
    return code;
}

int html_parse(const char *html, struct buf *text, json **ret_entities, struct err *err)
{
    struct parser parser = {.html = html, .text = text, .err = err};
    parser.entities = json_array();
    int code = parse(&parser);
    for (size_t i = 0; i < HTML_DEPTH_MAX; i++) /* of tags that stayed open after an error */
        free(parser.tags[i].value);
    drop_languages(&parser);
    if (code < 0)
        json_free(parser.entities);
    else
        *ret_entities = parser.entities;
    return code;
}
