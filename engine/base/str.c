/* Text that ends in 0: comparing, cutting, and the strict reading of numbers. strtoll is too kind
 * for settings (blanks, signs, half-read text), so that digits are read here, with the range
 * checked before each step; and written here, since an update has a dozen ids to write and printf
 * is a dozen times as slow. Everything about single characters is in utf8.c. */
#include "base/str.h"

#include "base/error.h"

#include <string.h>

bool str_equal(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

bool str_starts(const char *text, const char *prefix)
{
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

bool str_ends(const char *text, const char *suffix)
{
    size_t len = strlen(text), tail = strlen(suffix);
    return tail <= len && memcmp(text + len - tail, suffix, tail) == 0;
}

bool str_copy(char *to, size_t size, const char *from)
{
    if (!size)
        return false;
    size_t len = strnlen(from, size);
    bool whole = len < size;
    if (!whole) {
        len = size - 1;
        /* from[len] is the first byte that is left out: no character may go on there. */
        for (int back = 0; back < 3 && len > 0 && ((unsigned char)from[len] & 0xC0) == 0x80; back++)
            len--;
    }
    memcpy(to, from, len);
    to[len] = '\0';
    return whole;
}

/* Digits up to the end or the first other character: returns how many bytes, 0 for none or more
 * than an int64_t holds. The value is negative, because that side is one longer. */
static size_t read_digits(const char *text, int64_t *ret_negative)
{
    size_t at = 0;
    int64_t value = 0;
    for (; text[at] >= '0' && text[at] <= '9'; at++) {
        if (__builtin_mul_overflow(value, 10, &value) ||
            __builtin_sub_overflow(value, text[at] - '0', &value))
            return 0;
    }
    *ret_negative = value;
    return at;
}

int str_to_i64(const char *text, int64_t min, int64_t max, int64_t *ret_value)
{
    int64_t value;
    if (!text)
        return ERR_INVALID;
    bool minus = *text == '-';
    text += minus;
    size_t len = read_digits(text, &value);
    if (!len || text[len] || (!minus && value == INT64_MIN))
        return ERR_INVALID;
    if (!minus)
        value = -value;
    if (value < min || value > max)
        return ERR_INVALID;
    *ret_value = value;
    return 0;
}

size_t str_put_i64(char out[STR_I64], int64_t number)
{
    char digits[STR_I64];
    size_t at = sizeof(digits) - 1;
    uint64_t left = number < 0 ? -(uint64_t)number : (uint64_t)number;
    digits[at] = '\0';
    do {
        digits[--at] = (char)('0' + left % 10);
        left /= 10;
    } while (left);
    if (number < 0)
        digits[--at] = '-';
    memcpy(out, digits + at, sizeof(digits) - at);
    return sizeof(digits) - 1 - at;
}
