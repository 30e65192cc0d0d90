/* Reading the configuration.
 *
 * One table of variables (settings.c) is all there is: name, default, meaning, where its text goes
 * and how it is checked. Sources are laid over each other as texts, then every text is checked; the
 * findings of all variables are put into one error, one line each, so that an operator mends them
 * in one go. */
#include "app/config.h"

#include "app/envfile.h"
#include "app/settings.h"
#include "app/valuefile.h"
#include "base/mem.h"
#include "base/str.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define FINDINGS_LIMIT   ERR_TEXT_LIMIT
#define SETTING_NAME_MAX 80

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
    for (size_t i = 0; i < settings_count; i++) {
        const char *value =
            settings_table[i].secret ? NULL : flag_value(word, settings_table[i].name);
        if (!value && str_equal(settings_table[i].name, SETTING_SCENARIO))
            value = flag_value(word, "SCENARIO"); /* a name that hands can type */
        if (str_equal(settings_table[i].name, SETTING_WATCH) && str_equal(word, "--watch"))
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

static const char *find_value(const char *name, const struct envfile *file)
{
    const char *there = getenv(name);
    return there ? there : envfile_get(file, name);
}

/* NAME if it says anything, else the text of the file that NAME_FILE names; such texts are kept in
 * `filed`, for free(). */
static void read_sources(const char **values, char **filed, const struct envfile *file,
                         struct buf *findings)
{
    char name_file[SETTING_NAME_MAX];
    for (size_t i = 0; i < settings_count; i++) {
        const char *name = settings_table[i].name;
        const char *value = find_value(name, file);
        snprintf(name_file, sizeof name_file, "%s_FILE", name);
        const char *path = value && *value ? NULL : find_value(name_file, file);
        if (path && *path)
            value = filed[i] = valuefile_read(name, path, findings);
        values[i] = value ? value : settings_table[i].otherwise;
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
    if (setting->at || setting == settings_table)
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
    const char *values[SETTINGS_MAX];
    char *filed[SETTINGS_MAX] = {NULL};
    struct envfile file;
    struct buf findings;
    int code = 0;

    memset(config, 0, sizeof *config);
    buf_init(&findings, FINDINGS_LIMIT);
    envfile_read(&file, env_file, &findings);
    read_sources(values, filed, &file, &findings);
    read_flags(values, argv, &findings);
    for (size_t i = 0; i < settings_count; i++)
        store_value(config, &settings_table[i], values[i], &findings);
    for (size_t i = 0; i < settings_count; i++)
        free(filed[i]);
    if (need == CONFIG_GAME) {
        check_folder("SCRIPTS_DIR", config->scripts_dir, &findings);
        check_folder("CONTENT_DIR", config->content_dir, &findings);
    }
    if (need != CONFIG_ASKING)
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
    const char *values[SETTINGS_MAX] = {NULL};
    struct buf findings;
    buf_init(&findings, FINDINGS_LIMIT);
    read_flags(values, argv, &findings);
    for (size_t i = 0; i < settings_count; i++)
        if (values[i])
            setenv(settings_table[i].name, values[i], 1);
    buf_done(&findings);
}

bool config_everyone_owner(const struct config *config)
{
    return !*config->bot_token && config->role_count == 0;
}

void config_done(struct config *config)
{
    for (size_t i = 0; i < settings_count; i++)
        if (settings_table[i].at || i == 0)
            free(*(char **)(void *)((char *)config + settings_table[i].at));
    free(config->roles);
    memset(config, 0, sizeof *config);
}

void config_help(struct buf *out)
{
    for (size_t i = 0; i < settings_count; i++) {
        const struct setting *setting = &settings_table[i];
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
