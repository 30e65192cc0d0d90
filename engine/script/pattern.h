/* Lua patterns with a bound on their work: Lua's own matcher backtracks without an instruction
 * being counted, and a pattern of 40 bytes can keep it for years. The language is that of the Lua
 * manual, 6.4.1. A match lives on the C stack of the function that uses it; it may raise at any
 * step. */
#ifndef BYLINA_SCRIPT_PATTERN_H
#define BYLINA_SCRIPT_PATTERN_H

#include <lua.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PATTERN_CAPTURES  32
#define PATTERN_DEPTH_MAX 200

struct pattern_capture {
    const char *at;
    ptrdiff_t len; /* or one of the marks in pattern.c */
};

struct pattern {
    lua_State *L;
    const char *subject;
    const char *subject_end;
    const char *text; /* without the anchor */
    const char *text_end;
    bool anchored;
    int depth;
    int level; /* captures so far */
    int64_t work;
    struct pattern_capture captures[PATTERN_CAPTURES];
};

/* `anchors`: a leading ^ is an anchor (not in gmatch). The strings must outlive the pattern. */
void pattern_init(struct pattern *pattern, lua_State *L, const char *subject, size_t subject_len,
                  const char *text, size_t text_len, bool anchors);
/* The end of the match that begins at `at`, or NULL. */
const char *pattern_match(struct pattern *pattern, const char *at);
/* Charges what was worked since the last call. */
void pattern_settle(struct pattern *pattern);
/* Pushes capture `index` (0 is the first, or the whole match if there are none). */
void pattern_push(struct pattern *pattern, int index, const char *from, const char *to);
/* Pushes all captures; without any, the whole match if `whole`. Returns how many. */
int pattern_push_all(struct pattern *pattern, const char *from, const char *to, bool whole);

#endif
