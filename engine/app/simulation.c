/* One simulation: calls of a hundred visits each, then figures as text, and the picture. */
#include "app/simulation.h"

#include "base/clock.h"
#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define CALL_MS    60000 /* of one call, whatever its visits do */
#define MEMORY_MAX (2ll << 30)
#define COLUMNS    5 /* days in the table */

static void say_day(int64_t day, int64_t days)
{
    fprintf(stderr, "\rday %lld of %lld ", (long long)day, (long long)days);
    fflush(stderr);
}

static int play(struct generation *generation, const struct simulation *what, bool seen, bool loud,
                json **ret_answer, struct err *err)
{
    json *begin = json_object(), *on = json_object(), *answer = NULL;
    json_add_int(begin, "players", what->players);
    json_add_int(begin, "days", what->days);
    json_add_int(begin, "seed", what->seed);
    json_add_bool(begin, "seen", seen);
    int code = game_ask(generation, "simulate", begin, &answer, err);
    while (code == 0 && !json_bool(answer, "done", false)) {
        if (loud)
            say_day(json_int(answer, "day", 0), what->days);
        json_free(answer);
        answer = NULL;
        code = game_ask(generation, "simulate", on, &answer, err);
    }
    if (loud)
        fputs("\r                        \r", stderr);
    json_free(begin);
    json_free(on);
    if (code == 0)
        *ret_answer = answer;
    return code;
}

int simulation_play(struct game_source *source, const struct simulation *what, bool seen, bool loud,
                    json **ret_answer, struct err *err)
{
    struct generation *generation = NULL;
    json *answer = NULL;
    source->limits.load_ms = CALL_MS;
    source->limits.memory = MEMORY_MAX;
    int code = game_load(source, 1, &generation, err);
    if (code == 0)
        code = play(generation, what, seen, loud && isatty(STDERR_FILENO), &answer, err);
    if (code == 0)
        *ret_answer = json_clone(json_get(answer, seen ? "seen" : "report"));
    json_free(answer);
    generation_release(generation);
    return code;
}

int simulation_run(struct game_source *source, const struct simulation *what, bool loud,
                   json **ret_report, struct err *err)
{
    int64_t since = clock_mono_us();
    int64_t worlds = (what->players + SIMULATION_WORLD - 1) / SIMULATION_WORLD;
    if (worlds > SIMULATION_WORLDS)
        worlds = SIMULATION_WORLDS;
    struct simulation spread = *what;
    spread.jobs = what->jobs < worlds ? what->jobs : worlds;
    json *report = NULL;
    int code = worlds > 1 ? simulation_worlds(source, &spread, worlds, loud, &report, err)
                          : simulation_play(source, what, false, loud, &report, err);
    if (code)
        return code;
    json_add_int(report, "seed", what->seed);
    json_add_int(report, "ms", (clock_mono_us() - since) / 1000);
    *ret_report = report;
    return 0;
}

/* The day of a column: the first, the last, and evenly between them. */
static int day_of(int column, int64_t days)
{
    return (int)(days * column / (COLUMNS - 1));
}

static void print_fields(const json *report)
{
    int64_t days = json_int(report, "days", 1);
    const json *fields = json_get(report, "fields");
    printf("\n  %-22s", "after days");
    for (int column = 0; column < COLUMNS; column++)
        printf(" %18d", day_of(column, days));
    printf("\n");
    for (const json *field = json_first(fields); field; field = json_next(field)) {
        printf("  %-22s", json_str(field, "name", ""));
        for (int column = 0; column < COLUMNS; column++) {
            const json *day = json_at(json_get(field, "days"), day_of(column, days));
            char text[64];
            snprintf(text, sizeof text, "%lld (%lld to %lld)",
                     (long long)json_int(day, "middle", 0), (long long)json_int(day, "low", 0),
                     (long long)json_int(day, "high", 0));
            printf(" %18s", text);
        }
        printf("\n");
    }
    printf("  the middle player, and from the lowest tenth to the highest\n");
}

static void print_flow(const json *flow, const char *what)
{
    for (const json *entry = json_first(flow); entry; entry = json_next(entry))
        printf("  %-8s %-20s %12lld\n", what, json_key(entry), (long long)json_number(entry, 0));
}

static int64_t sum(const json *list)
{
    int64_t total = 0;
    for (const json *entry = json_first(list); entry; entry = json_next(entry))
        total += json_number(entry, 0);
    return total;
}

static void print_stages(const json *report)
{
    const json *stages = json_get(report, "stages");
    for (const json *stage = json_first(stages); stage; stage = json_next(stage)) {
        printf("  %-16s %-12s %5.1f%% of the players", json_str(stage, "quest", ""),
               json_str(stage, "stage", ""), 100 * json_real(json_get(stage, "total"), 0));
        int64_t day = json_int(stage, "day", 0);
        if (day > 0)
            printf(", the middle one of them on day %lld", (long long)day);
        printf("\n");
    }
}

void simulation_print(const char *name, const json *report)
{
    const json *errors = json_get(report, "errors");
    const json *deaths = json_get(json_get(report, "daily"), "deaths");
    int64_t ms = json_int(report, "ms", 1);
    long long acts = json_int(report, "acts", 0);
    printf("%s: %lld players, %lld days, seed %lld\n", name,
           (long long)json_int(report, "players", 0), (long long)json_int(report, "days", 0),
           (long long)json_int(report, "seed", 0));
    print_fields(report);
    printf("\n");
    print_flow(json_get(json_get(report, "gold"), "made"), "made");
    print_flow(json_get(json_get(report, "gold"), "spent"), "spent");
    if (deaths)
        printf("\n  deaths %lld\n", (long long)sum(deaths));
    printf("\n");
    print_stages(report);
    for (const json *error = json_first(errors); error; error = json_next(error))
        printf("  error %lld times: %s\n", (long long)json_int(error, "count", 0),
               json_str(error, "words", ""));
    printf("\n  %lld acts in %lld.%03lld s\n\n", acts, (long long)(ms / 1000),
           (long long)(ms % 1000));
}

int simulation_chart(struct game_source *source, const char *const names[2], const json *first,
                     const json *second, char **ret_svg, struct err *err)
{
    struct generation *generation = NULL;
    json *argument = json_object(), *reports = json_array(), *list = json_array(), *answer = NULL;
    json_push(reports, json_clone(first));
    json_push(list, json_new_str(names[0]));
    if (second) {
        json_push(reports, json_clone(second));
        json_push(list, json_new_str(names[1]));
    }
    json_add(argument, "reports", reports);
    json_add(argument, "names", list);
    int code = game_load(source, 1, &generation, err);
    if (code == 0)
        code = game_ask(generation, "chart", argument, &answer, err);
    if (code == 0)
        *ret_svg = mem_strdup(json_str(answer, "svg", ""));
    json_free(answer);
    json_free(argument);
    generation_release(generation);
    return code;
}
