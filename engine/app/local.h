/* The local Telegram beside the bot: HTTP server and emulator on HTTP_LISTEN. */
#ifndef BYLINA_APP_LOCAL_H
#define BYLINA_APP_LOCAL_H

#include "app/config.h"
#include "http/client.h"
#include "http/server.h"
#include "loop/loop.h"
#include "json/json.h"

/* Of Telegram's form, known to everybody, good for nothing but the local Telegram. */
#define LOCAL_TOKEN "1000000001:bylina-local-telegram-needs-no-secr"

struct local;

/* title: the game's name, by which the bot is called. */
int local_new(struct loop *loop, struct http_client *client, const struct config *config,
              const char *title, struct local **ret_local, struct err *err);
const char *local_address(const struct local *local); /* "http://127.0.0.1:8090" */
struct sandbox *local_sandbox(const struct local *local);
struct http_server *local_server(struct local *local);
/* A notice over the web chat (sandbox.h); NULL takes it away. */
void local_notice(struct local *local, const json *notice);
void local_quiet(struct local *local); /* no more requests from here on; NULL is fine */
void local_free(struct local *local);

#endif
