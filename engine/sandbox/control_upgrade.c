/* A group becomes a supergroup: a new chat with the same members, and the old one answers nothing
 * but where everybody went. The bot gets, as from the real server: that it is in the supergroup,
 * the old group's last message (migrate_to_chat_id, by the player), and the supergroup's first
 * (migrate_from_chat_id, by "Group", which stands for the chat itself). */
#include "base/str.h"
#include "sandbox/control.h"
#include "sandbox/events.h"
#include "sandbox/post.h"
#include "sandbox/reply.h"

#define GROUP_BOT INT64_C(1087968824) /* as the real server names it */

static json *supergroup_info(const struct chat *group, int64_t id)
{
    json *info = json_object();
    json_add_int(info, "id", id);
    json_add_str(info, "title", json_str(group->info, "title", ""));
    json_add_str(info, "type", "supergroup");
    return info;
}

static json *group_bot(void)
{
    json *user = json_object();
    json_add_int(user, "id", GROUP_BOT);
    json_add_bool(user, "is_bot", true);
    json_add_str(user, "first_name", "Group");
    json_add_str(user, "username", "GroupAnonymousBot");
    return user;
}

static void tell_bot(struct chat *group, struct chat *supergroup, const struct player *by)
{
    int64_t update;
    json *anonymous = group_bot();
    post_membership(supergroup, by->user, "left", "member");
    json *last = post_head(group, by->user);
    json_add_int(last, "migrate_to_chat_id", supergroup->id);
    post_to_bot(group, last, &update);
    json *first = post_head(supergroup, anonymous);
    json_add(first, "sender_chat", json_clone(supergroup->info));
    json_add_int(first, "migrate_from_chat_id", group->id);
    post_to_bot(supergroup, first, &update);
    json_free(anonymous);
}

static struct chat *group_meant(struct ask *ask)
{
    struct chat *group = model_chat(ask->bot, json_int(ask->body, "chat", 0));
    if (!group)
        reply_error(ask->exchange, 404, "chat: there is none of that id");
    else if (!str_equal(json_str(group->info, "type", ""), "group") || group->migrated_to)
        reply_error(ask->exchange, 400, "chat: it is no group that can be upgraded");
    else
        return group;
    return NULL;
}

void control_upgrade(struct ask *ask)
{
    struct chat *group = group_meant(ask);
    if (!group)
        return;
    const struct player *by =
        model_player(ask->sandbox, json_number(json_at(group->members, 0), 0));
    json *info = supergroup_info(group, MODEL_SUPERGROUPS + group->id);
    struct chat *supergroup = model_chat_put(ask->bot, info, json_clone(group->members));
    if (!supergroup) {
        reply_error(ask->exchange, 400, "there are too many chats");
        return;
    }
    supergroup->started = true;
    model_chat_save(supergroup);
    tell_bot(group, supergroup, by);
    group->migrated_to = supergroup->id;
    model_chat_save(group);
    events_chat(group, "chat", "chat", json_clone(group->info));
    events_chat(supergroup, "chat", "chat", json_clone(supergroup->info));
    json *answer = reply_new();
    json_add(answer, "chat", json_clone(supergroup->info));
    reply_json(ask->exchange, 200, answer);
}
