/* The harness: see harness.h. Every call counts itself in `waiting`; the loop is stopped when the
 * last has completed. */
#include "harness.h"

#include "base/mem.h"
#include "base/str.h"
#include "postgres.h"
#include "sim/memstore.h"
#include "store/migrate.h"

#include <inttypes.h>
#include <unistd.h>

#define ROWS_LIMIT ((size_t)1 << 20)

/* --- the world ------------------------------------------------------------------------------- */

void world_open(struct world *world)
{
    struct err err = {0};
    world->loop = loop_new();
    if (world->memory)
        world->store = memstore_open(world->loop, world->memory, NULL);
    else if (store_open(world->loop, world->url, &world->store, &err))
        fail_msg("%s", err.text);
}

void world_close(struct world *world)
{
    if (world->memory)
        memstore_close(world->store);
    else
        store_close(world->store);
    loop_free(world->loop);
    world->store = NULL;
}

/* One database a program; each test finds it empty. */
static const char *empty_postgres(void)
{
    static char url[POSTGRES_URL_SIZE];
    char words[512];
    struct err err = {0};
    if (!postgres_here())
        fail_msg("there is no PostgreSQL: run this under tests/servers/postgres.sh");
    if (!*url) {
        postgres_make(url);
        if (migrate_bring_up(url, &err))
            fail_msg("%s", err.text);
    }
    if (!postgres_ask(url,
                      "DO $$BEGIN EXECUTE (SELECT 'TRUNCATE ' || string_agg(quote_ident(relname),"
                      " ', ') || ' RESTART IDENTITY' FROM pg_class WHERE relkind = 'r' AND"
                      " relnamespace = 'public'::regnamespace AND relname <> 'migrations'); END$$;"
                      " TRUNCATE settings",
                      words, sizeof(words)))
        fail_msg("%s", words);
    return url;
}

int world_set_up(void **state)
{
    struct world *world = mem_alloc(sizeof(*world));
    const char *backend = getenv("BYLINA_TEST_STORE");
    if (str_equal(backend, "memory"))
        world->memory = memdb_new();
    else if (str_equal(backend, "postgres"))
        snprintf(world->url, sizeof(world->url), "%s", empty_postgres());
    else if (backend && !str_equal(backend, "sqlite"))
        fail_msg("BYLINA_TEST_STORE=%s: no such backend", backend);
    snprintf(world->folder, sizeof(world->folder), "/tmp/bylina-store-XXXXXX");
    assert_non_null(mkdtemp(world->folder));
    if (!*world->url)
        snprintf(world->path, sizeof(world->path), "%s/world.db", world->folder);
    if (!*world->url)
        snprintf(world->url, sizeof(world->url), "sqlite:%s", world->path);
    buf_init(&world->rows, ROWS_LIMIT);
    world_open(world);
    *state = world;
    return 0;
}

int world_tear_down(void **state)
{
    static const char *const ends[] = {"", "-wal", "-shm", "-journal", ".lock"};
    struct world *world = *state;
    char name[160];
    if (world->store)
        world_close(world);
    for (size_t i = 0; *world->path && i < sizeof(ends) / sizeof(*ends); i++) {
        snprintf(name, sizeof(name), "%s%s", world->path, ends[i]);
        unlink(name);
    }
    assert_int_equal(rmdir(world->folder), 0);
    buf_done(&world->rows);
    memdb_free(world->memory);
    free(world);
    return 0;
}

void world_reopen(struct world *world)
{
    world_close(world);
    world_open(world);
}

void world_wait(struct world *world)
{
    while (world->waiting)
        loop_run(world->loop);
}

struct poll {
    struct world *world;
    struct loop_timer *timer;
    bool (*cond)(void *ctx);
    void *ctx;
};

static void on_poll(void *ctx)
{
    struct poll *poll = ctx;
    if (poll->cond(poll->ctx))
        loop_stop(poll->world->loop);
    else
        loop_timer_start(poll->timer, 1);
}

void world_until(struct world *world, bool (*cond)(void *ctx), void *ctx)
{
    struct poll poll = {.world = world, .cond = cond, .ctx = ctx};
    poll.timer = loop_timer_new(world->loop, on_poll, &poll);
    loop_timer_start(poll.timer, 0);
    loop_run(world->loop);
    loop_timer_free(poll.timer);
}

static void completed(struct world *world, const struct err *err)
{
    world->err = err ? *err : (struct err){0};
    if (!--world->waiting)
        loop_stop(world->loop);
}

void on_done(void *ctx, const struct err *err)
{
    completed(ctx, err);
}

/* --- turns ----------------------------------------------------------------------------------- */

static void turn_begin(struct turn *turn)
{
    memset(turn, 0, sizeof(*turn));
    turn->it.lane = "lane";
    turn->it.now = 1000;
    turn->it.reads = turn->reads;
    turn->it.writes = turn->writes;
    turn->it.timers = turn->timers;
    turn->it.outs = turn->outs;
    turn->it.slots = turn->slots;
    turn->it.pays = turn->pays;
    turn->it.letters = turn->letters;
}

void turn_update(struct turn *turn, int64_t bot, int64_t number)
{
    turn_begin(turn);
    turn->it.event.kind = STORE_UPDATE;
    turn->it.event.bot = bot;
    turn->it.event.number = number;
}

void turn_fire(struct turn *turn, int64_t uid)
{
    turn_begin(turn);
    turn->it.event.kind = STORE_TIMER;
    turn->it.event.number = uid;
}

void turn_other(struct turn *turn, const char *name)
{
    turn_begin(turn);
    turn->it.event.kind = STORE_OTHER;
    turn->it.event.name = name;
}

void turn_reads(struct turn *turn, const char *kind, const char *id, int64_t version)
{
    turn->reads[turn->it.read_count++] = (struct store_read_mark){kind, id, version};
}

int64_t turn_writes(struct world *world, struct turn *turn, const char *kind, const char *id,
                    const char *body)
{
    int64_t version = store_id(world->store);
    turn->writes[turn->it.write_count++] =
        (struct store_write){kind, id, version, body, body ? strlen(body) : 0, NULL, false};
    return version;
}

int64_t turn_sets(struct world *world, struct turn *turn, const char *kind, const char *id,
                  const char *name, int64_t deadline)
{
    int64_t uid = store_id(world->store);
    turn->timers[turn->it.timer_count++] = (struct store_timer){kind, id, name, uid, deadline};
    return uid;
}

int64_t turn_writes_to(struct world *world, struct turn *turn, const char *lane, const char *body)
{
    int64_t id = store_id(world->store);
    turn->letters[turn->it.letter_count++] = (struct store_letter){id, lane, body};
    return id;
}

void turn_cancels(struct turn *turn, const char *kind, const char *id, const char *name)
{
    turn->timers[turn->it.timer_count++] = (struct store_timer){kind, id, name, 0, 0};
}

int64_t turn_sends(struct world *world, struct turn *turn, int64_t chat, const char *body)
{
    int64_t id = store_id(world->store);
    turn->outs[turn->it.out_count++] = (struct store_out){id, chat, body, 3, 2};
    return id;
}

int64_t turn_shows(struct world *world, struct turn *turn, int64_t chat, const char *slot,
                   const char *desired)
{
    int64_t version = store_id(world->store);
    turn->slots[turn->it.slot_count++] = (struct store_slot){chat, slot, version, desired};
    return version;
}

static void on_commit(void *ctx, enum store_verdict verdict, const struct err *err)
{
    static size_t place;
    struct turn *turn = ctx;
    turn->verdict = verdict;
    turn->code = err ? err->code : 0;
    turn->place = ++place;
    completed(turn->world, err);
}

void begin(struct world *world, struct turn *turn)
{
    turn->world = world;
    turn->place = 0;
    world->waiting++;
    store_commit(world->store, &turn->it, on_commit, turn);
    assert_int_equal(turn->place, 0); /* never from within the call */
}

enum store_verdict commit(struct world *world, struct turn *turn)
{
    begin(world, turn);
    world_wait(world);
    return turn->verdict;
}

int64_t put(struct world *world, const char *id, const char *body)
{
    struct turn turn;
    char name[40];
    snprintf(name, sizeof(name), "put %" PRId64, store_id(world->store));
    turn_other(&turn, name);
    int64_t version = turn_writes(world, &turn, "doc", id, body);
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
    return version;
}

/* --- reads ----------------------------------------------------------------------------------- */

static void on_docs(void *ctx, const struct store_doc *docs, size_t count, const struct err *err)
{
    struct world *world = ctx;
    buf_reset(&world->rows);
    world->version = -1;
    if (!err) {
        assert_int_equal(count, 1);
        world->version = docs[0].version;
        buf_addc(&world->rows, docs[0].body ? '+' : '-');
        buf_add(&world->rows, docs[0].body, docs[0].len);
    }
    completed(world, err);
}

const char *get(struct world *world, const char *kind, const char *id)
{
    struct store_key key = {kind, id};
    world->waiting++;
    store_read(world->store, &key, 1, on_docs, world);
    world_wait(world);
    assert_int_equal(world->err.code, 0);
    return world->rows.data[0] == '+' ? world->rows.data + 1 : NULL;
}

static const char *loaded(struct world *world)
{
    world_wait(world);
    if (world->err.code)
        fail_msg("%s", world->err.text);
    return world->rows.data;
}

static void on_inbox(void *ctx, const struct store_inbox *row, const struct err *err)
{
    struct world *world = ctx;
    if (row)
        buf_addf(&world->rows, "%" PRId64 ":%s:%s;", row->update, row->lane, row->body);
    else
        completed(world, err);
}

const char *inbox(struct world *world)
{
    buf_reset(&world->rows);
    world->waiting++;
    store_inbox_load(world->store, on_inbox, world);
    return loaded(world);
}

static void on_timer(void *ctx, const struct store_timer *row, const struct err *err)
{
    struct world *world = ctx;
    if (row)
        buf_addf(&world->rows, "%s:%" PRId64 ";", row->name, row->deadline);
    else
        completed(world, err);
}

const char *timers(struct world *world, int64_t after, int64_t until)
{
    buf_reset(&world->rows);
    world->waiting++;
    store_timers_load(world->store, after, until, on_timer, world);
    return loaded(world);
}

static void on_out(void *ctx, const struct store_out_row *row, const struct err *err)
{
    struct world *world = ctx;
    if (!row) {
        completed(world, err);
        return;
    }
    assert_int_equal(row->out.priority, 3);
    assert_int_equal(row->out.policy, 2);
    buf_addf(&world->rows, "%" PRId64 ":%s:%d;", row->out.chat, row->out.body, (int)row->state);
}

const char *outs(struct world *world)
{
    buf_reset(&world->rows);
    world->waiting++;
    store_outs_load(world->store, on_out, world);
    return loaded(world);
}

const char *outs_of(struct world *world, const int64_t *ids, size_t count)
{
    buf_reset(&world->rows);
    world->waiting++;
    store_outs_pick(world->store, ids, count, on_out, world);
    return loaded(world);
}

static void on_slot(void *ctx, const struct store_slot_row *row, const struct err *err)
{
    struct world *world = ctx;
    if (!row) {
        completed(world, err);
        return;
    }
    buf_addf(&world->rows, "%" PRId64 ":%s:%d:%s:%d:%" PRId64 ":%" PRId64 ":%d%s;", row->slot.chat,
             row->slot.slot, row->slot.version != 0, row->slot.desired ? row->slot.desired : "-",
             row->shown != 0, row->message, row->bottom, row->in_doubt, row->blocked ? "!" : "");
}

const char *slots(struct world *world, int64_t chat, const char *slot)
{
    buf_reset(&world->rows);
    world->waiting++;
    store_slot_load(world->store, chat, slot, on_slot, world);
    return loaded(world);
}

static void on_value(void *ctx, const char *text, const struct err *err)
{
    struct world *world = ctx;
    buf_adds(&world->rows, text ? text : "(absent)");
    completed(world, err);
}

const char *value(struct world *world, const char *name)
{
    buf_reset(&world->rows);
    world->waiting++;
    store_value_get(world->store, name, on_value, world);
    return loaded(world);
}

/* --- writes ---------------------------------------------------------------------------------- */

void set_value(struct world *world, const char *name, const char *text)
{
    world->waiting++;
    store_value_set(world->store, name, text, on_done, world);
    world_wait(world);
}

void inbox_add(struct world *world, int64_t bot, int64_t update, const char *body)
{
    struct store_inbox row = {store_id(world->store), bot, update, 1000, "lane", body};
    world->waiting++;
    store_inbox_add(world->store, &row, 1, on_done, world);
    world_wait(world);
    assert_int_equal(world->err.code, 0);
}

void settle_out(struct world *world, int64_t id, int64_t chat, enum store_out_state state,
                int64_t bottom)
{
    struct store_out_end end = {id, chat, state, bottom, NULL};
    world->waiting++;
    store_out_settle(world->store, &end, on_done, world);
    world_wait(world);
    assert_int_equal(world->err.code, 0);
}

void settle_slot(struct world *world, const struct store_slot_shown *shown)
{
    world->waiting++;
    store_slot_settle(world->store, shown, on_done, world);
    world_wait(world);
    assert_int_equal(world->err.code, 0);
}
