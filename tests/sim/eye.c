/* libpq without any of the engine's store. Model and database are compared as sorted lines, one a
 * row of either, so that the first difference is a row with its name. */
#include "eye.h"

#include "base/mem.h"
#include "base/str.h"
#include "store/migrate.h"
#include "store/turn_parts.h"
#include "json/json.h"

#include <inttypes.h>
#include <libpq-fe.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { NUMBER = 24, TRIES = 3, ARGS_MOST = 5, CONNECTS = 3000 };
#define PAUSE_NS 10000000l

struct eye {
    char *url;
    loop_fn up;
    void *ctx;
    PGconn *conn;
};

/* --- asking ---------------------------------------------------------------------------------- */

struct eye *eye_new(const char *url, loop_fn up, void *ctx)
{
    struct eye *eye = mem_alloc(sizeof(*eye));
    eye->url = mem_strdup(url);
    eye->up = up;
    eye->ctx = ctx;
    return eye;
}

void eye_free(struct eye *eye)
{
    if (!eye)
        return;
    PQfinish(eye->conn);
    free(eye->url);
    free(eye);
}

static void on_notice(void *ctx, const PGresult *res)
{
    (void)ctx;
    (void)res;
}

/* A server that has lost a backend to kill -9 takes nobody for a while. */
static void open_eye(struct eye *eye)
{
    for (int i = 0; PQstatus(eye->conn) != CONNECTION_OK && i < CONNECTS; i++) {
        PQfinish(eye->conn);
        eye->up(eye->ctx);
        eye->conn = PQconnectdb(eye->url);
        PQsetNoticeReceiver(eye->conn, on_notice, NULL);
        if (PQstatus(eye->conn) != CONNECTION_OK)
            nanosleep(&(struct timespec){.tv_nsec = PAUSE_NS}, NULL);
    }
}

static _Noreturn void die(const struct eye *eye, const char *sql)
{
    fprintf(stderr, "sim: %s: %s\n", sql, PQerrorMessage(eye->conn));
    abort();
}

/* A session that a crash has ended meanwhile is opened again. */
static PGresult *ask(struct eye *eye, const char *sql, const char *const *args, int count)
{
    for (int i = 0; i < TRIES; i++) {
        open_eye(eye);
        PGresult *res = PQexecParams(eye->conn, sql, count, NULL, args, NULL, NULL, 0);
        ExecStatusType status = PQresultStatus(res);
        if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK)
            return res;
        const char *state = PQresultErrorField(res, PG_DIAG_SQLSTATE);
        if (state && !str_starts(state, "57P"))
            die(eye, sql);
        PQclear(res);
        PQfinish(eye->conn);
        eye->conn = NULL;
    }
    die(eye, sql);
}

static int64_t number(const PGresult *res, int row, int column)
{
    return strtoll(PQgetvalue(res, row, column), NULL, 10);
}

static bool ask_bool(struct eye *eye, const char *sql, const char *const *args, int count)
{
    PGresult *res = ask(eye, sql, args, count);
    bool yes = PQntuples(res) && PQgetvalue(res, 0, 0)[0] == 't';
    PQclear(res);
    return yes;
}

bool eye_has_event(struct eye *eye, const struct store_event *event)
{
    char bot[NUMBER], id[NUMBER];
    const char *args[ARGS_MOST] = {bot, id};
    snprintf(bot, sizeof(bot), "%" PRId64, event->bot);
    snprintf(id, sizeof(id), "%" PRId64, event->number);
    if (event->kind == STORE_UPDATE)
        return ask_bool(eye,
                        "SELECT EXISTS (SELECT FROM seen WHERE bot = $1::bigint"
                        " AND $2::bigint BETWEEN first AND last)",
                        args, 2);
    char *name = turn_event_text(event);
    args[0] = name;
    bool has = ask_bool(eye, "SELECT EXISTS (SELECT FROM events WHERE id = $1)", args, 1);
    free(name);
    return has;
}

char *eye_seen_about(struct eye *eye, const struct store_event *event)
{
    char number[NUMBER];
    const char *args[ARGS_MOST] = {number};
    snprintf(number, sizeof(number), "%" PRId64, event->number);
    PGresult *res = ask(eye,
                        "SELECT coalesce(string_agg(first || '-' || last || ' at ' || seen_ms, ', '"
                        " ORDER BY first), 'none') FROM seen WHERE last >= $1::bigint - 8 AND first"
                        " <= $1::bigint + 8",
                        args, 1);
    char *words = mem_strdup(PQgetvalue(res, 0, 0));
    PQclear(res);
    return words;
}

void eye_await_engine(struct eye *eye)
{
    char lock[NUMBER];
    const char *args[ARGS_MOST] = {lock};
    snprintf(lock, sizeof(lock), "%d", ENGINE_LOCK_CLASS);
    PQclear(ask(eye, "SELECT pg_advisory_xact_lock($1::int, hashtext(current_schema()))", args, 1));
}

/* Asked again after a crash, it may stand already: the version is nobody else's. */
bool eye_write(struct eye *eye, const char *kind, const char *id, int64_t was, const char *body,
               int64_t version)
{
    char old[NUMBER], new[NUMBER];
    snprintf(old, sizeof(old), "%" PRId64, was);
    snprintf(new, sizeof(new), "%" PRId64, version);
    const char *args[ARGS_MOST] = {kind, id, old, body, new};
    return ask_bool(eye,
                    "WITH written AS (UPDATE documents SET body = $4::jsonb, version = $5::bigint"
                    " WHERE kind = $1 AND id = $2 AND version = $3::bigint RETURNING 1)"
                    " SELECT EXISTS (SELECT FROM written) OR EXISTS (SELECT FROM documents WHERE"
                    " kind = $1 AND id = $2 AND version = $5::bigint)",
                    args, ARGS_MOST);
}

/* Only of this database: others on the server have sessions of their own. */
bool eye_kill_backend(struct eye *eye, const char *role)
{
    char *bearer = mem_printf("bylina %s %%", role);
    const char *args[] = {bearer};
    PGresult *res = ask(eye,
                        "SELECT pid FROM pg_stat_activity WHERE application_name LIKE $1"
                        " AND datname = current_database() ORDER BY pid LIMIT 1",
                        args, 1);
    pid_t pid = PQntuples(res) ? (pid_t)number(res, 0, 0) : 0;
    PQclear(res);
    free(bearer);
    return pid > 0 && kill(pid, SIGKILL) == 0;
}

void eye_end_sessions(struct eye *eye, const char *role)
{
    char *bearer = mem_printf("bylina %s %%", role);
    const char *args[] = {bearer};
    PQclear(ask(eye,
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE application_name LIKE $1 AND datname = current_database()",
                args, 1));
    free(bearer);
}

/* --- catching up ----------------------------------------------------------------------------- */

static void run(struct memdb *db, struct store_op *op)
{
    memdb_run(db, op);
    rows_done(&op->rows);
}

static void catch_inbox(struct memdb *db, const PGresult *res, int row)
{
    struct store_inbox one = {.id = number(res, row, 1),
                              .bot = number(res, row, 2),
                              .update = number(res, row, 3),
                              .received = number(res, row, 4),
                              .lane = PQgetvalue(res, row, 5),
                              .body = PQgetvalue(res, row, 6)};
    struct store_op op = {.kind = STORE_OP_INBOX_ADD, .in.inbox = {&one, 1}};
    run(db, &op);
}

static void catch_out(struct memdb *db, const PGresult *res, int row)
{
    struct store_out_end end = {.id = number(res, row, 1),
                                .chat = number(res, row, 2),
                                .state = (enum store_out_state)number(res, row, 3)};
    struct store_op op = {.kind = STORE_OP_OUT_SETTLE, .in.out_end = &end};
    for (struct list_node *at = list_first(&db->outs); at; at = list_next(&db->outs, at)) {
        const struct memout *out = LIST_OF(at, struct memout, node);
        if (out->row.id != end.id || out->state == end.state)
            continue;
        run(db, &op);
        return;
    }
}

static void catch_slot(struct memdb *db, const PGresult *res, int row)
{
    struct store_slot_shown shown = {.chat = number(res, row, 1),
                                     .slot = PQgetvalue(res, row, 5),
                                     .shown = number(res, row, 2),
                                     .message = number(res, row, 3),
                                     .in_doubt = number(res, row, 4) != 0};
    struct store_op op = {.kind = STORE_OP_SLOT_SETTLE, .in.shown = &shown};
    run(db, &op);
}

static void catch_chat(struct memdb *db, const PGresult *res, int row)
{
    struct store_slot_shown shown = {
        .chat = number(res, row, 1), .slot = "", .bottom = number(res, row, 2)};
    struct store_op bottom = {.kind = STORE_OP_SLOT_SETTLE, .in.shown = &shown};
    struct store_op block = {.kind = STORE_OP_CHAT_BLOCK, .in.slot = {shown.chat, NULL}};
    run(db, &bottom);
    if (number(res, row, 3))
        run(db, &block);
}

void eye_catch_up(struct eye *eye, struct memdb *db)
{
    static const struct {
        const char *sql;
        void (*take)(struct memdb *db, const PGresult *res, int row);
    } tables[] = {
        {"SELECT '', id, bot, update_id, received, lane, body FROM inbox ORDER BY id", catch_inbox},
        {"SELECT '', id, chat, state FROM outbox ORDER BY id", catch_out},
        {"SELECT '', chat, shown, message, in_doubt, slot FROM slots", catch_slot},
        {"SELECT '', chat, bottom, (blocked_ms IS NOT NULL)::int FROM chats", catch_chat},
    };
    for (size_t i = 0; i < sizeof(tables) / sizeof(*tables); i++) {
        PGresult *res = ask(eye, tables[i].sql, NULL, 0);
        for (int row = 0; row < PQntuples(res); row++)
            tables[i].take(db, res, row);
        PQclear(res);
    }
}

/* --- comparing ------------------------------------------------------------------------------- */

struct lines {
    char **at;
    size_t count;
    size_t cap;
};

static void add_line(struct lines *lines, char *line)
{
    if (lines->count == lines->cap) {
        lines->cap = lines->cap ? 2 * lines->cap : 64;
        lines->at = mem_grow(lines->at, lines->cap, sizeof(*lines->at));
    }
    lines->at[lines->count++] = line;
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void lines_done(struct lines *lines)
{
    for (size_t i = 0; i < lines->count; i++)
        free(lines->at[i]);
    free(lines->at);
}

static void add_waiting(struct lines *lines, const struct memdb *db)
{
    for (struct list_node *at = list_first(&db->timers); at; at = list_next(&db->timers, at)) {
        const struct store_timer *row = &LIST_OF(at, struct memtimer, node)->row;
        add_line(lines, mem_printf("timer %" PRId64 " %s/%s %s %" PRId64, row->uid, row->kind,
                                   row->id, row->name, row->deadline));
    }
    for (struct list_node *at = list_first(&db->inbox); at; at = list_next(&db->inbox, at)) {
        const struct store_inbox *row = &LIST_OF(at, struct meminbox, node)->row;
        add_line(lines, mem_printf("inbox %" PRId64 " %" PRId64 " %" PRId64 " %s", row->id,
                                   row->bot, row->update, row->lane));
    }
    for (struct list_node *at = list_first(&db->outs); at; at = list_next(&db->outs, at)) {
        const struct memout *out = LIST_OF(at, struct memout, node);
        if (out->state < STORE_SENT)
            add_line(lines, mem_printf("call %" PRId64 " %" PRId64 " %d %d", out->row.id,
                                       out->row.chat, out->row.policy, (int)out->state));
    }
}

static void add_shown(struct lines *lines, const struct memdb *db)
{
    for (struct list_node *at = list_first(&db->slots); at; at = list_next(&db->slots, at)) {
        const struct store_slot_row *row = &LIST_OF(at, struct memslot, node)->row;
        add_line(lines, mem_printf("screen %" PRId64 " %s %" PRId64 " %" PRId64 " %" PRId64 " %d",
                                   row->slot.chat, row->slot.slot, row->slot.version, row->shown,
                                   row->message, (int)row->in_doubt));
    }
    for (struct list_node *at = list_first(&db->chats); at; at = list_next(&db->chats, at)) {
        const struct memchat *chat = LIST_OF(at, struct memchat, node);
        if (chat->bottom || chat->blocked)
            add_line(lines, mem_printf("chat %" PRId64 " %" PRId64 " %d", chat->id, chat->bottom,
                                       (int)chat->blocked));
    }
}

static void lines_of_model(struct lines *lines, const struct memdb *db, int64_t pays, int64_t paid)
{
    int64_t updates = 0;
    for (struct map_at at = {0}; map_next(db->docs, &at);) {
        const struct memdoc *doc = at.value;
        if (doc->body)
            add_line(lines,
                     mem_printf("document %s/%s %" PRId64, doc->kind, doc->id, doc->version));
    }
    for (struct map_at at = {0}; map_next(db->events, &at);)
        updates += str_starts(at.key, "update/");
    add_waiting(lines, db);
    add_shown(lines, db);
    add_line(lines, mem_printf("ledger %" PRId64 " %" PRId64, pays, paid));
    add_line(lines, mem_printf("updates %" PRId64, updates));
}

static void lines_of_database(struct lines *lines, struct eye *eye)
{
    PGresult *res = ask(
        eye,
        "SELECT format('document %s/%s %s', kind, id, version) FROM documents WHERE body IS NOT "
        "NULL"
        " UNION ALL SELECT format('timer %s %s/%s %s %s', uid, kind, id, name, deadline) FROM "
        "timers"
        " UNION ALL SELECT format('inbox %s %s %s %s', id, bot, update_id, lane) FROM inbox"
        " UNION ALL SELECT format('call %s %s %s %s', id, chat, policy, state) FROM outbox"
        " WHERE state < 2"
        " UNION ALL SELECT format('screen %s %s %s %s %s %s', chat, slot, version, shown, message,"
        " in_doubt) FROM slots"
        " UNION ALL SELECT format('chat %s %s %s', chat, bottom, (blocked_ms IS NOT NULL)::int)"
        " FROM chats WHERE bottom > 0 OR blocked_ms IS NOT NULL"
        " UNION ALL SELECT format('ledger %s %s', count(*), coalesce(sum(amount), 0)) FROM ledger"
        " UNION ALL SELECT format('updates %s', coalesce(sum(last - first + 1), 0)) FROM seen",
        NULL, 0);
    for (int row = 0; row < PQntuples(res); row++)
        add_line(lines, mem_strdup(PQgetvalue(res, row, 0)));
    PQclear(res);
}

static char *first_difference(const struct lines *model, const struct lines *real)
{
    for (size_t i = 0; i < model->count || i < real->count; i++) {
        const char *should = i < model->count ? model->at[i] : "(nothing)";
        const char *is = i < real->count ? real->at[i] : "(nothing)";
        if (!str_equal(should, is))
            return mem_printf("the database has \"%s\", and should have \"%s\"", is, should);
    }
    return NULL;
}

static bool is_same_body(const char *a, const char *b)
{
    struct err err;
    json *one = NULL, *other = NULL;
    bool same = a && b && !json_parse(a, strlen(a), &one, &err) &&
                !json_parse(b, strlen(b), &other, &err) && json_same(one, other);
    json_free(one);
    json_free(other);
    return same;
}

static char *compare_bodies(struct eye *eye, const struct memdb *db)
{
    char *words = NULL;
    PGresult *res =
        ask(eye, "SELECT kind, id, body FROM documents WHERE body IS NOT NULL", NULL, 0);
    for (int row = 0; !words && row < PQntuples(res); row++) {
        const char *kind = PQgetvalue(res, row, 0), *id = PQgetvalue(res, row, 1);
        const struct memdoc *doc = memdb_doc(db, kind, id);
        if (!doc || !is_same_body(doc->body, PQgetvalue(res, row, 2)))
            words = mem_printf("the database has %s/%s as %s, and should have it as %s", kind, id,
                               PQgetvalue(res, row, 2), doc && doc->body ? doc->body : "nothing");
    }
    PQclear(res);
    return words;
}

char *eye_compare(struct eye *eye, const struct memdb *db, int64_t pays, int64_t paid, bool bodies)
{
    struct lines model = {0}, real = {0};
    lines_of_model(&model, db, pays, paid);
    lines_of_database(&real, eye);
    qsort(model.at, model.count, sizeof(*model.at), by_bytes);
    qsort(real.at, real.count, sizeof(*real.at), by_bytes);
    char *words = first_difference(&model, &real);
    lines_done(&model);
    lines_done(&real);
    return words || !bodies ? words : compare_bodies(eye, db);
}
