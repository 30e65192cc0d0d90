/* A game's generation and its briefs, for the tests of this folder. */
#ifndef BYLINA_TESTS_LORE_PLAY_H
#define BYLINA_TESTS_LORE_PLAY_H

#include "check.h"

#include "base/embedded.h"
#include "base/str.h"
#include "bind/bind.h"
#include "lore/judge.h"
#include "script/script.h"
#include "json/json.h"

/* The folders hold scripts and content. Fails the test program when the game does not load. */
static inline struct generation *play_load(const char *scripts, const char *content)
{
    static struct bind_host host = {.version = "test"};
    struct generation *game = NULL;
    struct generation_config config = {.scripts_dir = scripts,
                                       .content_dir = content,
                                       .engine_lua = lua_files,
                                       .open = bind_open,
                                       .ctx = &host,
                                       .limits = {.load_ms = 5000},
                                       .number = 1};
    struct err err;

    if (generation_new(&config, &game, &err))
        print_error("%s\n", err.text);
    return game;
}

/* The brief for this request, with its user part's data as `ret_data` (for json_free; NULL: not).
 */
static inline struct lore_brief *play_brief(struct generation *game, const char *request,
                                            json **ret_data)
{
    static const char from[] = "<data>\n", to[] = "\n</data>";
    struct lore_brief *brief = NULL;
    struct err err = {0};
    char *text = NULL;

    if (generation_call(game, "lore_brief", request, &text, &err) ||
        lore_brief_new(text, strlen(text), &brief, &err))
        fail_msg("%s: %s", request, err.text);
    free(text);
    assert_true(str_starts(brief->user, from) && str_ends(brief->user, to));
    size_t len = strlen(brief->user) - strlen(from) - strlen(to);
    if (ret_data && json_parse(brief->user + strlen(from), len, ret_data, &err))
        fail_msg("%s: %s", brief->user, err.text);
    return brief;
}

#endif
