/* The PostgreSQL backend: what it is made of and the order in which it starts and stops.
 *
 *     loop  --writes-->  pg_writer.c  --one connection, groups-->     server
 *       |                  (pg_turn.c, pg_writes.c; pg_upkeep.c)       (functions.sql)
 *       +----reads---->  pg_readers.c --a few connections-->
 *                          (pg_reads.c, pg_board.c)
 *
 * No thread of its own: everything is asked and answered over the loop (pg_conn.c), but for opening
 * a connection, which blocks (pg_link.c). The first ones are opened by store_open, in this order:
 * are the migrations there, the writer's session with the engine's lock (and the migrations once
 * more, now that nobody else can change them), what the start needs to know of the world, a reader.
 *
 * Ids come in blocks. A store takes the block behind the last one that anybody has taken, in the
 * transaction of its start and in that of a group later. Only who has the engine's lock gives out
 * ids: there is one such store at a time, and the next one begins behind its mark. An engine that
 * was cut off may still hand out what is left of its block, but keeps nothing under it: it is
 * refused once another has been there. */
#include "base/clock.h"
#include "base/mem.h"
#include "base/rng.h"
#include "base/str.h"
#include "store/migrate.h"
#include "store/pg_ops.h"
#include "store/upkeep.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PG_ID_MAX    ((int64_t)1 << 53)
#define PG_BARE_STEP 500 /* rows of the index that are completed at once */
#define PG_WORD      64

struct pg_store {
    struct store base;
    struct pg_place place;
    struct pg_writer writer;
    struct pg_readers readers;
};

/* What opening has on its hands. */
struct start {
    struct pg_store *store;
    PGconn *link;
    struct err *err;
};

/* --- what the start needs -------------------------------------------------------------------- */

/* ret_word: the first value of the first row, or "". */
static int ask(const struct start *at, const char *text, const char *arg, char ret_word[PG_WORD])
{
    PGresult *res = pg_link_ask(&at->store->place, at->link, text, &arg, arg ? 1 : 0, at->err);
    if (!res)
        return at->err->code;
    if (ret_word)
        str_copy(ret_word, PG_WORD, PQntuples(res) ? PQgetvalue(res, 0, 0) : "");
    PQclear(res);
    return 0;
}

static int number(const struct start *at, const char *what, const char *word, int64_t most,
                  int64_t *ret_number)
{
    if (!*word || !str_to_i64(word, 0, most, ret_number))
        return 0;
    return err_set(at->err, ERR_CORRUPT, "%s: its %s reads \"%s\": restore a backup",
                   at->store->place.name, what, word);
}

static int load_epoch(const struct start *at)
{
    struct store *base = &at->store->base;
    char word[PG_WORD] = "";
    uint64_t chance = 0;
    rng_secret(&chance, sizeof(chance));
    snprintf(base->epoch, sizeof(base->epoch), "%016" PRIx64, chance);
    int r = ask(at,
                "INSERT INTO settings (name, value) VALUES ('store.epoch', $1)"
                " ON CONFLICT (name) DO UPDATE SET value = settings.value RETURNING value",
                base->epoch, word);
    if (!r)
        str_copy(base->epoch, sizeof(base->epoch), word);
    str_copy(at->store->place.epoch, sizeof(at->store->place.epoch), base->epoch);
    return r;
}

/* Beside an engine, which has given it one. */
static int read_epoch(const struct start *at)
{
    char word[PG_WORD] = "";
    int r = ask(at, "SELECT value FROM settings WHERE name = 'store.epoch'", NULL, word);
    str_copy(at->store->base.epoch, sizeof(at->store->base.epoch), word);
    return r;
}

static int load_ids(const struct start *at)
{
    char word[PG_WORD] = "";
    char block[PG_WORD];
    int64_t next = 1;
    snprintf(block, sizeof(block), "%d", STORE_IDS_BLOCK);
    int r = ask(at,
                "INSERT INTO settings (name, value) VALUES ('store.ids', (1 + $1::bigint)::text)"
                " ON CONFLICT (name) DO UPDATE SET value = (settings.value::bigint"
                " + $1::bigint)::text RETURNING value::bigint - $1::bigint",
                block, word);
    if (!r)
        r = number(at, "counter of ids", word, PG_ID_MAX - STORE_IDS_BLOCK, &next);
    if (r)
        return r;
    atomic_store(&at->store->base.next_id, next);
    at->store->writer.ids_end = at->store->place.ids = next + STORE_IDS_BLOCK;
    return 0;
}

static int load_rest(const struct start *at)
{
    char word[PG_WORD] = "";
    struct pg_writer *writer = &at->store->writer;
    int r = ask(at, "SELECT value FROM settings WHERE name = 'store.now'", NULL, word);
    if (!r)
        r = number(at, "last time", word, INT64_MAX, &writer->last_now);
    if (!r)
        r = ask(at, "SELECT value FROM settings WHERE name = 'store.foreign'", NULL, word);
    if (!r)
        r = number(at, "count of changes by others", word, INT64_MAX, &writer->others_base);
    if (!r)
        r = ask(at,
                "INSERT INTO settings (name, value) VALUES ('store.engine', $1)"
                " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                at->store->place.token, NULL);
    at->store->base.last_now = at->store->place.now = writer->last_now;
    return r;
}

/* Before the first poll: ids begin at a random number after an idle week. */
static int prune_seen(const struct start *at)
{
    char word[PG_WORD];
    int64_t before = clock_wall_ms() - UPKEEP_SEEN_MS;
    snprintf(word, sizeof(word), "%" PRId64, before);
    return ask(at,
               "DELETE FROM seen AS s WHERE seen_ms < $1::bigint AND last < (SELECT value::bigint"
               " FROM settings WHERE name = 'confirmed.' || s.bot)",
               word, NULL);
}

static int load_start(const struct start *at)
{
    int r = ask(at, "BEGIN", NULL, NULL);
    if (!r)
        r = load_epoch(at);
    if (!r)
        r = load_ids(at);
    if (!r)
        r = load_rest(at);
    if (!r)
        r = prune_seen(at);
    if (!r)
        r = ask(at, "COMMIT", NULL, NULL);
    return r;
}

/* --- the index after a copy ------------------------------------------------------------------ */

static int complete_row(const struct start *at, const PGresult *res, int row)
{
    struct index_row *rows = mem_array(INDEX_ROWS_MAX, sizeof(*rows));
    struct pg_list shapes;
    struct pg_list keys;
    size_t len = 0;
    unsigned char *packed = PQunescapeBytea((unsigned char *)PQgetvalue(res, row, 2), &len);
    size_t count = index_rows(PQgetvalue(res, row, 0), packed, len, rows);
    pg_list_init(&shapes, PG_BIGINTS);
    pg_list_init(&keys, PG_BYTEAS);
    for (size_t i = 0; i < count; i++) {
        pg_list_int(&shapes, rows[i].shape);
        pg_list_bytes(&keys, rows[i].key, rows[i].len);
    }
    const char *const values[] = {shapes.bytes.data, keys.bytes.data, PQgetvalue(res, row, 0),
                                  PQgetvalue(res, row, 1)};
    const int lens[] = {(int)pg_list_len(&shapes), (int)pg_list_len(&keys), 0, 0};
    const int formats[] = {1, 1, 0, 0};
    PGresult *done = pg_link_params(&at->store->place, at->link,
                                    "UPDATE indexed SET shapes = $1::bigint[], keys = $2::bytea[]"
                                    " WHERE kind = $3 AND id = $4",
                                    4, values, lens, formats, at->err);
    int r = done ? 0 : at->err->code;
    PQclear(done);
    PQfreemem(packed);
    pg_list_done(&shapes);
    pg_list_done(&keys);
    free(rows);
    return r;
}

/* A copy brings what stands in the index, but not the rows that it gives: see db/postgres. */
static int complete_index(const struct start *at)
{
    int count = 0;
    int r = 0;
    do {
        char step[PG_WORD];
        const char *arg = step;
        snprintf(step, sizeof(step), "%d", PG_BARE_STEP);
        PGresult *res = pg_link_ask(&at->store->place, at->link,
                                    "SELECT kind, id, fields FROM indexed WHERE shapes IS NULL"
                                    " ORDER BY kind, id LIMIT $1",
                                    &arg, 1, at->err);
        count = res ? PQntuples(res) : 0;
        r = res ? 0 : at->err->code;
        if (!r && count)
            r = ask(at, "BEGIN", NULL, NULL);
        for (int row = 0; !r && row < count; row++)
            r = complete_row(at, res, row);
        if (!r && count)
            r = ask(at, "COMMIT", NULL, NULL);
        PQclear(res);
    } while (!r && count);
    return r;
}

/* --- opening --------------------------------------------------------------------------------- */

static void pg_free(struct pg_store *store)
{
    pg_place_done(&store->place);
    free(store);
}

/* ret_links: the writer's and a reader's. */
static int open_links(struct pg_store *store, PGconn *ret_links[2], struct err *err)
{
    struct start at = {store, NULL, err};
    int r = migrate_ready(store->place.url, err);
    if (!r)
        r = pg_link_open(&store->place, PG_WRITER, &ret_links[0], err);
    at.link = ret_links[0];
    if (!r)
        r = store->place.beside ? read_epoch(&at) : load_start(&at);
    if (!r && !store->place.beside)
        r = complete_index(&at);
    if (!r)
        r = pg_link_open(&store->place, PG_READER, &ret_links[1], err);
    return r;
}

static void pg_close(struct store *base)
{
    struct pg_store *store = (struct pg_store *)base;
    pg_writer_done(&store->writer);
    pg_readers_done(&store->readers);
    store_done(base);
    pg_free(store);
}

static int open_as(struct loop *loop, const char *rest, bool beside, struct store **ret_store,
                   struct err *err)
{
    struct pg_store *store = mem_alloc(sizeof(*store));
    PGconn *links[2] = {NULL, NULL};
    int r = pg_place_init(&store->place, rest, err);
    store->base.beside = store->place.beside = beside;
    store->writer.ids_end = beside ? INT64_MAX : 0; /* none are given out */
    if (!r)
        r = open_links(store, links, err);
    if (r) {
        PQfinish(links[0]);
        PQfinish(links[1]);
        pg_free(store);
        return r;
    }
    store_init(&store->base, &store_postgres, loop);
    store->place.again = true;
    pg_writer_init(&store->writer, &store->base, &store->place, loop);
    pg_readers_init(&store->readers, &store->base, &store->place, loop);
    r = pg_conn_take(store->writer.conn, links[0], err);
    if (r)
        PQfinish(links[1]);
    else
        r = pg_conn_take(store->readers.conns[0], links[1], err);
    if (r) {
        pg_close(&store->base);
        return r;
    }
    *ret_store = &store->base;
    return 0;
}

static int pg_open(struct loop *loop, const char *rest, struct store **ret_store, struct err *err)
{
    return open_as(loop, rest, false, ret_store, err);
}

static int pg_beside(struct loop *loop, const char *rest, struct store **ret_store, struct err *err)
{
    return open_as(loop, rest, true, ret_store, err);
}

/* --- the table ------------------------------------------------------------------------------- */

static void refuse_backup(struct pg_store *store, struct store_op *op)
{
    struct list one;
    list_init(&one);
    err_set(&op->err, ERR_REFUSED, "a PostgreSQL database is copied by its own tools: use pg_dump");
    list_push(&one, &op->node);
    store_complete(&store->base, &one);
}

static void pg_submit(struct store *base, struct store_op *op)
{
    struct pg_store *store = (struct pg_store *)base;
    if (op->kind == STORE_OP_BACKUP)
        refuse_backup(store, op);
    else if (store_op_writes(op))
        pg_writer_submit(&store->writer, op);
    else
        pg_readers_submit(&store->readers, op);
}

static void pg_drain(struct store *base, int64_t until_ms)
{
    struct pg_store *store = (struct pg_store *)base;
    pg_writer_step(&store->writer, until_ms);
    pg_readers_step(&store->readers, until_ms);
}

static int pg_backup(const char *rest, const char *path, struct err *err)
{
    (void)rest;
    (void)path;
    return err_set(err, ERR_REFUSED,
                   "a PostgreSQL database is copied by its own tools: pg_dump --format=custom, and "
                   "pg_restore for the way back");
}

const struct store_backend store_postgres = {
    .scheme = "postgres",
    .open = pg_open,
    .beside = pg_beside,
    .submit = pg_submit,
    .close = pg_close,
    .backup = pg_backup,
    .drain = pg_drain,
};
