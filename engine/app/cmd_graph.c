/* bylina graph: the map of scenes and quests.
 *
 * What is on it is found by the entry `graph` of boot.lua (engine/lua/check/map.lua), which also
 * writes DOT and Mermaid. An SVG is what Graphviz' `dot` makes of the DOT: a child process that
 * reads a file without a name and writes to where the picture goes; laying out a graph well is its
 * trade, not ours. */
#include "app/command.h"
#include "app/flags.h"
#include "app/game.h"
#include "base/str.h"
#include "json/json.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define NOT_FOUND 127 /* what a child says that could not become dot, as shells do */

static const char *const FORMATS[] = {"dot", "mermaid", "svg", "json", NULL};

/* In the child. */
static void become_dot(FILE *in, FILE *out)
{
    if (dup2(fileno(in), STDIN_FILENO) < 0 || dup2(fileno(out), STDOUT_FILENO) < 0)
        _exit(NOT_FOUND);
    execlp("dot", "dot", "-Tsvg", (char *)NULL);
    _exit(NOT_FOUND);
}

static int wait_for_dot(pid_t child)
{
    int status = 0;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return EXIT_BAD;
    if (WIFEXITED(status) && WEXITSTATUS(status) == NOT_FOUND) {
        fprintf(stderr, "graph: an SVG needs the program dot of Graphviz: apt-get install "
                        "graphviz; or take --format dot or mermaid\n");
        return EXIT_BAD;
    }
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        fprintf(stderr, "graph: dot failed; --format dot shows what it was given\n");
        return EXIT_BAD;
    }
    return EXIT_GOOD;
}

static int draw_svg(const char *dot, FILE *out)
{
    FILE *in = tmpfile();
    int code = EXIT_BAD;

    if (!in || fputs(dot, in) == EOF || fflush(in) == EOF || fseek(in, 0, SEEK_SET) != 0) {
        fprintf(stderr, "graph: no temporary file: %s\n", strerror(errno));
        goto out;
    }
    fflush(out);
    pid_t child = fork();
    if (child == 0)
        become_dot(in, out);
    if (child > 0)
        code = wait_for_dot(child);
    else
        fprintf(stderr, "graph: no new process: %s\n", strerror(errno));
out:
    if (in)
        fclose(in);
    return code;
}

static int write_text(const char *text, FILE *out)
{
    if (fputs(text, out) != EOF && fflush(out) != EOF)
        return EXIT_GOOD;
    fprintf(stderr, "graph: writing failed: %s\n", strerror(errno));
    return EXIT_BAD;
}

/* The answer of the entry; NULL after telling why. For free(). */
static char *ask(struct game_source *source, const char *argument)
{
    struct generation *generation = NULL;
    struct err err;
    char *answer = NULL;

    if (game_load(source, 1, &generation, &err) ||
        generation_call(generation, "graph", argument, &answer, &err))
        fprintf(stderr, "%s\n", err.text);
    generation_release(generation);
    return answer;
}

static int draw(struct game_source *source, const char *format, FILE *out)
{
    bool mermaid = str_equal(format, "mermaid");
    json *parsed = NULL;
    struct err err;
    int code = EXIT_BAD;

    if (str_equal(format, "json")) {
        char *map = ask(source, "{}");
        code = map ? write_text(map, out) : EXIT_BAD;
        free(map);
        return code;
    }
    char *answer = ask(source, mermaid ? "{\"format\":\"mermaid\"}" : "{\"format\":\"dot\"}");
    if (answer && json_parse(answer, strlen(answer), &parsed, &err) == 0) {
        const char *text = json_str(parsed, "text", "");
        code = str_equal(format, "svg") ? draw_svg(text, out) : write_text(text, out);
    }
    json_free(parsed);
    free(answer);
    return code;
}

static int draw_into(struct game_source *source, const char *format, const char *path)
{
    if (!path)
        return draw(source, format, stdout);
    FILE *out = fopen(path, "w");
    if (!out) {
        fprintf(stderr, "graph: %s: %s\n", path, strerror(errno));
        return EXIT_BAD;
    }
    int code = draw(source, format, out);
    if (fclose(out) == EOF && code == EXIT_GOOD)
        code = EXIT_BAD;
    if (code != EXIT_GOOD)
        remove(path);
    return code;
}

static bool is_format(const char *word)
{
    for (const char *const *at = FORMATS; *at; at++)
        if (str_equal(*at, word))
            return true;
    fprintf(stderr, "graph: --format is dot, mermaid, svg or json, not %s\n", word);
    return false;
}

static int run(char *const *argv)
{
    const char *format = "dot";
    const char *path = NULL;
    const struct flag flags[] = {
        {.name = "--format", .text = &format},
        {.name = "--out", .text = &path},
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
    } else if (is_format(format)) {
        game_source_init(&source, &config, true);
        source.host.lenient = true;
        source.limits.memory = GAME_LOOK_MEMORY;
        code = draw_into(&source, format, path);
    }
    config_done(&config);
    return code;
}

const struct command command_graph = {
    .name = "graph",
    .summary = "draw the map of scenes and quests",
    .help =
        "Usage: bylina graph [--format dot|mermaid|svg|json] [--out FILE]\n"
        "                    [--scripts-dir DIR] [--content-dir DIR]\n\n"
        "Scenes and what leads from one to the other, as choices and as ctx:go in functions; what\n"
        "commands, timers and pushes lead to; quests with their stages, and what feeds them. Dead\n"
        "ends and scenes that nothing leads to are marked. Back is drawn nowhere.\n\n"
        "  --format  dot (if absent); mermaid, for Markdown; svg, which needs Graphviz; json\n"
        "  --out     a file; the standard output if absent\n",
    .run = run,
};
