/* The studio: a page of the local Telegram for those who make the game, at /studio/. It exists only
 * beside the local Telegram, behind its door (its password; no page of another origin).
 *
 *   POST /engine/studio/say {"say": "/errors"} or {"press": "retry", "id": 17}, and "lang": what an
 *        owner types or presses in the chat; answers {"show", "html", "rows", "data"}
 *   GET  /engine/studio/live?after=N   the figures of /status; "news": answers that came later
 *   GET  /engine/studio/map            scenes, what leads where, and who stands in each scene now
 *   GET  /engine/studio/map.svg        the map as Graphviz draws it (503: there is no Graphviz)
 *   GET  /engine/studio/scene?id=&lang=  one scene: file, choices, words */
#ifndef BYLINA_APP_STUDIO_H
#define BYLINA_APP_STUDIO_H

#include "app/admin.h"
#include "app/local.h"

#define STUDIO_PATH  "/studio/"
#define STUDIO_CALLS "/engine/studio/"

struct studio_config {
    struct loop *loop;
    struct local *local;
    struct admin *admin;
    struct store *store;
    struct generation *(*live)(void *ctx);
    void *ctx;
};

struct studio;

/* From then on until the server is gone (local_quiet). */
struct studio *studio_new(const struct studio_config *config);
void studio_free(struct studio *studio); /* after store_close and local_quiet */

#endif
