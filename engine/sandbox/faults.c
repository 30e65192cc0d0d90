/* Faults, oldest first: the first that fits takes the call. A delayed call waits for its timer with
 * all it needs; the rest of its fault happens then. */
#include "sandbox/faults.h"

#include "base/mem.h"
#include "base/str.h"
#include "sandbox/api.h"

#include <stdlib.h>
#include <strings.h>

enum cut { CUT_NONE, CUT_BEFORE, CUT_AFTER };

struct fault {
    struct list_node node;
    int64_t id;
    char *method; /* NULL: any */
    int64_t chat; /* 0: any */
    int64_t code; /* 0: none */
    int64_t retry_after;
    int64_t delay_ms;
    int64_t times;
    enum cut cut;
    char *description;
};

struct delayed {
    struct list_node node;
    struct call *call;
    struct loop_timer *timer;
    struct fault fault; /* texts are its own */
};

static json *fault_view(const struct fault *fault)
{
    static const char *const cuts[] = {NULL, "before", "after"};
    json *view = json_object();
    json_add_int(view, "id", fault->id);
    if (fault->method)
        json_add_str(view, "method", fault->method);
    if (fault->chat)
        json_add_int(view, "chat", fault->chat);
    if (fault->code)
        json_add_int(view, "code", fault->code);
    if (fault->retry_after)
        json_add_int(view, "retry_after", fault->retry_after);
    if (fault->delay_ms)
        json_add_int(view, "delay_ms", fault->delay_ms);
    if (fault->cut)
        json_add_str(view, "cut", cuts[fault->cut]);
    json_add_int(view, "times", fault->times);
    return view;
}

static void fault_free(struct fault *fault)
{
    list_remove(&fault->node);
    free(fault->method);
    free(fault->description);
    free(fault);
}

static int check_body(const json *body, struct err *err)
{
    const char *method = json_str(body, "method", NULL);
    const char *cut = json_str(body, "cut", NULL);
    int64_t code = json_int(body, "code", 0);
    if (method && !botapi_method_find(method))
        return err_set(err, ERR_INVALID, "method: %.64s is not known", method);
    if (cut && !str_equal(cut, "before") && !str_equal(cut, "after"))
        return err_set(err, ERR_INVALID, "cut: \"before\" or \"after\"");
    if (code && (code < 400 || code > 599))
        return err_set(err, ERR_INVALID, "code: an error is 400 to 599");
    if (!code && !cut && !json_int(body, "delay_ms", 0))
        return err_set(err, ERR_INVALID, "say what happens: code, delay_ms or cut");
    return 0;
}

static int64_t clamp(int64_t value, int64_t low, int64_t high)
{
    return value < low ? low : value > high ? high : value;
}

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
    if (check_body(body, err) < 0)
        return NULL;
    struct fault *fault = mem_alloc(sizeof(*fault));
    const char *method = json_str(body, "method", NULL);
    const char *cut = json_str(body, "cut", NULL);
    fault->id = ++sandbox->last_fault;
    fault->method = method ? mem_strdup(botapi_method_find(method)->name) : NULL;
    fault->chat = json_int(body, "chat", 0);
    fault->code = json_int(body, "code", 0);
    fault->retry_after = json_int(body, "retry_after", fault->code == 429 ? 1 : 0);
    fault->delay_ms = clamp(json_int(body, "delay_ms", 0), 0, FAULTS_DELAY_MAX);
    fault->times = clamp(json_int(body, "times", 1), 1, FAULTS_TIMES_MAX);
    fault->cut = !cut ? CUT_NONE : str_equal(cut, "before") ? CUT_BEFORE : CUT_AFTER;
    fault->description = mem_strdup(json_str(body, "description", NULL));
    list_push(&sandbox->faults, &fault->node);
    return fault_view(fault);
}

void faults_clear(struct sandbox *sandbox)
{
    struct list_node *node;
    while ((node = list_first(&sandbox->faults)))
        fault_free(LIST_OF(node, struct fault, node));
}

json *faults_list(const struct sandbox *sandbox)
{
    json *list = json_array();
    const struct list *faults = &sandbox->faults;
    for (struct list_node *n = list_first(faults); n; n = list_next(faults, n))
        json_push(list, fault_view(LIST_OF(n, struct fault, node)));
    return list;
}

static bool fits(const struct fault *fault, const struct call *call)
{
    if (fault->method && !str_equal(fault->method, call->method->name))
        return false;
    return !fault->chat || fault->chat == call_int(call, "chat_id", 0);
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

static void happen(struct call *call, const struct fault *fault)
{
    if (fault->cut == CUT_BEFORE) {
        call_fail_with(call, 500, "(cut before the call was done)");
        http_reply_cut(call_take_exchange(call));
    } else if (fault->code) {
        fail_so(call, fault);
    } else if (fault->cut == CUT_AFTER) {
        struct http_exchange *exchange = call_take_exchange(call);
        api_run(call);
        http_reply_cut(exchange);
    } else {
        api_run(call);
    }
    api_finish(call);
}

static void delayed_free(struct delayed *delayed)
{
    list_remove(&delayed->node);
    loop_timer_free(delayed->timer);
    free(delayed->fault.description);
    free(delayed);
}

static void on_delayed(void *ctx)
{
    struct delayed *delayed = ctx;
    http_exchange_on_gone(delayed->call->exchange, NULL, NULL);
    happen(delayed->call, &delayed->fault);
    delayed_free(delayed);
}

static void on_gone(void *ctx)
{
    struct delayed *delayed = ctx;
    call_take_exchange(delayed->call);
    api_finish(delayed->call);
    delayed_free(delayed);
}

static void delay(struct call *call, const struct fault *fault)
{
    struct delayed *delayed = mem_alloc(sizeof(*delayed));
    delayed->call = call;
    delayed->fault = *fault;
    delayed->fault.method = NULL;
    delayed->fault.description = mem_strdup(fault->description);
    delayed->timer = loop_timer_new(call->sandbox->loop, on_delayed, delayed);
    loop_timer_start(delayed->timer, fault->delay_ms);
    http_exchange_on_gone(call->exchange, on_gone, delayed);
    list_push(&call->sandbox->delayed, &delayed->node);
}

bool faults_apply(struct call *call)
{
    const struct list *faults = &call->sandbox->faults;
    struct fault *fault = NULL;
    for (struct list_node *n = list_first(faults); n && !fault; n = list_next(faults, n))
        if (fits(LIST_OF(n, struct fault, node), call))
            fault = LIST_OF(n, struct fault, node);
    if (!fault)
        return false;
    struct fault now = *fault;
    now.description = mem_strdup(fault->description);
    if (--fault->times == 0)
        fault_free(fault);
    if (now.delay_ms > 0)
        delay(call, &now);
    else
        happen(call, &now);
    free(now.description);
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
