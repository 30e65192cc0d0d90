/* Bounds on the rest of the string library and on utf8.
 *
 *   charged    what goes through a whole text: upper, lower, reverse, byte, sub, tonumber, utf8.*
 *   rep        a ceiling on what it gives; nothing for nothing (Lua's own counts to `n` even then)
 *   format     FORMAT_ITEMS_MAX items: one of them may take microseconds ("%.99g"); and no
 * addresses, because a turn that is run again must say the same pack ...   PACK_MAX bytes of
 * format: "x" alone works without an argument
 *
 * What is charged is looked at before the work, so one call of the largest text (TEXT_MAX_TURN) is
 * what may go over. */
#include "script/inner.h"

#include <lauxlib.h>
#include <lualib.h>
#include <string.h>

#define REP_MAX          (1 << 20) /* bytes of what string.rep gives */
#define FORMAT_ITEMS_MAX 250
#define FORMAT_ITEM_WORK 25
#define PACK_MAX         1024
#define SHORT_TEXT       1024 /* bytes that cost nothing */

static int inner(lua_State *L)
{
    return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

static void charge_text(lua_State *L, int at)
{
    size_t len = lua_type(L, at) == LUA_TSTRING ? lua_rawlen(L, at) : 0;
    if (len > SHORT_TEXT)
        gate_charge(L, (int64_t)len / SCRIPT_BYTES_PER_WORK);
}

static int guarded_text(lua_State *L)
{
    charge_text(L, 1);
    return inner(L);
}

static int guarded_rep(lua_State *L)
{
    size_t len, gap_len;
    luaL_checklstring(L, 1, &len);
    lua_Integer times = luaL_checkinteger(L, 2);
    luaL_optlstring(L, 3, "", &gap_len);
    size_t each = len + gap_len;
    if (times <= 0 || each == 0) {
        lua_pushliteral(L, "");
        return 1;
    }
    if ((size_t)times > REP_MAX / each)
        return luaL_error(L, "string.rep: the result is over %d bytes", REP_MAX);
    gate_charge(L, times / SCRIPT_BYTES_PER_WORK);
    return inner(L);
}

/* %p, and tables under %s, would show addresses. */
static int guarded_format(lua_State *L)
{
    const char *format = luaL_checkstring(L, 1);
    int items = 0;
    for (; *format; format++) {
        if (*format != '%')
            continue;
        if (++items > FORMAT_ITEMS_MAX)
            return luaL_error(L, "string.format: over %d items", FORMAT_ITEMS_MAX);
        format += 1 + strspn(format + 1, "-+ #0123456789.");
        if (*format == 'p')
            return luaL_argerror(L, 1, "there is no %p here");
        if (!*format)
            break;
    }
    if (lua_gettop(L) > FORMAT_ITEMS_MAX + 1)
        return luaL_error(L, "string.format: over %d items", FORMAT_ITEMS_MAX);
    gate_charge(L, (int64_t)items * FORMAT_ITEM_WORK);
    for (int i = lua_gettop(L); i > 1; i--) {
        int kind = lua_type(L, i);
        bool plain =
            kind == LUA_TSTRING || kind == LUA_TNUMBER || kind == LUA_TBOOLEAN || kind == LUA_TNIL;
        if (plain || luaL_getmetafield(L, i, "__tostring") != LUA_TNIL)
            continue; /* a __tostring that was pushed is no argument of any item */
        lua_pushstring(L, luaL_typename(L, i));
        lua_replace(L, i);
    }
    return inner(L);
}

static int guarded_pack(lua_State *L)
{
    size_t len;
    luaL_checklstring(L, 1, &len);
    if (len > PACK_MAX)
        return luaL_error(L, "string.pack: a format of over %d bytes", PACK_MAX);
    return inner(L);
}

static void guard(lua_State *L, const char *library, const char *const *names,
                  int (*function)(lua_State *L))
{
    lua_getglobal(L, library);
    for (; *names; names++)
        library_guard(L, *names, function);
    lua_pop(L, 1);
}

void library_guard_texts(lua_State *L)
{
    guard(L, LUA_STRLIBNAME,
          (const char *const[]){"upper", "lower", "reverse", "byte", "sub", NULL}, guarded_text);
    guard(L, LUA_STRLIBNAME, (const char *const[]){"rep", NULL}, guarded_rep);
    guard(L, LUA_STRLIBNAME, (const char *const[]){"format", NULL}, guarded_format);
    guard(L, LUA_STRLIBNAME, (const char *const[]){"pack", "packsize", "unpack", NULL},
          guarded_pack);
    guard(L, LUA_UTF8LIBNAME, (const char *const[]){"len", "codepoint", "offset", "codes", NULL},
          guarded_text);
    guard(L, LUA_GNAME, (const char *const[]){"tonumber", NULL}, guarded_text);
}
