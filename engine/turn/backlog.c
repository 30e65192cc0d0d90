/* The backlog: of pushes beyond a window in memory only the ids are kept; their rows are in the
 * database, as they were committed.
 *
 *     takes -> a line of ids by chat (waitlines.h): the claim, who knows what truly waits here
 *           -> the chat's hint into a queue of ids (cache/idqueue.h): the order among chats
 *
 *     room  -> pop hints -> their lines' first ids -> one read of their rows -> outs_entered
 *
 * An id is in a line or in memory, never in both: it leaves the line in the moment in which its row
 * comes into memory, and only while it is the line's first. So nothing is sent twice, and a chat's
 * pushes keep their order, whatever the queue says. The queue may lose hints (Redis was flushed, or
 * hangs), or give old ones: a line that is not hinted at is found by walking over the lines, as
 * soon as a pop brings nothing.
 *
 * Once somebody waits for his turn all new pushes queue behind him, room or not. A chat has at most
 * BACKLOG_CHAT pushes in memory and comes to its next turn when they have left, so that a slow
 * group does not fill the window. What stands behind a line in its own chat (a screen, a call)
 * waits with it; where somebody has acted it does not, and the line is read at once. */
#include "turn/backlog.h"

#include "base/plant.h"
#include "cache/idqueue.h"
#include "turn/policy.h"
#include "turn/waitlines.h"

#include <stdlib.h>

#define POP_MOST (STORE_PICK_MAX / 2) /* chats; some bring several ids */

struct asked {
    int64_t id;
    int64_t chat;
    bool told;
};

/* One read, under way. */
struct fetch {
    struct list_node node;
    struct backlog *backlog;
    size_t count;
    struct asked asked[STORE_PICK_MAX]; /* by id */
    int64_t ids[STORE_PICK_MAX];
};

struct backlog {
    struct turns *turns;
    struct idqueue *queue;
    struct idqueue *own; /* the same, if nobody else has it */
    struct waitlines lines;
    size_t window;
    size_t chat_most;
    size_t here;   /* pushes in memory */
    size_t coming; /* ids that are being read */
    size_t hinted; /* lines */
    size_t walked; /* the bucket where the last walk has ended */
    bool popping;
    struct list fetches;
    struct later *retry;
    int tries;
};

static struct chat *chat_of(const struct backlog *backlog, int64_t chat)
{
    return chat_find(backlog->turns->chats, chat);
}

static void count(struct backlog *backlog)
{
    backlog->turns->status.backlog = (int64_t)backlog->lines.ids;
}

/* --- hints ----------------------------------------------------------------------------------- */

/* A line whose chat has nothing in memory waits for its turn. */
static void hint(struct backlog *backlog, struct waitline *line)
{
    const struct chat *chat = chat_of(backlog, line->chat);
    if (line->hinted || line->asked || (chat && chat->pushes))
        return;
    line->hinted = true;
    backlog->hinted++;
    idqueue_push(backlog->queue, line->chat);
}

static void unhint(struct backlog *backlog, struct waitline *line)
{
    backlog->hinted -= line->hinted;
    line->hinted = false;
}

static void take(struct backlog *backlog, int64_t chat, int64_t id)
{
    struct waitline *line = waitlines_find(&backlog->lines, chat);
    if (line && line->count == 1 && line->ids[0] == id)
        unhint(backlog, line);
    waitlines_take(&backlog->lines, chat, id);
    count(backlog);
}

/* --- reading --------------------------------------------------------------------------------- */

static void refill(struct backlog *backlog);

static int by_id(const void *a, const void *b)
{
    const struct asked *left = a;
    const struct asked *right = b;
    return left->id < right->id ? -1 : left->id > right->id;
}

static struct fetch *fetch_new(struct backlog *backlog)
{
    struct fetch *fetch = mem_alloc(sizeof(*fetch));
    fetch->backlog = backlog;
    list_push(&backlog->fetches, &fetch->node);
    return fetch;
}

static void fetch_free(struct fetch *fetch)
{
    list_remove(&fetch->node);
    free(fetch);
}

/* The line's first ids, as many as may be in memory. False: the fetch is full. */
static bool fetch_add(struct fetch *fetch, struct waitline *line)
{
    struct backlog *backlog = fetch->backlog;
    if (fetch->count == STORE_PICK_MAX)
        return false;
    unhint(backlog, line);
    line->asked = true;
    for (size_t i = 0; i < line->count && i < backlog->chat_most; i++) {
        if (fetch->count == STORE_PICK_MAX)
            break;
        fetch->asked[fetch->count++] = (struct asked){.id = line->ids[i], .chat = line->chat};
        backlog->coming++;
    }
    return true;
}

/* A row comes into memory if it is the first of its line; one from before it came while it was
 * being read, then both are read again. */
static void on_row(struct fetch *fetch, const struct store_out_row *row)
{
    struct backlog *backlog = fetch->backlog;
    struct asked key = {.id = row->out.id};
    struct asked *asked = bsearch(&key, fetch->asked, fetch->count, sizeof(*fetch->asked), by_id);
    if (!asked)
        return;
    asked->told = true;
    if (backlog_first(backlog, asked->chat) != asked->id)
        return;
    if (!PLANTED(backlog_twice))
        take(backlog, asked->chat, asked->id);
    outs_entered(backlog->turns->chats, &row->out);
}

/* After the rows: what has no row any more waits for nothing; and whoever waits goes on. */
static void fetch_end(struct fetch *fetch, bool known)
{
    struct backlog *backlog = fetch->backlog;
    backlog->coming -= fetch->count;
    for (size_t i = 0; i < fetch->count; i++) {
        const struct asked *asked = &fetch->asked[i];
        if (known && !asked->told)
            take(backlog, asked->chat, asked->id);
        struct waitline *line = waitlines_find(&backlog->lines, asked->chat);
        if (line)
            line->asked = false;
    }
    for (size_t i = 0; i < fetch->count; i++) {
        int64_t id = fetch->asked[i].chat;
        struct waitline *line = waitlines_find(&backlog->lines, id);
        struct chat *chat = chat_of(backlog, id);
        if (line)
            hint(backlog, line);
        if (chat && known)
            chat_step(chat);
        else if (chat && !chat->idle.next)
            chat_retry(chat);
    }
}

static void on_retry(void *ctx)
{
    struct backlog *backlog = ctx;
    backlog->retry = NULL;
    refill(backlog);
}

static void on_out(void *ctx, const struct store_out_row *row, const struct err *err)
{
    struct fetch *fetch = ctx;
    struct backlog *backlog = fetch->backlog;
    struct turns *turns = backlog->turns;
    if (row) {
        if (!turns->halted)
            on_row(fetch, row);
        return;
    }
    if (!op_end(turns))
        return; /* freed with the backlog */
    if (err) {
        log_warn("turn", LOG_T("pushes that wait cannot be read"), LOG_S("error", err->text));
        int64_t wait = later_backoff_ms(&turns->chance, TURN_RETRY_MS, ++backlog->tries);
        if (!backlog->retry)
            backlog->retry = later_start(&turns->laters, wait, on_retry, backlog);
    } else {
        backlog->tries = 0;
    }
    fetch_end(fetch, !err);
    fetch_free(fetch);
    refill(backlog);
    stop_look(turns);
}

static void fetch_start(struct fetch *fetch)
{
    struct turns *turns = fetch->backlog->turns;
    qsort(fetch->asked, fetch->count, sizeof(*fetch->asked), by_id);
    for (size_t i = 0; i < fetch->count; i++)
        fetch->ids[i] = fetch->asked[i].id;
    op_begin(turns);
    store_outs_pick(turns->config.store, fetch->ids, fetch->count, on_out, fetch);
}

/* --- refilling ------------------------------------------------------------------------------- */

static size_t room(const struct backlog *backlog)
{
    size_t taken = backlog->here + backlog->coming;
    return taken < backlog->window ? backlog->window - taken : 0;
}

/* At half a window: one read brings many. */
static bool is_time(const struct backlog *backlog)
{
    const struct turns *turns = backlog->turns;
    return backlog->hinted && !backlog->popping && !backlog->retry && turns->started &&
           !turns->stopping && !turns->halted && room(backlog) >= (backlog->window + 1) / 2;
}

/* Nobody was hinted at: whoever waits, from where the last walk has ended. */
static void walk(struct backlog *backlog, struct fetch *fetch, size_t most)
{
    size_t buckets = backlog->lines.bucket_count;
    size_t chats = 0;
    for (size_t i = 0; i < buckets && chats < most; i++) {
        size_t bucket = backlog->walked++ & (buckets - 1);
        for (struct waitline *line = backlog->lines.buckets[bucket]; line; line = line->next)
            if (line->hinted && fetch_add(fetch, line))
                chats++;
    }
}

static void on_popped(void *ctx, const int64_t *chats, size_t chat_count)
{
    struct backlog *backlog = ctx;
    backlog->popping = false;
    if (backlog->turns->halted || backlog->turns->stopping)
        return;
    struct fetch *fetch = fetch_new(backlog);
    for (size_t i = 0; i < chat_count; i++) {
        struct waitline *line = waitlines_find(&backlog->lines, chats[i]);
        if (line && line->hinted && !fetch_add(fetch, line))
            idqueue_push(backlog->queue, chats[i]); /* the next time */
    }
    if (!chat_count && !PLANTED(backlog_forgotten))
        walk(backlog, fetch, POP_MOST);
    if (fetch->count) {
        fetch_start(fetch);
        return;
    }
    fetch_free(fetch);
    if (chat_count) /* all of them old: the next ones */
        refill(backlog);
}

static void refill(struct backlog *backlog)
{
    if (!is_time(backlog))
        return;
    size_t most = room(backlog);
    backlog->popping = true;
    idqueue_pop(backlog->queue, most < POP_MOST ? most : POP_MOST, on_popped, backlog);
}

void backlog_pull(struct backlog *backlog, int64_t chat)
{
    struct waitline *line = waitlines_find(&backlog->lines, chat);
    if (line->asked)
        return;
    struct fetch *fetch = fetch_new(backlog);
    fetch_add(fetch, line);
    fetch_start(fetch);
}

/* --- coming in and going --------------------------------------------------------------------- */

bool backlog_takes(struct backlog *backlog, const struct chat *chat, const struct store_out *row)
{
    struct waitline *line = waitlines_find(&backlog->lines, row->chat);
    size_t in_chat = (chat ? chat->out_count : 0) + (line ? line->count : 0);
    if (row->priority != TURN_PRIORITY_PUSH || in_chat >= CHAT_OUTS_MAX)
        return false;
    if (!line && !backlog->hinted && backlog->here < backlog->window &&
        (!chat || chat->pushes < backlog->chat_most))
        return false;
    line = waitlines_add(&backlog->lines, row->chat, row->id);
    count(backlog);
    hint(backlog, line);
    refill(backlog);
    return true;
}

void backlog_entered(struct chat *chat)
{
    chat->pushes++;
    chat->chats->backlog->here++;
}

void backlog_left(struct chat *chat)
{
    struct backlog *backlog = chat->chats->backlog;
    chat->pushes--;
    backlog->here--;
    struct waitline *line = waitlines_find(&backlog->lines, chat->id);
    if (line)
        hint(backlog, line);
    refill(backlog);
}

int64_t backlog_first(const struct backlog *backlog, int64_t chat)
{
    const struct waitline *line = waitlines_find(&backlog->lines, chat);
    return line ? line->ids[0] : BACKLOG_NONE;
}

size_t backlog_count(const struct backlog *backlog, int64_t chat)
{
    const struct waitline *line = waitlines_find(&backlog->lines, chat);
    return line ? line->count : 0;
}

int64_t backlog_give_up(struct backlog *backlog, int64_t chat)
{
    struct waitline *line = waitlines_find(&backlog->lines, chat);
    if (!line)
        return BACKLOG_NONE;
    int64_t id = line->ids[0];
    take(backlog, chat, id);
    return id;
}

/* --- life ------------------------------------------------------------------------------------ */

void backlog_start(struct backlog *backlog)
{
    refill(backlog);
}

struct backlog *backlog_new(struct turns *turns)
{
    const struct turns_config *config = &turns->config;
    struct backlog *backlog = mem_alloc(sizeof(*backlog));
    backlog->turns = turns;
    backlog->own = config->queue ? NULL : idqueue_memory_new(config->loop);
    backlog->queue = config->queue ? config->queue : backlog->own;
    backlog->window = config->pushes ? config->pushes : BACKLOG_WINDOW;
    backlog->chat_most = config->chat_pushes ? config->chat_pushes : BACKLOG_CHAT;
    list_init(&backlog->fetches);
    idqueue_clear(backlog->queue); /* what an earlier process has left there */
    return backlog;
}

void backlog_free(struct backlog *backlog)
{
    struct list_node *node;
    if (!backlog)
        return;
    idqueue_cancel(backlog->queue);
    idqueue_free(backlog->own);
    later_cancel(backlog->retry);
    while ((node = list_first(&backlog->fetches)))
        fetch_free(LIST_OF(node, struct fetch, node));
    waitlines_done(&backlog->lines);
    free(backlog);
}
