/* Checksums of rows, of tables, of a world.
 *
 *     row    SipHash over its table's name and its values, each with its kind and its length
 *     table  the sum of its rows, whatever their order
 *     world  the sum over its tables, each with its name, count and sum
 *
 * A fixed key: the sums guard against losing and mixing up, not against malice. What JSON means is
 * summed up by jsonsum.c. */
#include "store/copy_inner.h"
#include "store/jsonsum.h"

#include "base/mem.h"
#include "base/rng.h"
#include "base/str.h"

#include <stdlib.h>
#include <string.h>

static const uint8_t key[16] = "bylina-copy-sums";

bool copy_counts(const struct copy_table *table, const struct copy_value *values)
{
    if (!str_equal(table->name, "settings"))
        return true;
    const struct copy_value *name = &values[table->keys[0]];
    return !(name->len == strlen("store.epoch") && !memcmp(name->data, "store.epoch", name->len)) &&
           !(name->len == strlen("store.foreign") &&
             !memcmp(name->data, "store.foreign", name->len));
}

/* "table documents, row player/17, column body" */
static int refuse(const struct copy_table *table, const struct copy_value *values,
                  const struct copy_column *column, const char *why, struct err *err)
{
    struct buf row;
    buf_init(&row, 256);
    for (int i = 0; i < table->key_count; i++) {
        const struct copy_value *value = &values[table->keys[i]];
        bool plain = table->columns[table->keys[i]].type != COPY_BYTES &&
                     utf8_valid(value->data, value->len);
        buf_addf(&row, "%s%.*s", i ? "/" : "", plain ? (int)value->len : 1,
                 plain ? value->data : "?");
    }
    int r = err_set(err, ERR_CORRUPT, "table %s, row %s, column %s: %s: mend it or take it out",
                    table->name, row.data, column->name, why);
    buf_done(&row);
    return r;
}

static int add_value(const struct copy_table *table, const struct copy_value *values, int at,
                     struct buf *out, struct err *err)
{
    const struct copy_column *column = &table->columns[at];
    const struct copy_value *value = &values[at];
    uint64_t len = value->len;
    buf_addc(out, value->data ? (char)('a' + column->type) : '-');
    if (!value->data)
        return 0;
    if (column->type == COPY_TEXT &&
        (memchr(value->data, 0, value->len) || !utf8_valid(value->data, value->len)))
        return refuse(table, values, column, "no UTF-8, or a 0 byte in it", err);
    uint64_t sum = 0;
    if (column->type == COPY_JSON && json_sum(value->data, value->len, &sum))
        return refuse(table, values, column, "no JSON", err);
    bool json = column->type == COPY_JSON;
    buf_add(out, json ? &sum : &len, sizeof(len));
    buf_add(out, value->data, json ? 0 : value->len);
    return 0; /* what was too much for `out` is asked at the end */
}

int copy_row_sum(const struct copy_table *table, const struct copy_value *values, uint64_t *ret_sum,
                 struct err *err)
{
    struct buf bytes;
    buf_init(&bytes, COPY_ROW_MAX);
    buf_add(&bytes, table->name, strlen(table->name) + 1);
    int r = 0;
    for (int i = 0; !r && i < table->count; i++)
        r = add_value(table, values, i, &bytes, err);
    if (!r && bytes.full)
        r = refuse(table, values, &table->columns[0], "the row is too long", err);
    if (!r)
        *ret_sum = hash_keyed(key, bytes.data, bytes.len);
    buf_done(&bytes);
    return r;
}

struct summing {
    const struct copy_table *table;
    struct copy_key last;
    int64_t rows;
    uint64_t sum;
    struct err *err;
};

static int on_row(void *ctx, const struct copy_value *values)
{
    struct summing *summing = ctx;
    uint64_t sum = 0;
    copy_key_take(&summing->last, summing->table, values);
    if (!copy_counts(summing->table, values))
        return 0;
    int r = copy_row_sum(summing->table, values, &sum, summing->err);
    summing->rows++;
    summing->sum += sum;
    return r;
}

/* The page behind the last key, which on_row replaces. */
static int sum_page(struct copy_side *side, struct summing *summing, int *ret_rows)
{
    struct copy_key after = summing->last;
    summing->last = (struct copy_key){0};
    int r = side->backend->read(side, summing->table, after.bytes ? after.values : NULL, on_row,
                                summing, ret_rows, summing->err);
    copy_key_done(&after);
    return r;
}

int copy_table_sum(struct copy_side *side, const struct copy_table *table, int64_t *ret_rows,
                   uint64_t *ret_sum, void (*fn)(void *ctx, int rows), void *ctx, struct err *err)
{
    struct summing summing = {.table = table, .err = err};
    int rows = COPY_BATCH;
    int r = 0;
    while (!r && rows == COPY_BATCH) {
        r = sum_page(side, &summing, &rows);
        if (!r && fn)
            fn(ctx, rows);
    }
    copy_key_done(&summing.last);
    *ret_rows = summing.rows;
    *ret_sum = summing.sum;
    return r;
}

void copy_sum_add(struct copy_sum *world, const struct copy_sum *table)
{
    char *text = mem_printf("%s %lld %llu", table->table, (long long)table->rows,
                            (unsigned long long)table->sum);
    world->rows += table->rows;
    world->sum += hash_keyed(key, text, strlen(text));
    free(text);
}
