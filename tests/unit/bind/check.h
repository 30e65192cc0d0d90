/* What every test program includes, in the order that cmocka wants, and a generation that runs a
 * Lua text with all modules of bind/ at hand. */
#ifndef BYLINA_TESTS_BIND_CHECK_H
#define BYLINA_TESTS_BIND_CHECK_H

#include "bind/bind.h"
#include "script/script.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* stays last */
#include <cmocka.h>

#define TEST_BODY_MAX 16384

static const struct bind_role test_roles[] = {{5, "owner"}, {7000000000, "admin"}};
static struct bind_host test_host = {
    .roles = test_roles, .role_count = 2, .everyone_owner = false, .version = "1.2.3"};

/* A turn with this text; `same(a, b)` and `refuses(part, fn, ...)` are there. */
static inline struct generation *test_load(const char *body)
{
    static const char head[] =
        "local import = ...\n"
        "local unit, json, text, time, host, botapi = import 'unit', import 'json', import "
        "'text',\n"
        "  import 'time', import 'host', import 'botapi'\n"
        "local function same(got, want)\n"
        "  if got ~= want then error('got ' .. tostring(got) .. ', want ' .. tostring(want), 2) "
        "end\n"
        "end\n"
        "local function refuses(part, fn, ...)\n"
        "  local ok, why = pcall(fn, ...)\n"
        "  if ok then error('should refuse: ' .. part, 2) end\n"
        "  if not why:find(part, 1, true) then error('got ' .. why .. ', want ' .. part, 2) end\n"
        "end\n"
        "return { turn = function()\n";
    char boot[TEST_BODY_MAX];
    int len =
        snprintf(boot, sizeof(boot), "%s%s\nend, call = function(a) return a end }", head, body);
    assert_true((size_t)len < sizeof(boot));
    const struct embedded files[] = {{"boot.lua", (const unsigned char *)boot, (size_t)len},
                                     {NULL, NULL, 0}};
    struct generation_config config = {.engine_lua = files,
                                       .open = bind_open,
                                       .ctx = &test_host,
                                       .limits = {.turn_ms = 20000, .instructions = 1000000000},
                                       .number = 9};
    struct generation *generation = NULL;
    struct err err = {0};
    if (generation_new(&config, &generation, &err) != 0)
        fail_msg("%s", err.text);
    return generation;
}

static inline void test_lua_with(const char *body, void *unit)
{
    struct generation *generation = test_load(body);
    struct script_run *run = script_run_new(generation, "turn", unit);
    if (script_run_resume(run) != SCRIPT_DONE)
        fail_msg("%s", script_run_report(run));
    script_run_free(run);
    generation_release(generation);
}

static inline void test_lua(const char *body)
{
    test_lua_with(body, NULL);
}

#endif
