/* Memory from the heap. Out of memory ends the process in one place (one line, then abort), so that
 * no caller tests for NULL. Everything is freed with free(). Sizes are bytes. Threads: any. */
#ifndef BYLINA_BASE_MEM_H
#define BYLINA_BASE_MEM_H

#include <stddef.h>

void *mem_alloc(size_t size);                         /* zeroed */
void *mem_array(size_t count, size_t size);           /* zeroed, checked for overflow */
void *mem_grow(void *old, size_t count, size_t size); /* new tail is not zeroed */
char *mem_strdup(const char *text);                   /* NULL gives NULL */
char *mem_strndup(const char *text, size_t len);      /* always ends in a 0 byte */
void *mem_dup(const void *data, size_t len);          /* a copy, with a 0 byte behind it */
char *mem_printf(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Passes on what a library allocated, or ends the process when that was NULL. */
void *mem_need(void *got);

#endif
