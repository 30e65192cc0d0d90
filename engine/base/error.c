/* Errors with words. The text is formatted aside first, because an argument may be the old text of
 * the same struct err, and then cut between characters, never inside one. */
#include "base/error.h"

#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>

/* Longer than the limit by more than a character, so that str_copy sees where to cut. */
enum { ERR_SCRATCH = ERR_TEXT_LIMIT + 8 };

int err_set(struct err *err, int code, const char *format, ...)
{
    if (!err)
        return code;
    char text[ERR_SCRATCH];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof(text), format, args);
    va_end(args);
    err->code = code;
    str_copy(err->text, sizeof(err->text), text);
    return code;
}

int err_prefix(struct err *err, const char *format, ...)
{
    if (!err)
        return ERR_INVALID;
    char prefix[ERR_SCRATCH];
    va_list args;
    va_start(args, format);
    vsnprintf(prefix, sizeof(prefix), format, args);
    va_end(args);
    char text[2 * ERR_SCRATCH + 2];
    snprintf(text, sizeof(text), "%s: %s", prefix, err->text);
    str_copy(err->text, sizeof(err->text), text);
    return err->code ? err->code : ERR_INVALID;
}

static const char *const err_names[] = {
    "none",    "invalid", "not found", "exists",   "limit",   "system",
    "network", "timeout", "cancelled", "conflict", "refused", "corrupt",
};

const char *err_name(int code)
{
    size_t count = sizeof(err_names) / sizeof(err_names[0]);
    return code <= 0 && (size_t)-code < count ? err_names[-code] : "unknown";
}
