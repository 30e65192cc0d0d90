/* Reading the configuration.
 *
 * One table of variables (SETTINGS) is all there is: name, default, meaning, where its text goes
 * and how it is checked. Sources are laid over each other as texts, then every text is checked; the
 * findings of all variables are put into one error, one line each, so that an operator mends them
 * in one go. What a variable's value means to others is theirs to say (the token's form:
 * telegram/). */
#include "app/config.h"

#include "app/envfile.h"
#include "base/mem.h"
#include "base/str.h"
#include "bind/bind.h"
#include "telegram/telegram.h"

#include <ctype.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define CONFIG_RATE         30 /* what Telegram takes from a bot, about */
#define CONFIG_SCENARIO     "LOCAL_TELEGRAM_SCENARIO"
#define CONFIG_WATCH        "WATCH_FILES"
#define FINDINGS_LIMIT      ERR_TEXT_LIMIT
#define CONFIG_WATCHDOG_MIN 500 /* less trips over a slow disk */
#define CONFIG_REHEARSE_MAX 100000

struct setting {
    const char *name;
    const char *otherwise;
    const char *meaning;
    bool secret;
    size_t at; /* offset of a char * in struct config; 0 for those that `check` stores itself */
    int (*check)(struct config *config, const char *value, struct err *err);
};

static int check_token(struct config *config, const char *value, struct err *err)
{
    (void)config;
    return *value ? telegram_token_check(value, err) : 0;
}

static int check_http_url(struct config *config, const char *value, struct err *err)
{
    (void)config;
    if (!*value || str_starts(value, "http://") || str_starts(value, "https://"))
        return 0;
    return err_set(err, ERR_INVALID, "an address that begins with https:// or http:// is expected");
}

static int check_mode(struct config *config, const char *value, struct err *err)
{
    (void)config;
    if (str_equal(value, "poll"))
        return 0;
    if (str_equal(value, "webhook"))
        return err_set(err, ERR_INVALID, "this version receives updates by polling only: set poll");
    return err_set(err, ERR_INVALID, "poll is expected");
}

/* An id that is there has a higher role: the settings are read from the highest down. */
static int add_role(struct config *config, const char *word, const char *role, struct err *err)
{
    int64_t id;
    if (str_to_i64(word, 1, INT64_MAX, &id))
        return err_set(err, ERR_INVALID, "\"%s\" is no Telegram id (a number)", word);
    for (size_t i = 0; i < config->role_count; i++)
        if (config->roles[i].id == id)
            return 0;
    if (config->role_count == CONFIG_ROLES_MAX)
        return err_set(err, ERR_LIMIT, "at most %d ids have a role here: /grant in the chat",
                       CONFIG_ROLES_MAX);
    if (!config->roles)
        config->roles = mem_array(CONFIG_ROLES_MAX, sizeof *config->roles);
    config->roles[config->role_count++] = (struct bind_role){id, role};
    return 0;
}

static int add_roles(struct config *config, const char *value, const char *role, struct err *err)
{
    char *copy = mem_strdup(value);
    char *rest = copy;
    int code = 0;
    for (char *word; code == 0 && (word = strsep(&rest, ", ")) != NULL;)
        if (*word)
            code = add_role(config, word, role, err);
    free(copy);
    return code;
}

static int check_owners(struct config *config, const char *value, struct err *err)
{
    return add_roles(config, value, "owner", err);
}

static int check_admins(struct config *config, const char *value, struct err *err)
{
    return add_roles(config, value, "admin", err);
}

static int check_designers(struct config *config, const char *value, struct err *err)
{
    return add_roles(config, value, "designer", err);
}

static int check_moderators(struct config *config, const char *value, struct err *err)
{
    return add_roles(config, value, "moderator", err);
}

static int check_rate(struct config *config, const char *value, struct err *err)
{
    config->bot_rate = *config->bot_token ? CONFIG_RATE : 0;
    if (*value && str_to_i64(value, 0, 100000, &config->bot_rate))
        return err_set(err, ERR_INVALID, "a number of calls a second from 0 to 100000 is expected");
    return 0;
}

static int check_database(struct config *config, const char *value, struct err *err)
{
    (void)config;
    if (str_starts(value, "sqlite:") && value[7])
        return 0;
    if (str_starts(value, "postgres"))
        return err_set(err, ERR_INVALID, "this version keeps its world in SQLite: set sqlite:PATH");
    return err_set(err, ERR_INVALID, "sqlite:PATH is expected");
}

static int check_redis(struct config *config, const char *value, struct err *err)
{
    (void)config;
    if (!*value)
        return 0;
    return err_set(err, ERR_INVALID, "this version keeps hot copies in memory: leave it empty");
}

static int check_daily_usd(struct config *config, const char *value, struct err *err)
{
    return budget_usd(value, &config->budget.day, err);
}

static int check_hourly_usd(struct config *config, const char *value, struct err *err)
{
    return *value ? budget_usd(value, &config->budget.hour, err) : 0;
}

static int check_player_usd(struct config *config, const char *value, struct err *err)
{
    return *value ? budget_usd(value, &config->budget.player, err) : 0;
}

static int check_daily_calls(struct config *config, const char *value, struct err *err)
{
    return budget_calls(value, &config->budget.day_calls, err);
}

static int check_hourly_calls(struct config *config, const char *value, struct err *err)
{
    return budget_calls(value, &config->budget.hour_calls, err);
}

static int check_player_calls(struct config *config, const char *value, struct err *err)
{
    return budget_calls(value, &config->budget.player_calls, err);
}

static int check_listen(struct config *config, const char *value, struct err *err)
{
    const char *colon = strrchr(value, ':');
    int64_t port;
    (void)config;
    if (str_equal(value, "none"))
        return 0;
    if (colon && colon != value && str_to_i64(colon + 1, 0, 65535, &port) == 0)
        return 0;
    return err_set(err, ERR_INVALID, "an address and a port like 127.0.0.1:8090 are expected, or none");
}

static int check_watchdog(struct config *config, const char *value, struct err *err)
{
    if (str_to_i64(value, 0, 3600000, &config->watchdog_ms) ||
        (config->watchdog_ms > 0 && config->watchdog_ms < CONFIG_WATCHDOG_MIN))
        return err_set(err, ERR_INVALID,
                       "a number of milliseconds from %d to 3600000 is expected, or 0: no watchdog",
                       CONFIG_WATCHDOG_MIN);
    return 0;
}

static int check_rehearse(struct config *config, const char *value, struct err *err)
{
    if (str_to_i64(value, 0, CONFIG_REHEARSE_MAX, &config->rehearse_turns))
        return err_set(err, ERR_INVALID, "a number of turns from 0 to %d is expected",
                       CONFIG_REHEARSE_MAX);
    return 0;
}

static int check_candidate(struct config *config, const char *value, struct err *err)
{
    if (str_to_i64(value, 100, 3600000, &config->candidate_ms))
        return err_set(err, ERR_INVALID,
                       "a number of milliseconds from 100 to 3600000 is expected");
    return 0;
}

static int check_supervise(struct config *config, const char *value, struct err *err)
{
    config->supervise = str_equal(value, "yes");
    if (config->supervise || str_equal(value, "no"))
        return 0;
    return err_set(err, ERR_INVALID, "yes or no is expected");
}

static int check_watch(struct config *config, const char *value, struct err *err)
{
    config->watch = str_equal(value, "yes");
    if (config->watch || str_equal(value, "no"))
        return 0;
    return err_set(err, ERR_INVALID, "yes or no is expected");
}

static int check_format(struct config *config, const char *value, struct err *err)
{
    if (log_format_parse(value, &config->log_format))
        return err_set(err, ERR_INVALID, "console or json is expected");
    return 0;
}

static int check_level(struct config *config, const char *value, struct err *err)
{
    if (log_level_parse(value, &config->log_level))
        return err_set(err, ERR_INVALID, "debug, info, warn or error is expected");
    return 0;
}

#define AT(field) offsetof(struct config, field)
static const struct setting SETTINGS[] = {
    {"BOT_TOKEN", "", "the bot's token; none: the local Telegram", true, AT(bot_token),
     check_token},
    {"BOT_API_URL", "https://api.telegram.org", "the Bot API", false, AT(bot_api_url),
     check_http_url},
    {"BOT_MODE", "poll", "how updates come: poll", false, AT(bot_mode), check_mode},
    {"WEBHOOK_URL", "", "for webhooks", false, AT(webhook_url), check_http_url},
    {"WEBHOOK_SECRET", "", "for webhooks", true, AT(webhook_secret), NULL},
    {"BOT_OWNERS", "", "Telegram ids of owners, with commas", false, 0, check_owners},
    {"BOT_ADMINS", "", "of admins", false, 0, check_admins},
    {"BOT_DESIGNERS", "", "of designers", false, 0, check_designers},
    {"BOT_MODERATORS", "", "of moderators", false, 0, check_moderators},
    {"BOT_RATE", "", "calls a second; 0: no pacing (30, or 0 for the local Telegram)", false, 0,
     check_rate},
    {"DATABASE_URL", "sqlite:bylina.db", "where the world is kept", false, AT(database_url),
     check_database},
    {"REDIS_URL", "", "hot copies; none: in memory", false, AT(redis_url), check_redis},
    {"GEMINI_API_KEY", "", "for texts by AI; none: the game's templates", true, AT(gemini_api_key),
     NULL},
    {"GEMINI_API_URL", "https://generativelanguage.googleapis.com", "the Gemini API", false,
     AT(gemini_api_url), check_http_url},
    {"GEMINI_MODEL", "gemini-flash-lite-latest", "the model", false, AT(gemini_model), NULL},
    {"GEMINI_DAILY_USD", "1", "the most that AI may cost a day (UTC)", false, 0, check_daily_usd},
    {"GEMINI_HOURLY_USD", "", "an hour; none: a quarter of the day's", false, 0, check_hourly_usd},
    {"GEMINI_PLAYER_USD", "", "for one player's finds a day; none: a tenth of the day's", false, 0,
     check_player_usd},
    {"GEMINI_DAILY_CALLS", "0", "the most calls a day; 0: as many as the money pays", false, 0,
     check_daily_calls},
    {"GEMINI_HOURLY_CALLS", "0", "an hour", false, 0, check_hourly_calls},
    {"GEMINI_PLAYER_CALLS", "0", "for one player's finds a day", false, 0, check_player_calls},
    {"HTTP_LISTEN", "127.0.0.1:8090", "address of the web chat, health and metrics; none: nowhere",
     false, AT(http_listen),
     check_listen},
    {"SCRIPTS_DIR", "scripts", "the game's Lua", false, AT(scripts_dir), NULL},
    {"CONTENT_DIR", "content", "the game's data", false, AT(content_dir), NULL},
    {"LOCAL_TELEGRAM_PASSWORD", "", "wanted by the web chat; a must beyond loopback", true,
     AT(local_telegram_password), NULL},
    {CONFIG_SCENARIO, "", "file of faults for the local Telegram; --scenario", false,
     AT(local_telegram_scenario), NULL},
    {"SUPERVISE", "yes", "start the engine again when it was ended: yes or no", false, 0,
     check_supervise},
    {"WATCHDOG_MS", "15000", "end the engine when it stands still that long; 0: never", false, 0,
     check_watchdog},
    {"REHEARSE_TURNS", "500", "turns that a reload plays again with new scripts; 0: none", false, 0,
     check_rehearse},
    {"CANDIDATE_MS", "60000", "new scripts may be tried for so long before they are given up",
     false, 0, check_candidate},
    {CONFIG_WATCH, "no", "what is saved in the game's folders goes live: yes or no; --watch", false,
     0, check_watch},
    {"LOG_FORMAT", "console", "console or json", false, 0, check_format},
    {"LOG_LEVEL", "info", "debug, info, warn or error", false, 0, check_level},
};
#define SETTING_COUNT (sizeof SETTINGS / sizeof SETTINGS[0])

/* "--bot-rate" or "--bot-rate=5" names BOT_RATE: gives the text behind "=", or "" without one. */
static const char *flag_value(const char *word, const char *name)
{
    if (!str_starts(word, "--"))
        return NULL;
    for (word += 2; *name; word++, name++)
        if (toupper((unsigned char)*word) != (*name == '_' ? '-' : *name))
            return NULL;
    return *word == '=' ? word + 1 : *word == '\0' ? word : NULL;
}

static int find_flag(const char *word, const char **ret_value)
{
    for (size_t i = 0; i < SETTING_COUNT; i++) {
        const char *value = SETTINGS[i].secret ? NULL : flag_value(word, SETTINGS[i].name);
        if (!value && str_equal(SETTINGS[i].name, CONFIG_SCENARIO))
            value = flag_value(word, "SCENARIO"); /* a name that hands can type */
        if (str_equal(SETTINGS[i].name, CONFIG_WATCH) && str_equal(word, "--watch"))
            value = "yes"; /* a flag without a value */
        if (value) {
            *ret_value = value;
            return (int)i;
        }
    }
    return -1;
}

static void add_finding(struct buf *findings, const char *name, const char *text)
{
    buf_addf(findings, "%s%s: %s", findings->len ? "\n" : "", name, text);
}

/* One flag, with its value in the same word or in the next; gives how many words it took. */
static int read_flag(const char **values, char *const *argv, struct buf *findings)
{
    const char *value = NULL;
    int at = find_flag(*argv, &value);
    if (at < 0) {
        /* without its value, which may be a secret that has no flag */
        buf_addf(findings, "%s%.*s: there is no such flag; --help lists them",
                 findings->len ? "\n" : "", (int)strcspn(*argv, "="), *argv);
        return 1;
    }
    if (*value || strchr(*argv, '=')) {
        values[at] = value;
        return 1;
    }
    if (!argv[1]) {
        add_finding(findings, *argv, "a value is missing");
        return 1;
    }
    values[at] = argv[1];
    return 2;
}

static void read_flags(const char **values, char *const *argv, struct buf *findings)
{
    while (argv && *argv)
        argv += read_flag(values, argv, findings);
}

static void read_sources(const char **values, const struct envfile *file)
{
    for (size_t i = 0; i < SETTING_COUNT; i++) {
        const char *there = getenv(SETTINGS[i].name);
        const char *noted = envfile_get(file, SETTINGS[i].name);
        values[i] = there ? there : noted ? noted : SETTINGS[i].otherwise;
    }
}

static void store_value(struct config *config, const struct setting *setting, const char *value,
                        struct buf *findings)
{
    struct err err;
    if (setting->secret && *value)
        log_hide(value);
    if (setting->check && setting->check(config, value, &err))
        add_finding(findings, setting->name, err.text);
    if (setting->at || setting == SETTINGS)
        *(char **)(void *)((char *)config + setting->at) = mem_strdup(value);
}

static void check_folder(const char *name, const char *path, struct buf *findings)
{
    struct stat info;
    if (stat(path, &info) != 0 || !S_ISDIR(info.st_mode))
        buf_addf(findings, "%s%s: there is no folder \"%s\": start bylina where it is, or name it",
                 findings->len ? "\n" : "", name, path);
}

/* What only several variables together can have wrong. */
static void check_together(const struct config *config, struct buf *findings)
{
    if (!*config->bot_token && str_equal(config->http_listen, "none"))
        add_finding(findings, "HTTP_LISTEN",
                    "without BOT_TOKEN the local Telegram needs an address: set 127.0.0.1:8090");
    else if (!*config->bot_token && !config_is_loopback(config->http_listen) &&
        !*config->local_telegram_password)
        add_finding(findings, "HTTP_LISTEN",
                    "the web chat of the local Telegram would be open to the network: "
                    "bind to 127.0.0.1, or set LOCAL_TELEGRAM_PASSWORD");
}

int config_load(struct config *config, const char *env_file, char *const *argv,
                enum config_need need, struct err *err)
{
    const char *values[SETTING_COUNT];
    struct envfile file;
    struct buf findings;
    int code = 0;

    memset(config, 0, sizeof *config);
    buf_init(&findings, FINDINGS_LIMIT);
    envfile_read(&file, env_file, &findings);
    read_sources(values, &file);
    read_flags(values, argv, &findings);
    for (size_t i = 0; i < SETTING_COUNT; i++)
        store_value(config, &SETTINGS[i], values[i], &findings);
    if (need == CONFIG_GAME) {
        check_folder("SCRIPTS_DIR", config->scripts_dir, &findings);
        check_folder("CONTENT_DIR", config->content_dir, &findings);
    }
    check_together(config, &findings);
    budget_fill(&config->budget);
    if (findings.len)
        code = err_set(err, ERR_INVALID, "%s", findings.data);
    buf_done(&findings);
    envfile_done(&file);
    return code;
}

void config_pass_on(char *const *argv)
{
    const char *values[SETTING_COUNT] = {NULL};
    struct buf findings;
    buf_init(&findings, FINDINGS_LIMIT);
    read_flags(values, argv, &findings);
    for (size_t i = 0; i < SETTING_COUNT; i++)
        if (values[i])
            setenv(SETTINGS[i].name, values[i], 1);
    buf_done(&findings);
}

bool config_everyone_owner(const struct config *config)
{
    return !*config->bot_token && config->role_count == 0;
}

void config_done(struct config *config)
{
    for (size_t i = 0; i < SETTING_COUNT; i++)
        if (SETTINGS[i].at || i == 0)
            free(*(char **)(void *)((char *)config + SETTINGS[i].at));
    free(config->roles);
    memset(config, 0, sizeof *config);
}

void config_help(struct buf *out)
{
    for (size_t i = 0; i < SETTING_COUNT; i++) {
        const struct setting *setting = &SETTINGS[i];
        buf_addf(out, "  %-24s %s", setting->name, setting->meaning);
        if (*setting->otherwise)
            buf_addf(out, " (%s)", setting->otherwise);
        buf_addc(out, '\n');
    }
}

bool config_is_loopback(const char *listen)
{
    return str_starts(listen, "127.") || str_starts(listen, "localhost:") ||
           str_starts(listen, "[::1]:");
}
