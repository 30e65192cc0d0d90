/* Each call starts, runs the loop, and the completion stops it. */
#include "app/lore_cli.h"

#include "app/crier.h"
#include "app/lore_json.h"
#include "app/lore_renew.h"
#include "app/topics.h"
#include "store/migrate.h"

#include <string.h>

int lore_cli_open(struct lore_cli *cli, const struct config *config, struct err *err)
{
    memset(cli, 0, sizeof *cli);
    cli->config = config;
    cli->loop = loop_new();
    int code = store_open_beside(cli->loop, config->database_url, &cli->store, err);
    return code ? code : migrate_ready(config->database_url, err);
}

void lore_cli_done(struct lore_cli *cli)
{
    json_free(cli->rows);
    json_free(cli->figures);
    store_close(cli->store);
    loop_free(cli->loop);
    memset(cli, 0, sizeof *cli);
}

/* --- one call -------------------------------------------------------------------------------- */

static void call_begin(struct lore_cli *cli)
{
    json_free(cli->rows);
    json_free(cli->figures);
    cli->rows = json_array();
    cli->figures = NULL;
    cli->done = false;
    cli->err.code = 0;
}

static void call_end(struct lore_cli *cli, const struct err *err)
{
    if (err)
        err_set(&cli->err, err->code, "%s", err->text);
    loop_stop(cli->loop);
}

static int call_wait(struct lore_cli *cli)
{
    loop_run(cli->loop);
    return cli->err.code;
}

static void on_lore(void *ctx, const struct store_lore *lore, const struct err *err)
{
    struct lore_cli *cli = ctx;
    if (lore)
        json_push(cli->rows, lore_json_row(lore));
    else
        call_end(cli, err);
}

static void on_one(void *ctx, const struct store_lore *lore, const struct err *err)
{
    struct lore_cli *cli = ctx;
    if (lore)
        json_push(cli->rows, lore_json_row(lore));
    call_end(cli, err);
}

static void on_refusal(void *ctx, const struct store_lore_refusal *refusal, const struct err *err)
{
    struct lore_cli *cli = ctx;
    if (!refusal) {
        call_end(cli, err);
        return;
    }
    json *row = json_object();
    json_add_int(row, "row", refusal->row);
    json_add_str(row, "id", refusal->lore);
    json_add_str(row, "refusal", refusal->reason);
    json_add_str(row, "words", refusal->words ? refusal->words : "");
    json_add_int(row, "at", refusal->at_ms / 1000);
    json_push(cli->rows, row);
}

static void on_done(void *ctx, bool done, const struct store_lore *lore, const struct err *err)
{
    struct lore_cli *cli = ctx;
    cli->done = done;
    if (lore)
        json_push(cli->rows, lore_json_row(lore));
    call_end(cli, err);
}

static void on_imported(void *ctx, size_t taken, const struct err *err)
{
    struct lore_cli *cli = ctx;
    cli->count = (int64_t)taken;
    call_end(cli, err);
}

static void on_renewed(void *ctx, int64_t count, const struct err *err)
{
    struct lore_cli *cli = ctx;
    cli->count = count;
    call_end(cli, err);
}

static void on_figures(void *ctx, json *figures, const struct err *err)
{
    struct lore_cli *cli = ctx;
    cli->figures = figures;
    call_end(cli, err);
}

int lore_cli_page(struct lore_cli *cli, const struct store_lore_page *page)
{
    call_begin(cli);
    store_lore_page_load(cli->store, page, on_lore, cli);
    return call_wait(cli);
}

int lore_cli_refusals(struct lore_cli *cli, const struct store_lore_refusals *which)
{
    call_begin(cli);
    store_lore_refusals_load(cli->store, which, on_refusal, cli);
    return call_wait(cli);
}

int lore_cli_row(struct lore_cli *cli, int64_t row, const char *id)
{
    call_begin(cli);
    if (row)
        store_lore_row_get(cli->store, row, on_one, cli);
    else
        store_lore_get(cli->store, id, on_one, cli);
    return call_wait(cli);
}

int lore_cli_edit(struct lore_cli *cli, int64_t row, enum store_lore_act act)
{
    struct store_lore_edit edit = {.row = row, .act = act, .who = LORE_CLI_WHO};
    call_begin(cli);
    store_lore_edit(cli->store, &edit, on_done, cli);
    return call_wait(cli);
}

int lore_cli_renew(struct lore_cli *cli, const char *kind, const char *language, const char *prompt)
{
    call_begin(cli);
    lore_renew(&(struct lore_renew){.store = cli->store,
                                    .kind = kind,
                                    .language = language,
                                    .prompt = prompt,
                                    .who = LORE_CLI_WHO,
                                    .limit = INT64_MAX,
                                    .on_done = on_renewed,
                                    .ctx = cli});
    return call_wait(cli);
}

int lore_cli_import(struct lore_cli *cli, const struct store_lore_import *import)
{
    call_begin(cli);
    store_lore_import(cli->store, import, on_imported, cli);
    return call_wait(cli);
}

int lore_cli_figures(struct lore_cli *cli)
{
    call_begin(cli);
    lore_json_figures(cli->store, &cli->config->budget, on_figures, cli);
    return call_wait(cli);
}

void lore_cli_tell(struct lore_cli *cli, const char *id)
{
    struct crier_config config = {
        .loop = cli->loop, .url = cli->config->redis_url, .epoch = store_epoch(cli->store)};
    struct crier *crier = NULL;
    if (!*config.url || crier_new(&config, CRIER_HASTE_MS, &crier, NULL))
        return;
    crier_cry(crier, TOPIC_LORE, id, CRIER_HASTE_MS);
    crier_free(crier);
}
