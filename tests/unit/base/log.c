/* log: both formats, escapes, secrets, the ceiling, colour only on a terminal, whole lines. */
#include "base/log.h"

#include "base/error.h"
#include "base/str.h"
#include "check.h"

#include <fcntl.h>
#include <pthread.h>
#include <unistd.h>

static char *text;
static size_t text_len;
static FILE *stream;

static void open_stream(void)
{
    stream = open_memstream(&text, &text_len);
    log_to(stream);
}

static void close_stream(void)
{
    log_to(NULL);
    fclose(stream);
    free(text);
}

static int set_up(void **state)
{
    (void)state;
    open_stream();
    log_setup(LOG_CONSOLE, LOG_DEBUG);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    close_stream();
    log_setup(LOG_CONSOLE, LOG_INFO);
    log_forget_secrets();
    return 0;
}

static void forget_lines(void)
{
    close_stream();
    open_stream();
}

/* The line without its time; ends at the line break. */
static const char *behind_time(void)
{
    assert_true(text_len > 13 && text[2] == ':' && text[5] == ':' && text[8] == '.');
    assert_int_equal(text[text_len - 1], '\n');
    return text + 13;
}

static void console_line(void **state)
{
    (void)state;
    log_info("telegram", LOG_T("updates received"), LOG_I("count", 3), LOG_S("from", "a b"),
             LOG_S("empty", ""), LOG_S("none", NULL));
    assert_string_equal(behind_time(), "info  telegram  updates received  count=3 from=\"a b\" "
                                       "empty=\"\" none=\"\"\n");
    forget_lines();
    log_error("app", LOG_T("it failed"), LOG_S("error", "no"));
    assert_string_equal(behind_time(), "error app  it failed  error=no\n");
}

static void json_line(void **state)
{
    (void)state;
    log_setup(LOG_JSON, LOG_DEBUG);
    log_warn("store", LOG_T("slow \"commit\""), LOG_I("ms", -12), LOG_S("path", "a\\b\n\x1b"),
             LOG_S("bad", "\xFFz"));
    assert_true(str_starts(text, "{\"ts\":\"20"));
    const char *rest = strstr(text, "Z\",");
    assert_non_null(rest);
    assert_string_equal(rest, "Z\",\"level\":\"warn\",\"module\":\"store\",\"msg\":\"slow "
                              "\\\"commit\\\"\",\"ms\":-12,\"path\":\"a\\\\b\\n\\u001b\","
                              "\"bad\":\"\\\\xffz\"}\n");
    assert_int_equal(rest - text, strlen("{\"ts\":\"2026-01-02T03:04:05.678"));
}

static void console_escapes(void **state)
{
    (void)state;
    log_info("m", LOG_T("t"), LOG_S("a", "x\ny"), LOG_S("b", "\x1b[31m"), LOG_S("c", "q\"q"),
             LOG_S("d", "\x80"), LOG_S("e", "жар"), LOG_S("f", "\xC2\x9B"),
             LOG_S("g", "\xE2\x80\xAE"));
    assert_string_equal(behind_time(), "info  m  t  a=\"x\\ny\" b=\"\\u001b[31m\" c=\"q\\\"q\" "
                                       "d=\"\\x80\" e=жар f=\"\\u009b\" g=\"\\u202e\"\n");
}

static void levels(void **state)
{
    (void)state;
    log_setup(LOG_CONSOLE, LOG_WARN);
    log_debug("m", LOG_T("no"));
    log_info("m", LOG_T("no"));
    fflush(stream);
    assert_int_equal(text_len, 0);
    log_warn("m", LOG_T("yes"));
    assert_non_null(strstr(text, "yes"));
}

static void hides_secrets(void **state)
{
    (void)state;
    assert_int_equal(log_hide("123456:AAtoken"), 0);
    assert_int_equal(log_hide("123456:AAtoken-longer"), 0);
    assert_int_equal(log_hide("pass\"wo\\rd"), 0);
    assert_int_equal(log_hide("777888999"), 0);
    assert_int_equal(log_hide("short"), 0);
    assert_int_equal(log_hide(NULL), 0);
    for (int format = LOG_CONSOLE; format <= LOG_JSON; format++) {
        log_setup((enum log_format)format, LOG_DEBUG);
        forget_lines();
        log_info("m", LOG_T("x 123456:AAtoken y"),
                 LOG_S("url", "/bot123456:AAtoken-longer/getMe 123456:AAtoken123456:AAtoken"),
                 LOG_S("db", "u:pass\"wo\\rd@h"), LOG_I("id", 777888999),
                 LOG_S("777888999", "short"));
        assert_null(strstr(text, "AAtoken"));
        assert_null(strstr(text, "longer"));
        assert_null(strstr(text, "wo\\"));
        assert_null(strstr(text, "777888999"));
        assert_non_null(strstr(text, "x *** y"));
        assert_non_null(strstr(text, "/bot***/getMe ******"));
        assert_non_null(strstr(text, "u:***@h"));
        assert_non_null(strstr(text, "short"));
    }
}

static void hides_a_limited_number_of_secrets(void **state)
{
    (void)state;
    char secret[32];
    for (int i = 0; i < LOG_SECRETS_MAX; i++) {
        snprintf(secret, sizeof(secret), "secret-%02d", i);
        assert_int_equal(log_hide(secret), 0);
        assert_int_equal(log_hide(secret), 0); /* again: takes no place */
    }
    assert_int_equal(log_hide("one-too-many"), ERR_LIMIT);
}

static void cuts_long_lines(void **state)
{
    (void)state;
    static char huge[3 * LOG_LINE_LIMIT];
    for (size_t i = 0; i + 2 < sizeof(huge); i += 2)
        memcpy(huge + i, "ж", 2);
    assert_int_equal(log_hide("жжжжжжжж-secret"), 0);
    for (int format = LOG_CONSOLE; format <= LOG_JSON; format++) {
        log_setup((enum log_format)format, LOG_DEBUG);
        forget_lines();
        log_info("m", LOG_T("t"), LOG_S("huge", huge), LOG_S("after", "x"));
        const char *end = strchr(text, '\n');
        assert_non_null(end);
        size_t len = (size_t)(end - text) + 1;
        assert_in_range(len, LOG_LINE_LIMIT - 64, LOG_LINE_LIMIT);
        assert_true(utf8_valid(text, len));
        const char *tail = format == LOG_JSON ? "жж\",\"cut\":true}\n" : "жж ...\n";
        assert_memory_equal(end + 1 - strlen(tail), tail, strlen(tail));
    }
}

static void colour_only_on_a_terminal(void **state)
{
    (void)state;
    log_info("m", LOG_T("t"));
    assert_null(strchr(text, '\033'));
    int master = posix_openpt(O_RDWR | O_NOCTTY);
    if (master < 0 || grantpt(master) || unlockpt(master)) {
        puts("skipped: colour_only_on_a_terminal: this machine gives no terminal");
        skip();
    }
    FILE *terminal = fopen(ptsname(master), "w");
    assert_non_null(terminal);
    unsetenv("NO_COLOR");
    log_to(terminal);
    log_info("m", LOG_T("t"));
    char got[200];
    ssize_t len = read(master, got, sizeof(got) - 1);
    log_to(stream);
    fclose(terminal);
    close(master);
    assert_true(len > 0);
    got[len] = '\0';
    assert_non_null(strstr(got, "\033[32minfo \033[0m m  t"));
}

static void *write_lines(void *ctx)
{
    for (int i = 0; i < 500; i++)
        log_info("m", LOG_T("a line of one thread"), LOG_S("who", ctx), LOG_I("i", i));
    return NULL;
}

static void threads_write_whole_lines(void **state)
{
    (void)state;
    static char names[4][2] = {"a", "b", "c", "d"};
    pthread_t threads[4];
    for (int i = 0; i < 4; i++)
        pthread_create(&threads[i], NULL, write_lines, names[i]);
    assert_int_equal(log_hide("a-secret-meanwhile"), 0);
    for (int i = 0; i < 4; i++)
        pthread_join(threads[i], NULL);
    int lines = 0;
    for (char *line = text, *end; (end = memchr(line, '\n', text_len - (size_t)(line - text)));
         line = end + 1, lines++)
        assert_true(strncmp(line + 13, "info  m  a line of one thread  who=", 35) == 0);
    assert_int_equal(lines, 2000);
}

static void parses_names(void **state)
{
    (void)state;
    enum log_format format = LOG_CONSOLE;
    enum log_level level = LOG_DEBUG;
    assert_int_equal(log_format_parse("json", &format), 0);
    assert_int_equal(format, LOG_JSON);
    assert_int_equal(log_format_parse("xml", &format), ERR_INVALID);
    assert_int_equal(log_level_parse("error", &level), 0);
    assert_int_equal(level, LOG_ERROR);
    assert_int_equal(log_level_parse("loud", &level), ERR_INVALID);
    assert_int_equal(log_level_parse(NULL, &level), ERR_INVALID);
    assert_int_equal(level, LOG_ERROR);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(console_line),
        TEST(json_line),
        TEST(console_escapes),
        TEST(levels),
        TEST(hides_secrets),
        TEST(hides_a_limited_number_of_secrets),
        TEST(cuts_long_lines),
        TEST(colour_only_on_a_terminal),
        TEST(threads_write_whole_lines),
        TEST(parses_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
