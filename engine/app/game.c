/* Which folders, which C modules, which limits: what every generation of this process has alike. */
#include "app/game.h"

#include "base/mem.h"
#include "json/json.h"

#include <stdlib.h>
#include <string.h>

void game_source_init(struct game_source *source, const struct config *config, bool everyone_admin)
{
    memset(source, 0, sizeof *source);
    source->config = config;
    source->host.admins = config->admins;
    source->host.admin_count = config->admin_count;
    source->host.everyone_admin = everyone_admin;
    source->host.version = BYLINA_VERSION;
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

int game_load(struct game_source *source, int64_t number, struct generation **ret_generation,
              struct err *err)
{
    struct generation_config config = {
        .scripts_dir = source->config->scripts_dir,
        .content_dir = source->config->content_dir,
        .engine_lua = lua_files,
        .open = bind_open,
        .ctx = &source->host,
        .number = number,
    };
    return generation_new(&config, ret_generation, err);
}
