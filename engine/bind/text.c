/* text: UTF-8 for the engine's Lua half.
 *
 * Case is simple (one letter to one letter, Unicode 15) for the scripts that games here are written
 * in: Latin-1, Latin Extended-A, Greek and Cyrillic; other letters stay as they are. Width is what
 * a label takes on a phone, in columns of a digit: East Asian wide letters and emoji count twice,
 * combining marks and joiners not at all. */
#include "bind/modules.h"

#include "base/buf.h"
#include "base/rng.h"
#include "base/str.h"
#include "script/state.h"

#include <lauxlib.h>
#include <string.h>

#define LONG_TEXT      1024 /* bytes; shorter ones cost nothing */
#define BYTES_PER_WORK 8

/* Capitals and the way to their small letters. Step 2: capital and small letter in turns. */
struct letters {
    int32_t from, to;
    int32_t step;
    int32_t away;
};

static const struct letters LETTERS[] = {
    {0x41, 0x5A, 1, 32},   {0xC0, 0xD6, 1, 32},
    {0xD8, 0xDE, 1, 32},   {0x100, 0x12F, 2, 1},
    {0x132, 0x137, 2, 1},  {0x139, 0x148, 2, 1},
    {0x14A, 0x177, 2, 1},  {0x178, 0x178, 1, -121},
    {0x179, 0x17E, 2, 1},  {0x370, 0x373, 2, 1},
    {0x376, 0x377, 2, 1},  {0x386, 0x386, 1, 38},
    {0x388, 0x38A, 1, 37}, {0x38C, 0x38C, 1, 64},
    {0x38E, 0x38F, 1, 63}, {0x391, 0x3A1, 1, 32},
    {0x3A3, 0x3AB, 1, 32}, {0x3D8, 0x3EF, 2, 1},
    {0x400, 0x40F, 1, 80}, {0x410, 0x42F, 1, 32},
    {0x460, 0x481, 2, 1},  {0x48A, 0x4BF, 2, 1},
    {0x4C0, 0x4C0, 1, 15}, {0x4C1, 0x4CE, 2, 1},
    {0x4D0, 0x52F, 2, 1},  {0x130, 0x130, 1, 'i' - 0x130},
};
#define LETTERS_COUNT (sizeof(LETTERS) / sizeof(*LETTERS))

/* Small letters whose capital is another's, too. */
static const int32_t BORROWED[][2] = {
    {0xB5, 0x39C}, {0x131, 'I'}, {0x17F, 'S'}, {0x3C2, 0x3A3}, {'i', 'I'}};

static int32_t lower(int32_t c)
{
    for (size_t i = 0; i < LETTERS_COUNT; i++) {
        const struct letters *row = &LETTERS[i];
        if (c >= row->from && c <= row->to)
            return (c - row->from) % row->step == 0 ? c + row->away : c;
    }
    return c;
}

static int32_t upper(int32_t c)
{
    for (size_t i = 0; i < sizeof(BORROWED) / sizeof(*BORROWED); i++)
        if (c == BORROWED[i][0])
            return BORROWED[i][1];
    for (size_t i = 0; i < LETTERS_COUNT; i++) {
        const struct letters *row = &LETTERS[i];
        int32_t capital = c - row->away;
        if (capital >= row->from && capital <= row->to && (capital - row->from) % row->step == 0)
            return capital;
    }
    return c;
}

/* The first argument, paid for. */
static const char *text_of(lua_State *L, size_t *ret_len)
{
    const char *text = luaL_checklstring(L, 1, ret_len);
    if (*ret_len > LONG_TEXT)
        script_charge(L, (int64_t)*ret_len / BYTES_PER_WORK);
    return text;
}

static int map_case(lua_State *L, int32_t (*map)(int32_t))
{
    size_t len;
    size_t at = 0;
    luaL_Buffer out;
    char bytes[4];
    const char *text = text_of(L, &len);

    luaL_buffinit(L, &out);
    while (at < len) {
        size_t from = at;
        int32_t c = utf8_next(text, len, &at);
        if (c < 0)
            luaL_addlstring(&out, text + from, at - from);
        else
            luaL_addlstring(&out, bytes, utf8_put(map(c), bytes));
    }
    luaL_pushresult(&out);
    return 1;
}

static int l_lower(lua_State *L)
{
    return map_case(L, lower);
}

static int l_upper(lua_State *L)
{
    return map_case(L, upper);
}

static int l_length(lua_State *L)
{
    size_t len;
    const char *text = text_of(L, &len);
    lua_pushinteger(L, (lua_Integer)utf8_count(text, len));
    return 1;
}

static const char *entity(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    default:
        return NULL;
    }
}

static int l_escape(lua_State *L)
{
    size_t len;
    luaL_Buffer out;
    const char *text = text_of(L, &len);

    if (strcspn(text, "&<>\"") == len) {
        lua_settop(L, 1);
        return 1;
    }
    luaL_buffinit(L, &out);
    for (size_t i = 0; i < len; i++) {
        const char *name = entity(text[i]);
        if (name)
            luaL_addstring(&out, name);
        else
            luaL_addchar(&out, text[i]);
    }
    luaL_pushresult(&out);
    return 1;
}

static int l_valid(lua_State *L)
{
    size_t len;
    const char *text = text_of(L, &len);
    lua_pushboolean(L, utf8_valid(text, len));
    return 1;
}

static bool is_within(int32_t c, const int32_t (*ranges)[2], size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (c >= ranges[i][0] && c <= ranges[i][1])
            return true;
    return false;
}

#define JOINER 0x200D

/* Marks that stand on or change the letter before: accents, variants, keycaps, skins, tags. */
static const int32_t NONE[][2] = {{0x300, 0x36F},   {0x200B, 0x200F},   {0x20D0, 0x20FF},
                                  {0xFE00, 0xFE0F}, {0x1F3FB, 0x1F3FF}, {0xE0020, 0xE007F}};

static const int32_t WIDE[][2] =
    {
        {0x1100, 0x115F},   {0x231A, 0x231B},  {0x23E9, 0x23F3}, {0x23F8, 0x23FA},
        {0x25FD, 0x25FE},   {0x2600, 0x27BF},  {0x2B1B, 0x2B1C}, {0x2B50, 0x2B50},
        {0x2B55, 0x2B55},   {0x2E80, 0xA4CF},  {0xAC00, 0xD7A3}, {0xF900, 0xFAFF},
        {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},  {0xFFE0, 0xFFE6}, {0x1F000, 0x1F1E5},
        {0x1F200, 0x1FAFF}, {0x20000, 0x3FFFD}}; /* flags are two letters of one column each */

static int columns(int32_t c)
{
    if (c < 0 || is_within(c, NONE, sizeof(NONE) / sizeof(*NONE)))
        return 0;
    return c >= WIDE[0][0] && is_within(c, WIDE, sizeof(WIDE) / sizeof(*WIDE)) ? 2 : 1;
}

/* What a joiner joins is drawn as one. */
static int l_width(lua_State *L)
{
    size_t len;
    size_t at = 0;
    lua_Integer width = 0;
    int32_t before = 0;
    const char *text = text_of(L, &len);
    while (at < len) {
        int32_t c = utf8_next(text, len, &at);
        width += before == JOINER ? 0 : columns(c);
        before = c;
    }
    lua_pushinteger(L, width);
    return 1;
}

static int l_trim(lua_State *L)
{
    size_t len;
    const char *text = text_of(L, &len);
    size_t from = strspn(text, " \t\r\n");
    while (len > from && memchr(" \t\r\n", text[len - 1], 4))
        len--;
    lua_pushlstring(L, text + from, len - from);
    return 1;
}

/* 16 digits: to know a text again, no secret. */
static int l_hash(lua_State *L)
{
    static const uint8_t key[16] = {0};
    size_t len;
    char digits[16];
    const char *source = text_of(L, &len);
    uint64_t left = hash_keyed(key, source, len);
    for (size_t at = sizeof(digits); at > 0; left >>= 4)
        digits[--at] = "0123456789abcdef"[left & 15];
    lua_pushlstring(L, digits, sizeof(digits));
    return 1;
}

static const luaL_Reg FUNCTIONS[] = {
    {"lower", l_lower},   {"upper", l_upper}, {"length", l_length},
    {"escape", l_escape}, {"valid", l_valid}, {"width", l_width},
    {"trim", l_trim},     {"hash", l_hash},   {NULL, NULL},
};

void bind_text(lua_State *L)
{
    luaL_newlib(L, FUNCTIONS);
}
