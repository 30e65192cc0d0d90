/* time: the date of a moment in a zone. */
#include "bind/modules.h"
#include "bind/tzrule.h"
#include "bind/zone.h"

#include <lauxlib.h>
#include <stdint.h>

#define SECONDS_MAX 253402300799 /* the end of the year 9999 */

static int free_cache(lua_State *L)
{
    struct zone_cache **cache = lua_touserdata(L, 1);
    zone_cache_free(*cache);
    *cache = NULL;
    return 0;
}

static void set(lua_State *L, const char *name, int64_t value)
{
    lua_pushinteger(L, value);
    lua_setfield(L, -2, name);
}

static void push_date(lua_State *L, int64_t days)
{
    int64_t year;
    int month, day;
    date_civil(days, &year, &month, &day);
    set(L, "year", year);
    set(L, "month", month);
    set(L, "day", day);
    set(L, "wday", ((days % 7) + 11) % 7); /* 0: Sunday; day 0 was a Thursday */
}

static int l_civil(lua_State *L)
{
    struct zone_cache **cache = lua_touserdata(L, lua_upvalueindex(1));
    lua_Integer seconds = luaL_checkinteger(L, 1);
    const char *zone = luaL_optstring(L, 2, "UTC");
    luaL_argcheck(L, seconds >= -SECONDS_MAX && seconds <= SECONDS_MAX, 1, "no such year");

    int64_t local = seconds + zone_offset(*cache, zone, seconds);
    int64_t days = local / 86400 - (local % 86400 < 0);
    int64_t rest = local - days * 86400;
    lua_createtable(L, 0, 7);
    push_date(L, days);
    set(L, "hour", rest / 3600);
    set(L, "min", rest % 3600 / 60);
    set(L, "sec", rest % 60);
    return 1;
}

void bind_time(lua_State *L)
{
    lua_createtable(L, 0, 1);
    struct zone_cache **cache = lua_newuserdatauv(L, sizeof *cache, 0);
    *cache = zone_cache_new();
    lua_createtable(L, 0, 1);
    lua_pushcfunction(L, free_cache);
    lua_setfield(L, -2, "__gc");
    lua_setmetatable(L, -2);
    lua_pushcclosure(L, l_civil, 1);
    lua_setfield(L, -2, "civil");
}
