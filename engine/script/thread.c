/* A coroutine with a gate: the one way in which Lua code of a generation is run.
 *
 * A thread is made in the main thread under protection, anchored in the registry and resumed with
 * its gate entered. An error leaves its stack as it was at the raise, so the traceback is read from
 * the dead thread; it is written here without the help of Lua, which may be out of memory. Then the
 * anchor goes and the collector takes the rest: a dead or waiting thread is never reset, because
 * that would run code (__close) past the hook. One thread that has ended well is kept for the next:
 * there is nothing left on its stack. */
#include "base/buf.h"
#include "base/mem.h"
#include "base/str.h"
#include "script/inner.h"

#include <lauxlib.h>
#include <stdio.h>
#include <string.h>

#define LEVELS_MAX 24 /* of a traceback */

struct opening {
    struct thread *thread;
    const char *entry;
    const char *argument;
};

static void open_thread(lua_State *L, void *ctx)
{
    struct opening *opening = ctx;
    struct thread *thread = opening->thread;
    struct spare *spare = &thread->generation->spare;
    lua_State *made = spare->L;
    if (made) {
        thread->anchor = spare->anchor;
        spare->L = NULL;
    } else {
        made = lua_newthread(L);
        thread->anchor = luaL_ref(L, LUA_REGISTRYINDEX);
    }
    gate_put(made, &thread->gate);
    thread->L = made;
    if (opening->entry)
        loader_push_entry(L, opening->entry);
    else
        lua_pushcfunction(L, loader_boot);
    thread->arguments = opening->argument ? 1 : 0;
    if (opening->argument)
        lua_pushstring(L, opening->argument);
    lua_xmove(L, made, 1 + thread->arguments);
}

int thread_open(struct thread *thread, struct generation *generation, const char *entry,
                const char *argument, struct err *err)
{
    thread->generation = generation;
    thread->L = NULL;
    thread->ended = false;
    struct opening opening = {.thread = thread, .entry = entry, .argument = argument};
    return generation_protect(generation, open_thread, &opening, err);
}

int thread_resume(struct thread *thread)
{
    int results = 0;
    gate_enter(&thread->gate, thread->L);
    int status = lua_resume(thread->L, thread->generation->L, thread->arguments, &results);
    gate_leave(&thread->gate, thread->L);
    thread->arguments = 0;
    thread->ended = status == LUA_OK;
    if (status != LUA_YIELD)
        return status;
    if (thread->gate.over[0])
        return LUA_ERRRUN;
    lua_pop(thread->L, results);
    gate_wait(&thread->gate);
    return LUA_YIELD;
}

void thread_close(struct thread *thread)
{
    if (!thread->L)
        return;
    gate_done(&thread->gate);
    struct spare *spare = &thread->generation->spare;
    if (thread->ended && !spare->L) {
        lua_settop(thread->L, 0);
        *spare = (struct spare){thread->L, thread->anchor};
    } else {
        luaL_unref(thread->generation->L, LUA_REGISTRYINDEX, thread->anchor);
    }
    thread->L = NULL;
}

/* "scripts/scenes/yard.lua:12: ", or the innermost line of any Lua code. */
static void add_where(lua_State *L, struct buf *out)
{
    lua_Debug ar, first = {.currentline = -1};
    for (int level = 0; level < LEVELS_MAX && lua_getstack(L, level, &ar); level++) {
        lua_getinfo(L, "Sl", &ar);
        if (ar.currentline > 0 && first.currentline < 0)
            first = ar;
        if (ar.currentline > 0 && where_is_designers(&ar)) {
            first = ar;
            break;
        }
    }
    if (first.currentline > 0)
        buf_addf(out, "%s:%d: ", first.short_src, first.currentline);
}

/* Bytes of a Lua string; broken UTF-8 and control characters become '?', so that it can be kept. */
static void add_clean(struct buf *out, const char *text, size_t len)
{
    for (size_t at = 0; at < len && out->len < MESSAGE_MAX;) {
        size_t from = at;
        int32_t code = utf8_next(text, len, &at);
        if (code >= ' ' || code == '\n' || code == '\t')
            buf_add(out, text + from, at - from);
        else
            buf_addc(out, '?');
    }
}

static void add_message(struct thread *thread, int status, struct buf *out)
{
    lua_State *L = thread->L;
    const char *over = thread->gate.over;
    size_t len = 0;
    bool raised = lua_status(L) != LUA_YIELD; /* else the hook has stopped it */
    const char *text = raised && lua_type(L, -1) == LUA_TSTRING ? lua_tolstring(L, -1, &len) : NULL;
    if (status == LUA_ERRMEM || (over[0] && !(text && strstr(text, over)))) {
        add_where(L, out);
        buf_adds(out, over[0] ? over : "not enough memory");
    } else if (text) {
        add_clean(out, text, len);
    } else if (lua_type(L, -1) == LUA_TNUMBER) {
        add_where(L, out);
        buf_addf(out, "%.14g", (double)lua_tonumber(L, -1));
    } else {
        add_where(L, out);
        buf_addf(out, "error() was given a %s, not a text", luaL_typename(L, -1));
    }
}

static void add_level(const lua_Debug *ar, struct buf *out)
{
    buf_addf(out, "\n\t%s:", ar->short_src);
    if (ar->currentline > 0)
        buf_addf(out, "%d:", ar->currentline);
    if (*ar->namewhat)
        buf_addf(out, " in %s '%s'", ar->namewhat, ar->name);
    else if (*ar->what == 'm')
        buf_adds(out, " in main chunk");
    else if (*ar->what == 'C')
        buf_adds(out, " in ?");
    else
        buf_addf(out, " in function <%s:%d>", ar->short_src, ar->linedefined);
}

static void add_traceback(lua_State *L, struct buf *out)
{
    lua_Debug ar;
    buf_adds(out, "\nstack traceback:");
    for (int level = 0; lua_getstack(L, level, &ar); level++) {
        if (level == LEVELS_MAX) {
            buf_adds(out, "\n\t...");
            return;
        }
        lua_getinfo(L, "Slnt", &ar);
        add_level(&ar, out);
    }
}

char *thread_message(struct thread *thread, int status)
{
    struct buf out;
    buf_init(&out, REPORT_MAX);
    add_message(thread, status, &out);
    return buf_detach(&out, &(size_t){0});
}

char *thread_report(struct thread *thread, int status)
{
    struct buf out;
    buf_init(&out, REPORT_MAX);
    add_message(thread, status, &out);
    add_traceback(thread->L, &out);
    return buf_detach(&out, &(size_t){0});
}
