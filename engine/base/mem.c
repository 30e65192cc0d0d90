/* Memory that is always there. Running out is not an error that a turn could answer: every caller
 * would need a path that no test walks. So the process ends here, in one place, with one line that
 * is written without allocating; the supervisor starts it again, and what was committed stays. */
#include "base/mem.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void out_of_memory(size_t size)
{
    char line[80];
    int len = snprintf(line, sizeof(line), "bylina: out of memory (%zu bytes wanted)\n", size);
    if (write(STDERR_FILENO, line, (size_t)len) < 0)
        abort();
    abort();
}

void *mem_need(void *got)
{
    if (!got)
        out_of_memory(0);
    return got;
}

void *mem_alloc(size_t size)
{
    void *data = calloc(1, size ? size : 1);
    if (!data)
        out_of_memory(size);
    return data;
}

void *mem_array(size_t count, size_t size)
{
    void *data = calloc(count ? count : 1, size ? size : 1);
    if (!data)
        out_of_memory(SIZE_MAX);
    return data;
}

void *mem_grow(void *old, size_t count, size_t size)
{
    size_t total;
    if (__builtin_mul_overflow(count, size, &total))
        out_of_memory(SIZE_MAX);
    void *data = realloc(old, total ? total : 1);
    if (!data)
        out_of_memory(total);
    return data;
}

void *mem_dup(const void *data, size_t len)
{
    if (len == SIZE_MAX)
        out_of_memory(len);
    char *copy = malloc(len + 1);
    if (!copy)
        out_of_memory(len + 1);
    if (len)
        memcpy(copy, data, len);
    copy[len] = '\0';
    return copy;
}

char *mem_strdup(const char *text)
{
    return text ? mem_dup(text, strlen(text)) : NULL;
}

char *mem_strndup(const char *text, size_t len)
{
    return mem_dup(text, strnlen(text, len));
}

char *mem_printf(const char *format, ...)
{
    char *text = NULL;
    va_list args;
    va_start(args, format);
    int len = vasprintf(&text, format, args);
    va_end(args);
    if (len < 0)
        out_of_memory(0);
    return text;
}
