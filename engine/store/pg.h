/* The parts of the PostgreSQL backend below its operations: values on their way to the server, an
 * open session, a connection over the loop. See postgres.c for the whole. All on the loop's thread
 * but pg_link_open, which may be called from any. */
#ifndef BYLINA_STORE_PG_H
#define BYLINA_STORE_PG_H

#include "base/buf.h"
#include "store/backend.h"
#include "store/pg_sql_lore.h"

#include <libpq-fe.h>

#define PG_ANSWER_MS    15000 /* without a word from the server a connection is given up */
#define PG_STATEMENT_MS 10000 /* the server gives up a statement, */
#define PG_LOCK_MS      1000  /* or one that waits for a lock (of somebody who changes by hand) */
#define PG_PAUSE_MS     100   /* between two attempts to connect, at first; doubled up to */
#define PG_PAUSE_MAX_MS 2000
#define PG_ARGS_MAX     16
#define PG_ARGS_BYTES   ((size_t)64 << 20) /* of one statement */
#define PG_TOKEN_LEN    16

/* --- where ----------------------------------------------------------------------------------- */

struct pg_place {
    char *url;                    /* holds a password: never shown */
    char *name;                   /* for people: "database world at db.example" */
    char token[PG_TOKEN_LEN + 1]; /* of this store: its sessions bear it */
    int answer_ms;                /* PG_ANSWER_MS: of pg_link_* */
    bool beside; /* store_open_beside: no engine's, so without its lock and its mark */
    bool again;  /* it was open before: nobody else may have been there since, and it must still
                  * be the database of these: */
    char epoch[STORE_EPOCH_LEN + 1];
    int64_t ids; /* store.ids at the least, */
    int64_t now; /* and store.now */
    bool over;   /* it is not, so it is never to be opened again (set by pg_link_open) */
};

/* rest: what follows "postgres:". The variable and the mend are in the error. */
int pg_place_init(struct pg_place *place, const char *rest, struct err *err);
void pg_place_copy(struct pg_place *to, const struct pg_place *from);
void pg_place_done(struct pg_place *place);

/* --- a session ------------------------------------------------------------------------------- */

enum pg_role { PG_WRITER, PG_READER };

/* Connects and makes the session ready: its settings, and all statements of the role prepared. The
 * writer's holds the lock of the engine, behind which the migrations are there and nobody has been
 * in the way (see pg_place), and has the functions of functions.sql. Blocking. */
int pg_link_open(struct pg_place *place, enum pg_role role, PGconn **ret_link, struct err *err);
/* One statement without anything prepared; args may be NULL. Blocking, for answer_ms at most; NULL:
 * err says why. */
PGresult *pg_link_ask(const struct pg_place *place, PGconn *link, const char *text,
                      const char *const *args, int count, struct err *err);
/* The same with arguments of both forms, as PQexecParams takes them. */
PGresult *pg_link_params(const struct pg_place *place, PGconn *link, const char *text, int count,
                         const char *const *args, const int *lens, const int *formats,
                         struct err *err);

/* --- values ---------------------------------------------------------------------------------- */

/* An array as the server reads it: rows are added and then it is an argument ('l'). */
struct pg_list {
    struct buf bytes;
    int count;
    bool has_null;
};
enum pg_list_type { PG_TEXTS = 25, PG_BIGINTS = 20, PG_BYTEAS = 17 }; /* the server's numbers */
void pg_list_init(struct pg_list *list, enum pg_list_type type);
void pg_list_done(struct pg_list *list);
size_t pg_list_len(const struct pg_list *list); /* of its bytes */
void pg_list_text(struct pg_list *list, const char *text);
void pg_list_int(struct pg_list *list, int64_t number);
void pg_list_bytes(struct pg_list *list, const void *bytes, size_t len);

/* Values from a result; NULL is 0, or NULL. A document's body is told in the engine's spelling. */
int64_t pg_int(const PGresult *res, int row, int column);
const char *pg_text(const PGresult *res, int row, int column, struct store_rows *rows);
const char *pg_body(const PGresult *res, int row, int column, struct store_rows *rows,
                    size_t *ret_len);

/* --- a connection over the loop -------------------------------------------------------------- */

/* What came of a unit, which is what was asked between two pg_conn_end. */
enum pg_how {
    PG_DONE,
    PG_FAULT, /* the server has refused a statement, and passed over those behind it */
    PG_LOST,  /* no more is known of it than before */
};
struct pg_fault {
    struct err err;
    char state[6]; /* SQLSTATE */
    int sql;       /* enum pg_sql, pg_sql_lore */
};

struct pg_conn;
struct pg_events {
    void (*on_open)(void *ctx, struct pg_conn *conn);
    void (*on_away)(void *ctx, struct pg_conn *conn, const struct err *err); /* not this time */
    void (*on_end)(void *ctx, struct pg_conn *conn, void *unit, enum pg_how how,
                   const struct pg_fault *fault);
};

/* place must outlive it. It is closed at first. */
struct pg_conn *pg_conn_new(struct loop *loop, struct pg_place *place, enum pg_role role,
                            const struct pg_events *events, void *ctx);
void pg_conn_free(struct pg_conn *conn);                               /* without any on_end */
int pg_conn_take(struct pg_conn *conn, PGconn *link, struct err *err); /* an open session */
bool pg_conn_is_open(const struct pg_conn *conn);
size_t pg_conn_units(const struct pg_conn *conn); /* under way */
/* Opens it if it is closed, after a pause if that has just failed: on_open or on_away follows. The
 * writer's goes on by itself until it is open, or refused for good. */
void pg_conn_want(struct pg_conn *conn);

/* Asks; nothing is sent before pg_conn_end. The server's answer is given to take (NULL: it is not
 * looked at) with `of`, in the order of asking. types: i int64_t, t text (NULL allowed), b text and
 * its size_t length, x bytes (NULL allowed) and their size_t length, l struct pg_list *. Nothing is
 * kept of what is given. What cannot be sent loses the connection, later. */
typedef void (*pg_take)(void *of, const PGresult *res);
void pg_ask(struct pg_conn *conn, int sql, pg_take take, void *of, const char *types, ...);
void pg_conn_end(struct pg_conn *conn, void *unit);

/* While the store closes no loop runs: waits for the server until a monotonic time, and handles
 * what has come. False: there is nothing to wait for. */
bool pg_conn_step(struct pg_conn *conn, int64_t until_ms);

/* Words for what the server said. ERR_INVALID: the data are at fault. */
int pg_err(const struct pg_place *place, const PGresult *res, struct err *err);

#endif
