/* json: Lua values to bytes and back, directly.
 *
 * Writing is canonical: keys sorted by bytes, no spaces, whole floats as integers, so that two
 * tables that are equal give equal bytes and a turn can see what it has changed. Lists have the
 * keys 1..n without holes; an empty table is {}. A mistake raises with the path to it
 * ("bag.3.item"). */
#include "bind/modules.h"

#include "base/buf.h"
#include "base/error.h"
#include "json/json.h"

#include <lauxlib.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEPTH_MAX  32
#define BYTES_MAX  (4u << 20)
#define PATH_BYTES 256
#define KEYS_MAX   65536

/* The buffer is a userdata with __gc, so that an error leaks nothing. */
static int free_buf(lua_State *L)
{
    buf_done(lua_touserdata(L, 1));
    return 0;
}

static struct buf *new_buf(lua_State *L)
{
    struct buf *buf = lua_newuserdatauv(L, sizeof *buf, 0);
    buf_init(buf, BYTES_MAX);
    if (luaL_newmetatable(L, "bylina.buf")) {
        lua_pushcfunction(L, free_buf);
        lua_setfield(L, -2, "__gc");
    }
    lua_setmetatable(L, -2);
    return buf;
}

struct writer {
    lua_State *L;
    struct buf *out;
    char path[PATH_BYTES];
    size_t path_len;
    int depth;
};

static int wrong(struct writer *w, const char *what)
{
    return luaL_error(w->L, "%s%s%s", w->path_len ? w->path : "", w->path_len ? ": " : "", what);
}

static void write_string(struct writer *w, const char *text, size_t len)
{
    buf_addc(w->out, '"');
    size_t from = 0;
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c >= 0x20 && c != '"' && c != '\\')
            continue;
        buf_add(w->out, text + from, i - from);
        from = i + 1;
        if (c == '"' || c == '\\')
            buf_addf(w->out, "\\%c", c);
        else if (c == '\n')
            buf_adds(w->out, "\\n");
        else
            buf_addf(w->out, "\\u%04x", c);
    }
    buf_add(w->out, text + from, len - from);
    buf_addc(w->out, '"');
}

static void write_number(struct writer *w, int at)
{
    lua_Integer whole;
    double real = lua_tonumber(w->L, at);
    int exact = 0;

    whole = lua_tointegerx(w->L, at, &exact);
    if (exact && (whole > JSON_INT_MAX || whole < -JSON_INT_MAX))
        wrong(w, "a whole number over 2^53 cannot be kept");
    else if (exact)
        buf_addf(w->out, "%lld", (long long)whole);
    else if (!isfinite(real))
        wrong(w, "no number (nan or inf) cannot be kept");
    else
        buf_addf(w->out, "%.17g", real);
}

static void write_value(struct writer *w, int at);

static void write_child(struct writer *w, const char *name, int at)
{
    size_t before = w->path_len;
    int added = snprintf(w->path + before, PATH_BYTES - before, "%s%s", before ? "." : "", name);
    if (added > 0)
        w->path_len = before + (size_t)added < PATH_BYTES ? before + (size_t)added : PATH_BYTES - 1;
    write_value(w, at);
    w->path_len = before;
    w->path[before] = '\0';
}

static void write_list(struct writer *w, int at, lua_Integer count)
{
    char name[24];
    buf_addc(w->out, '[');
    for (lua_Integer i = 1; i <= count; i++) {
        if (i > 1)
            buf_addc(w->out, ',');
        if (lua_geti(w->L, at, i) == LUA_TNIL)
            wrong(w, "a list with holes cannot be kept");
        snprintf(name, sizeof name, "%lld", (long long)i);
        write_child(w, name, lua_gettop(w->L));
        lua_pop(w->L, 1);
    }
    buf_addc(w->out, ']');
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The keys, sorted, in a userdata that the collector owns; the strings belong to the table. */
static const char **sorted_keys(struct writer *w, int at, size_t *ret_count)
{
    size_t count = 0;
    for (lua_pushnil(w->L); lua_next(w->L, at); lua_pop(w->L, 1)) {
        if (lua_type(w->L, -2) != LUA_TSTRING)
            wrong(w, "a table is a list, or has text keys alone");
        count++;
    }
    if (count > KEYS_MAX)
        wrong(w, "too many keys");
    const char **keys = lua_newuserdatauv(w->L, (count + 1) * sizeof *keys, 0);
    size_t i = 0;
    for (lua_pushnil(w->L); lua_next(w->L, at); lua_pop(w->L, 1))
        keys[i++] = lua_tostring(w->L, -2);
    qsort(keys, count, sizeof *keys, by_bytes);
    *ret_count = count;
    return keys;
}

static void write_object(struct writer *w, int at)
{
    size_t count;
    const char **keys = sorted_keys(w, at, &count);
    buf_addc(w->out, '{');
    for (size_t i = 0; i < count; i++) {
        if (i)
            buf_addc(w->out, ',');
        write_string(w, keys[i], strlen(keys[i]));
        buf_addc(w->out, ':');
        lua_getfield(w->L, at, keys[i]);
        write_child(w, keys[i], lua_gettop(w->L));
        lua_pop(w->L, 1);
    }
    buf_addc(w->out, '}');
    lua_pop(w->L, 1);
}

static void write_table(struct writer *w, int at)
{
    if (++w->depth > DEPTH_MAX)
        wrong(w, "tables deeper than 32 (or a table within itself) cannot be kept");
    luaL_checkstack(w->L, 8, NULL);
    lua_pushnil(w->L);
    if (!lua_next(w->L, at)) {
        buf_adds(w->out, "{}");
    } else {
        bool list = lua_isinteger(w->L, -2);
        lua_pop(w->L, 2);
        lua_Integer count = luaL_len(w->L, at);
        if (!list) {
            write_object(w, at);
        } else {
            lua_Integer seen = 0;
            for (lua_pushnil(w->L); lua_next(w->L, at); lua_pop(w->L, 1))
                seen += lua_isinteger(w->L, -2) ? 1 : count + 1;
            if (seen != count)
                wrong(w, "a list with holes or text keys cannot be kept");
            write_list(w, at, count);
        }
    }
    w->depth--;
}

static void write_value(struct writer *w, int at)
{
    size_t len;
    const char *text;
    switch (lua_type(w->L, at)) {
    case LUA_TNIL:
        buf_adds(w->out, "null");
        return;
    case LUA_TBOOLEAN:
        buf_adds(w->out, lua_toboolean(w->L, at) ? "true" : "false");
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

static int l_encode(lua_State *L)
{
    luaL_checkany(L, 1);
    lua_settop(L, 1);
    struct writer writer = {.L = L, .out = new_buf(L)};
    write_value(&writer, 1);
    if (writer.out->full)
        return luaL_error(L, "over %d bytes", (int)BYTES_MAX);
    lua_pushlstring(L, writer.out->data, writer.out->len);
    buf_done(writer.out);
    buf_init(writer.out, 1);
    return 1;
}

/* --- reading --------------------------------------------------------------------------------- */

static int free_tree(lua_State *L)
{
    json **tree = lua_touserdata(L, 1);
    json_free(*tree);
    *tree = NULL;
    return 0;
}

static void push_value(lua_State *L, const json *value);

static void push_table(lua_State *L, const json *value, bool list)
{
    int count = json_count(value);
    lua_createtable(L, list ? count : 0, list ? 0 : count);
    lua_Integer i = 1;
    for (const json *child = json_first(value); child; child = json_next(child)) {
        push_value(L, child);
        if (list)
            lua_rawseti(L, -2, i++);
        else
            lua_setfield(L, -2, json_key(child));
    }
}

static void push_number(lua_State *L, const json *value)
{
    double real = json_real(value, 0);
    if (real == floor(real) && fabs(real) <= (double)JSON_INT_MAX)
        lua_pushinteger(L, (lua_Integer)real);
    else
        lua_pushnumber(L, real);
}

static void push_value(lua_State *L, const json *value)
{
    luaL_checkstack(L, 4, NULL);
    switch (json_type(value)) {
    case JSON_BOOL:
        lua_pushboolean(L, json_truth(value, false));
        return;
    case JSON_NUMBER:
        push_number(L, value);
        return;
    case JSON_STRING:
        lua_pushstring(L, json_text(value, ""));
        return;
    case JSON_ARRAY:
        push_table(L, value, true);
        return;
    case JSON_OBJECT:
        push_table(L, value, false);
        return;
    case JSON_NONE:
    case JSON_NULL:
        lua_pushnil(L);
    }
}

static int l_decode(lua_State *L)
{
    size_t len;
    struct err err;
    const char *text = luaL_checklstring(L, 1, &len);
    json **tree = lua_newuserdatauv(L, sizeof *tree, 0);
    *tree = NULL;
    if (luaL_newmetatable(L, "bylina.json")) {
        lua_pushcfunction(L, free_tree);
        lua_setfield(L, -2, "__gc");
    }
    lua_setmetatable(L, -2);
    if (json_parse(text, len, tree, &err)) {
        lua_pushnil(L);
        lua_pushstring(L, err.text);
        return 2;
    }
    push_value(L, *tree);
    json_free(*tree);
    *tree = NULL;
    return 1;
}

static const luaL_Reg FUNCTIONS[] = {
    {"encode", l_encode},
    {"decode", l_decode},
    {NULL, NULL},
};

void bind_json(lua_State *L)
{
    luaL_newlib(L, FUNCTIONS);
}
