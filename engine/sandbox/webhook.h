/* Inside sandbox/: delivering updates to a bot's webhook. */
#ifndef BYLINA_SANDBOX_WEBHOOK_H
#define BYLINA_SANDBOX_WEBHOOK_H

#include "sandbox/model.h"

#define WEBHOOK_CONNECTIONS     40
#define WEBHOOK_CONNECTIONS_MAX 100
#define WEBHOOK_URL_MAX         2048
#define WEBHOOK_SCAN_MAX        500 /* updates looked at in one go */
#define WEBHOOK_RETRY_MAX_MS    60000
#define WEBHOOK_TIMEOUT_MS      60000

struct webhook;

void webhook_serve(struct webhook *webhook); /* sends what can be sent */
json *webhook_save(const struct webhook *webhook);
void webhook_load(struct bot *bot, const json *saved); /* NULL: none */
void webhook_free(struct webhook *webhook);

#endif
