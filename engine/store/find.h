/* Finding documents by their fields. Part of store.h's contract: what is said there of threads,
 * completion and ownership holds here.
 *
 * A kind is indexed when its writes come with an index (store_write.index): the values of some of
 * its fields, which the store cannot read from a body by itself. A field that has no value is left
 * out; texts are known by their first STORE_TEXT_MAX bytes. */
#ifndef BYLINA_STORE_FIND_H
#define BYLINA_STORE_FIND_H

#include "store/board.h"

#define STORE_INDEX_MAX 4   /* fields of one kind */
#define STORE_TEXT_MAX  200 /* bytes of a text that count */

enum store_type { STORE_BOOLEAN, STORE_NUMBER, STORE_TEXT }; /* in this order when they are mixed */

struct store_value {
    enum store_type type;
    double number;    /* a boolean: 0 or 1 */
    const char *text; /* compared by bytes */
};

struct store_field {
    const char *name;
    struct store_value value;
};

struct store_index {
    const struct store_field *fields;
    size_t count;
};

struct store_find {
    const char *kind;
    const struct store_field *where; /* all of them are equal */
    size_t where_count;
    const char *order; /* a field: rising, what has none left out; NULL: by id */
    bool falling;      /* equal ones by id in any case */
    bool indexed;      /* the kind is; else neither where nor order */
    bool live;         /* the kind is: its changes are told */
    int64_t limit;
};

/* The ids of documents as they were committed last, in order; and how often the kind had changed
 * then (live.h). */
typedef void (*store_found_fn)(void *ctx, const char *const *ids, size_t count, int64_t changes,
                               const struct err *err);
void store_find(struct store *store, const struct store_find *find, store_found_fn fn, void *ctx);

/* Documents of a kind with an id behind `after` ("": from the first), dropped ones too (no body),
 * at most `limit`, by id. */
void store_kind_load(struct store *store, const char *kind, const char *after, int64_t limit,
                     store_docs_fn fn, void *ctx);

/* Puts documents into the index that were written without one. A document that has another version
 * by now is left alone: who wrote it has said what it is. The same for its places on the boards. */
struct store_indexing {
    const char *kind;
    const char *id;
    int64_t version;
    const struct store_index *index; /* NULL: the kind has none */
    struct store_ranking ranking;    /* without scores: none, as it is */
};
void store_index_put(struct store *store, const struct store_indexing *rows, size_t count,
                     store_done_fn fn, void *ctx);

#endif
