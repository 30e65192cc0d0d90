/* Opening a session, in one piece and blocking: looking up names, shaking hands for TLS and asking
 * for the lock take their time, so the first is opened by whoever opens the store, and each later
 * one on a worker thread (pg_conn.c). No wait is longer than libpq's time-out of the connect or,
 * for an answer, PG_ANSWER_MS (but for the look at the migrations, as the engine starts). What a
 * session is when it is handed over:
 *
 *     settings      time-outs that the server itself keeps; no sequential scans as long as there is
 *                   an index, since plans are made once and the tables are empty then
 *     statements    all of the role, prepared in one round trip
 *     the writer    holds the engine's lock, a session's advisory one
 *
 * When the session with the lock is gone, its last transaction has ended one way or the other, and
 * only then can another take it. So an unknown commit is asked about only after it is decided
 * (rule 1).
 *
 * A session that this store had before may be alive on the server although its connection is not:
 * it is ended, by the token that all sessions of a store bear in their application_name. Where
 * another engine has been in the database meanwhile, or it was migrated or restored, what this one
 * holds in memory is nobody's truth: it is refused for good. */
#include "base/clock.h"
#include "base/embedded.h"
#include "base/mem.h"
#include "base/rng.h"
#include "base/str.h"
#include "store/migrate.h"
#include "store/pg.h"

#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define CONNECT_S      "5"
#define KEEPALIVE_IDLE "10" /* seconds of silence before the network is asked */
#define NOT_HEARD_MS   "15000"
#define VERSION_MIN    130000
#define LOCK_WAIT_MS   3000 /* for the end of a session that is about to end */
#define LOCK_STEP_MS   20
#define NAME_MAX_BYTES 24 /* of a statement */

static const char settings[] =
    "SET default_transaction_isolation = 'read committed';"
    " SET idle_in_transaction_session_timeout = 15000; SET enable_seqscan = off;"
    " SET enable_hashjoin = off; SET enable_mergejoin = off; SET enable_bitmapscan = off;"
    " SET plan_cache_mode = force_generic_plan; SET jit = off; SET client_min_messages = error;"
    " SELECT set_config('synchronous_commit', 'on', false)"
    " WHERE current_setting('synchronous_commit') = 'off';";

/* --- words ----------------------------------------------------------------------------------- */

/* libpq's words on one line. */
static char *plain_words(const char *words)
{
    char *copy = mem_strdup(words && *words ? words : "no reason given");
    size_t len = strlen(copy);
    while (len && (copy[len - 1] == '\n' || copy[len - 1] == ' '))
        copy[--len] = 0;
    for (char *at = copy; *at; at++)
        if (*at == '\n' || *at == '\t')
            *at = ' ';
    return copy;
}

static int link_err(const struct pg_place *place, PGconn *link, struct err *err)
{
    char *words = plain_words(PQerrorMessage(link));
    const char *mend = PQconnectionNeedsPassword(link)
                           ? "put the password into DATABASE_URL"
                           : "is the server there, and are host, user, password and name right?";
    int r = err_set(err, ERR_NETWORK, "DATABASE_URL: %s cannot be opened: %s: %s", place->name,
                    words, mend);
    free(words);
    return r;
}

/* Values out of range, broken constraints, a key that is too long for an index. */
static bool is_data_fault(const char *state)
{
    return str_starts(state, "21") || str_starts(state, "22") || str_starts(state, "23") ||
           str_starts(state, "54");
}

int pg_err(const struct pg_place *place, const PGresult *res, struct err *err)
{
    const char *state = PQresultErrorField(res, PG_DIAG_SQLSTATE);
    const char *text = PQresultErrorField(res, PG_DIAG_MESSAGE_PRIMARY);
    char *words = plain_words(text ? text : PQresultErrorMessage(res));
    int code = ERR_SYSTEM;
    if (!state)
        code = ERR_NETWORK;
    else if (is_data_fault(state))
        code = ERR_INVALID;
    else if (str_equal(state, "57014") || str_equal(state, "55P03"))
        code = ERR_TIMEOUT;
    else if (str_starts(state, "28") || str_starts(state, "42501"))
        code = ERR_REFUSED;
    const char *mend = state && str_equal(state, "53100") ? ": free some space on its disk" : "";
    err_set(err, code, "%s: %s (%s)%s", place->name, words, state ? state : "no state", mend);
    free(words);
    return code;
}

/* --- where ----------------------------------------------------------------------------------- */

static const char *option(const PQconninfoOption *options, const char *name, const char *other)
{
    for (; options->keyword; options++)
        if (str_equal(options->keyword, name) && options->val && *options->val)
            return options->val;
    return other;
}

/* libpq's own words may repeat a part of the password: they are left out. */
int pg_place_init(struct pg_place *place, const char *rest, struct err *err)
{
    uint8_t chance[PG_TOKEN_LEN / 2];
    char *url = mem_printf("postgres:%s", rest);
    PQconninfoOption *options = str_starts(rest, "//") ? PQconninfoParse(url, NULL) : NULL;
    if (!options) {
        free(url);
        return err_set(err, ERR_INVALID,
                       "DATABASE_URL: write postgres://USER:PASSWORD@HOST:PORT/NAME, with other "
                       "signs than letters and digits as %%XX, and ?sslmode=... behind it");
    }
    const char *user = option(options, "user", "the user's own");
    place->url = url;
    place->answer_ms = PG_ANSWER_MS;
    place->name = mem_printf("database %s at %s", option(options, "dbname", user),
                             option(options, "host", option(options, "hostaddr", "this machine")));
    PQconninfoFree(options);
    rng_secret(chance, sizeof(chance));
    for (size_t i = 0; i < sizeof(chance); i++)
        snprintf(place->token + 2 * i, 3, "%02x", chance[i]);
    return 0;
}

void pg_place_copy(struct pg_place *to, const struct pg_place *from)
{
    *to = *from;
    to->url = mem_strdup(from->url);
    to->name = mem_strdup(from->name);
}

void pg_place_done(struct pg_place *place)
{
    free(place->url);
    free(place->name);
}

/* --- asking ---------------------------------------------------------------------------------- */

static PGresult *checked(const struct pg_place *place, PGconn *link, PGresult *res, struct err *err)
{
    ExecStatusType status = PQresultStatus(res);
    if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK)
        return res;
    if (PQstatus(link) == CONNECTION_BAD)
        link_err(place, link, err);
    else
        pg_err(place, res, err);
    PQclear(res);
    return NULL;
}

/* False: nothing has come until then. */
static bool wait_for(PGconn *link, int64_t until_ms)
{
    int64_t left = until_ms - clock_mono_ms();
    struct pollfd at = {.fd = PQsocket(link), .events = POLLIN};
    if (PQflush(link) > 0)
        at.events |= POLLOUT;
    return left > 0 && poll(&at, 1, (int)left) != 0;
}

/* PQgetResult with an end: libpq's own would wait for a server that has stopped for ever. */
static PGresult *next_result(const struct pg_place *place, PGconn *link, int64_t until_ms,
                             struct err *err)
{
    while (PQisBusy(link)) {
        if (!wait_for(link, until_ms)) {
            err_set(err, ERR_TIMEOUT, "%s: it does not answer", place->name);
            return NULL;
        }
        if (!PQconsumeInput(link))
            break;
    }
    return PQgetResult(link);
}

/* The last result of what was sent, as PQexec has it. */
static PGresult *answer(const struct pg_place *place, PGconn *link, struct err *err)
{
    int64_t until_ms = clock_mono_ms() + place->answer_ms;
    struct err late = {0};
    PGresult *last = NULL;
    PGresult *res;
    while ((res = next_result(place, link, until_ms, &late)) != NULL) {
        PQclear(last);
        last = res;
    }
    if (!late.code)
        return checked(place, link, last, err);
    PQclear(last);
    err_set(err, late.code, "%s", late.text);
    return NULL;
}

PGresult *pg_link_params(const struct pg_place *place, PGconn *link, const char *text, int count,
                         const char *const *args, const int *lens, const int *formats,
                         struct err *err)
{
    if (PQsendQueryParams(link, text, count, NULL, args, lens, formats, 0))
        return answer(place, link, err);
    link_err(place, link, err);
    return NULL;
}

PGresult *pg_link_ask(const struct pg_place *place, PGconn *link, const char *text,
                      const char *const *args, int count, struct err *err)
{
    if (count)
        return pg_link_params(place, link, text, count, args, NULL, NULL, err);
    if (PQsendQuery(link, text))
        return answer(place, link, err);
    link_err(place, link, err);
    return NULL;
}

static int run(const struct pg_place *place, PGconn *link, const char *text, struct err *err)
{
    PGresult *res = pg_link_ask(place, link, text, NULL, 0, err);
    PQclear(res);
    return res ? 0 : err->code;
}

/* The first value of the first row, or "" for none. */
static int ask_word(const struct pg_place *place, PGconn *link, const char *text, const char *arg,
                    char *word, size_t size, struct err *err)
{
    PGresult *res = pg_link_ask(place, link, text, &arg, arg ? 1 : 0, err);
    if (!res)
        return err->code;
    str_copy(word, size, PQntuples(res) ? PQgetvalue(res, 0, 0) : "");
    PQclear(res);
    return 0;
}

/* --- the session ----------------------------------------------------------------------------- */

static void on_notice(void *ctx, const PGresult *res)
{
    (void)ctx;
    (void)res;
}

static PGconn *connect_to(const struct pg_place *place, enum pg_role role, struct err *err)
{
    char *bearer =
        mem_printf("bylina %s %s", role == PG_WRITER ? "writer" : "reader", place->token);
    /* what stands behind the address wins over it, what stands before it does not */
    const char *const names[] = {"connect_timeout",  "keepalives_idle",  "keepalives_interval",
                                 "keepalives_count", "tcp_user_timeout", "dbname",
                                 "application_name", "client_encoding",  NULL};
    const char *const values[] = {CONNECT_S,  KEEPALIVE_IDLE, "5",    "3", NOT_HEARD_MS,
                                  place->url, bearer,         "UTF8", NULL};
    PGconn *link = PQconnectdbParams(names, values, 1);
    free(bearer);
    if (PQstatus(link) == CONNECTION_OK && !PQsetnonblocking(link, 1)) {
        PQsetNoticeReceiver(link, on_notice, NULL);
        return link;
    }
    link_err(place, link, err);
    PQfinish(link);
    return NULL;
}

static int check_server(const struct pg_place *place, PGconn *link, struct err *err)
{
    const char *encoding = PQparameterStatus(link, "server_encoding");
    const char *standby = PQparameterStatus(link, "in_hot_standby"); /* from version 14 on */
    if (PQserverVersion(link) < VERSION_MIN)
        return err_set(err, ERR_REFUSED,
                       "DATABASE_URL: %s is of PostgreSQL %d: 13 or newer is needed", place->name,
                       PQserverVersion(link) / 10000);
    if (!encoding || !str_equal(encoding, "UTF8"))
        return err_set(err, ERR_REFUSED,
                       "DATABASE_URL: %s keeps its texts as %s: make one with ENCODING 'UTF8'",
                       place->name, encoding ? encoding : "something unknown");
    if (standby && str_equal(standby, "on"))
        return err_set(err, ERR_REFUSED,
                       "DATABASE_URL: %s is a standby that can only be read: name the primary",
                       place->name);
    return 0;
}

static int set_up(const struct pg_place *place, enum pg_role role, PGconn *link, struct err *err)
{
    char *text =
        mem_printf("%s%s SET statement_timeout = %d; SET lock_timeout = %d;"
                   " SET tcp_keepalives_idle = " KEEPALIVE_IDLE
                   "; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3;%s",
                   settings, place->beside ? "" : " SET bylina.engine = 'yes';", PG_STATEMENT_MS,
                   PG_LOCK_MS, role == PG_READER ? " SET default_transaction_read_only = on;" : "");
    int r = check_server(place, link, err);
    if (!r)
        r = run(place, link, text, err);
    free(text);
    return r;
}

static int prepare_sent(const struct pg_place *place, PGconn *link, int count, struct err *err)
{
    int64_t until_ms = clock_mono_ms() + place->answer_ms;
    struct err late = {0};
    int r = 0;
    for (int i = 0; i <= count; i++) { /* the last one is the sync's */
        PGresult *res = next_result(place, link, until_ms, &late);
        if (late.code)
            return err_set(err, late.code, "%s", late.text);
        ExecStatusType status = PQresultStatus(res);
        if (!r && status != PGRES_COMMAND_OK && status != PGRES_PIPELINE_SYNC)
            r = pg_err(place, res, err);
        PQclear(res);
        if (i < count) /* the end of that one has come with it, or comes at once */
            PQclear(next_result(place, link, until_ms, &late));
        if (PQstatus(link) == CONNECTION_BAD)
            return link_err(place, link, err);
    }
    return r;
}

/* NULL: it is the other role's. */
static const char *text_for(enum pg_role role, int sql)
{
    if (sql == PG_COUNT ||
        (role == PG_WRITER) != (sql < PG_WRITES || (sql > PG_COUNT && sql < PG_LORE_READS)))
        return NULL;
    if (sql > PG_COUNT)
        return pg_lore_texts[sql - PG_LORE_WRITES];
    return role == PG_WRITER ? pg_write_texts[sql] : pg_read_texts[sql];
}

static int prepare(const struct pg_place *place, enum pg_role role, PGconn *link, struct err *err)
{
    char name[NAME_MAX_BYTES];
    int count = 0;
    int ok = PQenterPipelineMode(link);
    for (int sql = 0; ok && sql < PG_ALL; sql++) {
        const char *text = text_for(role, sql);
        if (!text)
            continue;
        snprintf(name, sizeof(name), "%d", sql);
        ok = PQsendPrepare(link, name, text, 0, NULL);
        count++;
    }
    ok = ok && PQpipelineSync(link);
    if (!ok)
        return link_err(place, link, err);
    int r = prepare_sent(place, link, count, err);
    return r || PQexitPipelineMode(link) ? r : link_err(place, link, err);
}

/* --- the writer's ---------------------------------------------------------------------------- */

static int end_own_sessions(const struct pg_place *place, PGconn *link, struct err *err)
{
    char word[8];
    char *bearer = mem_printf("bylina writer %s", place->token);
    int r = ask_word(place, link,
                     "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                     " WHERE application_name = $1 AND datname = current_database()"
                     " AND usename = current_user AND pid <> pg_backend_pid()",
                     bearer, word, sizeof(word), err);
    free(bearer);
    return r;
}

static int lock_is_taken(const struct pg_place *place, PGconn *link, const char *lock,
                         struct err *err)
{
    char who[128] = "";
    int r =
        ask_word(place, link,
                 "SELECT format('%s, process %s', coalesce(a.client_addr::text, 'this machine'),"
                 " a.pid) FROM pg_locks AS l JOIN pg_stat_activity AS a ON a.pid = l.pid"
                 " WHERE l.locktype = 'advisory' AND l.granted AND l.database = a.datid"
                 " AND a.datname = current_database() AND l.classid = $1::int::oid"
                 " AND l.objid = hashtext(current_schema())::oid LIMIT 1",
                 lock, who, sizeof(who), err);
    if (r)
        return r;
    return err_set(err, ERR_EXISTS,
                   "DATABASE_URL: %s is open in another engine (a session from %s): stop it first, "
                   "or name another database",
                   place->name, *who ? who : "elsewhere");
}

static int take_lock(const struct pg_place *place, PGconn *link, struct err *err)
{
    const struct timespec step = {0, LOCK_STEP_MS * 1000000L};
    int64_t until = clock_mono_ms() + LOCK_WAIT_MS;
    char got[4] = "";
    char lock[NAME_MAX_BYTES];
    snprintf(lock, sizeof(lock), "%d", ENGINE_LOCK_CLASS);
    for (;;) {
        int r = ask_word(place, link,
                         "SELECT pg_try_advisory_lock($1::int, hashtext(current_schema()))", lock,
                         got, sizeof(got), err);
        if (r || *got == 't')
            return r;
        if (clock_mono_ms() >= until)
            return lock_is_taken(place, link, lock, err);
        nanosleep(&step, NULL);
    }
}

/* Whoever migrates or gives it another epoch deletes store.engine (migrate_forget_engine); a
 * restore of what was before shows by its ids, or its time. */
static int check_same(struct pg_place *place, PGconn *link, struct err *err)
{
    char token[PG_TOKEN_LEN + 2];
    char same[4] = "";
    char *text = mem_printf(
        "SELECT EXISTS (SELECT FROM settings WHERE name = 'store.epoch' AND value = '%s')"
        " AND EXISTS (SELECT FROM settings WHERE name = 'store.engine')"
        " AND coalesce((SELECT value::bigint FROM settings WHERE name = 'store.ids'), 0) >= "
        "%" PRId64 " AND coalesce((SELECT value::bigint FROM settings WHERE name = 'store.now'), "
        "0) >= %" PRId64,
        place->epoch, place->ids, place->now);
    int r = ask_word(place, link, text, NULL, same, sizeof(same), err);
    free(text);
    if (!r)
        r = ask_word(place, link, "SELECT value FROM settings WHERE name = 'store.engine'", NULL,
                     token, sizeof(token), err);
    if (r || (*same == 't' && str_equal(token, place->token)))
        return r;
    place->over = true;
    return err_set(err, ERR_REFUSED, "%s: while it was away, %s: this one must be started again",
                   place->name,
                   *same == 't' ? "another engine has been in it"
                                : "it was migrated or restored beneath this engine");
}

/* Looked at before the lock, too: what is refused for good takes it from nobody. */
static int lock_engine(struct pg_place *place, PGconn *link, struct err *err)
{
    int r = place->again ? check_same(place, link, err) : 0;
    if (!r)
        r = take_lock(place, link, err);
    if (!r)
        r = place->again ? check_same(place, link, err) : migrate_ready_on(link, place->name, err);
    return r;
}

static int open_writer(struct pg_place *place, PGconn *link, struct err *err)
{
    int r = place->again ? end_own_sessions(place, link, err) : 0;
    if (!r && !place->beside)
        r = lock_engine(place, link, err);
    for (const struct embedded *file = pg_function_files; !r && file->path; file++)
        r = run(place, link, (const char *)file->data, err);
    return r;
}

int pg_link_open(struct pg_place *place, enum pg_role role, PGconn **ret_link, struct err *err)
{
    PGconn *link = connect_to(place, role, err);
    if (!link)
        return err->code;
    int r = set_up(place, role, link, err);
    if (!r && role == PG_WRITER)
        r = open_writer(place, link, err);
    if (!r)
        r = prepare(place, role, link, err);
    if (r) {
        PQfinish(link);
        return r;
    }
    *ret_link = link;
    return 0;
}
