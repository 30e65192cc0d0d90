/* Model and version are put behind the address and the key into a header, so none of them may hold
 * what has a meaning there. Which models there are is the service's to say, and changes. */
#include "gemini/check.h"

#include "base/str.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#define MODEL_NAME_MAX 100
#define KEY_MAX        200

int gemini_check_url(const char *url, struct err *err)
{
    const char *host = str_starts(url, "https://")  ? url + 8
                       : str_starts(url, "http://") ? url + 7
                                                    : "";
    bool fits = *host && *host != '/';
    for (const char *at = host; *at && fits; at++)
        fits = isgraph((unsigned char)*at) && *at != '?' && *at != '#';
    if (fits)
        return 0;
    return err_set(err, ERR_INVALID,
                   "an address like https://generativelanguage.googleapis.com is expected, without "
                   "a version; a path is kept, but there is no query");
}

int gemini_check_version(const char *version, struct err *err)
{
    if (str_equal(version, "v1beta") || str_equal(version, "v1"))
        return 0;
    return err_set(err, ERR_INVALID, "v1beta or v1 is expected");
}

static bool is_name(const char *name)
{
    size_t len = strlen(name);
    bool fits = len > 0 && len <= MODEL_NAME_MAX && isalnum((unsigned char)*name);
    for (size_t i = 0; i < len && fits; i++)
        fits = isalnum((unsigned char)name[i]) || strchr("-._", name[i]);
    return fits;
}

int gemini_check_model(const char *model, struct err *err)
{
    if (is_name(model))
        return 0;
    return err_set(err, ERR_INVALID,
                   "a model's name like gemini-flash-lite-latest is expected, without \"models/\"");
}

int gemini_check_key(const char *key, struct err *err)
{
    size_t len = strlen(key);
    bool fits = len <= KEY_MAX;
    for (size_t i = 0; i < len && fits; i++)
        fits = isgraph((unsigned char)key[i]);
    if (fits)
        return 0;
    return err_set(err, ERR_INVALID,
                   "a key as Google AI Studio gives it is expected: at most %d characters, no "
                   "spaces or quotes around it",
                   KEY_MAX);
}
