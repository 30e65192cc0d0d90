/* SQLite's file has one engine, which may change it as it starts: store_open does so, under the
 * lock that it keeps. A server is an operator's: it is brought up only when told to. */
#include "app/migrating.h"

#include "base/log.h"
#include "base/str.h"
#include "store/migrate.h"

static void on_step(void *ctx, const struct migrate_line *line)
{
    (void)ctx;
    log_info("app", LOG_T("migrated"), LOG_S("migration", line->name), LOG_I("ms", line->took_ms));
}

int migrating_at_start(const struct config *config, struct err *err)
{
    struct migrate *migrate = NULL;
    if (!config->migrate)
        return migrate_ready(config->database_url, err);
    if (str_starts(config->database_url, "sqlite:"))
        return 0;
    int code = migrate_open(config->database_url, migration_files, true, &migrate, err);
    if (code == 0)
        code = migrate_up(migrate, 0, on_step, NULL, err);
    migrate_close(migrate);
    return code;
}
