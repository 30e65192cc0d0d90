/* Does a function assign to a variable that outlives it? Such a variable would carry state from one
 * turn to the next, past documents, and no two runs of a turn would be alike.
 *
 * Lua keeps those variables as upvalues, and tells nobody who writes them; but its code does. So
 * the function is dumped as Lua's own binary chunk and its instructions are read for SETUPVAL, in
 * it and in the functions inside it, whose upvalues may be its own. The form of a chunk is that of
 * Lua 5.4 (lundump.c); a chunk of any other form, or one that is cut, is one that nothing is known
 * of.
 *
 *     function  source, lines, ..., code, constants, upvalues {in stack, index, kind}, functions,
 *               debug information: line of each instruction, ... */
#include "script/inner.h"

#include "base/buf.h"

#include <string.h>

#define CHUNK_MAX        (8u << 20)
#define FORM             "\x1bLua\x54\x00\x19\x93\r\n\x1a\n\x04\x08\x08"
#define NUMBERS          16 /* bytes of the two numbers behind that */
#define OPCODE(code)     ((code)&0x7f)
#define ARGUMENT_B(code) (((code) >> 16) & 0xff)
#define SETUPVAL         10
#define DEPTH_MAX        100 /* functions in functions: LUAI_MAXCCALLS is 200 */
#define ABSOLUTE         (-0x80)

enum { NUMBER_FLOAT = 0x13, NUMBER_WHOLE = 0x03, TEXT_SHORT = 0x04, TEXT_LONG = 0x14 };

struct chunk {
    const unsigned char *at;
    const unsigned char *end;
    bool cut;
};

/* What an upvalue of a function is, seen from the function that was asked about: its number there,
 * or -1 for a variable that ends with a turn. */
struct scope {
    const struct scope *outer;
    const unsigned char *upvalues;
    size_t count;
};

struct found {
    int upvalue; /* -1: nothing */
    int line;
};

static size_t read_byte(struct chunk *chunk)
{
    if (chunk->at == chunk->end) {
        chunk->cut = true;
        return 0;
    }
    return *chunk->at++;
}

static const unsigned char *skip(struct chunk *chunk, size_t bytes)
{
    const unsigned char *at = chunk->at;
    if (bytes > (size_t)(chunk->end - at)) {
        chunk->cut = true;
        chunk->at = chunk->end;
        return NULL;
    }
    chunk->at += bytes;
    return at;
}

static size_t read_size(struct chunk *chunk)
{
    size_t value = 0, byte;
    do {
        byte = read_byte(chunk);
        value = value << 7 | (byte & 0x7f);
    } while (!(byte & 0x80) && !chunk->cut && value < CHUNK_MAX);
    return value;
}

static void skip_text(struct chunk *chunk)
{
    size_t size = read_size(chunk);
    if (size)
        skip(chunk, size - 1);
}

static void skip_constants(struct chunk *chunk)
{
    for (size_t left = read_size(chunk); left && !chunk->cut; left--) {
        size_t kind = read_byte(chunk);
        if (kind == NUMBER_FLOAT || kind == NUMBER_WHOLE)
            skip(chunk, 8);
        else if (kind == TEXT_SHORT || kind == TEXT_LONG)
            skip_text(chunk);
    }
}

/* The upvalue of the asked function that this one is; -1: none. */
static int resolve(const struct scope *scope, size_t index)
{
    while (scope->outer) {
        if (index >= scope->count || scope->upvalues[index * 3]) /* a variable of the outer one */
            return -1;
        index = scope->upvalues[index * 3 + 1];
        scope = scope->outer;
    }
    return (int)index;
}

static int find_set(const struct scope *scope, const unsigned char *code, size_t count,
                    size_t *ret_at)
{
    for (size_t i = 0; i < count; i++) {
        uint32_t one;
        memcpy(&one, code + i * sizeof(one), sizeof(one));
        int upvalue = OPCODE(one) == SETUPVAL ? resolve(scope, ARGUMENT_B(one)) : -1;
        if (upvalue >= 0) {
            *ret_at = i;
            return upvalue;
        }
    }
    return -1;
}

/* The debug information; the line of instruction `at`. */
static int read_lines(struct chunk *chunk, int first_line, size_t at)
{
    size_t count = read_size(chunk);
    const unsigned char *steps = skip(chunk, count);
    int line = first_line;
    size_t next = 0;
    for (size_t left = read_size(chunk); left && !chunk->cut; left--) {
        size_t pc = read_size(chunk);
        int absolute = (int)read_size(chunk);
        if (pc <= at) {
            line = absolute;
            next = pc + 1;
        }
    }
    for (; steps && next <= at && next < count; next++)
        line += (signed char)steps[next] == ABSOLUTE ? 0 : (signed char)steps[next];
    for (size_t left = read_size(chunk); left && !chunk->cut; left--) { /* local variables */
        skip_text(chunk);
        read_size(chunk);
        read_size(chunk);
    }
    for (size_t left = read_size(chunk); left && !chunk->cut; left--)
        skip_text(chunk); /* names of upvalues */
    return line;
}

static void read_function(struct chunk *chunk, const struct scope *outer, int depth,
                          struct found *found)
{
    if (depth > DEPTH_MAX)
        chunk->cut = true;
    skip_text(chunk);
    int first_line = (int)read_size(chunk);
    read_size(chunk);
    skip(chunk, 3); /* parameters, is it vararg, stack */
    size_t count = read_size(chunk);
    const unsigned char *code = skip(chunk, count * sizeof(uint32_t));
    skip_constants(chunk);
    struct scope scope = {.outer = outer, .count = read_size(chunk)};
    scope.upvalues = skip(chunk, scope.count * 3);
    if (chunk->cut)
        return;
    size_t at = 0;
    int upvalue = found->upvalue < 0 ? find_set(&scope, code, count, &at) : -1;
    for (size_t left = read_size(chunk); left && !chunk->cut; left--)
        read_function(chunk, &scope, depth + 1, found);
    int line = read_lines(chunk, first_line, at);
    if (upvalue >= 0)
        *found = (struct found){upvalue, line};
}

static int on_piece(lua_State *L, const void *piece, size_t size, void *ctx)
{
    (void)L;
    struct buf *out = ctx;
    buf_add(out, piece, size);
    return out->full;
}

int script_assigns(lua_State *L, int index, int *ret_line)
{
    struct found found = {.upvalue = -1};
    struct buf dumped;
    buf_init(&dumped, CHUNK_MAX);
    lua_pushvalue(L, index);
    if (lua_dump(L, on_piece, &dumped, 0) == 0) {
        struct chunk chunk = {.at = (const unsigned char *)dumped.data};
        chunk.end = chunk.at + dumped.len;
        const unsigned char *form = skip(&chunk, sizeof(FORM) - 1);
        bool known = form && memcmp(form, FORM, sizeof(FORM) - 1) == 0;
        skip(&chunk, NUMBERS + 1);
        if (known)
            read_function(&chunk, NULL, 0, &found);
        if (!known || chunk.cut)
            found.upvalue = -1;
    }
    lua_pop(L, 1);
    buf_done(&dumped);
    *ret_line = found.line;
    return found.upvalue + 1;
}
