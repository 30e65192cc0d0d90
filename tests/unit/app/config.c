/* The configuration: its three sources, and what an operator is told. */
#include "app/config.h"
#include "app/settings.h"
#include "bind/bind.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define TOKEN "123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"

static char env_path[] = "/tmp/bylina-env-XXXXXX";

static void write_env(const char *text)
{
    FILE *stream = fopen(env_path, "w");
    assert_non_null(stream);
    fputs(text, stream);
    fclose(stream);
}

static int setup(void **state)
{
    (void)state;
    for (size_t i = 0; i < settings_count; i++) { /* whatever the machine has set */
        char file[64];
        snprintf(file, sizeof file, "%s_FILE", settings_table[i].name);
        unsetenv(settings_table[i].name);
        unsetenv(file);
    }
    setenv("SCRIPTS_DIR", "tests", 1);
    setenv("CONTENT_DIR", "tests", 1);
    write_env("");
    log_forget_secrets();
    return 0;
}

static void test_defaults(void **state)
{
    struct config config;
    struct err err;
    (void)state;
    assert_int_equal(0, config_load(&config, "/nowhere/.env", NULL, CONFIG_GAME, &err));
    assert_string_equal("", config.bot_token);
    assert_string_equal("sqlite:bylina.db", config.database_url);
    assert_int_equal(0, config.bot_rate); /* the local Telegram needs no pacing */
    assert_int_equal(0, config.role_count);
    assert_int_equal(1000000, config.budget.day); /* millionths of a dollar */
    assert_int_equal(250000, config.budget.hour);
    config_done(&config);
}

static void test_a_file_holds_a_value(void **state)
{
    struct config config;
    struct err err;
    char path[] = "/tmp/bylina-secret-XXXXXX";
    (void)state;
    close(mkstemp(path));
    FILE *stream = fopen(path, "w");
    assert_non_null(stream);
    fputs(TOKEN "\n", stream);
    fclose(stream);
    setenv("BOT_TOKEN_FILE", path, 1);
    assert_int_equal(0, config_load(&config, "/nowhere/.env", NULL, CONFIG_GAME, &err));
    assert_string_equal(TOKEN, config.bot_token);
    config_done(&config);
    setenv("BOT_TOKEN", "", 1); /* as compose.yaml passes on what is not set */
    assert_int_equal(0, config_load(&config, "/nowhere/.env", NULL, CONFIG_GAME, &err));
    assert_string_equal(TOKEN, config.bot_token);
    config_done(&config);
    unsetenv("BOT_TOKEN");
    unlink(path);
    assert_int_equal(ERR_INVALID, config_load(&config, "/nowhere/.env", NULL, CONFIG_GAME, &err));
    assert_non_null(strstr(err.text, "BOT_TOKEN_FILE: \"/tmp/bylina-secret-"));
    config_done(&config);
    unsetenv("BOT_TOKEN_FILE");
}

static void test_later_source_wins(void **state)
{
    struct config config;
    struct err err;
    char flag[] = "--bot-rate=7";
    char *const argv[] = {flag, NULL};
    (void)state;
    write_env("# a comment\nexport BOT_RATE=5\nHTTP_LISTEN = '127.0.0.1:1' # "
              "here\nLOG_FORMAT=\"json\"\n");
    setenv("HTTP_LISTEN", "127.0.0.1:2", 1);
    assert_int_equal(0, config_load(&config, env_path, argv, CONFIG_GAME, &err));
    assert_int_equal(7, config.bot_rate);
    assert_string_equal("127.0.0.1:2", config.http_listen);
    assert_int_equal(LOG_JSON, config.log_format);
    config_done(&config);
}

static void test_the_short_name_of_the_scenario(void **state)
{
    struct config config;
    struct err err;
    char flag[] = "--scenario";
    char value[] = "chaos.json";
    char *const argv[] = {flag, value, NULL};

    (void)state;
    assert_int_equal(config_load(&config, NULL, argv, CONFIG_ALONE, &err), 0);
    assert_string_equal(config.local_telegram_scenario, "chaos.json");
    config_done(&config);
}

static void test_flag_with_its_value_behind(void **state)
{
    struct config config;
    struct err err;
    char flag[] = "--bot-admins";
    char value[] = "12, 34";
    char *const argv[] = {flag, value, NULL};
    (void)state;
    assert_int_equal(0, config_load(&config, NULL, argv, CONFIG_GAME, &err));
    assert_int_equal(2, config.role_count);
    assert_int_equal(34, config.roles[1].id);
    assert_string_equal("admin", config.roles[1].role);
    config_done(&config);
}

static void test_roles(void **state)
{
    struct config config;
    struct err err;
    (void)state;
    write_env("BOT_MODERATORS=4,5\nBOT_DESIGNERS=3,5\nBOT_ADMINS=2\nBOT_OWNERS=1,2\n");
    assert_int_equal(0, config_load(&config, env_path, NULL, CONFIG_GAME, &err));
    static const struct bind_role WANTED[] = {
        {1, "owner"}, {2, "owner"}, {3, "designer"}, {5, "designer"}, {4, "moderator"}};
    assert_int_equal(5, config.role_count);
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(WANTED[i].id, config.roles[i].id);
        assert_string_equal(WANTED[i].role, config.roles[i].role);
    }
    config_done(&config);
    write_env("BOT_OWNERS=me\nBOT_DESIGNERS=-1\n");
    assert_int_equal(ERR_INVALID, config_load(&config, env_path, NULL, CONFIG_GAME, &err));
    assert_non_null(strstr(err.text, "BOT_OWNERS: \"me\" is no Telegram id"));
    assert_non_null(strstr(err.text, "BOT_DESIGNERS: \"-1\" is no Telegram id"));
    config_done(&config);
}

static void test_all_mistakes_at_once(void **state)
{
    struct config config;
    struct err err;
    char flag[] = "--speed=9";
    char *const argv[] = {flag, NULL};
    (void)state;
    write_env("BOT_RATE=many\nthis is no line\nLOG_LEVEL=loud\n");
    setenv("BOT_TOKEN", "not-a-token", 1);
    setenv("DATABASE_URL", "mysql:x", 1);
    assert_int_equal(ERR_INVALID, config_load(&config, env_path, argv, CONFIG_GAME, &err));
    assert_non_null(strstr(err.text, ":2: NAME=VALUE is expected"));
    assert_non_null(strstr(err.text, "BOT_RATE: "));
    assert_non_null(strstr(err.text, "LOG_LEVEL: debug, info, warn or error"));
    assert_non_null(strstr(err.text, "BOT_TOKEN: "));
    assert_non_null(strstr(err.text, "DATABASE_URL: sqlite:PATH or postgres://... is expected"));
    assert_non_null(strstr(err.text, "--speed: there is no such flag"));
    assert_null(strstr(err.text, "not-a-token"));
    config_done(&config);
}

/* A file is the engine's own; a server is an operator's. */
static void test_who_brings_the_schema_up(void **state)
{
    static const struct {
        const char *url, *migrate;
        int migrates; /* -1: refused */
    } cases[] = {
        {"sqlite:a.db", "", 1},      {"sqlite:a.db", "no", 0},      {"sqlite:a.db", "auto", 1},
        {"postgres://h/d", "", 0},   {"postgresql://h/d", "", 0},   {"postgres://h/d", "auto", 1},
        {"postgres://h/d", "no", 0}, {"postgres://h/d", "yes", -1},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct config config;
        struct err err = {0};
        setenv("DATABASE_URL", cases[i].url, 1);
        setenv("MIGRATE", cases[i].migrate, 1);
        int code = config_load(&config, env_path, NULL, CONFIG_GAME, &err);
        assert_int_equal(code, cases[i].migrates < 0 ? ERR_INVALID : 0);
        if (code == 0)
            assert_int_equal(config.migrate, cases[i].migrates);
        else
            assert_non_null(strstr(err.text, "MIGRATE: auto or no is expected"));
        config_done(&config);
    }
}

static void test_secrets_have_no_flag_and_stay_out_of_the_log(void **state)
{
    struct config config;
    struct err err;
    char flag[] = "--bot-token=" TOKEN;
    char *const argv[] = {flag, NULL};
    char line[512] = "";
    (void)state;
    assert_int_equal(ERR_INVALID, config_load(&config, NULL, argv, CONFIG_GAME, &err));
    assert_null(strstr(err.text, TOKEN));
    config_done(&config);

    setenv("BOT_TOKEN", TOKEN, 1);
    assert_int_equal(0, config_load(&config, NULL, NULL, CONFIG_GAME, &err));
    FILE *stream = fmemopen(line, sizeof line, "w");
    log_to(stream);
    log_info("test", LOG_T("a call"), LOG_S("url", "https://api/bot" TOKEN "/getMe"));
    log_to(NULL);
    fclose(stream);
    assert_non_null(strstr(line, "/getMe"));
    assert_null(strstr(line, TOKEN));
    config_done(&config);
}

static void test_gemini(void **state)
{
    struct config config;
    struct err err;
    (void)state;
    assert_int_equal(0, config_load(&config, NULL, NULL, CONFIG_GAME, &err));
    assert_string_equal("v1beta", config.gemini_api_version);
    assert_string_equal("gemini-flash-lite-latest", config.gemini_model);
    config_done(&config);
    write_env("GEMINI_API_KEY=\"AIza hidden\"\nGEMINI_API_URL=gemini\nGEMINI_API_VERSION=v2\n"
              "GEMINI_MODEL=models/gemini\n");
    assert_int_equal(ERR_INVALID, config_load(&config, env_path, NULL, CONFIG_GAME, &err));
    assert_non_null(strstr(err.text, "GEMINI_API_KEY: a key as Google AI Studio gives it"));
    assert_null(strstr(err.text, "hidden"));
    assert_non_null(strstr(err.text, "GEMINI_API_URL: an address like https://"));
    assert_non_null(strstr(err.text, "GEMINI_API_VERSION: v1beta or v1 is expected"));
    assert_non_null(strstr(err.text, "GEMINI_MODEL: a model's name"));
    config_done(&config);
}

static void test_web_chat_is_not_opened_to_the_network(void **state)
{
    struct config config;
    struct err err;
    (void)state;
    setenv("HTTP_LISTEN", "0.0.0.0:8090", 1);
    assert_int_equal(ERR_INVALID, config_load(&config, NULL, NULL, CONFIG_GAME, &err));
    assert_non_null(strstr(err.text, "LOCAL_TELEGRAM_PASSWORD"));
    config_done(&config);
    setenv("LOCAL_TELEGRAM_PASSWORD", "open sesame", 1);
    assert_int_equal(0, config_load(&config, NULL, NULL, CONFIG_GAME, &err));
    config_done(&config);
    unsetenv("LOCAL_TELEGRAM_PASSWORD");
}

static void test_folders_are_wanted_by_the_game_alone(void **state)
{
    struct config config;
    struct err err;
    (void)state;
    setenv("SCRIPTS_DIR", "/nowhere", 1);
    assert_int_equal(ERR_INVALID, config_load(&config, NULL, NULL, CONFIG_GAME, &err));
    assert_non_null(strstr(err.text, "SCRIPTS_DIR: there is no folder \"/nowhere\""));
    config_done(&config);
    assert_int_equal(0, config_load(&config, NULL, NULL, CONFIG_ALONE, &err));
    config_done(&config);
}

static void test_open_quote(void **state)
{
    struct config config;
    struct err err;
    (void)state;
    write_env("\n\nLOG_LEVEL=\"info\n");
    assert_int_equal(ERR_INVALID, config_load(&config, env_path, NULL, CONFIG_GAME, &err));
    assert_non_null(strstr(err.text, ":3: a quote is open"));
    config_done(&config);
}

static void test_watch_and_rehearse(void **state)
{
    struct config config;
    struct err err;
    char flag[] = "--watch", other[] = "--rehearse-turns", value[] = "7",
         off[] = "--watch-files=no";
    char *const watched[] = {flag, other, value, NULL};
    char *const last_wins[] = {flag, off, NULL};
    (void)state;
    assert_int_equal(0, config_load(&config, NULL, NULL, CONFIG_GAME, &err));
    assert_false(config.watch);
    assert_int_equal(config.rehearse_turns, 500);
    config_done(&config);
    assert_int_equal(0, config_load(&config, NULL, watched, CONFIG_GAME, &err));
    assert_true(config.watch);
    assert_int_equal(config.rehearse_turns, 7);
    config_done(&config);
    assert_int_equal(0, config_load(&config, NULL, last_wins, CONFIG_GAME, &err));
    assert_false(config.watch);
    config_done(&config);
    setenv("REHEARSE_TURNS", "many", 1);
    setenv("WATCH_FILES", "maybe", 1);
    assert_int_equal(ERR_INVALID, config_load(&config, NULL, NULL, CONFIG_GAME, &err));
    assert_non_null(strstr(err.text, "REHEARSE_TURNS: a number of turns from 0 to "));
    assert_non_null(strstr(err.text, "WATCH_FILES: yes or no is expected"));
    config_done(&config);
    unsetenv("REHEARSE_TURNS");
    unsetenv("WATCH_FILES");
    config_pass_on(watched);
    assert_string_equal(getenv("WATCH_FILES"), "yes");
    assert_string_equal(getenv("REHEARSE_TURNS"), "7");
    unsetenv("REHEARSE_TURNS");
    unsetenv("WATCH_FILES");
}

static void test_watchdog_and_supervisor(void **state)
{
    static const char *const BAD[] = {"", "-1", "1", "499", "3600001", "soon"};
    struct config config;
    struct err err;
    char flag[] = "--supervise", value[] = "no";
    char *const argv[] = {flag, value, NULL};
    (void)state;
    assert_int_equal(0, config_load(&config, NULL, NULL, CONFIG_GAME, &err));
    assert_true(config.supervise);
    assert_int_equal(config.watchdog_ms, 15000);
    config_done(&config);
    setenv("WATCHDOG_MS", "0", 1);
    assert_int_equal(0, config_load(&config, NULL, argv, CONFIG_GAME, &err));
    assert_false(config.supervise);
    assert_int_equal(config.watchdog_ms, 0);
    config_done(&config);
    for (size_t i = 0; i < sizeof BAD / sizeof BAD[0]; i++) {
        setenv("WATCHDOG_MS", BAD[i], 1);
        setenv("SUPERVISE", BAD[i], 1);
        assert_int_equal(ERR_INVALID, config_load(&config, NULL, NULL, CONFIG_GAME, &err));
        assert_non_null(strstr(err.text, "WATCHDOG_MS: a number of milliseconds from 500 to "));
        assert_non_null(strstr(err.text, "SUPERVISE: yes or no is expected"));
        config_done(&config);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_defaults, setup),
        cmocka_unit_test_setup(test_a_file_holds_a_value, setup),
        cmocka_unit_test_setup(test_later_source_wins, setup),
        cmocka_unit_test_setup(test_the_short_name_of_the_scenario, setup),
        cmocka_unit_test_setup(test_roles, setup),
        cmocka_unit_test_setup(test_watch_and_rehearse, setup),
        cmocka_unit_test_setup(test_flag_with_its_value_behind, setup),
        cmocka_unit_test_setup(test_all_mistakes_at_once, setup),
        cmocka_unit_test_setup(test_who_brings_the_schema_up, setup),
        cmocka_unit_test_setup(test_secrets_have_no_flag_and_stay_out_of_the_log, setup),
        cmocka_unit_test_setup(test_gemini, setup),
        cmocka_unit_test_setup(test_web_chat_is_not_opened_to_the_network, setup),
        cmocka_unit_test_setup(test_open_quote, setup),
        cmocka_unit_test_setup(test_watchdog_and_supervisor, setup),
        cmocka_unit_test_setup(test_folders_are_wanted_by_the_game_alone, setup),
    };
    int fd = mkstemp(env_path);
    assert_true(fd >= 0);
    close(fd);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    unlink(env_path);
    return failed;
}
