/* bylina healthcheck: asks a running engine whether it is alive, for containers and scripts.
 *
 * The address is the engine's own HTTP_LISTEN; one that stands for all addresses of the machine is
 * asked on loopback. Port 0 cannot be asked: nobody knows it. */
#include "app/command.h"
#include "app/config.h"
#include "base/mem.h"
#include "base/str.h"
#include "http/client.h"
#include "loop/loop.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ASK_MS     5000
#define BODY_LIMIT 4096

struct asking {
    struct loop *loop;
    int code;
};

static void on_answer(void *ctx, const struct http_response *res, const struct err *err)
{
    struct asking *asking = ctx;
    asking->code = res && res->status == 200 ? EXIT_GOOD : EXIT_BAD;
    if (err)
        fprintf(stderr, "bylina healthcheck: %s\n", err->text);
    else if (res)
        printf("%s", res->body);
    loop_stop(asking->loop);
}

/* "0.0.0.0:8090" is asked at 127.0.0.1:8090. The caller frees. */
static char *address_of(const char *listen, const char *path)
{
    const char *colon = strrchr(listen, ':');
    size_t len = (size_t)(colon - listen);
    if (len == strlen("0.0.0.0") && str_starts(listen, "0.0.0.0"))
        return mem_printf("http://127.0.0.1%s%s", colon, path);
    if (len == strlen("[::]") && str_starts(listen, "[::]"))
        return mem_printf("http://[::1]%s%s", colon, path);
    return mem_printf("http://%s%s", listen, path);
}

static int ask(const char *listen, const char *path)
{
    struct asking asking = {.loop = loop_new(), .code = EXIT_BAD};
    struct http_client *client = http_client_new(asking.loop);
    char *url = address_of(listen, path);
    struct http_request request = {
        .url = url,
        .timeout_ms = ASK_MS,
        .body_limit = BODY_LIMIT,
        .on_done = on_answer,
        .ctx = &asking,
    };
    http_client_send(client, &request);
    loop_run(asking.loop);
    http_client_free(client);
    loop_free(asking.loop);
    free(url);
    return asking.code;
}

static int run(char *const *argv)
{
    struct config config;
    struct err err;
    int code = EXIT_USAGE;
    bool ready = argv[0] && str_equal(argv[0], "ready");

    if (config_load(&config, ".env", argv + ready, CONFIG_ASKING, &err))
        fprintf(stderr, "%s\n", err.text);
    else if (str_equal(config.http_listen, "none") || str_ends(config.http_listen, ":0"))
        fprintf(stderr, "HTTP_LISTEN: no engine can be asked at \"%s\": set an address and port\n",
                config.http_listen);
    else
        code = ask(config.http_listen, ready ? "/readyz" : "/healthz");
    config_done(&config);
    return code;
}

const struct command command_healthcheck = {
    .name = "healthcheck",
    .summary = "ask the engine at HTTP_LISTEN whether it is alive",
    .help = "bylina healthcheck [ready] [--http-listen HOST:PORT]\n\n"
            "Exit 0 when it answers, 1 when it does not within five seconds. With `ready`: 0 only\n"
            "when it plays (it polls, and its database answers).\n",
    .run = run,
};
