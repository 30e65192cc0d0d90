/* Rows of an index: see index.h.
 *
 * A value is a byte for its type and then bytes that compare as the values do: a number as the
 * eight bytes of its double, the highest first, the sign turned round (and all bits of a negative
 * one); a text as it is, with a 0 behind it, which no text of JSON has inside. No value is the
 * beginning of another, so that values can stand one after another in a key, and 0xff is above them
 * all.
 *
 * Packed, an index is name, 0, value, name, 0, value ... by name. Both the rows to be kept and
 * those to be taken away are made of packed bytes, so that a document is taken out of the index
 * exactly as it was put in, whatever the game has declared since. */
#include "store/index.h"

#include "base/str.h"

#include <string.h>

enum { TAG_BOOLEAN = 1, TAG_NUMBER, TAG_TEXT, TAG_END = 0xff };

#define FNV_START 0xcbf29ce484222325
#define FNV_PRIME 0x100000001b3

struct part { /* of packed bytes */
    const char *name;
    const uint8_t *value;
    size_t len;
};

/* --- values ---------------------------------------------------------------------------------- */

static size_t put_number(uint8_t *out, double number)
{
    uint64_t bits;
    double plain = number == 0 ? 0 : number; /* no -0 */
    memcpy(&bits, &plain, sizeof(bits));
    bits = bits >> 63 ? ~bits : bits | (uint64_t)1 << 63;
    *out = TAG_NUMBER;
    for (int i = 0; i < 8; i++)
        out[1 + i] = (uint8_t)(bits >> (56 - 8 * i));
    return 9;
}

static size_t put_value(uint8_t *out, const struct store_value *value)
{
    if (value->type == STORE_NUMBER)
        return put_number(out, value->number);
    if (value->type == STORE_BOOLEAN) {
        out[0] = TAG_BOOLEAN;
        out[1] = value->number != 0;
        return 2;
    }
    size_t len = strnlen(value->text, STORE_TEXT_MAX);
    out[0] = TAG_TEXT;
    memcpy(out + 1, value->text, len);
    out[1 + len] = 0;
    return len + 2;
}

/* The length of the value that begins there; 0: none does. */
static size_t value_length(const uint8_t *at, size_t left)
{
    if (left >= 2 && at[0] == TAG_BOOLEAN)
        return 2;
    if (left >= 9 && at[0] == TAG_NUMBER)
        return 9;
    const uint8_t *end = left && at[0] == TAG_TEXT ? memchr(at, 0, left) : NULL;
    return end ? (size_t)(end - at) + 1 : 0;
}

/* --- fields, by name ------------------------------------------------------------------------- */

/* Returns how many, or ERR_INVALID. */
static int sort_fields(const struct store_field *fields, size_t count,
                       const struct store_field *out[STORE_INDEX_MAX])
{
    if (count > STORE_INDEX_MAX)
        return ERR_INVALID;
    for (size_t i = 0; i < count; i++) {
        size_t at = i;
        if (strlen(fields[i].name) >= INDEX_NAME_MAX)
            return ERR_INVALID;
        for (; at && strcmp(out[at - 1]->name, fields[i].name) > 0; at--)
            out[at] = out[at - 1];
        out[at] = &fields[i];
    }
    return (int)count;
}

int index_pack(const struct store_index *index, uint8_t out[INDEX_PACKED_MAX])
{
    const struct store_field *fields[STORE_INDEX_MAX];
    int count = sort_fields(index->fields, index->count, fields);
    size_t len = 0;
    for (int i = 0; i < count; i++) {
        size_t name = strlen(fields[i]->name) + 1;
        memcpy(out + len, fields[i]->name, name);
        len += name;
        len += put_value(out + len, &fields[i]->value);
    }
    return count < 0 ? count : (int)len;
}

static size_t unpack(const uint8_t *packed, size_t len, struct part parts[STORE_INDEX_MAX])
{
    size_t count = 0;
    for (size_t at = 0; at < len && count < STORE_INDEX_MAX; count++) {
        const uint8_t *end = memchr(packed + at, 0, len - at);
        size_t value = end ? value_length(end + 1, len - (size_t)(end + 1 - packed)) : 0;
        if (!value)
            return 0;
        parts[count] = (struct part){(const char *)packed + at, end + 1, value};
        at = (size_t)(end + 1 - packed) + value;
    }
    return count;
}

/* --- shapes and keys ------------------------------------------------------------------------- */

static uint64_t hash_text(uint64_t hash, const char *text)
{
    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * FNV_PRIME;
    return (hash ^ 0xff) * FNV_PRIME;
}

/* Parts of `equal` are asked for, `order` (NULL: none) is the order. */
static void make_row(struct index_row *row, const char *kind, const struct part *parts,
                     size_t count, unsigned equal, const struct part *order)
{
    uint64_t hash = hash_text(FNV_START, kind);
    row->len = 0;
    for (size_t i = 0; i < count; i++) {
        if (!(equal >> i & 1))
            continue;
        hash = hash_text(hash, parts[i].name);
        memcpy(row->key + row->len, parts[i].value, parts[i].len);
        row->len += parts[i].len;
    }
    hash = (hash ^ 0xfe) * FNV_PRIME;
    if (order) {
        hash = hash_text(hash, order->name);
        memcpy(row->key + row->len, order->value, order->len);
        row->len += order->len;
    }
    row->shape = (int64_t)hash;
}

size_t index_rows(const char *kind, const uint8_t *packed, size_t len,
                  struct index_row rows[INDEX_ROWS_MAX])
{
    struct part parts[STORE_INDEX_MAX];
    size_t count = unpack(packed, len, parts);
    size_t made = 0;
    make_row(&rows[made++], kind, parts, 0, 0, NULL);
    for (unsigned equal = 0; equal < 1u << count; equal++)
        for (size_t i = 0; i < count; i++)
            if (!(equal >> i & 1))
                make_row(&rows[made++], kind, parts, count, equal, &parts[i]);
    return made;
}

/* --- what a find reads ----------------------------------------------------------------------- */

static bool is_asked(const struct store_find *find, const char *name)
{
    for (size_t i = 0; i < find->where_count; i++)
        if (str_equal(find->where[i].name, name))
            return true;
    return false;
}

/* The order is a field with any value; without one the last of those that are equal serves as it,
 * since in its shape equal rows go by id. */
int index_range(const struct store_find *find, struct index_row *ret_from, struct index_row *ret_to,
                struct err *err)
{
    uint8_t packed[INDEX_PACKED_MAX];
    struct part parts[STORE_INDEX_MAX];
    struct store_index where = {find->where, find->where_count};
    int len = index_pack(&where, packed);
    if (len < 0)
        return err_set(err, ERR_INVALID, "find %s: more fields than an index can have", find->kind);
    size_t count = unpack(packed, (size_t)len, parts);
    struct part order = {find->order, (const uint8_t *)"", 0};
    bool ordered = find->order && !is_asked(find, find->order);
    unsigned all = (1u << count) - 1;
    if (!ordered && count)
        make_row(ret_from, find->kind, parts, count, all >> 1, &parts[count - 1]);
    else
        make_row(ret_from, find->kind, parts, count, all, ordered ? &order : NULL);
    *ret_to = *ret_from;
    ret_to->key[ret_to->len++] = TAG_END;
    return 0;
}
