/* Inside sandbox/: the journal's lines. Each is an object with "t", what it is about:
 *
 *     bot       id, user, next_update, last_message, allowed, commands, webhook, current
 *     adopt     id: bot 0 is that one from now on
 *     player    user
 *     chat      bot, chat, members, started, blocked, migrated_to, keyboard
 *     message   bot, m, reaction, payload
 *     delete    bot, chat, id
 *     update    bot, at, late, u  ack  bot, below
 *     callback, payment, file     all of it, as their files say
 *     clock     skipped
 *
 * Each replaces what was said of that thing before, so that replaying is adding in order. */
#ifndef BYLINA_SANDBOX_RECORDS_H
#define BYLINA_SANDBOX_RECORDS_H

#include "sandbox/model.h"

void records_bot(const struct bot *bot);
void records_adopt(const struct bot *bot);
void records_player(struct sandbox *sandbox, const struct player *player);
void records_chat(const struct chat *chat);
void records_message(const struct chat *chat, const struct message *message);
void records_delete(const struct chat *chat, int64_t id);
void records_update(const struct bot *bot, const struct update *update);
void records_ack(const struct bot *bot, int64_t below);
void records_clock(struct sandbox *sandbox);

void records_apply(void *sandbox, const json *record);     /* a journal_line_fn */
void records_dump(void *sandbox, struct journal *journal); /* a journal_dump_fn */

#endif
