/* A ring of JSON objects, ready to be given out. `n` counts up from 1, so that the place of call n
 * is known. */
#include "sandbox/calls.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "sandbox/events.h"

#include <stdlib.h>

struct call_log {
    json *ring[CALLS_MAX];
    int64_t last; /* n of the newest */
};

struct call_log *calls_new(void)
{
    return mem_alloc(sizeof(struct call_log));
}

void calls_free(struct call_log *log)
{
    if (!log)
        return;
    for (size_t i = 0; i < CALLS_MAX; i++)
        json_free(log->ring[i]);
    free(log);
}

static json *entry_new(struct call *call, int64_t n)
{
    json *entry = json_object();
    json_add_int(entry, "n", n);
    json_add_int(entry, "bot", call->bot->id);
    json_add_int(entry, "at", model_now_s(call->sandbox));
    json_add_int(entry, "ms", (clock_mono_us() - call->started_us) / 1000);
    json_add_str(entry, "method", call->method->name);
    if (call->params.bytes <= CALLS_PARAMS_MAX)
        json_add(entry, "params", json_clone(call->params.values));
    else
        json_add(entry, "params", json_object());
    bool ok = call->code == 200 || call->code == 0; /* 0: a getUpdates that waits, or was taken */
    json_add_bool(entry, "ok", ok);
    if (!ok) {
        json_add_int(entry, "error_code", call->code);
        json_add_str(entry, "description", call->description);
    }
    if (call->fault)
        json_add(entry, "fault", json_clone(call->fault));
    return entry;
}

void calls_note(struct call *call)
{
    struct call_log *log = call->bot->log;
    bool quiet = call->taken || call->code == 200;
    if (quiet && !call->fault && str_equal(call->method->name, "getUpdates"))
        return;
    int64_t n = ++log->last;
    json **place = &log->ring[n % CALLS_MAX];
    json_free(*place);
    *place = entry_new(call, n);
    events_publish(call->sandbox, "call", *place);
}

json *calls_list(const struct call_log *log, int64_t after, int64_t limit)
{
    json *list = json_array();
    int64_t first = log->last - CALLS_MAX + 1;
    if (first <= after)
        first = after + 1;
    if (first < 1)
        first = 1;
    if (limit > 0 && after <= 0 && log->last - first >= limit)
        first = log->last - limit + 1; /* without `after`: the newest */
    for (int64_t n = first; n <= log->last && (limit <= 0 || n - first < limit); n++)
        json_push(list, json_clone(log->ring[n % CALLS_MAX]));
    return list;
}
