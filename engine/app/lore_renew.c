/* A page is read whole before the first of its texts is changed: then one after the other, since
 * each is a line of the audit in a transaction of its own. */
#include "app/lore_renew.h"

#include "base/mem.h"
#include "base/str.h"

#include <stdlib.h>

struct renewing {
    struct lore_renew what;
    struct store_lore_page page;
    int64_t rows[STORE_LORE_PAGE_MAX];
    size_t count, next;
    bool more; /* the page was not empty */
    int64_t renewed;
    struct store_lore_edit edit;
};

static void end(struct renewing *renewing, const struct err *err)
{
    renewing->what.on_done(renewing->what.ctx, renewing->renewed, err);
    free(renewing);
}

static void load(struct renewing *renewing);
static void edit_next(struct renewing *renewing);

static void on_edited(void *ctx, bool done, const struct store_lore *lore, const struct err *err)
{
    struct renewing *renewing = ctx;
    const struct lore_renew *what = &renewing->what;
    if (err && err->code != ERR_NOT_FOUND && err->code != ERR_INVALID) {
        end(renewing, err);
        return;
    }
    if (!err && done) {
        renewing->renewed++;
        if (what->on_each && lore)
            what->on_each(what->ctx, lore->id);
    }
    edit_next(renewing);
}

static void edit_next(struct renewing *renewing)
{
    if (renewing->renewed >= renewing->what.limit) {
        end(renewing, NULL);
    } else if (renewing->next < renewing->count) {
        renewing->edit = (struct store_lore_edit){.row = renewing->rows[renewing->next++],
                                                  .act = STORE_LORE_RENEW,
                                                  .who = renewing->what.who};
        store_lore_edit(renewing->what.store, &renewing->edit, on_edited, renewing);
    } else if (renewing->more) {
        load(renewing);
    } else {
        end(renewing, NULL);
    }
}

static void on_kept(void *ctx, const struct store_lore *lore, const struct err *err)
{
    struct renewing *renewing = ctx;
    const char *prompt = renewing->what.prompt;
    if (lore) {
        renewing->page.after = lore->row;
        renewing->more = true;
        if (!prompt || !str_equal(prompt, lore->prompt))
            renewing->rows[renewing->count++] = lore->row;
    } else if (err) {
        end(renewing, err);
    } else {
        edit_next(renewing);
    }
}

static void load(struct renewing *renewing)
{
    renewing->count = renewing->next = 0;
    renewing->more = false;
    store_lore_page_load(renewing->what.store, &renewing->page, on_kept, renewing);
}

void lore_renew(const struct lore_renew *what)
{
    struct renewing *renewing = mem_alloc(sizeof *renewing);
    renewing->what = *what;
    renewing->page = (struct store_lore_page){.which = STORE_LORE_ONLY_KEPT,
                                              .kind = what->kind,
                                              .language = what->language,
                                              .limit = STORE_LORE_PAGE_MAX};
    load(renewing);
}
