/* What a read brings back: rows of any kind of store.h, and the memory of their texts. Filled on a
 * thread of the backend, handed over as a whole. */
#ifndef BYLINA_STORE_ROWS_H
#define BYLINA_STORE_ROWS_H

#include "store/admin.h"
#include "store/broadcast.h"
#include "store/find.h"
#include "store/generations.h"
#include "store/live.h"
#include "store/lore_review.h"
#include "store/paid.h"

struct store_lore_told { /* of an act on lore */
    int outcome;         /* done, or enum store_lore_claimed */
    int64_t wait_ms;
    const struct store_lore *lore; /* in the rows' memory */
};

union store_row {
    struct store_doc doc;
    struct store_inbox inbox;
    struct store_timer timer;
    struct store_out_row out;
    struct store_slot_row slot;
    struct store_failure failure;
    struct store_failed_out failed_out;
    struct store_counts counts;
    struct store_queue queue;
    struct store_failure_kind failure_kind;
    struct store_audit_row audit;
    struct store_broadcast broadcast;
    struct store_player player;
    struct store_name name;
    struct store_payment_row payment;
    struct store_generation generation;
    struct store_source source;
    struct store_place place;
    struct store_standing standing;
    struct store_paid paid;
    const struct store_lore *lore;
    struct store_lore_told lore_told;
    struct store_lore_refusal lore_refusal;
    const struct store_lore_figures *lore_figures;
    struct store_lore_week lore_week;
    struct store_lore_reason lore_reason;
    struct store_pioneer pioneer;
    const char *value;
};

struct rows_chunk;

struct store_rows { /* zeroed: empty */
    union store_row *at;
    size_t count;
    size_t cap;
    struct rows_chunk *chunks;
};

union store_row *rows_add(struct store_rows *rows); /* zeroed; lives until the next rows_add */
/* A copy that lives as long as the rows, with a 0 byte behind it; NULL gives NULL. */
const char *rows_text(struct store_rows *rows, const void *text, size_t len);
void *rows_alloc(struct store_rows *rows, size_t size); /* zeroed; lives as long as the rows */
void rows_done(struct store_rows *rows);                /* frees everything; empty again */

#endif
