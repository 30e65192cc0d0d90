/* What every test program includes, in the order that cmocka wants, and a generation from a
 * boot.lua of the test's own. */
#ifndef BYLINA_TESTS_SCRIPT_CHECK_H
#define BYLINA_TESTS_SCRIPT_CHECK_H

#include "script/script.h"
#include "script/state.h"

#include <lauxlib.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* stays last */
#include <cmocka.h>

/* The module "test" of these tests' boot files: wait() waits once, memory is asked outside. */
static int test_waited(lua_State *L, int status, lua_KContext ctx)
{
    (void)status;
    (void)ctx;
    lua_pushliteral(L, "waited");
    return 1;
}

static int test_wait(lua_State *L)
{
    return script_wait(L, test_waited, 0);
}

/* The machine has other things to do: time passes, but not for this thread. */
static int test_starve(lua_State *L)
{
    (void)L;
    nanosleep(&(struct timespec){.tv_nsec = 150000000}, NULL);
    return 0;
}

static int test_unit(lua_State *L)
{
    lua_pushboolean(L, script_unit(L) != NULL);
    return 1;
}

static int test_sources(lua_State *L)
{
    script_push_sources(L);
    return 1;
}

static int test_compile(lua_State *L)
{
    size_t len;
    const char *source = luaL_checklstring(L, 1, &len);
    if (luaL_loadbufferx(L, source, len, luaL_checkstring(L, 2), "t") != LUA_OK)
        return lua_error(L);
    return 1;
}

static inline void test_open(lua_State *L, void *ctx)
{
    static const luaL_Reg functions[] = {{"wait", test_wait},       {"unit", test_unit},
                                         {"starve", test_starve},   {"sources", test_sources},
                                         {"compile", test_compile}, {NULL, NULL}};
    (void)ctx;
    luaL_newlib(L, functions);
    script_module(L, "test");
}

/* 0 or the error's code; the boot file is given as text. */
static inline int test_try(const char *boot, struct script_limits limits,
                           struct generation **ret_generation, struct err *err)
{
    const struct embedded files[] = {
        {"boot.lua", (const unsigned char *)boot, strlen(boot)},
        {"other.lua", (const unsigned char *)"return { name = 'other' }", 25},
        {NULL, NULL, 0}};
    struct generation_config config = {
        .engine_lua = files, .open = test_open, .limits = limits, .number = 7};
    return generation_new(&config, ret_generation, err);
}

static inline struct generation *test_load(const char *boot, struct script_limits limits)
{
    struct generation *generation = NULL;
    struct err err = {0};
    if (test_try(boot, limits, &generation, &err) != 0)
        fail_msg("%s", err.text);
    return generation;
}

/* Runs the entry "turn" once; the report for free(), or NULL when it was done. */
static inline char *test_turn(struct generation *generation)
{
    struct script_run *run = script_run_new(generation, "turn", generation);
    enum script_result result = script_run_resume(run);
    assert_int_not_equal(result, SCRIPT_WAITS);
    char *report = result == SCRIPT_FAILED ? strdup(script_run_report(run)) : NULL;
    script_run_free(run);
    return report;
}

/* A generation whose turn is this Lua text. */
static inline struct generation *test_turns(const char *body, struct script_limits limits)
{
    char boot[4096];
    snprintf(boot, sizeof(boot),
             "local import = ... local test = import 'test'\n"
             "local done = 0\n"
             "return { turn = function() %s end, well = function() return 'well' end }",
             body);
    return test_load(boot, limits);
}

/* Such a turn runs into this error. */
static inline void test_fails(const char *body, struct script_limits limits, const char *expected)
{
    struct generation *generation = test_turns(body, limits);
    char *report = test_turn(generation);
    if (!report)
        fail_msg("%s: should fail with \"%s\"", body, expected);
    if (!strstr(report, expected))
        fail_msg("%s: should fail with \"%s\", but: %s", body, expected, report);
    free(report);
    /* the state is still usable */
    char *result = NULL;
    struct err err = {0};
    if (generation_call(generation, "well", "{}", &result, &err) != 0)
        fail_msg("%s: and then: %s", body, err.text);
    assert_string_equal(result, "well");
    free(result);
    generation_release(generation);
}

#endif
