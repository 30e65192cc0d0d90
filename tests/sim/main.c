/* bylina_sim: runs seeds, says which failed and how to repeat them. */
#include "sim.h"

#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "bind/bind.h"
#include "plants.h"
#include "time.h"
#include "world.h"

#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { JOBS_MOST = 16, PROGRESS_S = 10, TAIL = 120 };

struct options {
    int64_t seeds;
    int64_t from;
    int64_t minutes; /* 0: no limit */
    int64_t jobs;
    bool trace;
    bool twice;  /* each seed twice; the hashes must be equal */
    bool hashes; /* print them */
    const char *plant;
    const char *store;
    bool redis;
    bool stops;
    struct servers *servers; /* NULL: all in memory */
};

static const char usage[] =
    "Usage: bylina_sim [--seeds N] [--seed S] [--from S] [--jobs N] [--minutes N] [--trace]\n"
    "                  [--twice] [--hashes] [--plant NAME|list] [--store postgres [--redis]]\n"
    "\n"
    "Plays tests/fair with the real turns, scripts and intake over a virtual clock, an in-memory\n"
    "database and an in-memory Telegram, all of which fail. A seed is one run and repeats "
    "exactly.\n"
    "\n"
    "  --seeds N    how many seeds (100)\n"
    "  --from S     the first of them (1)\n"
    "  --seed S     this one alone\n"
    "  --jobs N     in so many processes (1)\n"
    "  --minutes N  stop after so long\n"
    "  --trace      print the run and the engine's log to stderr\n"
    "  --twice      run each seed twice and compare\n"
    "  --hashes     print each run's hash\n"
    "  --store postgres  over the real store and PostgreSQL, which is crashed and cut: a seed "
    "fixes\n"
    "               players and faults, and is no exact repetition; one job; run it under\n"
    "               tests/servers/postgres.sh\n"
    "  --redis      with it, over a Redis that is flushed, killed and hung\n"
    "  --stops      with it, PostgreSQL is stopped in good order, too\n"
    "  --plant NAME with this bug (a build with BYLINA_PLANT): until it is found; list: their "
    "names\n"
    "\n"
    "Exit 0 if nothing was found; with --plant, if the bug was found.\n";

/* --- options --------------------------------------------------------------------------------- */

static bool number_option(const char *name, const char *value, struct options *options)
{
    struct {
        const char *name;
        int64_t *to;
    } numbers[] = {
        {"--seeds", &options->seeds}, {"--from", &options->from}, {"--minutes", &options->minutes},
        {"--jobs", &options->jobs},   {"--seed", &options->from},
    };
    for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++)
        if (str_equal(numbers[i].name, name)) {
            if (str_equal(name, "--seed"))
                options->seeds = 1;
            return value && str_to_i64(value, 0, INT64_MAX, numbers[i].to) == 0;
        }
    return false;
}

static bool read_options(int argc, char **argv, struct options *options)
{
    for (int i = 1; i < argc; i++) {
        const char *value = i + 1 < argc ? argv[i + 1] : NULL;
        if (str_equal(argv[i], "--trace")) {
            options->trace = true;
        } else if (str_equal(argv[i], "--twice")) {
            options->twice = true;
        } else if (str_equal(argv[i], "--hashes")) {
            options->hashes = true;
        } else if (str_equal(argv[i], "--plant") && value) {
            options->plant = value;
            i++;
        } else if (str_equal(argv[i], "--store") && value) {
            options->store = value;
            i++;
        } else if (str_equal(argv[i], "--redis")) {
            options->redis = true;
        } else if (str_equal(argv[i], "--stops")) {
            options->stops = true;
        } else if (number_option(argv[i], value, options)) {
            i++;
        } else {
            return false;
        }
    }
    bool real = str_equal(options->store, "postgres");
    if (real)
        options->jobs = 1; /* they would crash each other's server */
    return options->jobs >= 1 && options->jobs <= JOBS_MOST && (real || !options->redis) &&
           (real || !options->store || str_equal(options->store, "memory"));
}

/* --- seeds ----------------------------------------------------------------------------------- */

static struct generation *load_game(void)
{
    static struct bind_host host = {.version = "sim"};
    struct generation *generation = NULL;
    struct err err = {0};
    struct generation_config config = {
        .scripts_dir = "tests/fair/scripts",
        .content_dir = "tests/fair/content",
        .engine_lua = plant_lua(lua_files),
        .open = bind_open,
        .ctx = &host,
        .number = 1,
    };
    if (!config.engine_lua)
        fprintf(stderr, "sim: the bug's place in engine/lua is gone: mend tests/sim/plant.c\n");
    else if (generation_new(&config, &generation, &err))
        fprintf(stderr, "sim: %s\n", err.text);
    return generation;
}

static void report(const struct sim *sim, const struct options *options)
{
    printf("seed %" PRIu64 " failed: %s\n", sim->seed, sim->failure);
    if (!options->plant) {
        sim_print_end(sim, TAIL, stdout);
        printf("again: ./dev sim%s%s --seed %" PRIu64 " --trace\n",
               options->servers ? " --store postgres" : "", options->redis ? " --redis" : "",
               sim->seed);
    }
    fflush(stdout);
}

/* 0: nothing was found. */
static int run_seed(uint64_t seed, struct generation *generation, const struct options *options,
                    uint64_t *ret_hash)
{
    struct sim *sim = sim_new(seed, options->trace, options->servers);
    int found = sim_run(sim, generation);
    *ret_hash = sim->hash;
    if (found)
        report(sim, options);
    if (options->hashes)
        printf("seed %" PRIu64 " hash %016" PRIx64 "\n", seed, sim->hash);
    sim_free(sim);
    return found;
}

static int run_one(uint64_t seed, struct generation *generation, const struct options *options)
{
    uint64_t hash, again;
    int found = run_seed(seed, generation, options, &hash);
    if (found || !options->twice)
        return found;
    found = run_seed(seed, generation, options, &again);
    if (!found && hash != again) {
        printf("seed %" PRIu64 " does not repeat: %016" PRIx64 " and %016" PRIx64 "\n", seed, hash,
               again);
        return 1;
    }
    return found;
}

static void progress(const struct options *options, int64_t done, time_t *next)
{
    time_t now = time(NULL);
    if (now < *next)
        return;
    if (*next && isatty(STDERR_FILENO))
        fprintf(stderr, "sim: %" PRId64 " of %" PRId64 " seeds\n", done, options->seeds);
    *next = now + PROGRESS_S;
}

/* The seeds of one job: every jobs-th from its own on. Returns how many failed; with a plant it
 * ends at the first. */
static int64_t run_job(const struct options *options, int64_t job, struct generation *generation)
{
    int64_t failed = 0;
    time_t next = 0;
    time_t end = options->minutes ? time(NULL) + options->minutes * 60 : 0;
    for (int64_t i = job; i < options->seeds; i += options->jobs) {
        failed += run_one((uint64_t)(options->from + i), generation, options);
        if ((failed && options->plant) || (end && time(NULL) >= end))
            break;
        progress(options, i, &next);
    }
    return failed;
}

static int run_jobs(const struct options *options, struct generation *generation)
{
    bool failed = false;
    for (int64_t job = 1; job < options->jobs; job++) {
        fflush(stdout);
        if (fork() == 0) {
            int code = run_job(options, job, generation) != 0;
            fflush(stdout);
            _exit(code);
        }
    }
    failed = run_job(options, 0, generation) != 0;
    int status;
    while (options->jobs > 1 && wait(&status) > 0)
        failed = failed || !WIFEXITED(status) || WEXITSTATUS(status) != 0;
    return failed;
}

static int list_plants(void)
{
    for (const struct plant *plant = plants_all(); plant->name; plant++)
        printf("%-18s%s\n", plant->name, plant->what);
    return 0;
}

/* A map's hashes are keyed once a process; here, so that it does not depend on the first seed. */
static void fix_maps(void)
{
    sim_time_reset(0);
    struct map *map = map_new();
    map_put(map, "any", map);
    map_free(map);
}

static int conclude(const struct options *options, int failed)
{
    if (options->servers)
        servers_print(options->servers);
    if (options->plant)
        printf("%s: %s\n", options->plant, failed ? "found" : "NOT FOUND");
    else if (options->minutes)
        printf("sim: %" PRId64 " minutes from seed %" PRId64 ": %s\n", options->minutes,
               options->from, failed ? "FAILED" : "nothing found");
    else
        printf("sim: %" PRId64 " seeds from %" PRId64 ": %s\n", options->seeds, options->from,
               failed ? "FAILED" : "nothing found");
    return options->plant ? !failed : failed;
}

static bool open_servers(struct options *options)
{
    struct err err = {0};
    if (!str_equal(options->store, "postgres"))
        return true;
    options->servers = servers_new(options->redis, options->stops, &err);
    if (!options->servers)
        fprintf(stderr, "sim: %s\n", err.text);
    return options->servers != NULL;
}

int main(int argc, char **argv)
{
    struct options options = {.seeds = 100, .from = 1, .jobs = 1};
    if (!read_options(argc, argv, &options)) {
        fputs(usage, stderr);
        return 2;
    }
    if (str_equal(options.plant, "list"))
        return list_plants();
    if (options.plant && !plant_choose(options.plant)) {
        fprintf(stderr, "sim: there is no plant %s; --plant list names them\n", options.plant);
        return 2;
    }
    signal(SIGPIPE, SIG_IGN); /* as app/ does: the end of a connection is no end of the program */
    FILE *nothing = fopen("/dev/null", "w");
    fix_maps();
    if (!options.trace)
        log_to(nothing);
    log_setup(LOG_CONSOLE, options.trace ? LOG_DEBUG : LOG_ERROR);
    struct generation *generation = open_servers(&options) ? load_game() : NULL;
    if (!generation)
        return 1;
    int failed = run_jobs(&options, generation);
    generation_release(generation);
    log_to(NULL);
    fclose(nothing);
    failed = conclude(&options, failed);
    servers_free(options.servers);
    return failed;
}
