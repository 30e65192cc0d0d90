/* getaddrinfo on a worker. A thread cannot be called back: a search that is forgotten ends by
 * itself and tells nobody. Each connection asks anew, so that a server that has moved is found. */
#include "cache/redis_name.h"

#include "base/mem.h"
#include "base/str.h"

#include <netdb.h>
#include <stdlib.h>

#define ADDRESS_MAX 64

struct redis_name {
    redis_name_fn fn; /* NULL: forgotten */
    void *ctx;
    char *host;
    char address[ADDRESS_MAX]; /* "": not found */
    const char *why;
};

static void on_search(void *ctx)
{
    struct redis_name *name = ctx;
    struct addrinfo want = {.ai_socktype = SOCK_STREAM};
    struct addrinfo *found = NULL;
    int code = getaddrinfo(name->host, NULL, &want, &found);
    if (!code)
        code = getnameinfo(found->ai_addr, found->ai_addrlen, name->address, ADDRESS_MAX, NULL, 0,
                           NI_NUMERICHOST);
    if (code) {
        name->address[0] = '\0';
        name->why = gai_strerror(code);
    }
    if (found)
        freeaddrinfo(found);
}

static void on_found(void *ctx)
{
    struct redis_name *name = ctx;
    if (name->fn)
        name->fn(name->ctx, *name->address ? name->address : NULL, name->why);
    free(name->host);
    free(name);
}

struct redis_name *redis_name_find(struct loop *loop, const char *host, redis_name_fn fn, void *ctx)
{
    struct redis_name *name = mem_alloc(sizeof *name);
    name->fn = fn;
    name->ctx = ctx;
    name->host = mem_strdup(host);
    loop_work(loop, on_search, on_found, name);
    return name;
}

void redis_name_forget(struct redis_name *name)
{
    if (name)
        name->fn = NULL;
}
