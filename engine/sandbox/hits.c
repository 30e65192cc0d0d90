/* A ring of JSON objects, as calls.c has one. */
#include "sandbox/hits.h"

#include "base/mem.h"
#include "sandbox/events.h"

#include <stdlib.h>

struct hit_log {
    json *ring[HITS_MAX];
    int64_t last; /* n of the newest */
};

struct hit_log *hits_new(void)
{
    return mem_alloc(sizeof(struct hit_log));
}

void hits_free(struct hit_log *log)
{
    if (!log)
        return;
    for (size_t i = 0; i < HITS_MAX; i++)
        json_free(log->ring[i]);
    free(log);
}

static json *hit_new(struct bot *bot, const char *by, json *what)
{
    json *hit = json_object();
    json_add_int(hit, "n", ++bot->sandbox->hits->last);
    json_add_int(hit, "bot", bot->id);
    json_add_int(hit, "at", model_now_s(bot->sandbox));
    json_add_str(hit, "by", by);
    json_add(hit, "fault", what);
    return hit;
}

/* Takes the hit. */
static void keep(struct sandbox *sandbox, json *hit)
{
    struct hit_log *log = sandbox->hits;
    json **place = &log->ring[log->last % HITS_MAX];
    json_free(*place);
    *place = hit;
    events_publish(sandbox, "fault", hit);
}

void hits_note_call(struct call *call, const char *by, json *what)
{
    int64_t chat = call_int(call, "chat_id", 0);
    call->fault = json_clone(what);
    json_add_str(call->fault, "by", by);
    json *hit = hit_new(call->bot, by, what);
    json_add_str(hit, "method", call->method->name);
    if (chat)
        json_add_int(hit, "chat_id", chat);
    keep(call->sandbox, hit);
}

void hits_note_update(struct bot *bot, const struct fault *fault, const char *kind, int64_t id)
{
    json *hit = hit_new(bot, fault->is_rule ? "scenario" : "order", fault_view(fault));
    json_add_str(hit, "update", kind);
    json_add_int(hit, "update_id", id);
    keep(bot->sandbox, hit);
}

json *hits_list(const struct sandbox *sandbox, int64_t after)
{
    const struct hit_log *log = sandbox->hits;
    json *list = json_array();
    int64_t first = log->last - HITS_MAX + 1;
    if (first <= after)
        first = after + 1;
    if (first < 1)
        first = 1;
    for (int64_t n = first; n <= log->last; n++)
        json_push(list, json_clone(log->ring[n % HITS_MAX]));
    return list;
}
