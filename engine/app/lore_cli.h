/* What the parts of `bylina lore` share: the store, opened beside whatever engine has it, and its
 * calls made into plain ones. One thread, one call at a time. */
#ifndef BYLINA_APP_LORE_CLI_H
#define BYLINA_APP_LORE_CLI_H

#include "app/config.h"
#include "store/lore_review.h"
#include "json/json.h"

#define LORE_CLI_WHO "bylina lore" /* in the audit */

struct lore_cli {
    struct loop *loop;
    struct store *store;
    const struct config *config;
    /* of the last call: */
    json *rows; /* lore_json_row each, or a refusal */
    json *figures;
    bool done;
    int64_t count;
    struct err err; /* code 0: it went well */
};

/* 0, or err; done in any case. */
int lore_cli_open(struct lore_cli *cli, const struct config *config, struct err *err);
void lore_cli_done(struct lore_cli *cli);

/* Each gives the code of cli->err. */
int lore_cli_page(struct lore_cli *cli, const struct store_lore_page *page);
int lore_cli_refusals(struct lore_cli *cli, const struct store_lore_refusals *which);
int lore_cli_row(struct lore_cli *cli, int64_t row, const char *id); /* id: where row is 0 */
int lore_cli_edit(struct lore_cli *cli, int64_t row, enum store_lore_act act);
/* Of a kind, in this language (NULL: any), but what this prompt has written (NULL: that, too). */
int lore_cli_renew(struct lore_cli *cli, const char *kind, const char *language,
                   const char *prompt);
int lore_cli_import(struct lore_cli *cli, const struct store_lore_import *import);
int lore_cli_figures(struct lore_cli *cli);

/* What was changed is told to the engines that hear news: the text of this id, or "" (some). They
 * find it out later where that fails. */
void lore_cli_tell(struct lore_cli *cli, const char *id);

/* Figures and rows for a terminal, in English. */
void lore_print_figures(const struct config *config, const json *figures);
void lore_print_list(const json *rows);
void lore_print_row(const json *row);

#endif
