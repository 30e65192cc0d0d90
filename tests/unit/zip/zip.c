/* zip/zip.h: what is in an archive, and every archive that is refused. The archives are written
 * here, by libarchive and, where it would not write them, by hand. */
#include "zip/zip.h"

#include <archive.h>
#include <archive_entry.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct made {
    struct archive *archive;
    char *data;
    size_t size;
    size_t used;
};

static void begin(struct made *made)
{
    made->size = 32u << 20;
    made->data = malloc(made->size);
    made->archive = archive_write_new();
    archive_write_set_format_zip(made->archive);
    assert_int_equal(archive_write_open_memory(made->archive, made->data, made->size, &made->used),
                     ARCHIVE_OK);
}

static void put(struct made *made, const char *path, const void *data, size_t size, int type)
{
    struct archive_entry *entry = archive_entry_new();
    archive_entry_set_pathname(entry, path);
    archive_entry_set_filetype(entry, (unsigned)type);
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_size(entry, (la_int64_t)size);
    if (type == AE_IFLNK)
        archive_entry_set_symlink(entry, data);
    assert_int_equal(archive_write_header(made->archive, entry), ARCHIVE_OK);
    if (type == AE_IFREG)
        assert_int_equal(archive_write_data(made->archive, data, size), (la_ssize_t)size);
    archive_entry_free(entry);
}

static void put_text(struct made *made, const char *path, const char *text)
{
    put(made, path, text, strlen(text), AE_IFREG);
}

static void end(struct made *made)
{
    archive_write_free(made->archive);
}

struct seen {
    char text[512];
    size_t files;
};

static int on_file(void *ctx, const char *path, const char *data, size_t size, struct err *err)
{
    struct seen *seen = ctx;
    size_t len = strlen(seen->text);
    assert_int_equal(strlen(data), size); /* here they are all texts */
    snprintf(seen->text + len, sizeof(seen->text) - len, "%s=%.20s;", path, data);
    seen->files++;
    return strcmp(path, "stop") == 0 ? err_set(err, ERR_REFUSED, "enough") : 0;
}

static struct seen read_whole(const struct made *made)
{
    struct seen seen = {0};
    struct err err = {0};
    if (zip_read(made->data, made->used, on_file, &seen, &err))
        fail_msg("%s", err.text);
    return seen;
}

static void refuses(struct made *made, int code, const char *words)
{
    struct seen seen = {0};
    struct err err = {0};
    end(made);
    assert_int_equal(zip_read(made->data, made->used, on_file, &seen, &err), code);
    if (!strstr(err.text, words))
        fail_msg("%s is not in: %s", words, err.text);
    free(made->data);
}

static void its_files_are_told(void **state)
{
    (void)state;
    struct made made = {0};
    begin(&made);
    put(&made, "game/", "", 0, AE_IFDIR);
    put_text(&made, "game/scripts/init.lua", "return 1");
    put_text(&made, "game/empty.txt", "");
    put_text(&made, "game/имя.lua", "return 2");
    end(&made);
    struct seen seen = read_whole(&made);
    assert_string_equal(seen.text,
                        "game/scripts/init.lua=return 1;game/empty.txt=;game/имя.lua=return 2;");
    free(made.data);
}

static void who_takes_them_may_stop(void **state)
{
    (void)state;
    struct made made = {0};
    begin(&made);
    put_text(&made, "stop", "1");
    put_text(&made, "more", "2");
    refuses(&made, ERR_REFUSED, "enough");
}

static void paths_that_lead_outside(void **state)
{
    (void)state;
    static const char *const PATHS[] = {
        "../etc/passwd", "scripts/../../x.lua", "/etc/passwd",        "scripts//x.lua",
        "./x.lua",       "a/./x.lua",           "scripts\\..\\x.lua", "C:/x.lua",
        "a/.."};
    for (size_t i = 0; i < sizeof(PATHS) / sizeof(*PATHS); i++) {
        struct made made = {0};
        begin(&made);
        put_text(&made, "good.lua", "1");
        put_text(&made, PATHS[i], "2");
        refuses(&made, ERR_INVALID, "a path that leads out");
    }
}

static void links(void **state)
{
    (void)state;
    struct made made = {0};
    begin(&made);
    put(&made, "scripts/passwd.lua", "/etc/passwd", 0, AE_IFLNK);
    refuses(&made, ERR_INVALID, "scripts/passwd.lua: a link");
}

static void bombs(void **state)
{
    (void)state;
    struct made made = {0};
    unsigned chance = 7;
    char *zeros = calloc(1, ZIP_FILE_MAX + 1);
    memset(zeros, 'x', ZIP_FILE_MAX + 1);
    begin(&made);
    put(&made, "bomb.lua", zeros, ZIP_FILE_MAX / 2, AE_IFREG);
    refuses(&made, ERR_LIMIT, "100 times its size");
    begin(&made);
    for (size_t i = 0; i < ZIP_FILE_MAX; i++) /* what cannot be packed much */
        zeros[i] = (char)('!' + (chance = chance * 1103515245u + 12345u) / 65536 % 90);
    put(&made, "big.lua", zeros, ZIP_FILE_MAX + 1, AE_IFREG);
    refuses(&made, ERR_LIMIT, "big.lua: over 8 MiB");
    free(zeros);
}

static void too_many_files(void **state)
{
    (void)state;
    struct made made = {0};
    char path[32];
    begin(&made);
    for (int i = 0; i <= ZIP_FILES_MAX; i++) {
        snprintf(path, sizeof(path), "%d", i);
        put_text(&made, path, "");
    }
    refuses(&made, ERR_LIMIT, "more than 20000 entries");
}

static void what_is_no_archive(void **state)
{
    (void)state;
    struct seen seen = {0};
    struct err err = {0};
    struct made made = {0};
    assert_int_equal(zip_read("", 0, on_file, &seen, &err), ERR_INVALID);
    assert_int_equal(zip_read("PK nothing", 10, on_file, &seen, &err), ERR_INVALID);
    begin(&made);
    put_text(&made, "a.lua", "return 1 return 1 return 1 return 1");
    put_text(&made, "b.lua", "return 2");
    end(&made);
    for (size_t len = 0; len < made.used; len++) /* cut anywhere, and with any byte turned */
        zip_read(made.data, len, on_file, &(struct seen){0}, &err);
    for (size_t at = 0; at < made.used; at++) {
        made.data[at] = (char)~made.data[at];
        zip_read(made.data, made.used, on_file, &(struct seen){0}, &err);
        made.data[at] = (char)~made.data[at];
    }
    free(made.data);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(its_files_are_told),
        cmocka_unit_test(who_takes_them_may_stop),
        cmocka_unit_test(paths_that_lead_outside),
        cmocka_unit_test(links),
        cmocka_unit_test(bombs),
        cmocka_unit_test(too_many_files),
        cmocka_unit_test(what_is_no_archive),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
