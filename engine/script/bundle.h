/* All files of a game as they were at one moment: what a generation is built of, and what is
 * checked, kept and put live again. It never changes once it is sealed.
 *
 * Counted; any thread may hold, read and release a sealed one. Paths begin with "scripts/" or
 * "content/". */
#ifndef BYLINA_SCRIPT_BUNDLE_H
#define BYLINA_SCRIPT_BUNDLE_H

#include "base/buf.h"
#include "base/error.h"
#include "script/files.h"

#include <stddef.h>

#define BUNDLE_PACKED_MAX ((size_t)3 * FILES_TOTAL_MAX) /* bytes, with all paths */

struct bundle;

/* The folders as they are now; NULL: none. Blocking. */
int bundle_read(const char *scripts_dir, const char *content_dir, struct bundle **ret_bundle,
                struct err *err);

/* One from elsewhere: added to file by file, then sealed. An error is final: release it. */
struct bundle *bundle_new(void);
int bundle_add(struct bundle *bundle, const char *path, const char *text, size_t size,
               struct err *err);
int bundle_seal(struct bundle *bundle, struct err *err);

/* Gives each file its mark, by which its text is known; before others hold the bundle. */
void bundle_mark(struct bundle *bundle);

struct bundle *bundle_hold(struct bundle *bundle);
void bundle_release(struct bundle *bundle); /* the last one frees; NULL is fine */

const char *bundle_hash(const struct bundle *bundle); /* of all files, 16 hex digits */
/* Both lists are sorted by path, without the first folder in it. */
const struct files *bundle_scripts(const struct bundle *bundle);
const struct files *bundle_content(const struct bundle *bundle);

/* As one run of bytes, for another process; `out` needs the limit BUNDLE_PACKED_MAX. */
int bundle_pack(const struct bundle *bundle, struct buf *out);
int bundle_unpack(const char *data, size_t len, struct bundle **ret_bundle, struct err *err);

#endif
