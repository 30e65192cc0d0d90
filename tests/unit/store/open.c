/* Opening: what is refused, and in which words. */
#include "check.h"
#include "harness.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void refused(struct world *world, const char *url, int code, const char *words)
{
    struct err err = {0};
    struct store *store = NULL;
    assert_int_equal(store_open(world->loop, url, &store, &err), code);
    assert_null(store);
    if (!strstr(err.text, words))
        fail_msg("\"%s\" is not in: %s", words, err.text);
}

/* An address of a file beside the world's own; it is removed when `text` is NULL. */
static const char *beside(struct world *world, const char *text)
{
    static char url[192];
    snprintf(url, sizeof(url), "sqlite:%s/other.db", world->folder);
    const char *path = url + strlen("sqlite:");
    if (!text) {
        char lock[200];
        snprintf(lock, sizeof(lock), "%s.lock", path);
        unlink(path);
        unlink(lock);
        return url;
    }
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    close(fd);
    return url;
}

static void test_second_engine(void **state)
{
    struct world *world = *state;
    char process[32];
    snprintf(process, sizeof(process), "process %ld", (long)getpid());
    refused(world, world->url, ERR_EXISTS, "another engine");
    refused(world, world->url, ERR_EXISTS, process);
    refused(world, world->url, ERR_EXISTS, "world.db.lock");
    put(world, "a", "1"); /* the first one goes on */
    world_reopen(world);  /* and gives the lock back */
}

static void test_not_a_database(void **state)
{
    struct world *world = *state;
    const char *text = "Once upon a time there was a file that was much longer than the head of a "
                       "database, and was none, as everybody could see who looked at it closely.";
    refused(world, beside(world, text), ERR_CORRUPT, "not an SQLite database");
    refused(world, beside(world, text), ERR_CORRUPT, "other.db");
    beside(world, NULL);
}

static void test_database_of_another_program(void **state)
{
    struct world *world = *state;
    const char *url = beside(world, "");
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(url + strlen("sqlite:"), &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "CREATE TABLE recipes (x)", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    refused(world, url, ERR_REFUSED, "another program");
    beside(world, NULL);
}

static void test_newer_database(void **state)
{
    struct world *world = *state;
    sqlite3 *db = NULL;
    store_close(world->store);
    assert_int_equal(sqlite3_open(world->path, &db), SQLITE_OK);
    sqlite3_exec(db,
                 "INSERT INTO migrations (number, name, checksum, applied_ms)"
                 " VALUES (9000, '9000_future.sql', '', 0)",
                 NULL, NULL, NULL);
    refused(world, world->url, ERR_REFUSED, "newer than this program");
    refused(world, world->url, ERR_REFUSED, "9000_future.sql");
    sqlite3_exec(db, "DELETE FROM migrations WHERE number = 9000", NULL, NULL, NULL);
    sqlite3_close(db);
    assert_int_equal(store_open(world->loop, world->url, &world->store, NULL), 0);
}

static void test_bad_places(void **state)
{
    struct world *world = *state;
    char url[160];
    refused(world, "sqlite:", ERR_INVALID, "sqlite:PATH");
    refused(world, "sqlite::memory:", ERR_INVALID, "plain file");
    refused(world, "sqlite://world.db", ERR_INVALID, "sqlite:world.db");
    snprintf(url, sizeof(url), "sqlite:%s/none/a.db", world->folder);
    refused(world, url, ERR_NOT_FOUND, "folder does not exist");
    snprintf(url, sizeof(url), "sqlite:%s/a.db", world->path); /* below a file */
    refused(world, url, ERR_NOT_FOUND, "folder does not exist");
    snprintf(url, sizeof(url), "sqlite:%s/", world->folder);
    refused(world, url, ERR_INVALID, "of a file");
}

/* As a user whom the folder's rights bind: root would be let in. */
static _Noreturn void open_as_nobody(const char *url)
{
    struct store *store = NULL;
    struct err err = {0};
    struct loop *loop = loop_new();
    if (geteuid() == 0 && (setgid(65534) || setuid(65534)))
        _exit(3);
    int r = store_open(loop, url, &store, &err);
    _exit(r == ERR_REFUSED && strstr(err.text, "may not be written") ? 0 : 1);
}

static void test_folder_without_rights(void **state)
{
    struct world *world = *state;
    const char *url = beside(world, "");
    int status = -1;
    assert_int_equal(chmod(world->folder, 0555), 0);
    pid_t child = fork();
    if (!child)
        open_as_nobody(url);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(chmod(world->folder, 0755), 0);
    assert_int_equal(status, 0);
    beside(world, NULL);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_set_up, world_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_second_engine),
        TEST(test_not_a_database),
        TEST(test_database_of_another_program),
        TEST(test_newer_database),
        TEST(test_bad_places),
        TEST(test_folder_without_rights),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
