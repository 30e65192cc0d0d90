/* Players claimed, written to, counted.
 *
 *     load behind the cursor -> pending --saved--> batch -> flights -> sent, blocked, missed ...
 *                                                    ^         |
 *                                                    +- again <+  surely did not reach Telegram
 *
 * A batch is about a second's work, and so is what a crash may leave in doubt. A call that is in
 * doubt counts as missed and is never repeated. One that surely did not leave is tried again after
 * a rest, in which nothing leaves: the network is down, most likely. */
#include "app/broadcast_inner.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "json/json.h"

#include <stdlib.h>
#include <string.h>

#define SAVES_A_BATCH 4    /* of what became of its players */
#define FAST_MS       250  /* a batch that is handed out sooner is followed by a larger one, */
#define SLOW_MS       1000 /* one that takes longer by a smaller one */

/* --- words ----------------------------------------------------------------------------------- */

int words_read(struct broadcast *broadcast, const char *texts)
{
    json *all = NULL;
    if (json_parse(texts, strlen(texts), &all, NULL))
        return ERR_CORRUPT;
    for (const json *text = json_first(all); text && broadcast->word_count < BROADCAST_LANGS_MAX;
         text = json_next(text)) {
        json *body = json_object();
        json_add_str(body, "text", json_text(text, ""));
        broadcast->words[broadcast->word_count++] =
            (struct words){mem_strdup(json_key(text)), json_print(body)};
        json_free(body);
    }
    json_free(all);
    return broadcast->word_count ? 0 : ERR_CORRUPT;
}

/* Those of his language, else those for all others, else English ones, else the first. */
static const struct words *words_for(const struct broadcast *broadcast, const char *lang)
{
    const struct words *other = NULL;
    for (size_t i = 0; i < broadcast->word_count; i++) {
        if (str_equal(broadcast->words[i].lang, lang))
            return &broadcast->words[i];
        bool others = str_equal(broadcast->words[i].lang, "");
        if (others || (!other && str_equal(broadcast->words[i].lang, "en")))
            other = &broadcast->words[i];
    }
    return other ? other : &broadcast->words[0];
}

/* --- targets --------------------------------------------------------------------------------- */

static void target_free(struct target *target)
{
    list_remove(&target->node);
    free(target->id);
    free(target);
}

void batch_done(struct batch *batch)
{
    for (size_t i = batch->next; i < batch->count; i++)
        target_free(batch->targets[i]);
    free((void *)batch->targets);
    free(batch->from);
    *batch = (struct batch){0};
}

void batch_begin(struct broadcast *broadcast)
{
    batch_done(&broadcast->batch);
    broadcast->batch = broadcast->pending;
    broadcast->pending = (struct batch){0};
    broadcast->batch_ms = clock_mono_ms();
}

void send_give_back(struct broadcast *broadcast)
{
    struct batch *batch = &broadcast->batch;
    broadcast->row.claimed -= (int64_t)(broadcast->pending.count + batch->count - batch->next);
    if (batch->next < batch->count)
        set_cursor(broadcast, batch->from);
    else if (broadcast->pending.count)
        set_cursor(broadcast, broadcast->pending.from);
    batch_done(batch);
    batch_done(&broadcast->pending);
    broadcast->pending_saving = false;
    broadcast->exhausted = false;
}

void send_forget(struct broadcast *broadcast)
{
    struct list_node *node;
    batch_done(&broadcast->batch);
    batch_done(&broadcast->pending);
    broadcast->pending_saving = false;
    while ((node = list_first(&broadcast->again)))
        target_free(LIST_OF(node, struct target, node));
    broadcast->again_count = 0;
    while ((node = list_pop(&broadcast->flights))) /* each is freed when it completes */
        LIST_OF(node, struct target, node)->broadcast = NULL;
    broadcast->flying = 0;
    for (size_t i = 0; i < broadcast->word_count; i++) {
        free(broadcast->words[i].lang);
        free(broadcast->words[i].body);
    }
    broadcast->word_count = 0;
    broadcast->exhausted = false;
}

/* --- claiming -------------------------------------------------------------------------------- */

static void on_player(void *ctx, const struct store_player *row, const struct err *err)
{
    struct broadcast *broadcast = ctx;
    struct batch *pending = &broadcast->pending;
    if (row) {
        struct target *target = mem_alloc(sizeof *target);
        target->broadcast = broadcast;
        target->id = mem_strdup(row->id);
        if (str_to_i64(row->id, 1, INT64_MAX, &target->chat))
            target->chat = 0;
        target->blocked = row->blocked;
        target->words = words_for(broadcast, row->lang);
        if (!pending->targets)
            pending->targets =
                (struct target **)mem_array((size_t)broadcast->load_size, sizeof(struct target *));
        pending->targets[pending->count++] = target;
        return;
    }
    broadcast->loading = false;
    if (err)
        log_warn("app", LOG_T("players cannot be read"), LOG_S("error", err->text));
    bool wanted = broadcast->row.state == STORE_BROADCAST_RUNNING && !broadcast->stopping &&
                  str_equal(broadcast->load_after, broadcast->cursor);
    if (err || !wanted || !pending->count) {
        broadcast->exhausted = !err && wanted;
        batch_done(pending);
        if (err)
            loop_timer_start(broadcast->rest, BROADCAST_REST_MS);
    } else {
        pending->from = mem_strdup(broadcast->cursor);
        broadcast->row.claimed += (int64_t)pending->count;
        set_cursor(broadcast, pending->targets[pending->count - 1]->id);
        save_row(broadcast);
    }
    broadcast_look(broadcast);
}

static void load_next(struct broadcast *broadcast)
{
    broadcast->loading = true;
    free(broadcast->load_after);
    broadcast->load_after = mem_strdup(broadcast->cursor);
    broadcast->load_size = broadcast->batch_size;
    store_players_load(broadcast->config.store, broadcast->load_after, broadcast->load_size,
                       on_player, broadcast);
}

static void fit_batch_size(struct broadcast *broadcast)
{
    int64_t took = clock_mono_ms() - broadcast->batch_ms;
    int64_t size = broadcast->batch_size;
    if (!broadcast->batch.count)
        return;
    if (took < FAST_MS)
        size *= 2;
    else if (took > SLOW_MS)
        size /= 2;
    broadcast->batch_size = size < BROADCAST_BATCH_MIN   ? BROADCAST_BATCH_MIN
                            : size > BROADCAST_BATCH_MAX ? BROADCAST_BATCH_MAX
                                                         : size;
}

/* --- sending --------------------------------------------------------------------------------- */

static void rest(struct broadcast *broadcast)
{
    int64_t wait = BROADCAST_REST_MS << (broadcast->rests < 6 ? broadcast->rests : 6);
    broadcast->rests++;
    loop_timer_start(broadcast->rest, wait < BROADCAST_REST_MAX_MS ? wait : BROADCAST_REST_MAX_MS);
}

/* True: the target waits for another try. */
static bool try_again(struct broadcast *broadcast, struct target *target)
{
    broadcast->dirty = true;
    if (broadcast->row.ended_ms) {
        broadcast->row.missed++;
        return false;
    }
    if (++target->tries >= BROADCAST_TRIES_MAX) {
        broadcast->row.failed++;
        return false;
    }
    list_push(&broadcast->again, &target->node);
    broadcast->again_count++;
    if (!loop_timer_active(broadcast->rest))
        rest(broadcast);
    return true;
}

static void count(struct broadcast *broadcast, const struct target *target,
                  enum turn_delivery delivery, int64_t message, const char *words)
{
    broadcast->rests = 0;
    broadcast->dirty = true;
    switch (delivery) {
    case TURN_DELIVERED:
        broadcast->row.sent++;
        save_reached(broadcast, target->chat, message, false);
        return;
    case TURN_BLOCKED:
        broadcast->row.blocked++;
        save_reached(broadcast, target->chat, 0, true);
        return;
    case TURN_DOUBT:
        broadcast->row.missed++;
        break;
    default:
        broadcast->row.failed++;
    }
    log_debug("app", LOG_T("a broadcast did not reach a player"), LOG_I("chat", target->chat),
              LOG_S("error", words));
}

/* The more often, the fewer are in doubt after a crash; but a fast broadcast has its claims, and
 * must not keep the disk from those who play. */
static void save_counts(struct broadcast *broadcast)
{
    bool many = ++broadcast->unsaved >= broadcast->batch_size / SAVES_A_BATCH;
    if (many && clock_mono_ms() - broadcast->saved_ms >= FAST_MS)
        save_row(broadcast);
}

static void on_posted(void *ctx, enum turn_delivery delivery, int64_t message, const char *words)
{
    struct target *target = ctx;
    struct broadcast *broadcast = target->broadcast;
    if (!broadcast) {
        target_free(target);
        return;
    }
    list_remove(&target->node);
    broadcast->flying--;
    if (delivery == TURN_UNSENT && try_again(broadcast, target)) {
        broadcast_look(broadcast);
        return;
    }
    if (delivery != TURN_UNSENT)
        count(broadcast, target, delivery, message, words);
    save_counts(broadcast);
    target_free(target);
    broadcast_look(broadcast);
}

static void send_one(struct broadcast *broadcast, struct target *target)
{
    struct turn_port *port = &broadcast->config.port;
    struct turn_post post = {
        .chat = target->chat,
        .body = target->words->body,
        .push = true,
        .broadcast = true,
        .paid = broadcast->row.paid,
    };
    list_push(&broadcast->flights, &target->node);
    broadcast->flying++;
    port->post(port->self, &post, on_posted, target);
}

static struct target *next_target(struct broadcast *broadcast)
{
    struct batch *batch = &broadcast->batch;
    struct list_node *node = list_pop(&broadcast->again);
    if (node) {
        broadcast->again_count--;
        return LIST_OF(node, struct target, node);
    }
    if (batch->next == batch->count)
        return NULL;
    struct target *target = batch->targets[batch->next++];
    free(batch->from);
    batch->from = mem_strdup(target->id);
    return target;
}

static size_t window(const struct broadcast *broadcast)
{
    size_t half = (size_t)broadcast->batch_size / 2;
    return half < BROADCAST_WINDOW_MAX ? half : BROADCAST_WINDOW_MAX;
}

bool send_is_over(const struct broadcast *broadcast)
{
    return broadcast->exhausted && !broadcast->flying && !broadcast->again_count &&
           !broadcast->pending.count && broadcast->batch.next == broadcast->batch.count;
}

void send_more(struct broadcast *broadcast)
{
    struct target *target;
    if (loop_timer_active(broadcast->rest))
        return;
    while (broadcast->flying < window(broadcast) && (target = next_target(broadcast))) {
        if (!target->blocked && target->chat) {
            send_one(broadcast, target);
            continue;
        }
        broadcast->row.blocked += target->blocked;
        broadcast->row.failed += !target->blocked;
        broadcast->dirty = true;
        target_free(target);
    }
    bool empty = broadcast->batch.next == broadcast->batch.count;
    if (empty && !broadcast->pending.count && !broadcast->loading && !broadcast->exhausted) {
        fit_batch_size(broadcast);
        load_next(broadcast);
    }
}
