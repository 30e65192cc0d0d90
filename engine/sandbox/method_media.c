/* Photos and documents: uploaded with the call, or named by a file_id. The local Telegram fetches
 * nothing from the web: a URL is refused as one that could not be fetched. */
#include "base/str.h"
#include "sandbox/files.h"
#include "sandbox/methods.h"
#include "sandbox/post.h"

#include <string.h>

static struct file *file_of(struct call *call, const char *value, bool photo)
{
    struct err err;
    if (!str_starts(value, "attach://")) {
        struct file *known = files_by_id(call->sandbox, value);
        if (!known)
            call_fail(call, "wrong file identifier/HTTP URL specified");
        return known;
    }
    const struct upload *upload = params_upload(&call->params, value + strlen("attach://"));
    if (!upload)
        call_fail(call, "wrong file identifier/HTTP URL specified");
    else if (!upload->len)
        call_fail(call, "file must be non-empty");
    else if (upload->len > (photo ? FILE_PHOTO_MAX : FILE_DOCUMENT_MAX))
        call_fail(call, "file is too big");
    if (call_failed(call))
        return NULL;
    struct file *file = files_add(call->sandbox, upload, photo, &err);
    if (file && photo && !file->width)
        call_fail(call, "IMAGE_PROCESS_FAILED");
    else if (!file)
        call_fail_with(call, 500, "Internal Server Error: %s", err.text);
    return call_failed(call) ? NULL : file;
}

static json *describe(const struct file *file)
{
    json *view = json_object();
    json_add_str(view, "file_id", file->id);
    json_add_str(view, "file_unique_id", file->unique_id);
    json_add_int(view, "file_size", (int64_t)file->size);
    return view;
}

static void add_photo(json *body, const struct file *file)
{
    json *sizes = json_array();
    json *view = describe(file);
    json_add_int(view, "width", file->width);
    json_add_int(view, "height", file->height);
    json_push(sizes, view);
    json_remove(body, "document");
    json_add(body, "photo", sizes);
}

static void add_document(json *body, const struct file *file)
{
    json *view = describe(file);
    json_add_str(view, "file_name", file->name);
    json_add_str(view, "mime_type", file->type);
    json_remove(body, "photo");
    json_add(body, "document", view);
}

static void send_file(struct call *call, const char *name)
{
    struct text caption;
    bool photo = str_equal(name, "photo");
    if (!send_text(call, call->params.values, "caption", &caption))
        return;
    json *body = send_begin(call);
    const struct file *file = body ? file_of(call, call_str(call, name, ""), photo) : NULL;
    if (!file) {
        text_done(&caption);
        json_free(body);
        return;
    }
    if (photo)
        add_photo(body, file);
    else
        add_document(body, file);
    send_add_text(body, "caption", &caption);
    if (photo && call_bool(call, "show_caption_above_media"))
        json_add_bool(body, "show_caption_above_media", true);
    if (photo && call_bool(call, "has_spoiler"))
        json_add_bool(body, "has_media_spoiler", true);
    send_end(call, body);
}

void method_send_photo(struct call *call)
{
    send_file(call, "photo");
}

void method_send_document(struct call *call)
{
    send_file(call, "document");
}

void method_edit_message_media(struct call *call)
{
    struct text caption = {0};
    struct chat *chat = NULL;
    const json *media = call_value(call, "media");
    const char *type = json_str(media, "type", "");
    bool photo = str_equal(type, "photo");
    if (!photo && !str_equal(type, "document")) {
        call_fail(call, "media of type %.20s is not emulated by the local Telegram", type);
        return;
    }
    struct message *message = edit_target(call, &chat);
    if (!message || !send_text(call, media, "caption", &caption))
        return;
    const struct file *file = file_of(call, json_str(media, "media", ""), photo);
    if (!file) {
        text_done(&caption);
        return;
    }
    json *body = json_clone(message->body);
    json_remove(body, "text");
    json_remove(body, "entities");
    json_remove(body, "link_preview_options");
    if (photo)
        add_photo(body, file);
    else
        add_document(body, file);
    send_add_text(body, "caption", &caption);
    edit_finish(call, chat, message, body);
}
