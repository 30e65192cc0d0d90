/* Payments in Stars.
 *
 *     pay ─▶ pre_checkout_query ─▶ answerPreCheckoutQuery ─▶ successful_payment, with a charge id
 *                 │ no answer in 10 s: over                       │ refundStarPayment, once
 *
 * Only XTR is emulated: nobody has a card here. Charges are kept over restarts, so that a refund is
 * refused the second time. */
#include "sandbox/payments.h"

#include "base/mem.h"
#include "base/str.h"
#include "sandbox/journal.h"
#include "sandbox/methods.h"
#include "sandbox/post.h"
#include "sandbox/reply.h"
#include "sandbox/updates.h"
#include "sandbox/wait.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

void payments_init(struct sandbox *sandbox)
{
    sandbox->payments = map_new();
    list_init(&sandbox->payment_list);
}

static void payment_free(struct sandbox *sandbox, struct payment *payment)
{
    map_take(sandbox->payments, payment->id);
    if (payment->charge)
        map_take(sandbox->payments, payment->charge);
    list_remove(&payment->node);
    free(payment->id);
    free(payment->charge);
    free(payment->currency);
    free(payment->payload);
    free(payment->error);
    free(payment);
}

static struct payment *payment_new(struct sandbox *sandbox, const char *id)
{
    while (map_count(sandbox->payments) >= PAYMENTS_MAX) {
        struct payment *oldest = LIST_OF(list_first(&sandbox->payment_list), struct payment, node);
        wait_happened(sandbox, oldest);
        payment_free(sandbox, oldest);
    }
    struct payment *payment = mem_alloc(sizeof(*payment));
    payment->id = mem_strdup(id);
    map_put(sandbox->payments, id, payment);
    list_push(&sandbox->payment_list, &payment->node);
    return payment;
}

static void payment_record(struct sandbox *sandbox, const struct payment *payment)
{
    if (!sandbox->journal)
        return;
    json *record = json_object();
    json_add_str(record, "t", "payment");
    json_add_str(record, "id", payment->id);
    if (payment->charge)
        json_add_str(record, "charge", payment->charge);
    json_add_int(record, "bot", payment->bot);
    json_add_int(record, "chat", payment->chat);
    json_add_int(record, "player", payment->player);
    json_add_int(record, "message", payment->message);
    json_add_int(record, "amount", payment->amount);
    json_add_str(record, "currency", payment->currency);
    json_add_str(record, "payload", payment->payload);
    json_add_bool(record, "over", payment->over);
    json_add_bool(record, "refunded", payment->refunded);
    journal_add(sandbox->journal, record);
}

static json *answer_of(void *subject, const struct waiter *waiter, bool happened)
{
    struct payment *payment = subject;
    json *answer = reply_new();
    (void)waiter;
    if (!happened)
        payment->over = true;
    json_add_bool(answer, "paid", payment->charge != NULL);
    if (!happened && !payment->charge)
        json_add_str(answer, "error", "the bot did not answer in time");
    else if (payment->error)
        json_add_str(answer, "error", payment->error);
    return answer;
}

void payments_start(struct chat *chat, const struct player *player, const struct message *message,
                    struct http_exchange *exchange)
{
    struct sandbox *sandbox = chat->bot->sandbox;
    const json *invoice = json_get(message->body, "invoice");
    char id[32];
    snprintf(id, sizeof(id), "%" PRIu64, (rng_next(&sandbox->rng) >> 2) + 1);
    struct payment *payment = payment_new(sandbox, id);
    payment->bot = chat->bot->id;
    payment->chat = chat->id;
    payment->player = player->id;
    payment->message = message->id;
    payment->amount = json_int(invoice, "total_amount", 0);
    payment->currency = mem_strdup(json_str(invoice, "currency", "XTR"));
    payment->payload = mem_strdup(message->payload ? message->payload : "");
    json *query = json_object();
    json_add_str(query, "id", id);
    json_add(query, "from", json_clone(player->user));
    json_add_str(query, "currency", payment->currency);
    json_add_int(query, "total_amount", payment->amount);
    json_add_str(query, "invoice_payload", payment->payload);
    updates_add(chat->bot, "pre_checkout_query", query, player->id * 2 + 1);
    json_free(query);
    payment_record(sandbox, payment);
    wait_start(sandbox, exchange, payment, PAYMENT_ANSWER_MS, answer_of);
}

static json *receipt_of(const struct payment *payment)
{
    json *receipt = json_object();
    json_add_str(receipt, "currency", payment->currency);
    json_add_int(receipt, "total_amount", payment->amount);
    json_add_str(receipt, "invoice_payload", payment->payload);
    json_add_str(receipt, "telegram_payment_charge_id", payment->charge);
    json_add_str(receipt, "provider_payment_charge_id", "");
    return receipt;
}

/* The service message that both sides see. */
static void post_receipt(struct bot *bot, const struct payment *payment, const char *kind)
{
    int64_t update;
    struct chat *chat = model_chat(bot, payment->chat);
    struct player *player = model_player(bot->sandbox, payment->player);
    if (!chat || !player)
        return;
    json *body = post_head(chat, player->user);
    json_add(body, kind, receipt_of(payment));
    post_to_bot(chat, body, &update);
}

static void pay(struct call *call, struct payment *payment)
{
    char charge[29];
    rng_word(&call->sandbox->rng, charge, sizeof(charge) - 1);
    payment->charge = mem_strdup(charge);
    map_put(call->sandbox->payments, charge, payment);
    post_receipt(call->bot, payment, "successful_payment");
}

void method_answer_pre_checkout_query(struct call *call)
{
    const char *id = call_str(call, "pre_checkout_query_id", "");
    struct payment *payment = map_get(call->sandbox->payments, id);
    if (!payment || payment->over || payment->bot != call->bot->id || !str_equal(payment->id, id)) {
        call_fail(call, "query is too old and response timeout expired or query ID is invalid");
        return;
    }
    payment->over = true;
    if (call_bool(call, "ok"))
        pay(call, payment);
    else
        payment->error = mem_strdup(call_str(call, "error_message", "the bot refused"));
    payment_record(call->sandbox, payment);
    wait_happened(call->sandbox, payment);
    call_ok(call, NULL);
}

/* Gives the Stars back, if they are not yet. */
static bool give_back(struct bot *bot, struct payment *payment)
{
    if (payment->refunded)
        return false;
    payment->refunded = true;
    payment_record(bot->sandbox, payment);
    post_receipt(bot, payment, "refunded_payment");
    return true;
}

bool payments_refund(const struct chat *chat, const struct message *receipt)
{
    const json *paid = json_get(receipt->body, "successful_payment");
    const char *charge = json_str(paid, "telegram_payment_charge_id", "");
    struct payment *payment = map_get(chat->bot->sandbox->payments, charge);
    return payment && str_equal(payment->charge, charge) && give_back(chat->bot, payment);
}

void method_refund_star_payment(struct call *call)
{
    const char *charge = call_str(call, "telegram_payment_charge_id", "");
    struct payment *payment = map_get(call->sandbox->payments, charge);
    if (!payment || !str_equal(payment->charge, charge) || payment->bot != call->bot->id ||
        payment->player != call_int(call, "user_id", 0)) {
        call_fail(call, "CHARGE_NOT_FOUND");
        return;
    }
    if (give_back(call->bot, payment))
        call_ok(call, NULL);
    else
        call_fail(call, "CHARGE_ALREADY_REFUNDED");
}

static bool check_invoice(struct call *call)
{
    const json *prices = call_value(call, "prices");
    int64_t amount = json_int(json_at(prices, 0), "amount", 0);
    if (!str_equal(call_str(call, "currency", ""), "XTR"))
        call_fail(call, "PAYMENT_PROVIDER_INVALID");
    else if (json_count(prices) != 1)
        call_fail(call, "Payments in Telegram Stars must have exactly one price");
    else if (amount < 1 || amount > 1000000)
        call_fail(call, "CURRENCY_TOTAL_AMOUNT_INVALID");
    return !call_failed(call);
}

static json *invoice_of(const struct call *call)
{
    json *invoice = json_object();
    json_add_str(invoice, "title", call_str(call, "title", ""));
    json_add_str(invoice, "description", call_str(call, "description", ""));
    json_add_str(invoice, "start_parameter", call_str(call, "start_parameter", ""));
    json_add_str(invoice, "currency", "XTR");
    json_add_int(invoice, "total_amount",
                 json_int(json_at(call_value(call, "prices"), 0), "amount", 0));
    return invoice;
}

/* Without a keyboard of its own an invoice gets the pay button. */
static json *pay_keyboard(const json *invoice)
{
    json *markup = json_object();
    json *rows = json_array();
    json *row = json_array();
    json *button = json_object();
    char *text =
        mem_printf("Pay \xE2\xAD\x90\xEF\xB8\x8F%" PRId64, json_int(invoice, "total_amount", 0));
    json_add_str(button, "text", text);
    json_add_bool(button, "pay", true);
    json_push(row, button);
    json_push(rows, row);
    json_add(markup, "inline_keyboard", rows);
    free(text);
    return markup;
}

void method_send_invoice(struct call *call)
{
    if (!check_invoice(call))
        return;
    json *body = send_begin(call);
    if (!body)
        return;
    struct chat *chat = model_chat(call->bot, json_int(json_get(body, "chat"), "id", 0));
    int64_t id = json_int(body, "message_id", 0);
    json *invoice = invoice_of(call);
    json_add(body, "invoice", invoice);
    if (!call_value(call, "reply_markup"))
        json_add(body, "reply_markup", pay_keyboard(invoice));
    send_end(call, body);
    struct message *message = model_message(chat, id);
    message->payload = mem_strdup(call_str(call, "payload", ""));
    model_message_save(chat, message);
}

void payments_load(struct sandbox *sandbox, const json *record)
{
    const char *id = json_str(record, "id", NULL);
    const char *charge = json_str(record, "charge", NULL);
    if (!id)
        return;
    struct payment *payment = map_get(sandbox->payments, id);
    if (!payment)
        payment = payment_new(sandbox, id);
    payment->bot = json_int(record, "bot", 0);
    payment->chat = json_int(record, "chat", 0);
    payment->player = json_int(record, "player", 0);
    payment->message = json_int(record, "message", 0);
    payment->amount = json_int(record, "amount", 0);
    payment->over = json_bool(record, "over", false);
    payment->refunded = json_bool(record, "refunded", false);
    free(payment->currency);
    free(payment->payload);
    payment->currency = mem_strdup(json_str(record, "currency", "XTR"));
    payment->payload = mem_strdup(json_str(record, "payload", ""));
    if (charge && !payment->charge) {
        payment->charge = mem_strdup(charge);
        map_put(sandbox->payments, charge, payment);
    }
}

void payments_dump(struct sandbox *sandbox)
{
    const struct list *payments = &sandbox->payment_list;
    for (struct list_node *n = list_first(payments); n; n = list_next(payments, n))
        payment_record(sandbox, LIST_OF(n, struct payment, node));
}

void payments_done(struct sandbox *sandbox)
{
    struct list_node *node;
    if (!sandbox->payments)
        return;
    while ((node = list_first(&sandbox->payment_list)))
        payment_free(sandbox, LIST_OF(node, struct payment, node));
    map_free(sandbox->payments);
}
