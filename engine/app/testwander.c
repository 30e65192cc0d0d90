/* bylina test --wander: drives engine/lua/wander.lua and prints what it found.
 *
 * The walk goes on in many short calls, so that a script that never ends is stopped by the limit of
 * one call; the walk is told and takes it as its finding. */
#include "app/testrun.h"

#include "app/command.h"
#include "base/clock.h"
#include "base/mem.h"
#include "json/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CALL_MS     2000 /* of a call: some dozen steps, and far more than any of them may take */
#define MISSED_LINE 96   /* columns of the lists of what was not reached */

static int go_on(struct generation *generation, const char *hung, json **ret_answer,
                 struct err *err)
{
    json *argument = json_object();
    if (hung)
        json_add_str(argument, "hung", hung);
    int code = game_ask(generation, "wander", argument, ret_answer, err);
    json_free(argument);
    return code;
}

static int walk(struct generation *generation, const struct test_options *options,
                json **ret_answer, struct err *err)
{
    json *begin = json_object();
    json *answer = NULL;
    struct err hung;
    json_add_int(begin, "steps", options->wander);
    json_add_int(begin, "seed", options->seed);
    json_add_int(begin, "players", options->players);
    int code = game_ask(generation, "wander", begin, &answer, err);
    json_free(begin);
    while (code == 0 && !json_bool(answer, "done", false)) {
        json_free(answer);
        answer = NULL;
        code = go_on(generation, NULL, &answer, &hung);
        if (code == ERR_LIMIT)
            code = go_on(generation, hung.text, &answer, err);
        else if (code)
            code = err_set(err, code, "%s", hung.text);
    }
    if (code == 0)
        *ret_answer = answer;
    return code;
}

static void print_missed(const json *part, const char *what)
{
    int column = 0;
    const json *missed = json_get(part, "missed");
    printf("%-10s %lld of %lld reached", what, (long long)json_int(part, "reached", 0),
           (long long)json_int(part, "total", 0));
    for (const json *name = json_first(missed); name; name = json_next(name)) {
        int width = (int)strlen(json_text(name, "")) + 2;
        if (column == 0 || column + width > MISSED_LINE) {
            printf("%s\n             never: ", column ? "," : "");
            column = 20;
        } else {
            printf(", ");
        }
        printf("%s", json_text(name, ""));
        column += width;
    }
    printf("\n");
}

static void print_coverage(const json *coverage)
{
    static const char *const PARTS[] = {"scenes", "choices", "inputs", "commands", "stages"};
    for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++)
        print_missed(json_get(coverage, PARTS[i]), PARTS[i]);
}

static int print_answer(const json *answer, const struct test_options *options, int64_t ms)
{
    const json *finding = json_get(answer, "finding");
    long long steps = json_int(answer, "steps", 0);
    if (finding)
        printf("%s\n\nFound in step %lld; %lld steps were shortened to %lld:\n\n%s\n",
               json_str(finding, "words", ""), steps, (long long)json_int(finding, "before", 0),
               (long long)json_int(finding, "after", 0), json_str(finding, "transcript", ""));
    else
        printf("Nothing found in %lld steps.\n\n", steps);
    print_coverage(json_get(answer, "coverage"));
    printf("%lld steps, %lld worlds, seed %lld, %lld ms\n", steps,
           (long long)json_int(answer, "worlds", 0), (long long)options->seed, (long long)ms);
    return finding ? EXIT_BAD : EXIT_GOOD;
}

int testrun_wander(struct game_source *source, const struct test_options *options)
{
    struct generation *generation = NULL;
    struct err err;
    json *answer = NULL;
    int64_t since = clock_mono_us();
    source->limits.load_ms = CALL_MS;
    int code = game_load(source, 1, &generation, &err);
    if (code == 0)
        code = walk(generation, options, &answer, &err);
    if (code == 0) {
        code = print_answer(answer, options, (clock_mono_us() - since) / 1000);
    } else {
        fprintf(stderr, "%s\n", err.text);
        code = EXIT_BAD;
    }
    json_free(answer);
    generation_release(generation);
    return code;
}
