/* Token buckets: one of each bot, one of each chat. A call needs a token of both, and takes from
 * none when one of them is empty; that one is shut then until retry_after is over. A bucket that
 * was never used is full. */
#include "sandbox/flood.h"

#include "base/clock.h"
#include "base/str.h"
#include "sandbox/hits.h"

static const struct {
    const char *name;
    size_t at;
    int64_t usual;
} fields[] = {
    {"all", offsetof(struct flood_limits, all), FLOOD_ALL},
    {"chat", offsetof(struct flood_limits, chat), FLOOD_CHAT},
    {"burst", offsetof(struct flood_limits, burst), FLOOD_BURST},
    {"group", offsetof(struct flood_limits, group), FLOOD_GROUP},
};

#define FIELDS (sizeof(fields) / sizeof(fields[0]))

static int64_t *place_of(struct flood_limits *limits, size_t field)
{
    return (int64_t *)(void *)((char *)limits + fields[field].at);
}

static int read_field(const json *value, struct flood_limits *limits, struct err *err)
{
    for (size_t i = 0; i < FIELDS; i++) {
        if (!str_equal(fields[i].name, json_key(value)))
            continue;
        int64_t number = json_number(value, 0);
        if (number < 1 || number > FLOOD_MOST)
            return err_set(err, ERR_INVALID, "flood.%s: a whole number from 1 to %d",
                           fields[i].name, FLOOD_MOST);
        *place_of(limits, i) = number;
        return 0;
    }
    return err_set(err, ERR_INVALID, "flood.%.64s: there is no such field", json_key(value));
}

int flood_read(const json *from, struct flood_limits *ret_limits, struct err *err)
{
    struct flood_limits limits = {.on = true};
    enum json_type type = json_type(from);
    for (size_t i = 0; i < FIELDS; i++)
        *place_of(&limits, i) = fields[i].usual;
    if (type == JSON_NULL || (type == JSON_BOOL && !json_truth(from, false)))
        limits.on = false;
    else if (type != JSON_BOOL && type != JSON_OBJECT)
        return err_set(err, ERR_INVALID, "flood: true, false or an object of limits");
    for (const json *value = json_first(from); value; value = json_next(value)) {
        int code = read_field(value, &limits, err);
        if (code < 0)
            return code;
    }
    *ret_limits = limits;
    return 0;
}

static void forget_buckets(struct sandbox *sandbox)
{
    const struct list *bots = &sandbox->bot_list;
    for (struct list_node *n = list_first(bots); n; n = list_next(bots, n)) {
        struct bot *bot = LIST_OF(n, struct bot, node);
        bot->flood = (struct bucket){0};
        const struct list *chats = &bot->chat_list;
        for (struct list_node *c = list_first(chats); c; c = list_next(chats, c))
            LIST_OF(c, struct chat, node)->flood = (struct bucket){0};
    }
}

void flood_set(struct sandbox *sandbox, const struct flood_limits *limits)
{
    sandbox->flood = *limits;
    forget_buckets(sandbox);
}

json *flood_view(const struct sandbox *sandbox)
{
    struct flood_limits limits = sandbox->flood;
    if (!limits.on)
        return json_new_null();
    json *view = json_object();
    for (size_t i = 0; i < FIELDS; i++)
        json_add_int(view, fields[i].name, *place_of(&limits, i));
    return view;
}

/* Brings the bucket up to now. Gives how long until it has a token, in ms; 0: it has. */
static int64_t wait_of(struct bucket *bucket, double a_second, double size, int64_t now)
{
    if (!bucket->used)
        *bucket = (struct bucket){.used = true, .tokens = size, .at_ms = now};
    bucket->tokens += (double)(now - bucket->at_ms) * a_second / 1000;
    bucket->at_ms = now;
    if (bucket->tokens > size)
        bucket->tokens = size;
    if (bucket->shut_ms > now)
        return bucket->shut_ms - now;
    if (bucket->tokens >= 1)
        return 0;
    int64_t wait_ms = (int64_t)((1 - bucket->tokens) / a_second * 1000);
    return wait_ms > 0 ? wait_ms : 1;
}

static int64_t wait_of_chat(const struct flood_limits *limits, struct chat *chat, int64_t now)
{
    if (chat->id < 0)
        return wait_of(&chat->flood, (double)limits->group / 60, (double)limits->group, now);
    return wait_of(&chat->flood, (double)limits->chat, (double)limits->burst, now);
}

/* Shut for whole seconds, as the answer says; gives them. */
static int64_t shut(struct bucket *bucket, int64_t wait_ms, int64_t now)
{
    int64_t seconds = (wait_ms + 999) / 1000;
    if (bucket->shut_ms <= now)
        bucket->shut_ms = now + seconds * 1000;
    return seconds;
}

static bool is_writing(const struct call *call)
{
    static const char *const begins[] = {"send", "edit", "copy", "forward"};
    for (size_t i = 0; i < sizeof(begins) / sizeof(begins[0]); i++)
        if (str_starts(call->method->name, begins[i]))
            return !str_equal(call->method->name, "sendChatAction") &&
                   !str_equal(call->method->name, "sendMessageDraft");
    return false;
}

static bool refuse(struct call *call, int64_t seconds)
{
    json *what = json_object();
    json_add_int(what, "code", 429);
    json_add_int(what, "retry_after", seconds);
    call->retry_after = seconds;
    call_fail_with(call, 429, "Too Many Requests: retry after %lld", (long long)seconds);
    hits_note_call(call, "flood", what);
    return true;
}

bool flood_refuses(struct call *call)
{
    const struct flood_limits *limits = &call->sandbox->flood;
    struct bucket *all = &call->bot->flood;
    struct chat *chat = model_chat(call->bot, call_int(call, "chat_id", 0));
    int64_t now = clock_mono_ms();
    bool paid = call_bool(call, "allow_paid_broadcast");
    if (!limits->on || !chat || !is_writing(call))
        return false;
    double rate = paid ? FLOOD_PAID : (double)limits->all;
    int64_t wait_ms = paid ? 0 : wait_of_chat(limits, chat, now);
    if (wait_ms)
        return refuse(call, shut(&chat->flood, wait_ms, now));
    wait_ms = wait_of(all, rate, rate, now);
    if (wait_ms)
        return refuse(call, shut(all, wait_ms, now));
    all->tokens -= 1;
    if (!paid)
        chat->flood.tokens -= 1;
    return false;
}
