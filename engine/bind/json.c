/* json: Lua values to bytes. The way back is in read.c.
 *
 * Writing is canonical: keys sorted by bytes, no spaces, whole floats as integers, other floats by
 * 15 digits, or 16 or 17 where fewer do not read back the same; so equal tables give equal bytes,
 * and a turn can see what it has changed. Lists have the keys 1..n without holes; an empty table is
 * {}. A mistake raises with the path to it ("bag.3.item"). What no other reader takes is refused
 * here, where the script's line is known, and not in the database: zero bytes and broken UTF-8.
 *
 * Tables are read raw, so no code of a script runs meanwhile and one scratch memory serves a whole
 * state: the output and a stack of sorted keys, kept between calls while they are small. */
#include "json/json.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/mem.h"
#include "base/str.h"
#include "bind/modules.h"
#include "script/state.h"

#include <lauxlib.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEPTH_MAX  32
#define BYTES_MAX  (4u << 20)
#define PAID_BYTES (64u << 10) /* are charged at once */
#define KEEP_BYTES (64u << 10) /* of scratch memory, between calls */
#define PATH_BYTES 256
#define FEW_KEYS   24
#define KEYS_MAX   65536 /* of all open tables together */

struct key {
    const char *text; /* owned by the table that is written */
    size_t len;
    int value; /* where it is on the stack */
};

struct scratch {
    struct buf out;
    struct key *keys; /* of the open tables, one run above the other */
    size_t key_count;
    size_t key_cap;
};

struct step { /* of the way to the value that is written */
    const char *key;
    lua_Integer index; /* where there is no key */
};

struct writer {
    lua_State *L;
    struct scratch *scratch;
    struct step path[DEPTH_MAX + 1];
    int steps;
    int depth;
    size_t paid; /* bytes that were charged */
};

static int wrong(const struct writer *w, const char *what)
{
    char path[PATH_BYTES] = "";
    size_t len = 0;
    for (int i = 0; i < w->steps && len < sizeof(path); i++) {
        const struct step *step = &w->path[i];
        const char *dot = i ? "." : "";
        int added = step->key ? snprintf(path + len, sizeof(path) - len, "%s%s", dot, step->key)
                              : snprintf(path + len, sizeof(path) - len, "%s%lld", dot,
                                         (long long)step->index);
        len += added > 0 ? (size_t)added : 0;
    }
    return luaL_error(w->L, "%s%s%s", path, w->steps ? ": " : "", what);
}

static void write_string(struct writer *w, const char *text, size_t len)
{
    if (json_quote(text, len, &w->scratch->out))
        return;
    wrong(w, utf8_valid(text, len)
                 ? "a zero byte in a text cannot be kept"
                 : "not UTF-8 (string.sub may cut a letter in two: use utf8.offset)");
}

static void write_real(struct writer *w, double real)
{
    char text[32];
    if (!isfinite(real))
        wrong(w, "no number (nan or inf) cannot be kept");
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, sizeof(text), "%.*g", digits, real);
        if (digits == 17 || strtod(text, NULL) == real)
            break;
    }
    buf_adds(&w->scratch->out, text);
}

static void write_whole(struct buf *out, lua_Integer whole)
{
    char digits[STR_I64];
    buf_add(out, digits, str_put_i64(digits, whole));
}

static void write_number(struct writer *w, int at)
{
    int exact = 0;
    lua_Integer whole = lua_tointegerx(w->L, at, &exact);
    if (!exact)
        write_real(w, lua_tonumber(w->L, at));
    else if (whole > JSON_INT_MAX || whole < -JSON_INT_MAX)
        wrong(w, "a whole number over 2^53 cannot be kept");
    else
        write_whole(&w->scratch->out, whole);
}

static void write_value(struct writer *w, int at);

static void write_child(struct writer *w, int at, const char *key, lua_Integer index)
{
    w->path[w->steps++] = (struct step){key, index};
    write_value(w, at);
    w->steps--;
}

static void write_list(struct writer *w, int at, lua_Integer count)
{
    buf_addc(&w->scratch->out, '[');
    for (lua_Integer i = 1; i <= count; i++) {
        if (i > 1)
            buf_addc(&w->scratch->out, ',');
        if (lua_rawgeti(w->L, at, i) == LUA_TNIL)
            wrong(w, "a list with holes cannot be kept");
        write_child(w, lua_gettop(w->L), NULL, i);
        lua_pop(w->L, 1);
    }
    buf_addc(&w->scratch->out, ']');
}

static int by_bytes(const void *a, const void *b)
{
    const struct key *left = a, *right = b;
    if (*left->text != *right->text) /* a zero byte behind the last */
        return (unsigned char)*left->text - (unsigned char)*right->text;
    size_t len = left->len < right->len ? left->len : right->len;
    int order = memcmp(left->text, right->text, len);
    return order ? order : (left->len > right->len) - (left->len < right->len);
}

static void push_key(struct writer *w, const char *text, size_t len, int value)
{
    struct scratch *scratch = w->scratch;
    if (scratch->key_count == KEYS_MAX)
        wrong(w, "too many keys");
    if (scratch->key_count == scratch->key_cap) {
        scratch->key_cap = scratch->key_cap ? scratch->key_cap * 2 : 64;
        scratch->keys = mem_grow(scratch->keys, scratch->key_cap, sizeof(*scratch->keys));
    }
    scratch->keys[scratch->key_count++] = (struct key){text, len, value};
}

/* Few keys, as in most tables, are put in order as they come. */
static void sort_keys(struct key *keys, size_t count)
{
    if (count > FEW_KEYS) {
        qsort(keys, count, sizeof(*keys), by_bytes);
        return;
    }
    for (size_t i = 1; i < count; i++) {
        struct key key = keys[i];
        size_t at = i;
        for (; at > 0 && by_bytes(&keys[at - 1], &key) > 0; at--)
            keys[at] = keys[at - 1];
        keys[at] = key;
    }
}

/* All values lie on the stack meanwhile, so that no key is looked up again. */
static void write_object(struct writer *w, int at)
{
    struct scratch *scratch = w->scratch;
    size_t first = scratch->key_count, len;
    int top = lua_gettop(w->L);
    for (lua_pushnil(w->L); lua_next(w->L, at);) {
        if (lua_type(w->L, -2) != LUA_TSTRING)
            wrong(w, lua_isinteger(w->L, -2) ? "a list with holes or text keys cannot be kept"
                                             : "a table is a list, or has text keys alone");
        const char *text = lua_tolstring(w->L, -2, &len);
        lua_insert(w->L, -2); /* the value below the key, which lua_next takes */
        push_key(w, text, len, lua_gettop(w->L) - 1);
        luaL_checkstack(w->L, 4, NULL);
    }
    size_t end = scratch->key_count;
    if (end > first)
        sort_keys(scratch->keys + first, end - first);
    buf_addc(&scratch->out, '{');
    for (size_t i = first; i < end; i++) {
        struct key key = scratch->keys[i]; /* the array may move */
        if (i > first)
            buf_addc(&scratch->out, ',');
        write_string(w, key.text, key.len);
        buf_addc(&scratch->out, ':');
        write_child(w, key.value, key.text, 0);
    }
    buf_addc(&scratch->out, '}');
    scratch->key_count = first;
    lua_settop(w->L, top);
}

/* Empty, or its first key is no whole number. */
static bool is_no_list(const struct writer *w, int at)
{
    lua_pushnil(w->L);
    if (!lua_next(w->L, at))
        return true;
    bool whole = lua_isinteger(w->L, -2);
    lua_pop(w->L, 2);
    return !whole;
}

/* The keys are 1..n: n; 0 for a table that is no list (write_object looks at all its keys); raises
 * for what is neither. */
static lua_Integer list_length(struct writer *w, int at)
{
    lua_Integer whole = 0, largest = 0;
    bool others = false, below = false;
    if (is_no_list(w, at))
        return 0;
    for (lua_pushnil(w->L); lua_next(w->L, at); lua_pop(w->L, 1)) {
        if (!lua_isinteger(w->L, -2)) {
            others = true;
            continue;
        }
        lua_Integer key = lua_tointeger(w->L, -2);
        whole++;
        below = below || key < 1;
        largest = key > largest ? key : largest;
    }
    if (whole && (others || below || largest != whole))
        wrong(w, "a list with holes or text keys cannot be kept");
    return whole;
}

/* What scripts may only read is a view (frozen.lua): kept as the table that it shows. */
static void look_behind(struct writer *w, int at)
{
    if (!lua_getmetatable(w->L, at))
        return;
    lua_pushliteral(w->L, "__data");
    if (lua_rawget(w->L, -2) == LUA_TTABLE)
        lua_replace(w->L, at);
    else
        lua_pop(w->L, 1);
    lua_pop(w->L, 1);
}

static void write_table(struct writer *w, int at)
{
    if (++w->depth > DEPTH_MAX)
        wrong(w, "tables deeper than 32 (or a table within itself) cannot be kept");
    luaL_checkstack(w->L, 8, NULL);
    look_behind(w, at);
    lua_Integer count = list_length(w, at);
    if (count)
        write_list(w, at, count);
    else
        write_object(w, at);
    w->depth--;
}

static void write_value(struct writer *w, int at)
{
    size_t len;
    const char *text;
    if (w->scratch->out.full)
        luaL_error(w->L, "over %d bytes of JSON", (int)BYTES_MAX);
    if (w->scratch->out.len > w->paid + PAID_BYTES) {
        w->paid = w->scratch->out.len;
        script_charge(w->L, PAID_BYTES / 8);
    }
    switch (lua_type(w->L, at)) {
    case LUA_TNIL:
        buf_adds(&w->scratch->out, "null");
        return;
    case LUA_TBOOLEAN:
        buf_adds(&w->scratch->out, lua_toboolean(w->L, at) ? "true" : "false");
        return;
    case LUA_TNUMBER:
        write_number(w, at);
        return;
    case LUA_TSTRING:
        text = lua_tolstring(w->L, at, &len);
        write_string(w, text, len);
        return;
    case LUA_TTABLE:
        write_table(w, at);
        return;
    default:
        wrong(w, "a function cannot be kept");
    }
}

static int free_scratch(lua_State *L)
{
    struct scratch *scratch = lua_touserdata(L, 1);
    buf_done(&scratch->out);
    free(scratch->keys);
    scratch->keys = NULL;
    return 0;
}

/* Also after a call that has raised half-way. */
static void reset(struct scratch *scratch)
{
    if (scratch->out.cap > KEEP_BYTES) {
        buf_done(&scratch->out);
        buf_init(&scratch->out, BYTES_MAX);
    }
    buf_reset(&scratch->out);
    if (scratch->key_cap * sizeof(*scratch->keys) > KEEP_BYTES) {
        free(scratch->keys);
        scratch->keys = NULL;
        scratch->key_cap = 0;
    }
    scratch->key_count = 0;
}

static int l_encode(lua_State *L)
{
    struct writer writer = {.L = L, .scratch = lua_touserdata(L, lua_upvalueindex(1))};
    luaL_checkany(L, 1);
    lua_settop(L, 1);
    reset(writer.scratch);
    write_value(&writer, 1);
    if (writer.scratch->out.full)
        return luaL_error(L, "over %d bytes of JSON", (int)BYTES_MAX);
    script_push_text(L, writer.scratch->out.data, writer.scratch->out.len);
    return 1;
}

void bind_json(lua_State *L)
{
    lua_createtable(L, 0, 2);
    struct scratch *scratch = lua_newuserdatauv(L, sizeof(*scratch), 0);
    *scratch = (struct scratch){0};
    buf_init(&scratch->out, BYTES_MAX);
    lua_createtable(L, 0, 1);
    lua_pushcfunction(L, free_scratch);
    lua_setfield(L, -2, "__gc");
    lua_setmetatable(L, -2);
    lua_pushcclosure(L, l_encode, 1);
    lua_setfield(L, -2, "encode");
    lua_pushcfunction(L, bind_json_decode);
    lua_setfield(L, -2, "decode");
}
