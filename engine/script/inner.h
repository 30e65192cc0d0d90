/* What the files of script/ share: the generation, and the gate through which C enters Lua. */
#ifndef BYLINA_SCRIPT_INNER_H
#define BYLINA_SCRIPT_INNER_H

#include "script/bundle.h"
#include "script/pool.h"
#include "script/pulse.h"
#include "script/state.h"

#define GATE_STEP      256         /* instructions between two looks at the budget, */
#define GATE_STEP_LONG 16          /* and while there are texts over LONG_TEXT */
#define GATE_UNBOUND   (1ll << 40) /* instructions: time alone bounds this */
#define GATE_BEAT_US   5000        /* between two looks at what time alone bounds */
#define GATE_EXACT     1000000     /* a budget below this is counted from the first instruction */
#define GATE_TRAFFIC   (4ll << 20) /* bytes allocated that bring the next look at once */
#define GATE_WORK_MAX  10000000    /* of one gate_charge: more is over any budget */
#define GATE_OVER_TEXT 160         /* bytes of the words for what was exceeded */
#define GATE_SPARE     (1ll << 20) /* bytes beyond the ceiling for the engine's own reports */
#define GATE_HELD_MIN  (1ll << 20) /* bytes that any turn may hold while it waits */
#define TEXT_MAX       (4ll << 20) /* bytes of one Lua string, so that no one operation is long; */
#define TEXT_MAX_TURN  (1ll << 20) /* and of those that a turn makes */
#define LONG_TEXT      (64u << 10) /* memory.c */
#define BLOCK_MAX      (8u << 20)  /* bytes of one table's part, of a stack, of a buffer */
#define REPORT_MAX     4096        /* bytes of a message with its traceback */
#define MESSAGE_MAX    1536        /* bytes of the message in it */

/* The budget of one entry into Lua. The extra space of each Lua thread points to its gate. */
struct gate {
    struct generation *generation;
    void *unit;
    int64_t instructions; /* left */
    int64_t us;           /* of the processor, left */
    int64_t since_us;     /* when it was entered last */
    int64_t since_cpu_us; /* if counted */
    bool counted;         /* looked at, since since_cpu_us */
    bool by_time;         /* and not by the number of its instructions */
    int64_t turn_ms;      /* of the whole, for the words */
    int64_t memory;       /* bytes that it may hold at once; 0: no limit but the ceiling */
    int64_t held;         /* bytes that it held when it was left */
    int64_t used_before;  /* of the generation, when it was entered last */
    bool waits;           /* and `held` is in the generation's sum */
    int64_t spent_us;     /* of the processor, when it was entered last */
    /* "" or what was exceeded: raised at each instruction from then on */
    char over[GATE_OVER_TEXT];
};

enum refusal { REFUSED_TEXT, REFUSED_BLOCK, REFUSED_ALL };

struct spare { /* a thread that has ended well: the next one to be opened */
    struct lua_State *L;
    int anchor;
};

struct generation {
    int64_t number;
    int refs;
    struct lua_State *L;
    struct script_limits limits; /* no zeros */
    struct script_limits given;  /* by whoever made it: nothing changes these */
    struct bundle *bundle;       /* held */
    const struct embedded *engine_lua;
    struct spare spare;
    struct gate outside; /* of the main thread: no budget, no unit */
    /* the allocator's side of the gate */
    struct pool pool;
    struct lua_State *volatile running; /* NULL: nothing; also read by the pulse's handler */
    struct pulse pulse;                 /* of turns: loading is counted from the first */
    int64_t used;                       /* bytes */
    int64_t ceiling;
    int64_t traffic; /* bytes since the last look */
    int refused;     /* in a row: the second one comes after a full collection, so it is final */
    enum refusal refusal; /* the last */
    int64_t text_max;     /* bytes of one string now */
    int64_t long_texts;   /* alive */
    int64_t waiting;      /* bytes held by turns that wait */
    bool trusted;         /* the engine's own text is being made */
};

/* memory.c: the lua_Alloc */
void *memory_allocate(void *generation, void *old, size_t old_size, size_t size);

/* gate.c */
struct gate *gate_of(lua_State *L);
void gate_put(lua_State *L, struct gate *gate);
void gate_init(struct gate *gate, struct generation *generation, int64_t instructions, int64_t ms);
/* Around lua_resume. */
void gate_enter(struct gate *gate, lua_State *thread);
void gate_leave(struct gate *gate, lua_State *thread);
void gate_beat(void *generation); /* of the pulse: what runs is counted from now on */
/* After gate_leave: it will be entered again; and: it will not. */
void gate_wait(struct gate *gate);
void gate_done(struct gate *gate);
/* Instructions until the next look. */
void gate_step(lua_State *L, int step);
/* Before a turn waits: raises when the turns that wait hold too much memory, and this one much. */
void gate_hold(lua_State *L);
/* Takes `work` from the budget of the running gate; raises when there is none left. For C functions
 * whose work grows with what scripts give them. */
void gate_charge(lua_State *L, int64_t work);

/* thread.c: a coroutine with its gate, anchored in the registry. */
struct thread {
    struct generation *generation; /* not held */
    lua_State *L;                  /* NULL: none */
    int anchor;
    int arguments;
    bool ended; /* well */
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

bool where_is_designers(const lua_Debug *ar); /* where.c: a line of the game's own */

const struct thread *thread_of(const struct script_run *run); /* run.c */

/* Runs work(L, ctx) in the main thread, protected; the message of what it raised goes to err. */
int generation_protect(struct generation *generation, void (*work)(lua_State *L, void *ctx),
                       void *ctx, struct err *err);

/* generation.c: what is 0 stays, and so does what generation_config has set. */
void generation_limit(struct generation *generation, const struct script_limits *wanted);

/* loader.c */
void loader_open(lua_State *L);
int loader_boot(lua_State *L);                           /* a lua_CFunction: runs boot.lua */
void loader_push_entry(lua_State *L, const char *entry); /* raises if there is none */

/* library.c, tables.c, strings.c, texts.c: Lua's own libraries without their holes */
void library_open(lua_State *L);
/* The table on top: its function `name` becomes the upvalue of `guard`, which takes its place. */
void library_guard(lua_State *L, const char *name, int (*guard)(lua_State *L));
void library_guard_tables(lua_State *L);
void library_patterns(lua_State *L);
void library_guard_texts(lua_State *L);

#endif
