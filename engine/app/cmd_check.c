/* bylina check: everything that can be found wrong with a game without playing it.
 *
 * The game is loaded leniently and asked by the entry `check` of boot.lua (engine/lua/check/), so
 * that one mistake does not hide the others. What is told here is the same in two forms: a line a
 * finding for people, one JSON object for editors. */
#include "app/command.h"
#include "app/flags.h"
#include "app/game.h"
#include "app/saves.h"
#include "base/str.h"
#include "json/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WORDS_SHOWN 60 /* characters of another language's words beside a missing text */

struct check_how {
    bool as_json;
    bool texts;           /* tell how far the languages are, too */
    const char *language; /* of those this one alone; NULL: all */
    const char *database; /* look at its saves, too; NULL: do not */
};

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

/* A missing text, and the first words of another language, on one line. */
static void print_words(const char *name, const char *words)
{
    size_t len = strlen(words);
    size_t at = 0;

    printf("        %-30s ", name);
    for (size_t i = 0; at < len && i < WORDS_SHOWN; i++) {
        size_t from = at;
        int32_t c = utf8_next(words, len, &at);
        if (c == '\n')
            putchar(' ');
        else
            printf("%.*s", (int)(at - from), words + from);
    }
    printf("%s\n", at < len ? "…" : "");
}

static void print_language(const json *language, int64_t keys)
{
    const char *file = "";

    printf("  %s  %lld of %lld\n", json_str(language, "lang", ""),
           (long long)json_int(language, "count", 0), (long long)keys);
    const json *missing = json_get(language, "missing");
    for (const json *one = json_first(missing); one; one = json_next(one)) {
        if (!str_equal(file, json_str(one, "file", "")))
            printf("      %s\n", json_str(one, "file", ""));
        file = json_str(one, "file", "");
        print_words(json_str(one, "name", ""), json_str(one, "words", ""));
    }
}

static void print_texts(const json *texts, const char *language)
{
    int64_t keys = json_int(texts, "keys", 0);

    printf("Texts: %lld.\n", (long long)keys);
    for (const json *one = json_first(json_get(texts, "languages")); one; one = json_next(one))
        if (!language || str_equal(language, json_str(one, "lang", "")))
            print_language(one, keys);
}

static void print_lines(const json *report, const char *hash, const struct check_how *how)
{
    int64_t errors = json_int(report, "errors", 0);
    int64_t warnings = json_int(report, "warnings", 0);

    for (const json *one = json_first(json_get(report, "findings")); one; one = json_next(one))
        print_finding(one);
    if (how->texts)
        print_texts(json_get(report, "texts"), how->language);
    if (errors == 0 && warnings == 0) {
        printf("The game is sound (%s).\n", hash);
        return;
    }
    print_count(errors, "error");
    printf(", ");
    print_count(warnings, "warning");
    printf(".\n");
}

/* A list that was empty came from Lua as {}. */
static json *list_of(const json *given)
{
    json *list = json_array();
    for (const json *one = json_first(given); one; one = json_next(one))
        json_push(list, json_clone(one));
    return list;
}

static json *languages_of(const json *given, const char *language)
{
    json *list = json_array();
    for (const json *one = json_first(given); one; one = json_next(one)) {
        if (language && !str_equal(language, json_str(one, "lang", "")))
            continue;
        json *copy = json_clone(one);
        json_add(copy, "missing", list_of(json_get(one, "missing")));
        json_push(list, copy);
    }
    return list;
}

static void print_json(const json *report, const char *hash, const struct check_how *how)
{
    json *out = json_object();

    json_add(out, "findings", list_of(json_get(report, "findings")));
    json_add_int(out, "errors", json_int(report, "errors", 0));
    json_add_int(out, "warnings", json_int(report, "warnings", 0));
    json_add_str(out, "hash", hash);
    if (how->texts) {
        const json *texts = json_get(report, "texts");
        json *copy = json_object();
        json_add_int(copy, "keys", json_int(texts, "keys", 0));
        json_add(copy, "languages", languages_of(json_get(texts, "languages"), how->language));
        json_add(out, "texts", copy);
    }
    char *text = json_print(out);
    printf("%s\n", text);
    free(text);
    json_free(out);
}

static int check(struct game_source *source, const struct check_how *how)
{
    struct generation *generation = NULL;
    char *text = NULL;
    json *report = NULL;
    struct err err;
    int code = EXIT_BAD;
    char *argument = game_check_argument(source->config->content_dir);

    if (game_load(source, 1, &generation, &err) ||
        (how->database && saves_read(generation, how->database, &err)) ||
        generation_call(generation, "check", argument, &text, &err) ||
        json_parse(text, strlen(text), &report, &err)) {
        fprintf(stderr, "%s\n", err.text);
    } else {
        (how->as_json ? print_json : print_lines)(report, generation_hash(generation), how);
        code = json_int(report, "errors", 1) > 0 ? EXIT_BAD : EXIT_GOOD;
    }
    json_free(report);
    free(text);
    free(argument);
    generation_release(generation);
    return code;
}

static int run(char *const *argv)
{
    struct check_how how = {0};
    const struct flag flags[] = {
        {.name = "--json", .on = &how.as_json},
        {.name = "--texts", .on = &how.texts},
        {.name = "--language", .text = &how.language},
        {.name = "--database-url", .text = &how.database},
        {0},
    };
    char *rest[FLAGS_WORDS_MAX];
    struct config config = {0};
    struct game_source source;
    struct err err;
    int code = EXIT_USAGE;

    if (flags_take(argv, flags, rest, &err) ||
        config_load(&config, ".env", rest, CONFIG_GAME, &err)) {
        fprintf(stderr, "%s\n", err.text);
    } else {
        game_source_init(&source, &config, true);
        source.host.lenient = true;
        source.limits.memory = GAME_LOOK_MEMORY;
        how.texts = how.texts || how.language;
        code = check(&source, &how);
    }
    config_done(&config);
    return code;
}

const struct command command_check = {
    .name = "check",
    .summary = "find what is wrong with the scripts and content",
    .help =
        "Usage: bylina check [--json] [--texts] [--language LANG]\n"
        "                    [--scripts-dir DIR] [--content-dir DIR] [--database-url URL]\n\n"
        "Reads scripts/ and content/ and tells all that is wrong with them, a line each:\n\n"
        "  scripts/scenes/yard.lua:12: error B010: choice wood leads to wods, which is no scene. "
        "...\n\n"
        "docs/diagnostics.md lists the numbers.\n\n"
        "  --json      one object for editors: {findings: [{code, severity, file, line, message, "
        "mend}],\n"
        "              errors, warnings, hash}\n"
        "  --texts     how many texts each language has, and which it lacks\n"
        "  --language  the same of one language\n"
        "  --database-url  look at what the players of that database hold, too: scenes, timers,\n"
        "              quests and rows that are gone. No engine may have it open\n\n"
        "Exit 1 if there are errors, 0 if there are warnings or nothing.\n",
    .run = run,
};
