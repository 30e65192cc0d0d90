/* What an operator's machines ask the engine, on HTTP_LISTEN:
 *
 *   GET /healthz   200 "ok" while the loop turns: restart it if this does not answer
 *   GET /readyz    200 when it plays, else 503 with the reason in a line
 *   GET /metrics   figures for Prometheus; no label tells of a player
 *
 * With the local Telegram these are further paths of its server; with a real bot the server is
 * the monitor's own. Loop thread only. */
#ifndef BYLINA_APP_MONITOR_H
#define BYLINA_APP_MONITOR_H

#include "app/reload.h"
#include "app/scribe.h"
#include "cache/hot.h"
#include "cache/news.h"
#include "http/server.h"
#include "store/store.h"
#include "telegram/telegram.h"
#include "turn/turn.h"

struct monitor;

struct monitor_config {
    struct loop *loop;
    struct http_server *server; /* the local Telegram's; NULL: one of its own, at `listen` */
    const char *listen;
    struct store *store;
    struct cache *cache;
    struct hot *hot; /* NULL: no Redis */
    struct news *news;
    struct turns *turns;
    struct telegram *telegram;
    struct reload *reload;
    const struct scribe *scribe;
};

/* err names HTTP_LISTEN and the mend. */
int monitor_new(const struct monitor_config *config, struct monitor **ret_monitor, struct err *err);
void monitor_ready(struct monitor *monitor, bool ready); /* it plays; NULL is fine */
/* Before the server of the local Telegram is freed no request may come any more. NULL is fine. */
void monitor_free(struct monitor *monitor);

#endif
