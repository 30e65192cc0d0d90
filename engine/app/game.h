/* Loading the game's scripts: the configuration of a generation, in one place for all commands. */
#ifndef BYLINA_APP_GAME_H
#define BYLINA_APP_GAME_H

#include "app/config.h"
#include "app/roles.h"
#include "bind/bind.h"
#include "script/bundle.h"
#include "script/script.h"
#include "turn/turn.h"
#include "json/json.h"

#define GAME_LOOK_MEMORY (1ll << 30) /* for commands that look at a whole game as text */

struct game_source {
    const struct config *config;
    struct bind_host host;       /* filled by game_source_init; must outlive every generation */
    struct roles *roles;         /* NULL: nobody is asked */
    bool brief;                  /* as in generation_config */
    struct script_limits limits; /* zeros: the defaults of script/ */
};

/* everyone_owner: the local Telegram, and nobody is named. */
void game_source_init(struct game_source *source, const struct config *config, bool everyone_owner);
/* Calls an entry of boot.lua and reads what it gives. */
int game_ask(struct generation *generation, const char *entry, const json *argument,
             json **ret_answer, struct err *err);
/* The game's name in its own words; "" if it cannot be told. For free(). */
char *game_title(struct generation *generation);
/* content/limits.lua comes into force. */
void game_limit(struct generation *generation, struct turns *turns);
/* What the entry `check` is asked: the names of all pictures that are there. For free(). */
char *game_check_argument(const char *content_dir);
/* The game of these files, or of the folders of the configuration as they are now (NULL). */
int game_build(const struct game_source *source, struct bundle *bundle, int64_t number,
               struct generation **ret_generation, struct err *err);
int game_load(struct game_source *source, int64_t number, struct generation **ret_generation,
              struct err *err);

#endif
