/* Pictures that Telegram has already: a file is uploaded once, and then named by its file_id, which
 * belongs to the bot and may be sent for ever. Private to telegram/. */
#ifndef BYLINA_TELEGRAM_PICTURE_H
#define BYLINA_TELEGRAM_PICTURE_H

#include "telegram/telegram.h"

#define TELEGRAM_PICTURES_MAX 10000 /* remembered; more are uploaded each time */

/* The file_id of a file as it is now; NULL: unknown, or the file has changed. Lives until the next
 * call of these. */
const char *telegram_picture_find(const struct telegram *telegram, const char *path);
/* The answer to a call that uploaded `path`: remembers the largest size's file_id. */
void telegram_picture_learn(struct telegram *telegram, const char *path, const json *message);
void telegram_picture_forget(struct telegram *telegram, const char *path);
void telegram_picture_free(void *picture);

#endif
