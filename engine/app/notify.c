/* sd_notify without libsystemd: one datagram to a Unix socket, whose address is a path or, after an
 * "@", an abstract name.
 *
 * WATCHDOG_PID names the process that shall beat: ours, or our parent when it is the supervisor,
 * which has no loop to beat from. systemd takes words from it alone unless the unit says
 * NotifyAccess=all. */
#include "app/notify.h"

#include "base/mem.h"
#include "base/str.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define BEAT_LEAST_MS 10

struct notify {
    struct loop_timer *timer;
    int64_t every_ms; /* 0: nobody wants beats */
};

void notify_send(const char *words)
{
    const char *name = getenv("NOTIFY_SOCKET");
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    size_t len = name ? strlen(name) : 0;
    if (len < 2 || len >= sizeof(address.sun_path) || (*name != '/' && *name != '@'))
        return;
    memcpy(address.sun_path, name, len);
    if (*name == '@')
        address.sun_path[0] = '\0'; /* and no 0 byte at the end */
    else
        len++;
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return;
    sendto(fd, words, strlen(words), MSG_DONTWAIT | MSG_NOSIGNAL, (const struct sockaddr *)&address,
           (socklen_t)(offsetof(struct sockaddr_un, sun_path) + len));
    close(fd);
}

static int64_t beat_ms(void)
{
    const char *us = getenv("WATCHDOG_USEC");
    const char *pid = getenv("WATCHDOG_PID");
    int64_t wanted, process;
    if (!us || str_to_i64(us, 1, INT64_MAX, &wanted))
        return 0;
    if (pid &&
        (str_to_i64(pid, 1, INT64_MAX, &process) || (process != getpid() && process != getppid())))
        return 0;
    wanted /= 2000;
    return wanted > BEAT_LEAST_MS ? wanted : BEAT_LEAST_MS;
}

static void on_beat(void *ctx)
{
    struct notify *notify = ctx;
    notify_send("WATCHDOG=1");
    loop_timer_start(notify->timer, notify->every_ms);
}

struct notify *notify_new(struct loop *loop)
{
    struct notify *notify = mem_alloc(sizeof(*notify));
    notify->every_ms = beat_ms();
    notify->timer = loop_timer_new(loop, on_beat, notify);
    if (notify->every_ms)
        loop_timer_start(notify->timer, 0);
    return notify;
}

void notify_free(struct notify *notify)
{
    if (!notify)
        return;
    loop_timer_free(notify->timer);
    free(notify);
}
