/* The reader: one thread and a connection that cannot write, so that a cold read never waits behind
 * the writer's sync. An operation is one read transaction: the documents of one store_read are of
 * one moment. A fault completes that operation only; a hurt connection is opened again for the
 * next. */
#include "base/clock.h"
#include "store/sqlite.h"

#include <string.h>

#define READER_TAKE    64      /* operations taken at once */
#define READER_IDLE_MS 3600000 /* wakes that often for nothing */

static int read_one(struct db *db, struct store_op *op)
{
    struct err *err = &op->err;
    int r = db_ready(db, err);
    if (!r)
        r = db_run(db, SQL_BEGIN_READ, NULL, err, "");
    if (!r)
        r = read_run(db, op, err);
    if (!r)
        r = db_run(db, SQL_COMMIT, NULL, err, "");
    if (r) {
        db->broken = true; /* whatever it was, no transaction stays open */
        op->more = false;
        rows_done(&op->rows);
    }
    return r;
}

static void *reader_main(void *ctx)
{
    struct reader *reader = ctx;
    struct list taken;
    struct list one;
    list_init(&taken);
    list_init(&one);
    while (queue_take(&reader->queue, &taken, READER_TAKE, READER_TAKE,
                      clock_mono_ms() + READER_IDLE_MS)) {
        struct list_node *node;
        while ((node = list_pop(&taken))) {
            read_one(&reader->db, LIST_OF(node, struct store_op, node));
            list_push(&one, node);
            store_complete(reader->store, &one);
        }
    }
    return NULL;
}

int reader_start(struct reader *reader, struct err *err)
{
    queue_init(&reader->queue);
    int r = thread_start(&reader->thread, reader_main, reader);
    if (!r)
        return 0;
    queue_done(&reader->queue);
    return err_set(err, ERR_SYSTEM, "cannot start the database's reader: %s", strerror(r));
}

void reader_stop(struct reader *reader)
{
    queue_stop(&reader->queue);
    pthread_join(reader->thread, NULL);
    queue_done(&reader->queue);
}
