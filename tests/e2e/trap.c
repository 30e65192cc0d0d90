/* Loaded into the binary under test with LD_PRELOAD: holes in the floor that it does not have
 * itself.
 *
 * In a script, tostring("trap: hang") hangs in a C function that Lua has called, where no budget
 * can look, as a matcher of patterns would; "trap: hang once" does so once for each file name in
 * TRAP_ONCE; "trap: crash" crashes there. SIGUSR1 hangs the loop outside of all scripts. So the
 * binary is tested as it is shipped: no build option, no hidden variable, no door that a script
 * could find in a real game. */
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct lua_State lua_State;
const char *lua_tolstring(lua_State *L, int index, size_t *len);
int lua_type(lua_State *L, int index);
const char *luaL_tolstring(lua_State *L, int index, size_t *len);

#define IS_STRING 4 /* LUA_TSTRING */

static void hang(int number)
{
    (void)number;
    for (volatile int i = 0;; i++)
        ;
}

static void hang_once(void)
{
    const char *name = getenv("TRAP_ONCE");
    int fd = name ? open(name, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600) : -1;
    if (fd < 0)
        return;
    close(fd);
    hang(0);
}

const char *luaL_tolstring(lua_State *L, int index, size_t *len)
{
    const char *(*real)(lua_State *, int, size_t *);
    void *found = dlsym(RTLD_NEXT, "luaL_tolstring");
    memcpy(&real, &found, sizeof(real));
    const char *text = lua_type(L, index) == IS_STRING ? lua_tolstring(L, index, NULL) : "";
    if (strcmp(text, "trap: hang once") == 0)
        hang_once();
    if (strcmp(text, "trap: hang") == 0)
        hang(0);
    if (strcmp(text, "trap: crash") == 0)
        raise(SIGSEGV);
    return real(L, index, len);
}

__attribute__((constructor)) static void open_trap(void)
{
    signal(SIGUSR1, hang);
}
