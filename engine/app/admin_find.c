/* Looking for players by what they are called: all of them are walked, a page at a time, so that
 * other reads come in between; the game's Lua half, which knows small letters from capitals, says
 * who of a page is meant. It ends with the first ADMIN_PAGE that fit. */
#include "app/admin_inner.h"

#include "base/log.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

struct finding {
    struct ask *ask;
    json *page; /* of names, for Lua */
    char *after;
    int64_t rows; /* of the page */
};

static void page_load(struct finding *finding);

static void finding_end(struct finding *finding, const struct err *err)
{
    struct ask *ask = finding->ask;
    json_free(finding->page);
    free(finding->after);
    free(finding);
    if (err) {
        ask_fail(ask, err);
        return;
    }
    json_add_str(ask->answer, "text", json_str(ask->words, "text", ""));
    ask_tell(ask, "found");
}

/* The rows of the page that are meant go into the answer; false: that was enough. */
static bool keep(struct finding *finding, const json *meant)
{
    struct ask *ask = finding->ask;
    for (const json *one = json_first(meant); one; one = json_next(one)) {
        if (json_count(ask->rows) == ADMIN_PAGE) {
            json_add_bool(ask->answer, "more", true);
            return false;
        }
        json *row = ask_row(ask);
        json_add_str(row, "id", json_str(one, "id", ""));
        json_add_str(row, "name", json_str(one, "name", ""));
        json_add_str(row, "username", json_str(one, "username", ""));
    }
    return true;
}

static int sift(struct finding *finding, bool *ret_more, struct err *err)
{
    const struct admin_config *config = &finding->ask->admin->config;
    char *result = NULL;
    json *meant = NULL;
    json *asked = json_object();
    json_add_str(asked, "text", json_str(finding->ask->words, "text", ""));
    json_add(asked, "rows", finding->page);
    finding->page = NULL;
    char *argument = json_print(asked);
    int code = generation_call(config->live(config->ctx), "sift", argument, &result, err);
    if (code == 0)
        code = json_parse(result, strlen(result), &meant, err);
    if (code == 0)
        *ret_more = keep(finding, meant);
    json_free(meant);
    json_free(asked);
    free(argument);
    free(result);
    return code;
}

static void on_name(void *ctx, const struct store_name *row, const struct err *err)
{
    struct finding *finding = ctx;
    bool more = true;
    struct err why;
    if (row) {
        json *one = json_object();
        json_add_str(one, "id", row->id);
        json_add_str(one, "name", row->name);
        json_add_str(one, "username", row->username);
        json_push(finding->page, one);
        free(finding->after);
        finding->after = mem_strdup(row->id);
        finding->rows++;
        return;
    }
    bool full = finding->rows == STORE_NAMES_MAX;
    if (!err && sift(finding, &more, &why))
        err = &why;
    if (err || !more || !full)
        finding_end(finding, err);
    else
        page_load(finding);
}

static void page_load(struct finding *finding)
{
    finding->page = json_array();
    finding->rows = 0;
    store_names_load(finding->ask->admin->config.store, finding->after, STORE_NAMES_MAX, on_name,
                     finding);
}

void ask_find(struct ask *ask)
{
    struct finding *finding = mem_alloc(sizeof *finding);
    finding->ask = ask;
    finding->after = mem_strdup("");
    page_load(finding);
}
