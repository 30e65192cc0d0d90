/* Scripts: generations of Lua, and one gate into them. No lua.h here: turn/ and app/ use this side,
 * bind/ uses script/state.h.
 *
 * A generation is a fresh Lua state with the engine's Lua half and all scripts and content loaded.
 * It never changes; a reload makes another beside it. It is counted: whoever runs in it holds it.
 * Every entry into Lua goes through one protected call with a traceback, an instruction budget, a
 * time limit and the memory ceiling; going over raises an error that pcall cannot swallow. Loop
 * thread only, except that a generation may be built on a worker before anybody else sees it, and
 * freed on one when nobody else holds it. */
#ifndef BYLINA_SCRIPT_SCRIPT_H
#define BYLINA_SCRIPT_SCRIPT_H

#include "base/embedded.h"
#include "base/error.h"
#include "base/sanitize.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct lua_State;
struct generation;
struct script_run;

struct script_limits {
    int64_t instructions; /* of one turn; 0: SCRIPT_INSTRUCTIONS */
    int64_t turn_ms;      /* of the processor for one turn; 0: SCRIPT_TURN_MS */
    int64_t turn_memory;  /* bytes that one turn may hold; 0: SCRIPT_TURN_MEMORY */
    int64_t depth;        /* calls in calls; 0: SCRIPT_DEPTH */
    int64_t load_ms;      /* of loading a generation, or of a call of generation_call */
    int64_t memory;       /* bytes of the whole state; 0: SCRIPT_MEMORY */
};

/* A build with a sanitizer does the same work in some four times the time: what is counted in
 * milliseconds by default, or by content/limits.lua, is that much more there. */
#define SCRIPT_SLOWDOWN (SANITIZE_ADDRESS || SANITIZE_THREAD ? 4 : 1)

#define SCRIPT_INSTRUCTIONS 5000000
#define SCRIPT_TURN_MS      (50 * SCRIPT_SLOWDOWN)
#define SCRIPT_TURN_MEMORY  (16ll << 20)
#define SCRIPT_DEPTH        1000
#define SCRIPT_LOAD_MS      10000
#define SCRIPT_MEMORY       (256ll << 20)
#define SCRIPT_FILE_MAX     (1u << 20) /* bytes of one script or content file */
#define SCRIPT_FILES_MAX    20000

struct bundle;
struct generation_config {
    struct bundle *bundle;   /* the files (held); NULL: those of the folders as they are now */
    const char *scripts_dir; /* NULL: none */
    const char *content_dir;
    const struct embedded *engine_lua;            /* lua_files: boot.lua is run first */
    void (*open)(struct lua_State *L, void *ctx); /* bind/: registers the C modules */
    void *ctx;
    struct script_limits limits;
    int64_t number;
    bool brief; /* a process of a moment: time counts, memory does not */
};

/* Takes all files, builds and loads. On failure err has file, line and reason. Blocking. */
int generation_new(const struct generation_config *config, struct generation **ret_generation,
                   struct err *err);
struct generation *generation_hold(struct generation *generation);
void generation_release(struct generation *generation); /* the last one frees; NULL is fine */
int64_t generation_number(const struct generation *generation);
const char *generation_hash(const struct generation *generation); /* of all files, 16 hex digits */
struct bundle *generation_bundle(const struct generation *generation); /* its files; not held */
int64_t generation_memory(const struct generation *generation);        /* bytes of its Lua state */
bool generation_alone(const struct generation *generation); /* nobody but the caller holds it */

/* A call of one entry of the table that boot.lua returns, outside any turn: `argument` and the
 * result are JSON text (the result for free()). Used for checks, tests, lists. */
int generation_call(struct generation *generation, const char *entry, const char *argument,
                    char **ret_result, struct err *err);

enum script_result { SCRIPT_DONE, SCRIPT_WAITS, SCRIPT_FAILED };

/* A coroutine that will call the entry without arguments; `unit` is what C functions get by
 * script_unit. Holds the generation. */
struct script_run *script_run_new(struct generation *generation, const char *entry, void *unit);
/* Runs until the end, a wait or a failure. After SCRIPT_WAITS call again when what was waited for
 * is there. */
enum script_result script_run_resume(struct script_run *run);
/* Of the processor, in the last resume: so long nothing else had the loop. */
int64_t script_run_spent_us(const struct script_run *run);
/* After SCRIPT_FAILED: message and traceback, "scripts/scenes/yard.lua:12: ..." */
const char *script_run_report(const struct script_run *run);
/* Where the run is now, innermost first, "scripts/scenes/yard.lua:12 in fight\n" and so on: for a
 * signal handler on the loop's thread while script_run_resume is under way, in a process that ends
 * in any case (where.c says what may be wrong then). */
void script_run_where(const struct script_run *run, char *out, size_t size);
struct generation *script_run_generation(const struct script_run *run); /* not held */
void script_run_free(struct script_run *run); /* in any state; runs none of the script's code */

#endif
