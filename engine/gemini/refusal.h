/* The verdict on a try that has no answer: an error of the API, of somebody between, or none at
 * all. `secret` never appears in words. Private to gemini/. */
#ifndef BYLINA_GEMINI_REFUSAL_H
#define BYLINA_GEMINI_REFUSAL_H

#include "gemini/answer.h"

#define REFUSAL_DELAY_MAX 86400000 /* ms that a server may ask for */

/* An answer whose status is not 2xx. */
void refusal_read(int status, const char *body, size_t len, const char *secret,
                  struct verdict *ret_verdict);
/* An error object in an answer of status 200, as in mid-stream; false: it is none. */
bool refusal_in_answer(const json *error, const char *secret, struct verdict *ret_verdict);
/* No answer: the HTTP client's error. */
void refusal_none(const struct err *err, const char *secret, struct verdict *ret_verdict);

/* "45.837906927s" in milliseconds, rounded up; -1: it is none. */
int64_t refusal_delay(const char *text);

#endif
