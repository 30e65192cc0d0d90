/* How the real servers fail: what, when and for how long is drawn from the seed. After some acts of
 * players a fault is due; it waits a moment for a commit that is under way, so that most of them
 * leave one in doubt.
 *
 *     PostgreSQL  crashes (SIGQUIT: what it has not written is lost, and it recovers) or, with
 *                 --stops, is stopped (SIGINT), and comes back after some virtual seconds; one of
 *                 its backends is killed, upon which it restarts by itself; its sessions are
 *                 ended, or our sockets are
 *     the engine  dies (run.c); what it had not read by then is lost
 *     Redis       is flushed, dies and comes back empty, hangs
 *
 * While a server is down by our hand nobody waits for it, and time jumps. */
#include "real.h"

#include "loop.h"
#include "power.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    ACTS_MOST = 9,    /* between two faults */
    TRIES_MOST = 500, /* a virtual millisecond apart */
    DOWN_MS = 8000,
    HANG_MS = 3000,
    ANSWER_MS = 20, /* real ones, for the answer that is to be lost */
};

static int64_t between(struct real *real, int64_t low, int64_t high)
{
    return low + (int64_t)rng_below(&real->chance, (uint64_t)(high - low + 1));
}

void faults_cut(struct real *real)
{
    sim_loop_cut(real->sim->loop, between(real, 0, 2) ? ANSWER_MS : 0);
}

/* --- PostgreSQL ------------------------------------------------------------------------------ */

void servers_up(struct servers *servers)
{
    if (!servers->postgres_down)
        return;
    postgres_start();
    servers->postgres_down = false;
}

static void on_postgres_back(void *ctx)
{
    struct real *real = ctx;
    if (real->servers->postgres_down)
        sim_note(real->sim, "PostgreSQL is started");
    servers_up(real->servers);
}

static void stop_postgres(struct real *real, int signal)
{
    struct servers_figures *figures = &real->servers->figures;
    sim_note(real->sim, signal == SIGQUIT ? "PostgreSQL crashes" : "PostgreSQL is stopped");
    *(signal == SIGQUIT ? &figures->postgres_crashes : &figures->postgres_stops) += 1;
    if (between(real, 0, 1))
        faults_cut(real); /* the last answers are lost on the way */
    postgres_stop(signal);
    real->servers->postgres_down = true;
    loop_timer_start(real->postgres_back,
                     between(real, 0, 2) ? between(real, 0, 300) : between(real, 0, DOWN_MS));
}

static void crash_postgres(struct real *real)
{
    stop_postgres(real, SIGQUIT);
}

static void end_postgres(struct real *real)
{
    stop_postgres(real, SIGINT);
}

static const char *some_role(struct real *real)
{
    return between(real, 0, 2) ? "writer" : "reader";
}

static void kill_backend(struct real *real)
{
    sim_note(real->sim, "a backend of PostgreSQL is killed");
    if (eye_kill_backend(real->eye, some_role(real)))
        real->servers->figures.backends_killed++;
}

static void end_sessions(struct real *real)
{
    sim_note(real->sim, "sessions of PostgreSQL are ended");
    real->servers->figures.connections_cut++;
    eye_end_sessions(real->eye, some_role(real));
}

static void cut_sockets(struct real *real)
{
    sim_note(real->sim, "all sockets are cut");
    real->servers->figures.connections_cut++;
    faults_cut(real);
}

static void crash_engine(struct real *real)
{
    real->sim->dying = true;
}

/* --- Redis ----------------------------------------------------------------------------------- */

static void on_redis_back(void *ctx)
{
    struct real *real = ctx;
    struct servers *servers = real->servers;
    if (servers->redis_hangs)
        redis_server_thaw(servers->redis);
    if (servers->redis_down)
        redis_server_start(servers->redis);
    if (servers->redis_hangs || servers->redis_down)
        sim_note(real->sim, "Redis is back");
    servers->redis_hangs = servers->redis_down = false;
}

static void flush_redis(struct real *real)
{
    sim_note(real->sim, "Redis is flushed");
    real->servers->figures.redis_flushes++;
    free(redis_server_ask(real->servers->redis, "FLUSHALL"));
    if (between(real, 0, 1))
        free(redis_server_ask(real->servers->redis, "SCRIPT FLUSH"));
}

static void restart_redis(struct real *real)
{
    struct servers *servers = real->servers;
    sim_note(real->sim, "Redis dies");
    servers->figures.redis_restarts++;
    if (between(real, 0, 1))
        free(redis_server_ask(servers->redis, "SHUTDOWN NOSAVE"));
    redis_server_kill(servers->redis);
    servers->redis_down = true;
    loop_timer_start(real->redis_back, between(real, 0, DOWN_MS));
}

static void hang_redis(struct real *real)
{
    sim_note(real->sim, "Redis hangs");
    real->servers->figures.redis_hangs++;
    redis_server_freeze(real->servers->redis);
    real->servers->redis_hangs = true;
    loop_timer_start(real->redis_back, between(real, 0, HANG_MS));
}

/* --- which, and when ------------------------------------------------------------------------- */

/* The first is --stops'; Redis' come last. */
static void (*const faults[])(struct real *real) = {
    end_postgres, crash_postgres, crash_postgres, kill_backend,  end_sessions,
    cut_sockets,  cut_sockets,    crash_engine,   crash_engine,  crash_engine,
    flush_redis,  flush_redis,    restart_redis,  restart_redis, hang_redis,
};
enum { FAULTS = sizeof(faults) / sizeof(*faults), OF_POSTGRES = 10 };

static void on_strike(void *ctx)
{
    struct real *real = ctx;
    struct servers *servers = real->servers;
    if (real->sim->calm)
        return;
    if (++real->tries < TRIES_MOST && !mirror_is_committing(real->mirror)) {
        loop_timer_start(real->strike, 1);
        return;
    }
    int64_t which =
        between(real, servers->stops ? 0 : 1, servers->redis ? FAULTS - 1 : OF_POSTGRES - 1);
    bool away =
        which < OF_POSTGRES ? servers->postgres_down : servers->redis_down || servers->redis_hangs;
    if (!away)
        faults[which](real);
}

void faults_acted(struct real *real)
{
    if (real->sim->calm || --real->acts_left > 0)
        return;
    real->acts_left = (int)between(real, 1, ACTS_MOST);
    real->tries = 0;
    loop_timer_start(real->strike, between(real, 0, 30));
}

bool servers_at_work(const struct real *real)
{
    const struct servers *servers = real->servers;
    const struct store *store = real->sim->store;
    if (!servers->postgres_down && store && store->pending)
        return true;
    return !servers->redis_down && !servers->redis_hangs && sim_loop_awaits(real->sim->loop);
}

void faults_calm(struct real *real)
{
    on_postgres_back(real);
    on_redis_back(real);
}

void faults_begin(struct real *real)
{
    struct loop *loop = real->sim->loop;
    real->acts_left = (int)between(real, 1, ACTS_MOST);
    real->strike = loop_timer_new(loop, on_strike, real);
    real->postgres_back = loop_timer_new(loop, on_postgres_back, real);
    real->redis_back = loop_timer_new(loop, on_redis_back, real);
}

void faults_end(struct real *real)
{
    faults_calm(real);
    loop_timer_free(real->strike);
    loop_timer_free(real->postgres_back);
    loop_timer_free(real->redis_back);
}
