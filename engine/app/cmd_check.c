/* bylina check: everything that can be found wrong with a game without playing it.
 *
 * The game is loaded leniently and asked by the entry `check` of boot.lua (engine/lua/check/), so
 * that one mistake does not hide the others. What is told here is the same in two forms: a line a
 * finding for people, one JSON object for editors. */
#include "app/command.h"
#include "app/game.h"
#include "app/words.h"
#include "base/mem.h"
#include "json/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void print_finding(const json *finding)
{
    int64_t line = json_int(finding, "line", 0);

    printf("%s:", json_str(finding, "file", ""));
    if (line > 0)
        printf("%lld:", (long long)line);
    printf(" %s %s: %s. %s\n", json_str(finding, "severity", ""), json_str(finding, "code", ""),
           json_str(finding, "message", ""), json_str(finding, "mend", ""));
}

static void print_count(int64_t count, const char *one)
{
    printf("%lld %s%s", (long long)count, one, count == 1 ? "" : "s");
}

static void print_lines(const json *report, const char *hash)
{
    int64_t errors = json_int(report, "errors", 0);
    int64_t warnings = json_int(report, "warnings", 0);

    for (const json *one = json_first(json_get(report, "findings")); one; one = json_next(one))
        print_finding(one);
    if (errors == 0 && warnings == 0) {
        printf("The game is sound (%s).\n", hash);
        return;
    }
    print_count(errors, "error");
    printf(", ");
    print_count(warnings, "warning");
    printf(".\n");
}

/* The same with a list where Lua wrote {}, and with the files' hash. */
static void print_json(const json *report, const char *hash)
{
    json *out = json_object();
    json *list = json_array();

    for (const json *one = json_first(json_get(report, "findings")); one; one = json_next(one))
        json_push(list, json_clone(one));
    json_add(out, "findings", list);
    json_add_int(out, "errors", json_int(report, "errors", 0));
    json_add_int(out, "warnings", json_int(report, "warnings", 0));
    json_add_str(out, "hash", hash);
    char *text = json_print(out);
    printf("%s\n", text);
    free(text);
    json_free(out);
}

static int check(struct game_source *source, bool as_json)
{
    struct generation *generation = NULL;
    char *text = NULL;
    json *report = NULL;
    struct err err;
    int code = EXIT_BAD;

    if (game_load(source, 1, &generation, &err) ||
        generation_call(generation, "check", "{}", &text, &err) ||
        json_parse(text, strlen(text), &report, &err)) {
        fprintf(stderr, "%s\n", err.text);
    } else {
        (as_json ? print_json : print_lines)(report, generation_hash(generation));
        code = json_int(report, "errors", 1) > 0 ? EXIT_BAD : EXIT_GOOD;
    }
    json_free(report);
    free(text);
    generation_release(generation);
    return code;
}

static int run(char *const *argv)
{
    struct config config;
    struct game_source source;
    struct words words;
    struct err err;
    int code = EXIT_USAGE;

    words_take(&words, argv);
    bool as_json = words_flag(&words, "--json");
    if (config_load(&config, ".env", words.rest, CONFIG_GAME, &err)) {
        fprintf(stderr, "%s\n", err.text);
    } else {
        game_source_init(&source, &config, true);
        source.host.lenient = true;
        code = check(&source, as_json);
    }
    config_done(&config);
    words_done(&words);
    return code;
}

const struct command command_check = {
    .name = "check",
    .summary = "find what is wrong with the scripts and content",
    .help =
        "Usage: bylina check [--json] [--scripts-dir DIR] [--content-dir DIR]\n\n"
        "Reads scripts/ and content/ and tells all that is wrong with them, a line each:\n\n"
        "  scripts/scenes/yard.lua:12: error B010: choice wood leads to wods, which is no scene. "
        "...\n\n"
        "docs/diagnostics.md lists the numbers.\n\n"
        "  --json  one object for editors: {findings: [{code, severity, file, line, message, "
        "mend}],\n"
        "          errors, warnings, hash}\n\n"
        "Exit 1 if there are errors, 0 if there are warnings or nothing.\n",
    .run = run,
};
