/* SQLite's side of generations.h.
 *
 * The texts of files are rows by their hash: a generation that differs from the one before it in a
 * file costs one text more. Which texts a generation has is a JSON object in its row; those that no
 * row names any more are deleted with the write that made them so. */
#include "base/clock.h"
#include "store/sqlite.h"

#include <inttypes.h>
#include <stdio.h>

static int add_texts(struct db *db, const struct store_generation_new *made, struct err *err)
{
    int r = 0;
    for (size_t i = 0; !r && i < made->count; i++)
        r = db_run(db, SQL_SOURCE_ADD, NULL, err, "tb", made->texts[i].hash, made->texts[i].text,
                   made->texts[i].len);
    return r;
}

static int forget_old(struct db *db, struct err *err)
{
    int64_t changes = 0;
    int r = db_run(db, SQL_GENERATIONS_FORGET, &changes, err, "i", (int64_t)STORE_GENERATIONS_KEPT);
    return r || !changes ? r : db_run(db, SQL_SOURCES_PRUNE, NULL, err, "");
}

int write_generation(struct db *db, struct store_op *op, struct err *err)
{
    const struct store_generation *row = &op->in.generation->row;
    char number[24];
    snprintf(number, sizeof(number), "%" PRId64, row->number);
    int r = add_texts(db, op->in.generation, err);
    if (!r)
        r = db_run(db, SQL_GENERATION_ADD, NULL, err, "ittitttt", row->number, row->hash, row->who,
                   clock_wall_ms(), row->origin, row->folder, row->what, row->files);
    if (!r)
        r = forget_old(db, err);
    const struct store_audit line = {.who = row->who, .what = "generation.live", .detail = number};
    return r ? r : audit_put(db, &line, err);
}

static int read_all(struct db *db, struct store_op *op, sqlite3_stmt *stmt,
                    void (*add)(struct store_op *op, sqlite3_stmt *stmt), struct err *err)
{
    int r;
    while ((r = db_step(db, stmt, err)) > 0)
        add(op, stmt);
    return r;
}

static void add_generation(struct store_op *op, sqlite3_stmt *stmt)
{
    struct store_generation *row = &rows_add(&op->rows)->generation;
    row->number = sqlite3_column_int64(stmt, 0);
    row->hash = db_column_text(stmt, 1, &op->rows);
    row->who = db_column_text(stmt, 2, &op->rows);
    row->live_ms = sqlite3_column_int64(stmt, 3);
    row->origin = db_column_text(stmt, 4, &op->rows);
    row->folder = db_column_text(stmt, 5, &op->rows);
    row->what = db_column_text(stmt, 6, &op->rows);
    row->files = db_column_text(stmt, 7, &op->rows);
}

int read_generations(struct db *db, struct store_op *op, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    int r =
        db_start(db, SQL_GENERATIONS_LOAD, &stmt, err, "ii", op->in.list.before, op->in.list.limit);
    return r ? r : read_all(db, op, stmt, add_generation, err);
}

static void add_source(struct store_op *op, sqlite3_stmt *stmt)
{
    struct store_source *row = &rows_add(&op->rows)->source;
    row->path = db_column_text(stmt, 0, &op->rows);
    row->hash = db_column_text(stmt, 1, &op->rows);
    row->text = db_column_text(stmt, 2, &op->rows);
    row->len = (size_t)sqlite3_column_bytes(stmt, 2);
}

int read_sources(struct db *db, struct store_op *op, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    int r = db_start(db, SQL_SOURCES_LOAD, &stmt, err, "i", op->in.list.id);
    return r ? r : read_all(db, op, stmt, add_source, err);
}

static void add_place(struct store_op *op, sqlite3_stmt *stmt)
{
    struct store_place *row = &rows_add(&op->rows)->place;
    row->player = db_column_text(stmt, 0, &op->rows);
    row->path = db_column_text(stmt, 1, &op->rows);
}

int read_places(struct db *db, struct store_op *op, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    int r = db_start(db, SQL_PLACES_LOAD, &stmt, err, "ti", op->in.list.after, op->in.list.limit);
    return r ? r : read_all(db, op, stmt, add_place, err);
}
