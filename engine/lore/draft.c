/* A reader of JSON that is not whole yet. It walks through the members of one object, and keeps to
 * strings, since brackets and braces within them mean nothing:
 *
 *     {"mood": "wry", "text": "The sword rem
 *                              ^ from here to the end, unescaped
 *
 * A half of a \uXXXX, of a surrogate pair or of a letter at the end waits for its other half. */
#include "lore/draft.h"

#include "base/str.h"
#include "json/json.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

struct reader {
    const char *at;
    const char *end;
};

static void skip_blank(struct reader *reader)
{
    while (reader->at < reader->end && strchr(" \t\r\n", *reader->at) && *reader->at)
        reader->at++;
}

/* A \uXXXX, perhaps with its other half; false: it is cut off or wrong. at: behind the u. */
static bool read_letter(struct reader *reader, struct buf *out)
{
    char bytes[4];
    int32_t unit = json_hex4(reader->at, (size_t)(reader->end - reader->at));
    size_t taken = 4;
    if (unit >= 0xd800 && unit < 0xdc00) {
        const char *next = reader->at + 4;
        bool there = reader->end - next >= 6 && next[0] == '\\' && next[1] == 'u';
        int32_t low = there ? json_hex4(next + 2, 4) : -1;
        if (low < 0xdc00 || low > 0xdfff)
            return false;
        unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
        taken = 10;
    } else if (unit <= 0 || (unit >= 0xdc00 && unit <= 0xdfff)) {
        return false;
    }
    buf_add(out, bytes, utf8_put(unit, bytes));
    reader->at += taken;
    return true;
}

static bool read_escape(struct reader *reader, struct buf *out)
{
    static const char NAMES[] = "\"\\/bfnrt";
    static const char MEANT[] = "\"\\/\b\f\n\r\t";
    if (reader->at == reader->end)
        return false;
    char name = *reader->at++;
    if (name == 'u')
        return read_letter(reader, out);
    const char *found = name ? strchr(NAMES, name) : NULL;
    if (!found)
        return false;
    buf_addc(out, MEANT[found - NAMES]);
    return true;
}

/* The string whose quotation mark is at `at`, into out; true: its end has come. */
static bool read_string(struct reader *reader, struct buf *out)
{
    reader->at++;
    while (reader->at < reader->end && *reader->at != '"') {
        if (*reader->at != '\\') {
            buf_addc(out, *reader->at++);
            continue;
        }
        reader->at++;
        if (!read_escape(reader, out))
            return false;
    }
    return reader->at < reader->end && *reader->at++ == '"';
}

/* Over a value that is not wanted; true: its end has come. */
static bool skip_value(struct reader *reader, struct buf *scratch)
{
    int depth = 0;
    for (; reader->at < reader->end; reader->at++) {
        char c = *reader->at;
        if (c == '"') {
            buf_reset(scratch);
            if (!read_string(reader, scratch))
                return false;
            reader->at--;
        } else if (c == '{' || c == '[') {
            depth++;
        } else if (depth && (c == '}' || c == ']')) {
            depth--;
        } else if (!depth && (c == ',' || c == '}')) {
            return true;
        }
    }
    return false;
}

/* A letter whose end has not come goes. */
static void cut_half(struct buf *out, size_t from)
{
    size_t len = out->len;
    while (len > from && ((unsigned char)out->data[len - 1] & 0xc0) == 0x80 && out->len - len < 3)
        len--;
    if (len == from)
        return;
    unsigned char lead = (unsigned char)out->data[len - 1];
    size_t wants = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
    if (out->len - (len - 1) < wants) {
        out->len = len - 1;
        out->data[out->len] = '\0';
    }
}

/* The value of the member that begins here, if it is the field; false: there is nothing behind it.
 */
static bool read_member(struct reader *reader, const char *field, struct buf *scratch,
                        struct buf *out)
{
    buf_reset(scratch);
    if (*reader->at != '"' || !read_string(reader, scratch))
        return false;
    bool wanted = str_equal(scratch->data, field);
    skip_blank(reader);
    if (reader->at == reader->end || *reader->at++ != ':')
        return false;
    skip_blank(reader);
    if (reader->at == reader->end)
        return false;
    if (wanted) {
        size_t from = out->len;
        if (*reader->at == '"' && !read_string(reader, out))
            cut_half(out, from);
        return false;
    }
    return skip_value(reader, scratch);
}

void lore_draft(const char *text, size_t len, const char *field, struct buf *out)
{
    struct reader reader = {text, text + len};
    struct buf scratch;
    buf_init(&scratch, len + 1);
    do {
        skip_blank(&reader);
        if (reader.at == reader.end || (*reader.at != '{' && *reader.at != ','))
            break;
        reader.at++;
        skip_blank(&reader);
    } while (reader.at < reader.end && read_member(&reader, field, &scratch, out));
    buf_done(&scratch);
}
