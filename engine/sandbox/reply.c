/* JSON answers of the control API: {"ok": true, ...} or {"ok": false, "error": "..."}. */
#include "sandbox/reply.h"

#include <stdarg.h>
#include <stdio.h>

json *reply_new(void)
{
    json *answer = json_object();
    json_add_bool(answer, "ok", true);
    return answer;
}

void reply_json(struct http_exchange *exchange, int status, json *answer)
{
    static const char *const headers[] = {"Cache-Control: no-store", NULL};
    struct buf text;
    buf_init(&text, REPLY_LIMIT);
    json_write(answer, &text);
    http_reply_with(exchange, status, "application/json", text.data, text.len, headers);
    buf_done(&text);
    json_free(answer);
}

void reply_error(struct http_exchange *exchange, int status, const char *format, ...)
{
    char words[ERR_TEXT_LIMIT];
    va_list args;
    va_start(args, format);
    vsnprintf(words, sizeof(words), format, args);
    va_end(args);
    json *answer = json_object();
    json_add_bool(answer, "ok", false);
    json_add_str(answer, "error", words);
    reply_json(exchange, status, answer);
}
