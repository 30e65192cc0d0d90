/* json.decode: bytes to Lua values, in one pass (RFC 8259).
 *
 * Strict: nothing but JSON, no bytes after it, no deeper than json/json.h reads, and no zero bytes,
 * which json.encode does not write. The first mistake ends the reading; every function then returns
 * false up to the top, and what was pushed is dropped there. Lua may raise for want of memory at
 * any step: nothing is owned outside the Lua stack.
 *
 * null is absent: a field of an object is left out, an entry of a list is passed over. */
#include "base/str.h"
#include "bind/modules.h"
#include "json/json.h"

#include <errno.h>
#include <lauxlib.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NUMBER_MAX 64 /* bytes of a number */
#define FEW_DIGITS 18
#define GATHERED   32 /* values on the stack before their table is made: tables grow by moving */

struct reader {
    lua_State *L;
    const char *begin;
    const char *at;
    const char *end; /* a zero byte stands there */
    int depth;
    const char *why; /* NULL: all is well */
};

static bool fail(struct reader *r, const char *why)
{
    if (!r->why)
        r->why = why;
    return false;
}

static void skip_space(struct reader *r)
{
    while (r->at < r->end && (*r->at == ' ' || *r->at == '\n' || *r->at == '\r' || *r->at == '\t'))
        r->at++;
}

static bool take(struct reader *r, char c)
{
    skip_space(r);
    if (r->at == r->end || *r->at != c)
        return false;
    r->at++;
    return true;
}

/* ---- text ---- */

static bool read_hex(struct reader *r, int32_t *ret_code)
{
    int32_t code = 0;
    if (r->end - r->at < 4)
        return fail(r, "\\u wants four digits");
    for (int i = 0; i < 4; i++) {
        const char *digits = "0123456789abcdef0123456789ABCDEF";
        const char *digit = *r->at ? strchr(digits, *r->at) : NULL;
        if (!digit)
            return fail(r, "\\u wants four digits");
        code = code << 4 | (int32_t)((digit - digits) & 15);
        r->at++;
    }
    *ret_code = code;
    return true;
}

/* After "\u": one character, of two halves where it needs them. */
static bool read_code(struct reader *r, luaL_Buffer *out)
{
    int32_t code, low;
    char bytes[4];
    if (!read_hex(r, &code))
        return false;
    if (code >= 0xD800 && code <= 0xDBFF) {
        if (r->end - r->at < 2 || r->at[0] != '\\' || r->at[1] != 'u')
            return fail(r, "half a character");
        r->at += 2;
        if (!read_hex(r, &low))
            return false;
        if (low < 0xDC00 || low > 0xDFFF)
            return fail(r, "half a character");
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
    }
    size_t count = code > 0 ? utf8_put(code, bytes) : 0;
    if (!count)
        return fail(r, code ? "half a character" : "a zero byte in a text");
    luaL_addlstring(out, bytes, count);
    return true;
}

static bool read_escape(struct reader *r, luaL_Buffer *out)
{
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    char c = r->at < r->end ? *r->at++ : '\0';
    if (c == 'u')
        return read_code(r, out);
    const char *at = c ? strchr(from, c) : NULL;
    if (!at)
        return fail(r, "an unknown escape");
    luaL_addchar(out, to[at - from]);
    return true;
}

/* Up to the next quote, backslash or control character. */
static const char *plain_end(const struct reader *r)
{
    return r->at + json_plain(r->at, (size_t)(r->end - r->at));
}

static bool read_string(struct reader *r)
{
    luaL_Buffer out;
    const char *end = plain_end(r);
    if (end < r->end && *end == '"') { /* nothing to translate */
        lua_pushlstring(r->L, r->at, (size_t)(end - r->at));
        r->at = end + 1;
        return true;
    }
    luaL_buffinit(r->L, &out);
    for (;;) {
        luaL_addlstring(&out, r->at, (size_t)(end - r->at));
        r->at = end;
        if (r->at == r->end || (unsigned char)*r->at < 0x20)
            return fail(r, "a text without an end");
        if (*r->at++ == '"')
            break;
        if (!read_escape(r, &out))
            return false;
        end = plain_end(r);
    }
    luaL_pushresult(&out);
    return true;
}

/* ---- numbers ---- */

static bool skip_digits(struct reader *r)
{
    const char *from = r->at;
    while (r->at < r->end && *r->at >= '0' && *r->at <= '9')
        r->at++;
    return r->at > from;
}

/* Moves past a number as JSON writes them; *ret_whole: no fraction, no exponent. */
static bool skip_number(struct reader *r, bool *ret_whole)
{
    *ret_whole = true;
    if (*r->at == '-')
        r->at++;
    bool zero = r->at < r->end && *r->at == '0';
    const char *digits = r->at;
    if (!skip_digits(r) || (zero && r->at - digits > 1))
        return false;
    if (r->at < r->end && *r->at == '.') {
        *ret_whole = false;
        r->at++;
        if (!skip_digits(r))
            return false;
    }
    if (r->at < r->end && (*r->at == 'e' || *r->at == 'E')) {
        *ret_whole = false;
        r->at++;
        if (r->at < r->end && (*r->at == '+' || *r->at == '-'))
            r->at++;
        return skip_digits(r);
    }
    return true;
}

/* Of so few digits that any number of them is whole. */
static lua_Integer small_number(const char *text, size_t len)
{
    lua_Integer number = 0;
    for (size_t at = *text == '-'; at < len; at++)
        number = number * 10 + (text[at] - '0');
    return *text == '-' ? -number : number;
}

static bool read_number(struct reader *r)
{
    char text[NUMBER_MAX + 1];
    const char *from = r->at;
    bool whole;
    if (!skip_number(r, &whole))
        return fail(r, "no number");
    size_t len = (size_t)(r->at - from);
    if (len > NUMBER_MAX)
        return fail(r, "a number with too many digits");
    if (whole && len <= FEW_DIGITS) {
        lua_pushinteger(r->L, small_number(from, len));
        return true;
    }
    memcpy(text, from, len);
    text[len] = '\0';
    errno = 0;
    long long integer = whole ? strtoll(text, NULL, 10) : 0;
    if (whole && errno == 0) {
        lua_pushinteger(r->L, integer);
        return true;
    }
    double real = strtod(text, NULL);
    if (!isfinite(real))
        return fail(r, "a number too large");
    if (real == floor(real) && fabs(real) <= (double)JSON_INT_MAX)
        lua_pushinteger(r->L, (lua_Integer)real);
    else
        lua_pushnumber(r->L, real);
    return true;
}

/* ---- values ---- */

static bool read_value(struct reader *r);

/* The values on top, from `from` on, as a list in their place. */
static void gather_list(lua_State *L, int from, int room)
{
    int count = lua_gettop(L) - from + 1;
    lua_createtable(L, count > room ? count : room, 0);
    lua_insert(L, from);
    for (lua_Integer i = count; i > 0; i--)
        lua_rawseti(L, from, i);
}

/* The keys and values on top, from `from` on, as an object in their place. Of a name that is there
 * twice the last one holds. */
static void gather_object(lua_State *L, int from, int room)
{
    int end = lua_gettop(L) + 1, count = (end - from) / 2;
    lua_createtable(L, 0, count > room ? count : room);
    for (int at = from; at < end; at += 2) {
        lua_pushvalue(L, at);
        lua_pushvalue(L, at + 1);
        lua_rawset(L, end);
    }
    if (count)
        lua_replace(L, from);
    lua_settop(L, from);
}

static bool read_list(struct reader *r)
{
    int from = lua_gettop(r->L) + 1;
    lua_Integer count = 0;
    if (!take(r, ']')) {
        do {
            if (!read_value(r))
                return false;
            if (lua_isnil(r->L, -1))
                lua_pop(r->L, 1);
            else if (++count == GATHERED)
                gather_list(r->L, from, 2 * GATHERED);
            else if (count > GATHERED)
                lua_rawseti(r->L, from, count);
        } while (take(r, ','));
        if (!take(r, ']'))
            return fail(r, "a comma or ] is expected");
    }
    if (count < GATHERED)
        gather_list(r->L, from, 0);
    return true;
}

static bool read_pair(struct reader *r)
{
    if (!take(r, '"'))
        return fail(r, "a name in quotes is expected");
    if (!read_string(r))
        return false;
    if (!take(r, ':'))
        return fail(r, "a colon is expected");
    return read_value(r);
}

static bool read_object(struct reader *r)
{
    int from = lua_gettop(r->L) + 1, count = 0;
    if (!take(r, '}')) {
        do {
            if (!read_pair(r))
                return false;
            if (count < GATHERED && ++count == GATHERED)
                gather_object(r->L, from, 2 * GATHERED);
            else if (count == GATHERED)
                lua_rawset(r->L, from);
        } while (take(r, ','));
        if (!take(r, '}'))
            return fail(r, "a comma or } is expected");
    }
    if (count < GATHERED)
        gather_object(r->L, from, 0);
    return true;
}

static bool read_nested(struct reader *r, bool (*read)(struct reader *r))
{
    if (r->depth == JSON_DEPTH_MAX)
        return fail(r, "too deep");
    r->depth++;
    r->at++;
    luaL_checkstack(r->L, 2 * GATHERED + 8, NULL);
    bool well = read(r);
    r->depth--;
    return well;
}

static bool read_word(struct reader *r, const char *word)
{
    size_t len = strlen(word);
    if ((size_t)(r->end - r->at) < len || memcmp(r->at, word, len) != 0)
        return fail(r, "a value is expected");
    r->at += len;
    if (*word == 'n')
        lua_pushnil(r->L);
    else
        lua_pushboolean(r->L, *word == 't');
    return true;
}

static bool read_value(struct reader *r)
{
    skip_space(r);
    switch (r->at < r->end ? *r->at : '\0') {
    case '{':
        return read_nested(r, read_object);
    case '[':
        return read_nested(r, read_list);
    case '"':
        r->at++;
        return read_string(r);
    case 't':
        return read_word(r, "true");
    case 'f':
        return read_word(r, "false");
    case 'n':
        return read_word(r, "null");
    default:
        if (r->at < r->end && (*r->at == '-' || (*r->at >= '0' && *r->at <= '9')))
            return read_number(r);
        return fail(r, "a value is expected");
    }
}

int bind_json_decode(lua_State *L)
{
    size_t len;
    const char *text = luaL_checklstring(L, 1, &len);
    struct reader reader = {.L = L, .begin = text, .at = text, .end = text + len};
    lua_settop(L, 1);
    if (!utf8_valid(text, len)) {
        fail(&reader, "not UTF-8");
    } else if (read_value(&reader)) {
        skip_space(&reader);
        if (reader.at < reader.end)
            fail(&reader, "the end is expected");
    }
    if (!reader.why)
        return 1;
    lua_settop(L, 1);
    lua_pushnil(L);
    lua_pushfstring(L, "JSON, byte %d: %s", (int)(reader.at - reader.begin) + 1, reader.why);
    return 2;
}
