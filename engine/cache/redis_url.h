/* REDIS_URL, taken apart. Private to cache/ but for the check.
 *
 *     redis://[[user]:password@]host[:port][/database]
 *     unix:/path/of/socket[?db=N&password=...&user=...]
 *
 * TLS (rediss://) is not spoken: put a tunnel in between. Percent escapes are decoded. */
#ifndef BYLINA_CACHE_REDIS_URL_H
#define BYLINA_CACHE_REDIS_URL_H

#include "base/error.h"

#include <stdint.h>

#define REDIS_PORT   6379
#define REDIS_DB_MAX 1023

struct redis_url {
    char *host; /* NULL: a socket */
    int port;
    char *path;
    char *user;     /* "": none */
    char *password; /* "": none */
    int64_t database;
};

/* ERR_INVALID with the mend, and without the password. redis_url_done in any case. */
int redis_url_read(const char *text, struct redis_url *ret_url, struct err *err);
void redis_url_done(struct redis_url *url);

#endif
