/* The local Telegram beside the bot. The bot reaches it over HTTP like the real one; only its clock
 * is tied to the bot's: when a player skips time, the emulator tells the bot first (clockroute.c).
 * Its journal lies beside the database. */
#include "app/local.h"

#include "app/clockroute.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "sandbox/sandbox.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REQUEST_LIMIT (64u << 20) /* bytes: files come in here */

struct local {
    struct http_server *server;
    struct sandbox *sandbox;
    char *journal;
    char address[80];
    char hook[128];
};

static void name_address(struct local *local, const char *listen)
{
    const char *colon = strrchr(listen, ':');
    snprintf(local->address, sizeof local->address, "http://%.*s:%d",
             (int)(colon ? colon - listen : 0), listen, http_server_port(local->server));
    snprintf(local->hook, sizeof local->hook, "%s" CLOCKROUTE_PATH, local->address);
}

/* Beside the world's file; where the world is on a server, in the folder of the process. */
static char *journal_of(const char *database)
{
    if (str_starts(database, "sqlite:"))
        return mem_printf("%s.telegram", database + strlen("sqlite:"));
    return mem_strdup("bylina.telegram");
}

int local_new(struct loop *loop, struct http_client *client, const struct config *config,
              const char *title, struct local **ret_local, struct err *err)
{
    struct local *local = mem_alloc(sizeof *local);
    struct http_server_config server = {.listen = config->http_listen, .body_limit = REQUEST_LIMIT};
    int code = http_server_new(loop, &server, &local->server, err);
    if (code == 0) {
        name_address(local, config->http_listen);
        local->journal = journal_of(config->database_url);
        struct sandbox_config sandbox = {
            .server = local->server,
            .client = client,
            .journal = local->journal,
            .password = *config->local_telegram_password ? config->local_telegram_password : NULL,
            .clock_hook = local->hook,
            .scenario = *config->local_telegram_scenario ? config->local_telegram_scenario : NULL,
            .studio = "/studio/",
            .bot_name = *title ? title : NULL,
        };
        code = sandbox_new(loop, &sandbox, &local->sandbox, err);
    }
    if (code) {
        local_quiet(local);
        local_free(local);
        return code;
    }
    if (!config_is_loopback(config->http_listen))
        log_warn("app", LOG_T("the local Telegram is open to the network, behind a password"),
                 LOG_S("listen", config->http_listen));
    *ret_local = local;
    return 0;
}

const char *local_address(const struct local *local)
{
    return local->address;
}

struct sandbox *local_sandbox(const struct local *local)
{
    return local->sandbox;
}

struct http_server *local_server(struct local *local)
{
    return local->server;
}

void local_notice(struct local *local, const json *notice)
{
    sandbox_notice(local->sandbox, notice);
}

void local_quiet(struct local *local)
{
    if (!local)
        return;
    http_server_free(local->server);
    local->server = NULL;
}

void local_free(struct local *local)
{
    if (!local)
        return;
    sandbox_free(local->sandbox);
    free(local->journal);
    free(local);
}
