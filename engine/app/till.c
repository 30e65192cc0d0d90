/* Refunds, each on its way:
 *
 *     payments (refund_ms) -> refundStarPayment -> done    -> event "refund/CHARGE" in his lane
 *                                  ^     |
 *                                  |     +-> refused -> the payment is as it was, with the words,
 *                                  +-- doubt: later     and then event "kept/N" in his lane
 *
 * A database that fails meanwhile is asked again, too. Nothing here is durable but the table. An
 * event that a stop swallows comes again after the next start, since the payment still waits; one
 * that ran twice changes nothing the second time. Telegram itself tells of the refund by a message,
 * too, which becomes the same event by another way. */
#include "app/till.h"

#include "base/list.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/paid.h"
#include "telegram/card.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHECKOUT "checkout/" /* before the query's id: the name of its event */
#define QUERY    "inline/"

#define TILL_RETRY_MS     2000 /* after a refund that came to nothing; then twice as long, */
#define TILL_RETRY_MAX_MS 300000

struct till {
    struct till_config config;
    struct list backs;
    struct loop_timer *later; /* to read them again */
    bool loading;
    bool again; /* asked for while it was loading */
    bool over;
};

struct back {              /* one refund */
    struct list_node node; /* in till->backs */
    struct till *till;
    int64_t number;
    int64_t payer;
    char *charge;
    char *event; /* when it is done; */
    char *kept;  /* when Telegram refuses, */
    char *words; /* with these words */
    struct loop_timer *timer;
    int64_t wait_ms;
    bool unsure; /* whether it stands that Telegram refuses */
    struct store_paid_end end;
};

/* --- pre-checkout ---------------------------------------------------------------------------- */

static void on_answered(void *ctx, const struct telegram_result *result)
{
    (void)ctx;
    if (result->outcome != TELEGRAM_OK && result->outcome != TELEGRAM_CANCELLED)
        log_warn("app", LOG_T("a question could not be answered"),
                 LOG_S("error", result->description));
}

static void on_checked(void *ctx, const char *name, bool ok, const char *words)
{
    struct till *till = ctx;
    json *params = json_object();
    json_add_str(params, "pre_checkout_query_id", name + strlen(CHECKOUT));
    json_add_bool(params, "ok", ok);
    if (!ok)
        json_add_str(params, "error_message", words);
    struct telegram_call call = {.method = "answerPreCheckoutQuery", .params = params};
    telegram_send(till->config.telegram, &call, on_answered, NULL);
}

void till_check(struct till *till, const char *query, const char *event, const char *lang)
{
    char *name = mem_printf(CHECKOUT "%s", query);
    struct turn_check check = {.name = name, .event = event, .lang = lang};
    turns_check(till->config.turns, &check, on_checked, till);
    free(name);
}

/* --- inline queries -------------------------------------------------------------------------- */

static void on_cards(void *ctx, const char *name, bool ok, const char *words)
{
    struct till *till = ctx;
    json *cards = NULL;
    if (ok && words && json_parse(words, strlen(words), &cards, NULL))
        cards = NULL;
    telegram_card_answer(till->config.telegram, name + strlen(QUERY), cards, on_answered, NULL);
    json_free(cards);
}

void till_query(struct till *till, const char *query, const char *event)
{
    char *name = mem_printf(QUERY "%s", query);
    struct turn_check check = {.name = name, .event = event, .asked_inline = true};
    turns_check(till->config.turns, &check, on_cards, till);
    free(name);
}

/* --- refunds --------------------------------------------------------------------------------- */

char *till_event(const char *type, const struct store_payment *payment)
{
    char player[24];
    json *event = json_object();
    snprintf(player, sizeof player, "%lld", (long long)payment->payer);
    json_add_str(event, "type", type);
    json_add_str(event, "player", player);
    json_add_int(event, "chat", payment->chat);
    json_add_bool(event, "private", payment->chat == payment->payer);
    json_add_str(event, "charge", payment->charge);
    json_add_str(event, "payload", payment->payload);
    json_add_str(event, "currency", payment->currency);
    json_add_int(event, "amount", payment->amount);
    char *text = json_print(event);
    json_free(event);
    return text;
}

static void back_free(struct back *back)
{
    list_remove(&back->node);
    loop_timer_free(back->timer);
    free(back->charge);
    free(back->event);
    free(back->kept);
    free(back->words);
    free(back);
}

static void tell(const struct back *back, const char *name, const char *event)
{
    char lane[64];
    snprintf(lane, sizeof lane, "player/%lld", (long long)back->payer);
    turns_event(back->till->config.turns, lane, name, event);
}

static void on_given_back(struct back *back)
{
    char *name = mem_printf("refund/%s", back->charge);
    tell(back, name, back->event);
    free(name);
    back_free(back);
}

static void wait_longer(struct back *back)
{
    back->wait_ms = back->wait_ms ? back->wait_ms * 2 : TILL_RETRY_MS;
    if (back->wait_ms > TILL_RETRY_MAX_MS)
        back->wait_ms = TILL_RETRY_MAX_MS;
    loop_timer_start(back->timer, back->wait_ms);
}

/* The admins hear of it in the payer's lane: they must find another way. */
static void tell_kept(const struct back *back)
{
    char *name = mem_printf("kept/%lld", (long long)store_id(back->till->config.store));
    tell(back, name, back->kept);
    free(name);
}

static void on_kept(void *ctx, const struct err *err)
{
    struct back *back = ctx;
    bool stands = !err || (err->code == ERR_NOT_FOUND && back->unsure);
    if (stands)
        tell_kept(back);
    if (stands || err->code == ERR_NOT_FOUND || back->till->over) {
        back_free(back);
        return;
    }
    log_warn("app", LOG_T("a refund that was refused could not be recorded"),
             LOG_S("charge", back->charge), LOG_S("error", err->text));
    back->unsure = true;
    wait_longer(back);
}

static void keep(struct back *back)
{
    back->end = (struct store_paid_end){
        .number = back->number, .act = STORE_PAID_KEEP, .who = "telegram", .why = back->words};
    store_paid_settle(back->till->config.store, &back->end, on_kept, back);
}

static void on_refused(struct back *back, const char *words)
{
    log_warn("app", LOG_T("Telegram refuses to give a payment back"), LOG_S("charge", back->charge),
             LOG_S("error", words));
    back->words = mem_strdup(words);
    keep(back);
}

static void on_result(void *ctx, const struct telegram_result *result)
{
    struct back *back = ctx;
    switch (result->outcome) {
    case TELEGRAM_OK:
    case TELEGRAM_SAME:
        on_given_back(back);
        return;
    case TELEGRAM_DOUBT:
    case TELEGRAM_UNSENT:
    case TELEGRAM_DENIED:
        wait_longer(back);
        return;
    case TELEGRAM_CANCELLED:
        back_free(back);
        return;
    default:
        on_refused(back, result->description);
        return;
    }
}

static void give_back(struct back *back)
{
    json *params = json_object();
    json_add_int(params, "user_id", back->payer);
    json_add_str(params, "telegram_payment_charge_id", back->charge);
    struct telegram_call call = {.method = "refundStarPayment", .params = params, .push = true};
    telegram_send(back->till->config.telegram, &call, on_result, back);
}

static void on_wait_over(void *ctx)
{
    struct back *back = ctx;
    if (back->unsure)
        keep(back);
    else
        give_back(back);
}

static bool is_under_way(const struct till *till, const char *charge)
{
    for (struct list_node *node = list_first(&till->backs); node;
         node = list_next(&till->backs, node))
        if (str_equal(LIST_OF(node, struct back, node)->charge, charge))
            return true;
    return false;
}

static void on_read(struct till *till, const struct err *err)
{
    till->loading = false;
    if (till->over)
        return;
    if (err) {
        log_warn("app", LOG_T("refunds cannot be read"), LOG_S("error", err->text));
        loop_timer_start(till->later, TILL_RETRY_MS);
    } else if (till->again) {
        till_refund(till);
    }
}

static void on_row(void *ctx, const struct store_paid *row, const struct err *err)
{
    struct till *till = ctx;
    if (!row) {
        on_read(till, err);
        return;
    }
    if (till->over || is_under_way(till, row->payment.charge))
        return;
    struct back *back = mem_alloc(sizeof *back);
    back->till = till;
    back->number = row->number;
    back->payer = row->payment.payer;
    back->charge = mem_strdup(row->payment.charge);
    back->event = till_event("refund", &row->payment);
    back->kept = till_event("kept", &row->payment);
    back->timer = loop_timer_new(till->config.loop, on_wait_over, back);
    list_push(&till->backs, &back->node);
    give_back(back);
}

void till_refund(struct till *till)
{
    till->again = till->loading;
    if (till->loading)
        return;
    till->loading = true;
    store_refunds_load(till->config.store, on_row, till);
}

static void on_later(void *ctx)
{
    till_refund(ctx);
}

struct till *till_new(const struct till_config *config)
{
    struct till *till = mem_alloc(sizeof *till);
    till->config = *config;
    list_init(&till->backs);
    till->later = loop_timer_new(config->loop, on_later, till);
    return till;
}

void till_stop(struct till *till)
{
    if (!till)
        return;
    till->over = true;
    loop_timer_stop(till->later);
}

void till_free(struct till *till)
{
    struct list_node *node;
    if (!till)
        return;
    while ((node = list_first(&till->backs)))
        back_free(LIST_OF(node, struct back, node));
    loop_timer_free(till->later);
    free(till);
}
