/* `bylina run --watch`: new scripts go live by themselves when a file of the game changes, and what
 * is wrong with them is said on the console and over the web chat. Loop thread. */
#ifndef BYLINA_APP_WATCH_H
#define BYLINA_APP_WATCH_H

#include "app/reload.h"
#include "loop/loop.h"

#define WATCH_BUSY_MS 500 /* an admin's reload is under way: again after so long */

struct local;
struct watch;

struct watch_config {
    struct loop *loop;
    struct reload *reload;
    struct local *local; /* NULL: no web chat */
    const char *scripts_dir;
    const char *content_dir;
};

int watch_new(const struct watch_config *config, struct watch **ret_watch, struct err *err);
/* What came of reload_now: see struct reload_config. NULL is fine. */
void watch_told(struct watch *watch, const char *show, const json *answer);
void watch_free(struct watch *watch); /* NULL is fine */

#endif
