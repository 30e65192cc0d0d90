/* A formatted text: markup or given entities, then trimming and what Telegram finds by itself:
 * /commands, @mentions and http links outside of code and of links.
 *
 * Offsets are UTF-16 units, text is UTF-8: whoever walks the text counts both. */
#include "sandbox/text.h"

#include "base/mem.h"
#include "base/str.h"
#include "sandbox/html.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define COMMAND_NAME_MAX 64
#define MENTION_MIN      4
#define MENTION_MAX      32

struct find {
    json *entities;
    const json *given;
};

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\v' || c == '\f';
}

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

static size_t word_len(const char *text, size_t max)
{
    size_t len = 0;
    while (len <= max && is_word(text[len]))
        len++;
    return len <= max ? len : 0;
}

static json *entity_new(const char *type, size_t offset, size_t length)
{
    json *entity = json_object();
    json_add_str(entity, "type", type);
    json_add_int(entity, "offset", (int64_t)offset);
    json_add_int(entity, "length", (int64_t)length);
    return entity;
}

/* Nothing is found inside of code, links and mentions that were given. */
static bool is_taken(const json *given, size_t offset, size_t length)
{
    static const char *const closed[] = {"code", "pre", "text_link", "text_mention", "bot_command"};
    for (const json *e = json_first(given); e; e = json_next(e)) {
        size_t start = (size_t)json_int(e, "offset", 0);
        size_t end = start + (size_t)json_int(e, "length", 0);
        if (offset + length <= start || offset >= end)
            continue;
        for (size_t i = 0; i < sizeof(closed) / sizeof(closed[0]); i++)
            if (!strcmp(json_str(e, "type", ""), closed[i]))
                return true;
    }
    return false;
}

/* What begins here: its length in bytes, or 0. */
static size_t match(const char *text, const char **ret_type)
{
    size_t len;
    if (text[0] == '/' && (len = word_len(text + 1, COMMAND_NAME_MAX)) > 0) {
        size_t at = text[1 + len] == '@' ? word_len(text + 2 + len, MENTION_MAX) : 0;
        *ret_type = "bot_command";
        return 1 + len + (at ? at + 1 : 0);
    }
    if (text[0] == '@' && (len = word_len(text + 1, MENTION_MAX)) >= MENTION_MIN) {
        *ret_type = "mention";
        return 1 + len;
    }
    if (!str_starts(text, "http://") && !str_starts(text, "https://"))
        return 0;
    len = strcspn(text, " \n\t\r<>\"");
    while (len && strchr(".,;:!?)'", text[len - 1]))
        len--;
    *ret_type = "url";
    return len > strlen("https://") ? len : 0;
}

static void find_in(const char *text, const json *given, json *into)
{
    size_t units = 0;
    size_t at = 0;
    size_t len = strlen(text);
    while (at < len) {
        bool fresh = at == 0 || (!is_word(text[at - 1]) && text[at - 1] != '/' &&
                                 (unsigned char)text[at - 1] < 0x80);
        const char *type = NULL;
        size_t found = fresh ? match(text + at, &type) : 0;
        size_t found_units = found ? utf16_count(text + at, found) : 0;
        if (found && !is_taken(given, units, found_units)) {
            json_push(into, entity_new(type, units, found_units));
            at += found;
            units += found_units;
            continue;
        }
        int32_t code = utf8_next(text, len, &at);
        units += code > 0xFFFF ? 2 : 1;
    }
}

json *text_find_entities(const char *text)
{
    json *found = json_array();
    find_in(text, NULL, found);
    if (json_count(found))
        return found;
    json_free(found);
    return NULL;
}

/* Cuts the spaces at both ends off and moves the entities; those of nothing are dropped. */
static void trim(struct text *text)
{
    size_t lead = 0;
    size_t len = strlen(text->bytes);
    while (is_space(text->bytes[lead]))
        lead++;
    while (len > lead && is_space(text->bytes[len - 1]))
        len--;
    memmove(text->bytes, text->bytes + lead, len - lead);
    text->bytes[len - lead] = 0;
    int64_t units = (int64_t)utf16_count(text->bytes, len - lead);
    json *kept = json_array();
    for (const json *e = json_first(text->entities); e; e = json_next(e)) {
        int64_t start = json_int(e, "offset", 0) - (int64_t)lead;
        int64_t end = start + json_int(e, "length", 0);
        start = start < 0 ? 0 : start;
        end = end > units ? units : end;
        if (start >= end)
            continue;
        json *entity = json_clone(e);
        json_add_int(entity, "offset", start);
        json_add_int(entity, "length", end - start);
        json_push(kept, entity);
    }
    json_free(text->entities);
    text->entities = kept;
}

static int compare_entities(const void *a, const void *b)
{
    const json *one = *(json *const *)a;
    const json *two = *(json *const *)b;
    int64_t by_offset = json_int(one, "offset", 0) - json_int(two, "offset", 0);
    int64_t by_length = json_int(two, "length", 0) - json_int(one, "length", 0);
    int64_t difference = by_offset ? by_offset : by_length;
    return difference < 0 ? -1 : difference > 0;
}

/* By offset, the longer one first; at most TEXT_ENTITIES_MAX, as with the real one. */
static void sort(struct text *text)
{
    size_t count = (size_t)json_count(text->entities);
    json **order = mem_array(count + 1, sizeof(*order));
    size_t n = 0;
    for (json *e = json_first(text->entities); e; e = json_next(e))
        order[n++] = json_clone(e);
    if (n)
        qsort(order, n, sizeof(*order), compare_entities);
    json_free(text->entities);
    text->entities = n ? json_array() : NULL;
    for (size_t i = 0; i < n; i++) {
        if (i < TEXT_ENTITIES_MAX)
            json_push(text->entities, order[i]);
        else
            json_free(order[i]);
    }
    free(order);
}

static int check_given(const json *entities, const char *raw, json **ret_entities, struct err *err)
{
    int64_t units = (int64_t)utf16_count(raw, strlen(raw));
    for (const json *e = json_first(entities); e; e = json_next(e)) {
        int64_t start = json_int(e, "offset", 0);
        int64_t length = json_int(e, "length", 0);
        if (start < 0 || length < 0 || start > units || length > units - start)
            return err_set(err, ERR_INVALID,
                           "can't parse entities: entity beginning at UTF-16 offset %" PRId64
                           " ends after the end of the text at UTF-16 offset %" PRId64,
                           start, units);
    }
    *ret_entities = entities ? json_clone(entities) : json_array();
    return 0;
}

static int make_html(const char *raw, struct text *text, struct err *err)
{
    struct buf plain;
    buf_init(&plain, TEXT_RAW_MAX + 1);
    int code = html_parse(raw, &plain, &text->entities, err);
    if (code == 0)
        text->bytes = mem_strndup(plain.data, plain.len);
    buf_done(&plain);
    return code;
}

static int make_marked(const char *raw, const char *parse_mode, const json *entities,
                       struct text *text, struct err *err)
{
    if (parse_mode && !strcasecmp(parse_mode, "HTML"))
        return make_html(raw, text, err);
    if (parse_mode && *parse_mode)
        return err_set(err, ERR_INVALID,
                       "parse_mode %.20s is not emulated by the local Telegram; HTML is",
                       parse_mode);
    if (check_given(entities, raw, &text->entities, err) < 0)
        return ERR_INVALID;
    text->bytes = mem_strdup(raw);
    return 0;
}

int text_make(const char *raw, const char *parse_mode, const json *entities, struct text *ret_text,
              struct err *err)
{
    struct text text = {0};
    if (strlen(raw) > TEXT_RAW_MAX)
        return err_set(err, ERR_INVALID, "text is too long");
    int code = make_marked(raw, parse_mode, entities, &text, err);
    if (code < 0)
        return code;
    trim(&text);
    json *found = json_array();
    find_in(text.bytes, text.entities, found);
    for (const json *e = json_first(found); e; e = json_next(e))
        json_push(text.entities, json_clone(e));
    json_free(found);
    sort(&text);
    text.count = utf8_count(text.bytes, strlen(text.bytes));
    *ret_text = text;
    return 0;
}

void text_done(struct text *text)
{
    free(text->bytes);
    json_free(text->entities);
    *text = (struct text){0};
}
