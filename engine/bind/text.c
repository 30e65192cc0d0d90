/* text: UTF-8 for the engine's Lua half.
 *
 * Case is simple (one letter to one letter, Unicode 15) for the scripts that games here are written
 * in: Latin-1, Latin Extended-A, Greek and Cyrillic; other letters stay as they are. Width is what
 * a label takes on a phone, in columns of a digit: East Asian wide letters and emoji count twice,
 * combining marks and joiners not at all. */
#include "bind/modules.h"

#include "base/buf.h"
#include "base/str.h"

#include <lauxlib.h>
#include <string.h>

static int32_t lower_extended(int32_t c)
{
    if (c == 0x130) /* I with dot: no single small letter */
        return 'i';
    if (c == 0x178)
        return 0xFF;
    bool odd_pairs = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E);
    if (odd_pairs)
        return c & 1 ? c + 1 : c;
    return c & 1 ? c : c + 1;
}

static int32_t lower(int32_t c)
{
    if (c >= 'A' && c <= 'Z')
        return c + 32;
    if (c < 0xC0)
        return c;
    if (c <= 0xDE)
        return c == 0xD7 ? c : c + 32;
    if (c >= 0x100 && c <= 0x17E)
        return lower_extended(c);
    if (c >= 0x391 && c <= 0x3AB && c != 0x3A2)
        return c + 32;
    if (c >= 0x410 && c <= 0x42F)
        return c + 32;
    if (c >= 0x400 && c <= 0x40F)
        return c + 80;
    if ((c >= 0x460 && c <= 0x481) || (c >= 0x48A && c <= 0x4BF) || (c >= 0x4D0 && c <= 0x52F))
        return c & 1 ? c : c + 1;
    return c;
}

/* The inverse, by trying where a capital could be: every pair above is at most 80 apart. */
static int32_t upper(int32_t c)
{
    static const int32_t STEPS[] = {32, 1, 80};
    if (c == 0xFF)
        return 0x178;
    if (c == 'i' || lower(c) != c)
        return c == 'i' ? 'I' : c;
    for (size_t i = 0; i < sizeof STEPS / sizeof STEPS[0]; i++)
        if (c > STEPS[i] && lower(c - STEPS[i]) == c)
            return c - STEPS[i];
    return c;
}

static int map_case(lua_State *L, int32_t (*map)(int32_t))
{
    size_t len;
    size_t at = 0;
    luaL_Buffer out;
    char bytes[4];
    const char *text = luaL_checklstring(L, 1, &len);

    luaL_buffinit(L, &out);
    while (at < len) {
        size_t from = at;
        int32_t c = utf8_next(text, len, &at);
        if (c < 0)
            luaL_addlstring(&out, text + from, at - from);
        else
            luaL_addlstring(&out, bytes, utf8_put(map(c), bytes));
    }
    luaL_pushresult(&out);
    return 1;
}

static int l_lower(lua_State *L)
{
    return map_case(L, lower);
}

static int l_upper(lua_State *L)
{
    return map_case(L, upper);
}

static int l_length(lua_State *L)
{
    size_t len;
    const char *text = luaL_checklstring(L, 1, &len);
    lua_pushinteger(L, (lua_Integer)utf8_count(text, len));
    return 1;
}

static const char *entity(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    default:
        return NULL;
    }
}

static int l_escape(lua_State *L)
{
    size_t len;
    luaL_Buffer out;
    const char *text = luaL_checklstring(L, 1, &len);

    if (strcspn(text, "&<>\"") == len) {
        lua_settop(L, 1);
        return 1;
    }
    luaL_buffinit(L, &out);
    for (size_t i = 0; i < len; i++) {
        const char *name = entity(text[i]);
        if (name)
            luaL_addstring(&out, name);
        else
            luaL_addchar(&out, text[i]);
    }
    luaL_pushresult(&out);
    return 1;
}

static int l_valid(lua_State *L)
{
    size_t len;
    const char *text = luaL_checklstring(L, 1, &len);
    lua_pushboolean(L, utf8_valid(text, len));
    return 1;
}

static int columns(int32_t c)
{
    if (c < 0 || (c >= 0x300 && c <= 0x36F) || c == 0x200D || (c >= 0xFE00 && c <= 0xFE0F))
        return 0;
    bool wide = (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) ||
                (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) ||
                (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) ||
                (c >= 0x1F000 && c <= 0x1FAFF) || (c >= 0x2600 && c <= 0x27BF) ||
                (c >= 0x20000 && c <= 0x3FFFD);
    return wide ? 2 : 1;
}

static int l_width(lua_State *L)
{
    size_t len;
    size_t at = 0;
    lua_Integer width = 0;
    const char *text = luaL_checklstring(L, 1, &len);
    while (at < len)
        width += columns(utf8_next(text, len, &at));
    lua_pushinteger(L, width);
    return 1;
}

static int l_trim(lua_State *L)
{
    size_t len;
    const char *text = luaL_checklstring(L, 1, &len);
    size_t from = strspn(text, " \t\r\n");
    while (len > from && strchr(" \t\r\n", text[len - 1]))
        len--;
    lua_pushlstring(L, text + from, len - from);
    return 1;
}

static const luaL_Reg FUNCTIONS[] = {
    {"lower", l_lower}, {"upper", l_upper}, {"length", l_length}, {"escape", l_escape},
    {"valid", l_valid}, {"width", l_width}, {"trim", l_trim},     {NULL, NULL},
};

void bind_text(lua_State *L)
{
    luaL_newlib(L, FUNCTIONS);
}
