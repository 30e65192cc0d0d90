/* A connection over the loop: what is asked goes out in pipeline mode, what comes back is told in
 * order, and a connection that is lost is opened again.
 *
 *     closed --want--> opening (on a worker thread) --ok--> open --lost--> closed
 *        ^                     |
 *        +----- a pause -------+ failed: on_away
 *
 * Where the database has refused this engine for good (pg_place.over) nothing is opened any more:
 * whoever wants it is told so after a pause.
 *
 * Each statement that was asked is an expectation in a row, a sync is one, too. The server answers
 * in that order; after a refusal it passes over everything up to the next sync. A unit (all between
 * two syncs) ends at its sync, or when the connection is lost: exactly once. The session can be
 * ended between the last answer and the sync: that, too, is a lost connection.
 *
 * An error while sending is only noted and handled by the timer, so that nothing completes from
 * within a call. The opening owns copies of all that it needs: when the connection is freed
 * meanwhile, it ends by itself on the loop. */
#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/pg.h"

#include <inttypes.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NUMBER = 24, NAME = 12, EXPECTS_MIN = 64 };

struct expect {
    int sql;
    bool sync;
    pg_take take;
    void *of; /* of take; or the unit */
};

struct opening { /* on a worker thread */
    struct pg_place place;
    enum pg_role role;
    struct pg_conn *conn; /* NULL: nobody waits for it any more (loop thread) */
    PGconn *link;
    struct err err;
};

struct pg_conn {
    struct loop *loop;
    struct pg_place *place;
    enum pg_role role;
    const struct pg_events *events;
    void *ctx;
    PGconn *link; /* NULL: closed */
    struct loop_watch *watch;
    struct loop_timer *timer; /* open: no answer in time; closed: the pause */
    struct opening *opening;
    int64_t pause_ms;
    bool wanted;     /* again after the pause */
    bool broken;     /* sending has failed */
    struct err over; /* why it is never opened again; code 0: it is */
    struct expect *expects;
    size_t first; /* what the server answers next */
    size_t count;
    size_t cap;
    size_t units;
    bool answered; /* the first has had its result */
    struct pg_fault fault;
    struct buf bytes; /* arguments of one statement */
};

/* --- closed and opening ---------------------------------------------------------------------- */

static void open_begin(struct pg_conn *conn);
static void on_socket(void *ctx, int events);

static void close_link(struct pg_conn *conn)
{
    loop_watch_free(conn->watch);
    PQfinish(conn->link);
    conn->watch = NULL;
    conn->link = NULL;
    conn->broken = conn->answered = false;
}

/* Ends all units that were under way. */
static void lose(struct pg_conn *conn, int code, const char *words)
{
    struct pg_fault fault = {.sql = PG_COUNT};
    struct expect *expects = conn->expects;
    size_t first = conn->first;
    size_t count = conn->count;
    err_set(&fault.err, code, "%s: %s", conn->place->name, words);
    loop_timer_stop(conn->timer);
    close_link(conn);
    conn->expects = NULL;
    conn->first = conn->count = conn->cap = conn->units = 0;
    memset(&conn->fault, 0, sizeof(conn->fault));
    if (conn->role == PG_WRITER)
        pg_conn_want(conn);
    for (size_t i = first; i < count; i++)
        if (expects[i].sync)
            conn->events->on_end(conn->ctx, conn, expects[i].of, PG_LOST, &fault);
    free(expects);
}

int pg_conn_take(struct pg_conn *conn, PGconn *link, struct err *err)
{
    if (PQsetnonblocking(link, 1) || !PQenterPipelineMode(link)) {
        PQfinish(link);
        return err_set(err, ERR_SYSTEM, "%s: no pipeline mode", conn->place->name);
    }
    conn->watch = loop_watch_new(conn->loop, PQsocket(link), on_socket, conn);
    if (!conn->watch) {
        PQfinish(link);
        return err_set(err, ERR_SYSTEM, "%s: its socket cannot be watched", conn->place->name);
    }
    conn->link = link;
    conn->pause_ms = 0;
    conn->wanted = false;
    loop_watch_set(conn->watch, LOOP_READ);
    return 0;
}

static void open_run(void *ctx)
{
    struct opening *opening = ctx;
    pg_link_open(&opening->place, opening->role, &opening->link, &opening->err);
}

static void opening_free(struct opening *opening)
{
    PQfinish(opening->link);
    pg_place_done(&opening->place);
    free(opening);
}

static void note_over(struct pg_conn *conn, const struct err *err)
{
    conn->over = *err;
    conn->place->over = true;
    log_error("store", LOG_T("refused for good"), LOG_S("error", err->text));
}

static void open_done(void *ctx)
{
    struct opening *opening = ctx;
    struct pg_conn *conn = opening->conn;
    struct err err = opening->err;
    bool over = opening->place.over;
    if (conn) {
        conn->opening = NULL;
        if (opening->link && !pg_conn_take(conn, opening->link, &err))
            err.code = 0;
        opening->link = NULL;
    }
    opening_free(opening);
    if (!conn)
        return;
    if (conn->link) {
        conn->events->on_open(conn->ctx, conn);
        return;
    }
    conn->pause_ms = conn->pause_ms ? conn->pause_ms * 2 : PG_PAUSE_MS;
    if (conn->pause_ms > PG_PAUSE_MAX_MS)
        conn->pause_ms = PG_PAUSE_MAX_MS;
    if (over)
        note_over(conn, &err);
    conn->wanted = conn->role == PG_WRITER && !over;
    loop_timer_start(conn->timer, conn->pause_ms);
    conn->events->on_away(conn->ctx, conn, &err);
}

static void open_begin(struct pg_conn *conn)
{
    struct opening *opening = mem_alloc(sizeof(*opening));
    pg_place_copy(&opening->place, conn->place);
    opening->role = conn->role;
    opening->conn = conn;
    conn->opening = opening;
    loop_work(conn->loop, open_run, open_done, opening);
}

void pg_conn_want(struct pg_conn *conn)
{
    if (conn->link || conn->opening)
        return;
    conn->wanted = true;
    if (!loop_timer_active(conn->timer)) {
        if (conn->over.code)
            loop_timer_start(conn->timer, PG_PAUSE_MAX_MS);
        else
            open_begin(conn);
    }
}

static void tell_over(struct pg_conn *conn)
{
    conn->wanted = false;
    conn->events->on_away(conn->ctx, conn, &conn->over);
}

static void on_timer(void *ctx)
{
    struct pg_conn *conn = ctx;
    if (conn->link)
        lose(conn, conn->broken ? ERR_NETWORK : ERR_TIMEOUT,
             conn->broken ? "the connection is gone" : "it does not answer");
    else if (conn->wanted && conn->over.code)
        tell_over(conn);
    else if (conn->wanted && !conn->opening)
        open_begin(conn);
}

struct pg_conn *pg_conn_new(struct loop *loop, struct pg_place *place, enum pg_role role,
                            const struct pg_events *events, void *ctx)
{
    struct pg_conn *conn = mem_alloc(sizeof(*conn));
    conn->loop = loop;
    conn->place = place;
    conn->role = role;
    conn->events = events;
    conn->ctx = ctx;
    conn->timer = loop_timer_new(loop, on_timer, conn);
    buf_init(&conn->bytes, PG_ARGS_BYTES);
    return conn;
}

void pg_conn_free(struct pg_conn *conn)
{
    if (!conn)
        return;
    if (conn->opening)
        conn->opening->conn = NULL;
    close_link(conn);
    loop_timer_free(conn->timer);
    buf_done(&conn->bytes);
    free(conn->expects);
    free(conn);
}

bool pg_conn_is_open(const struct pg_conn *conn)
{
    return conn->link && !conn->broken;
}

size_t pg_conn_units(const struct pg_conn *conn)
{
    return conn->units;
}

/* --- asking ---------------------------------------------------------------------------------- */

struct args {
    int count;
    size_t at[PG_ARGS_MAX]; /* in the bytes, since they may move while they grow */
    int len[PG_ARGS_MAX];
    int format[PG_ARGS_MAX]; /* 1: binary */
    bool null[PG_ARGS_MAX];
};

static void add_arg(struct pg_conn *conn, struct args *args, const void *bytes, size_t len,
                    int format)
{
    int n = args->count++;
    args->at[n] = conn->bytes.len;
    args->len[n] = (int)len;
    args->format[n] = format;
    args->null[n] = !bytes;
    if (bytes)
        buf_add(&conn->bytes, bytes, len);
    buf_addc(&conn->bytes, 0);
}

/* What the server would refuse, a broken byte or a 0, becomes a sign for that: it can only come
 * from words that a machine has put together. */
static void add_text(struct pg_conn *conn, struct args *args, const char *text, size_t len)
{
    struct buf clean;
    char letter[4];
    if (!text || (utf8_valid(text, len) && !memchr(text, 0, len))) {
        add_arg(conn, args, text, len, 0);
        return;
    }
    buf_init(&clean, PG_ARGS_BYTES);
    for (size_t at = 0; at < len;) {
        int32_t code = utf8_next(text, len, &at);
        buf_add(&clean, letter, utf8_put(code > 0 ? code : 0xfffd, letter));
    }
    add_arg(conn, args, clean.data, clean.len, 0);
    buf_done(&clean);
}

static void add_value(struct pg_conn *conn, struct args *args, char type, va_list *values)
{
    char number[NUMBER];
    if (type == 'i') {
        int len = snprintf(number, sizeof(number), "%" PRId64, va_arg(*values, int64_t));
        add_arg(conn, args, number, (size_t)len, 0);
    } else if (type == 't') {
        const char *text = va_arg(*values, const char *);
        add_text(conn, args, text, text ? strlen(text) : 0);
    } else if (type == 'l') {
        const struct pg_list *list = va_arg(*values, const struct pg_list *);
        add_arg(conn, args, list->bytes.data, pg_list_len(list), 1);
    } else {
        const char *bytes = va_arg(*values, const char *);
        size_t len = va_arg(*values, size_t);
        if (type == 'x')
            add_arg(conn, args, bytes, len, 1);
        else
            add_text(conn, args, bytes, len);
    }
}

static void expect(struct pg_conn *conn, struct expect what)
{
    if (conn->count == conn->cap) {
        conn->cap = conn->cap ? conn->cap * 2 : EXPECTS_MIN;
        conn->expects = mem_grow(conn->expects, conn->cap, sizeof(*conn->expects));
    }
    conn->expects[conn->count++] = what;
}

/* libpq may have closed the socket by itself: it must not be watched a moment longer. */
static void sending_failed(struct pg_conn *conn)
{
    loop_watch_free(conn->watch);
    conn->watch = NULL;
    conn->broken = true;
    loop_timer_start(conn->timer, 0);
}

void pg_ask(struct pg_conn *conn, int sql, pg_take take, void *of, const char *types, ...)
{
    struct args args = {.count = 0};
    const char *values[PG_ARGS_MAX];
    char name[NAME];
    va_list list;
    buf_reset(&conn->bytes);
    va_start(list, types);
    for (const char *type = types; *type; type++)
        add_value(conn, &args, *type, &list);
    va_end(list);
    for (int i = 0; i < args.count; i++)
        values[i] = args.null[i] ? NULL : conn->bytes.data + args.at[i];
    snprintf(name, sizeof(name), "%d", sql);
    expect(conn, (struct expect){sql, false, take, of});
    if (conn->broken)
        return;
    if (conn->bytes.full ||
        !PQsendQueryPrepared(conn->link, name, args.count, values, args.len, args.format, 0))
        sending_failed(conn);
}

static void flush(struct pg_conn *conn)
{
    int left = PQflush(conn->link);
    if (left < 0)
        sending_failed(conn);
    else
        loop_watch_set(conn->watch, left ? LOOP_READ | LOOP_WRITE : LOOP_READ);
}

void pg_conn_end(struct pg_conn *conn, void *unit)
{
    expect(conn, (struct expect){PG_COUNT, true, NULL, unit});
    if (!conn->units++ && !conn->broken)
        loop_timer_start(conn->timer, PG_ANSWER_MS);
    if (conn->broken)
        return;
    if (PQpipelineSync(conn->link))
        flush(conn);
    else
        sending_failed(conn);
}

/* --- answers --------------------------------------------------------------------------------- */

static void note_fault(struct pg_conn *conn, const PGresult *res, int sql)
{
    const char *state = PQresultErrorField(res, PG_DIAG_SQLSTATE);
    if (conn->fault.err.code)
        return;
    pg_err(conn->place, res, &conn->fault.err);
    str_copy(conn->fault.state, sizeof(conn->fault.state), state ? state : "");
    conn->fault.sql = sql;
}

static void pop_expect(struct pg_conn *conn)
{
    conn->answered = false;
    if (++conn->first == conn->count)
        conn->first = conn->count = 0;
}

static void unit_ended(struct pg_conn *conn, void *unit)
{
    struct pg_fault fault = conn->fault;
    memset(&conn->fault, 0, sizeof(conn->fault));
    pop_expect(conn);
    conn->units--;
    if (!conn->broken && conn->units)
        loop_timer_start(conn->timer, PG_ANSWER_MS);
    else if (!conn->broken)
        loop_timer_stop(conn->timer);
    conn->events->on_end(conn->ctx, conn, unit, fault.err.code ? PG_FAULT : PG_DONE, &fault);
}

static void take_result(struct pg_conn *conn, const PGresult *res)
{
    struct expect *at = &conn->expects[conn->first];
    conn->answered = true;
    switch (PQresultStatus(res)) {
    case PGRES_PIPELINE_SYNC:
        unit_ended(conn, at->of);
        break;
    case PGRES_TUPLES_OK:
    case PGRES_COMMAND_OK:
        if (at->take)
            at->take(at->of, res);
        break;
    case PGRES_PIPELINE_ABORTED:
        break;
    default:
        note_fault(conn, res, at->sql);
    }
}

/* All statements of the unit are answered, and what comes is not its end: the session is being
 * ended (an administrator's command, a shutdown). The unit must not be left without its end. */
static bool is_last_word(const struct pg_conn *conn, const PGresult *res)
{
    return res && conn->expects[conn->first].sync && PQresultStatus(res) != PGRES_PIPELINE_SYNC;
}

/* Tells what has come. False: the link is gone, or there is no more. */
static bool step(struct pg_conn *conn)
{
    if (!conn->link || conn->first == conn->count || PQisBusy(conn->link))
        return false;
    PGresult *res = PQgetResult(conn->link);
    if (PQstatus(conn->link) == CONNECTION_BAD || is_last_word(conn, res)) {
        PQclear(res);
        lose(conn, ERR_NETWORK, "the connection is gone");
        return false;
    }
    if (!res && !conn->answered)
        return false;
    if (res)
        take_result(conn, res);
    else
        pop_expect(conn);
    PQclear(res);
    return true;
}

static void on_socket(void *ctx, int events)
{
    struct pg_conn *conn = ctx;
    if (events & LOOP_WRITE)
        flush(conn);
    if (!(events & LOOP_READ) || conn->broken)
        return;
    if (!PQconsumeInput(conn->link)) {
        lose(conn, ERR_NETWORK, "the connection is gone");
        return;
    }
    while (step(conn))
        ;
}

/* --- without a loop -------------------------------------------------------------------------- */

bool pg_conn_step(struct pg_conn *conn, int64_t until_ms)
{
    if (!conn->link || !conn->units)
        return false;
    int64_t left = until_ms - clock_mono_ms();
    struct pollfd at = {.fd = PQsocket(conn->link), .events = POLLIN};
    if (!conn->broken && PQflush(conn->link) > 0)
        at.events |= POLLOUT;
    if (conn->broken || left <= 0) {
        lose(conn, ERR_TIMEOUT, "it does not answer");
        return true;
    }
    if (poll(&at, 1, left > INT32_MAX ? INT32_MAX : (int)left) > 0)
        on_socket(conn, (at.revents & POLLOUT ? LOOP_WRITE : 0) |
                            (at.revents & ~POLLOUT ? LOOP_READ : 0));
    return true;
}
