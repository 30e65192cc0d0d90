/* Failed scripts and failed calls: lists, one of them whole, and what is done about them.
 *
 * An act means one of them (id), all open ones, or all whose report begins with the same line as
 * that of one (same). It walks the open ones from the newest down, a page at a time, and settles
 * each in a transaction of its own; what was tried again goes into its lane, or its chat's queue,
 * as soon as that stands. A crash in the middle leaves some settled and some open, and the letters
 * and calls of those that are settled in the database, where the next start finds them; likewise
 * those of a transaction that stood although the database could not say so. */
#include "app/admin_inner.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "turn/told.h"

#include <stdlib.h>
#include <string.h>

static size_t first_line(const char *report)
{
    return strcspn(report, "\n");
}

static void add_line(json *row, const char *key, const char *text)
{
    char *line = mem_strndup(text, first_line(text));
    json_add_str(row, key, line);
    free(line);
}

/* --- lists ----------------------------------------------------------------------------------- */

/* True: the page has room for this row. */
static bool has_room(struct ask *ask)
{
    bool room = json_count(ask->rows) < ADMIN_PAGE;
    if (!room)
        json_add_bool(ask->answer, "more", true);
    return room;
}

static void on_failure_line(void *ctx, const struct store_failure *row, const struct err *err)
{
    struct ask *ask = ctx;
    if (err) {
        ask_fail(ask, err);
    } else if (!row) {
        ask_tell(ask, "failures");
    } else if (has_room(ask)) {
        json *line = ask_row(ask);
        json_add_int(line, "id", row->id);
        json_add_str(line, "lane", row->lane);
        json_add_int(line, "at", row->failed_ms / 1000);
        add_line(line, "line", row->report);
    }
}

void ask_failures(struct ask *ask)
{
    store_failures_load(ask->admin->config.store, json_int(ask->words, "before", 0), ADMIN_PAGE + 1,
                        on_failure_line, ask);
}

static void on_kind(void *ctx, const struct store_failure_kind *row, const struct err *err)
{
    struct ask *ask = ctx;
    if (err) {
        ask_fail(ask, err);
    } else if (!row) {
        ask_tell(ask, "errors");
    } else if (has_room(ask)) {
        json *line = ask_row(ask);
        json_add_int(line, "id", row->newest);
        json_add_int(line, "count", row->count);
        json_add_int(line, "lanes", row->lanes);
        json_add_int(line, "at", row->failed_ms / 1000);
        json_add_str(line, "line", row->line);
    }
}

void ask_errors(struct ask *ask)
{
    store_failure_kinds_load(ask->admin->config.store, ADMIN_PAGE + 1, on_kind, ask);
}

void ask_poison(struct ask *ask)
{
    json_add_bool(ask->answer, "poison", true);
    store_poison_load(ask->admin->config.store, json_int(ask->words, "before", 0), ADMIN_PAGE + 1,
                      on_failure_line, ask);
}

static void on_queue(void *ctx, const struct store_queue *row, const struct err *err)
{
    struct ask *ask = ctx;
    if (err) {
        ask_fail(ask, err);
        return;
    }
    if (!row) {
        ask_tell(ask, "outbox");
        return;
    }
    if (json_count(ask->rows) == 0) {
        json_add_int(ask->answer, "all", row->all);
        json_add_int(ask->answer, "screens", row->screens);
    }
    json *line = ask_row(ask);
    json_add_int(line, "chat", row->chat);
    json_add_int(line, "count", row->count);
    if (row->oldest_ms)
        json_add_int(line, "waits", (clock_wall_ms() - row->oldest_ms) / 1000);
}

static void on_failed_counts(void *ctx, const struct store_counts *counts, const struct err *err)
{
    struct ask *ask = ctx;
    struct turns_status status;
    if (err) {
        ask_fail(ask, err);
        return;
    }
    turns_status(ask->admin->config.turns, &status);
    json_add_int(ask->answer, "outgoing", status.outgoing);
    json_add_int(ask->answer, "calls", counts->calls);
    store_queues_load(ask->admin->config.store, ADMIN_PAGE, on_queue, ask);
}

void ask_outbox(struct ask *ask)
{
    store_counts_get(ask->admin->config.store, 0, on_failed_counts, ask);
}

static void on_failure(void *ctx, const struct store_failure *row, const struct err *err)
{
    struct ask *ask = ctx;
    if (err) {
        ask_fail(ask, err);
        return;
    }
    if (!row) {
        ask_tell(ask, "failure");
        return;
    }
    json *whole = ask_row(ask);
    json_add_int(whole, "id", row->id);
    json_add_str(whole, "event", row->event);
    json_add_str(whole, "lane", row->lane);
    json_add_int(whole, "at", row->failed_ms / 1000);
    json_add_str(whole, "report", row->report);
    json_add_int(whole, "state", (int64_t)row->state);
    if (row->body)
        json_add_str(whole, "body", row->body);
    if (row->settled_by) {
        json_add_int(whole, "settled", row->settled_ms / 1000);
        json_add_str(whole, "by", row->settled_by);
    }
}

void ask_failure(struct ask *ask)
{
    store_failure_get(ask->admin->config.store, json_int(ask->words, "id", 0), on_failure, ask);
}

static void on_call_line(void *ctx, const struct store_failed_out *row, const struct err *err)
{
    struct ask *ask = ctx;
    if (err) {
        ask_fail(ask, err);
    } else if (!row) {
        ask_tell(ask, "calls");
    } else if (has_room(ask)) {
        json *line = ask_row(ask);
        json_add_int(line, "id", row->out.id);
        json_add_int(line, "chat", row->out.chat);
        json_add_int(line, "at", row->ended_ms / 1000);
        json_add_str(line, "words", row->words ? row->words : "");
        json_add_str(line, "body", row->out.body);
    }
}

void ask_calls(struct ask *ask)
{
    store_failed_outs_load(ask->admin->config.store, json_int(ask->words, "before", 0),
                           ADMIN_PAGE + 1, on_call_line, ask);
}

/* --- acts ------------------------------------------------------------------------------------ */

struct settling {
    struct ask *ask;
    bool calls;   /* not scripts */
    bool again;   /* not dropped */
    int64_t id;   /* this one; 0: all that fit */
    char *same;   /* first line of their report; NULL: any */
    int64_t last; /* of the page: the next one goes on below it */
    size_t rows;  /* of the page */
    bool listed;  /* the page is there */
    size_t under_way;
    int64_t done;
    int64_t left;   /* their event was not kept */
    struct err err; /* the first */
};

struct one { /* of them, until its transaction has ended */
    struct settling *settling;
    struct store_failure_end failure;
    struct store_failed_out_end call;
    struct store_letter letter;
    struct store_out out;
    char *lane;
    char *body;
    int tries; /* of the transaction */
};

static void page_load(struct settling *settling);

static void settling_look(struct settling *settling)
{
    if (!settling->listed || settling->under_way)
        return;
    if (!settling->err.code && !settling->id && settling->rows == STORE_LIST_MAX) {
        page_load(settling);
        return;
    }
    struct ask *ask = settling->ask;
    json_add_int(ask->answer, "done", settling->done);
    json_add_int(ask->answer, "left", settling->left);
    json_add_bool(ask->answer, "calls", settling->calls);
    json_add_bool(ask->answer, "again", settling->again);
    json_add_int(ask->answer, "id", settling->id);
    struct err err = settling->err;
    free(settling->same);
    free(settling);
    if (err.code)
        ask_fail(ask, &err);
    else
        ask_tell(ask, "settled");
}

static void settle(struct one *one);

/* What is tried again goes on. */
static void go_on(const struct one *one, bool known)
{
    struct turns *turns = one->settling->ask->admin->config.turns;
    if (known && one->settling->calls)
        turns_call(turns, &one->out);
    else if (known)
        turns_letter(turns, &one->letter, one->failure.received);
    else if (one->settling->calls)
        turns_look_call(turns, one->out.id);
    else
        turns_look_letter(turns, one->letter.id);
}

/* One whose end is not known is settled again. That it is gone then says that it stood, most
 * likely: the database knows. */
static void on_settled(void *ctx, const struct err *err)
{
    struct one *one = ctx;
    struct settling *settling = one->settling;
    bool gone = err && err->code == ERR_NOT_FOUND;
    bool unknown = err && !gone && err->code != ERR_INVALID && err->code != ERR_CANCELLED;
    if (unknown && one->tries < ACT_TRIES) {
        settle(one);
        return;
    }
    if (settling->again && (!err || unknown || (gone && one->tries > 1)))
        go_on(one, !err);
    if (!err || (gone && one->tries > 1))
        settling->done++;
    else if (err->code == ERR_INVALID)
        settling->left++;
    else if (!gone && !settling->err.code) /* gone: another admin was first */
        settling->err = *err;
    free(one->lane);
    free(one->body);
    free(one);
    settling->under_way--;
    settling_look(settling);
}

static void settle(struct one *one)
{
    struct store *store = one->settling->ask->admin->config.store;
    one->tries++;
    if (one->settling->calls)
        store_failed_out_settle(store, &one->call, on_settled, one);
    else
        store_failure_settle(store, &one->failure, on_settled, one);
}

static struct one *one_new(struct settling *settling, const char *lane, const char *body)
{
    struct one *one = mem_alloc(sizeof *one);
    one->settling = settling;
    one->lane = mem_strdup(lane);
    one->body = mem_strdup(body);
    settling->under_way++;
    return one;
}

static void on_listed(struct settling *settling, const struct err *err)
{
    settling->listed = true;
    if (err)
        settling->err = *err;
    settling_look(settling);
}

static bool fits(struct settling *settling, int64_t id, const char *report)
{
    settling->last = id;
    settling->rows++;
    if (settling->id && settling->id != id)
        return false;
    if (!settling->same || !report)
        return true; /* calls have no kinds */
    size_t len = first_line(report);
    return strlen(settling->same) == len && memcmp(settling->same, report, len) == 0;
}

static void on_failure_row(void *ctx, const struct store_failure *row, const struct err *err)
{
    struct settling *settling = ctx;
    const struct admin_config *config = &settling->ask->admin->config;
    if (!row) {
        on_listed(settling, err);
        return;
    }
    if (!fits(settling, row->id, row->report))
        return;
    struct one *one = one_new(settling, row->lane, row->body ? row->body : "");
    one->failure = (struct store_failure_end){.id = row->id, .who = settling->ask->player};
    if (settling->again) {
        one->failure.letter = store_id(config->store);
        one->failure.received = turns_now(config->turns);
    }
    one->letter = (struct store_letter){one->failure.letter, one->lane, one->body};
    settle(one);
}

static void on_call_row(void *ctx, const struct store_failed_out *row, const struct err *err)
{
    struct settling *settling = ctx;
    struct store *store = settling->ask->admin->config.store;
    if (!row) {
        on_listed(settling, err);
        return;
    }
    if (!fits(settling, row->out.id, NULL))
        return;
    struct one *one = one_new(settling, "", row->out.body);
    one->call = (struct store_failed_out_end){.id = row->out.id, .who = settling->ask->player};
    if (settling->again)
        one->call.again = store_id(store);
    one->out = row->out;
    one->out.id = one->call.again;
    one->out.body = one->body;
    settle(one);
}

static void page_load(struct settling *settling)
{
    struct store *store = settling->ask->admin->config.store;
    int64_t before = settling->id ? settling->id + 1 : settling->last;
    int64_t limit = settling->id ? 1 : STORE_LIST_MAX;
    settling->rows = 0;
    settling->listed = false;
    if (settling->calls)
        store_failed_outs_load(store, before, limit, on_call_row, settling);
    else
        store_failures_load(store, before, limit, on_failure_row, settling);
}

/* The model whose first line the others must have. */
static void on_model(void *ctx, const struct store_failure *row, const struct err *err)
{
    struct settling *settling = ctx;
    if (row) {
        settling->same = mem_strndup(row->report, first_line(row->report));
    } else if (err || !settling->same) {
        on_listed(settling, err);
    } else {
        page_load(settling);
    }
}

void ask_settle(struct ask *ask)
{
    struct settling *settling = mem_alloc(sizeof *settling);
    int64_t same = json_int(ask->words, "same", 0);
    settling->ask = ask;
    settling->calls = json_bool(ask->words, "calls", false);
    settling->again = json_bool(ask->words, "again", false);
    settling->id = json_int(ask->words, "id", 0);
    if (same)
        store_failure_get(ask->admin->config.store, same, on_model, settling);
    else
        page_load(settling);
}
