/* The game names its texts (engine/lua/warm.lua); what is not in the database becomes rows that
 * wait, as if a turn had wanted them, in one commit that has no other effect. Nobody is their
 * finder. */
#include "app/lore_warm.h"

#include "app/game.h"
#include "base/clock.h"
#include "base/mem.h"
#include "store/commit.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static int load_wants(const struct config *config, json **ret_answer, struct err *err)
{
    struct config copy = *config;
    struct game_source source;
    struct generation *generation = NULL;
    json *argument = json_object();
    game_source_init(&source, &copy, false);
    int code = game_load(&source, 1, &generation, err);
    if (code == 0)
        code = game_ask(generation, "lore_warm", argument, ret_answer, err);
    generation_release(generation);
    json_free(argument);
    if (code == 0 && json_bool(*ret_answer, "none", false)) {
        json_free(*ret_answer);
        *ret_answer = NULL;
        return err_set(err, ERR_INVALID,
                       "scripts/init.lua names no texts: warm = function(ctx) return { "
                       "ctx:lore(\"item\", content.items.sword) } end");
    }
    return code;
}

struct commit {
    struct lore_cli *cli;
    enum store_verdict verdict;
};

static void on_commit(void *ctx, enum store_verdict verdict, const struct err *err)
{
    struct commit *commit = ctx;
    commit->verdict = verdict;
    if (err)
        err_set(&commit->cli->err, err->code, "%s", err->text);
    loop_stop(commit->cli->loop);
}

static int commit_wants(struct lore_cli *cli, const struct store_want *wants, size_t count,
                        struct err *err)
{
    struct commit commit = {.cli = cli, .verdict = STORE_UNKNOWN};
    char *name = mem_printf("lore/warm/%" PRId64, clock_wall_ms());
    struct store_turn turn = {
        .event = {.kind = STORE_OTHER, .name = name},
        .lane = "_engine/lore",
        .wants = wants,
        .want_count = count,
    };
    cli->err.code = 0;
    store_commit(cli->store, &turn, on_commit, &commit);
    loop_run(cli->loop);
    free(name);
    if (cli->err.code)
        return err_set(err, cli->err.code, "%s", cli->err.text);
    if (commit.verdict != STORE_COMMITTED)
        return err_set(err, ERR_CONFLICT, "the wants were not kept: try it again");
    return 0;
}

static int is_there(struct lore_cli *cli, const char *id, bool *ret_there, struct err *err)
{
    int code = lore_cli_row(cli, 0, id);
    if (code && code != ERR_NOT_FOUND)
        return err_set(err, code, "%s", cli->err.text);
    *ret_there = json_count(cli->rows) > 0;
    return 0;
}

static int want_missing(struct lore_cli *cli, const json *list, int64_t limit,
                        struct lore_warmed *warm, struct err *err)
{
    struct store_want *wants = mem_array((size_t)limit, sizeof *wants);
    size_t count = 0;
    int code = 0;
    for (const json *one = json_first(list); one && code == 0; one = json_next(one)) {
        bool there = false;
        warm->named++;
        if (count < (size_t)limit)
            code = is_there(cli, json_str(one, "id", ""), &there, err);
        if (code == 0 && !there && count < (size_t)limit)
            wants[count++] = (struct store_want){
                .id = json_str(one, "id", ""),
                .kind = json_str(one, "kind", ""),
                .entity = json_str(one, "entity", ""),
                .language = json_str(one, "lang", ""),
                .attributes = json_str(one, "attributes", "{}"),
                .facts = json_str(one, "facts", "{}"),
            };
    }
    if (code == 0 && count)
        code = commit_wants(cli, wants, count, err);
    warm->wanted = (int64_t)count;
    free(wants);
    return code;
}

int lore_cli_warm(struct lore_cli *cli, int64_t limit, struct lore_warmed *ret_warm,
                  struct err *err)
{
    json *answer = NULL;
    struct lore_warmed warm = {0};
    int code = load_wants(cli->config, &answer, err);
    if (code == 0)
        code = want_missing(cli, json_get(answer, "wants"), limit, &warm, err);
    json_free(answer);
    if (code == 0)
        *ret_warm = warm;
    return code;
}
