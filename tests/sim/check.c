/* Updates and timers.
 *
 *     received  1 2 3 ...  each lane's updates are committed in this order, each once
 *     confirmed            only what is committed or stored
 *     timers               each row ends once: fired, not before its deadline and oldest first, or
 *                          cancelled; and no update overtakes a timer of its player that was due
 *     now                  never runs backwards in a lane, nor ahead of the game's clock */
#include "check_inner.h"

#include "base/mem.h"
#include "base/str.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

struct received {
    struct list_node node;
    int64_t update;
    int64_t player;
};

struct timer {
    struct list_node node;
    char *key; /* "kind/id" */
    char *name;
    int64_t uid;
    int64_t deadline;
};

void count_up(struct map *map, const char *key)
{
    int64_t *times = map_get(map, key);
    if (!times) {
        times = mem_alloc(sizeof(*times));
        map_put(map, key, times);
    }
    ++*times;
}

int64_t counted(const struct map *map, const char *key)
{
    const int64_t *times = map_get(map, key);
    return times ? *times : 0;
}

static void number_key(char key[24], int64_t number)
{
    snprintf(key, 24, "%" PRId64, number);
}

static int64_t committed_times(const struct check *check, int64_t update)
{
    char key[24];
    number_key(key, update);
    return counted(check->committed, key);
}

/* --- receipt and confirmation ---------------------------------------------------------------- */

static void receive(struct check *check, int64_t update, int64_t player)
{
    struct list *list = &check->received;
    if (committed_times(check, update))
        return;
    for (struct list_node *at = list_first(list); at; at = list_next(list, at))
        if (LIST_OF(at, struct received, node)->update == update)
            return;
    struct received *received = mem_alloc(sizeof(*received));
    received->update = update;
    received->player = player;
    list_push(list, &received->node);
}

static void forget_received(struct check *check)
{
    struct list_node *node;
    while ((node = list_pop(&check->received)))
        free(LIST_OF(node, struct received, node));
}

void check_process(struct check *check)
{
    struct memdb *db = check->sim->db;
    forget_received(check);
    posts_process(check->posts);
    map_free_with(check->stale, free); /* its first reads may be of a hot copy from before */
    check->stale = map_new();
    for (struct list_node *at = list_first(&db->inbox); at; at = list_next(&db->inbox, at)) {
        const struct meminbox *row = LIST_OF(at, struct meminbox, node);
        const struct tg_update *update = tg_find(check->sim->tg, row->row.update);
        if (row->row.bot != STORE_OWN && update)
            receive(check, update->id, update->player);
    }
}

void check_received(struct check *check, const struct tg_update *update)
{
    sim_note(check->sim, "received %" PRId64, update->id);
    receive(check, update->id, update->player);
}

void check_confirmed(struct check *check, const struct tg_update *update)
{
    if (!committed_times(check, update->id) && !memdb_inbox(check->sim->db, SIM_BOT, update->id))
        sim_fail(check->sim,
                 "update %" PRId64
                 " was confirmed to Telegram, and is neither committed nor stored",
                 update->id);
}

/* The update that was just committed must have been the lane's first. */
static void check_order(struct check *check, const struct tg_update *update)
{
    struct list *list = &check->received;
    for (struct list_node *at = list_first(list); at; at = list_next(list, at)) {
        struct received *received = LIST_OF(at, struct received, node);
        if (received->player != update->player)
            continue;
        if (received->update != update->id) {
            sim_fail(check->sim,
                     "update %" PRId64 " of player %" PRId64 " was committed before %" PRId64
                     ", which was received earlier",
                     update->id, update->player, received->update);
            return;
        }
        list_remove(&received->node);
        free(received);
        return;
    }
    sim_fail(check->sim, "update %" PRId64 " was committed, but this process never received it",
             update->id);
}

static const struct tg_update *update_of(struct check *check, const struct store_turn *turn)
{
    if (turn->event.kind != STORE_UPDATE)
        return NULL;
    const struct tg_update *update = tg_find(check->sim->tg, turn->event.number);
    if (!update)
        sim_fail(check->sim, "update %" PRId64 " was committed, but Telegram never had it",
                 turn->event.number);
    return update;
}

static void check_update(struct check *check, const struct tg_update *update)
{
    char key[24];
    if (committed_times(check, update->id)) {
        sim_fail(check->sim, "update %" PRId64 " has had its effect twice", update->id);
        return;
    }
    check_order(check, update);
    number_key(key, update->id);
    count_up(check->committed, key);
}

/* --- timers ---------------------------------------------------------------------------------- */

static void timer_free(struct timer *timer)
{
    list_remove(&timer->node);
    free(timer->key);
    free(timer->name);
    free(timer);
}

static struct timer *timer_first(struct check *check, const char *key)
{
    struct timer *first = NULL;
    for (struct list_node *at = list_first(&check->timers); at;
         at = list_next(&check->timers, at)) {
        struct timer *timer = LIST_OF(at, struct timer, node);
        if (str_equal(timer->key, key) &&
            (!first || timer->deadline < first->deadline ||
             (timer->deadline == first->deadline && timer->uid < first->uid)))
            first = timer;
    }
    return first;
}

static struct timer *timer_named(struct check *check, const char *key, const char *name)
{
    for (struct list_node *at = list_first(&check->timers); at;
         at = list_next(&check->timers, at)) {
        struct timer *timer = LIST_OF(at, struct timer, node);
        if (str_equal(timer->key, key) && (!name || str_equal(timer->name, name)))
            return timer;
    }
    return NULL;
}

static void check_firing(struct check *check, const struct store_turn *turn)
{
    struct timer *fired = NULL;
    for (struct list_node *at = list_first(&check->timers); at; at = list_next(&check->timers, at))
        if (LIST_OF(at, struct timer, node)->uid == turn->event.number)
            fired = LIST_OF(at, struct timer, node);
    if (!fired) {
        sim_fail(check->sim, "timer %" PRId64 " fired, but it had fired or was cancelled before",
                 turn->event.number);
        return;
    }
    if (turn->now < fired->deadline)
        sim_fail(check->sim, "timer %s of %s fired %" PRId64 " s too early", fired->name,
                 fired->key, fired->deadline - turn->now);
    if (timer_first(check, fired->key) != fired)
        sim_fail(check->sim, "timer %s of %s fired before an older one", fired->name, fired->key);
    timer_free(fired);
}

/* No live event goes before a timer of its lane that was due. */
static void check_due(struct check *check, const struct store_turn *turn)
{
    const struct timer *first = timer_first(check, turn->lane);
    if (first && first->deadline <= turn->now)
        sim_fail(check->sim,
                 "an update of %s at %" PRId64 " went before its timer %s, due at %" PRId64,
                 turn->lane, turn->now, first->name, first->deadline);
}

static bool drops(const struct store_turn *turn, const char *kind, const char *id)
{
    bool dropped = false;
    for (size_t i = 0; i < turn->write_count; i++)
        if (str_equal(turn->writes[i].kind, kind) && str_equal(turn->writes[i].id, id))
            dropped = !turn->writes[i].body;
    return dropped;
}

static void forget_dropped(struct check *check, const struct store_turn *turn)
{
    for (size_t i = 0; i < turn->write_count; i++) {
        const struct store_write *write = &turn->writes[i];
        struct timer *timer;
        if (write->body)
            continue;
        char *key = mem_printf("%s/%s", write->kind, write->id);
        while ((timer = timer_named(check, key, NULL)))
            timer_free(timer);
        free(key);
    }
}

static void note_timers(struct check *check, const struct store_turn *turn)
{
    forget_dropped(check, turn);
    for (size_t i = 0; i < turn->timer_count; i++) {
        const struct store_timer *row = &turn->timers[i];
        char *key = mem_printf("%s/%s", row->kind, row->id);
        struct timer *old = timer_named(check, key, row->name);
        if (old)
            timer_free(old);
        if (!row->uid || drops(turn, row->kind, row->id)) {
            free(key);
            continue;
        }
        struct timer *timer = mem_alloc(sizeof(*timer));
        timer->key = key;
        timer->name = mem_strdup(row->name);
        timer->uid = row->uid;
        timer->deadline = row->deadline;
        list_push(&check->timers, &timer->node);
    }
}

/* Every timer that a commit set and none has ended is still in the database. */
static void check_rows(struct check *check)
{
    size_t rows = 0, known = 0;
    struct memdb *db = check->sim->db;
    for (struct list_node *at = list_first(&db->timers); at; at = list_next(&db->timers, at))
        rows += LIST_OF(at, struct memtimer, node)->row.uid > 0;
    for (struct list_node *at = list_first(&check->timers); at; at = list_next(&check->timers, at))
        known++;
    if (rows != known)
        sim_fail(check->sim, "%zu timers are in the database, %zu should be", rows, known);
}

/* --- commits --------------------------------------------------------------------------------- */

static void check_now(struct check *check, const struct store_turn *turn)
{
    int64_t *last = map_get(check->lanes, turn->lane);
    if (!last) {
        last = mem_alloc(sizeof(*last));
        map_put(check->lanes, turn->lane, last);
    }
    if (turn->now < *last)
        sim_fail(check->sim, "time ran backwards in lane %s, by %" PRId64 " s", turn->lane,
                 *last - turn->now);
    if (check->sim->turns && turn->now > turns_now(check->sim->turns))
        sim_fail(check->sim, "a turn of %s is %" PRId64 " s ahead of the game's clock", turn->lane,
                 turn->now - turns_now(check->sim->turns));
    *last = turn->now;
}

static void note_commit(struct check *check, const struct store_turn *turn)
{
    sim_note(check->sim,
             "commit of %s: %s %" PRId64 "%s%s at %" PRId64 ", %zu reads, %zu writes, %zu calls",
             turn->lane,
             turn->event.kind == STORE_UPDATE  ? "update"
             : turn->event.kind == STORE_TIMER ? "timer"
                                               : "other",
             turn->event.number, turn->event.name ? " " : "",
             turn->event.name ? turn->event.name : "", turn->now, turn->read_count,
             turn->write_count, turn->out_count);
}

static void on_committed(void *ctx, const struct store_turn *turn)
{
    struct check *check = ctx;
    const struct tg_update *update = update_of(check, turn);
    note_commit(check, turn);
    if (turn->failure)
        sim_fail(check->sim, "a script failed: %s", turn->failure);
    if (update) {
        check_update(check, update);
        check_due(check, turn);
    }
    if (turn->event.kind == STORE_TIMER)
        check_firing(check, turn);
    check_now(check, turn);
    note_timers(check, turn);
    check_rows(check);
    game_committed(check->game, turn, update);
    posts_committed(check->posts, turn);
}

/* A turn that has met a conflict runs again, in the same process, on what the database holds by
 * then. */
static void on_conflicted(void *ctx, const struct store_turn *turn,
                          const struct store_read_mark *mark)
{
    struct check *check = ctx;
    sim_note(check->sim, "conflict of %s: %" PRId64 ", on %s/%s", turn->lane, turn->event.number,
             mark ? mark->kind : "a stranger", mark ? mark->id : "");
    if (!mark)
        return;
    char *key = mem_printf("%s %d %" PRId64 " %s/%s", turn->lane, (int)turn->event.kind,
                           turn->event.number, mark->kind, mark->id);
    int64_t *version = map_get(check->stale, key);
    if (version && *version == mark->version)
        sim_fail(check->sim, "a turn of %s ran again on the very %s/%s that was out of date before",
                 turn->lane, mark->kind, mark->id);
    if (!version) {
        version = mem_alloc(sizeof(*version));
        map_put(check->stale, key, version);
    }
    *version = mark->version;
    free(key);
}

static void on_settled(void *ctx, const struct memout *out, enum store_out_state before)
{
    struct check *check = ctx;
    sim_note(check->sim, "call %" PRId64 " of %" PRId64 ": state %d -> %d", out->row.id,
             out->row.chat, (int)before, (int)out->state);
    posts_settled(check->posts, out);
}

void check_foreign(struct check *check, int64_t player)
{
    game_foreign(check->game, player);
}

/* --- the end --------------------------------------------------------------------------------- */

bool check_rests(struct check *check, const char **ret_why)
{
    struct sim *sim = check->sim;
    struct turns_status status;
    const char *why = NULL;
    if (!sim->started) {
        *ret_why = "the engine does not start";
        return false;
    }
    turns_status(sim->turns, &status);
    if (sim->tg->unconfirmed)
        why = "updates are not confirmed";
    else if (!list_empty(&sim->db->inbox))
        why = "the inbox is not empty";
    else if (status.waiting)
        why = "events wait in lanes";
    else if (!list_empty(&check->timers))
        why = "timers have not fired";
    if (why)
        *ret_why = why;
    return !why && posts_rest(check->posts, ret_why);
}

void check_end(struct check *check)
{
    struct tg *tg = check->sim->tg;
    for (struct list_node *at = list_first(&tg->updates); at; at = list_next(&tg->updates, at)) {
        const struct tg_update *update = LIST_OF(at, struct tg_update, node);
        if (committed_times(check, update->id) != 1)
            sim_fail(check->sim, "update %" PRId64 " (%s) of %" PRId64 " was lost", update->id,
                     update->text, update->player);
    }
    game_end(check->game);
    posts_end(check->posts);
}

/* --- life ------------------------------------------------------------------------------------ */

struct check *check_new(struct sim *sim)
{
    struct check *check = mem_alloc(sizeof(*check));
    check->sim = sim;
    list_init(&check->received);
    list_init(&check->timers);
    check->committed = map_new();
    check->lanes = map_new();
    check->stale = map_new();
    check->game = game_new(sim);
    check->posts = posts_new(sim);
    sim->db->watch = (struct memdb_watch){.ctx = check,
                                          .committed = on_committed,
                                          .conflicted = on_conflicted,
                                          .settled = on_settled};
    return check;
}

void check_free(struct check *check)
{
    struct list_node *node;
    if (!check)
        return;
    forget_received(check);
    while ((node = list_first(&check->timers)))
        timer_free(LIST_OF(node, struct timer, node));
    map_free_with(check->committed, free);
    map_free_with(check->lanes, free);
    map_free_with(check->stale, free);
    game_free(check->game);
    posts_free(check->posts);
    free(check);
}
