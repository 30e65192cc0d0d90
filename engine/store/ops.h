/* The kinds of operations between store.c and a backend: see backend.h. What a kind means is said
 * by the call of store.h (or of the headers beside it) that bears its name. */
#ifndef BYLINA_STORE_OPS_H
#define BYLINA_STORE_OPS_H

enum store_op_kind {
    STORE_OP_READ, /* reads: these may run beside the writes */
    STORE_OP_INBOX_LOAD,
    STORE_OP_TIMERS_LOAD,
    STORE_OP_OUTS_LOAD,
    STORE_OP_SLOT_GET,
    STORE_OP_SLOTS_LOAD,
    STORE_OP_VALUE_GET,
    STORE_OP_PAYMENTS_OPEN,
    STORE_OP_FAILURES_LOAD,
    STORE_OP_FAILED_OUTS_LOAD,
    STORE_OP_TIMERS_OF,
    STORE_OP_COUNTS_GET,
    STORE_OP_QUEUES_LOAD,
    STORE_OP_FAILURE_KINDS_LOAD,
    STORE_OP_AUDIT_LOAD,
    STORE_OP_BROADCAST_GET,
    STORE_OP_PLAYERS_LOAD,
    STORE_OP_FIND,
    STORE_OP_KIND_LOAD,
    STORE_OP_NAMES_LOAD,
    STORE_OP_GENERATIONS_LOAD,
    STORE_OP_SOURCES_LOAD,
    STORE_OP_PLACES_LOAD,
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
    STORE_OP_BROADCAST_ADD,
    STORE_OP_BROADCAST_SAVE,
    STORE_OP_INDEX_PUT,
    STORE_OP_COUNT,
};

#endif
