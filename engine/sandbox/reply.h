/* Inside sandbox/: JSON answers of the control API. */
#ifndef BYLINA_SANDBOX_REPLY_H
#define BYLINA_SANDBOX_REPLY_H

#include "http/server.h"
#include "json/json.h"

#define REPLY_LIMIT (64u << 20)

void reply_json(struct http_exchange *exchange, int status, json *answer); /* takes */
void reply_error(struct http_exchange *exchange, int status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
json *reply_new(void); /* {"ok": true} */

#endif
