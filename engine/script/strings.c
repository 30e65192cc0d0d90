/* The pattern functions of the string library (find, match, gmatch, gsub) over our own matcher
 * (pattern.c).
 *
 * Behaviour is that of Lua 5.4's manual, 6.4. A function given to gsub is called as from any C
 * function: it may not wait. */
#include "script/inner.h"
#include "script/pattern.h"

#include <ctype.h>
#include <lauxlib.h>
#include <lualib.h>
#include <string.h>

/* A position as scripts give it, from 1, as an offset from 0; negative: from the end. */
static size_t offset_of(lua_Integer position, size_t len)
{
    if (position > 0)
        return (size_t)position - 1;
    if (position == 0 || position < -(lua_Integer)len)
        return 0;
    return len - (size_t)-position;
}

static int find_plain(lua_State *L, const char *subject, size_t len, size_t from,
                      const char *wanted, size_t wanted_len)
{
    gate_charge(L, (int64_t)(len - from) / SCRIPT_BYTES_PER_WORK);
    const char *at = memmem(subject + from, len - from, wanted, wanted_len);
    if (!at) {
        lua_pushnil(L);
        return 1;
    }
    lua_pushinteger(L, at - subject + 1);
    lua_pushinteger(L, at - subject + (lua_Integer)wanted_len);
    return 2;
}

static bool is_plain(const char *pattern, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (pattern[i] && strchr("^$*+?.([%-", pattern[i]))
            return false;
    return true;
}

/* The next match at or after *at: its end, with *at its beginning; or NULL. */
static const char *search(struct pattern *pattern, const char **at)
{
    const char *end = NULL;
    for (const char *s = *at; s <= pattern->subject_end && !end; s++) {
        end = pattern_match(pattern, s);
        *at = s;
        if (pattern->anchored)
            break;
    }
    pattern_settle(pattern);
    return end;
}

static int find_or_match(lua_State *L, bool find)
{
    size_t len, pattern_len;
    const char *subject = luaL_checklstring(L, 1, &len);
    const char *text = luaL_checklstring(L, 2, &pattern_len);
    size_t from = offset_of(luaL_optinteger(L, 3, 1), len);
    if (from > len) {
        lua_pushnil(L);
        return 1;
    }
    if (find && (lua_toboolean(L, 4) || is_plain(text, pattern_len)))
        return find_plain(L, subject, len, from, text, pattern_len);
    struct pattern pattern;
    pattern_init(&pattern, L, subject, len, text, pattern_len, true);
    const char *at = subject + from;
    const char *end = search(&pattern, &at);
    if (!end) {
        lua_pushnil(L);
        return 1;
    }
    if (!find)
        return pattern_push_all(&pattern, at, end, true);
    lua_pushinteger(L, at - subject + 1);
    lua_pushinteger(L, end - subject);
    return pattern_push_all(&pattern, at, end, false) + 2;
}

static int string_find(lua_State *L)
{
    return find_or_match(L, true);
}

static int string_match(lua_State *L)
{
    return find_or_match(L, false);
}

/* The upvalues of gmatch's iterator: the two strings, where to go on, where the last match ended.
 */
enum { SUBJECT = 1, PATTERN, NEXT, LAST };

static int gmatch_next(lua_State *L)
{
    size_t len, pattern_len;
    const char *subject = lua_tolstring(L, lua_upvalueindex(SUBJECT), &len);
    const char *text = lua_tolstring(L, lua_upvalueindex(PATTERN), &pattern_len);
    lua_Integer next = lua_tointeger(L, lua_upvalueindex(NEXT));
    lua_Integer last = lua_tointeger(L, lua_upvalueindex(LAST));
    struct pattern pattern;
    pattern_init(&pattern, L, subject, len, text, pattern_len, false);
    while (next <= (lua_Integer)len) {
        const char *at = subject + next;
        const char *end = search(&pattern, &at);
        if (!end)
            break;
        if (end - subject == last) { /* the empty end of the match before */
            next = at - subject + 1;
            continue;
        }
        lua_pushinteger(L, end - subject);
        lua_copy(L, -1, lua_upvalueindex(NEXT));
        lua_replace(L, lua_upvalueindex(LAST));
        return pattern_push_all(&pattern, at, end, true);
    }
    lua_pushinteger(L, (lua_Integer)len + 1);
    lua_replace(L, lua_upvalueindex(NEXT));
    return 0;
}

static int string_gmatch(lua_State *L)
{
    size_t len;
    luaL_checklstring(L, 1, &len);
    luaL_checkstring(L, 2);
    size_t from = offset_of(luaL_optinteger(L, 3, 1), len);
    lua_settop(L, 2);
    lua_pushinteger(L, from > len ? (lua_Integer)len + 1 : (lua_Integer)from);
    lua_pushinteger(L, -1);
    lua_pushcclosure(L, gmatch_next, 4);
    return 1;
}

/* The replacement as text: %0 the match, %1 to %9 captures, %% itself. */
static void add_template(struct pattern *pattern, luaL_Buffer *out, const char *from,
                         const char *to)
{
    lua_State *L = pattern->L;
    size_t len;
    const char *text = lua_tolstring(L, 3, &len);
    for (size_t i = 0; i < len; i++) {
        if (text[i] != '%') {
            luaL_addchar(out, text[i]);
            continue;
        }
        char c = text[++i]; /* a 0 byte at the end */
        if (c == '%') {
            luaL_addchar(out, '%');
        } else if (c == '0') {
            luaL_addlstring(out, from, (size_t)(to - from));
        } else if (isdigit((unsigned char)c)) {
            pattern_push(pattern, c - '1', from, to);
            luaL_tolstring(L, -1, NULL);
            lua_remove(L, -2);
            luaL_addvalue(out);
        } else {
            luaL_error(L, "invalid use of '%%' in replacement string");
        }
    }
}

/* Adds what stands for one match. */
static void add_replacement(struct pattern *pattern, luaL_Buffer *out, const char *from,
                            const char *to, int kind)
{
    lua_State *L = pattern->L;
    if (kind == LUA_TFUNCTION) {
        lua_pushvalue(L, 3);
        lua_call(L, pattern_push_all(pattern, from, to, true), 1);
    } else if (kind == LUA_TTABLE) {
        pattern_push(pattern, 0, from, to);
        lua_gettable(L, 3);
    } else {
        add_template(pattern, out, from, to);
        return;
    }
    if (!lua_toboolean(L, -1)) {
        lua_pop(L, 1);
        luaL_addlstring(out, from, (size_t)(to - from));
        return;
    }
    if (!lua_isstring(L, -1))
        luaL_error(L, "invalid replacement value (a %s)", luaL_typename(L, -1));
    luaL_addvalue(out);
}

static int string_gsub(lua_State *L)
{
    size_t len, pattern_len;
    const char *subject = luaL_checklstring(L, 1, &len);
    const char *text = luaL_checklstring(L, 2, &pattern_len);
    int kind = lua_type(L, 3);
    if (kind == LUA_TNUMBER)
        kind = LUA_TSTRING;
    luaL_argexpected(L, kind == LUA_TSTRING || kind == LUA_TTABLE || kind == LUA_TFUNCTION, 3,
                     "string/function/table");
    lua_Integer left = luaL_optinteger(L, 4, (lua_Integer)len + 1), count = 0;
    struct pattern pattern;
    pattern_init(&pattern, L, subject, len, text, pattern_len, true);
    lua_settop(L, 3);
    if (kind == LUA_TSTRING)
        lua_tostring(L, 3); /* a number becomes text in its place */
    luaL_Buffer out;
    luaL_buffinit(L, &out);
    const char *at = subject, *last = NULL;
    while (left > 0) {
        const char *end = pattern_match(&pattern, at);
        if (end && end != last) {
            left--;
            count++;
            size_t had = luaL_bufflen(&out);
            add_replacement(&pattern, &out, at, end, kind);
            pattern.work += (int64_t)(luaL_bufflen(&out) - had) / 8;
            at = last = end;
        } else if (at < pattern.subject_end) {
            luaL_addchar(&out, *at++);
        } else {
            break;
        }
        if (pattern.anchored)
            break;
    }
    pattern_settle(&pattern);
    luaL_addlstring(&out, at, (size_t)(pattern.subject_end - at));
    luaL_pushresult(&out);
    lua_pushinteger(L, count);
    return 2;
}

void library_patterns(lua_State *L)
{
    static const luaL_Reg functions[] = {{"find", string_find},
                                         {"match", string_match},
                                         {"gmatch", string_gmatch},
                                         {"gsub", string_gsub},
                                         {NULL, NULL}};
    lua_getglobal(L, LUA_STRLIBNAME);
    luaL_setfuncs(L, functions, 0);
    lua_pop(L, 1);
}
