/* Payments in Stars: the list, and what is done about one of them: `act` "refund" or "retry", or
 * nothing but a look. */
#include "app/admin_inner.h"

#include "base/mem.h"
#include "base/str.h"
#include "store/paid.h"
#include "turn/told.h"

#include <stdlib.h>

static void add_payment(struct ask *ask, const struct store_paid *row)
{
    json *line = ask_row(ask);
    json_add_int(line, "number", row->number);
    json_add_str(line, "charge", row->payment.charge);
    json_add_int(line, "payer", row->payment.payer);
    json_add_int(line, "amount", row->payment.amount);
    json_add_str(line, "currency", row->payment.currency);
    json_add_str(line, "payload", row->payment.payload);
    json_add_int(line, "at", row->paid_ms / 1000);
    json_add_bool(line, "credited", row->credited_ms != 0);
    json_add_bool(line, "refund", row->refund_ms != 0);
    json_add_bool(line, "refunded", row->refunded_ms != 0);
    if (row->refused)
        json_add_str(line, "refused", row->refused);
}

/* --- the list -------------------------------------------------------------------------------- */

struct listing {
    struct ask *ask;
    struct store_paid_which which;
};

static void on_line(void *ctx, const struct store_paid *row, const struct err *err)
{
    struct listing *listing = ctx;
    struct ask *ask = listing->ask;
    if (row && json_count(ask->rows) < ADMIN_PAGE) {
        add_payment(ask, row);
    } else if (row) {
        json_add_bool(ask->answer, "more", true);
    } else {
        int64_t payer = listing->which.payer;
        free(listing);
        json_add_int(ask->answer, "payer", payer);
        if (err)
            ask_fail(ask, err);
        else
            ask_tell(ask, "payments");
    }
}

void ask_payments(struct ask *ask)
{
    struct listing *listing = mem_alloc(sizeof *listing);
    listing->ask = ask;
    listing->which = (struct store_paid_which){
        .payer = json_int(ask->words, "payer", 0),
        .before = json_int(ask->words, "before", 0),
        .limit = ADMIN_PAGE + 1,
    };
    store_paid_load(ask->admin->config.store, &listing->which, on_line, listing);
}

/* --- one of them ----------------------------------------------------------------------------- */

struct acting {
    struct ask *ask;
    struct store_paid_which which;
    struct store_paid_end end;
    char *lane;
    char *body;
    bool found;
    int tries; /* of the act */
};

static void acting_end(struct acting *acting, const struct err *err)
{
    struct ask *ask = acting->ask;
    bool late = err && err->code == ERR_NOT_FOUND;
    free(acting->lane);
    free(acting->body);
    free(acting);
    json_add_str(ask->answer, "act", json_str(ask->words, "act", ""));
    json_add_bool(ask->answer, "done", !err);
    if (err && !late)
        ask_fail(ask, err);
    else
        ask_tell(ask, "payment");
}

static void settle(struct acting *acting);

/* An act whose end is not known is done again: that there is nothing left to do then says that it
 * stood. A refund that may stand is asked for at once, since the table knows. */
static void on_acted(void *ctx, const struct err *err)
{
    struct acting *acting = ctx;
    const struct admin_config *config = &acting->ask->admin->config;
    bool cancelled = err && err->code == ERR_CANCELLED;
    bool unknown = err && err->code != ERR_NOT_FOUND && !cancelled;
    if (unknown && acting->tries < ACT_TRIES) {
        settle(acting);
        return;
    }
    bool doubt = acting->tries > 1 && !cancelled;
    if (acting->end.act == STORE_PAID_REFUND && !cancelled)
        till_refund(config->till);
    else if (acting->end.act == STORE_PAID_RETRY && doubt)
        turns_look_letter(config->turns, acting->end.letter.id);
    else if (acting->end.act == STORE_PAID_RETRY && !err)
        turns_letter(config->turns, &acting->end.letter, acting->end.received);
    acting_end(acting, doubt && err && err->code == ERR_NOT_FOUND ? NULL : err);
}

static void settle(struct acting *acting)
{
    acting->tries++;
    store_paid_settle(acting->ask->admin->config.store, &acting->end, on_acted, acting);
}

static void act(struct acting *acting)
{
    struct ask *ask = acting->ask;
    const struct admin_config *config = &ask->admin->config;
    const char *what = json_str(ask->words, "act", "");
    acting->end.who = ask->player;
    if (str_equal(what, "refund")) {
        acting->end.act = STORE_PAID_REFUND;
    } else if (str_equal(what, "retry")) {
        acting->end.act = STORE_PAID_RETRY;
        acting->end.received = turns_now(config->turns);
        acting->end.letter = (struct store_letter){
            .id = store_id(config->store), .lane = acting->lane, .body = acting->body};
    } else {
        acting_end(acting, NULL);
        return;
    }
    settle(acting);
}

static void on_found(void *ctx, const struct store_paid *row, const struct err *err)
{
    struct acting *acting = ctx;
    if (row) {
        acting->found = true;
        acting->end.number = row->number;
        acting->lane = mem_printf("player/%lld", (long long)row->payment.payer);
        acting->body = till_event("payment", &row->payment);
        add_payment(acting->ask, row);
    } else if (err || !acting->found) {
        acting_end(acting, err);
    } else {
        act(acting);
    }
}

void ask_payment(struct ask *ask)
{
    struct acting *acting = mem_alloc(sizeof *acting);
    acting->ask = ask;
    acting->which = (struct store_paid_which){
        .number = json_int(ask->words, "number", 0),
        .charge = json_str(ask->words, "charge", NULL),
    };
    if (!acting->which.number && !acting->which.charge)
        acting->which.charge = "";
    store_paid_load(ask->admin->config.store, &acting->which, on_found, acting);
}
