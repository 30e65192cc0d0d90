/* Inside sandbox/: the parameters of a call, from whichever encoding: URL query, urlencoded, JSON,
 * multipart. They end up as one object of JSON values of the types that the table names: "1"
 * becomes 1 for a number, "yes" true for a boolean, nested values are parsed from their text. What
 * cannot be converted stays a text, for the check to refuse. Files keep their bytes here, and the
 * parameter of their name becomes "attach://name". */
#ifndef BYLINA_SANDBOX_PARAMS_H
#define BYLINA_SANDBOX_PARAMS_H

#include "base/error.h"
#include "botapi/botapi.h"
#include "json/json.h"

#include <stddef.h>

#define PARAMS_FILES_MAX 50
#define PARAMS_TEXT_MAX  (1u << 20) /* bytes of all plain parameters: else 413 */

struct upload {
    char *name;
    char *filename;
    char *content_type;
    char *data;
    size_t len;
};

struct params {
    const struct botapi_method *method;
    json *values;
    struct upload *uploads;
    size_t upload_count;
    size_t bytes; /* of the plain ones */
};

void params_init(struct params *params, const struct botapi_method *method);
void params_done(struct params *params);

/* ERR_LIMIT: over PARAMS_TEXT_MAX or PARAMS_FILES_MAX; ERR_INVALID: the text says what is wrong, as
 * the API would. */
int params_add(struct params *params, const char *name, const char *text, struct err *err);
int params_add_body(struct params *params, const char *content_type, const char *body, size_t len,
                    struct err *err);
int params_add_object(struct params *params, const json *object, struct err *err);

/* By the name of the part; NULL: none. */
const struct upload *params_upload(const struct params *params, const char *name);

#endif
