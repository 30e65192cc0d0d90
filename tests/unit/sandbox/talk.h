/* Talking to the local Telegram of a rig: as the bot, and through the control API. */
#ifndef BYLINA_TESTS_SANDBOX_TALK_H
#define BYLINA_TESTS_SANDBOX_TALK_H

#include "rig.h"

/* A method of the bot, its parameters as JSON; the answer is for json_free. */
MAYBE json *rig_bot(struct rig *rig, const char *method, const char *params, int status)
{
    struct reply reply;
    char *path = mem_printf("/bot" RIG_TOKEN "/%s", method);
    rig_start(rig, &reply, "POST", path, params);
    free(path);
    return rig_take(rig, &reply, status);
}

MAYBE json *rig_control(struct rig *rig, const char *call, const char *body, int status)
{
    struct reply reply;
    char *path = mem_printf("/control/%s", call);
    rig_start(rig, &reply, body ? "POST" : "GET", path, body);
    free(path);
    return rig_take(rig, &reply, status);
}

MAYBE void rig_delete(struct rig *rig, const char *call)
{
    struct reply reply;
    char *path = mem_printf("/control/%s", call);
    rig_start(rig, &reply, "DELETE", path, NULL);
    free(path);
    json_free(rig_take(rig, &reply, 200));
}

/* A control call is refused in those words. */
MAYBE void rig_denied(struct rig *rig, const char *call, const char *body, const char *words)
{
    json *answer = rig_control(rig, call, body, 400);
    assert_string_equal(json_str(answer, "error", ""), words);
    json_free(answer);
}

/* The method's call ends without an answer. */
MAYBE void rig_cut(struct rig *rig, const char *method, const char *params)
{
    struct reply reply;
    char *path = mem_printf("/bot" RIG_TOKEN "/%s", method);
    rig_start(rig, &reply, "POST", path, params);
    free(path);
    assert_null(rig_take(rig, &reply, 0));
}

/* The method is refused with that code and those words. */
MAYBE void rig_refused(struct rig *rig, const char *method, const char *params, int code,
                       const char *words)
{
    json *answer = rig_bot(rig, method, params, code);
    assert_string_equal(json_str(answer, "description", ""), words);
    assert_int_equal(json_int(answer, "error_code", 0), code);
    assert_false(json_bool(answer, "ok", true));
    json_free(answer);
}

/* A player 5 who has written "/start"; the update is confirmed. */
MAYBE void rig_start_player(struct rig *rig)
{
    json_free(rig_bot(rig, "getMe", "{}", 200));
    json_free(rig_control(rig, "players", "{\"id\":5,\"first_name\":\"Ivan\"}", 200));
    json_free(rig_control(rig, "send", "{\"player\":5,\"text\":\"/start\"}", 200));
    json_free(rig_bot(rig, "getUpdates", "{\"offset\":-1}", 200));
}

/* getUpdates from an offset, waiting until there is one; its result, for json_free. */
MAYBE json *rig_updates(struct rig *rig, int64_t offset)
{
    char params[96];
    snprintf(params, sizeof(params), "{\"offset\":%lld,\"timeout\":15}", (long long)offset);
    return rig_bot(rig, "getUpdates", params, 200);
}

/* The offset that confirms all that wait now. */
MAYBE int64_t rig_tail(struct rig *rig)
{
    json *answer = rig_bot(rig, "getUpdates", "{\"offset\":-1}", 200);
    int64_t id = json_int(json_at(json_get(answer, "result"), 0), "update_id", 0);
    json_free(answer);
    return id + 1;
}

/* Player 5 writes; the update's id. */
MAYBE int64_t rig_say(struct rig *rig, const char *text)
{
    char *body = mem_printf("{\"player\":5,\"text\":\"%s\"}", text);
    json *sent = rig_control(rig, "send", body, 200);
    int64_t id = json_int(sent, "update_id", 0);
    json_free(sent);
    free(body);
    return id;
}

#endif
