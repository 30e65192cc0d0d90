/* Messages as the engine wants them, turned into Bot API calls: a text in Telegram's HTML, rows of
 * buttons, perhaps a picture. Texts over the limits are cut with an ellipsis at a safe place (never
 * inside a tag or an entity, open tags closed), and that is logged. */
#ifndef BYLINA_TELEGRAM_POST_H
#define BYLINA_TELEGRAM_POST_H

#include "telegram/telegram.h"

/* A picture that is no file: Telegram's id of it, or its bytes, which live until the call ends. */
struct telegram_photo {
    const char *file_id; /* or NULL */
    const char *name;    /* as of a file: "1f.png" */
    const void *data;
    size_t len;
};

struct telegram_post {
    int64_t chat;
    const char *text;  /* HTML */
    const json *rows;  /* [[{"text": "...", "data": "..."}, ...], ...]; NULL or []: no keyboard */
    const char *image; /* path of a file under content/images, or NULL */
    const struct telegram_photo *photo; /* in its place; or NULL */
    bool silent;
    bool push;      /* nobody waits for it: it leaves after replies and edits */
    bool broadcast; /* as in struct telegram_call */
    bool paid;      /* Telegram may charge for it: allow_paid_broadcast */
};

/* The result's message_id is read with telegram_post_message. */
void telegram_post_send(struct telegram *telegram, const struct telegram_post *post,
                        telegram_done_fn fn, void *ctx);
/* had_image: the shown message is a picture with a caption. A text cannot become a picture by an
 * edit: that ends as TELEGRAM_LOST, and the caller sends anew. */
void telegram_post_edit(struct telegram *telegram, const struct telegram_post *post,
                        int64_t message, bool had_image, telegram_done_fn fn, void *ctx);
void telegram_post_strip(struct telegram *telegram, int64_t chat, int64_t message,
                         telegram_done_fn fn, void *ctx);
void telegram_post_answer(struct telegram *telegram, const char *callback, const char *text,
                          bool alert, telegram_done_fn fn, void *ctx);
/* A call that named a picture by its file_id was refused because Telegram does not know that. */
bool telegram_post_forgot(const struct telegram_result *result);
/* The file_id of the picture that was sent; NULL: there is none. Lives as long as the result. */
const char *telegram_post_photo(const struct telegram_result *result);
int64_t telegram_post_message(const struct telegram_result *result); /* 0: none */

#endif
