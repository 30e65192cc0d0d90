/* JSONB keeps values and not their spelling: keys come back in an order of its own, with spaces,
 * and numbers without exponents (1e-07 as 0.0000001). The engine has one spelling for a value
 * (engine/bind/json.c: keys by bytes, no spaces, whole numbers up to 2^53 plain, others by the
 * fewest of 15 to 17 digits), compares documents by their bytes, and writes nothing but that. So
 * what comes back is put into that spelling again, and the bytes are those that were written: the
 * value is the same in JSONB, and each value has one spelling. The two must change together.
 *
 * Strings need no work: both sides escape the same characters in the same way. An object's members
 * are found first, then sorted, then written. The text is the server's own and well-formed; it is
 * read with care all the same. */
#include "store/pg_canon.h"

#include "base/mem.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEPTH_MAX   64
#define MEMBERS_MIN 16
#define NUMBER_MAX  400                /* characters of a number that is looked at */
#define WHOLE_MAX   9007199254740992.0 /* 2^53 */

struct member {
    const char *key; /* between the quotes */
    size_t key_len;
    const char *value;
};

struct reader {
    const char *at;
    const char *end;
    struct buf *out;
    bool broken;
    int depth;
};

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static char peek(struct reader *reader)
{
    while (reader->at < reader->end && is_space(*reader->at))
        reader->at++;
    return reader->at < reader->end ? *reader->at : 0;
}

/* Behind the string that begins at the quote there. */
static const char *string_end(struct reader *reader)
{
    const char *at = reader->at + 1;
    while (at < reader->end && *at != '"')
        at += *at == '\\' && at + 1 < reader->end ? 2 : 1;
    if (at >= reader->end) {
        reader->broken = true;
        return reader->end;
    }
    return at + 1;
}

/* --- keys ------------------------------------------------------------------------------------ */

/* The next byte of a key as it is meant; those that are escaped are ASCII. -1: no more. */
static int key_byte(const struct member *member, size_t *at)
{
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    if (*at >= member->key_len)
        return -1;
    unsigned char c = (unsigned char)member->key[(*at)++];
    if (c != '\\' || *at >= member->key_len)
        return c;
    char escape = member->key[(*at)++];
    if (escape == 'u' && *at + 4 <= member->key_len) {
        char hex[5] = "";
        memcpy(hex, member->key + *at, 4);
        *at += 4;
        return (int)(strtoul(hex, NULL, 16) & 0xff);
    }
    const char *place = strchr(from, escape);
    return place && *place ? (unsigned char)to[place - from] : (unsigned char)escape;
}

static int compare_keys(const void *a, const void *b)
{
    size_t at_a = 0;
    size_t at_b = 0;
    int byte_a;
    int byte_b;
    do {
        byte_a = key_byte(a, &at_a);
        byte_b = key_byte(b, &at_b);
    } while (byte_a == byte_b && byte_a >= 0);
    return byte_a - byte_b;
}

/* --- values ---------------------------------------------------------------------------------- */

static void copy_value(struct reader *reader);

static void skip_value(struct reader *reader)
{
    int open = 0;
    do {
        char c = peek(reader);
        if (!c) {
            reader->broken = true;
            return;
        }
        if (c == '"') {
            reader->at = string_end(reader);
            continue;
        }
        open += c == '{' || c == '[';
        open -= c == '}' || c == ']';
        reader->at++;
        if (strchr("{}[],:", c))
            continue;
        while (reader->at < reader->end && !strchr(" {}[],:\"\t\n\r", *reader->at))
            reader->at++;
    } while (open > 0);
}

static void copy_string(struct reader *reader)
{
    const char *end = string_end(reader);
    buf_add(reader->out, reader->at, (size_t)(end - reader->at));
    reader->at = end;
}

/* As write_number of engine/bind/json.c does it. */
static void write_number(struct buf *out, const char *text)
{
    char spelled[40];
    double number = strtod(text, NULL);
    if (!strpbrk(text, ".eE") && fabs(number) <= WHOLE_MAX) {
        buf_adds(out, text);
        return;
    }
    if (fabs(number) <= WHOLE_MAX && number == (double)(long long)number) {
        buf_addf(out, "%lld", (long long)number);
        return;
    }
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(spelled, sizeof(spelled), "%.*g", digits, number);
        if (strtod(spelled, NULL) == number)
            break;
    }
    buf_adds(out, spelled);
}

/* A number, or true, false, null. */
static void copy_word(struct reader *reader)
{
    char text[NUMBER_MAX];
    const char *from = reader->at;
    while (reader->at < reader->end && !strchr(" {}[],:\"\t\n\r", *reader->at))
        reader->at++;
    size_t len = (size_t)(reader->at - from);
    if (!len)
        reader->broken = true;
    if (!len || len >= sizeof(text) || (*from != '-' && (*from < '0' || *from > '9'))) {
        buf_add(reader->out, from, len);
        return;
    }
    memcpy(text, from, len);
    text[len] = 0;
    write_number(reader->out, text);
}

static void copy_list(struct reader *reader)
{
    buf_addc(reader->out, '[');
    reader->at++;
    while (!reader->broken && peek(reader) != ']') {
        copy_value(reader);
        if (peek(reader) == ',') {
            buf_addc(reader->out, ',');
            reader->at++;
        } else if (peek(reader) != ']') {
            reader->broken = true;
        }
    }
    reader->at++;
    buf_addc(reader->out, ']');
}

/* Finds the members and leaves reader behind the object. The caller frees them. */
static struct member *find_members(struct reader *reader, size_t *ret_count)
{
    struct member *members = NULL;
    size_t count = 0;
    size_t cap = 0;
    reader->at++;
    while (!reader->broken && peek(reader) == '"') {
        const char *end = string_end(reader);
        if (count == cap) {
            cap = cap ? cap * 2 : MEMBERS_MIN;
            members = mem_grow(members, cap, sizeof(*members));
        }
        struct member *member = &members[count++];
        *member = (struct member){reader->at + 1, (size_t)(end - reader->at) - 2, NULL};
        reader->at = end;
        reader->broken = reader->broken || peek(reader) != ':';
        reader->at++;
        peek(reader);
        member->value = reader->at;
        skip_value(reader);
        if (peek(reader) == ',')
            reader->at++;
        peek(reader);
    }
    reader->broken = reader->broken || peek(reader) != '}';
    reader->at++;
    *ret_count = count;
    return members;
}

static void copy_object(struct reader *reader)
{
    size_t count = 0;
    struct member *members = find_members(reader, &count);
    const char *behind = reader->at;
    if (count)
        qsort(members, count, sizeof(*members), compare_keys);
    buf_addc(reader->out, '{');
    for (size_t i = 0; i < count && !reader->broken; i++) {
        if (i)
            buf_addc(reader->out, ',');
        buf_addc(reader->out, '"');
        buf_add(reader->out, members[i].key, members[i].key_len);
        buf_adds(reader->out, "\":");
        reader->at = members[i].value;
        copy_value(reader);
    }
    buf_addc(reader->out, '}');
    free(members);
    reader->at = behind;
}

static void copy_value(struct reader *reader)
{
    char c = peek(reader);
    if (!c || reader->broken || ++reader->depth > DEPTH_MAX) {
        reader->broken = true;
        return;
    }
    if (c == '{')
        copy_object(reader);
    else if (c == '[')
        copy_list(reader);
    else if (c == '"')
        copy_string(reader);
    else
        copy_word(reader);
    reader->depth--;
}

void pg_canon(const char *text, size_t len, struct buf *out)
{
    size_t before = out->len;
    struct reader reader = {text, text + len, out, false, 0};
    copy_value(&reader);
    if (!reader.broken && !peek(&reader))
        return;
    out->len = before;
    buf_add(out, text, len);
}
