/* Which folders, which C modules, which limits: what every generation of this process has alike. */
#include "app/game.h"

#include "base/log.h"
#include "base/mem.h"
#include "json/json.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

void game_source_init(struct game_source *source, const struct config *config, bool everyone_owner)
{
    memset(source, 0, sizeof *source);
    source->config = config;
    source->host.roles = config->roles;
    source->host.role_count = config->role_count;
    source->host.everyone_owner = everyone_owner;
    source->host.version = BYLINA_VERSION;
}

int game_ask(struct generation *generation, const char *entry, const json *argument,
             json **ret_answer, struct err *err)
{
    char *text = json_print(argument);
    char *answer = NULL;
    int code = generation_call(generation, entry, text, &answer, err);
    if (code == 0)
        code = json_parse(answer, strlen(answer), ret_answer, err);
    free(answer);
    free(text);
    return code;
}

char *game_title(struct generation *generation)
{
    char *text = NULL;
    json *title = NULL;
    if (generation_call(generation, "title", "{}", &text, NULL) == 0)
        json_parse(text, strlen(text), &title, NULL);
    char *copy = mem_strdup(json_text(title, ""));
    json_free(title);
    free(text);
    return copy;
}

static void take_limits(const json *limits, struct turns *turns)
{
    struct turn_limits set = {
        .interval_us = json_int(limits, "interval_us", 0),
        .burst = json_int(limits, "burst", 0),
        .lane = json_int(limits, "lane", 0),
        .notice_ms = json_int(limits, "notice_ms", 0),
    };
    const json *turn = json_get(limits, "turn");
    for (size_t i = 0; i < UNIT_LIMITS; i++)
        set.turn.at[i] = json_int(turn, unit_limit_name((enum unit_limit)i), 0);
    turns_limit(turns, &set);
}

void game_limit(struct generation *generation, struct turns *turns)
{
    char *text = NULL;
    json *limits = NULL;
    struct err err;
    int code = generation_call(generation, "limits", "{}", &text, &err);
    if (code == 0)
        code = json_parse(text, strlen(text), &limits, &err);
    if (code == 0)
        take_limits(limits, turns);
    else
        log_error("app", LOG_T("the limits stay as they were"), LOG_S("error", err.text));
    json_free(limits);
    free(text);
}

char *game_check_argument(const char *content_dir)
{
    json *argument = json_object();
    json *images = json_array();
    char *path = mem_printf("%s/images", content_dir);
    DIR *folder = opendir(path);

    for (struct dirent *entry; folder && (entry = readdir(folder)) != NULL;)
        json_push(images, json_new_str(entry->d_name));
    if (folder)
        closedir(folder);
    json_add(argument, "images", images);
    char *text = json_print(argument);
    json_free(argument);
    free(path);
    return text;
}

int game_build(const struct game_source *source, struct bundle *bundle, int64_t number,
               struct generation **ret_generation, struct err *err)
{
    struct generation_config config = {
        .bundle = bundle,
        .scripts_dir = source->config->scripts_dir,
        .content_dir = source->config->content_dir,
        .engine_lua = lua_files,
        .open = bind_open,
        .ctx = (void *)(uintptr_t)&source->host, /* only read */
        .limits = source->limits,
        .brief = source->brief,
        .number = number,
    };
    return generation_new(&config, ret_generation, err);
}

int game_load(struct game_source *source, int64_t number, struct generation **ret_generation,
              struct err *err)
{
    return game_build(source, NULL, number, ret_generation, err);
}
