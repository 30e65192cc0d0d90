/* What can be shown of an answer that is still being written. */
#ifndef BYLINA_LORE_DRAFT_H
#define BYLINA_LORE_DRAFT_H

#include "base/buf.h"

#include <stddef.h>

/* The text of a field of the object that `text` begins with, as far as it has come: whole letters,
 * nothing of an escape that is cut off. Appended to out; "" while the field has not begun. Whatever
 * `text` is, this is safe; only what is valid JSON so far gives what it means. */
void lore_draft(const char *text, size_t len, const char *field, struct buf *out);

#endif
