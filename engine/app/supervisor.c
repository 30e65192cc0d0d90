/* The parent is as small as can be: no threads, no loop, no database, nothing that could crash.
 *
 *     fork -> wait for signals -> the child has ended -> how?
 *       exit code           passed on: a clean end, or what a restart would not mend
 *       watchdog or crash   its event is a suspect (poison.c); again, after a wait
 *       SIGKILL             (out of memory, say) no suspect; again
 *       another signal      somebody meant it: passed on as 128 + its number
 *
 * SIGINT and SIGTERM are handed on as a byte on the line, not as signals: Ctrl-C reaches both
 * processes anyway, and so does a manager that signals a whole group. The child counts what comes
 * from either side by itself (engine.c), so that one request is one request. The child dies with
 * its parent (PR_SET_PDEATHSIG), so kill -9 of the parent leaves no engine on the database. When
 * waitpid has told of an end, the child's lock on the database is free. */
#include "app/supervisor.h"

#include "app/command.h"
#include "app/notify.h"
#include "base/clock.h"
#include "base/log.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

struct supervisor {
    struct poison *poison;
    sigset_t signals; /* what the parent waits for */
    sigset_t before;  /* the mask that the child gets back */
    pid_t child;
    int line;  /* the parent's end */
    bool stop; /* asked to */
    int ends;  /* short lives in a row */
    int64_t born_ms;
};

enum end { END_EXIT, END_AGAIN, END_GUILTY, END_SIGNAL };

static bool is_crash(int number)
{
    static const int CRASHES[] = {SIGSEGV, SIGABRT, SIGBUS, SIGILL, SIGFPE, SIGSYS, SIGTRAP};
    for (size_t i = 0; i < sizeof(CRASHES) / sizeof(*CRASHES); i++)
        if (CRASHES[i] == number)
            return true;
    return false;
}

/* Which end it was; *ret_words: for the log. */
static enum end judge(const struct supervisor *supervisor, int status, const char **ret_words)
{
    char byte = 0;
    bool tripped = recv(supervisor->line, &byte, 1, MSG_DONTWAIT) == 1 &&
                   byte == SUPERVISOR_TRIPPED && WIFSIGNALED(status);
    if (WIFEXITED(status))
        return END_EXIT;
    *ret_words = tripped ? "the watchdog" : strsignal(WTERMSIG(status));
    if (tripped || is_crash(WTERMSIG(status)))
        return END_GUILTY;
    return WTERMSIG(status) == SIGKILL ? END_AGAIN : END_SIGNAL;
}

int64_t supervisor_wait_ms(int ends)
{
    int64_t wait = SUPERVISOR_WAIT_MS;
    if (ends >= SUPERVISOR_ENDS_MAX)
        return -1;
    if (ends <= 1)
        return 0;
    for (int i = 2; i < ends && wait < SUPERVISOR_LONGEST_MS; i++)
        wait *= 2;
    return wait < SUPERVISOR_LONGEST_MS ? wait : SUPERVISOR_LONGEST_MS;
}

/* --- the parent ------------------------------------------------------------------------------ */

static void hand_on(struct supervisor *supervisor)
{
    const char byte = SUPERVISOR_STOP;
    supervisor->stop = true;
    send(supervisor->line, &byte, 1, MSG_DONTWAIT | MSG_NOSIGNAL);
}

/* Until the child has ended. */
static int wait_for_end(struct supervisor *supervisor)
{
    int status = 0;
    for (;;) {
        int number = sigwaitinfo(&supervisor->signals, NULL);
        if (number == SIGINT || number == SIGTERM)
            hand_on(supervisor);
        else if (number == SIGCHLD && waitpid(supervisor->child, &status, WNOHANG) > 0)
            return status;
    }
}

/* Before the next start; a request to stop ends it. */
static void rest(struct supervisor *supervisor, int64_t ms)
{
    sigset_t stops;
    struct timespec wait = {ms / 1000, ms % 1000 * 1000000};
    int number;
    sigemptyset(&stops);
    sigaddset(&stops, SIGINT);
    sigaddset(&stops, SIGTERM);
    do
        number = sigtimedwait(&stops, NULL, &wait);
    while (number < 0 && errno == EINTR);
    if (number > 0)
        supervisor->stop = true;
}

static void tell_end(const char *words, const char *suspect, int64_t wait)
{
    if (*suspect)
        log_error("app", LOG_T("the engine was ended in the middle of a script"),
                  LOG_S("by", words), LOG_S("suspect", suspect), LOG_I("again_in_ms", wait));
    else
        log_error("app", LOG_T("the engine was ended"), LOG_S("by", words),
                  LOG_I("again_in_ms", wait));
}

/* Whether the engine is to be started again; else *ret_code is the end. */
static bool look_at_end(struct supervisor *supervisor, int status, int *ret_code)
{
    const char *words = "";
    char suspect[POISON_WORDS_MAX];
    enum end end = judge(supervisor, status, &words);
    poison_blame(supervisor->poison, end == END_GUILTY, suspect);
    *ret_code = end == END_EXIT ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    if (end == END_EXIT || end == END_SIGNAL)
        return false;
    bool lived = clock_mono_ms() - supervisor->born_ms >= SUPERVISOR_LIFE_MS;
    supervisor->ends = lived ? 1 : supervisor->ends + 1;
    int64_t wait = supervisor_wait_ms(supervisor->ends);
    tell_end(words, suspect, supervisor->stop ? -1 : wait);
    *ret_code = EXIT_BAD;
    if (wait < 0)
        log_error("app",
                  LOG_T("the engine ends again and again: given up; what is logged above "
                        "says why"),
                  LOG_I("times", supervisor->ends));
    if (wait < 0 || supervisor->stop)
        return false;
    notify_send("STATUS=the engine was ended and starts again");
    rest(supervisor, wait);
    *ret_code = EXIT_GOOD; /* if it is to stop: nothing is left to be stopped */
    return !supervisor->stop;
}

/* --- the child ------------------------------------------------------------------------------- */

static void become_child(const struct supervisor *supervisor, pid_t parent)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) /* it died before that */
        _exit(EXIT_BAD);
    sigprocmask(SIG_SETMASK, &supervisor->before, NULL);
}

/* In the child *ret_line is its end of the line, in the parent -1. */
static int start_child(struct supervisor *supervisor, int *ret_line)
{
    int ends[2];
    pid_t parent = getpid();
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) < 0)
        return -1;
    supervisor->born_ms = clock_mono_ms();
    supervisor->child = fork();
    if (supervisor->child == 0)
        become_child(supervisor, parent);
    int own = supervisor->child == 0 ? 1 : 0;
    close(ends[1 - own]);
    if (supervisor->child < 0)
        close(ends[0]);
    supervisor->line = own == 0 ? ends[0] : -1;
    *ret_line = own == 1 ? ends[1] : -1;
    return supervisor->child < 0 ? -1 : 0;
}

int supervise(int (*child)(void *ctx, int line), void *ctx, struct poison *poison)
{
    struct supervisor supervisor = {.poison = poison};
    int line = -1, code = EXIT_BAD;
    bool again = true;
    sigemptyset(&supervisor.signals);
    sigaddset(&supervisor.signals, SIGINT);
    sigaddset(&supervisor.signals, SIGTERM);
    sigaddset(&supervisor.signals, SIGCHLD);
    signal(SIGCHLD, SIG_DFL); /* whoever started us may have ignored it */
    sigprocmask(SIG_BLOCK, &supervisor.signals, &supervisor.before);
    while (again) {
        if (start_child(&supervisor, &line) < 0) {
            log_error("app", LOG_T("cannot start a process"), LOG_S("error", strerror(errno)));
            break;
        }
        if (line >= 0)
            return child(ctx, line);
        if (supervisor.ends > 0)
            log_info("app", LOG_T("the engine starts again"), LOG_I("process", supervisor.child));
        int status = wait_for_end(&supervisor);
        again = look_at_end(&supervisor, status, &code);
        close(supervisor.line);
    }
    sigprocmask(SIG_SETMASK, &supervisor.before, NULL);
    return code;
}
