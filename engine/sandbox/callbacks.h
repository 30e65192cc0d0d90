/* Inside sandbox/: taps on inline buttons, and their answers. */
#ifndef BYLINA_SANDBOX_CALLBACKS_H
#define BYLINA_SANDBOX_CALLBACKS_H

#include "sandbox/model.h"

#define CALLBACKS_MAX      5000
#define CALLBACK_ANSWER_MS INT64_C(150000)

struct callback {
    struct list_node node;
    char *id;
    int64_t bot;
    int64_t chat;
    int64_t player;
    int64_t at_ms; /* wall clock of the machine */
    bool answered;
    char *text; /* of the answer; NULL: none */
    char *url;
    bool show_alert;
};

/* Queues the callback_query; *ret_update: its id, 0: not wanted. */
struct callback *callbacks_tap(struct chat *chat, const struct player *player,
                               const struct message *message, const char *data,
                               int64_t *ret_update);
struct callback *callbacks_find(struct sandbox *sandbox, const char *id);
json *
callbacks_view(const struct callback *callback); /* {ok, answered, text?, show_alert?, url?} */

void callbacks_init(struct sandbox *sandbox);
void callbacks_load(struct sandbox *sandbox, const json *record);
void callbacks_dump(struct sandbox *sandbox);
void callbacks_done(struct sandbox *sandbox);

#endif
