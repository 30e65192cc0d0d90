/* Values on their way to the server and back.
 *
 * Arrays go in the server's binary form, which needs no quoting: a head of five words and then each
 * element with its length before it. The head is written last, when it is known how many there are.
 *
 *     dimensions 1 | has nulls | type | count | first index 1 | length, bytes | length, bytes ...
 */
#include "base/str.h"
#include "store/pg.h"
#include "store/pg_canon.h"

#include <stdlib.h>
#include <string.h>

enum { HEAD_OF_NONE = 12, NONE = -1 }; /* without elements there is no count either */

static void put_word(unsigned char *out, int32_t word)
{
    uint32_t bits = (uint32_t)word;
    for (int i = 0; i < 4; i++)
        out[i] = (unsigned char)(bits >> (24 - 8 * i));
}

static void add_word(struct buf *buf, int32_t word)
{
    unsigned char bytes[4];
    put_word(bytes, word);
    buf_add(buf, bytes, sizeof(bytes));
}

static void write_head(struct pg_list *list)
{
    unsigned char *head = (unsigned char *)list->bytes.data;
    put_word(head, list->count ? 1 : 0);
    put_word(head + 4, list->has_null);
    put_word(head + 12, list->count);
}

void pg_list_init(struct pg_list *list, enum pg_list_type type)
{
    buf_init(&list->bytes, PG_ARGS_BYTES);
    list->count = 0;
    list->has_null = false;
    add_word(&list->bytes, 0);
    add_word(&list->bytes, 0);
    add_word(&list->bytes, (int32_t)type);
    add_word(&list->bytes, 0);
    add_word(&list->bytes, 1);
}

void pg_list_done(struct pg_list *list)
{
    buf_done(&list->bytes);
}

size_t pg_list_len(const struct pg_list *list)
{
    return list->count ? list->bytes.len : HEAD_OF_NONE;
}

void pg_list_bytes(struct pg_list *list, const void *bytes, size_t len)
{
    add_word(&list->bytes, (int32_t)len);
    buf_add(&list->bytes, bytes, len);
    list->count++;
    write_head(list);
}

void pg_list_text(struct pg_list *list, const char *text)
{
    if (text) {
        pg_list_bytes(list, text, strlen(text));
        return;
    }
    add_word(&list->bytes, NONE);
    list->has_null = true;
    list->count++;
    write_head(list);
}

void pg_list_int(struct pg_list *list, int64_t number)
{
    unsigned char bytes[8];
    put_word(bytes, (int32_t)(uint32_t)((uint64_t)number >> 32));
    put_word(bytes + 4, (int32_t)(uint32_t)((uint64_t)number & 0xffffffff));
    pg_list_bytes(list, bytes, sizeof(bytes));
}

/* --- back ------------------------------------------------------------------------------------ */

int64_t pg_int(const PGresult *res, int row, int column)
{
    int64_t number = 0;
    if (PQgetisnull(res, row, column) ||
        str_to_i64(PQgetvalue(res, row, column), INT64_MIN, INT64_MAX, &number))
        return 0;
    return number;
}

const char *pg_text(const PGresult *res, int row, int column, struct store_rows *rows)
{
    if (PQgetisnull(res, row, column))
        return NULL;
    return rows_text(rows, PQgetvalue(res, row, column), (size_t)PQgetlength(res, row, column));
}

const char *pg_body(const PGresult *res, int row, int column, struct store_rows *rows,
                    size_t *ret_len)
{
    struct buf out;
    *ret_len = 0;
    if (PQgetisnull(res, row, column))
        return NULL;
    buf_init(&out, PG_ARGS_BYTES);
    pg_canon(PQgetvalue(res, row, column), (size_t)PQgetlength(res, row, column), &out);
    const char *body = rows_text(rows, out.data, out.len);
    *ret_len = out.len;
    buf_done(&out);
    return body;
}
