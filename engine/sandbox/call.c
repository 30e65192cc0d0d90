/* The answer of a call, and what most methods ask of it: its parameters and its chat. */
#include "sandbox/call.h"

#include "base/str.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

void call_ok(struct call *call, json *result)
{
    call->code = 200;
    call->result = result ? result : json_new_bool(true);
}

void call_ok_message(struct call *call, const struct message *message)
{
    call->code = 200;
    call->result_of_db = message->body;
}

void call_fail(struct call *call, const char *format, ...)
{
    char text[CALL_TEXT_LIMIT];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof(text), format, args);
    va_end(args);
    call_fail_with(call, 400, "Bad Request: %.1200s", text);
}

void call_fail_with(struct call *call, int code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(call->description, sizeof(call->description), format, args);
    va_end(args);
    call->code = code;
}

bool call_failed(const struct call *call)
{
    return call->code && call->code != 200;
}

struct http_exchange *call_take_exchange(struct call *call)
{
    struct http_exchange *exchange = call->exchange;
    call->exchange = NULL;
    call->taken = true;
    return exchange;
}

const char *call_str(const struct call *call, const char *name, const char *otherwise)
{
    return json_str(call->params.values, name, otherwise);
}

int64_t call_int(const struct call *call, const char *name, int64_t otherwise)
{
    return json_int(call->params.values, name, otherwise);
}

bool call_bool(const struct call *call, const char *name)
{
    return json_bool(call->params.values, name, false);
}

const json *call_value(const struct call *call, const char *name)
{
    return json_get(call->params.values, name);
}

static void write_error(const struct call *call, struct buf *out)
{
    json *answer = json_object();
    json_add_bool(answer, "ok", false);
    json_add_int(answer, "error_code", call->code);
    json_add_str(answer, "description", call->description);
    json *parameters = json_object();
    if (call->retry_after > 0)
        json_add_int(parameters, "retry_after", call->retry_after);
    if (call->migrate_to)
        json_add_int(parameters, "migrate_to_chat_id", call->migrate_to);
    if (json_count(parameters))
        json_add(answer, "parameters", parameters);
    else
        json_free(parameters);
    json_write(answer, out);
    json_free(answer);
}

void call_write(const struct call *call, struct buf *out)
{
    if (call->code != 200) {
        write_error(call, out);
        return;
    }
    buf_adds(out, "{\"ok\":true,\"result\":");
    json_write(call->result_of_db ? call->result_of_db : call->result, out);
    buf_addc(out, '}');
}

struct chat *call_chat(struct call *call)
{
    const json *id = call_value(call, "chat_id");
    struct chat *chat = id ? model_chat(call->bot, json_number(id, 0)) : NULL;
    if (!id)
        call_fail(call, "chat_id is empty");
    else if (!chat && model_player(call->sandbox, json_number(id, 0)))
        call_fail_with(call, 403, "Forbidden: bot can't initiate conversation with a user");
    else if (!chat)
        call_fail(call, "chat not found");
    if (!chat || !chat->migrated_to || str_equal(call->method->name, "getChat"))
        return chat;
    call->migrate_to = chat->migrated_to;
    call_fail(call, "group chat was upgraded to a supergroup chat");
    return NULL;
}

struct chat *call_chat_to_send(struct call *call)
{
    struct chat *chat = call_chat(call);
    if (!chat)
        return NULL;
    if (chat->blocked)
        call_fail_with(call, 403, "Forbidden: bot was blocked by the user");
    else if (!chat->started)
        call_fail_with(call, 403, "Forbidden: bot can't initiate conversation with a user");
    else if (call_int(call, "message_thread_id", 0) > 0)
        call_fail(call, "message thread not found");
    return call_failed(call) ? NULL : chat;
}
