/* Inside botapi/: the generated tables of table.c, sorted by name (methods by lower-case name). */
#ifndef BYLINA_BOTAPI_INNER_H
#define BYLINA_BOTAPI_INNER_H

#include "botapi/botapi.h"

/* A name for a choice of types or of literal texts: "\"a\" | \"b\"", "string | Thing[]". */
struct botapi_union {
    const char *name;
    const char *members;
};

extern const struct botapi_method botapi_methods[];
extern const size_t botapi_method_count;
extern const struct botapi_type botapi_types[];
extern const size_t botapi_type_count;
extern const struct botapi_union botapi_unions[];
extern const size_t botapi_union_count;

#endif
