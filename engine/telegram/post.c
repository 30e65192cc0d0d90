/* Posts as calls:
 *
 *                  no picture          a picture
 *     send         sendMessage         sendPhoto
 *     edit         editMessageText     editMessageMedia
 *
 * A message stays what it was, text or picture: an edit that would cross ends as TELEGRAM_LOST
 * without a call. A picture is uploaded once and then sent by its file_id (picture.c); when
 * Telegram does not know the id any more it is forgotten, and the call goes out once again with the
 * file. */
#include "telegram/post.h"

#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "telegram/html_cut.h"
#include "telegram/inner.h"
#include "telegram/picture.h"

#include <stdlib.h>
#include <string.h>

#define POST_BUTTONS_MAX 100
#define POST_ROW_MAX     8
#define POST_PICTURE     "picture" /* the name of the uploaded part inside `media` */

/* A call that carries a picture, until its answer. */
struct pictured {
    struct telegram *telegram;
    struct telegram_call call; /* to send it again; params are a clone */
    char *path;
    bool uploads;
    telegram_done_fn fn;
    void *ctx;
};

static json *keyboard_row(const json *row, int most)
{
    json *line = json_array();
    const json *button = json_first(row);
    for (; button && json_count(line) < most; button = json_next(button)) {
        json *key = json_object();
        json_add_str(key, "text", json_str(button, "text", ""));
        json_add_str(key, "callback_data", json_str(button, "data", ""));
        if (json_str(button, "style", NULL))
            json_add_str(key, "style", json_str(button, "style", NULL));
        json_push(line, key);
    }
    return line;
}

static json *keyboard(const json *rows, int64_t chat)
{
    json *keys = json_array();
    int count = 0, left_out = 0;

    for (const json *row = json_first(rows); row; row = json_next(row)) {
        int room = POST_BUTTONS_MAX - count;
        json *line = keyboard_row(row, room < POST_ROW_MAX ? room : POST_ROW_MAX);
        count += json_count(line);
        left_out += json_count(row) - json_count(line);
        if (json_count(line) > 0)
            json_push(keys, line);
        else
            json_free(line);
    }
    if (left_out)
        log_warn("telegram", LOG_T("buttons left out: at most 100, and 8 a row"),
                 LOG_I("chat", chat), LOG_I("count", left_out));
    json *markup = json_object();
    json_add(markup, "inline_keyboard", keys);
    return markup;
}

static void add_text(json *object, const char *name, const struct telegram_post *post, size_t max)
{
    bool cut;
    const char *whole = post->text ? post->text : "";
    char *text = html_cut(whole, max, &cut);
    if (cut)
        log_warn("telegram", LOG_T("text cut"), LOG_I("chat", post->chat),
                 LOG_I("bytes", strlen(whole)), LOG_I("limit", max));
    json_add_str(object, name, text);
    json_add_str(object, "parse_mode", "HTML");
    free(text);
}

json *telegram_post_keyboard(const struct telegram_post *post)
{
    return keyboard(post->rows, post->chat);
}

static bool has_picture(const struct telegram_post *post)
{
    return post->image || post->photo;
}

static json *post_params(const struct telegram_post *post)
{
    json *params = json_object();
    json_add_int(params, "chat_id", post->chat);
    if (json_count(post->rows) > 0)
        json_add(params, "reply_markup", keyboard(post->rows, post->chat));
    return params;
}

/* A message of text: no page of a link that a player wrote is shown below it. */
void telegram_post_add(json *params, const char *name, const struct telegram_post *post)
{
    json *preview = json_object();
    json_add_bool(preview, "is_disabled", true);
    add_text(params, name, post, TELEGRAM_TEXT_MAX);
    json_add(params, "link_preview_options", preview);
}

static void pictured_free(struct pictured *sent)
{
    json_free(sent->call.params);
    free(sent->path);
    free(sent);
}

static void pictured_send(struct pictured *sent);

static void on_pictured(void *ctx, const struct telegram_result *result)
{
    struct pictured *sent = ctx;
    if (!sent->uploads && telegram_post_forgot(result)) {
        telegram_picture_forget(sent->telegram, sent->path);
        pictured_send(sent);
        return;
    }
    if (sent->uploads && result->outcome == TELEGRAM_OK)
        telegram_picture_learn(sent->telegram, sent->path, result->result);
    telegram_done_fn fn = sent->fn;
    void *fn_ctx = sent->ctx;
    pictured_free(sent);
    if (fn)
        fn(fn_ctx, result);
}

static void pictured_send(struct pictured *sent)
{
    const char *known = telegram_picture_find(sent->telegram, sent->path);
    struct telegram_file file = {.param = "photo", .path = sent->path};
    struct telegram_call call = sent->call;
    json *params = json_clone(sent->call.params);
    json *media = json_get(params, "media");

    sent->uploads = !known;
    call.params = params;
    call.files = known ? NULL : &file;
    call.file_count = known ? 0 : 1;
    if (media) {
        file.param = POST_PICTURE;
        json_add_str(media, "media", known ? known : "attach://" POST_PICTURE);
    } else if (known) {
        json_add_str(params, "photo", known);
    }
    telegram_send(sent->telegram, &call, on_pictured, sent);
}

bool telegram_post_forgot(const struct telegram_result *result)
{
    return result->outcome == TELEGRAM_REFUSED &&
           strstr(result->description, "wrong file identifier");
}

/* A picture that is no file: whoever gives it knows whether Telegram has it. */
static void send_photo(struct telegram *telegram, const struct telegram_post *post,
                       const char *method, json *params, telegram_done_fn fn, void *ctx)
{
    const struct telegram_photo *photo = post->photo;
    struct telegram_file file = {"photo", photo->name, photo->data, photo->len};
    struct telegram_call call = {
        .method = method, .params = params, .push = post->push, .broadcast = post->broadcast};
    json *media = json_get(params, "media");
    if (!photo->file_id) {
        call.files = &file;
        call.file_count = 1;
    }
    if (media) {
        file.param = POST_PICTURE;
        json_add_str(media, "media", photo->file_id ? photo->file_id : "attach://" POST_PICTURE);
    } else if (photo->file_id) {
        json_add_str(params, "photo", photo->file_id);
    }
    telegram_send(telegram, &call, fn, ctx);
}

static void send_pictured(struct telegram *telegram, const struct telegram_post *post,
                          const char *method, json *params, telegram_done_fn fn, void *ctx)
{
    if (post->photo) {
        send_photo(telegram, post, method, params, fn, ctx);
        return;
    }
    struct pictured *sent = mem_alloc(sizeof(*sent));
    sent->telegram = telegram;
    sent->call = (struct telegram_call){
        .method = method, .params = params, .push = post->push, .broadcast = post->broadcast};
    sent->path = mem_strdup(post->image);
    sent->fn = fn;
    sent->ctx = ctx;
    pictured_send(sent);
}

void telegram_post_send(struct telegram *telegram, const struct telegram_post *post,
                        telegram_done_fn fn, void *ctx)
{
    json *params = post_params(post);
    if (post->paid)
        json_add_bool(params, "allow_paid_broadcast", true);
    if (post->silent)
        json_add_bool(params, "disable_notification", true);
    if (has_picture(post)) {
        add_text(params, "caption", post, TELEGRAM_CAPTION_MAX);
        send_pictured(telegram, post, "sendPhoto", params, fn, ctx);
        return;
    }
    telegram_post_add(params, "text", post);
    struct telegram_call call = {.method = "sendMessage",
                                 .params = params,
                                 .brief = true,
                                 .push = post->push,
                                 .broadcast = post->broadcast};
    telegram_send(telegram, &call, fn, ctx);
}

void telegram_post_edit(struct telegram *telegram, const struct telegram_post *post,
                        int64_t message, bool had_image, telegram_done_fn fn, void *ctx)
{
    if (had_image != has_picture(post)) {
        telegram_end_soon(telegram, TELEGRAM_LOST,
                          "a text cannot become a picture by an edit, nor a picture a text", fn,
                          ctx);
        return;
    }
    json *params = post_params(post);
    json_add_int(params, "message_id", message);
    if (has_picture(post)) {
        json *media = json_object();
        json_add_str(media, "type", "photo");
        add_text(media, "caption", post, TELEGRAM_CAPTION_MAX);
        json_add(params, "media", media);
        send_pictured(telegram, post, "editMessageMedia", params, fn, ctx);
        return;
    }
    telegram_post_add(params, "text", post);
    struct telegram_call call = {
        .method = "editMessageText", .params = params, .brief = true, .push = post->push};
    telegram_send(telegram, &call, fn, ctx);
}

void telegram_post_strip(struct telegram *telegram, int64_t chat, int64_t message,
                         telegram_done_fn fn, void *ctx)
{
    json *params = post_params(&(struct telegram_post){.chat = chat});
    json_add_int(params, "message_id", message);
    struct telegram_call call = {.method = "editMessageReplyMarkup", .params = params};
    telegram_send(telegram, &call, fn, ctx);
}

void telegram_post_answer(struct telegram *telegram, const char *callback, const char *text,
                          bool alert, telegram_done_fn fn, void *ctx)
{
    json *params = json_object();
    json_add_str(params, "callback_query_id", callback);
    if (text && *text) {
        bool cut;
        char *words = text_cut(text, TELEGRAM_ANSWER_MAX, &cut);
        if (cut)
            log_warn("telegram", LOG_T("text cut"), LOG_S("method", "answerCallbackQuery"),
                     LOG_I("bytes", strlen(text)), LOG_I("limit", TELEGRAM_ANSWER_MAX));
        json_add_str(params, "text", words);
        free(words);
    }
    if (alert)
        json_add_bool(params, "show_alert", true);
    struct telegram_call call = {.method = "answerCallbackQuery", .params = params};
    telegram_send(telegram, &call, fn, ctx);
}

int64_t telegram_post_message(const struct telegram_result *result)
{
    if (result->outcome != TELEGRAM_OK)
        return 0;
    return json_int(result->result, "message_id", 0);
}

const char *telegram_post_photo(const struct telegram_result *result)
{
    const json *sizes = result->outcome == TELEGRAM_OK ? json_get(result->result, "photo") : NULL;
    return json_str(json_at(sizes, json_count(sizes) - 1), "file_id", NULL);
}
