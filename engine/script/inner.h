/* What the files of script/ share: a generation's insides and the budget under which Lua runs. */
#ifndef BYLINA_SCRIPT_INNER_H
#define BYLINA_SCRIPT_INNER_H

#include "script/files.h"
#include "script/state.h"

#include <stdbool.h>
#include <stddef.h>

#define SCRIPT_REPORT_MAX 4096 /* bytes of a message with traceback */
#define SCRIPT_CHUNK_NAME 256

/* How much one entry into Lua may cost. It is counted down by the hook, over all coroutines of that
 * entry, and kept while a run waits. */
struct budget {
    int64_t instructions; /* left */
    int64_t turn_us;      /* left of the wall clock, not counting waits */
    int64_t began_us;     /* of the present stretch */
    bool over;
};

struct generation {
    struct lua_State *L;
    int64_t refs;
    int64_t number;
    char hash[17];
    struct script_limits limits;
    size_t memory; /* bytes in use */
    size_t memory_max;
    struct script_files scripts;
    struct script_files content;
    struct budget *budget; /* of whatever runs now; NULL: nothing does */
    int modules;           /* registry references: name -> C module or loaded file */
    int entries;           /* what boot.lua returned */
    const struct embedded *engine_lua;
};

/* --- memory.c */
void *memory_alloc(void *ctx, void *old, size_t old_size, size_t new_size);

/* --- budget.c */
#define BUDGET_STEP 1000 /* instructions between two looks */
void budget_start(struct budget *budget, int64_t instructions, int64_t ms);
void budget_enter(struct generation *generation, struct lua_State *thread, struct budget *budget);
void budget_leave(struct generation *generation, struct lua_State *thread);

/* --- library.c */
/* Opens the safe libraries: no io, os, debug, load, coroutine, chance, bytecode. */
void library_open(struct lua_State *L);
/* --- patterns.c: puts bounded find, match, gmatch, gsub, rep into the string table on the stack.
 */
void patterns_open(struct lua_State *L);

/* --- import.c */
void import_open(struct generation *generation);
int import_boot(struct lua_State *L); /* runs boot.lua, leaves its table on the stack */

/* --- call.c: a message with traceback for what failed in `thread`; bounded. */
void report_make(struct lua_State *thread, char *out, size_t size);

#endif
