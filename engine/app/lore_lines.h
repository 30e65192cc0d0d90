/* Lore as JSON Lines, so that a world can be moved or a canon shipped: one text a line, as
 * lore_json_row has it, behind a line that says what the file is. */
#ifndef BYLINA_APP_LORE_LINES_H
#define BYLINA_APP_LORE_LINES_H

#include "store/lore_review.h"
#include "json/json.h"

#include <stdio.h>

#define LORE_LINES_MAX 1000000      /* of a file */
#define LORE_LINE_MAX  (256 * 1024) /* bytes */

/* The first line, and one text. 0, or ERR_SYSTEM. */
int lore_lines_begin(FILE *file, struct err *err);
int lore_lines_put(FILE *file, const struct store_lore *lore, struct err *err);

struct lore_lines; /* a file that was read */
/* Reads and checks all of it: errors name the line. */
int lore_lines_read(FILE *file, const char *name, struct lore_lines **ret_lines, struct err *err);
void lore_lines_free(struct lore_lines *lines); /* NULL is fine */
/* The rows from `from` on, at most STORE_LORE_PAGE_MAX into `rows`, which live as long as the
 * lines: how many. */
size_t lore_lines_rows(const struct lore_lines *lines, size_t from, struct store_lore *rows);

#endif
