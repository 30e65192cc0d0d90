/* What goes out: watched where turn/ hands it to the port, and where its end is recorded.
 *
 *     one call of a chat at a time; pushes that one lane has sent to it in the order of their turns
 *     no push of a chat leaves again in the process that has delivered it
 *     no screen leaves before a push that was committed before the wish for it (unless commits may
 *       be in doubt: a screen can be read from its row before its turn is known to stand)
 *     a screen shows what a committed turn wanted; a push leaves for a row of the outbox
 *     `drop`: recorded as being sent before it leaves, and leaves once
 *     `sent` is recorded only of what Telegram has; at the end every call has its end, and every
 *     screen that can be seen shows the newest wish */
#include "check_inner.h"
#include "world.h"

#include "base/mem.h"
#include "base/str.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { DROP = 1 }; /* policy: see turn/policy.h */

struct chat_posts {
    int64_t id;
    int under_way;
    bool fell;   /* it took no messages once: what waited then has ended, nobody knows when */
    bool spoilt; /* a call was refused or never got through: it may show something else */
};

struct posts {
    struct sim *sim;
    struct turn_port real;
    bool certain;       /* no commit is ever in doubt */
    struct map *wanted; /* "chat body" of screens of committed turns -> the slot's wishes */
    struct map *wishes; /* "chat slot" -> struct wishes */
    struct map *over;   /* id of a push that has its end in this process */
    struct map *sent;   /* "chat text" of pushes that are recorded as sent */
    struct map *left;   /* id of a call of policy drop -> how often it left */
    struct map *lanes;  /* id of a push -> the lane whose turn sent it */
    struct map *newest; /* "chat lane" -> id of the newest push that has left in this process */
    struct chat_posts chats[SIM_PLAYERS_MOST];
};

struct wishes { /* versions of one slot, as they were committed */
    char *slot;
    int64_t *at;
    size_t count;
};

struct watched { /* one call */
    struct posts *posts;
    struct chat_posts *chat;
    int64_t drop; /* its id, or 0 */
    int64_t push; /* likewise */
    turn_posted_fn fn;
    void *ctx;
};

static struct chat_posts *chat_of(struct posts *posts, int64_t id)
{
    return &posts->chats[(id - SIM_FIRST_PLAYER) % SIM_PLAYERS_MOST];
}

static char *chat_key(int64_t chat, const char *text)
{
    return mem_printf("%" PRId64 " %s", chat, text);
}

/* --- leaving --------------------------------------------------------------------------------- */

static void on_posted(void *ctx, enum turn_delivery delivery, int64_t message, const char *words)
{
    struct watched *watched = ctx;
    struct posts *posts = watched->posts;
    turn_posted_fn fn = watched->fn;
    void *fn_ctx = watched->ctx;
    watched->chat->under_way--;
    if (delivery == TURN_REFUSED || delivery == TURN_DOUBT)
        watched->chat->spoilt = true;
    if (delivery == TURN_BLOCKED)
        watched->chat->fell = true;
    if (watched->push && delivery != TURN_DOUBT && delivery != TURN_UNSENT) {
        char *key = mem_printf("%" PRId64, watched->push);
        map_put(posts->over, key, posts);
        free(key);
    }
    if (watched->drop && delivery == TURN_UNSENT && !posts->sim->over) {
        char *key = mem_printf("%" PRId64, watched->drop);
        free(map_take(posts->left, key)); /* it surely did not leave */
        free(key);
    }
    free(watched);
    fn(fn_ctx, delivery, message, words);
}

static struct watched *watch(struct posts *posts, int64_t chat, turn_posted_fn fn, void *ctx)
{
    struct watched *watched = mem_alloc(sizeof(*watched));
    watched->posts = posts;
    watched->chat = chat_of(posts, chat);
    watched->chat->id = chat;
    watched->fn = fn;
    watched->ctx = ctx;
    if (watched->chat->under_way++)
        sim_fail(posts->sim, "two calls of chat %" PRId64 " are under way at once", chat);
    return watched;
}

static const struct memout *find_out(struct posts *posts, int64_t chat, const char *body)
{
    struct memdb *db = posts->sim->db;
    for (struct list_node *at = list_first(&db->outs); at; at = list_next(&db->outs, at)) {
        const struct memout *out = LIST_OF(at, struct memout, node);
        if (out->row.chat == chat && out->state < STORE_SENT && str_equal(out->row.body, body))
            return out;
    }
    return NULL;
}

/* Turns of different lanes have no order; those of one lane do. */
static void check_push_order(struct posts *posts, const struct memout *out)
{
    char id[24];
    snprintf(id, sizeof(id), "%" PRId64, out->row.id);
    const char *lane = map_get(posts->lanes, id);
    char *key = chat_key(out->row.chat, lane ? lane : "");
    int64_t *newest = map_get(posts->newest, key);
    if (!newest) {
        newest = mem_alloc(sizeof(*newest));
        map_put(posts->newest, key, newest);
    }
    if (out->row.id < *newest)
        sim_fail(posts->sim, "push %" PRId64 " of %s to chat %" PRId64 " left after %" PRId64,
                 out->row.id, lane, out->row.chat, *newest);
    *newest = out->row.id;
    free(key);
}

static bool is_over(const struct posts *posts, int64_t id)
{
    char key[24];
    snprintf(key, sizeof(key), "%" PRId64, id);
    return map_get(posts->over, key) != NULL;
}

/* Its id; 0: it is none that may leave. */
static int64_t check_push(struct posts *posts, const struct turn_post *post)
{
    char *body = mem_printf("{\"post\":%s}", post->body);
    const struct memout *out = find_out(posts, post->chat, body);
    free(body);
    if (!out) {
        sim_fail(posts->sim, "a push to %" PRId64 " left that is not waiting in the outbox: %s",
                 post->chat, post->body);
        return 0;
    }
    if (is_over(posts, out->row.id))
        sim_fail(posts->sim, "push %" PRId64 " to chat %" PRId64 " left again", out->row.id,
                 post->chat);
    check_push_order(posts, out);
    return out->row.id;
}

/* The oldest wish of a slot that its chat does not show, as far as it is recorded. */
static int64_t oldest_wish(struct posts *posts, int64_t chat, const struct wishes *wishes)
{
    const struct list *slots = &posts->sim->db->slots;
    int64_t shown = 0;
    int64_t oldest = INT64_MAX;
    for (struct list_node *at = list_first(slots); at; at = list_next(slots, at)) {
        const struct store_slot_row *row = &LIST_OF(at, struct memslot, node)->row;
        if (row->slot.chat == chat && str_equal(row->slot.slot, wishes->slot))
            shown = row->shown;
    }
    for (size_t i = 0; i < wishes->count; i++)
        if (wishes->at[i] > shown && wishes->at[i] < oldest)
            oldest = wishes->at[i];
    return oldest;
}

static void check_screen(struct posts *posts, const struct turn_post *post)
{
    const struct list *outs = &posts->sim->db->outs;
    char *key = chat_key(post->chat, post->body);
    const struct wishes *wishes = map_get(posts->wanted, key);
    free(key);
    if (!wishes) {
        sim_fail(posts->sim, "chat %" PRId64 " is shown what no committed turn wanted: %s",
                 post->chat, post->body);
        return;
    }
    if (!posts->certain || chat_of(posts, post->chat)->fell)
        return;
    int64_t place = oldest_wish(posts, post->chat, wishes);
    for (struct list_node *at = list_first(outs); at; at = list_next(outs, at)) {
        const struct memout *out = LIST_OF(at, struct memout, node);
        if (out->row.chat == post->chat && out->state < STORE_SENT && out->row.id < place &&
            place != INT64_MAX && out->row.policy != DROP && !is_over(posts, out->row.id))
            sim_fail(posts->sim,
                     "a screen of chat %" PRId64 " wanted by %" PRId64 " left before push %" PRId64,
                     post->chat, place, out->row.id);
    }
}

/* The notice of outage is the one message without a commit (rule 22); it stands beside the queue.
 */
static bool is_notice(struct posts *posts, const struct turn_post *post)
{
    json *parsed = NULL;
    struct err err;
    if (json_parse(post->body, strlen(post->body), &parsed, &err))
        return false;
    const char *text = json_str(parsed, "text", "");
    bool notice = false;
    for (size_t i = 0; i < SIM_LANGUAGES; i++)
        notice = notice || str_equal(text, posts->sim->outage[i]);
    json_free(parsed);
    return notice;
}

static void on_post(void *self, const struct turn_post *post, turn_posted_fn fn, void *ctx)
{
    struct posts *posts = self;
    if (is_notice(posts, post)) {
        sim_note(posts->sim, "notice of outage to %" PRId64, post->chat);
        posts->real.post(posts->real.self, post, fn, ctx);
        return;
    }
    struct watched *watched = watch(posts, post->chat, fn, ctx);
    if (post->push)
        watched->push = check_push(posts, post);
    else
        check_screen(posts, post);
    posts->real.post(posts->real.self, post, on_posted, watched);
}

static void on_strip(void *self, int64_t chat, int64_t message, turn_posted_fn fn, void *ctx)
{
    struct posts *posts = self;
    posts->real.strip(posts->real.self, chat, message, on_posted, watch(posts, chat, fn, ctx));
}

/* The fair makes no call but those of policy drop. */
static int64_t check_drop(struct posts *posts, int64_t chat, const char *body)
{
    const struct memout *out = find_out(posts, chat, body);
    if (!out || out->row.policy != DROP || out->state != STORE_SENDING) {
        sim_fail(posts->sim, "a call of %" PRId64 " left that was not recorded as being sent: %s",
                 chat, body);
        return 0;
    }
    char *key = mem_printf("%" PRId64, out->row.id);
    count_up(posts->left, key);
    if (counted(posts->left, key) > 1)
        sim_fail(posts->sim, "call %s of %" PRId64 " may go out once, and left again", key, chat);
    free(key);
    return out->row.id;
}

static void on_call(void *self, int64_t chat, const char *body, turn_posted_fn fn, void *ctx)
{
    struct posts *posts = self;
    struct watched *watched = watch(posts, chat, fn, ctx);
    watched->drop = check_drop(posts, chat, body);
    posts->real.call(posts->real.self, chat, body, on_posted, watched);
}

static void on_answer(void *self, const char *callback, const char *text, bool alert)
{
    struct posts *posts = self;
    posts->real.answer(posts->real.self, callback, text, alert);
}

static int on_read(void *self, const char *raw, struct turn_input *ret_input, struct err *err)
{
    struct posts *posts = self;
    return posts->real.read(posts->real.self, raw, ret_input, err);
}

static void on_effect(void *self, const char *lane, const char *name, const char *body)
{
    struct posts *posts = self;
    posts->real.effect(posts->real.self, lane, name, body);
}

static void on_aside(void *self, const struct turn_aside *aside)
{
    struct posts *posts = self;
    posts->real.aside(posts->real.self, aside);
}

struct turn_port check_port(struct check *check, struct turn_port port)
{
    struct posts *posts = check->posts;
    posts->real = port;
    return (struct turn_port){
        .self = posts,
        .post = on_post,
        .strip = on_strip,
        .call = on_call,
        .answer = on_answer,
        .read = on_read,
        .effect = on_effect,
        .aside = on_aside, /* nobody writes lore here: wanted and foreign stay away */
    };
}

void posts_process(struct posts *posts)
{
    for (int i = 0; i < SIM_PLAYERS_MOST; i++)
        posts->chats[i].under_way = 0;
    map_free_with(posts->newest, free);
    posts->newest = map_new();
    map_free(posts->over);
    posts->over = map_new();
}

/* --- what is recorded ------------------------------------------------------------------------ */

static struct wishes *wishes_of(struct posts *posts, const struct store_slot *row)
{
    char *key = chat_key(row->chat, row->slot);
    struct wishes *wishes = map_get(posts->wishes, key);
    if (!wishes) {
        wishes = mem_alloc(sizeof(*wishes));
        wishes->slot = mem_strdup(row->slot);
        map_put(posts->wishes, key, wishes);
    }
    free(key);
    return wishes;
}

static void wish(struct posts *posts, const struct store_slot *row)
{
    struct wishes *wishes = wishes_of(posts, row);
    char *key = chat_key(row->chat, row->desired);
    wishes->at = mem_grow(wishes->at, wishes->count + 1, sizeof(*wishes->at));
    wishes->at[wishes->count++] = row->version;
    map_put(posts->wanted, key, wishes);
    free(key);
}

static void wishes_free(void *value)
{
    struct wishes *wishes = value;
    free(wishes->slot);
    free(wishes->at);
    free(wishes);
}

void posts_committed(struct posts *posts, const struct store_turn *turn)
{
    for (size_t i = 0; i < turn->slot_count; i++)
        wish(posts, &turn->slots[i]);
    if (turn->gone)
        chat_of(posts, turn->chat)->fell = true;
    for (size_t i = 0; i < turn->out_count; i++) {
        char id[24];
        snprintf(id, sizeof(id), "%" PRId64, turn->outs[i].id);
        free(map_put(posts->lanes, id, mem_strdup(turn->lane)));
    }
}

static char *text_of(const char *body, const char *within)
{
    json *parsed = NULL;
    struct err err;
    if (json_parse(body, strlen(body), &parsed, &err))
        return mem_strdup("");
    const json *post = within ? json_get(parsed, within) : parsed;
    char *text = mem_strdup(json_str(post, "text", ""));
    json_free(parsed);
    return text;
}

/* Of two pushes with the same words the wrong one was taken for the one that left. */
static void know_better(struct posts *posts, const struct memout *out)
{
    const struct list *outs = &posts->sim->db->outs;
    if (is_over(posts, out->row.id))
        return;
    for (struct list_node *at = list_first(outs); at; at = list_next(outs, at)) {
        const struct memout *other = LIST_OF(at, struct memout, node);
        char key[24];
        if (other->row.chat != out->row.chat || other->state >= STORE_SENT ||
            !str_equal(other->row.body, out->row.body))
            continue;
        snprintf(key, sizeof(key), "%" PRId64, other->row.id);
        if (map_take(posts->over, key))
            return;
    }
}

void posts_settled(struct posts *posts, const struct memout *out)
{
    if (out->state != STORE_SENT)
        return;
    know_better(posts, out);
    char *text = out->row.policy == DROP ? mem_strdup("(dice)") : text_of(out->row.body, "post");
    char *key = chat_key(out->row.chat, text);
    count_up(posts->sent, key);
    if (counted(posts->sent, key) > tg_sent(posts->sim->tg, out->row.chat, text))
        sim_fail(posts->sim,
                 "call %" PRId64 " of %" PRId64 " is recorded as sent, but Telegram "
                 "does not have it: %s",
                 out->row.id, out->row.chat, text);
    free(key);
    free(text);
}

/* --- the end --------------------------------------------------------------------------------- */

bool posts_rest(struct posts *posts, const char **ret_why)
{
    struct memdb *db = posts->sim->db;
    for (struct list_node *at = list_first(&db->outs); at; at = list_next(&db->outs, at))
        if (LIST_OF(at, struct memout, node)->state < STORE_SENT) {
            *ret_why = "calls of the outbox have no end";
            return false;
        }
    for (struct list_node *at = list_first(&db->slots); at; at = list_next(&db->slots, at)) {
        const struct store_slot_row *row = &LIST_OF(at, struct memslot, node)->row;
        if (row->shown < row->slot.version) {
            *ret_why = "screens are not shown";
            return false;
        }
    }
    return true;
}

void posts_end(struct posts *posts)
{
    struct memdb *db = posts->sim->db;
    for (struct list_node *at = list_first(&db->slots); at; at = list_next(&db->slots, at)) {
        const struct store_slot_row *row = &LIST_OF(at, struct memslot, node)->row;
        const struct tg_chat *chat = tg_chat(posts->sim->tg, row->slot.chat);
        const struct tg_message *message = tg_message(chat, row->message);
        if (!message || chat_of(posts, row->slot.chat)->spoilt)
            continue;
        char *text = text_of(row->slot.desired, NULL);
        if (!str_equal(text, message->text))
            sim_fail(posts->sim, "chat %" PRId64 " shows \"%s\", and should show \"%s\"",
                     row->slot.chat, message->text, text);
        free(text);
    }
}

/* --- life ------------------------------------------------------------------------------------ */

struct posts *posts_new(struct sim *sim)
{
    struct posts *posts = mem_alloc(sizeof(*posts));
    posts->sim = sim;
    posts->certain =
        sim->world == &world_memory && !sim->rates.store.lost && !sim->rates.store.late;
    posts->wanted = map_new();
    posts->wishes = map_new();
    posts->over = map_new();
    posts->sent = map_new();
    posts->left = map_new();
    posts->lanes = map_new();
    posts->newest = map_new();
    return posts;
}

void posts_free(struct posts *posts)
{
    if (!posts)
        return;
    map_free(posts->wanted);
    map_free_with(posts->wishes, wishes_free);
    map_free(posts->over);
    map_free_with(posts->sent, free);
    map_free_with(posts->left, free);
    map_free_with(posts->lanes, free);
    map_free_with(posts->newest, free);
    free(posts);
}
