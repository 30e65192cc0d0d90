/* A run: processes over one database and one Telegram.
 *
 *     start -> [steps of the loop, players act] -> crash or stop -> downtime -> start ...
 *     no acts left: the faults end, everything comes to rest, and is looked at once more
 *
 * A crash is turns_halt: the process stands still between two callbacks, what it had in memory is
 * dropped, and what it had asked of the database or of Telegram is carried out or not. */
#include "tg.h"

#include "app/intake.h"
#include "app/port.h"
#include "base/mem.h"
#include "check.h"
#include "loop.h"
#include "time.h"
#include "turn/turn.h"
#include "world.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum {
    LINES = 200,
    STEPS_MOST = 400000,
    REST_US = 1000000,
    REST_MOST_US = 1800000000, /* of virtual time, from the last fault to the rest */
    FLUSH_MS = 3000,
    AGAIN_MS = 500, /* a process that could not start is started again */
};

/* --- the trace ------------------------------------------------------------------------------- */

static void hash_line(struct sim *sim, const char *line)
{
    for (const char *c = line; *c; c++)
        sim->hash = (sim->hash ^ (unsigned char)*c) * 0x100000001b3u;
}

void sim_note(struct sim *sim, const char *format, ...)
{
    struct buf line;
    va_list args;
    buf_init(&line, 4096);
    buf_addf(&line, "%10.3f ", (double)sim_time.mono_us / 1e6);
    va_start(args, format);
    buf_addv(&line, format, args);
    va_end(args);
    hash_line(sim, line.data);
    if (sim->trace)
        fprintf(stderr, "%s\n", line.data);
    char **at = &sim->lines[sim->line_count++ % LINES];
    free(*at);
    *at = buf_detach(&line, NULL);
}

void sim_fail(struct sim *sim, const char *format, ...)
{
    char text[2000];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof(text), format, args);
    va_end(args);
    sim_note(sim, "FAILED: %s", text);
    if (!sim->failure)
        sim->failure = mem_strdup(text);
}

void sim_print_end(const struct sim *sim, size_t most, FILE *out)
{
    most = most > LINES ? LINES : most;
    size_t first = sim->line_count > most ? sim->line_count - most : 0;
    for (size_t i = first; i < sim->line_count; i++)
        fprintf(out, "  %s\n", sim->lines[i % LINES]);
}

/* --- chance ---------------------------------------------------------------------------------- */

bool sim_happens(struct sim *sim, unsigned per_mille)
{
    return per_mille && !sim->calm && rng_below(&sim->chance, 1000) < per_mille;
}

int64_t sim_between(struct sim *sim, int64_t low, int64_t high)
{
    return low + (int64_t)rng_below(&sim->chance, (uint64_t)(high - low + 1));
}

/* Absent, rare or frequent. */
static unsigned draw_rate(struct sim *sim, unsigned most)
{
    int64_t die = sim_between(sim, 0, 3);
    if (die < 2)
        return die ? most / 8 : 0;
    return (unsigned)sim_between(sim, 1, most);
}

static void draw_rates(struct sim *sim)
{
    sim->rates = (struct sim_rates){
        .store = {.chance = &sim->chance,
                  .fails = draw_rate(sim, 150),
                  .lost = draw_rate(sim, 150),
                  .late = draw_rate(sim, 100),
                  .reads_fail = draw_rate(sim, 100),
                  .delay_ms = (unsigned)sim_between(sim, 0, 40)},
        .foreign = draw_rate(sim, 200),
        .crash = draw_rate(sim, 600),
        .restarts = (unsigned)sim_between(sim, 1, 6),
        .jump = draw_rate(sim, 60),
        .unsent = draw_rate(sim, 100),
        .doubt_before = draw_rate(sim, 100),
        .doubt_after = draw_rate(sim, 150),
        .slow = draw_rate(sim, 60),
        .refused = draw_rate(sim, 20),
        .again = draw_rate(sim, 400),
        .late = draw_rate(sim, 150),
        .shuffled = draw_rate(sim, 300),
        .lost_poll = draw_rate(sim, 300),
        .delay_ms = (unsigned)sim_between(sim, 0, 120),
    };
    if (sim_between(sim, 0, 2) == 0)
        return;
    sim->rates.pushes = (unsigned)sim_between(sim, 1, 3);
    sim->rates.chat_pushes = (unsigned)sim_between(sim, 1, 2);
    sim->rates.flush = draw_rate(sim, 300);
}

/* --- a process ------------------------------------------------------------------------------- */

static void on_effect(void *ctx, const char *lane, const char *name, const char *body)
{
    (void)ctx;
    (void)lane;
    (void)name;
    (void)body;
}

static void on_poll_end(void *ctx, const struct err *err)
{
    sim_fail(ctx, "polling ended: %s", err->text);
}

static void on_ready(void *ctx, const struct err *err)
{
    struct sim *sim = ctx;
    if (err) {
        sim_note(sim, "the start failed: %s", err->text);
        sim->dying = true;
        return;
    }
    sim_note(sim, "started");
    sim->started = true;
    sim->intake = intake_new(sim->loop, sim->telegram, sim->port, sim->turns, on_poll_end, sim);
}

/* False: the database cannot be reached. */
static bool process_start(struct sim *sim, struct generation *generation)
{
    struct err err = {0};
    sim_note(sim, "a process starts");
    if (sim->world->open(sim, &err)) {
        sim_note(sim, "it cannot: %s", err.text);
        return false;
    }
    check_process(sim->check);
    sim->over = false;
    sim->telegram = tg_connect(sim->tg);
    struct port_config port = {
        .telegram = sim->telegram, .content_dir = "", .effect = on_effect, .ctx = sim};
    sim->port = port_new(&port);
    struct turns_config config = {
        .loop = sim->loop,
        .store = sim->store,
        .cache = sim->cache,
        .port = check_port(sim->check, port_turn(sim->port)),
        .generation = generation,
        .queue = sim->queue,
        .pushes = sim->rates.pushes,
        .chat_pushes = sim->rates.chat_pushes,
        .movable_clock = true,
    };
    sim->turns = turns_new(&config);
    turns_start(sim->turns, on_ready, sim);
    return true;
}

static void process_end(struct sim *sim, bool crash)
{
    sim_note(sim, crash ? "the process is killed" : "the process has stopped");
    sim->started = sim->dying = false;
    sim->over = true;
    sim->ends++;
    turns_halt(sim->turns);
    intake_free(sim->intake);
    sim->intake = NULL;
    tg_hang_up(sim->telegram);
    sim->world->close_store(sim, crash);
    sim_loop_forget(sim->loop);
    turns_free(sim->turns);
    sim->world->close_cache(sim);
    port_free(sim->port);
    sim->turns = NULL;
    sim->queue = NULL;
    sim->store = NULL;
}

struct stop {
    struct sim *sim;
    bool polling_over;
    bool over;
};

static void on_stopped(void *ctx)
{
    struct stop *stop = ctx;
    stop->over = true;
}

static void on_polling_stopped(void *ctx)
{
    struct stop *stop = ctx;
    turns_stop(stop->sim->turns, FLUSH_MS, on_stopped, stop);
}

/* As app/engine.c does it. */
static void process_stop(struct sim *sim)
{
    struct stop stop = {.sim = sim};
    int64_t until = sim_time.mono_us + REST_MOST_US;
    sim_note(sim, "the process is told to stop");
    sim->started = false;
    intake_stop(sim->intake, on_polling_stopped, &stop);
    while (!stop.over && !sim->failure)
        if (!sim_loop_step(sim->loop, until)) {
            sim_fail(sim, "the engine does not stop");
            break;
        }
    process_end(sim, !stop.over);
}

/* --- the run --------------------------------------------------------------------------------- */

static bool step(struct sim *sim, int64_t until_us)
{
    if (++sim->steps > STEPS_MOST)
        sim_fail(sim, "%d steps, and no end", STEPS_MOST);
    return sim_loop_step(sim->loop, until_us);
}

static bool end_drawn(struct sim *sim)
{
    if (sim->dying)
        return true;
    return !sim->calm && (unsigned)sim->ends < sim->rates.restarts &&
           rng_below(&sim->chance, 100000) < sim->rates.crash;
}

static void restart(struct sim *sim, struct generation *generation)
{
    if (sim->started && sim_between(sim, 0, 3) == 0)
        process_stop(sim);
    else
        process_end(sim, true);
    int64_t down = sim_between(sim, 0, 2) ? sim_between(sim, 0, 2000) : sim_between(sim, 0, 200000);
    do {
        int64_t until = sim_time.mono_us + down * 1000;
        while (!sim->failure && step(sim, until))
            ; /* players act on */
        down = AGAIN_MS;
    } while (!sim->failure && !process_start(sim, generation));
}

static void run_until(struct sim *sim, struct generation *generation, int64_t until_us)
{
    while (!sim->failure && step(sim, until_us)) {
        if (!sim->failure && end_drawn(sim))
            restart(sim, generation);
    }
}

/* Players who block the bot let it speak again, and everything that was begun ends. */
static void calm_down(struct sim *sim)
{
    sim_note(sim, "from here on nothing fails");
    sim->calm = true;
    memset(&sim->rates, 0, sizeof(sim->rates));
    for (int i = 0; i < sim->player_count; i++)
        if (tg_chat(sim->tg, SIM_FIRST_PLAYER + i)->blocked)
            tg_blocks(sim->tg, SIM_FIRST_PLAYER + i, false);
    sim->world->calm(sim);
}

static void come_to_rest(struct sim *sim, struct generation *generation)
{
    const char *why = "";
    int64_t most = sim_time.mono_us + REST_MOST_US;
    while (!sim->failure && !check_rests(sim->check, &why)) {
        run_until(sim, generation, sim_time.mono_us + REST_US);
        if (sim_time.mono_us > most)
            sim_fail(sim, "half an hour after the last fault %s", why);
    }
    run_until(sim, generation, sim_time.mono_us + REST_US);
    if (!sim->failure)
        check_end(sim->check);
}

static void learn_notices(struct sim *sim, struct generation *generation)
{
    static const char *const languages[SIM_LANGUAGES] = {"ru", "en"};
    for (size_t i = 0; i < SIM_LANGUAGES; i++) {
        json *words = NULL;
        char *told = NULL;
        char *asked = mem_printf(
            "{\"key\":\"common.outage.message\",\"lang\":\"%s\",\"plain\":false}", languages[i]);
        if (!generation_call(generation, "notice", asked, &told, NULL))
            json_parse(told, strlen(told), &words, NULL);
        sim->outage[i] = mem_strdup(json_text(words, "?"));
        json_free(words);
        free(told);
        free(asked);
    }
}

int sim_run(struct sim *sim, struct generation *generation)
{
    learn_notices(sim, generation);
    if (!process_start(sim, generation))
        sim_fail(sim, "the first process cannot start");
    while (sim->acts_left > 0 && !sim->failure)
        run_until(sim, generation, sim_time.mono_us + REST_US);
    if (!sim->failure)
        calm_down(sim);
    come_to_rest(sim, generation);
    if (!sim->failure)
        process_stop(sim);
    else if (sim->turns)
        process_end(sim, true);
    sim_note(sim, "the end");
    return sim->failure ? 1 : 0;
}

struct sim *sim_new(uint64_t seed, bool trace, struct servers *servers)
{
    struct sim *sim = mem_alloc(sizeof(*sim));
    sim->seed = seed;
    sim->trace = trace;
    sim->servers = servers;
    sim->world = servers ? &world_real : &world_memory;
    sim->hash = 0xcbf29ce484222325u;
    sim->lines = mem_array(LINES, sizeof(*sim->lines));
    sim_time_reset(seed);
    rng_seed(&sim->chance, seed);
    draw_rates(sim);
    sim->player_count = (int)sim_between(sim, 2, SIM_PLAYERS_MOST);
    sim->acts_left = (int)sim_between(sim, 30, 150);
    sim->loop = loop_new();
    sim_loop_chance(sim->loop, &sim->chance);
    sim->db = memdb_new();
    sim->tg = tg_new(sim);
    sim->check = check_new(sim);
    sim->players = players_new(sim);
    sim->world->begin(sim);
    return sim;
}

void sim_free(struct sim *sim)
{
    if (!sim)
        return;
    sim->world->end(sim);
    players_free(sim->players);
    check_free(sim->check);
    tg_free(sim->tg);
    memdb_free(sim->db);
    loop_free(sim->loop);
    for (size_t i = 0; i < LINES; i++)
        free(sim->lines[i]);
    free(sim->lines);
    free(sim->failure);
    for (size_t i = 0; i < SIM_LANGUAGES; i++)
        free(sim->outage[i]);
    free(sim);
}
