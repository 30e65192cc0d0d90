/* Words to systemd, at the other end of a real datagram socket. */
#include "app/notify.h"
#include "base/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cmocka.h>

#define ROUNDS_MAX 10 /* of 300 ms: a beat is due each 100 ms */

enum { PATIENCE_S = 20 };

static char heard[256];

/* Bound to a path, or to an abstract name after an "@"; NOTIFY_SOCKET names it. */
static int manager(const char *name)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    struct timeval patience = {.tv_sec = PATIENCE_S};
    socklen_t len = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + strlen(name));
    memcpy(address.sun_path, name, strlen(name));
    if (*name == '@')
        address.sun_path[0] = '\0';
    else
        unlink(name);
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    assert_int_equal(bind(fd, (const struct sockaddr *)&address, len), 0);
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
    setenv("NOTIFY_SOCKET", name, 1);
    return fd;
}

static const char *hear(int fd)
{
    ssize_t got = recv(fd, heard, sizeof(heard) - 1, 0);
    heard[got > 0 ? got : 0] = '\0';
    return heard;
}

static void test_words_arrive(void **state)
{
    char name[64];
    (void)state;
    snprintf(name, sizeof(name), "/tmp/bylina-notify-%ld", (long)getpid());
    int fd = manager(name);
    notify_send("READY=1\nSTATUS=playing");
    assert_string_equal(hear(fd), "READY=1\nSTATUS=playing");
    close(fd);
    unlink(name);
    snprintf(name, sizeof(name), "@bylina-notify-%ld", (long)getpid());
    fd = manager(name);
    notify_send("STOPPING=1");
    assert_string_equal(hear(fd), "STOPPING=1");
    close(fd);
}

static void test_nobody_there(void **state)
{
    char long_name[300];
    (void)state;
    memset(long_name, '/', sizeof(long_name) - 1);
    long_name[sizeof(long_name) - 1] = '\0';
    const char *const names[] = {"/nowhere/at/all", "@nobody-there", "vsock:2:1", "", long_name};
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        setenv("NOTIFY_SOCKET", names[i], 1);
        notify_send("READY=1");
    }
    unsetenv("NOTIFY_SOCKET");
    notify_send("READY=1");
}

static void on_enough(void *ctx)
{
    loop_stop(ctx);
}

/* How many beats are there, with one wanted each 100 ms, after 300 ms of the loop or, on a busy
 * machine, after as many times 300 ms as there are fewer than `wanted`? Never more than fit into
 * the time. */
static int beats(const char *us, const char *pid, int wanted)
{
    char name[64];
    int64_t began = clock_mono_ms();
    snprintf(name, sizeof(name), "@bylina-beats-%ld", (long)getpid());
    int fd = manager(name), count = 0;
    struct loop *loop = loop_new();
    setenv("WATCHDOG_USEC", us, 1);
    if (pid)
        setenv("WATCHDOG_PID", pid, 1);
    else
        unsetenv("WATCHDOG_PID");
    struct notify *notify = notify_new(loop);
    struct loop_timer *enough = loop_timer_new(loop, on_enough, loop);
    for (int round = 0; round == 0 || (count < wanted && round < ROUNDS_MAX); round++) {
        loop_timer_start(enough, 300);
        loop_run(loop);
        while (recv(fd, heard, sizeof(heard), MSG_DONTWAIT) == 10 &&
               !memcmp(heard, "WATCHDOG=1", 10))
            count++;
    }
    assert_true(count <= 1 + (clock_mono_ms() - began) / 100);
    notify_free(notify);
    loop_timer_free(enough);
    loop_free(loop);
    close(fd);
    return count;
}

static void test_beats_come_in_time(void **state)
{
    char own[24], parent[24];
    (void)state;
    snprintf(own, sizeof(own), "%ld", (long)getpid());
    snprintf(parent, sizeof(parent), "%ld", (long)getppid());
    assert_true(beats("200000", NULL, 2) >= 2);
    assert_true(beats("200000", own, 2) >= 2);
    assert_true(beats("200000", parent, 2) >= 2);
    assert_int_equal(beats("200000", "1", 0), 0);
    assert_int_equal(beats("nonsense", NULL, 0), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words_arrive),
        cmocka_unit_test(test_nobody_there),
        cmocka_unit_test(test_beats_come_in_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
