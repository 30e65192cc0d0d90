/* What a bot asks about itself, chats and files. */
#include "base/str.h"
#include "sandbox/files.h"
#include "sandbox/methods.h"

void method_get_me(struct call *call)
{
    static const struct {
        const char *name;
        bool value;
    } facts[] = {
        {"can_join_groups", true},         {"can_read_all_group_messages", true},
        {"supports_inline_queries", true}, {"can_connect_to_business", false},
        {"has_main_web_app", false},
    };
    json *user = json_clone(call->bot->user);
    for (size_t i = 0; i < sizeof(facts) / sizeof(facts[0]); i++)
        json_add_bool(user, facts[i].name, facts[i].value);
    call_ok(call, user);
}

void method_get_chat(struct call *call)
{
    static const char *const gifts[] = {"unlimited_gifts", "limited_gifts", "unique_gifts",
                                        "premium_subscription", "gifts_from_channels"};
    struct chat *chat = call_chat(call);
    if (!chat)
        return;
    json *info = json_clone(chat->info);
    json *accepted = json_object();
    for (size_t i = 0; i < sizeof(gifts) / sizeof(gifts[0]); i++)
        json_add_bool(accepted, gifts[i], false);
    json_add_int(info, "accent_color_id", 0);
    json_add_int(info, "max_reaction_count", 11);
    json_add(info, "accepted_gift_types", accepted);
    call_ok(call, info);
}

void method_get_file(struct call *call)
{
    const struct file *file = files_by_id(call->sandbox, call_str(call, "file_id", NULL));
    if (!file) {
        call_fail(call, "wrong file identifier/HTTP URL specified");
        return;
    }
    if (file->size > FILE_DOWNLOAD_MAX) {
        call_fail(call, "file is too big");
        return;
    }
    json *result = json_object();
    json_add_str(result, "file_id", file->id);
    json_add_str(result, "file_unique_id", file->unique_id);
    json_add_int(result, "file_size", (int64_t)file->size);
    json_add_str(result, "file_path", file->path);
    call_ok(call, result);
}

void method_yes(struct call *call)
{
    call_ok(call, NULL);
}
