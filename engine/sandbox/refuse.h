/* Inside sandbox/: what the API refuses in words of its own before a method sees it. */
#ifndef BYLINA_SANDBOX_REFUSE_H
#define BYLINA_SANDBOX_REFUSE_H

#include "sandbox/call.h"

bool refuse_known(struct call *call); /* true: the call has failed */

#endif
