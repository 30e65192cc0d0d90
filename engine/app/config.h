/* The configuration: a .env file, the environment, flags; the later wins. Instead of a variable
 * NAME there may be NAME_FILE, the path of a file that holds its text. Every variable is checked
 * at the start and all that is wrong is said at once.
 *
 * A variable BOT_RATE is the flag --bot-rate. Secrets have no flag, since a process's title is seen
 * by all users of a machine; they are hidden from the log as soon as they are read. */
#ifndef BYLINA_APP_CONFIG_H
#define BYLINA_APP_CONFIG_H

#include "app/budget.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/log.h"

#include <stdbool.h>
#include <stdint.h>

#define CONFIG_ROLES_MAX 64

struct bind_role;

struct config {
    char *bot_token; /* "": the local Telegram */
    char *bot_api_url;
    char *bot_mode;
    char *webhook_url;
    char *webhook_secret;
    struct bind_role *roles; /* bind/bind.h; each id once, with the highest of its roles */
    size_t role_count;
    int64_t bot_rate;
    char *database_url;
    bool migrate; /* bring its schema up at the start */
    char *redis_url;
    int64_t cache_mb; /* MiB */
    char *gemini_api_key;
    char *gemini_api_url;
    char *gemini_api_version;   /* "v1beta" or "v1" */
    char *gemini_model;         /* or several with commas: the ladder */
    bool gemini_pictures;       /* things may get a picture, too */
    int64_t gemini_patience_ms; /* a player waits so long for a text */
    struct budget budget;       /* of AI */
    char *http_listen;
    char *scripts_dir;
    char *content_dir;
    char *local_telegram_password;
    char *local_telegram_scenario; /* "": none */
    int64_t watchdog_ms;           /* 0: no watchdog */
    int64_t rehearse_turns;        /* that are recorded; 0: none */
    int64_t candidate_ms;          /* so long may new scripts be tried */
    bool supervise;
    bool watch; /* the game's files: what is saved goes live */
    enum log_format log_format;
    enum log_level log_level;
};

enum config_need {
    CONFIG_ASKING, /* only asks an engine that runs elsewhere with the same variables */
    CONFIG_ALONE,
    CONFIG_GAME,
};

/* argv: the words behind the command, NULL-terminated. env_file: usually ".env"; absent is fine.
 * CONFIG_GAME: the folders of the game must be there. ERR_INVALID with one line a mistake.
 * config_done in any case. */
int config_load(struct config *config, const char *env_file, char *const *argv,
                enum config_need need, struct err *err);
void config_done(struct config *config);

/* Flags into the environment, so that a process that this one starts has the same configuration.
 * argv: as for config_load, which found nothing wrong with it. */
void config_pass_on(char *const *argv);

/* Nobody is named and the game is played in the local Telegram: then everybody is an owner. */
bool config_everyone_owner(const struct config *config);

/* The variables with their defaults and meanings, one a line, for --help. */
void config_help(struct buf *out);

/* Is "host:port" on this machine only? */
bool config_is_loopback(const char *listen);

#endif
