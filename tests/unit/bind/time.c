/* time: the calendar, and zones against the C library's reading of the same files. */
#include "check.h"

#include <time.h>

#define SEED 4711u

static void calendar(void **state)
{
    (void)state;
    test_lua(
        "local function at(s, zone)\n"
        "  local t = time.civil(s, zone)\n"
        "  return ('%d-%02d-%02d %02d:%02d:%02d %d'):format(t.year, t.month, t.day, t.hour, t.min, "
        "t.sec, t.wday)\n"
        "end\n"
        "same(at(0, 'UTC'), '1970-01-01 00:00:00 4') same(at(-1, 'UTC'), '1969-12-31 23:59:59 3')\n"
        "same(at(951782400, 'UTC'), '2000-02-29 00:00:00 2') same(at(-2203891200, 'UTC'), "
        "'1900-03-01 00:00:00 4')\n"
        "same(at(253402300799, 'UTC'), '9999-12-31 23:59:59 5') same(at(0), '1970-01-01 00:00:00 "
        "4')\n"
        "same(at(1767600000, 'Europe/Moscow'), '2026-01-05 11:00:00 1')\n"
        "same(at(1782864000, 'Europe/Berlin'), '2026-07-01 02:00:00 3')\n"
        "same(at(1767600000, 'Asia/Kolkata'), '2026-01-05 13:30:00 1')\n"
        "refuses('no such year', time.civil, 1 << 60, 'UTC') refuses('number expected', "
        "time.civil, 'x')\n"
        "refuses('no integer', time.civil, 1.5)");
}

static void unknown_zones_are_utc(void **state)
{
    (void)state;
    test_lua("for _, zone in ipairs { '', 'Mars/Base', '../../../etc/passwd', '/etc/localtime', "
             "'Europe', 'Europe/',\n"
             "  './UTC', 'Europe/../Europe/Berlin', 'a\\0b', 'zone.tab', ('x'):rep(5000), "
             "'Europe//Berlin', 'tzdata.zi' } do\n"
             "  same(time.civil(0, zone).hour, 0)\n"
             "end\n"
             "for i = 1, 300 do same(time.civil(0, 'No/Zone' .. i).hour, 0) end\n"
             "same(time.civil(0, 'Asia/Tokyo').hour, 9)");
}

static void as_the_c_library_reads_them(void **state)
{
    static const char *const zones[] = {
        "Europe/Moscow",       "Europe/Berlin",    "America/New_York",
        "Australia/Lord_Howe", "Asia/Kathmandu",   "America/Sao_Paulo",
        "Africa/Cairo",        "Pacific/Apia",     "Europe/Dublin",
        "Africa/Casablanca",   "America/St_Johns", "Asia/Jerusalem",
        "Etc/GMT+5",           "America/Santiago", "UTC",
        "Antarctica/Troll"};
    (void)state;
    char *body = calloc(1, TEST_BODY_MAX);
    uint32_t seed = SEED;
    for (size_t z = 0; z < sizeof(zones) / sizeof(*zones); z++) {
        size_t len = 0;
        setenv("TZ", zones[z], 1);
        tzset();
        for (int i = 0; i < 60; i++) {
            seed = seed * 1664525u + 1013904223u;
            time_t at =
                (time_t)(((uint64_t)seed << 2) % 7000000000u) - 1500000000; /* 1922 to 2144 */
            struct tm tm;
            localtime_r(&at, &tm);
            len += (size_t)snprintf(
                body + len, TEST_BODY_MAX - len,
                "t = time.civil(%lld, z) same(t.day * 10000 + t.hour * 100 + t.min, %d)\n",
                (long long)at, tm.tm_mday * 10000 + tm.tm_hour * 100 + tm.tm_min);
        }
        char *whole = calloc(1, TEST_BODY_MAX);
        snprintf(whole, TEST_BODY_MAX, "local z, t = '%s'\n%s", zones[z], body);
        test_lua(whole);
        free(whole);
    }
    free(body);
    unsetenv("TZ");
    tzset();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(calendar),
        cmocka_unit_test(unknown_zones_are_utc),
        cmocka_unit_test(as_the_c_library_reads_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
