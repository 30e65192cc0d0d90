/* Inside sandbox/: reply_markup. */
#ifndef BYLINA_SANDBOX_MARKUP_H
#define BYLINA_SANDBOX_MARKUP_H

#include "sandbox/call.h"

#define MARKUP_BUTTONS_MAX 100
#define MARKUP_ROW_MAX     8
#define CALLBACK_DATA_MAX  64

enum markup_kind { MARKUP_NONE, MARKUP_INLINE, MARKUP_KEYBOARD, MARKUP_REMOVE, MARKUP_FORCE };

enum markup_kind markup_kind(const json *markup);
/* The call's reply_markup by the API's rules, in its words. False: the call has failed. */
bool markup_check(struct call *call);
/* The same of an inline keyboard that is no call's own; NULL is fine. */
bool markup_check_inline(struct call *call, const json *markup);
/* A copy of an inline keyboard without empty rows; NULL: no button at all. */
json *markup_inline(const json *markup);

#endif
