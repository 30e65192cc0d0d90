/* hiredis over the loop's watches. Private to cache/. */
#ifndef BYLINA_CACHE_REDIS_IO_H
#define BYLINA_CACHE_REDIS_IO_H

#include "loop/loop.h"

#include <hiredis/async.h>

/* From now on the connection is read and written by the loop, until hiredis frees it. */
void redis_io_attach(struct loop *loop, redisAsyncContext *redis);

#endif
