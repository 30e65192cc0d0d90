/* Where a run is, told from within a signal handler on its own thread: for the watchdog.
 *
 * Nothing is allocated and nothing can raise: lua_getstack and lua_getinfo (S, l, n) only read what
 * the VM has linked already. While a C function hangs (which is what gets past the gate: bytecode
 * is looked at every GATE_STEP instructions) all frames are complete and all lines are right. If
 * the handler has interrupted the VM itself, the line of the innermost Lua function is the last one
 * that the VM wrote down, and in the worst case, while a frame is being linked, the walk reads
 * nonsense and faults. So this is for a process that ends in any case, and after everything else
 * has been told. */
#include "base/str.h"
#include "script/inner.h"

#include <string.h>

#define WHERE_LEVELS_MAX 24

struct text {
    char *at;
    size_t left; /* with room for the NUL */
};

static void add(struct text *text, const char *words)
{
    for (; *words && text->left > 1; words++, text->left--)
        *text->at++ = *words == '\n' ? ' ' : *words;
    *text->at = '\0';
}

static void add_number(struct text *text, int number)
{
    char digits[16];
    char *at = digits + sizeof(digits) - 1;
    for (*at = '\0'; at == digits + sizeof(digits) - 1 || number > 0; number /= 10)
        *--at = (char)('0' + number % 10);
    add(text, at);
}

static void add_level(struct text *text, const lua_Debug *ar)
{
    add(text, ar->short_src);
    if (ar->currentline > 0) {
        add(text, ":");
        add_number(text, ar->currentline);
    }
    if (ar->name) {
        add(text, " in ");
        add(text, ar->name);
    }
    if (text->left > 1) {
        *text->at++ = '\n';
        *text->at = '\0';
        text->left--;
    }
}

bool where_is_designers(const lua_Debug *ar)
{
    return str_starts(ar->short_src, "scripts/") || str_starts(ar->short_src, "content/");
}

void script_run_where(const struct script_run *run, char *out, size_t size)
{
    struct text text = {out, size};
    lua_Debug ar;
    lua_State *L = thread_of(run)->L;
    add(&text, "");
    for (int level = 0; L && level < WHERE_LEVELS_MAX && lua_getstack(L, level, &ar); level++)
        if (lua_getinfo(L, "Sln", &ar))
            add_level(&text, &ar);
}

void script_push_where(lua_State *L)
{
    lua_Debug ar;
    for (int level = 1; level < WHERE_LEVELS_MAX && lua_getstack(L, level, &ar); level++) {
        lua_getinfo(L, "Sl", &ar);
        if (ar.currentline > 0 && where_is_designers(&ar)) {
            lua_pushfstring(L, "%s:%d: ", ar.short_src, ar.currentline);
            return;
        }
    }
    lua_pushliteral(L, "");
}
