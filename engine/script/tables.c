/* The table library, bounded.
 *
 * insert, remove, move, concat and unpack walk as far as `#t` or their arguments say, in C,
 * uncounted (and `#t` of a table with holes may be 2^60): they are charged for the way beforehand.
 * sort is rewritten: Lua's own picks its pivots by the clock, so
 * that equal entries come out in an order that a second run of the turn does not repeat. This one
 * is a merge sort: stable, n log n whatever the comparison answers, and a raise leaves `t` as it
 * was. */
#include "script/inner.h"

#include <lauxlib.h>
#include <limits.h>
#include <lualib.h>

#define WORK_PER_STEP 4    /* table steps that cost as much as an instruction */
#define LONG_ENTRY    1024 /* bytes of texts whose comparison is charged */

static int64_t at_least_0(int64_t work)
{
    return work > 0 ? work : 0;
}

static int guarded_shift(lua_State *L)
{
    if (lua_type(L, 1) == LUA_TTABLE && !lua_isnoneornil(L, 2))
        gate_charge(L, at_least_0(luaL_len(L, 1)) / WORK_PER_STEP);
    return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

/* table.insert(t, value) walks nowhere. */
static int guarded_insert(lua_State *L)
{
    return lua_gettop(L) == 2 ? lua_tocfunction(L, lua_upvalueindex(1))(L) : guarded_shift(L);
}

static int guarded_move(lua_State *L)
{
    lua_Integer from = luaL_checkinteger(L, 2), to = luaL_checkinteger(L, 3);
    uint64_t steps = to >= from ? (uint64_t)to - (uint64_t)from : 0;
    gate_charge(L, steps > INT64_MAX / 2 ? INT64_MAX / 2 : (int64_t)steps / WORK_PER_STEP);
    return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

/* From `first` to `last` as given at these places, or 1 and `#t`. */
static int64_t way(lua_State *L, int first, int last)
{
    lua_Integer from = luaL_optinteger(L, first, 1);
    lua_Integer to = lua_isnoneornil(L, last) ? luaL_len(L, 1) : luaL_checkinteger(L, last);
    uint64_t steps = to >= from ? (uint64_t)to - (uint64_t)from : 0;
    return steps > INT64_MAX / 2 ? INT64_MAX / 2 : (int64_t)steps;
}

static int guarded_unpack(lua_State *L)
{
    gate_charge(L, way(L, 2, 3) / WORK_PER_STEP);
    return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

static int guarded_concat(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    gate_charge(L, way(L, 3, 4) / WORK_PER_STEP);
    return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

/* The arguments of sort, and its two working tables. */
enum { TABLE = 1, ORDER = 2, FROM = 3, INTO = 4 };

static bool goes_before(lua_State *L, int a, int b)
{
    if (lua_isnil(L, ORDER)) {
        if (lua_rawlen(L, a) > LONG_ENTRY && lua_rawlen(L, b) > LONG_ENTRY)
            gate_charge(L, (int64_t)lua_rawlen(L, a) / SCRIPT_BYTES_PER_WORK);
        return lua_compare(L, a, b, LUA_OPLT);
    }
    lua_pushvalue(L, ORDER);
    lua_pushvalue(L, a);
    lua_pushvalue(L, b);
    lua_call(L, 2, 1);
    bool before = lua_toboolean(L, -1);
    lua_pop(L, 1);
    return before;
}

/* Merges from[low..mid) with from[mid..high) into into[low..high). */
static void merge(lua_State *L, int from, int into, lua_Integer low, lua_Integer mid,
                  lua_Integer high)
{
    lua_Integer left = low, right = mid;
    for (lua_Integer at = low; at < high; at++) {
        bool take_right = left == mid;
        if (left < mid && right < high) {
            lua_rawgeti(L, from, right);
            lua_rawgeti(L, from, left);
            take_right = goes_before(L, -2 + lua_gettop(L) + 1, lua_gettop(L));
            lua_pop(L, 2);
        }
        lua_rawgeti(L, from, take_right ? right++ : left++);
        lua_rawseti(L, into, at);
    }
}

static lua_Integer smaller(lua_Integer a, lua_Integer b)
{
    return a < b ? a : b;
}

static int sort(lua_State *L)
{
    luaL_checktype(L, TABLE, LUA_TTABLE);
    lua_Integer count = luaL_len(L, TABLE);
    luaL_argcheck(L, count < INT_MAX / 2, 1, "array too big");
    if (!lua_isnoneornil(L, ORDER))
        luaL_checktype(L, ORDER, LUA_TFUNCTION);
    lua_settop(L, ORDER);
    if (count < 2)
        return 0;
    gate_charge(L, count);
    lua_createtable(L, (int)count, 0);
    lua_createtable(L, (int)count, 0);
    for (lua_Integer i = 1; i <= count; i++) {
        lua_geti(L, TABLE, i);
        lua_rawseti(L, FROM, i);
    }
    int from = FROM, into = INTO;
    for (lua_Integer width = 1; width < count; width *= 2) {
        gate_charge(L, count);
        for (lua_Integer low = 1; low <= count; low += 2 * width)
            merge(L, from, into, low, smaller(low + width, count + 1),
                  smaller(low + 2 * width, count + 1));
        from = FROM + INTO - from;
        into = FROM + INTO - into;
    }
    for (lua_Integer i = 1; i <= count; i++) {
        lua_rawgeti(L, from, i);
        lua_seti(L, TABLE, i);
    }
    return 0;
}

void library_guard_tables(lua_State *L)
{
    lua_getglobal(L, LUA_TABLIBNAME);
    library_guard(L, "insert", guarded_insert);
    library_guard(L, "remove", guarded_shift);
    library_guard(L, "move", guarded_move);
    library_guard(L, "concat", guarded_concat);
    library_guard(L, "unpack", guarded_unpack);
    lua_pushcfunction(L, sort);
    lua_setfield(L, -2, "sort");
    lua_pop(L, 1);
}
