/* What a generation is made of: the files, their order and hash, and each refusal with its file and
 * line. */
#include "check.h"

#include "base/mem.h"

#include <ftw.h>
#include <sys/stat.h>
#include <unistd.h>

static const char BOOT[] =
    "local import = ... local test = import 'test' assert(import 'other' == import 'other')\n"
    "local sources = test.sources()\n"
    "for path, source in next, sources.scripts do\n"
    "  if path:find '%.lua$' then test.compile(source, '@scripts/' .. path)() end\n"
    "end\n"
    "return { source = function(path) return sources.scripts[path] or sources.content[path] or '' "
    "end }";

static char folder[] = "/tmp/bylina-files-XXXXXX";

static void put(const char *path, const char *text, size_t len)
{
    char *full = mem_printf("%s/%s", folder, path);
    for (char *slash = strchr(full + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(full, 0700);
        *slash = '/';
    }
    FILE *stream = fopen(full, "w");
    assert_non_null(stream);
    assert_int_equal(fwrite(text, 1, len, stream), len);
    fclose(stream);
    free(full);
}

static void puts_in(const char *path, const char *text)
{
    put(path, text, strlen(text));
}

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *at)
{
    (void)info;
    (void)kind;
    (void)at;
    return remove(path);
}

static int make_folder(void **state)
{
    (void)state;
    memcpy(folder, "/tmp/bylina-files-XXXXXX", sizeof(folder));
    assert_non_null(mkdtemp(folder));
    puts_in("scripts/scenes/yard.lua", "return 1");
    puts_in("scripts/init.lua", "return 1");
    puts_in("content/items.lua", "return {}");
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    return 0;
}

static int load(struct generation **ret_generation, struct err *err)
{
    const struct embedded files[] = {{"boot.lua", (const unsigned char *)BOOT, sizeof(BOOT) - 1},
                                     {"other.lua", (const unsigned char *)"return {}", 9},
                                     {NULL, NULL, 0}};
    char *scripts = mem_printf("%s/scripts", folder), *content = mem_printf("%s/content", folder);
    struct generation_config config = {.scripts_dir = scripts,
                                       .content_dir = content,
                                       .engine_lua = files,
                                       .open = test_open,
                                       .number = 1};
    int code = generation_new(&config, ret_generation, err);
    free(scripts);
    free(content);
    return code;
}

static void refuses(const char *expected)
{
    struct generation *generation = NULL;
    struct err err = {0};
    assert_true(load(&generation, &err) < 0);
    assert_null(generation);
    if (!strstr(err.text, expected))
        fail_msg("should say \"%s\", but: %s", expected, err.text);
}

static void hash_is(char out[17])
{
    struct generation *generation = NULL;
    struct err err = {0};
    if (load(&generation, &err) != 0)
        fail_msg("%s", err.text);
    memcpy(out, generation_hash(generation), 17);
    assert_int_equal(strlen(out), 16);
    generation_release(generation);
}

static void expect_source(const char *path, const char *expected)
{
    struct generation *generation = NULL;
    struct err err = {0};
    char *text = NULL;
    if (load(&generation, &err) != 0 || generation_call(generation, "source", path, &text, &err))
        fail_msg("%s", err.text);
    assert_string_equal(text, expected);
    free(text);
    generation_release(generation);
}

static void reads_folders(void **state)
{
    (void)state;
    puts_in("scripts/tests/day.txt", "> /start");
    put("scripts/mark.lua", "\xEF\xBB\xBFreturn 7", 11);
    puts_in("scripts/.hidden.lua", "(");
    puts_in("scripts/meta/bylina.lua", "(");
    puts_in("scripts/.git/x.lua", "(");
    puts_in("scripts/readme.md", "(");
    puts_in("content/images/yard.png", "\x89PNG");
    expect_source("scenes/yard.lua", "return 1");
    expect_source("items.lua", "return {}");
    expect_source("mark.lua", "return 7");
    expect_source(".hidden.lua", "");
    expect_source("meta/bylina.lua", "");
    expect_source("readme.md", "");
    expect_source("tests/day.txt", "> /start");
}

static void names_file_and_line(void **state)
{
    (void)state;
    puts_in("scripts/scenes/yard.lua", "local a = 1\nlocal b = = 2\n");
    refuses("scripts/scenes/yard.lua:2: unexpected symbol near '='");
    puts_in("scripts/scenes/yard.lua", "local a = 1\n\nerror 'no'\n");
    refuses("scripts/scenes/yard.lua:3: no");
    puts_in("scripts/scenes/yard.lua", "-- one\n-- \xd0\xd0\n");
    refuses("scripts/scenes/yard.lua:2: not UTF-8");
    put("scripts/scenes/yard.lua", "-- one\n--\0\n", 11);
    refuses("scripts/scenes/yard.lua:2: a control character");
    puts_in("scripts/scenes/yard.lua", "\x1bLua");
    refuses("scripts/scenes/yard.lua:1: a control character");
}

static void too_big(void **state)
{
    (void)state;
    char *text = malloc(SCRIPT_FILE_MAX + 1);
    memset(text, ' ', SCRIPT_FILE_MAX + 1);
    put("scripts/big.lua", text, SCRIPT_FILE_MAX);
    char hash[17];
    hash_is(hash);
    put("scripts/big.lua", text, SCRIPT_FILE_MAX + 1);
    refuses("scripts/big.lua: over 1048576 bytes");
    free(text);
}

static void too_deep(void **state)
{
    (void)state;
    puts_in("content/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/deep.lua", "return {}");
    refuses("folders nest too deep");
}

static void links(void **state)
{
    (void)state;
    char *inside = mem_printf("%s/scripts/again.lua", folder);
    char *outside = mem_printf("%s/scripts/out.lua", folder);
    assert_int_equal(symlink("scenes/yard.lua", inside), 0);
    expect_source("again.lua", "return 1");
    puts_in("elsewhere.lua", "return 5");
    assert_int_equal(symlink("../elsewhere.lua", outside), 0);
    refuses("scripts/out.lua: a link that leads out of the folder");
    remove(outside);
    assert_int_equal(symlink("nowhere.lua", outside), 0);
    refuses("scripts/out.lua: No such file");
    remove(outside);
    char *loop = mem_printf("%s/scripts/loop", folder);
    assert_int_equal(symlink(".", loop), 0);
    expect_source("loop/init.lua", ""); /* folders are not followed */
    free(loop);
    free(inside);
    free(outside);
}

static void missing_folders(void **state)
{
    (void)state;
    nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    refuses("scripts: cannot open the folder /tmp/bylina-files-");
    puts_in("scripts", "a file");
    refuses("is no folder");
}

static void the_hash_tells_states_apart(void **state)
{
    (void)state;
    char first[17], again[17], changed[17], renamed[17], moved[17];
    hash_is(first);
    hash_is(again);
    assert_string_equal(first, again);
    puts_in("scripts/init.lua", "return 2");
    hash_is(changed);
    assert_string_not_equal(first, changed);
    puts_in("scripts/init.lua", "return 1");
    char *from = mem_printf("%s/scripts/scenes/yard.lua", folder);
    char *to = mem_printf("%s/scripts/scenes/yarn.lua", folder);
    assert_int_equal(rename(from, to), 0);
    hash_is(renamed);
    assert_string_not_equal(first, renamed);
    free(from);
    from = mem_printf("%s/content/yarn.lua", folder);
    assert_int_equal(rename(to, from), 0);
    hash_is(moved);
    assert_string_not_equal(renamed, moved);
    free(from);
    free(to);
}

static void boot_must_be_right(void **state)
{
    (void)state;
    struct generation *generation = NULL;
    struct err err = {0};
    const struct script_limits limits = {0};
    assert_true(test_try("return 5", limits, &generation, &err) < 0);
    assert_non_null(strstr(err.text, "no table of entries"));
    assert_true(test_try("local import = ... import 'nothing'", limits, &generation, &err) < 0);
    assert_non_null(strstr(err.text, "engine/lua/boot.lua:1: import: there is no module nothing"));
    assert_true(test_try("error { a = 1 }", limits, &generation, &err) < 0);
    assert_non_null(strstr(err.text, "engine/lua/boot.lua:1: error() was given a table"));
    assert_true(test_try("return {", limits, &generation, &err) < 0);
    assert_non_null(strstr(err.text, "engine/lua/boot.lua:1:"));
    assert_true(test_try("local import = ... import 'boot'", limits, &generation, &err) < 0);
    assert_non_null(strstr(err.text, "stack overflow"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(reads_folders, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(names_file_and_line, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(too_big, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(too_deep, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(links, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(missing_folders, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(the_hash_tells_states_apart, make_folder, remove_folder),
        cmocka_unit_test(boot_must_be_right),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
