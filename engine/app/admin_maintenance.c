/* Maintenance, as admins speak of it: on with words for players, off, and how it is. */
#include "app/admin_inner.h"

static void tell(struct ask *ask)
{
    const json *now = maintenance_now(ask->admin->config.maintenance);
    json_add_bool(ask->answer, "on", now != NULL);
    if (now) {
        json_add(ask->answer, "texts", json_clone(json_get(now, "texts")));
        json_add_str(ask->answer, "by", json_str(now, "by", ""));
        json_add_int(ask->answer, "since", json_int(now, "since", 0));
    }
    ask_tell(ask, "maintenance");
}

static void on_set(void *ctx, const struct err *err)
{
    struct ask *ask = ctx;
    if (err)
        ask_fail(ask, err);
    else
        tell(ask);
}

void ask_maintenance(struct ask *ask)
{
    const json *texts = json_get(ask->words, "texts");
    if (texts || json_bool(ask->words, "off", false))
        maintenance_set(ask->admin->config.maintenance, ask->player, texts, on_set, ask);
    else
        tell(ask);
}
