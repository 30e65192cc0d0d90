/* Bounded pattern functions. No count hook runs inside a match, and a pattern that backtracks costs
 * about length ^ repetitions steps: ("a-"):rep(12) over 200 letters would not end in this century.
 * So the worst case is reckoned before the match, from the pattern alone, and refused past
 * COST_MAX. The real functions stay as upvalues. string.rep is bounded in the same place.
 *
 * Repetitions are the items followed by * + - or ?, outside of sets and not escaped; an unanchored
 * pattern is tried at every place and counts as one more. %b and %f look ahead once. */
#include "script/inner.h"

#include <lauxlib.h>
#include <string.h>

#define COST_MAX 1e8        /* steps: a fraction of a second */
#define REP_MAX  (4u << 20) /* bytes of a string.rep */

static const char *skip_set(const char *at, const char *end)
{
    at++; /* the [ */
    if (at < end && *at == '^')
        at++;
    if (at < end && *at == ']') /* a ] in the first place is itself */
        at++;
    while (at < end && *at != ']')
        at += *at == '%' && at + 1 < end ? 2 : 1;
    return at;
}

static int count_repeats(const char *pattern, size_t len)
{
    int count = 0;
    const char *end = pattern + len;
    for (const char *at = pattern; at < end; at++) {
        if (*at == '[')
            at = skip_set(at, end);
        else if (*at == '%')
            at++;
        else if (memchr("*+-?", *at, 4))
            count++;
    }
    return count;
}

static void check_cost(lua_State *L)
{
    size_t subject_len, len;
    luaL_checklstring(L, 1, &subject_len);
    const char *pattern = luaL_checklstring(L, 2, &len);
    int power = count_repeats(pattern, len) + (len && pattern[0] == '^' ? 0 : 1);
    double cost = 1;
    for (int i = 0; i < power && cost <= COST_MAX; i++)
        cost *= (double)(subject_len ? subject_len : 1);
    if (cost > COST_MAX)
        luaL_error(L,
                   "this pattern may need too many steps for a text of %d bytes: use a simpler "
                   "one, or plain find",
                   (int)subject_len);
}

static int call_through(lua_State *L)
{
    int count = lua_gettop(L);
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, count, LUA_MULTRET);
    return lua_gettop(L);
}

static int bounded_match(lua_State *L)
{
    check_cost(L);
    return call_through(L);
}

static int bounded_find(lua_State *L)
{
    if (!lua_toboolean(L, 4))
        check_cost(L);
    return call_through(L);
}

static int bounded_rep(lua_State *L)
{
    size_t len, between;
    luaL_checklstring(L, 1, &len);
    lua_Integer count = luaL_checkinteger(L, 2);
    luaL_optlstring(L, 3, "", &between);
    if (count > 0 && (double)(len + between) * (double)count > REP_MAX)
        return luaL_error(L, "string.rep: over %d bytes", (int)REP_MAX);
    return call_through(L);
}

static void wrap(lua_State *L, const char *name, lua_CFunction fn)
{
    lua_getfield(L, -1, name);
    lua_pushcclosure(L, fn, 1);
    lua_setfield(L, -2, name);
}

void patterns_open(lua_State *L)
{
    wrap(L, "find", bounded_find);
    wrap(L, "match", bounded_match);
    wrap(L, "gmatch", bounded_match);
    wrap(L, "gsub", bounded_match);
    wrap(L, "rep", bounded_rep);
}
