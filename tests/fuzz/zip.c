/* Archives that somebody has sent: whatever the bytes say, nothing but files with safe paths comes
 * out, each of the size that is told, and never more than the limits. */
#include "zip/zip.h"
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

static int on_file(void *ctx, const char *path, const char *data, size_t size, struct err *err)
{
    size_t *total = ctx;
    (void)err;
    *total += size;
    if (*path == '/' || strstr(path, "..") == path || strstr(path, "/../") || data[size] != '\0' ||
        size > ZIP_FILE_MAX || *total > ZIP_TOTAL_MAX)
        abort();
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t total = 0;
    struct err err;
    zip_read(data, size, on_file, &total, &err);
    return 0;
}
