/* fork and exec of redis-server. The child dies with the test's process (PR_SET_PDEATHSIG), so that
 * no test leaves a server behind, whatever ended it. */
#include "redis.h"

#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define TRIES    6000 /* a minute; the end of the server ends the wait at once */
#define PAUSE_NS 10000000l

/* A key takes half a millisecond to load, and between two of them others are answered. */
#define SLOW_KEYS  "DEBUG POPULATE 5000"
#define SLOW_DELAY "500"

struct redis_server {
    char folder[64];
    char socket[96];
    char away[112]; /* the socket, while it is hidden */
    char url[128];
    bool hidden;
    pid_t pid;
};

static void die(const char *what)
{
    fprintf(stderr, "redis_server: %s: %s\n", what, strerror(errno));
    abort();
}

static void show(const char *name)
{
    char bytes[4096];
    FILE *file = fopen(name, "re");
    for (size_t len; file && (len = fread(bytes, 1, sizeof bytes, file)) > 0;)
        fwrite(bytes, 1, len, stderr);
    if (file)
        fclose(file);
}

/* What it has said is in its log; what it said of its arguments came here. */
static void not_started(const struct redis_server *server, const char *what)
{
    char log[96];
    snprintf(log, sizeof log, "%s/log", server->folder);
    show(log);
    fprintf(stderr, "redis_server: it did not start: %s\n", what);
    abort();
}

static int takes_connections(const struct redis_server *server)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    snprintf(address.sun_path, sizeof address.sun_path, "%s", server->socket);
    int code = connect(fd, (struct sockaddr *)&address, sizeof address);
    close(fd);
    return code == 0;
}

static void start(struct redis_server *server, const char *key_delay)
{
    struct timespec pause = {.tv_nsec = PAUSE_NS};
    unlink(server->socket);
    server->pid = fork();
    if (server->pid < 0)
        die("fork");
    if (server->pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        execlp("redis-server", "redis-server", "--port", "0", "--unixsocket", server->socket,
               "--dir", server->folder, "--save", "", "--appendonly", "no", "--logfile", "log",
               "--enable-debug-command", "yes", "--key-load-delay", key_delay,
               "--loading-process-events-interval-bytes", "1024", NULL);
        die("redis-server (apt-get install redis-server)");
    }
    for (int i = 0; !takes_connections(server); i++) {
        if (waitpid(server->pid, NULL, WNOHANG) == server->pid)
            not_started(server, "it has ended");
        if (i == TRIES)
            not_started(server, "it takes no connections");
        nanosleep(&pause, NULL);
    }
}

static void drop_data(const struct redis_server *server)
{
    char dump[96];
    snprintf(dump, sizeof dump, "%s/dump.rdb", server->folder);
    unlink(dump);
}

void redis_server_start(struct redis_server *server)
{
    drop_data(server);
    start(server, "0");
}

void redis_server_start_slowly(struct redis_server *server)
{
    redis_server_start(server);
    free(redis_server_ask(server, SLOW_KEYS));
    free(redis_server_ask(server, "SAVE"));
    redis_server_kill(server);
    start(server, SLOW_DELAY);
}

void redis_server_hide(struct redis_server *server)
{
    if (rename(server->socket, server->away))
        die(server->away);
    server->hidden = true;
    free(redis_server_ask(server, "CLIENT KILL TYPE normal"));
    free(redis_server_ask(server, "CLIENT KILL TYPE pubsub"));
}

void redis_server_show(struct redis_server *server)
{
    if (rename(server->away, server->socket))
        die(server->socket);
    server->hidden = false;
}

struct redis_server *redis_server_new(void)
{
    struct redis_server *server = calloc(1, sizeof *server);
    if (!server)
        die("memory");
    snprintf(server->folder, sizeof server->folder, "/tmp/bylina-redis-XXXXXX");
    if (!mkdtemp(server->folder))
        die(server->folder);
    snprintf(server->socket, sizeof server->socket, "%s/r.sock", server->folder);
    snprintf(server->away, sizeof server->away, "%s.away", server->socket);
    snprintf(server->url, sizeof server->url, "unix:%s", server->socket);
    redis_server_start(server);
    return server;
}

const char *redis_server_url(const struct redis_server *server)
{
    return server->url;
}

void redis_server_kill(struct redis_server *server)
{
    if (!server->pid)
        return;
    kill(server->pid, SIGKILL);
    waitpid(server->pid, NULL, 0);
    server->pid = 0;
}

void redis_server_freeze(struct redis_server *server)
{
    kill(server->pid, SIGSTOP);
}

void redis_server_thaw(struct redis_server *server)
{
    kill(server->pid, SIGCONT);
}

char *redis_server_ask(struct redis_server *server, const char *command)
{
    char *line = NULL;
    char *answer = NULL;
    size_t size = 0;
    if (asprintf(&line, "redis-cli -s %s %s", server->hidden ? server->away : server->socket,
                 command) < 0)
        die("memory");
    FILE *pipe = popen(line, "re"); /* NOLINT(cert-env33-c): a test's own words */
    free(line);
    if (!pipe)
        die("redis-cli");
    ssize_t len = getline(&answer, &size, pipe);
    pclose(pipe);
    if (len > 0 && answer[len - 1] == '\n')
        answer[len - 1] = '\0';
    return answer;
}

void redis_server_free(struct redis_server *server)
{
    char log[96];
    if (server->hidden)
        redis_server_show(server);
    redis_server_kill(server);
    snprintf(log, sizeof log, "%s/log", server->folder);
    unlink(log);
    drop_data(server);
    unlink(server->socket);
    rmdir(server->folder);
    free(server);
}
