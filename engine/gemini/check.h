/* Is what an operator configures of the API right? Each: 0, or ERR_INVALID with the mend. None of
 * them asks the service. Threads: any. */
#ifndef BYLINA_GEMINI_CHECK_H
#define BYLINA_GEMINI_CHECK_H

#include "base/error.h"

int gemini_check_url(const char *url, struct err *err);
int gemini_check_version(const char *version, struct err *err);
int gemini_check_model(const char *model, struct err *err);
int gemini_check_key(const char *key, struct err *err); /* never says the key */

#endif
