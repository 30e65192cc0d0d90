/* Inside sandbox/: the append-only file that state survives in. One JSON object a line; records.h
 * has what they say. Lines are collected and written by journal_flush, before a request is
 * answered. At the start the file is replayed, then written anew and short (journal_rewrite: a new
 * file, then rename); a torn or broken last line is dropped, a broken one in the middle is skipped
 * and told in the log. */
#ifndef BYLINA_SANDBOX_JOURNAL_H
#define BYLINA_SANDBOX_JOURNAL_H

#include "base/buf.h"
#include "base/error.h"
#include "json/json.h"

#include <stdbool.h>

#define JOURNAL_LINE_LIMIT    (8u << 20)
#define JOURNAL_REWRITE_BYTES (64u << 20) /* and four times what it was: then it is shortened */

struct journal;

typedef void (*journal_line_fn)(void *ctx, const json *record);
typedef void (*journal_dump_fn)(void *ctx, struct journal *journal); /* adds every record anew */

/* Reads the file, if there is one, and gives each record to `fn`. */
int journal_replay(const char *path, journal_line_fn fn, void *ctx, struct err *err);
/* Writes the file anew with what `dump` adds and keeps it open for more. */
int journal_open(const char *path, journal_dump_fn dump, void *ctx, struct journal **ret_journal,
                 struct err *err);
void journal_free(struct journal *journal); /* flushes; NULL is fine */

void journal_add(struct journal *journal, json *record); /* takes; no-op on NULL but for that */
void journal_add_text(struct journal *journal, const char *line, size_t len);
void journal_flush(struct journal *journal);

#endif
