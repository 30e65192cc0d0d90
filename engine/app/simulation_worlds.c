/* A simulation of more players than one world holds: worlds that know nothing of each other, each
 * with a seed of its own, spread over processes.
 *
 *     process 0: worlds 0, 2, ...   each writes what was seen, a line a world, into a file
 *     process 1: worlds 1, 3, ...   in memory; the parent merges them in the worlds' order
 *
 * A world is played by a generation of its own, so nothing depends on who has played which: the
 * report is the same however many processes there are. */
#include "app/simulation.h"

#include "base/mem.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define SEED_STEP 7919 /* from a world's seed to the next one's */

struct process {
    pid_t pid;
    FILE *lines; /* a world each, from `first` on, `jobs` apart; after a failure its words */
};

static struct simulation world_of(const struct simulation *what, int64_t worlds, int64_t at)
{
    struct simulation world = *what;
    world.players = what->players / worlds + (at < what->players % worlds);
    world.seed = (what->seed + at * SEED_STEP) % INT32_MAX;
    return world;
}

/* --- a process ------------------------------------------------------------------------------- */

static void play_some(struct game_source *source, const struct simulation *what, int64_t worlds,
                      int64_t first, int64_t jobs, bool loud, FILE *lines)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    for (int64_t at = first; at < worlds; at += jobs) {
        struct simulation world = world_of(what, worlds, at);
        struct err err;
        json *seen = NULL;
        if (simulation_play(source, &world, true, loud && first == 0, &seen, &err)) {
            rewind(lines);
            fprintf(lines, "%s\n", err.text);
            fflush(lines);
            _exit(EXIT_FAILURE);
        }
        char *text = json_print(seen);
        fprintf(lines, "%s\n", text);
        free(text);
        json_free(seen);
    }
    _exit(fflush(lines) ? EXIT_FAILURE : EXIT_SUCCESS);
}

static int start(struct process *process, struct err *err)
{
    int fd = memfd_create("bylina-worlds", MFD_CLOEXEC);
    process->lines = fd < 0 ? NULL : fdopen(fd, "w+");
    if (!process->lines)
        return err_set(err, ERR_SYSTEM, "memfd_create: %s", strerror(errno));
    process->pid = fork();
    return process->pid < 0 ? err_set(err, ERR_SYSTEM, "fork: %s", strerror(errno)) : 0;
}

/* Waits for its end. */
static int finish(struct process *process, struct err *err)
{
    char words[ERR_TEXT_LIMIT] = "";
    int status = 0;
    while (waitpid(process->pid, &status, 0) < 0 && errno == EINTR)
        continue;
    rewind(process->lines);
    if (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SUCCESS)
        return 0;
    if (WIFEXITED(status) && fgets(words, sizeof(words), process->lines))
        words[strcspn(words, "\n")] = '\0';
    return err_set(err, ERR_INVALID, "%s",
                   *words ? words : "a process of the simulation was ended: not enough memory?");
}

/* --- one report ------------------------------------------------------------------------------ */

static int add_world(struct generation *generation, FILE *lines, struct err *err)
{
    char *line = NULL;
    size_t size = 0;
    json *seen = NULL, *argument = json_object(), *answer = NULL;
    ssize_t len = getline(&line, &size, lines);
    int code = len < 0 ? err_set(err, ERR_SYSTEM, "what was seen in a world cannot be read")
                       : json_parse(line, (size_t)len, &seen, err);
    json_add(argument, "world", seen);
    if (code == 0)
        code = game_ask(generation, "simulate", argument, &answer, err);
    json_free(answer);
    json_free(argument);
    free(line);
    return code;
}

static int merge(struct game_source *source, const struct simulation *what, int64_t worlds,
                 struct process *processes, json **ret_report, struct err *err)
{
    struct generation *generation = NULL;
    json *argument = json_object(), *answer = NULL;
    int code = game_load(source, 1, &generation, err);
    for (int64_t at = 0; code == 0 && at < worlds; at++)
        code = add_world(generation, processes[at % what->jobs].lines, err);
    json_add_bool(argument, "merge", true);
    json_add_int(argument, "days", what->days);
    if (code == 0)
        code = game_ask(generation, "simulate", argument, &answer, err);
    if (code == 0)
        *ret_report = json_clone(json_get(answer, "report"));
    json_free(answer);
    json_free(argument);
    generation_release(generation);
    return code;
}

int simulation_worlds(struct game_source *source, const struct simulation *what, int64_t worlds,
                      bool loud, json **ret_report, struct err *err)
{
    struct process *processes = mem_array((size_t)what->jobs, sizeof(*processes));
    int64_t started = 0;
    int code = 0;
    fflush(NULL); /* or it would be said twice */
    for (; code == 0 && started < what->jobs; started += code == 0) {
        code = start(&processes[started], err);
        if (code == 0 && processes[started].pid == 0)
            play_some(source, what, worlds, started, what->jobs, loud, processes[started].lines);
    }
    for (int64_t i = 0; i < started; i++) {
        struct err other;
        int ended = finish(&processes[i], code ? &other : err);
        code = code ? code : ended;
    }
    if (code == 0)
        code = merge(source, what, worlds, processes, ret_report, err);
    for (int64_t i = 0; i < what->jobs; i++)
        if (processes[i].lines)
            fclose(processes[i].lines);
    free(processes);
    return code;
}
