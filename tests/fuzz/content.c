/* Content files of arbitrary text, loaded by the engine's Lua half into one generation after
 * another game. The input's first byte says which file of a sound game it replaces; what follows is
 * its source. It must load, or fail with one error that names the file and no line of the engine,
 * within the budgets: never crash, hang or eat memory.
 *
 * script/files.c lets no broken UTF-8 and no control character through, so neither does this. A
 * generation is not made anew each time; its boot.lua is this file's, and loads a game for a call.
 */
#include "fuzz.h"

#include "base/buf.h"
#include "base/embedded.h"
#include "base/str.h"
#include "bind/bind.h"
#include "script/script.h"

#define ENGINE_FILES_MAX 256

static const char boot[] =
    "local import = ...\n"
    "local game, json = import 'game', import 'json'\n"
    "local content = {\n"
    "  ['things.lua'] = 'return { axe = { about = \"home.text\", kind = \"a\" } }',\n"
    "  ['schemas/things.lua'] = 'return { about = { type = \"key\" }, n = { type = \"integer\", '\n"
    "    .. 'min = 0, max = 9, default = 1 }, kind = { type = \"one_of\", of = { \"a\", \"b\" } }, "
    "'\n"
    "    .. 'near = { type = \"list\", of = { type = \"ref\", of = \"things\" }, default = {} } "
    "}',\n"
    "  ['documents/player.lua'] = 'return { fields = { bag = { type = \"map\", default = {} } } "
    "}',\n"
    "  ['locales/ru/home.lua'] = 'return { text = \"Дом\", wait = \"Ждать\" }',\n"
    "  ['locales/en/home.lua'] = 'return { text = \"Home\", wait = \"Wait\" }',\n"
    "}\n"
    "local scripts = { ['init.lua'] = 'return { start = \"home\", home = \"home\" }',\n"
    "  ['scenes/home.lua'] = 'return scene \"home\" { { id = \"wait\" } }' }\n"
    "return { load = function(argument)\n"
    "  local path, source = argument:match '^(%S+) (.*)$'\n"
    "  local files = {}\n"
    "  for name, text in next, content do files[name] = text end\n"
    "  files[path] = source\n"
    "  game.load { scripts = scripts, content = files }\n"
    "  return ''\n"
    "end }\n";

static const char *const paths[] = {
    "things.lua", "schemas/things.lua", "documents/player.lua", "documents/lot.lua",
    "events.lua", "renamed.lua",        "locales/en/extra.lua", "limits.lua",
};
#define PATHS (sizeof(paths) / sizeof(paths[0]))

static const char *const words[] = {
    "axe",  "about", "kind",  "near",   "type", "of",     "min", "max",    "default",
    "id",   "index", "board", "fields", "live", "always", "bag", "scenes", "home",
    "text", "wait",  "one",   "other",  "n",    "timers", "lot", "things", "a",
};
static const char *const values[] = {
    "\"text\"",
    "\"integer\"",
    "\"number\"",
    "\"boolean\"",
    "\"one_of\"",
    "\"list\"",
    "\"map\"",
    "\"ref\"",
    "\"key\"",
    "\"player\"",
    "\"duration\"",
    "\"home.text\"",
    "\"things\"",
    "\"axe\"",
    "\"8h\"",
    "\"{n} {\"",
    "\"\"",
    "true",
    "false",
    "5",
    "-1",
    "0.5",
    "1/0",
    "math.mininteger",
    "print",
    "function() end",
    "t",
    "(\"x\"):rep(300)",
    "0/0",
    "\"{n|one|other}\"",
};

struct choices {
    const uint8_t *at;
    size_t left;
};

static uint8_t choose(struct choices *choices, size_t among)
{
    if (choices->left == 0)
        return 0;
    choices->left--;
    return (uint8_t)(*choices->at++ % among);
}

#define PICK(choices, list) (list)[choose(choices, sizeof(list) / sizeof((list)[0]))]

/* A table of up to 7 entries, each a value or a table again. */
static void make_table(struct choices *choices, struct buf *out, int depth)
{
    int entries = choose(choices, 8);
    buf_adds(out, "{");
    for (int i = 0; i < entries && choices->left; i++) {
        switch (choose(choices, 8)) {
        case 0: /* a place in a list */
            break;
        case 1:
            buf_addf(out, "[%s] = ", PICK(choices, values));
            break;
        default:
            buf_addf(out, "[\"%s\"] = ", PICK(choices, words));
        }
        if (depth > 0 && choose(choices, 2))
            make_table(choices, out, depth - 1);
        else
            buf_adds(out, PICK(choices, values));
        buf_adds(out, ", ");
    }
    buf_adds(out, "}");
}

static char *made(const uint8_t *data, size_t size)
{
    struct choices choices = {data, size};
    struct buf out;

    buf_init(&out, 1u << 20);
    buf_adds(&out, "local t = ");
    make_table(&choices, &out, 3);
    buf_adds(&out, choose(&choices, 16) == 1 ? " t.axe = t" : "");
    buf_adds(&out, " return t");
    return buf_detach(&out, NULL);
}

static struct generation *generation_open(void)
{
    static struct bind_host host = {.everyone_owner = true, .version = "fuzz"};
    static struct embedded files[ENGINE_FILES_MAX] = {
        {"boot.lua", (const unsigned char *)boot, sizeof(boot) - 1}};
    static struct generation *generation;
    struct err err = {0};

    if (generation)
        return generation;
    for (size_t i = 0; lua_files[i].path; i++) {
        FUZZ_CHECK(i + 2 < ENGINE_FILES_MAX, "the engine's Lua half has more files");
        files[i + 1] = lua_files[i];
    }
    struct generation_config config = {
        .engine_lua = files,
        .open = bind_open,
        .ctx = &host,
        .limits = {.load_ms = 500, .memory = 64 << 20},
        .number = 1,
    };
    FUZZ_CHECK(generation_new(&config, &generation, &err) == 0, "%s", err.text);
    return generation;
}

/* In place: what could not stand in a file becomes '?'. */
static void make_text(char *text, size_t len)
{
    for (size_t at = 0; at < len;) {
        size_t from = at;
        int32_t code = utf8_next(text, len, &at);
        if (code <= 0 || (code < ' ' && !strchr("\t\n\v\f\r", code)))
            text[from] = '?';
    }
}

static void check_error(const struct err *err, const char *path, const char *source)
{
    char *file = mem_printf("content/%s", str_starts(path, "schemas/") ? "" : path);
    FUZZ_CHECK(str_starts(err->text, file), "%s is not named: %s\n%s", file, err->text, source);
    /* (libFuzzer learns the words and puts them into a source, which the error may quote.) */
    FUZZ_CHECK(!strstr(err->text, "engine/lua/") || strstr(source, "engine/lua/"),
               "not clear: %s\n%s", err->text, source);
    free(file);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct generation *generation = generation_open();
    struct err err = {0};
    char *result = NULL;

    if (size == 0)
        return 0;
    const char *path = paths[data[0] % PATHS];
    char *source = data[0] < 0x80 ? fuzz_text(data + 1, size - 1) : made(data + 1, size - 1);
    make_text(source, strlen(source));
    char *argument = mem_printf("%s %s", path, source);
    if (generation_call(generation, "load", argument, &result, &err) != 0)
        check_error(&err, path, source);
    free(result);
    free(argument);
    free(source);
    return 0;
}
