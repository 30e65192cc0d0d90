/* How large a picture is: PNG, JPEG, GIF and WebP (the usual kinds of it). Pure; threads: any. */
#ifndef BYLINA_BASE_IMAGE_H
#define BYLINA_BASE_IMAGE_H

#include <stddef.h>
#include <stdint.h>

/* 0, or ERR_INVALID: no picture that we know. *ret_type: "image/png", ... */
int image_size(const void *data, size_t len, int64_t *ret_width, int64_t *ret_height,
               const char **ret_type);

#endif
