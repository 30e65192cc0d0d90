/* The variables of the configuration, one row each. For config.c alone. */
#ifndef BYLINA_APP_SETTINGS_H
#define BYLINA_APP_SETTINGS_H

#include "app/config.h"

#include <stddef.h>

#define SETTINGS_MAX     64 /* rows at most */
#define SETTING_SCENARIO "LOCAL_TELEGRAM_SCENARIO"
#define SETTING_WATCH    "WATCH_FILES"

struct setting {
    const char *name;
    const char *otherwise;
    const char *meaning;
    bool secret;
    size_t at; /* offset of a char * in struct config; 0 for those that `check` stores itself */
    int (*check)(struct config *config, const char *value, struct err *err);
};

/* The first is BOT_TOKEN, whose text is at offset 0. */
extern const struct setting settings_table[];
extern const size_t settings_count;

#endif
