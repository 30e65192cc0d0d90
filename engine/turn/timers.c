/* Deadlines in memory.
 *
 *     SQL --load, ahead--> [heap by deadline] --due--> wakes the lane --timers_take--> event
 *                          [map by document ]
 *
 * All timers with a deadline up to `loaded` are here, and none beyond what is being loaded; a
 * commit puts those that it sets within that, so nothing is ever polled row by row. Half a horizon
 * before the end of `loaded` the next piece is read. One alarm serves the first deadline.
 *
 * The row decides, not the memory: a firing whose row is gone (cancelled, replaced, dropped) hears
 * GONE at its commit. So a stale entry, which a load beside a commit may leave, costs one run and
 * harms nobody; what must not happen is a missing entry. So of an entry and a row that comes by a
 * load the one with the higher uid is kept, since uids rise; and a commit wins over memory.
 *
 * A due timer leaves the heap when its lane is woken, but stays with its document until the lane
 * takes it, so that it can still be cancelled. At most TIMERS_FLIGHT_MAX are woken at once, and of
 * those that are long overdue TIMERS_OVERDUE_MAX: after a downtime they come oldest first, and a
 * live lane never waits behind many of them. */
#include "turn/timers.h"

#include "base/heap.h"
#include "base/str.h"
#include "turn/lane.h"
#include "turn/lateness.h"
#include "json/json.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct timer_doc;
struct timer {
    struct heap_node node; /* first: the heap gives pointers to it; by deadline, then uid */
    int64_t uid;
    int64_t deadline;
    struct timer_doc *doc;
    struct timer *next; /* of the same document */
    bool woken;         /* due: its lane was told, and it counts as in flight */
    char name[];
};

struct timer_doc {
    struct timer *first;
    char key[]; /* "kind/id" */
};

struct load {
    store_done_fn fn; /* NULL: a load of our own, which is tried again */
    void *ctx;
};

struct timers {
    struct turns *turns;
    struct heap heap;
    struct map *docs;
    size_t count;
    size_t flight;
    int64_t loaded;  /* all up to this deadline are here */
    int64_t loading; /* the end of the load under way; INT64_MIN: none */
    int64_t asked;   /* somebody waits for this */
    bool reload;     /* from the beginning, when the load under way has ended */
    bool reloading;  /* the load under way is that */
    int tries;
    struct load load;
    struct later *later;
    struct loop_timer *alarm;
    int64_t since_ms; /* game's time of the start or the last move: what was due then is overdue */
    int64_t overdue;
    struct lateness late;
    struct histogram late_times; /* the same for turns_figures */
    int64_t told;                /* count of `late` at the last line of the log */
    int64_t tell_next;           /* monotonic ms */
};

/* --- documents ------------------------------------------------------------------------------- */

static struct timer_doc *doc_get(const struct timers *timers, const char *kind, const char *id)
{
    char *key = mem_printf("%s/%s", kind, id);
    struct timer_doc *doc = map_get(timers->docs, key);
    free(key);
    return doc;
}

static struct timer_doc *doc_make(struct timers *timers, const char *kind, const char *id)
{
    struct timer_doc *doc = doc_get(timers, kind, id);
    if (doc)
        return doc;
    size_t size = strlen(kind) + 1 + strlen(id) + 1;
    doc = mem_alloc(sizeof(*doc) + size);
    memcpy(doc->key, kind, strlen(kind));
    doc->key[strlen(kind)] = '/';
    memcpy(doc->key + strlen(kind) + 1, id, strlen(id) + 1);
    map_put(timers->docs, doc->key, doc);
    return doc;
}

static struct timer *first_due(const struct timers *timers)
{
    return (struct timer *)(void *)heap_first(&timers->heap);
}

static struct timer *doc_find(const struct timer_doc *doc, const char *name)
{
    struct timer *timer = doc ? doc->first : NULL;
    while (timer && !str_equal(timer->name, name))
        timer = timer->next;
    return timer;
}

/* Out of heap and document; the document goes with its last one. */
static void timer_detach(struct timers *timers, struct timer *timer)
{
    struct timer_doc *doc = timer->doc;
    heap_remove(&timers->heap, &timer->node);
    struct timer **at = &doc->first;
    while (*at != timer)
        at = &(*at)->next;
    *at = timer->next;
    timers->count--;
    if (!doc->first) {
        map_take(timers->docs, doc->key);
        free(doc);
    }
}

static void timer_cancel(struct timers *timers, struct timer *timer)
{
    if (timer->woken) {
        timers->flight--;
        loop_timer_start(timers->alarm, 0); /* there is room for another */
    }
    timer_detach(timers, timer);
    free(timer);
}

static void timer_add(struct timers *timers, const struct store_timer *row)
{
    struct timer_doc *doc = doc_make(timers, row->kind, row->id);
    size_t size = strlen(row->name) + 1;
    struct timer *timer = mem_alloc(sizeof(*timer) + size);
    memcpy(timer->name, row->name, size);
    timer->uid = row->uid;
    timer->deadline = row->deadline;
    timer->doc = doc;
    timer->next = doc->first;
    doc->first = timer;
    timers->count++;
    heap_put(&timers->heap, &timer->node, timer->deadline, timer->uid);
}

/* --- what commits do ------------------------------------------------------------------------- */

static int64_t horizon(const struct timers *timers)
{
    return timers->loading > timers->loaded ? timers->loading : timers->loaded;
}

void timers_apply(struct timers *timers, const struct store_timer *row)
{
    struct timer *old = doc_find(doc_get(timers, row->kind, row->id), row->name);
    if (old)
        timer_cancel(timers, old);
    if (row->uid && row->deadline <= horizon(timers)) {
        timer_add(timers, row);
        timers_fire(timers);
    }
}

void timers_drop(struct timers *timers, const char *kind, const char *id)
{
    struct timer_doc *doc = doc_get(timers, kind, id);
    struct timer *next;
    for (struct timer *timer = doc ? doc->first : NULL; timer; timer = next) {
        next = timer->next; /* the document is freed with the last one */
        timer_cancel(timers, timer);
    }
}

/* --- firing ---------------------------------------------------------------------------------- */

/* The timer in question is the first of the heap. */
static bool has_room(const struct timers *timers, const struct timer *first)
{
    int64_t now = game_clock_now(timers->turns->clock);
    bool overdue = first->deadline < now - TIMERS_OVERDUE_S;
    return timers->flight < (overdue ? TIMERS_OVERDUE_MAX : TIMERS_FLIGHT_MAX);
}

static void set_alarm(struct timers *timers)
{
    const struct timer *first = first_due(timers);
    int64_t wait = TIMERS_TICK_MS;
    if (first && has_room(timers, first)) {
        int64_t left = first->deadline > INT64_MAX / 1000
                           ? TIMERS_TICK_MS
                           : first->deadline * 1000 - game_clock_ms(timers->turns->clock);
        wait = left < 0 ? 0 : left < wait ? left : wait;
    }
    loop_timer_start(timers->alarm, wait);
}

void timers_fire(struct timers *timers)
{
    struct turns *turns = timers->turns;
    if (!turns->started || turns->stopping || turns->halted)
        return;
    int64_t now = game_clock_now(turns->clock);
    struct timer *first;
    while ((first = first_due(timers)) && first->deadline <= now && has_room(timers, first)) {
        heap_remove(&timers->heap, &first->node);
        first->woken = true;
        timers->flight++;
        lane_wake(turns, first->doc->key);
    }
    set_alarm(timers);
}

/* {"type":"timer",...}: what scripts get. The caller frees it. */
static char *timer_json(const char *kind, const char *id, const struct timer *timer)
{
    json *event = json_object();
    json_add_str(event, "type", "timer");
    json_add_str(event, "kind", kind);
    json_add_str(event, "id", id);
    json_add_str(event, "name", timer->name);
    json_add_int(event, "deadline", timer->deadline);
    char *text = json_print(event);
    json_free(event);
    return text;
}

static struct event *event_of(struct timers *timers, const char *key, const struct timer *timer,
                              int64_t due_by)
{
    const char *slash = strchr(key, '/');
    assert(slash);
    char *kind = mem_strndup(key, (size_t)(slash - key));
    char *text = timer_json(kind, slash + 1, timer);
    struct event like = {
        .kind = STORE_TIMER,
        .number = timer->uid,
        .lane = key,
        .json = text,
        .received = due_by,
        .taken_ms = game_clock_mono_ms(timers->turns->clock),
    };
    struct event *event = event_new(&like);
    free(text);
    free(kind);
    return event;
}

static void note_late(struct timers *timers, int64_t deadline)
{
    int64_t late_ms = game_clock_ms(timers->turns->clock) - deadline * 1000;
    if (deadline * 1000 < timers->since_ms) {
        timers->overdue++;
        return;
    }
    lateness_add(&timers->late, late_ms);
    histogram_add(&timers->late_times, late_ms * 1000);
}

static void tell_late(struct timers *timers)
{
    timers->tell_next = game_clock_mono_ms(timers->turns->clock) + TIMERS_TELL_MS;
    if (timers->late.count + timers->overdue == timers->told)
        return;
    timers->told = timers->late.count + timers->overdue;
    log_info("turn", LOG_T("timers fired"), LOG_I("count", timers->told),
             LOG_I("overdue", timers->overdue),
             LOG_I("late_p50_ms", lateness_quantile(&timers->late, 50)),
             LOG_I("late_p99_ms", lateness_quantile(&timers->late, 99)),
             LOG_I("late_max_ms", timers->late.max));
}

void timers_moved(struct timers *timers)
{
    timers->since_ms = game_clock_ms(timers->turns->clock);
}

void timers_lateness(const struct timers *timers, struct turns_status *ret_status)
{
    ret_status->fired = timers->late.count + timers->overdue;
    ret_status->overdue = timers->overdue;
    ret_status->late_p50_ms = lateness_quantile(&timers->late, 50);
    ret_status->late_p99_ms = lateness_quantile(&timers->late, 99);
    ret_status->late_max_ms = timers->late.max;
}

const struct histogram *timers_late(const struct timers *timers)
{
    return &timers->late_times;
}

struct event *timers_take(struct timers *timers, const char *key, int64_t due_by)
{
    struct timer_doc *doc = map_get(timers->docs, key);
    struct timer *oldest = NULL;
    for (struct timer *timer = doc ? doc->first : NULL; timer; timer = timer->next)
        if (timer->deadline <= due_by &&
            (!oldest || timer->deadline < oldest->deadline ||
             (timer->deadline == oldest->deadline && timer->uid < oldest->uid)))
            oldest = timer;
    if (!oldest)
        return NULL;
    struct event *event = event_of(timers, key, oldest, due_by);
    note_late(timers, oldest->deadline);
    if (!oldest->woken)
        timers->flight++;
    timer_detach(timers, oldest);
    free(oldest);
    return event;
}

void timers_ended(struct timers *timers)
{
    timers->flight--;
    const struct timer *first = first_due(timers);
    if (first && first->deadline <= game_clock_now(timers->turns->clock))
        timers_fire(timers);
}

/* --- loading --------------------------------------------------------------------------------- */

static void load_start(void *ctx);

static void load_next(struct timers *timers)
{
    int64_t now = game_clock_now(timers->turns->clock);
    int64_t want = timers->asked > now ? timers->asked : now;
    if (timers->loading != INT64_MIN || timers->later)
        return;
    if (timers->reload || timers->loaded < want + TURN_HORIZON_S / 2)
        load_start(timers);
}

static void load_done(struct timers *timers, const struct err *err)
{
    struct turns *turns = timers->turns;
    struct load load = timers->load;
    if (!err && load.fn && timers->loaded < timers->asked) {
        load_start(timers); /* it was asked for while a shorter load was under way */
        return;
    }
    timers->load = (struct load){0};
    if (err && !load.fn && !turns->stopping) {
        log_warn("turn", LOG_T("timers cannot be loaded"), LOG_S("error", err->text));
        int64_t wait = later_backoff_ms(&turns->chance, TURN_RETRY_MS, ++timers->tries);
        timers->later = later_start(&turns->laters, wait, load_start, timers);
    }
    if (!err) {
        timers->tries = 0;
        timers_fire(timers);
        lanes_pump(turns);
    }
    if (load.fn)
        load.fn(load.ctx, err);
    if (!err)
        load_next(timers);
}

static void learn(struct timers *timers, const struct store_timer *row)
{
    struct timer *old = doc_find(doc_get(timers, row->kind, row->id), row->name);
    if (old && old->uid >= row->uid)
        return;
    if (old)
        timer_cancel(timers, old);
    timer_add(timers, row);
}

static void on_row(void *ctx, const struct store_timer *row, const struct err *err)
{
    struct timers *timers = ctx;
    if (row) {
        if (!timers->turns->halted)
            learn(timers, row);
        return;
    }
    if (!op_end(timers->turns))
        return;
    if (!err && timers->loading > timers->loaded)
        timers->loaded = timers->loading;
    timers->reload = timers->reload || (err && timers->reloading);
    timers->reloading = false;
    timers->loading = INT64_MIN;
    load_done(timers, err);
}

static void load_start(void *ctx)
{
    struct timers *timers = ctx;
    struct turns *turns = timers->turns;
    int64_t now = game_clock_now(turns->clock);
    int64_t after = timers->reload ? INT64_MIN : timers->loaded;
    timers->later = NULL;
    timers->reloading = timers->reload;
    timers->reload = false;
    timers->loading = (timers->asked > now ? timers->asked : now) + TURN_HORIZON_S;
    op_begin(turns);
    store_timers_load(turns->config.store, after, timers->loading, on_row, timers);
}

bool timers_cover(struct timers *timers, int64_t until)
{
    if (until > timers->asked)
        timers->asked = until;
    load_next(timers);
    return until <= timers->loaded && !timers->reload && !timers->reloading;
}

void timers_load(struct timers *timers, int64_t until, store_done_fn fn, void *ctx)
{
    assert(!timers->load.fn);
    timers->load = (struct load){fn, ctx};
    timers->asked = until > timers->asked ? until : timers->asked;
    if (timers->loading == INT64_MIN) {
        later_cancel(timers->later);
        load_start(timers);
    }
}

void timers_reload(struct timers *timers)
{
    timers->reload = true;
    load_next(timers);
}

/* --- life ------------------------------------------------------------------------------------ */

static void on_alarm(void *ctx)
{
    struct timers *timers = ctx;
    load_next(timers);
    timers_fire(timers);
    if (game_clock_mono_ms(timers->turns->clock) >= timers->tell_next)
        tell_late(timers);
}

struct timers *timers_new(struct turns *turns)
{
    struct timers *timers = mem_alloc(sizeof(*timers));
    timers->turns = turns;
    timers->docs = map_new();
    timers->loaded = INT64_MIN;
    timers->loading = INT64_MIN;
    timers->alarm = loop_timer_new(turns->config.loop, on_alarm, timers);
    return timers;
}

void timers_stop(struct timers *timers)
{
    loop_timer_stop(timers->alarm);
    tell_late(timers);
}

static void free_doc(void *value)
{
    struct timer_doc *doc = value;
    while (doc->first) {
        struct timer *next = doc->first->next;
        free(doc->first);
        doc->first = next;
    }
    free(doc);
}

void timers_free(struct timers *timers)
{
    if (!timers)
        return;
    loop_timer_free(timers->alarm);
    map_free_with(timers->docs, free_doc);
    heap_done(&timers->heap);
    free(timers);
}

size_t timers_count(const struct timers *timers)
{
    return timers->count;
}
