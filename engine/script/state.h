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
/* Takes `work` (as many instructions) from the budget of what runs; raises, past any pcall, when
 * none is left. For C functions whose work grows with what scripts give them: 64 bytes that are
 * looked at once are one instruction. */
void script_charge(lua_State *L, int64_t work);
#define SCRIPT_BYTES_PER_WORK 64
/* Pushes a text of the engine's own, that scripts never see: a file's source, a document's body. */
void script_push_text(lua_State *L, const char *text, size_t len);
/* The limits of the generation from now on; what is 0 stays, and so does what generation_config
 * has set. */
void script_limit(lua_State *L, const struct script_limits *limits);
/* Pushes "scripts/scenes/yard.lua:12: ", the innermost line of the game's own that runs, or "". */
void script_push_where(lua_State *L);
/* The first upvalue (from 1, as lua_getupvalue counts) of the Lua function at `index` that it, or a
 * function in it, assigns to, with the line; 0: none. */
int script_assigns(lua_State *L, int index, int *ret_line);
/* Registers a C module for `import "name"`: takes the table on top of the stack. */
void script_module(lua_State *L, const char *name);

#endif
