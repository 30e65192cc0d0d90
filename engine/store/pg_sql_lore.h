/* The statements about lore of the PostgreSQL backend, by numbers behind those of pg_sql.h; their
 * texts are in pg_sql_lore.c (greppable: PG_LORE_). */
#ifndef BYLINA_STORE_PG_SQL_LORE_H
#define BYLINA_STORE_PG_SQL_LORE_H

#include "store/pg_sql.h"

enum pg_sql_lore {
    PG_LORE_WRITES = PG_COUNT + 1, /* the writer's */
    PG_LORE_WANT = PG_LORE_WRITES,
    PG_LORE_CLAIM,
    PG_LORE_LEASE,
    PG_LORE_SETTLE,
    PG_LORE_PUBLISHED,
    PG_LORE_COUNT,
    PG_LORE_EDIT,
    PG_LORE_REPORT,
    PG_LORE_TAKEN,
    PG_LORE_IMPORT,
    PG_LORE_IMPORTED,
    PG_LORE_ERASE,
    PG_LORE_NOW, /* the row as it is in this transaction */
    PG_LORE_NOW_OF,
    PG_LORE_REFUSAL_PRUNE,
    PG_LORE_SPENT_PRUNE,
    PG_LORE_PICTURE_PUT,
    PG_LORE_READS, /* the readers' */
    PG_LORE_BY_ROW = PG_LORE_READS,
    PG_LORE_BY_KEY,
    PG_LORE_PAGE_ALL, /* each followed by the same, newest first */
    PG_LORE_PAGE_ALL_BACK,
    PG_LORE_PAGE_STATE,
    PG_LORE_PAGE_STATE_BACK,
    PG_LORE_PAGE_KIND,
    PG_LORE_PAGE_KIND_BACK,
    PG_LORE_PAGE_FINDER,
    PG_LORE_PAGE_FINDER_BACK,
    PG_LORE_PAGE_REPORTED,
    PG_LORE_PAGE_REPORTED_BACK,
    PG_LORE_PAGE_OPEN,
    PG_LORE_PAGE_OPEN_BACK,
    PG_LORE_PAGE_BEHIND,
    PG_LORE_PAGE_BEHIND_BACK,
    PG_LORE_RECENT,
    PG_LORE_REFUSALS,
    PG_LORE_SPENT,
    PG_LORE_FIGURES,
    PG_LORE_WEEKS,
    PG_LORE_REASONS,
    PG_LORE_PIONEERS,
    PG_LORE_PIONEER,
    PG_LORE_PICTURE_GET,
    PG_ALL,
};

extern const char *const pg_lore_texts[PG_ALL - PG_LORE_WRITES];

#endif
