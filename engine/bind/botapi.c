/* botapi: the check of a Bot API call against the table, for ctx.tg. */
#include "bind/modules.h"

#include "botapi/botapi.h"
#include "json/json.h"

#include <lauxlib.h>

static int l_check(lua_State *L)
{
    size_t len;
    struct err err;
    json *params = NULL;
    const char *name = luaL_checkstring(L, 1);
    const char *text = luaL_checklstring(L, 2, &len);
    const struct botapi_method *method = botapi_method_find(name);

    if (!method) {
        lua_pushfstring(L, "the Bot API has no method %s", name);
        return 1;
    }
    int code = json_parse(text, len, &params, &err);
    if (code == 0)
        code = botapi_check(method, params, &err);
    json_free(params);
    if (code)
        lua_pushstring(L, err.text);
    else
        lua_pushnil(L);
    return 1;
}

static const luaL_Reg FUNCTIONS[] = {{"check", l_check}, {NULL, NULL}};

void bind_botapi(lua_State *L)
{
    luaL_newlib(L, FUNCTIONS);
}
