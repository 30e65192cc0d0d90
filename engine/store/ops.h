/* The kinds of operations between store.c and a backend: see backend.h. What a kind means is said
 * by the call of store.h (or of the headers beside it) that bears its name. */
#ifndef BYLINA_STORE_OPS_H
#define BYLINA_STORE_OPS_H

#include "store/rows.h"

enum store_op_kind {
    STORE_OP_READ, /* reads: these may run beside the writes */
    STORE_OP_INBOX_LOAD,
    STORE_OP_TIMERS_LOAD,
    STORE_OP_OUTS_LOAD,
    STORE_OP_OUTS_PICK,
    STORE_OP_SLOT_GET,
    STORE_OP_SLOTS_LOAD,
    STORE_OP_VALUE_GET,
    STORE_OP_PAYMENTS_OPEN,
    STORE_OP_PAID_LOAD,
    STORE_OP_REFUNDS_LOAD,
    STORE_OP_FAILURES_LOAD,
    STORE_OP_FAILED_OUTS_LOAD,
    STORE_OP_TIMERS_OF,
    STORE_OP_COUNTS_GET,
    STORE_OP_QUEUES_LOAD,
    STORE_OP_FAILURE_KINDS_LOAD,
    STORE_OP_AUDIT_LOAD,
    STORE_OP_BROADCAST_GET,
    STORE_OP_BROADCASTS_PLANNED,
    STORE_OP_PLAYERS_LOAD,
    STORE_OP_FIND,
    STORE_OP_KIND_LOAD,
    STORE_OP_NAMES_LOAD,
    STORE_OP_GENERATIONS_LOAD,
    STORE_OP_SOURCES_LOAD,
    STORE_OP_PLACES_LOAD,
    STORE_OP_BOARD_GET,
    STORE_OP_BACKUP,
    STORE_OP_STALE_LOAD,
    STORE_OP_LORE_GET,
    STORE_OP_LORE_LOAD,
    STORE_OP_LORE_RECENT_LOAD,
    STORE_OP_LORE_REFUSALS_LOAD,
    STORE_OP_LORE_FIGURES_GET,
    STORE_OP_LORE_WEEKS_LOAD,
    STORE_OP_LORE_REASONS_LOAD,
    STORE_OP_PIONEERS_LOAD,
    STORE_OP_PICTURE_GET,
    STORE_OP_COMMIT, /* writes: from here on, in the order of submission */
    STORE_OP_INBOX_ADD,
    STORE_OP_OUT_SETTLE,
    STORE_OP_SLOT_SETTLE,
    STORE_OP_CHAT_BLOCK,
    STORE_OP_VALUE_SET,
    STORE_OP_AUDIT_ADD,
    STORE_OP_GENERATION_ADD,
    STORE_OP_FAILURE_SETTLE,
    STORE_OP_FAILED_OUT_SETTLE,
    STORE_OP_TIMER_CANCEL,
    STORE_OP_PAID_SETTLE,
    STORE_OP_BROADCAST_ADD,
    STORE_OP_BROADCAST_PLAN,
    STORE_OP_BROADCAST_SAVE,
    STORE_OP_INDEX_PUT,
    STORE_OP_LORE_CLAIM,
    STORE_OP_LORE_LEASE,
    STORE_OP_LORE_SETTLE,
    STORE_OP_LORE_PUBLISHED,
    STORE_OP_LORE_COUNT,
    STORE_OP_LORE_EDIT,
    STORE_OP_LORE_REPORT,
    STORE_OP_LORE_IMPORT,
    STORE_OP_PICTURE_PUT,
    STORE_OP_COUNT,
};

/* What some of them are given. */
struct store_pick {
    const int64_t *ids;
    size_t count;
};
struct store_slot_name {
    int64_t chat;
    const char *slot;
};

/* The caller's function, as the kind has it. */
union store_fn {
    store_docs_fn docs;
    store_commit_fn commit;
    store_done_fn done;
    store_inbox_fn inbox;
    store_timer_fn timer;
    store_out_fn out;
    store_slot_fn slot;
    store_value_fn value;
    store_failure_fn failure;
    store_failed_out_fn failed_out;
    store_counts_fn counts;
    store_queue_fn queue;
    store_failure_kind_fn failure_kind;
    store_audit_fn audit;
    store_broadcast_fn broadcast;
    store_player_fn player;
    store_name_fn name;
    store_payment_fn payment;
    store_found_fn found;
    store_generation_fn generation;
    store_source_fn source;
    store_place_fn place;
    store_board_fn board;
    store_paid_fn paid;
    store_lanes_fn lanes;
    store_lore_fn lore;
    store_lore_done_fn lore_done;
    store_lore_claimed_fn lore_claimed;
    store_lore_imported_fn lore_imported;
    store_lore_refusal_fn lore_refusal;
    store_lore_figures_fn lore_figures;
    store_lore_week_fn lore_week;
    store_lore_reason_fn lore_reason;
    store_pioneer_fn pioneer;
};

#endif
