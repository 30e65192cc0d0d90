/* REDIS_URL: the parts, and what is said of wrong ones. */
#include "cache/redis_url.h"

#include "check.h"

static void reads(const char *text, const char *host, int port, const char *path, const char *user,
                  const char *password, int64_t database)
{
    struct redis_url url;
    struct err err;
    assert_int_equal(redis_url_read(text, &url, &err), 0);
    if (host)
        assert_string_equal(url.host, host);
    else
        assert_null(url.host);
    if (path)
        assert_string_equal(url.path, path);
    else
        assert_int_equal(url.port, port);
    assert_string_equal(url.user, user);
    assert_string_equal(url.password, password);
    assert_int_equal(url.database, database);
    redis_url_done(&url);
}

static void reads_all_parts(void **state)
{
    (void)state;
    reads("redis://localhost", "localhost", 6379, NULL, "", "", 0);
    reads("redis://redis:6380/2", "redis", 6380, NULL, "", "", 2);
    reads("redis://:p%40ss:w%2Ford@h/", "h", 6379, NULL, "", "p@ss:w/ord", 0);
    reads("redis://secret@h:1", "h", 1, NULL, "", "secret", 0);
    reads("redis://me:you@[::1]:6379/15", "::1", 6379, NULL, "me", "you", 15);
    reads("redis://[::1]", "::1", 6379, NULL, "", "", 0);
    reads("unix:/run/redis.sock", NULL, 0, "/run/redis.sock", "", "", 0);
    reads("unix:/a b?db=3&password=x%26y&user=u", NULL, 0, "/a b", "u", "x&y", 3);
    reads("redis://h%", "h%", 6379, NULL, "", "", 0);
}

static void refuses(const char *text, const char *words)
{
    struct redis_url url;
    struct err err;
    assert_int_equal(redis_url_read(text, &url, &err), ERR_INVALID);
    assert_non_null(strstr(err.text, words));
    assert_null(strstr(err.text, "secret"));
    redis_url_done(&url);
}

static void says_what_is_wrong(void **state)
{
    (void)state;
    refuses("localhost:6379", "redis://:password@host:6379/0");
    refuses("rediss://:secret@h", "TLS");
    refuses("redis://:secret@", "host");
    refuses("redis://h:0", "port");
    refuses("redis://h:x", "port");
    refuses("redis://h/x", "database");
    refuses("redis://h/1024", "database");
    refuses("unix:run", "begins with /");
    refuses("unix:/run?dbb=1", "dbb");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_all_parts),
        cmocka_unit_test(says_what_is_wrong),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
