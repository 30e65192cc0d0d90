/* unit: the unit of work of the running turn, for the engine's Lua half. Each function checks its
 * arguments, then calls turn/unit.h; a limit that is passed raises. Only read waits: it asks again
 * when the turn has what it needs. */
#include "turn/unit.h"
#include "base/str.h"
#include "bind/modules.h"
#include "script/state.h"

#include <lauxlib.h>

#define REPORT_MAX 1400 /* bytes of unit.report(): what a message has room for */

static struct unit *here(lua_State *L)
{
    struct unit *unit = script_unit(L);
    if (!unit)
        luaL_error(L, "there is no turn here");
    return unit;
}

/* Raises what was over, with the designer's line in front. */
static int over(lua_State *L, const char *what)
{
    int64_t value = 0;
    const char *name = unit_over(here(L), &value);
    script_push_where(L);
    if (*name)
        lua_pushfstring(L,
                        "%sone turn cannot do so much: %d is its limit (turn.%s in "
                        "content/limits.lua)",
                        what, (int)value, name);
    else
        lua_pushfstring(L, "%sone turn cannot do so much: a limit of turn/unit.h is passed", what);
    lua_concat(L, 2);
    return lua_error(L);
}

static int done(lua_State *L, int code)
{
    return code ? over(L, "") : 0;
}

static int l_event(lua_State *L)
{
    lua_pushstring(L, unit_event(here(L)));
    return 1;
}

static int l_report(lua_State *L)
{
    char text[REPORT_MAX + 1];
    const char *report = unit_report(here(L));
    if (report)
        str_copy(text, sizeof(text), report); /* ends with a whole letter */
    lua_pushstring(L, report ? text : NULL);
    return 1;
}

static int l_now(lua_State *L)
{
    lua_pushinteger(L, unit_now(here(L)));
    return 1;
}

static int l_begin(lua_State *L)
{
    lua_pushboolean(L, unit_begin(here(L), luaL_checkstring(L, 1)));
    return 1;
}

static int read_again(lua_State *L, int status, lua_KContext ctx)
{
    const char *body;
    size_t len;
    (void)status;
    (void)ctx;
    switch (unit_read(here(L), luaL_checkstring(L, 1), luaL_checkstring(L, 2), &body, &len)) {
    case UNIT_THERE:
        script_push_text(L, body, len);
        return 1;
    case UNIT_ABSENT:
        lua_pushnil(L);
        return 1;
    case UNIT_WAIT:
        return script_wait(L, read_again, 0);
    case UNIT_OVER:
        break;
    }
    return over(L, "");
}

static int l_read(lua_State *L)
{
    return read_again(L, LUA_OK, 0);
}

static int l_write(lua_State *L)
{
    size_t len;
    const char *kind = luaL_checkstring(L, 1);
    const char *id = luaL_checkstring(L, 2);
    const char *body = luaL_checklstring(L, 3, &len);
    int code = unit_write(here(L), kind, id, body, len);
    return code ? over(L, lua_pushfstring(L, "%s %s has %d bytes: ", kind, id, (int)len)) : 0;
}

static int l_drop(lua_State *L)
{
    return done(L, unit_drop(here(L), luaL_checkstring(L, 1), luaL_checkstring(L, 2)));
}

static int l_timer(lua_State *L)
{
    const char *kind = luaL_checkstring(L, 1);
    const char *id = luaL_checkstring(L, 2);
    const char *name = luaL_checkstring(L, 3);
    if (lua_isnoneornil(L, 4))
        return done(L, unit_timer_cancel(here(L), kind, id, name));
    return done(L, unit_timer(here(L), kind, id, name, luaL_checkinteger(L, 4)));
}

static int l_screen(lua_State *L)
{
    return done(L, unit_screen(here(L), luaL_checkinteger(L, 1), luaL_checkstring(L, 2),
                               luaL_checkstring(L, 3)));
}

static int l_push(lua_State *L)
{
    return done(L, unit_push(here(L), luaL_checkinteger(L, 1), luaL_checkstring(L, 2)));
}

static int l_call(lua_State *L)
{
    return done(L, unit_call(here(L), luaL_checkinteger(L, 1), luaL_checkstring(L, 2),
                             luaL_checkstring(L, 3)));
}

static int l_on_screen(lua_State *L)
{
    unit_on_screen(here(L), luaL_checkstring(L, 1));
    return 0;
}

static int l_answer(lua_State *L)
{
    return done(L, unit_answer(here(L), luaL_checkstring(L, 1), lua_toboolean(L, 2)));
}

static int l_pay(lua_State *L)
{
    return done(L, unit_pay(here(L), luaL_checkstring(L, 1), luaL_checkstring(L, 2),
                            luaL_checkinteger(L, 3), luaL_checkstring(L, 4)));
}

static int l_paid(lua_State *L)
{
    static const char *const MARKS[] = {"credited", "refunded", "refused", NULL};
    const char *charge = luaL_checkstring(L, 1);
    int mark = luaL_checkoption(L, 2, NULL, MARKS); /* in the order of enum store_paid_mark */
    return done(L, unit_paid(here(L), charge, mark, luaL_optstring(L, 3, NULL)));
}

static int l_send(lua_State *L)
{
    return done(L, unit_send(here(L), luaL_checkstring(L, 1), luaL_checkstring(L, 2)));
}

static int l_audit(lua_State *L)
{
    struct unit_audit line = {
        .who = luaL_checkstring(L, 1),
        .what = luaL_checkstring(L, 2),
        .detail = luaL_optstring(L, 3, NULL),
        .subject = luaL_optstring(L, 4, NULL),
        .was = luaL_optstring(L, 5, NULL),
        .became = luaL_optstring(L, 6, NULL),
        .refused = lua_toboolean(L, 7),
    };
    return done(L, unit_audit(here(L), &line));
}

static int l_erase(lua_State *L)
{
    return done(L, unit_erase(here(L), luaL_checkstring(L, 1)));
}

/* False: the turn wants enough already. */
static int l_want(lua_State *L)
{
    struct unit_want want = {
        .id = luaL_checkstring(L, 1),
        .kind = luaL_checkstring(L, 2),
        .entity = luaL_checkstring(L, 3),
        .language = luaL_checkstring(L, 4),
        .attributes = luaL_checkstring(L, 5),
        .facts = luaL_checkstring(L, 6),
        .discoverer = luaL_optstring(L, 7, NULL),
    };
    int code = unit_want(here(L), &want);
    if (code < 0)
        return over(L, "");
    lua_pushboolean(L, code == 0);
    return 1;
}

static int l_effect(lua_State *L)
{
    return done(L, unit_effect(here(L), luaL_checkstring(L, 1), luaL_checkstring(L, 2)));
}

static int l_roll(lua_State *L)
{
    lua_Integer sides = luaL_checkinteger(L, 1);
    luaL_argcheck(L, sides >= 1, 1, "at least 1 side");
    lua_pushinteger(L, unit_roll(here(L), sides));
    return 1;
}

static int l_word(lua_State *L)
{
    char word[65];
    lua_Integer len = luaL_checkinteger(L, 1);
    luaL_argcheck(L, len >= 1 && len < (lua_Integer)sizeof word, 1, "1 to 64 characters");
    unit_word(here(L), word, (size_t)len);
    lua_pushlstring(L, word, (size_t)len);
    return 1;
}

static int l_seal(lua_State *L)
{
    char seal[UNIT_SEAL + 1];
    unit_seal(here(L), luaL_checkstring(L, 1), seal);
    lua_pushstring(L, seal);
    return 1;
}

static const luaL_Reg FUNCTIONS[] = {
    {"event", l_event},   {"begin", l_begin},         {"report", l_report}, {"now", l_now},
    {"read", l_read},     {"write", l_write},         {"drop", l_drop},     {"timer", l_timer},
    {"screen", l_screen}, {"push", l_push},           {"call", l_call},     {"answer", l_answer},
    {"pay", l_pay},       {"effect", l_effect},       {"roll", l_roll},     {"word", l_word},
    {"send", l_send},     {"on_screen", l_on_screen}, {"audit", l_audit},   {"erase", l_erase},
    {"paid", l_paid},     {"seal", l_seal},           {"want", l_want},     {NULL, NULL},
};

void bind_unit(lua_State *L)
{
    luaL_newlib(L, FUNCTIONS);
    bind_unit_find(L);
}
