/* The spelling of JSON that the engine writes, from the one that PostgreSQL keeps. */
#ifndef BYLINA_STORE_PG_CANON_H
#define BYLINA_STORE_PG_CANON_H

#include "base/buf.h"

/* Appends the value that `text` holds (what the server gives out for JSONB) as engine/bind/json.c
 * writes it. What is no JSON is appended as it stands. */
void pg_canon(const char *text, size_t len, struct buf *out);

#endif
