/* The designers' tests, one by one: each is a call of its own into the scripts, so that one that
 * never ends is reported and the others go on.
 *
 * A transcript that differs comes back with the source that it would have if its difference were
 * accepted; --accept writes that beside the file and renames it over it. */
#include "app/testrun.h"

#include "app/command.h"
#include "base/mem.h"
#include "base/str.h"
#include "json/json.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PREFIX "scripts/" /* of paths in reports; the folder itself may have another name */

struct tally {
    int64_t passed;
    int64_t failed;
    int64_t renewed;
};

static int write_file(const char *path, const char *text, struct err *err)
{
    char *draft = mem_printf("%s.new", path);
    FILE *file = fopen(draft, "w");
    int code = 0;
    if (!file)
        code = err_set(err, ERR_SYSTEM, "%s: %s", draft, strerror(errno));
    else if (fputs(text, file) < 0 || fclose(file) != 0 || rename(draft, path) != 0)
        code = err_set(err, ERR_SYSTEM, "%s: %s", path, strerror(errno));
    free(draft);
    return code;
}

/* Is the difference accepted and written? */
static bool renew(struct game_source *source, const json *result)
{
    const char *text = json_str(result, "source", "");
    const char *file = json_str(result, "file", "");
    struct err err;
    if (!*text || !str_starts(file, PREFIX))
        return false;
    char *path = mem_printf("%s/%s", source->config->scripts_dir, file + strlen(PREFIX));
    int code = write_file(path, text, &err);
    free(path);
    if (code)
        fprintf(stderr, "%s\n", err.text);
    return code == 0;
}

static void print_indented(const char *text)
{
    while (*text) {
        int len = (int)strcspn(text, "\n");
        printf("     %.*s\n", len, text);
        text += len + (text[len] ? 1 : 0);
    }
}

static void report(struct game_source *source, const struct test_options *options,
                   const json *result, struct tally *tally)
{
    const char *name = json_str(result, "name", "");
    const char *file = json_str(result, "file", "");
    if (json_bool(result, "ok", false)) {
        printf("ok   %s\n", name);
        tally->passed++;
        return;
    }
    bool renewed = options->accept && renew(source, result);
    printf("%s %s (%s)\n", renewed ? "new " : "FAIL", name, file);
    print_indented(json_str(result, "reason", ""));
    if (!renewed && !options->accept && *json_str(result, "source", ""))
        printf("     `bylina test --accept` takes this as it is now\n");
    tally->renewed += renewed;
    tally->failed += !renewed;
}

static void run_one(struct game_source *source, const struct test_options *options,
                    struct generation *generation, const json *test, struct tally *tally)
{
    json *answer = NULL;
    struct err err;
    if (game_ask(generation, "test", test, &answer, &err)) {
        printf("FAIL %s (%s)\n", json_str(test, "name", ""), json_str(test, "file", ""));
        print_indented(err.text);
        tally->failed++;
        return;
    }
    const json *results = json_get(answer, "results");
    for (const json *result = json_first(results); result; result = json_next(result))
        report(source, options, result, tally);
    json_free(answer);
}

static int run_listed(struct game_source *source, const struct test_options *options,
                      struct generation *generation, struct err *err)
{
    struct tally tally = {0};
    json *argument = json_object();
    json *answer = NULL;
    if (*options->filter)
        json_add_str(argument, "filter", options->filter);
    int code = game_ask(generation, "tests", argument, &answer, err);
    json_free(argument);
    if (code)
        return code;
    const json *tests = json_get(answer, "tests");
    for (const json *test = json_first(tests); test; test = json_next(test))
        run_one(source, options, generation, test, &tally);
    json_free(answer);
    if (tally.renewed)
        printf("%lld renewed, ", (long long)tally.renewed);
    printf("%lld passed, %lld failed\n", (long long)tally.passed, (long long)tally.failed);
    return tally.failed || !(tally.passed + tally.renewed) ? EXIT_BAD : EXIT_GOOD;
}

int testrun_all(struct game_source *source, const struct test_options *options)
{
    struct generation *generation = NULL;
    struct err err;
    int code = game_load(source, 1, &generation, &err);
    if (code == 0)
        code = run_listed(source, options, generation, &err);
    if (code < 0) {
        fprintf(stderr, "%s\n", err.text);
        code = EXIT_BAD;
    }
    generation_release(generation);
    return code;
}
