/* Changes of files below folders, told once they have come to rest: an editor writes a file in
 * several steps, and a checkout changes many. Folders that are made later are watched, too. Loop
 * thread. */
#ifndef BYLINA_LOOP_CHANGES_H
#define BYLINA_LOOP_CHANGES_H

#include "base/error.h"
#include "loop/loop.h"

#include <stddef.h>

#define CHANGES_FOLDERS_MAX 4096 /* watched at once, those inside others included */
#define CHANGES_DEPTH_MAX   16
#define CHANGES_REST_MS     80 /* without a change before fn is called */

struct changes;

/* fn(ctx) some time after something below one of the `count` folders was made, written, renamed or
 * removed. Hidden files do not count. ERR_SYSTEM: a folder cannot be watched (it is not there, or
 * the machine's limit of watches is reached). */
int changes_new(struct loop *loop, const char *const *folders, size_t count, loop_fn fn, void *ctx,
                struct changes **ret_changes, struct err *err);
void changes_free(struct changes *changes); /* also within fn; NULL is fine */

#endif
