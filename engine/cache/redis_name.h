/* The address of a host, found on a worker thread: a resolver may take seconds. Private to cache/.
 */
#ifndef BYLINA_CACHE_REDIS_NAME_H
#define BYLINA_CACHE_REDIS_NAME_H

#include "loop/loop.h"

struct redis_name;
/* `address` is numeric; NULL: `why` in words. */
typedef void (*redis_name_fn)(void *ctx, const char *address, const char *why);

/* fn once, from the loop, unless it is forgotten before. */
struct redis_name *redis_name_find(struct loop *loop, const char *host, redis_name_fn fn,
                                   void *ctx);
void redis_name_forget(struct redis_name *name); /* before fn only; NULL is fine */

#endif
