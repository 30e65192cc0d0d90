/* Ordered faults, oldest first: the first that fits takes the call or the update. The scenario's
 * rules are asked all the same, so that what was ordered does not shift their draws. A delayed call
 * waits for its timer with all it needs; the rest of its fault happens then. */
#include "sandbox/faults.h"

#include "base/mem.h"
#include "base/str.h"
#include "sandbox/api.h"
#include "sandbox/flood.h"
#include "sandbox/hits.h"
#include "sandbox/scenario.h"

#include <stdlib.h>

struct delayed {
    struct list_node node;
    struct call *call;
    struct loop_timer *timer;
    struct fault *fault;
};

json *faults_add(struct sandbox *sandbox, const json *body, struct err *err)
{
    size_t count = 0;
    const struct list *faults = &sandbox->faults;
    for (struct list_node *n = list_first(faults); n; n = list_next(faults, n))
        count++;
    if (count >= FAULTS_MAX) {
        err_set(err, ERR_LIMIT, "there are %d faults already", FAULTS_MAX);
        return NULL;
    }
    struct fault *fault = fault_read(body, false, err);
    if (!fault)
        return NULL;
    fault->id = ++sandbox->last_fault;
    list_push(&sandbox->faults, &fault->node);
    return fault_view(fault);
}

void faults_clear(struct sandbox *sandbox)
{
    struct list_node *node;
    while ((node = list_first(&sandbox->faults)))
        fault_free(LIST_OF(node, struct fault, node));
}

bool faults_remove(struct sandbox *sandbox, int64_t id)
{
    const struct list *faults = &sandbox->faults;
    for (struct list_node *n = list_first(faults); n; n = list_next(faults, n)) {
        if (LIST_OF(n, struct fault, node)->id != id)
            continue;
        fault_free(LIST_OF(n, struct fault, node));
        return true;
    }
    return false;
}

json *faults_list(const struct sandbox *sandbox)
{
    json *list = json_array();
    const struct list *faults = &sandbox->faults;
    for (struct list_node *n = list_first(faults); n; n = list_next(faults, n))
        json_push(list, fault_view(LIST_OF(n, struct fault, node)));
    return list;
}

/* A copy of an ordered fault that is used once more. */
static struct fault *use(struct fault *fault)
{
    struct fault *copy;
    fault->times--;
    copy = fault_clone(fault);
    if (fault->times == 0)
        fault_free(fault);
    return copy;
}

static struct fault *take_for_call(const struct call *call)
{
    const struct list *faults = &call->sandbox->faults;
    const struct fault *rule = scenario_take_call(call->sandbox, call);
    for (struct list_node *n = list_first(faults); n; n = list_next(faults, n))
        if (fault_fits_call(LIST_OF(n, struct fault, node), call))
            return use(LIST_OF(n, struct fault, node));
    return rule ? fault_clone(rule) : NULL;
}

struct fault *faults_for_update(struct sandbox *sandbox, const struct fault_target *target)
{
    const struct list *faults = &sandbox->faults;
    const struct fault *rule = scenario_take_update(sandbox, target);
    for (struct list_node *n = list_first(faults); n; n = list_next(faults, n))
        if (fault_fits_update(LIST_OF(n, struct fault, node), target))
            return use(LIST_OF(n, struct fault, node));
    return rule ? fault_clone(rule) : NULL;
}

static void fail_so(struct call *call, const struct fault *fault)
{
    static const struct {
        int code;
        const char *text;
    } words[] = {
        {400, "Bad Request: the local Telegram was told to refuse"},
        {401, "Unauthorized"},
        {403, "Forbidden: bot was blocked by the user"},
        {404, "Not Found"},
        {409, "Conflict: terminated by other getUpdates request; make sure that only one bot "
              "instance is running"},
        {500, "Internal Server Error: restart"},
        {502, "Bad Gateway"},
        {504, "Gateway Timeout"},
    };
    const char *text = "Internal Server Error";
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        if (words[i].code == fault->code)
            text = words[i].text;
    call->retry_after = fault->retry_after;
    if (fault->description)
        call_fail_with(call, (int)fault->code, "%.1000s", fault->description);
    else if (fault->code == 429)
        call_fail_with(call, 429, "Too Many Requests: retry after %lld",
                       (long long)fault->retry_after);
    else
        call_fail_with(call, (int)fault->code, "%s", text);
}

/* The call is done, and its answer is left to us. */
static struct http_exchange *do_silently(struct call *call)
{
    struct http_exchange *exchange = call_take_exchange(call);
    api_run(call);
    return exchange;
}

static void happen(struct call *call, const struct fault *fault)
{
    if (fault->cut == FAULT_CUT_BEFORE) {
        call_fail_with(call, 500, "(cut before the call was done)");
        http_reply_cut(call_take_exchange(call));
    } else if (fault->cut == FAULT_CUT_AFTER) {
        http_reply_cut(do_silently(call));
    } else if (fault->code && fault->done) {
        call->exchange = do_silently(call);
        fail_so(call, fault);
    } else if (fault->code) {
        fail_so(call, fault);
    } else {
        api_run(call);
    }
    api_finish(call);
}

static void delayed_free(struct delayed *delayed)
{
    list_remove(&delayed->node);
    loop_timer_free(delayed->timer);
    fault_free(delayed->fault);
    free(delayed);
}

static void on_delayed(void *ctx)
{
    struct delayed *delayed = ctx;
    http_exchange_on_gone(delayed->call->exchange, NULL, NULL);
    happen(delayed->call, delayed->fault);
    delayed_free(delayed);
}

static void on_gone(void *ctx)
{
    struct delayed *delayed = ctx;
    call_take_exchange(delayed->call);
    api_finish(delayed->call);
    delayed_free(delayed);
}

/* Takes the fault. */
static void delay(struct call *call, struct fault *fault)
{
    struct delayed *delayed = mem_alloc(sizeof(*delayed));
    delayed->call = call;
    delayed->fault = fault;
    delayed->timer = loop_timer_new(call->sandbox->loop, on_delayed, delayed);
    loop_timer_start(delayed->timer, fault->delay_ms);
    http_exchange_on_gone(call->exchange, on_gone, delayed);
    list_push(&call->sandbox->delayed, &delayed->node);
}

bool faults_apply(struct call *call)
{
    struct fault *fault = take_for_call(call);
    if (!fault) {
        if (!flood_refuses(call))
            return false;
        api_finish(call);
        return true;
    }
    hits_note_call(call, fault->is_rule ? "scenario" : "order", fault_view(fault));
    if (fault->delay_ms > 0) {
        delay(call, fault);
        return true;
    }
    happen(call, fault);
    fault_free(fault);
    return true;
}

void faults_free(struct sandbox *sandbox)
{
    struct list_node *node;
    faults_clear(sandbox);
    while ((node = list_first(&sandbox->delayed))) {
        struct delayed *delayed = LIST_OF(node, struct delayed, node);
        http_exchange_on_gone(delayed->call->exchange, NULL, NULL);
        call_fail_with(delayed->call, 500, "Internal Server Error: restart");
        api_finish(delayed->call);
        delayed_free(delayed);
    }
}
