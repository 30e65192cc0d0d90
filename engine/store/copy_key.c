/* Keys as text: each value in hexadecimal digits, with commas; so a batch's end can be kept in one
 * column whatever its key is made of. Values of a primary key are never NULL. */
#include "store/copy_inner.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define KEY_TEXT_MAX ((size_t)1 << 20)

void copy_key_done(struct copy_key *key)
{
    free(key->bytes);
    *key = (struct copy_key){0};
}

void copy_key_take(struct copy_key *key, const struct copy_table *table,
                   const struct copy_value *values)
{
    size_t size = 0;
    size_t at = 0;
    for (int i = 0; i < table->key_count; i++)
        size += values[table->keys[i]].len + 1;
    char *bytes = mem_alloc(size + 1);
    struct copy_key taken = {.bytes = bytes};
    for (int i = 0; i < table->key_count; i++) {
        const struct copy_value *value = &values[table->keys[i]];
        if (value->len)
            memcpy(bytes + at, value->data, value->len);
        taken.values[i] = (struct copy_value){bytes + at, value->len};
        at += value->len + 1;
    }
    copy_key_done(key); /* `values` may be its own */
    *key = taken;
}

char *copy_key_write(const struct copy_key *key, const struct copy_table *table)
{
    static const char digits[] = "0123456789abcdef";
    struct buf out;
    buf_init(&out, KEY_TEXT_MAX);
    for (int i = 0; key->bytes && i < table->key_count; i++) {
        if (i)
            buf_addc(&out, ',');
        for (size_t at = 0; at < key->values[i].len; at++) {
            unsigned char byte = (unsigned char)key->values[i].data[at];
            buf_addc(&out, digits[byte >> 4]);
            buf_addc(&out, digits[byte & 15]);
        }
    }
    return buf_detach(&out, NULL);
}

static int digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* One value up to a comma or the end: behind it, or NULL. */
static const char *read_value(const char *text, char *bytes, size_t *ret_len)
{
    size_t len = 0;
    while (*text && *text != ',') {
        int high = digit(text[0]);
        int low = high < 0 ? -1 : digit(text[1]);
        if (low < 0)
            return NULL;
        bytes[len++] = (char)(high << 4 | low);
        text += 2;
    }
    *ret_len = len;
    return text;
}

int copy_key_read(struct copy_key *key, const struct copy_table *table, const char *text,
                  struct err *err)
{
    copy_key_done(key);
    if (!*text)
        return 0;
    const char *rest = text;
    char *at = key->bytes = mem_alloc(strlen(text) + COPY_KEYS_MAX);
    for (int i = 0; i < table->key_count && rest; i++) {
        rest += i > 0 && *rest == ',';
        key->values[i].data = at;
        rest = read_value(rest, at, &key->values[i].len);
        at += key->values[i].len + 1;
    }
    if (rest && !*rest)
        return 0;
    copy_key_done(key);
    return err_set(err, ERR_CORRUPT, "table %s: the mark of the copy reads \"%s\"", table->name,
                   text);
}
