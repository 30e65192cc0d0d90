/* The listening socket. It is made here and handed to libmicrohttpd, which by itself would say no
 * more than that it could not start: so a bad address and a port in use each get one clear line.
 *
 * Addresses are numeric (and "localhost"): no name is looked up, so nothing blocks. */
#include "http/server_internal.h"

#include "base/str.h"

#include <arpa/inet.h>
#include <assert.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define HTTP_ADDRESS_LIMIT 128

/* "HOST:PORT" or "[HOST]:PORT"; host needs HTTP_ADDRESS_LIMIT bytes. */
static int address_split(const char *address, char *host, const char **ret_port)
{
    const char *from = address;
    const char *end = NULL;
    const char *colon;

    if (from[0] == '[') {
        from++;
        end = strchr(from, ']');
        colon = end ? end + 1 : NULL;
    } else {
        end = colon = strrchr(from, ':');
        if (end && memchr(from, ':', (size_t)(end - from)))
            return ERR_INVALID; /* IPv6 without brackets */
    }
    int64_t port;
    if (!end || end == from || end - from >= HTTP_ADDRESS_LIMIT || *colon != ':')
        return ERR_INVALID;
    if (str_to_i64(colon + 1, 0, 65535, &port) != 0)
        return ERR_INVALID;
    memcpy(host, from, (size_t)(end - from));
    host[end - from] = '\0';
    *ret_port = colon + 1;
    return 0;
}

static int address_parse(const char *address, struct addrinfo **ret_info, struct err *err)
{
    char host[HTTP_ADDRESS_LIMIT];
    const char *port;
    struct addrinfo hints = {
        .ai_family = AF_UNSPEC,
        .ai_socktype = SOCK_STREAM,
        .ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE,
    };

    if (!address || address_split(address, host, &port) != 0)
        goto bad;
    if (strcmp(host, "localhost") == 0)
        str_copy(host, sizeof(host), "127.0.0.1");
    if (getaddrinfo(host, port, &hints, ret_info) != 0)
        goto bad;
    return 0;
bad:
    return err_set(err, ERR_INVALID,
                   "listen address \"%s\": not of the form HOST:PORT with a numeric host, for "
                   "example 127.0.0.1:8090 or [::1]:8090",
                   address ? address : "");
}

static int port_of(int fd)
{
    union {
        struct sockaddr any;
        struct sockaddr_in v4;
        struct sockaddr_in6 v6;
    } name;
    socklen_t len = sizeof(name);
    memset(&name, 0, sizeof(name));
    if (getsockname(fd, &name.any, &len) != 0)
        return 0;
    return ntohs(name.any.sa_family == AF_INET6 ? name.v6.sin6_port : name.v4.sin_port);
}

int http_listen(const char *address, int *ret_fd, int *ret_port, struct err *err)
{
    struct addrinfo *info = NULL;
    int yes = 1;

    int code = address_parse(address, &info, err);
    if (code != 0)
        return code;
    assert(info); /* a good address gives one */
    int fd = socket(info->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    bool listens = fd >= 0 && setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes)) == 0 &&
                   bind(fd, info->ai_addr, info->ai_addrlen) == 0 && listen(fd, HTTP_BACKLOG) == 0;
    int why = errno;
    freeaddrinfo(info);
    if (!listens) {
        if (fd >= 0)
            close(fd);
        return err_set(err, ERR_SYSTEM, "cannot listen on %s: %s%s", address, strerror(why),
                       why == EADDRINUSE ? ": stop what runs there or choose another port" : "");
    }
    *ret_fd = fd;
    *ret_port = port_of(fd);
    return 0;
}
