/* The table of variables, and what each accepts. What a value means to others is theirs to say (the
 * token's form: telegram/). A check may store a parsed value itself, and looks at what stands
 * before it in the table only. */
#include "app/settings.h"

#include "base/mem.h"
#include "base/str.h"
#include "bind/bind.h"
#include "cache/hot.h"
#include "gemini/check.h"
#include "telegram/telegram.h"

#include <stdlib.h>
#include <string.h>

#define CONFIG_RATE         30    /* what Telegram takes from a bot, about */
#define CONFIG_WATCHDOG_MIN 500   /* less trips over a slow disk */
#define CONFIG_CACHE_MAX    65536 /* MiB */
#define CONFIG_REHEARSE_MAX 100000
#define CONFIG_MODELS_MAX   4
#define CONFIG_PATIENCE_MIN 100
#define CONFIG_PATIENCE_MAX 300000

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

static int check_api_url(struct config *config, const char *value, struct err *err)
{
    (void)config;
    return gemini_check_url(value, err);
}

static int check_key(struct config *config, const char *value, struct err *err)
{
    (void)config;
    return gemini_check_key(value, err);
}

static int check_version(struct config *config, const char *value, struct err *err)
{
    (void)config;
    return gemini_check_version(value, err);
}

static int check_models(struct config *config, const char *value, struct err *err)
{
    char *copy = mem_strdup(value);
    char *rest = copy;
    int code = 0;
    int count = 0;
    (void)config;
    for (char *word; code == 0 && (word = strsep(&rest, ",")) != NULL; count++)
        code = gemini_check_model(word, err);
    if (code == 0 && count > CONFIG_MODELS_MAX)
        code = err_set(err, ERR_INVALID, "at most %d models with commas, the best first",
                       CONFIG_MODELS_MAX);
    free(copy);
    return code;
}

static int check_patience(struct config *config, const char *value, struct err *err)
{
    if (str_to_i64(value, CONFIG_PATIENCE_MIN, CONFIG_PATIENCE_MAX, &config->gemini_patience_ms))
        return err_set(err, ERR_INVALID, "milliseconds from %d to %d are expected",
                       CONFIG_PATIENCE_MIN, CONFIG_PATIENCE_MAX);
    return 0;
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

/* A password in the address is as secret as one that stands alone. */
static void hide_password(const char *url)
{
    const char *begin = strstr(url, "://");
    const char *end = begin ? begin + 3 + strcspn(begin + 3, "/?") : NULL;
    const char *at = end ? memrchr(begin, '@', (size_t)(end - begin)) : NULL;
    const char *colon = at ? memchr(begin + 3, ':', (size_t)(at - begin) - 3) : NULL;
    if (!colon || colon + 1 == at)
        return;
    char *password = mem_strndup(colon + 1, (size_t)(at - colon) - 1);
    log_hide(password);
    free(password);
}

static int check_database(struct config *config, const char *value, struct err *err)
{
    (void)config;
    if (str_starts(value, "sqlite:") && value[7])
        return 0;
    if (str_starts(value, "postgres://") || str_starts(value, "postgresql://")) {
        hide_password(value);
        return 0;
    }
    return err_set(err, ERR_INVALID, "sqlite:PATH or postgres://... is expected");
}

static int check_migrate(struct config *config, const char *value, struct err *err)
{
    config->migrate =
        str_equal(value, "auto") || (!*value && str_starts(config->database_url, "sqlite:"));
    if (!*value || config->migrate || str_equal(value, "no"))
        return 0;
    return err_set(err, ERR_INVALID, "auto or no is expected");
}

static int check_cache(struct config *config, const char *value, struct err *err)
{
    if (str_to_i64(value, 0, CONFIG_CACHE_MAX, &config->cache_mb))
        return err_set(err, ERR_INVALID, "a number of megabytes from 0 to %d is expected",
                       CONFIG_CACHE_MAX);
    return 0;
}

/* For libpq, which looks there if the address has no password. What was in the environment when the
 * process began stands in /proc; what is put there later does not. */
static int check_password(struct config *config, const char *value, struct err *err)
{
    (void)config;
    if (*value && setenv("PGPASSWORD", value, 1))
        return err_set(err, ERR_SYSTEM, "it cannot be kept");
    return 0;
}

static int check_redis(struct config *config, const char *value, struct err *err)
{
    (void)config;
    if (!*value)
        return 0;
    hide_password(value);
    return hot_url_check(value, err);
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
    return err_set(err, ERR_INVALID,
                   "an address and a port like 127.0.0.1:8090 are expected, or none");
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

static int check_pictures(struct config *config, const char *value, struct err *err)
{
    config->gemini_pictures = str_equal(value, "yes");
    if (config->gemini_pictures || str_equal(value, "no"))
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
const struct setting settings_table[] = {
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
    {"MIGRATE", "",
     "bring the schema up at the start: auto or no (auto on SQLite, no on PostgreSQL)", false, 0,
     check_migrate},
    {"DATABASE_PASSWORD", "", "PostgreSQL's, if it is not in the address", true, 0, check_password},
    {"REDIS_URL", "", "hot copies; none: in memory", false, AT(redis_url), check_redis},
    {"CACHE_MB", "64", "megabytes of documents that are kept in this process", false, 0,
     check_cache},
    {"GEMINI_API_KEY", "", "for texts by AI; none: the game's templates", true, AT(gemini_api_key),
     check_key},
    {"GEMINI_API_URL", "https://generativelanguage.googleapis.com", "the Gemini API", false,
     AT(gemini_api_url), check_api_url},
    {"GEMINI_API_VERSION", "v1beta", "of the Gemini API: v1beta or v1", false,
     AT(gemini_api_version), check_version},
    {"GEMINI_MODEL", "gemini-flash-lite-latest",
     "the model; or several with commas, the best first: the next is asked when money is short",
     false, AT(gemini_model), check_models},
    {"GEMINI_PATIENCE_MS", "20000",
     "a player waits so long for a text before its template is shown", false, 0, check_patience},
    {"GEMINI_PICTURES", "no",
     "things whose prompt says so get a picture, too, which costs more than their text: yes or no",
     false, 0, check_pictures},
    {"GEMINI_DAILY_USD", "1", "the most that AI may cost a day (UTC)", false, 0, check_daily_usd},
    {"GEMINI_HOURLY_USD", "", "an hour; none: a quarter of the day's", false, 0, check_hourly_usd},
    {"GEMINI_PLAYER_USD", "", "for one player's finds a day; none: a tenth of the day's", false, 0,
     check_player_usd},
    {"GEMINI_DAILY_CALLS", "0", "the most calls a day; 0: as many as the money pays", false, 0,
     check_daily_calls},
    {"GEMINI_HOURLY_CALLS", "0", "an hour", false, 0, check_hourly_calls},
    {"GEMINI_PLAYER_CALLS", "0", "for one player's finds a day", false, 0, check_player_calls},
    {"HTTP_LISTEN", "127.0.0.1:8090", "address of the web chat, health and metrics; none: nowhere",
     false, AT(http_listen), check_listen},
    {"SCRIPTS_DIR", "scripts", "the game's Lua", false, AT(scripts_dir), NULL},
    {"CONTENT_DIR", "content", "the game's data", false, AT(content_dir), NULL},
    {"LOCAL_TELEGRAM_PASSWORD", "", "wanted by the web chat; a must beyond loopback", true,
     AT(local_telegram_password), NULL},
    {SETTING_SCENARIO, "", "file of faults for the local Telegram; --scenario", false,
     AT(local_telegram_scenario), NULL},
    {"SUPERVISE", "yes", "start the engine again when it was ended: yes or no", false, 0,
     check_supervise},
    {"WATCHDOG_MS", "15000", "end the engine when it stands still that long; 0: never", false, 0,
     check_watchdog},
    {"REHEARSE_TURNS", "500", "turns that a reload plays again with new scripts; 0: none", false, 0,
     check_rehearse},
    {"CANDIDATE_MS", "60000", "new scripts may be tried for so long before they are given up",
     false, 0, check_candidate},
    {SETTING_WATCH, "no", "what is saved in the game's folders goes live: yes or no; --watch",
     false, 0, check_watch},
    {"LOG_FORMAT", "console", "console or json", false, 0, check_format},
    {"LOG_LEVEL", "info", "debug, info, warn or error", false, 0, check_level},
};
const size_t settings_count = sizeof settings_table / sizeof settings_table[0];
_Static_assert(sizeof settings_table / sizeof settings_table[0] <= SETTINGS_MAX, "SETTINGS_MAX");
