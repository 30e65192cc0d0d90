/* How the pipeline learns of keys that no turn of this process has wanted: it looks into the
 * database itself, or another process says what it has changed there. Private to lore/. */
#ifndef BYLINA_LORE_LOOK_H
#define BYLINA_LORE_LOOK_H

#include <stdint.h>

struct lore;
struct scan;
struct heard;

/* scan.c */
struct scan *scan_new(struct lore *lore);
void scan_free(struct scan *scan);
void scan_begin(struct scan *scan);
void scan_stop(struct scan *scan);
void scan_published(struct scan *scan);
/* A key is left open: it is looked for again, in so long or in LORE_AGAIN_MS. */
void scan_later(struct scan *scan, int64_t ms);

/* heard.c: lore_heard, in its pace. */
struct heard *heard_new(struct lore *lore);
void heard_free(struct heard *heard);
void heard_one(struct heard *heard, const char *id); /* "": any */
void heard_stop(struct heard *heard);

#endif
