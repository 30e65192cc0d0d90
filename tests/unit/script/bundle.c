/* script/bundle.h: the files of a game as a value: packed and back, refused where they are none. */
#include "check.h"

#include "script/bundle.h"

static struct bundle *two_files(void)
{
    struct bundle *bundle = bundle_new();
    assert_int_equal(bundle_add(bundle, "scripts/scenes/yard.lua", "return\n1", 8, NULL), 0);
    assert_int_equal(bundle_add(bundle, "content/locales/ru/a.lua", "", 0, NULL), 0);
    assert_int_equal(bundle_add(bundle, "scripts/init.lua", "\xEF\xBB\xBFreturn 2", 11, NULL), 0);
    assert_int_equal(bundle_seal(bundle, NULL), 0);
    return bundle;
}

static void a_packed_one_is_the_same(void **state)
{
    (void)state;
    struct bundle *bundle = two_files(), *back = NULL;
    struct buf packed;
    buf_init(&packed, BUNDLE_PACKED_MAX);
    assert_int_equal(bundle_pack(bundle, &packed), 0);
    assert_int_equal(bundle_unpack(packed.data, packed.len, &back, NULL), 0);
    assert_string_equal(bundle_hash(back), bundle_hash(bundle));
    const struct files *scripts = bundle_scripts(back);
    assert_int_equal(scripts->count, 2);
    assert_string_equal(scripts->list[0].path, "init.lua");
    assert_string_equal(scripts->list[0].text, "return 2"); /* without the byte order mark */
    assert_string_equal(scripts->list[1].text, "return\n1");
    assert_int_equal(bundle_content(back)->list[0].size, 0);
    bundle_release(back);
    for (size_t len = 0; len < packed.len; len++) /* cut anywhere it is refused, never half taken */
        assert_int_equal(bundle_unpack(packed.data, len, &back, NULL), ERR_CORRUPT);
    buf_done(&packed);
    bundle_release(bundle);
}

static void refuses(const char *path, const char *text, size_t size, const char *words)
{
    struct bundle *bundle = bundle_new();
    struct err err = {0};
    if (bundle_add(bundle, path, text, size, &err) == 0)
        fail_msg("%s was taken", path);
    if (!strstr(err.text, words))
        fail_msg("%s: %s", path, err.text);
    bundle_release(bundle);
}

static void what_is_no_file_of_a_game_is_refused(void **state)
{
    (void)state;
    char *big = calloc(1, SCRIPT_FILE_MAX + 2);
    memset(big, 'x', SCRIPT_FILE_MAX + 1);
    refuses("other/a.lua", "", 0, "not below scripts/ or content/");
    refuses("scripts", "", 0, "not below");
    refuses("scripts/", "", 0, "path");
    refuses("scripts/../a.lua", "", 0, "path");
    refuses("scripts/a/../../b.lua", "", 0, "path");
    refuses("scripts//etc/a.lua", "", 0, "path");
    refuses("scripts/.git/a.lua", "", 0, "path");
    refuses("scripts/a\nb.lua", "", 0, "path");
    refuses("scripts/a.lua", "one\n\0two", 8, "scripts/a.lua:2");
    refuses("scripts/a.lua", "\xff", 1, "UTF-8");
    refuses("scripts/a.lua", big, SCRIPT_FILE_MAX + 1, "split the file");
    free(big);
}

static void two_of_one_path_are_refused(void **state)
{
    (void)state;
    struct bundle *bundle = bundle_new();
    struct err err = {0};
    assert_int_equal(bundle_add(bundle, "scripts/a.lua", "1", 1, NULL), 0);
    assert_int_equal(bundle_add(bundle, "scripts/a.lua", "2", 1, NULL), 0);
    assert_int_equal(bundle_seal(bundle, &err), ERR_INVALID);
    assert_non_null(strstr(err.text, "scripts/a.lua: it is there twice"));
    bundle_release(bundle);
}

static void a_generation_is_built_of_one(void **state)
{
    (void)state;
    static const char BOOT[] = "local import = ... local sources = import('test').sources()\n"
                               "return { read = function(path) return sources.scripts[path] end }";
    const struct embedded files[] = {{"boot.lua", (const unsigned char *)BOOT, sizeof(BOOT) - 1},
                                     {NULL, NULL, 0}};
    struct bundle *bundle = two_files();
    struct generation_config config = {
        .bundle = bundle, .scripts_dir = "/nowhere", .engine_lua = files, .open = test_open};
    struct generation *generation = NULL;
    char *text = NULL;
    assert_int_equal(generation_new(&config, &generation, NULL), 0);
    assert_string_equal(generation_hash(generation), bundle_hash(bundle));
    assert_ptr_equal(generation_bundle(generation), bundle);
    bundle_release(bundle); /* the generation holds it */
    assert_int_equal(generation_call(generation, "read", "init.lua", &text, NULL), 0);
    assert_string_equal(text, "return 2");
    free(text);
    assert_true(generation_alone(generation));
    generation_release(generation);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_packed_one_is_the_same),
        cmocka_unit_test(what_is_no_file_of_a_game_is_refused),
        cmocka_unit_test(two_of_one_path_are_refused),
        cmocka_unit_test(a_generation_is_built_of_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
