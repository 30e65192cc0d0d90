/* Looking up methods and types by name: binary search in the generated, sorted tables. */
#include "botapi/inner.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static int compare_method(const void *key, const void *row)
{
    return strcasecmp(key, ((const struct botapi_method *)row)->name);
}

static int compare_type(const void *key, const void *row)
{
    return strcmp(key, ((const struct botapi_type *)row)->name);
}

const struct botapi_method *botapi_method_find(const char *name)
{
    if (!name)
        return NULL;
    return bsearch(name, botapi_methods, botapi_method_count, sizeof(botapi_methods[0]),
                   compare_method);
}

const struct botapi_type *botapi_type_find(const char *name)
{
    if (!name)
        return NULL;
    return bsearch(name, botapi_types, botapi_type_count, sizeof(botapi_types[0]), compare_type);
}

const struct botapi_method *botapi_method_all(size_t *ret_count)
{
    *ret_count = botapi_method_count;
    return botapi_methods;
}
