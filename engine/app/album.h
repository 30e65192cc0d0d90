/* The album: pictures of lore (store/lore.h) on their way to Telegram. Each is uploaded once: what
 * Telegram calls it is kept with the world, for each bot, and from then on it is named by that,
 * also after a restart. While the first upload is under way all others of the same picture wait for
 * it. Loop thread. */
#ifndef BYLINA_APP_ALBUM_H
#define BYLINA_APP_ALBUM_H

#include "store/lore.h"
#include "store/store.h"
#include "telegram/post.h"

#define ALBUM_MAX   10000   /* pictures whose names are remembered; then all are looked up anew */
#define ALBUM_IMAGE "lore:" /* a post's image begins so, and its id follows */

struct album;

struct album *album_new(struct store *store, struct telegram *telegram);
/* Posts that wait end as TELEGRAM_CANCELLED: before telegram_free and store_close. NULL is fine,
 * here and below. */
void album_quiet(struct album *album);
void album_free(struct album *album); /* after store_close */

/* As telegram_post_send, or as telegram_post_edit where message is not 0, with that picture. One
 * that is not there any more, or that Telegram does not take, goes out as a text. */
void album_post(struct album *album, const char *id, const struct telegram_post *post,
                int64_t message, bool had_image, telegram_done_fn fn, void *ctx);

#endif
