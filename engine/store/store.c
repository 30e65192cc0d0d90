/* The store before any database: which backend an address means, and the way of an operation.
 *
 *     loop:     store_x() -> op -> backend->submit            on_wake -> op_tell -> the caller's fn
 *                                      |                         ^
 *     backend's threads:               v        ... -> store_complete (list, wake)
 *
 * Every call ends in exactly one completion, also one that was refused (too many under way, the
 * store is closing): that goes straight to the list of completions. Completions are told in the
 * order in which the backend gave them back, which for writes is the order of their commits.
 * The public calls that only fill in an operation are in calls.c. */
#include "store/waiting.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/backend.h"
#include "store/backup.h"
#include "store/calls.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static void list_move(struct list *to, struct list *from)
{
    struct list_node *node;
    while ((node = list_pop(from)))
        list_push(to, node);
}

/* --- the way back ---------------------------------------------------------------------------- */

/* Of the database: not of what it was asked to do. */
static bool is_fault(const struct err *err)
{
    return err->code && err->code != ERR_INVALID && err->code != ERR_NOT_FOUND &&
           err->code != ERR_CANCELLED && err->code != ERR_LIMIT && err->code != ERR_REFUSED;
}

static void tell_all(struct store *store, struct list *ops)
{
    struct list_node *node;
    while ((node = list_pop(ops))) {
        struct store_op *op = LIST_OF(node, struct store_op, node);
        store->status.errors += is_fault(&op->err);
        op_tell(op);
        if (op->more && !op->err.code) {
            op->more = false;
            rows_done(&op->rows);
            store->backend->submit(store, op);
            continue;
        }
        store->pending--;
        rows_done(&op->rows);
        free(op);
    }
}

static void tell_foreign(struct store *store)
{
    int64_t foreign = atomic_load(&store->foreign);
    if (foreign == store->foreign_told)
        return;
    store->foreign_told = foreign;
    if (store->on_foreign && !store->closing)
        store->on_foreign(store->on_foreign_ctx);
}

static void on_wake(void *ctx)
{
    struct store *store = ctx;
    struct list ops;
    list_init(&ops);
    pthread_mutex_lock(&store->lock);
    list_move(&ops, &store->completed);
    pthread_mutex_unlock(&store->lock);
    tell_foreign(store); /* before the outcomes of the group that noticed it */
    tell_all(store, &ops);
}

void store_complete(struct store *store, struct list *ops)
{
    pthread_mutex_lock(&store->lock);
    list_move(&store->completed, ops);
    pthread_cond_signal(&store->arrived);
    pthread_mutex_unlock(&store->lock);
    loop_wake_send(store->wake);
}

void store_note_group(struct store *store, int64_t writes, int64_t us)
{
    pthread_mutex_lock(&store->lock);
    store->status.groups++;
    store->status.writes += writes;
    histogram_add(&store->status.taken, us);
    pthread_mutex_unlock(&store->lock);
}

void store_status(struct store *store, struct store_status *ret_status)
{
    pthread_mutex_lock(&store->lock);
    *ret_status = store->status;
    pthread_mutex_unlock(&store->lock);
    ret_status->pending = (int64_t)store->pending;
}

/* --- the way there --------------------------------------------------------------------------- */

static void op_refuse(struct store *store, struct store_op *op, int code, const char *why)
{
    struct list one;
    list_init(&one);
    err_set(&op->err, code, "%s", why);
    op->verdict = STORE_UNKNOWN;
    list_push(&one, &op->node);
    store_complete(store, &one);
}

void op_submit(struct store *store, struct store_op *op)
{
    if (store->closing)
        op_refuse(store, op, ERR_CANCELLED, "the store is closing");
    else if (store->pending >= STORE_PENDING_MAX)
        op_refuse(store, op, ERR_LIMIT, "the database is too far behind: try again later");
    else
        store->backend->submit(store, op);
    store->pending++;
}

/* --- life ------------------------------------------------------------------------------------ */

void store_init(struct store *store, const struct store_backend *backend, struct loop *loop)
{
    store->backend = backend;
    store->wake = loop_wake_new(loop, on_wake, store);
    pthread_mutex_init(&store->lock, NULL);
    pthread_cond_init(&store->arrived, NULL);
    list_init(&store->completed);
}

void store_done(struct store *store)
{
    assert(list_empty(&store->completed));
    loop_wake_free(store->wake);
    pthread_cond_destroy(&store->arrived);
    pthread_mutex_destroy(&store->lock);
}

static const struct store_backend *backend_for(const char *url, const char **ret_rest)
{
    static const struct store_backend *const backends[] = {&store_sqlite, &store_postgres, NULL};
    if (str_starts(url, "postgresql:")) {
        *ret_rest = url + strlen("postgresql:");
        return &store_postgres;
    }
    for (size_t i = 0; backends[i]; i++) {
        size_t len = strlen(backends[i]->scheme);
        if (str_starts(url, backends[i]->scheme) && url[len] == ':') {
            *ret_rest = url + len + 1;
            return backends[i];
        }
    }
    return NULL;
}

/* The rest of an unknown address may hold a password: it is not repeated. */
static int no_backend(const char *url, struct err *err)
{
    const char *colon = strchr(url, ':');
    if (!colon)
        return err_set(err, ERR_INVALID, "database \"%s\": write sqlite:PATH or postgres://...",
                       url);
    return err_set(err, ERR_INVALID,
                   "database \"%.*s:...\": this program has no such database; write sqlite:PATH or "
                   "postgres://...",
                   (int)(colon - url), url);
}

int store_backup_file(const char *url, const char *path, struct err *err)
{
    const char *rest = NULL;
    const struct store_backend *backend = backend_for(url, &rest);
    return backend && backend->backup ? backend->backup(rest, path, err) : no_backend(url, err);
}

int store_open(struct loop *loop, const char *url, struct store **ret_store, struct err *err)
{
    const char *rest = NULL;
    const struct store_backend *backend = backend_for(url, &rest);
    if (backend)
        return backend->open(loop, rest, ret_store, err);
    return no_backend(url, err);
}

int store_open_beside(struct loop *loop, const char *url, struct store **ret_store, struct err *err)
{
    const char *rest = NULL;
    const struct store_backend *backend = backend_for(url, &rest);
    if (!backend)
        return no_backend(url, err);
    if (!backend->beside)
        return err_set(err, ERR_REFUSED, "this command does not know this kind of database yet");
    return backend->beside(loop, rest, ret_store, err);
}

static void wait_for_threads(struct store *store)
{
    pthread_mutex_lock(&store->lock);
    while (list_empty(&store->completed))
        pthread_cond_wait(&store->arrived, &store->lock);
    pthread_mutex_unlock(&store->lock);
}

void store_close(struct store *store)
{
    if (!store)
        return;
    int64_t until_ms = clock_mono_ms() + STORE_CLOSE_MS;
    store->closing = true;
    while (store->pending) {
        if (store->backend->drain)
            store->backend->drain(store, until_ms);
        else
            wait_for_threads(store);
        on_wake(store);
    }
    store->backend->close(store);
}

int64_t store_id(struct store *store)
{
    assert(!store->beside);
    return atomic_fetch_add(&store->next_id, 1);
}

int64_t store_last_now(const struct store *store)
{
    return store->last_now;
}

void store_on_foreign(struct store *store, loop_fn fn, void *ctx)
{
    store->on_foreign = fn;
    store->on_foreign_ctx = ctx;
}

int64_t store_as_of(const struct store *store)
{
    return store->foreign_told;
}

const char *store_epoch(const struct store *store)
{
    return store->epoch;
}
