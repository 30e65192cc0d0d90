/* What the files of script/ share: the generation, and the gate through which C enters Lua. */
#ifndef BYLINA_SCRIPT_INNER_H
#define BYLINA_SCRIPT_INNER_H

#include "script/bundle.h"
#include "script/pool.h"
#include "script/pulse.h"
#include "script/state.h"

#define GATE_STEP      256         /* instructions between two looks at the budget */
#define GATE_EXACT     1000000     /* a budget below this is counted from the first instruction */
#define GATE_TRAFFIC   (4ll << 20) /* bytes allocated that bring the next look at once */
#define GATE_WORK_MAX  10000000    /* of one gate_charge: more is over any budget */
#define GATE_OVER_TEXT 96          /* bytes of the words for what was exceeded */
#define GATE_SPARE     (1ll << 20) /* bytes beyond the ceiling for the engine's own reports */
#define STRING_SIZE_MAX                                                                            \
    (4ll << 20)          /* bytes of one Lua string, so that no one operation is long              \
                          */
#define REPORT_MAX  4096 /* bytes of a message with its traceback */
#define MESSAGE_MAX 1536 /* bytes of the message in it */

/* The budget of one entry into Lua. The extra space of each Lua thread points to its gate. */
struct gate {
    struct generation *generation;
    void *unit;
    int64_t instructions; /* left */
    int64_t us;           /* of the processor, left */
    int64_t since_us;     /* when it was entered last */
    int64_t since_cpu_us; /* if counted */
    bool counted;         /* the hook is set, since since_cpu_us */
    int64_t turn_ms;      /* of the whole, for the words */
    char
        over[GATE_OVER_TEXT]; /* "" or what was exceeded: raised at each instruction from then on */
};

struct generation {
    int64_t number;
    int refs;
    struct lua_State *L;
    struct script_limits limits; /* no zeros */
    struct bundle *bundle;       /* held */
    const struct embedded *engine_lua;
    struct gate outside; /* of the main thread: no budget, no unit */
    /* the allocator's side of the gate */
    struct pool pool;
    struct lua_State *volatile running; /* NULL: nothing; also read by the pulse's handler */
    struct pulse pulse;                 /* of turns: loading is counted from the first */
    int64_t used;                       /* bytes */
    int64_t ceiling;
    int64_t traffic; /* bytes since the last look */
    int refused;     /* in a row: the second one comes after a full collection, so it is final */
};

/* gate.c */
void *gate_allocate(void *generation, void *old, size_t old_size, size_t size);
struct gate *gate_of(lua_State *L);
void gate_put(lua_State *L, struct gate *gate);
void gate_init(struct gate *gate, struct generation *generation, int64_t instructions, int64_t ms);
/* Around lua_resume. */
void gate_enter(struct gate *gate, lua_State *thread);
void gate_leave(struct gate *gate, lua_State *thread);
void gate_beat(void *generation); /* of the pulse: what runs is counted from now on */
/* Takes `work` from the budget of the running gate; raises when there is none left. For C functions
 * whose work grows with what scripts give them. */
void gate_charge(lua_State *L, int64_t work);

/* thread.c: a coroutine with its gate, anchored in the registry. */
struct thread {
    struct generation *generation; /* not held */
    lua_State *L;                  /* NULL: none */
    int anchor;
    int arguments;
    struct gate gate;
};

/* The function is boot.lua (entry NULL) or an entry of its table, with `argument` unless NULL. */
int thread_open(struct thread *thread, struct generation *generation, const char *entry,
                const char *argument, struct err *err);
int thread_resume(struct thread *thread); /* LUA_OK, LUA_YIELD or an error */
/* After an error: for free(). */
char *thread_message(struct thread *thread, int status);
char *thread_report(struct thread *thread, int status);
void thread_close(struct thread *thread); /* also half-open */

const struct thread *thread_of(const struct script_run *run); /* run.c */

/* Runs work(L, ctx) in the main thread, protected; the message of what it raised goes to err. */
int generation_protect(struct generation *generation, void (*work)(lua_State *L, void *ctx),
                       void *ctx, struct err *err);

/* loader.c */
void loader_open(lua_State *L);
int loader_boot(lua_State *L);                           /* a lua_CFunction: runs boot.lua */
void loader_push_entry(lua_State *L, const char *entry); /* raises if there is none */

/* library.c, tables.c, strings.c: Lua's own libraries without their holes */
void library_open(lua_State *L);
/* The table on top: its function `name` becomes the upvalue of `guard`, which takes its place. */
void library_guard(lua_State *L, const char *name, int (*guard)(lua_State *L));
void library_guard_tables(lua_State *L);
void library_guard_strings(lua_State *L);

#endif
