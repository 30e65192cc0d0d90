/* A page of documents as rows for the index. Private to reindex.c. */
#ifndef BYLINA_TURN_REINDEX_ROWS_H
#define BYLINA_TURN_REINDEX_ROWS_H

#include "script/script.h"
#include "store/waiting.h"

struct reindex_rows;

struct reindex_rows *reindex_rows_new(void);
void reindex_rows_free(struct reindex_rows *rows);
/* What the scripts' side says of these documents of one kind; what was there before is gone. */
int reindex_rows_fill(struct reindex_rows *rows, struct generation *generation,
                      const struct store_doc *docs, size_t count, struct err *err);
const struct store_indexing *reindex_rows_all(const struct reindex_rows *rows);
size_t reindex_rows_count(const struct reindex_rows *rows);
const char *reindex_rows_last(const struct reindex_rows *rows); /* its id */

#endif
