/* The side of script/ that bind/ sees: what a C function called from Lua may ask. */
#ifndef BYLINA_SCRIPT_STATE_H
#define BYLINA_SCRIPT_STATE_H

#include "script/script.h"

#include <lua.h>

/* The unit given to script_run_new, in whatever coroutine of that run; NULL outside a run (while
 * loading or in generation_call). */
void *script_unit(lua_State *L);
/* The generation of a state. */
struct generation *script_generation(lua_State *L);
/* Pushes {scripts = {...}, content = {...}} (host.sources). */
void script_push_sources(lua_State *L);
/* Makes the run wait: `return script_wait(L, again, ctx)`; `again` is called when it is resumed.
 * Raises "cannot wait here" where Lua cannot yield (inside table.sort, string.gsub). */
int script_wait(lua_State *L, lua_KFunction again, lua_KContext ctx);
/* Registers a C module for `import "name"`: takes the table on top of the stack. */
void script_module(lua_State *L, const char *name);

#endif
