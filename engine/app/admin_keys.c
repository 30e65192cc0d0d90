/* The audit, as admins read it: the newest lines first. */
#include "app/admin_inner.h"

static void add_text(json *row, const char *name, const char *text)
{
    if (text)
        json_add_str(row, name, text);
}

static void on_line(void *ctx, const struct store_audit_row *row, const struct err *err)
{
    struct ask *ask = ctx;
    if (err) {
        ask_fail(ask, err);
    } else if (!row) {
        json_add_str(ask->answer, "whose", json_str(ask->words, "whose", ""));
        ask_tell(ask, "audit");
    } else if (json_count(ask->rows) == ADMIN_AUDIT) {
        json_add_bool(ask->answer, "more", true);
    } else {
        json *line = ask_row(ask);
        json_add_int(line, "id", row->id);
        json_add_int(line, "at", row->done_ms / 1000);
        json_add_str(line, "who", row->line.who);
        json_add_str(line, "what", row->line.what);
        add_text(line, "detail", row->line.detail);
        add_text(line, "subject", row->line.subject);
        add_text(line, "was", row->line.was);
        add_text(line, "became", row->line.became);
        json_add_bool(line, "refused", row->line.refused);
    }
}

void ask_audit(struct ask *ask)
{
    store_audit_load(ask->admin->config.store, json_str(ask->words, "whose", ""),
                     json_int(ask->words, "before", 0), ADMIN_AUDIT + 1, on_line, ask);
}
