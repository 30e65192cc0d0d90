/* tokens: Lua's own tokens, for `check` (engine/lua/check/parser.lua), which reads every script of
 * a game: 500 files are more than a hundred thousand tokens, and cutting them in Lua was half of
 * the work.
 *
 * Three lists of equal length come out. What is read was accepted by the compiler, so nothing is
 * judged; what was not (an open string, a stray byte) ends in some token, never beyond the text. */
#include "bind/modules.h"

#include "base/str.h"

#include <lauxlib.h>
#include <string.h>

struct tokens {
    lua_State *L;
    const char *at;
    const char *end;
    lua_Integer line;
    lua_Integer count;
};

enum { KINDS = 2, VALUES, LINES, KEYWORDS }; /* stack places */

static const char *const WORDS[] = {"and",   "break", "do",       "else", "elseif", "end",
                                    "false", "for",   "function", "goto", "if",     "in",
                                    "local", "nil",   "not",      "or",   "repeat", "return",
                                    "then",  "true",  "until",    "while"};

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_hex(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static int hex_of(char c)
{
    return is_digit(c) ? c - '0' : (c | 32) - 'a' + 10;
}

/* The byte that is `ahead` of here; 0 behind the end. */
static char peek(const struct tokens *tokens, ptrdiff_t ahead)
{
    return ahead < tokens->end - tokens->at ? tokens->at[ahead] : '\0';
}

static void count_lines(struct tokens *tokens, const char *to)
{
    for (; tokens->at < to; tokens->at++)
        tokens->line += *tokens->at == '\n';
}

/* The kind is on top; its value, or nil, below it. */
static void put(struct tokens *tokens, lua_Integer line)
{
    lua_State *L = tokens->L;
    tokens->count++;
    lua_rawseti(L, KINDS, tokens->count);
    if (lua_isnil(L, -1))
        lua_pop(L, 1);
    else
        lua_rawseti(L, VALUES, tokens->count);
    lua_pushinteger(L, line);
    lua_rawseti(L, LINES, tokens->count);
}

/* Behind a long bracket that opens here, its inside between the two outputs; NULL: it is none. */
static const char *long_bracket(const struct tokens *tokens, const char *from,
                                const char **ret_inside, size_t *ret_len)
{
    const char *at = from + 1;
    size_t level = 0;
    while (at < tokens->end && *at == '=')
        at++, level++;
    if (from >= tokens->end || *from != '[' || at >= tokens->end || *at != '[')
        return NULL;
    *ret_inside = ++at;
    for (; at < tokens->end; at++) {
        size_t same = 0;
        if (*at != ']')
            continue;
        while (at + 1 + same < tokens->end && at[1 + same] == '=')
            same++;
        if (same == level && at + 1 + same < tokens->end && at[1 + same] == ']') {
            *ret_len = (size_t)(at - *ret_inside);
            return at + same + 2;
        }
    }
    *ret_len = (size_t)(tokens->end - *ret_inside);
    return tokens->end;
}

static void skip_comment(struct tokens *tokens)
{
    const char *inside;
    size_t len;
    const char *past = long_bracket(tokens, tokens->at + 2, &inside, &len);
    if (!past) {
        past = memchr(tokens->at, '\n', (size_t)(tokens->end - tokens->at));
        past = past ? past : tokens->end;
    }
    count_lines(tokens, past);
}

static void skip_blank(struct tokens *tokens)
{
    for (;;) {
        char c = peek(tokens, 0);
        if (c == '-' && peek(tokens, 1) == '-')
            skip_comment(tokens);
        else if (tokens->at < tokens->end && strchr(" \t\r\n\v\f", c) && c)
            count_lines(tokens, tokens->at + 1);
        else
            return;
    }
}

static void read_name(struct tokens *tokens)
{
    lua_State *L = tokens->L;
    const char *from = tokens->at;
    while (tokens->at < tokens->end && (is_letter(*tokens->at) || is_digit(*tokens->at)))
        tokens->at++;
    lua_pushlstring(L, from, (size_t)(tokens->at - from));
    lua_pushvalue(L, -1);
    if (lua_rawget(L, KEYWORDS) == LUA_TNIL)
        lua_pushliteral(L, "name");
    else
        lua_pushvalue(L, -2);
    lua_remove(L, -2);
    put(tokens, tokens->line);
}

static void read_number(struct tokens *tokens)
{
    bool hex = *tokens->at == '0' && (peek(tokens, 1) | 32) == 'x';
    char exponent = hex ? 'p' : 'e';
    tokens->at += hex ? 2 : 0;
    while (tokens->at < tokens->end) {
        char c = *tokens->at;
        if ((c | 32) == exponent && (peek(tokens, 1) == '+' || peek(tokens, 1) == '-'))
            tokens->at++;
        else if (!is_digit(c) && !is_letter(c) && c != '.')
            break;
        tokens->at++;
    }
    lua_pushnil(tokens->L);
    lua_pushliteral(tokens->L, "number");
    put(tokens, tokens->line);
}

/* "\u{...}", behind the u. */
static void read_unicode(struct tokens *tokens, luaL_Buffer *out)
{
    char bytes[4];
    int32_t code = 0;
    while (tokens->at < tokens->end && *tokens->at != '}') {
        if (is_hex(*tokens->at) && code <= 0x10FFFF)
            code = code * 16 + hex_of(*tokens->at);
        tokens->at++;
    }
    if (tokens->at < tokens->end)
        tokens->at++;
    if (code <= 0x10FFFF)
        luaL_addlstring(out, bytes, utf8_put(code, bytes));
}

/* Behind a backslash. */
static void read_escape(struct tokens *tokens, luaL_Buffer *out)
{
    static const char names[] = "abfnrtv";
    static const char codes[] = "\a\b\f\n\r\t\v";
    char c = peek(tokens, 0);
    const char *known = c ? strchr(names, c) : NULL;
    if (is_digit(c)) {
        int code = 0;
        for (int i = 0; i < 3 && is_digit(peek(tokens, 0)); i++)
            code = code * 10 + *tokens->at++ - '0';
        luaL_addchar(out, (char)code);
        return;
    }
    if (tokens->at < tokens->end)
        count_lines(tokens, tokens->at + 1);
    if (c == 'x' && is_hex(peek(tokens, 0)) && is_hex(peek(tokens, 1))) {
        luaL_addchar(out, (char)(hex_of(tokens->at[0]) * 16 + hex_of(tokens->at[1])));
        tokens->at += 2;
    } else if (c == 'u') {
        read_unicode(tokens, out);
    } else if (c == 'z') {
        while (tokens->at < tokens->end && strchr(" \t\r\n\v\f", *tokens->at))
            count_lines(tokens, tokens->at + 1);
    } else if (c) {
        luaL_addchar(out, known ? codes[known - names] : c);
    }
}

static void read_string(struct tokens *tokens)
{
    lua_Integer line = tokens->line;
    char quote = *tokens->at++;
    luaL_Buffer out;
    luaL_buffinit(tokens->L, &out);
    while (tokens->at < tokens->end && *tokens->at != quote) {
        char c = *tokens->at++;
        if (c == '\\')
            read_escape(tokens, &out);
        else
            luaL_addchar(&out, c);
    }
    if (tokens->at < tokens->end)
        tokens->at++;
    luaL_pushresult(&out);
    lua_pushliteral(tokens->L, "string");
    put(tokens, line);
}

/* A long string; false: it is a bracket. */
static bool read_long(struct tokens *tokens)
{
    const char *inside;
    size_t len;
    lua_Integer line = tokens->line;
    const char *past = long_bracket(tokens, tokens->at, &inside, &len);
    if (!past)
        return false;
    size_t skip = len && *inside == '\r' ? 1 : 0;
    skip += len > skip && inside[skip] == '\n' ? 1 : 0;
    lua_pushlstring(tokens->L, inside + skip, len - skip);
    lua_pushliteral(tokens->L, "string");
    put(tokens, line);
    count_lines(tokens, past);
    return true;
}

static void read_sign(struct tokens *tokens)
{
    static const char *const longer[] = {
        "...", "..", "==", "~=", "<=", ">=", "//", "::", "<<", ">>"};
    size_t left = (size_t)(tokens->end - tokens->at);
    size_t len = 1;
    for (size_t i = 0; len == 1 && i < sizeof(longer) / sizeof(longer[0]); i++) {
        size_t one = strlen(longer[i]);
        if (one <= left && memcmp(tokens->at, longer[i], one) == 0)
            len = one;
    }
    lua_pushnil(tokens->L);
    lua_pushlstring(tokens->L, tokens->at, len);
    tokens->at += len;
    put(tokens, tokens->line);
}

static void read_token(struct tokens *tokens)
{
    char c = *tokens->at;
    if (is_letter(c))
        read_name(tokens);
    else if (is_digit(c) || (c == '.' && is_digit(peek(tokens, 1))))
        read_number(tokens);
    else if (c == '"' || c == '\'')
        read_string(tokens);
    else if (c != '[' || !read_long(tokens))
        read_sign(tokens);
}

static int l_read(lua_State *L)
{
    size_t len;
    const char *source = luaL_checklstring(L, 1, &len);
    struct tokens tokens = {.L = L, .at = source, .end = source + len, .line = 1};

    lua_settop(L, 1);
    lua_newtable(L);
    lua_newtable(L);
    lua_newtable(L);
    lua_pushvalue(L, lua_upvalueindex(1));
    if (peek(&tokens, 0) == '#')
        skip_comment(&tokens);
    for (skip_blank(&tokens); tokens.at < tokens.end; skip_blank(&tokens))
        read_token(&tokens);
    lua_pushnil(L);
    lua_pushliteral(L, "eof");
    put(&tokens, tokens.line);
    lua_settop(L, LINES);
    return 3;
}

void bind_tokens(lua_State *L)
{
    lua_createtable(L, 0, 1);
    lua_newtable(L);
    for (size_t i = 0; i < sizeof(WORDS) / sizeof(WORDS[0]); i++) {
        lua_pushboolean(L, true);
        lua_setfield(L, -2, WORDS[i]);
    }
    lua_pushcclosure(L, l_read, 1);
    lua_setfield(L, -2, "read");
}
