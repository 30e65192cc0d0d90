/* Players that play by themselves. Each says his texts at once and then taps one button again and
 * again: the next tap follows when the last one was answered and the screen has changed, after a
 * rest. So there are never more taps under way than players, as with people, and a bot that is too
 * slow is shown by the time that its answers take and not by a queue that grows.
 *
 *     says -> [waits for a screen with the button] -> rests -> taps -> waits for answer and screen
 *                                                       ^                      |
 *                                                       `----------------------'
 *
 * All rest equally long, so those that rest are a queue, and one timer serves its head: as fast as
 * it can, or evenly at the crowd's rate, as many people come who do not know of each other. Nothing
 * is sent from within a call of the bot: taps leave from the timer, and texts from one of their
 * own, a few at a time, so that the bot is served meanwhile; nobody taps before the last text is
 * out. The times of all taps are kept for the quantiles. */
#include "sandbox/crowd.h"

#include "base/clock.h"
#include "base/mem.h"
#include "sandbox/post.h"
#include "sandbox/reply.h"
#include "sandbox/wait.h"

#include <stdlib.h>
#include <string.h>

#define RATE_MAX     1000000
#define LATE_US      5000 /* of the rate, what is caught up with after a pause */
#define SAYS_AT_ONCE 100  /* texts, between two looks at what the bot wants */

struct member {
    struct list_node rest; /* in crowd->resting */
    struct chat *chat;
    const struct player *player;
    int64_t taps_left;
    int64_t due_us; /* of the rest */
    int64_t tapped_us;
    bool waits_answer;
    bool waits_screen;
};

struct times {
    uint32_t *us;
    size_t count;
};

struct crowd {
    struct sandbox *sandbox;
    struct loop_timer *timer;
    struct loop_timer *saying; /* NULL: all is said */
    json *says;
    size_t said; /* texts of all together */
    struct member *members;
    size_t count;
    struct list resting; /* by due_us */
    char *button;
    int64_t rest_us;
    int64_t pace_us; /* between two taps of the crowd; 0: none */
    int64_t next_us; /* no tap before this */
    int64_t began_us;
    int64_t ended_us; /* 0: not yet */
    size_t playing;
    int64_t updates;
    int64_t refused; /* taps that were answered with words */
    struct times answers;
    struct times screens;
};

static const char *button_data(const json *button, const char *words)
{
    return strstr(json_str(button, "text", ""), words) ? json_str(button, "callback_data", NULL)
                                                       : NULL;
}

/* What the crowd's button on this message says to the bot; NULL: it has none. */
static const char *data_on(const struct crowd *crowd, const struct message *message)
{
    const json *rows = json_get(json_get(message->body, "reply_markup"), "inline_keyboard");
    for (const json *row = json_first(rows); message->by_bot && row; row = json_next(row)) {
        for (const json *button = json_first(row); button; button = json_next(button)) {
            const char *data = button_data(button, crowd->button);
            if (data)
                return data;
        }
    }
    return NULL;
}

static const struct message *screen_of(const struct crowd *crowd, const struct chat *chat)
{
    for (size_t i = chat->count; i > 0; i--)
        if (data_on(crowd, chat->messages[i - 1]))
            return chat->messages[i - 1];
    return NULL;
}

static void set_timer(struct crowd *crowd)
{
    const struct member *first = LIST_OF(list_first(&crowd->resting), struct member, rest);
    if (!first)
        return;
    int64_t due_us = first->due_us > crowd->next_us ? first->due_us : crowd->next_us;
    int64_t left_us = due_us - clock_mono_us();
    loop_timer_start(crowd->timer, left_us > 0 ? left_us / 1000 + 1 : 0);
}

static void member_ends(struct crowd *crowd)
{
    if (--crowd->playing)
        return;
    crowd->ended_us = clock_mono_us();
    wait_happened(crowd->sandbox, crowd);
}

/* Nothing is waited for: the next tap, after a rest. */
static void member_goes_on(struct crowd *crowd, struct member *member)
{
    if (crowd->saying || member->waits_answer || member->waits_screen || member->rest.next)
        return;
    if (!member->taps_left) {
        member_ends(crowd);
        return;
    }
    member->due_us = clock_mono_us() + crowd->rest_us;
    list_push(&crowd->resting, &member->rest);
    if (!loop_timer_active(crowd->timer))
        set_timer(crowd);
}

static void member_taps(struct crowd *crowd, struct member *member)
{
    const struct message *screen = screen_of(crowd, member->chat);
    int64_t update = 0;
    member->waits_screen = true;
    if (!screen)
        return; /* until there is one */
    member->waits_answer = true;
    member->taps_left--;
    member->tapped_us = clock_mono_us();
    callbacks_tap(member->chat, member->player, screen, data_on(crowd, screen), &update);
    crowd->updates++;
}

static void on_timer(void *ctx)
{
    struct crowd *crowd = ctx;
    int64_t now_us = clock_mono_us();
    struct member *first;
    if (crowd->next_us < now_us - LATE_US)
        crowd->next_us = now_us - LATE_US;
    while ((first = LIST_OF(list_first(&crowd->resting), struct member, rest)) &&
           first->due_us <= now_us && crowd->next_us <= now_us) {
        list_remove(&first->rest);
        crowd->next_us += crowd->pace_us;
        member_taps(crowd, first);
    }
    set_timer(crowd);
}

static void times_add(struct times *times, int64_t us)
{
    times->us[times->count++] = us < UINT32_MAX ? (uint32_t)us : UINT32_MAX;
}

void crowd_saw(const struct chat *chat, const struct message *message)
{
    struct crowd *crowd = chat->bot->sandbox->crowd;
    struct member *member = chat->member;
    if (!crowd || !member || !member->waits_screen || !data_on(crowd, message))
        return;
    member->waits_screen = false;
    if (member->tapped_us)
        times_add(&crowd->screens, clock_mono_us() - member->tapped_us);
    member_goes_on(crowd, member);
}

void crowd_heard(struct sandbox *sandbox, const struct callback *callback)
{
    struct crowd *crowd = sandbox->crowd;
    struct bot *bot = crowd ? model_bot(sandbox, callback->bot) : NULL;
    const struct chat *chat = bot ? model_chat(bot, callback->chat) : NULL;
    struct member *member = chat ? chat->member : NULL;
    if (!member || !member->waits_answer)
        return;
    member->waits_answer = false;
    crowd->refused += callback->text != NULL;
    times_add(&crowd->answers, clock_mono_us() - member->tapped_us);
    member_goes_on(crowd, member);
}

/* --- life ------------------------------------------------------------------------------------ */

static void member_says(struct crowd *crowd, const struct member *member, const char *text)
{
    int64_t update = 0;
    json *body = post_head(member->chat, member->player->user);
    json_add_str(body, "text", text);
    json_add(body, "entities", text_find_entities(text));
    post_to_bot(member->chat, body, &update);
    crowd->updates++;
}

static void member_begins(struct member *member, const json *says)
{
    member->chat->member = member;
    member->chat->started = true;
    model_chat_save(member->chat);
    member->waits_screen = member->taps_left && json_count(says);
}

static void all_go_on(struct crowd *crowd)
{
    loop_timer_free(crowd->saying);
    crowd->saying = NULL;
    for (size_t i = 0; i < crowd->count; i++)
        member_goes_on(crowd, &crowd->members[i]);
}

/* All at the same time, as people do: the first text of each, then the second. */
static void on_saying(void *ctx)
{
    struct crowd *crowd = ctx;
    size_t all = (size_t)json_count(crowd->says) * crowd->count;
    for (int i = 0; i < SAYS_AT_ONCE && crowd->said < all; i++, crowd->said++) {
        const json *text = json_at(crowd->says, (int)(crowd->said / crowd->count));
        member_says(crowd, &crowd->members[crowd->said % crowd->count], json_text(text, ""));
    }
    if (crowd->said < all)
        loop_timer_start(crowd->saying, 0);
    else
        all_go_on(crowd);
}

void crowd_free(struct sandbox *sandbox)
{
    struct crowd *crowd = sandbox->crowd;
    if (!crowd)
        return;
    wait_happened(sandbox, crowd);
    sandbox->crowd = NULL;
    for (size_t i = 0; i < crowd->count; i++)
        crowd->members[i].chat->member = NULL;
    loop_timer_free(crowd->timer);
    loop_timer_free(crowd->saying);
    json_free(crowd->says);
    free(crowd->members);
    free(crowd->button);
    free(crowd->answers.us);
    free(crowd->screens.us);
    free(crowd);
}

static struct player *player_of(struct sandbox *sandbox, int64_t id)
{
    struct player *player = model_player(sandbox, id);
    if (player)
        return player;
    char *name = mem_printf("P%lld", (long long)id);
    json *user = json_object();
    json_add_int(user, "id", id);
    json_add_bool(user, "is_bot", false);
    json_add_str(user, "first_name", name);
    json_add_str(user, "language_code", "ru");
    free(name);
    return model_player_put(sandbox, user);
}

/* Finds or makes the players and their chats; false: there are too many. */
static bool gather(struct crowd *crowd, struct bot *bot, const json *body, size_t count)
{
    int64_t first = json_int(body, "first", 1);
    int64_t step = json_int(body, "step", 1);
    crowd->members = mem_array(count, sizeof(struct member));
    for (size_t i = 0; i < count; i++) {
        struct player *player = player_of(crowd->sandbox, first + (int64_t)i * step);
        struct chat *chat = player ? model_private_chat(bot, player) : NULL;
        if (!chat)
            return false;
        crowd->members[i] =
            (struct member){.player = player, .chat = chat, .taps_left = json_int(body, "taps", 0)};
        crowd->count++;
    }
    return true;
}

static struct crowd *crowd_new(struct ask *ask, int64_t players, int64_t taps)
{
    struct crowd *crowd = mem_alloc(sizeof(*crowd));
    crowd->sandbox = ask->sandbox;
    crowd->timer = loop_timer_new(ask->sandbox->loop, on_timer, crowd);
    crowd->saying = loop_timer_new(ask->sandbox->loop, on_saying, crowd);
    crowd->says = json_clone(json_get(ask->body, "says"));
    list_init(&crowd->resting);
    crowd->button = mem_strdup(json_str(ask->body, "button", ""));
    crowd->rest_us = json_int(ask->body, "rest_ms", 0) * 1000;
    crowd->pace_us = json_int(ask->body, "rate", 0) ? 1000000 / json_int(ask->body, "rate", 0) : 0;
    crowd->began_us = clock_mono_us();
    crowd->answers.us = mem_array((size_t)(players * taps + 1), sizeof(uint32_t));
    crowd->screens.us = mem_array((size_t)(players * taps + 1), sizeof(uint32_t));
    return crowd;
}

static const char *fault_of(const json *body, int64_t players, int64_t taps)
{
    const json *says = json_get(body, "says");
    if (players < 1 || players > PLAYERS_MAX)
        return "players: 1 to 200000";
    if (taps < 0 || taps > CROWD_TAPS_MAX / players)
        return "taps: at most 5000000 of all together";
    if (json_int(body, "first", 1) < 1 || json_int(body, "step", 1) < 1)
        return "first, step: positive numbers";
    if (json_int(body, "rest_ms", 0) < 0)
        return "rest_ms: not below 0";
    if (json_int(body, "rate", 0) < 0 || json_int(body, "rate", 0) > RATE_MAX)
        return "rate: 0 to 1000000";
    if (json_count(says) > CROWD_SAYS_MAX)
        return "says: at most 100 texts";
    for (const json *text = json_first(says); text; text = json_next(text))
        if (!json_text(text, "")[0])
            return "says: texts";
    return NULL;
}

/* --- the control calls ----------------------------------------------------------------------- */

static int by_size(const void *a, const void *b)
{
    uint32_t left = *(const uint32_t *)a;
    uint32_t right = *(const uint32_t *)b;
    return (left > right) - (left < right);
}

/* Quantiles only at the end: sorting would slow what is measured. */
static json *view_times(const struct times *times, bool ends)
{
    json *view = json_object();
    size_t count = times->count;
    json_add_int(view, "count", (int64_t)count);
    if (!ends)
        return view;
    uint32_t *sorted = mem_array(count + 1, sizeof(uint32_t));
    memcpy(sorted, times->us, count * sizeof(uint32_t));
    qsort(sorted, count, sizeof(uint32_t), by_size);
    json_add_int(view, "p50", sorted[count / 2]);
    json_add_int(view, "p99", sorted[count * 99 / 100]);
    json_add_int(view, "max", count ? sorted[count - 1] : 0);
    free(sorted);
    return view;
}

static json *view_crowd(const struct crowd *crowd, bool ends)
{
    json *answer = reply_new();
    if (!crowd)
        return answer;
    int64_t until_us = crowd->ended_us ? crowd->ended_us : clock_mono_us();
    json_add_int(answer, "players", (int64_t)crowd->count);
    json_add_int(answer, "playing", (int64_t)crowd->playing);
    json_add_int(answer, "updates", crowd->updates);
    json_add_int(answer, "refused", crowd->refused);
    json_add_int(answer, "ms", (until_us - crowd->began_us) / 1000);
    json_add(answer, "answer_us", view_times(&crowd->answers, ends || crowd->ended_us));
    json_add(answer, "screen_us", view_times(&crowd->screens, ends || crowd->ended_us));
    return answer;
}

static json *view_waited(void *subject, const struct waiter *waiter, bool happened)
{
    (void)waiter, (void)happened;
    return view_crowd(subject, false);
}

void control_crowd(struct ask *ask)
{
    int64_t players = json_int(ask->body, "players", 0);
    int64_t taps = json_int(ask->body, "taps", 0);
    const char *fault = fault_of(ask->body, players, taps);
    if (fault) {
        reply_error(ask->exchange, 400, "%s", fault);
        return;
    }
    crowd_free(ask->sandbox);
    struct crowd *crowd = crowd_new(ask, players, taps);
    ask->sandbox->crowd = crowd;
    if (!gather(crowd, ask->bot, ask->body, (size_t)players)) {
        crowd_free(ask->sandbox);
        reply_error(ask->exchange, 400, "there are too many players");
        return;
    }
    crowd->playing = crowd->count;
    for (size_t i = 0; i < crowd->count; i++)
        member_begins(&crowd->members[i], json_get(ask->body, "says"));
    on_saying(crowd);
    reply_json(ask->exchange, 200, view_crowd(crowd, false));
}

void control_get_crowd(struct ask *ask)
{
    struct crowd *crowd = ask->sandbox->crowd;
    int64_t timeout_ms = ask_timeout_ms(ask);
    if (!crowd || crowd->ended_us || !timeout_ms)
        reply_json(ask->exchange, 200, view_crowd(crowd, false));
    else
        wait_start(ask->sandbox, ask->exchange, crowd, timeout_ms, view_waited);
}

void control_end_crowd(struct ask *ask)
{
    json *answer = view_crowd(ask->sandbox->crowd, true);
    crowd_free(ask->sandbox);
    reply_json(ask->exchange, 200, answer);
}
