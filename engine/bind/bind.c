/* Registers the C modules in a fresh state. */
#include "bind/bind.h"

#include "bind/modules.h"
#include "script/state.h"

void bind_open(lua_State *L, void *ctx)
{
    bind_unit(L);
    script_module(L, "unit");
    bind_json(L);
    script_module(L, "json");
    bind_text(L);
    script_module(L, "text");
    bind_time(L);
    script_module(L, "time");
    bind_tokens(L);
    script_module(L, "tokens");
    bind_host(L, ctx);
    script_module(L, "host");
    bind_botapi(L);
    script_module(L, "botapi");
}
