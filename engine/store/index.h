/* The index of documents as rows that any database can keep: pure functions, no state.
 *
 * A document with indexed fields a, b and c has one row for each set of fields that may be asked to
 * be equal and each other field that may be the order:
 *
 *     by a   by b   by c   a=, by b   a=, by c   ...   a= and b=, by c   ...   all of the kind
 *
 * A row is (shape, key, id): the shape says which fields, the key has their values, so written that
 * comparing bytes compares values. Whatever is asked is then one range of one shape, already in
 * order: no plan, no sorting, no rows that are looked at in vain. The price is the number of rows,
 * n * 2^(n-1) + 1, hence STORE_INDEX_MAX. */
#ifndef BYLINA_STORE_INDEX_H
#define BYLINA_STORE_INDEX_H

#include "store/find.h"

#define INDEX_ROWS_MAX   (STORE_INDEX_MAX * (1 << (STORE_INDEX_MAX - 1)) + 1)
#define INDEX_VALUE_MAX  (STORE_TEXT_MAX + 2)
#define INDEX_KEY_MAX    (STORE_INDEX_MAX * INDEX_VALUE_MAX + 1)
#define INDEX_NAME_MAX   64 /* bytes of a field's name, its end included */
#define INDEX_PACKED_MAX (STORE_INDEX_MAX * (INDEX_NAME_MAX + INDEX_VALUE_MAX))

struct index_row {
    int64_t shape;
    size_t len;
    uint8_t key[INDEX_KEY_MAX];
};

/* Names and values as bytes: equal indexes give equal bytes. Returns their number, or ERR_INVALID
 * (too many fields, or a name that is too long). */
int index_pack(const struct store_index *index, uint8_t out[INDEX_PACKED_MAX]);
/* The rows of a document whose index was packed so. Bytes that index_pack did not write give none.
 */
size_t index_rows(const char *kind, const uint8_t *packed, size_t len,
                  struct index_row rows[INDEX_ROWS_MAX]);

/* What a find reads: the rows of ret_from.shape with ret_from.key <= key < ret_to.key. */
int index_range(const struct store_find *find, struct index_row *ret_from, struct index_row *ret_to,
                struct err *err);

#endif
