/* bylina sandbox: the local Telegram alone, for bots in any language. */
#include "app/command.h"
#include "app/config.h"
#include "base/log.h"
#include "http/client.h"
#include "http/server.h"
#include "loop/loop.h"
#include "sandbox/sandbox.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#define REQUEST_LIMIT (64u << 20)

static void on_signal(void *ctx)
{
    loop_stop(ctx);
}

static void announce(const struct config *config, struct http_server *server)
{
    log_info("app", LOG_T("the local Telegram is open"), LOG_S("listen", config->http_listen),
             LOG_I("port", http_server_port(server)));
    if (!config_is_loopback(config->http_listen))
        log_warn("app", LOG_T("it is open to the network, behind a password"));
}

static int serve(struct loop *loop, const struct config *config, struct err *err)
{
    struct http_server_config listen = {.listen = config->http_listen, .body_limit = REQUEST_LIMIT};
    struct http_client *client = http_client_new(loop);
    struct http_server *server = NULL;
    struct sandbox *sandbox = NULL;

    int code = http_server_new(loop, &listen, &server, err);
    if (code == 0) {
        struct sandbox_config sandbox_config = {
            .server = server,
            .client = client,
            .journal = getenv("LOCAL_TELEGRAM_JOURNAL"),
            .password = *config->local_telegram_password ? config->local_telegram_password : NULL,
            .clock_hook = getenv("LOCAL_TELEGRAM_CLOCK_HOOK"),
            .scenario = *config->local_telegram_scenario ? config->local_telegram_scenario : NULL,
        };
        code = sandbox_new(loop, &sandbox_config, &sandbox, err);
    }
    if (code == 0) {
        announce(config, server);
        loop_run(loop);
    }
    http_server_free(server);
    sandbox_free(sandbox);
    http_client_free(client);
    return code;
}

static int run(char *const *argv)
{
    struct config config;
    struct err err;

    if (config_load(&config, ".env", argv, CONFIG_ALONE, &err)) {
        fprintf(stderr, "%s\n", err.text);
        config_done(&config);
        return EXIT_USAGE;
    }
    log_setup(config.log_format, config.log_level);
    struct loop *loop = loop_new();
    struct loop_signal *ends[2] = {loop_signal_new(loop, SIGINT, on_signal, loop),
                                   loop_signal_new(loop, SIGTERM, on_signal, loop)};
    int code = serve(loop, &config, &err);
    if (code)
        log_error("app", LOG_T("the local Telegram ends"), LOG_S("error", err.text));
    loop_signal_free(ends[0]);
    loop_signal_free(ends[1]);
    loop_free(loop);
    config_done(&config);
    return code ? EXIT_BAD : EXIT_GOOD;
}

const struct command command_sandbox = {
    .name = "sandbox",
    .summary = "run the local Telegram alone, for bots in any language",
    .help =
        "Serves the Bot API at http://HTTP_LISTEN/bot<token>/METHOD for any token of Telegram's\n"
        "form, and the web chat at http://HTTP_LISTEN/ (docs/local-telegram.md).\n"
        "LOCAL_TELEGRAM_JOURNAL names a file in which its state is kept; none: it is forgotten.\n"
        "LOCAL_TELEGRAM_CLOCK_HOOK is an address that is told when a player skips time.\n"
        "--scenario FILE (LOCAL_TELEGRAM_SCENARIO) brings faults by seed and rules.\n",
    .run = run,
};
