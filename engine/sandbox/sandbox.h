/* The local Telegram: an emulator of the Bot API with a web chat, for development and tests.
 *
 * Mounts on an HTTP server: /bot<token>/METHOD and /file/bot<token>/PATH (the Bot API),
 * /control/... (docs/local-telegram.md), and / (the web chat). State lives in memory and is
 * appended to a journal file, so that it survives a restart. It knows nothing of the engine: bots
 * in any language use it. The clock hook gets POST {"skip": seconds}. With a password, /control and
 * the web chat want it (HTTP basic, any user name). Loop thread only. */
#ifndef BYLINA_SANDBOX_SANDBOX_H
#define BYLINA_SANDBOX_SANDBOX_H

#include "base/error.h"
#include "http/client.h"
#include "http/server.h"
#include "loop/loop.h"
#include "json/json.h"

#include <stdbool.h>

struct sandbox;

struct sandbox_config {
    struct http_server *server;
    struct http_client *client; /* for webhooks and the clock hook */
    const char *journal;        /* path; NULL: nothing is kept */
    const char *password;       /* NULL: none */
    const char *clock_hook;     /* URL that is told before the clock moves, or NULL */
    const char *studio;         /* a page that the web chat links to, or NULL */
    const char *scenario;       /* path of a scenario's file (docs/local-telegram.md); NULL: none */
    const char *bot_name;       /* of a bot that is new here; NULL: "Local Bot" */
};

/* The door for other pages of the same server: answers the exchange itself if it may not pass. */
bool sandbox_admits(struct sandbox *sandbox, struct http_exchange *exchange);

int sandbox_new(struct loop *loop, const struct sandbox_config *config,
                struct sandbox **ret_sandbox, struct err *err);
/* What stands over the web chat for those who make the game: {kind, lines: [{where, text}], more};
 * kind "scripts": a change that does not load. NULL takes it away. */
void sandbox_notice(struct sandbox *sandbox, const json *notice);
/* Ends what waits, closes the journal. Free the server before, or at least never run the loop with
 * it again: its routes lead here. The client may be freed before or after. */
void sandbox_free(struct sandbox *sandbox);

#endif
