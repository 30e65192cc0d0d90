/* The names of this binary's own functions, static ones included, for a stack in the log. */
#ifndef BYLINA_APP_SYMBOLS_H
#define BYLINA_APP_SYMBOLS_H

#include <stddef.h>

/* "run_step+0x4a" for an address of this binary's code; "" if it is in a library, or if the binary
 * has been stripped. Any thread; opens and closes the file each time. */
void symbols_name(const void *address, char *out, size_t size);

#endif
