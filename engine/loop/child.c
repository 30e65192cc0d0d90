/* Children, without SIGCHLD: a process that ends closes its output, which the loop sees; then it is
 * asked for in short steps until the system has its end. One that closes its output and goes on is
 * caught by the deadline like any other.
 *
 * posix_spawn and not fork: it copies no page tables, so that a big process does not stand still.
 * Whatever may be open here is closed there, but for what the caller names. */
#include "loop/child.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define ASK_MS      2 /* between two looks for the end of one that has closed its output */
#define FIRST_FD    3
#define SAFE_FD     64 /* descriptors are moved up to here first, so that none is overwritten */
#define READ_AT_ONE 65536

extern char **environ;

struct loop_child {
    pid_t pid; /* 0: it has ended */
    int output_fd;
    struct loop_watch *watch;
    struct loop_timer *timer;
    int64_t deadline_ms; /* monotonic */
    bool closed;         /* its output is at the end */
    enum loop_child_end end;
    int status;
    struct buf output;
    loop_child_fn fn;
    void *ctx;
};

static void child_free(struct loop_child *child)
{
    loop_watch_free(child->watch);
    loop_timer_free(child->timer);
    close(child->output_fd);
    buf_done(&child->output);
    free(child);
}

void loop_child_free(struct loop_child *child)
{
    if (!child)
        return;
    kill(child->pid, SIGKILL);
    while (waitpid(child->pid, NULL, 0) < 0 && errno == EINTR)
        continue;
    child_free(child);
}

static void finish(struct loop_child *child)
{
    struct loop_child_result result = {
        .end = child->end, .output = child->output.data, .len = child->output.len};
    if (WIFSIGNALED(child->status)) {
        result.code = WTERMSIG(child->status);
        if (child->end == LOOP_CHILD_EXIT)
            result.end = LOOP_CHILD_SIGNAL;
    } else {
        result.code = WEXITSTATUS(child->status);
    }
    child->fn(child->ctx, &result);
    child_free(child);
}

static void stop(struct loop_child *child, enum loop_child_end end)
{
    if (child->end == LOOP_CHILD_EXIT)
        child->end = end;
    kill(child->pid, SIGKILL);
}

static void on_timer(void *ctx)
{
    struct loop_child *child = ctx;
    int64_t left = child->deadline_ms - clock_mono_ms();
    bool ending = child->closed || child->end != LOOP_CHILD_EXIT;
    pid_t got = ending ? waitpid(child->pid, &child->status, WNOHANG) : 0;
    if (got == child->pid || (got < 0 && errno != EINTR)) {
        finish(child);
        return;
    }
    if (left <= 0)
        stop(child, LOOP_CHILD_LATE);
    loop_timer_start(child->timer, ending || left <= 0 ? ASK_MS : left);
}

/* False: nothing more will come. */
static bool read_some(struct loop_child *child)
{
    char chunk[READ_AT_ONE];
    ssize_t got = read(child->output_fd, chunk, sizeof(chunk));
    if (got < 0)
        return errno == EAGAIN || errno == EINTR;
    if (got > 0 && buf_add(&child->output, chunk, (size_t)got) < 0)
        stop(child, LOOP_CHILD_LOUD);
    return got > 0;
}

static void on_output(void *ctx, int events)
{
    struct loop_child *child = ctx;
    (void)events;
    if (read_some(child))
        return;
    child->closed = true;
    loop_watch_set(child->watch, 0);
    loop_timer_start(child->timer, 0);
}

/* The child's descriptors: null, output, ours, and those of the caller from 3 on. */
static int place(posix_spawn_file_actions_t *actions, const struct loop_child_config *config,
                 int output, const int *safe)
{
    int r = posix_spawn_file_actions_addopen(actions, 0, "/dev/null", O_RDONLY, 0);
    if (!r)
        r = posix_spawn_file_actions_adddup2(actions, output, 1);
    for (size_t i = 0; !r && i < config->fd_count; i++)
        r = posix_spawn_file_actions_adddup2(actions, safe[i], FIRST_FD + (int)i);
    if (!r)
        r = posix_spawn_file_actions_addclosefrom_np(actions, FIRST_FD + (int)config->fd_count);
    return r;
}

static int spawn(struct loop_child *child, const struct loop_child_config *config, int output,
                 const int *safe)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attr;
    sigset_t none;
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attr);
    sigemptyset(&none);
    posix_spawnattr_setsigmask(&attr, &none);
    posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGMASK);
    int r = place(&actions, config, output, safe);
    if (!r) /* the list and its words are not changed: the type is older than const */
        r = posix_spawn(&child->pid, config->argv[0], &actions, &attr,
                        (char *const *)(uintptr_t)config->argv, environ);
    posix_spawnattr_destroy(&attr);
    posix_spawn_file_actions_destroy(&actions);
    return r;
}

/* 0, or an errno. */
static int start(struct loop_child *child, const struct loop_child_config *config)
{
    int ends[2], safe[LOOP_CHILD_FDS], r = 0;
    size_t moved = 0;
    if (pipe2(ends, O_CLOEXEC) < 0)
        return errno;
    for (; !r && moved < config->fd_count; moved += !r) {
        safe[moved] = fcntl(config->fds[moved], F_DUPFD_CLOEXEC, SAFE_FD);
        r = safe[moved] < 0 ? errno : 0;
    }
    if (!r)
        r = spawn(child, config, ends[1], safe);
    for (size_t i = 0; i < moved; i++)
        close(safe[i]);
    close(ends[1]);
    child->output_fd = ends[0];
    return r;
}

int loop_child_start(struct loop *loop, const struct loop_child_config *config, loop_child_fn fn,
                     void *ctx, struct loop_child **ret_child, struct err *err)
{
    struct loop_child *child = mem_alloc(sizeof(*child));
    child->output_fd = -1;
    int r = start(child, config);
    if (r) {
        if (child->output_fd >= 0)
            close(child->output_fd);
        free(child);
        return err_set(err, ERR_SYSTEM, "%s cannot be started: %s", config->argv[0], strerror(r));
    }
    buf_init(&child->output, config->output_max);
    child->fn = fn;
    child->ctx = ctx;
    child->deadline_ms = clock_mono_ms() + config->deadline_ms;
    child->timer = loop_timer_new(loop, on_timer, child);
    loop_timer_start(child->timer, config->deadline_ms);
    child->watch = loop_watch_new(loop, child->output_fd, on_output, child);
    loop_watch_set(child->watch, LOOP_READ);
    *ret_child = child;
    return 0;
}
