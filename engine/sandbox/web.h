/* Inside sandbox/: the web chat's files, and who may see them. */
#ifndef BYLINA_SANDBOX_WEB_H
#define BYLINA_SANDBOX_WEB_H

#include "sandbox/model.h"

void web_on_request(void *sandbox, struct http_exchange *exchange);
/* False: the exchange was answered with 401 (no password) or 403 (a foreign page asks). */
bool web_admit(struct sandbox *sandbox, struct http_exchange *exchange);

#endif
