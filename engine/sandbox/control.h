/* Inside sandbox/: the control API, /control/...: docs/local-telegram.md is its contract. */
#ifndef BYLINA_SANDBOX_CONTROL_H
#define BYLINA_SANDBOX_CONTROL_H

#include "sandbox/model.h"

/* One control call: a function below answers it exactly once, now or later. */
struct ask {
    struct sandbox *sandbox;
    struct bot *bot;
    struct http_exchange *exchange;
    const json *body; /* an object; empty where none was sent */
};

typedef void (*control_fn)(struct ask *ask);

void control_on_request(void *sandbox, struct http_exchange *exchange); /* a route's handler */

/* A whole number of the query. */
int64_t ask_query(const struct ask *ask, const char *name, int64_t otherwise);
int64_t ask_timeout_ms(const struct ask *ask); /* `timeout` in seconds, 0 to WAIT_TIMEOUT_MAX_S */
/* By the body's `player` and `chat`, or NULL and the call was answered with 404. */
struct player *ask_player(struct ask *ask);
struct chat *ask_chat(struct ask *ask, const struct player *player); /* he is in it */
struct message *ask_message(struct ask *ask, const struct chat *chat);

/* control_players.c */
void control_players(struct ask *ask);
void control_groups(struct ask *ask);
void control_block(struct ask *ask);

/* control_upgrade.c */
void control_upgrade(struct ask *ask);

/* control_play.c */
void control_send(struct ask *ask);
void control_document(struct ask *ask); /* control_document.c */
void control_tap(struct ask *ask);
void control_answer(struct ask *ask);
void control_pay(struct ask *ask);
void control_refund(struct ask *ask);
void control_delete(struct ask *ask);

/* control_inline.c */
void control_inline(struct ask *ask);
void control_inline_choose(struct ask *ask);

/* control_look.c */
void control_state(struct ask *ask);
void control_chat(struct ask *ask);
void control_wait(struct ask *ask);
void control_calls(struct ask *ask);
void control_file(struct ask *ask);
void control_events(struct ask *ask);

/* control_faults.c */
void control_get_faults(struct ask *ask);
void control_add_fault(struct ask *ask);
void control_clear_faults(struct ask *ask);
void control_get_scenario(struct ask *ask);
void control_load_scenario(struct ask *ask);
void control_stop_scenario(struct ask *ask);
void control_flood(struct ask *ask);

/* control_notice.c */
void control_put_notice(struct ask *ask);
void control_end_notice(struct ask *ask);

/* control_clock.c */
void control_get_clock(struct ask *ask);
void control_skip(struct ask *ask);
void control_skip_end(struct sandbox *sandbox); /* the sandbox is about to end */

#endif
