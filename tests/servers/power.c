/* The server is found by its folder: the first line of postmaster.pid. It was started by the script
 * at first, and by us from then on, as the folder's owner, since it refuses to run as root; the
 * script ends either of them. */
#include "power.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <libpq-fe.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { TRIES = 12000, HURRY = 2000, PATH_SIZE = 300 };
#define PAUSE_NS 5000000l

static void die(const char *what)
{
    fprintf(stderr, "the PostgreSQL of the test: %s: %s\n", what, strerror(errno));
    abort();
}

static const char *setting(const char *name)
{
    const char *value = getenv(name);
    return value && *value ? value : NULL;
}

bool postgres_power_here(void)
{
    return setting("BYLINA_TEST_POSTGRES") && setting("BYLINA_TEST_POSTGRES_DATA") &&
           setting("BYLINA_TEST_POSTGRES_BIN");
}

static void pause_shortly(void)
{
    nanosleep(&(struct timespec){.tv_nsec = PAUSE_NS}, NULL);
}

static pid_t server_pid(void)
{
    char path[PATH_SIZE];
    long pid = 0;
    snprintf(path, sizeof(path), "%s/postmaster.pid", setting("BYLINA_TEST_POSTGRES_DATA"));
    FILE *file = fopen(path, "re");
    if (!file)
        return 0;
    char line[32] = "";
    if (fgets(line, sizeof(line), file))
        pid = strtol(line, NULL, 10);
    fclose(file);
    return (pid_t)pid;
}

/* A zombie, which its parent has not looked at yet, is gone, too. */
static bool is_gone(pid_t pid)
{
    char path[PATH_SIZE], line[PATH_SIZE] = "";
    if (waitpid(pid, NULL, WNOHANG) == pid)
        return true;
    snprintf(path, sizeof(path), "/proc/%ld/stat", (long)pid);
    FILE *file = fopen(path, "re");
    if (!file)
        return true;
    const char *end = fgets(line, sizeof(line), file) ? strrchr(line, ')') : NULL;
    fclose(file);
    return !end || strncmp(end, ") Z", 3) == 0;
}

/* One that is told to stop in the moment in which its recovery ends may forget it (15.18 did), and
 * listens to nothing less than SIGQUIT then. */
void postgres_stop(int signal)
{
    pid_t pid = server_pid();
    if (!pid || kill(pid, signal))
        return;
    for (int i = 0; !is_gone(pid); i++) {
        if (i == TRIES)
            die("it does not stop");
        if (i == HURRY)
            kill(pid, SIGQUIT);
        pause_shortly();
    }
}

static void become_server(const char *data)
{
    char program[PATH_SIZE], log[PATH_SIZE];
    struct stat owner;
    snprintf(program, sizeof(program), "%s/postgres", setting("BYLINA_TEST_POSTGRES_BIN"));
    snprintf(log, sizeof(log), "%s/../log", data);
    int out = open(log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
    if (stat(data, &owner) || out < 0)
        die(data);
    if (geteuid() == 0 && (setgroups(0, NULL) || setgid(owner.st_gid) || setuid(owner.st_uid)))
        die("its user");
    prctl(PR_SET_PDEATHSIG, SIGQUIT); /* a change of the user clears it */
    dup2(out, STDOUT_FILENO);
    dup2(out, STDERR_FILENO);
    execl(program, program, "-D", data, (char *)NULL);
    die(program);
}

void postgres_await(void)
{
    for (int i = 0; PQping(setting("BYLINA_TEST_POSTGRES")) != PQPING_OK; i++) {
        if (i == TRIES)
            die("it takes no connections: see the file log beside its folder");
        pause_shortly();
    }
}

void postgres_start(void)
{
    pid_t pid = fork();
    if (pid < 0)
        die("fork");
    if (pid == 0)
        become_server(setting("BYLINA_TEST_POSTGRES_DATA"));
    for (int i = 0; PQping(setting("BYLINA_TEST_POSTGRES")) != PQPING_OK; i++) {
        if (i == TRIES || is_gone(pid))
            die("it does not start: see the file log beside its folder");
        pause_shortly();
    }
}
