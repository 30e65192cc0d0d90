/* The port: turn/ on one side, telegram/ on the other. It turns updates into inputs and posts into
 * Bot API calls, and what became of them into deliveries. It decides nothing. */
#ifndef BYLINA_APP_PORT_H
#define BYLINA_APP_PORT_H

#include "telegram/telegram.h"
#include "telegram/update.h"
#include "turn/aside.h"
#include "turn/turn.h"

struct album;
struct port;

/* effect is what a script asked the engine for (/reload), checkout a pre-checkout query to be
 * answered (till_check), with the ctx given here. */
struct port_config {
    struct telegram *telegram;
    struct album *album;
    const char *content_dir;
    void (*effect)(void *ctx, const char *lane, const char *name, const char *body);
    bool (*is_staff)(void *ctx, int64_t user);   /* plays on when the game is shut; NULL: nobody */
    void (*wanted)(void *ctx, const char *lore); /* a text of lore */
    void (*foreign)(void *ctx);                  /* others have written into the database */
    void (*heard)(void *ctx, int64_t user);      /* an update of his was read; NULL: nobody asks */
    void (*aside)(void *ctx, const struct turn_aside *aside); /* a handler was set aside */
    void (*checkout)(void *ctx, const char *query, const char *event, const char *lang);
    void (*query)(void *ctx, const char *query, const char *event); /* an inline query, likewise */
    bool (*asked_inline)(void *ctx); /* the game has inline commands; NULL: no */
    void *ctx;
};

struct port *port_new(const struct port_config *config);
void port_free(struct port *port);
struct turn_port port_turn(struct port *port);

/* Does the game want inline queries now? */
bool port_asked_inline(const struct port *port);

/* An update as an input: 0, ERR_NOT_FOUND when it is none of the game's business (and was settled
 * here), ERR_INVALID when it is broken. The input's pointers live until the next call. */
int port_read(struct port *port, const json *update, struct turn_input *ret_input, struct err *err);

#endif
