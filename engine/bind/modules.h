/* The C modules of bind/: each pushes its table. The list in bind.c and the manual in bind.h name
 * the same functions. */
#ifndef BYLINA_BIND_MODULES_H
#define BYLINA_BIND_MODULES_H

#include "bind/bind.h"

#include <lua.h>

void bind_unit(lua_State *L);
void bind_unit_find(lua_State *L); /* adds to the table on top */
void bind_json(lua_State *L);
int bind_json_decode(lua_State *L); /* read.c */
void bind_text(lua_State *L);
void bind_time(lua_State *L);
void bind_tokens(lua_State *L);
void bind_host(lua_State *L, const struct bind_host *host);
void bind_botapi(lua_State *L);

#endif
