/* Base64 (RFC 4648, with + and /) to bytes. Private to gemini/. */
#ifndef BYLINA_GEMINI_BASE64_H
#define BYLINA_GEMINI_BASE64_H

#include <stddef.h>

/* For free(), with a 0 byte behind it. ERR_INVALID: other characters, or cut off. */
int base64_decode(const char *text, size_t len, char **ret_data, size_t *ret_len);

#endif
