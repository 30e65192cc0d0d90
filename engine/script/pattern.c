/* The matcher: backtracking by recursion, one step a character that is looked at.
 *
 * Each CHUNK steps are charged to the budget of the run, which raises when it is spent; so time is
 * bounded whatever the pattern. The C stack is bounded by PATTERN_DEPTH_MAX: only what may have to
 * be tried again (repeats, captures) recurses; plain items go round a loop.
 *
 * Subjects and patterns may hold zero bytes; a Lua string always ends in one more, so looking one
 * byte past text_end is safe and finds none of the special characters. */
#include "script/pattern.h"

#include "script/inner.h"

#include <ctype.h>
#include <lauxlib.h>
#include <string.h>

#define OPEN          (-1) /* pattern_capture.len of "(" without its ")" yet */
#define POSITION      (-2) /* of "()" */
#define CHUNK         2048
#define STEPS_PER_ONE 4 /* steps that cost as much as an instruction */

static const char *match(struct pattern *pattern, const char *s, const char *p);

void pattern_settle(struct pattern *pattern)
{
    int64_t work = pattern->work / STEPS_PER_ONE;
    pattern->work = 0;
    gate_charge(pattern->L, work);
}

static void step(struct pattern *pattern)
{
    if (++pattern->work >= CHUNK)
        pattern_settle(pattern);
}

/* ---- one character against one item: x . %a [set] ---- */

/* Past the item that begins at p. */
static const char *item_end(const struct pattern *pattern, const char *p)
{
    char first = *p++;
    if (first == '%') {
        if (p == pattern->text_end)
            luaL_error(pattern->L, "malformed pattern (ends with '%%')");
        return p + 1;
    }
    if (first != '[')
        return p;
    if (*p == '^')
        p++;
    do { /* what comes first is a member, also "]" */
        if (p >= pattern->text_end)
            luaL_error(pattern->L, "malformed pattern (missing ']')");
        p += *p == '%' ? 2 : 1;
    } while (p >= pattern->text_end || *p != ']');
    return p + 1;
}

static bool in_class(int c, int class)
{
    bool in;
    switch (tolower(class)) {
    case 'a':
        in = isalpha(c);
        break;
    case 'c':
        in = iscntrl(c);
        break;
    case 'd':
        in = isdigit(c);
        break;
    case 'g':
        in = isgraph(c);
        break;
    case 'l':
        in = islower(c);
        break;
    case 'p':
        in = ispunct(c);
        break;
    case 's':
        in = isspace(c);
        break;
    case 'u':
        in = isupper(c);
        break;
    case 'w':
        in = isalnum(c);
        break;
    case 'x':
        in = isxdigit(c);
        break;
    case 'z':
        in = c == 0;
        break;
    default:
        return class == c;
    }
    return isupper(class) ? !in : in;
}

/* p stands at "[", last at its "]". */
static bool in_set(int c, const char *p, const char *last)
{
    bool wanted = true;
    if (*++p == '^') {
        wanted = false;
        p++;
    }
    while (p < last) {
        if (*p == '%') {
            if (in_class(c, (unsigned char)p[1]))
                return wanted;
            p += 2;
        } else if (p[1] == '-' && p + 2 < last) {
            if ((unsigned char)p[0] <= c && c <= (unsigned char)p[2])
                return wanted;
            p += 3;
        } else if ((unsigned char)*p++ == c) {
            return wanted;
        }
    }
    return !wanted;
}

static bool fits(struct pattern *pattern, const char *s, const char *p, const char *end)
{
    step(pattern);
    if (s >= pattern->subject_end)
        return false;
    int c = (unsigned char)*s;
    switch (*p) {
    case '.':
        return true;
    case '%':
        return in_class(c, (unsigned char)p[1]);
    case '[':
        return in_set(c, p, end - 1);
    default:
        return (unsigned char)*p == c;
    }
}

/* ---- repeats ---- */

static const char *match_most(struct pattern *pattern, const char *s, const char *p,
                              const char *end, ptrdiff_t least)
{
    ptrdiff_t count = 0;
    while (fits(pattern, s + count, p, end))
        count++;
    for (; count >= least; count--) {
        const char *got = match(pattern, s + count, end + 1);
        if (got)
            return got;
    }
    return NULL;
}

static const char *match_fewest(struct pattern *pattern, const char *s, const char *p,
                                const char *end)
{
    for (;;) {
        const char *got = match(pattern, s, end + 1);
        if (got)
            return got;
        if (!fits(pattern, s, p, end))
            return NULL;
        s++;
    }
}

/* ---- captures ---- */

static const char *open_capture(struct pattern *pattern, const char *s, const char *p)
{
    bool position = p[1] == ')';
    if (pattern->level == PATTERN_CAPTURES)
        luaL_error(pattern->L, "too many captures");
    pattern->captures[pattern->level++] =
        (struct pattern_capture){.at = s, .len = position ? POSITION : OPEN};
    const char *got = match(pattern, s, p + (position ? 2 : 1));
    if (!got)
        pattern->level--;
    return got;
}

static const char *close_capture(struct pattern *pattern, const char *s, const char *p)
{
    int index = pattern->level - 1;
    while (index >= 0 && pattern->captures[index].len != OPEN)
        index--;
    if (index < 0)
        luaL_error(pattern->L, "invalid pattern capture");
    pattern->captures[index].len = s - pattern->captures[index].at;
    const char *got = match(pattern, s, p + 1);
    if (!got)
        pattern->captures[index].len = OPEN;
    return got;
}

/* %1: what an earlier capture holds, again. */
static const char *match_again(struct pattern *pattern, const char *s, int digit)
{
    int index = digit - '1';
    if (index < 0 || index >= pattern->level || pattern->captures[index].len == OPEN)
        luaL_error(pattern->L, "invalid capture index %%%d", index + 1);
    const struct pattern_capture *capture = &pattern->captures[index];
    ptrdiff_t len = capture->len;
    pattern->work += len / 8;
    if (len == POSITION || pattern->subject_end - s < len ||
        memcmp(capture->at, s, (size_t)len) != 0)
        return NULL;
    return s + len;
}

/* ---- %b and %f ---- */

static const char *match_balance(struct pattern *pattern, const char *s, const char *p)
{
    if (p + 1 >= pattern->text_end)
        luaL_error(pattern->L, "malformed pattern (missing arguments to '%%b')");
    if (s >= pattern->subject_end || *s != p[0])
        return NULL;
    int open = 1;
    while (++s < pattern->subject_end) {
        step(pattern);
        if (*s == p[1]) {
            if (--open == 0)
                return s + 1;
        } else if (*s == p[0]) {
            open++;
        }
    }
    return NULL;
}

static bool at_frontier(struct pattern *pattern, const char *s, const char *set, const char *end)
{
    int before = s == pattern->subject ? 0 : (unsigned char)s[-1];
    int after = s == pattern->subject_end ? 0 : (unsigned char)*s;
    return !in_set(before, set, end - 1) && in_set(after, set, end - 1);
}

/* ---- the whole ---- */

/* An item that stands for itself: captures, anchors at the end, %b %f %1. Moves *s and *p past it
 * and returns true; *s is NULL when it does not match. */
static bool match_special(struct pattern *pattern, const char **s, const char **p)
{
    const char *at = *p;
    if (*at == '(' || *at == ')') {
        *s = (*at == '(' ? open_capture : close_capture)(pattern, *s, at);
        *p = pattern->text_end;
        return true;
    }
    if (*at == '$' && at + 1 == pattern->text_end) {
        *s = *s == pattern->subject_end ? *s : NULL;
        *p = pattern->text_end;
        return true;
    }
    if (*at != '%')
        return false;
    if (at[1] == 'b') {
        *s = match_balance(pattern, *s, at + 2);
        *p = at + 4;
    } else if (at[1] == 'f') {
        if (at[2] != '[')
            luaL_error(pattern->L, "missing '[' after '%%f' in pattern");
        *p = item_end(pattern, at + 2);
        *s = at_frontier(pattern, *s, at + 2, *p) ? *s : NULL;
    } else if (isdigit((unsigned char)at[1])) {
        *s = match_again(pattern, *s, at[1]);
        *p = at + 2;
    } else {
        return false;
    }
    return true;
}

static const char *match_items(struct pattern *pattern, const char *s, const char *p)
{
    while (s && p < pattern->text_end) {
        step(pattern);
        if (match_special(pattern, &s, &p))
            continue;
        const char *end = item_end(pattern, p);
        char repeat = end < pattern->text_end ? *end : '\0';
        if (repeat == '*' || repeat == '+')
            return match_most(pattern, s, p, end, repeat == '+');
        if (repeat == '-')
            return match_fewest(pattern, s, p, end);
        bool one = fits(pattern, s, p, end);
        if (repeat == '?') {
            const char *got = one ? match(pattern, s + 1, end + 1) : NULL;
            if (got)
                return got;
            p = end + 1;
        } else {
            s = one ? s + 1 : NULL;
            p = end;
        }
    }
    return s;
}

static const char *match(struct pattern *pattern, const char *s, const char *p)
{
    if (++pattern->depth > PATTERN_DEPTH_MAX)
        luaL_error(pattern->L, "pattern too complex");
    const char *got = match_items(pattern, s, p);
    pattern->depth--;
    return got;
}

void pattern_init(struct pattern *pattern, lua_State *L, const char *subject, size_t subject_len,
                  const char *text, size_t text_len, bool anchors)
{
    *pattern = (struct pattern){.L = L,
                                .subject = subject,
                                .subject_end = subject + subject_len,
                                .text = text,
                                .text_end = text + text_len};
    if (anchors && text_len > 0 && *text == '^') {
        pattern->anchored = true;
        pattern->text++;
    }
}

const char *pattern_match(struct pattern *pattern, const char *at)
{
    pattern->level = 0;
    pattern->depth = 0;
    return match(pattern, at, pattern->text);
}

void pattern_push(struct pattern *pattern, int index, const char *from, const char *to)
{
    lua_State *L = pattern->L;
    if (index >= pattern->level) {
        if (index > 0)
            luaL_error(L, "invalid capture index %%%d", index + 1);
        lua_pushlstring(L, from, (size_t)(to - from));
        return;
    }
    const struct pattern_capture *capture = &pattern->captures[index];
    if (capture->len == OPEN)
        luaL_error(L, "unfinished capture");
    if (capture->len == POSITION)
        lua_pushinteger(L, capture->at - pattern->subject + 1);
    else
        lua_pushlstring(L, capture->at, (size_t)capture->len);
}

int pattern_push_all(struct pattern *pattern, const char *from, const char *to, bool whole)
{
    int count = pattern->level == 0 && whole ? 1 : pattern->level;
    luaL_checkstack(pattern->L, count, "too many captures");
    for (int i = 0; i < count; i++)
        pattern_push(pattern, i, from, to);
    return count;
}
