/* Writing the journal's lines: see records.h. apply.c reads them. */
#include "sandbox/records.h"

#include "base/str.h"
#include "sandbox/callbacks.h"
#include "sandbox/files.h"
#include "sandbox/hold.h"
#include "sandbox/journal.h"
#include "sandbox/payments.h"
#include "sandbox/updates.h"
#include "sandbox/webhook.h"

#include <inttypes.h>

static json *record_new(const char *about)
{
    json *record = json_object();
    json_add_str(record, "t", about);
    return record;
}

static json *record_of_bot(const char *about, const struct bot *bot)
{
    json *record = record_new(about);
    json_add_int(record, "bot", bot->id);
    return record;
}

void records_bot(const struct bot *bot)
{
    struct sandbox *sandbox = bot->sandbox;
    if (!sandbox->journal)
        return;
    json *record = record_new("bot");
    json_add_int(record, "id", bot->id);
    json_add(record, "user", json_clone(bot->user));
    json_add_int(record, "next_update", bot->next_update_id);
    json_add_int(record, "last_message", bot->last_message_id);
    json_add(record, "commands", json_clone(bot->commands));
    if (bot->allowed)
        json_add(record, "allowed", json_clone(bot->allowed));
    if (bot->webhook)
        json_add(record, "webhook", webhook_save(bot->webhook));
    json_add_bool(record, "current", bot == sandbox->current);
    journal_add(sandbox->journal, record);
}

void records_adopt(const struct bot *bot)
{
    if (!bot->sandbox->journal)
        return;
    json *record = record_new("adopt");
    json_add_int(record, "id", bot->id);
    journal_add(bot->sandbox->journal, record);
}

void records_player(struct sandbox *sandbox, const struct player *player)
{
    if (!sandbox->journal)
        return;
    json *record = record_new("player");
    json_add(record, "user", json_clone(player->user));
    journal_add(sandbox->journal, record);
}

void records_chat(const struct chat *chat)
{
    if (!chat->bot->sandbox->journal)
        return;
    json *record = record_of_bot("chat", chat->bot);
    json_add(record, "chat", json_clone(chat->info));
    json_add(record, "members", json_clone(chat->members));
    json_add_bool(record, "started", chat->started);
    json_add_bool(record, "blocked", chat->blocked);
    if (chat->migrated_to)
        json_add_int(record, "migrated_to", chat->migrated_to);
    if (chat->keyboard)
        json_add(record, "keyboard", json_clone(chat->keyboard));
    journal_add(chat->bot->sandbox->journal, record);
}

void records_message(const struct chat *chat, const struct message *message)
{
    if (!chat->bot->sandbox->journal)
        return;
    json *record = record_of_bot("message", chat->bot);
    json_add(record, "m", json_clone(message->body));
    if (message->reaction)
        json_add(record, "reaction", json_clone(message->reaction));
    if (message->payload)
        json_add_str(record, "payload", message->payload);
    journal_add(chat->bot->sandbox->journal, record);
}

void records_delete(const struct chat *chat, int64_t id)
{
    if (!chat->bot->sandbox->journal)
        return;
    json *record = record_of_bot("delete", chat->bot);
    json_add_int(record, "chat", chat->id);
    json_add_int(record, "id", id);
    journal_add(chat->bot->sandbox->journal, record);
}

void records_update(const struct bot *bot, const struct update *update)
{
    struct buf line;
    if (!bot->sandbox->journal)
        return;
    buf_init(&line, JOURNAL_LINE_LIMIT);
    buf_addf(&line, "{\"t\":\"update\",\"bot\":%" PRId64 ",\"at\":%" PRId64 ",%s\"u\":", bot->id,
             update->at_ms, update->stubborn ? "\"late\":true," : "");
    buf_add(&line, update->text, update->len);
    buf_addc(&line, '}');
    if (!line.full)
        journal_add_text(bot->sandbox->journal, line.data, line.len);
    buf_done(&line);
}

void records_ack(const struct bot *bot, int64_t below)
{
    if (!bot->sandbox->journal)
        return;
    json *record = record_of_bot("ack", bot);
    json_add_int(record, "below", below);
    journal_add(bot->sandbox->journal, record);
}

void records_clock(struct sandbox *sandbox)
{
    if (!sandbox->journal)
        return;
    json *record = record_new("clock");
    json_add_int(record, "skipped", sandbox->skipped_s);
    journal_add(sandbox->journal, record);
}

static void dump_chat(const struct chat *chat)
{
    records_chat(chat);
    for (size_t i = 0; i < chat->count; i++)
        records_message(chat, chat->messages[i]);
}

static void dump_bot(const struct bot *bot)
{
    records_bot(bot);
    for (struct list_node *n = list_first(&bot->chat_list); n; n = list_next(&bot->chat_list, n))
        dump_chat(LIST_OF(n, struct chat, node));
    for (struct list_node *n = list_first(&bot->updates); n; n = list_next(&bot->updates, n))
        if (!LIST_OF(n, struct update, node)->once)
            records_update(bot, LIST_OF(n, struct update, node));
    hold_record(bot, INT64_MAX);
}

/* The sandbox's own journal is NULL while the first file is written: it is set for the while. */
void records_dump(void *ctx, struct journal *journal)
{
    struct sandbox *sandbox = ctx;
    struct journal *before = sandbox->journal;
    const struct list *players = &sandbox->player_list;
    const struct list *bots = &sandbox->bot_list;
    sandbox->journal = journal;
    records_clock(sandbox);
    for (struct list_node *n = list_first(players); n; n = list_next(players, n))
        records_player(sandbox, LIST_OF(n, struct player, node));
    files_dump(sandbox);
    for (struct list_node *n = list_first(bots); n; n = list_next(bots, n))
        dump_bot(LIST_OF(n, struct bot, node));
    callbacks_dump(sandbox);
    payments_dump(sandbox);
    sandbox->journal = before;
}
