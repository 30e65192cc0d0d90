/* Base64 (RFC 4648, with + and /) to bytes and back. */
#ifndef BYLINA_GEMINI_BASE64_H
#define BYLINA_GEMINI_BASE64_H

#include <stddef.h>

/* For free(), with a 0 byte behind it. ERR_INVALID: other characters, or cut off. */
int base64_decode(const char *text, size_t len, char **ret_data, size_t *ret_len);
/* With a 0 byte behind it, for free(). */
char *base64_encode(const void *data, size_t len);

#endif
