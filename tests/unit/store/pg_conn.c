/* A connection to PostgreSQL whose server ends in the middle of its answers. The server is a socket
 * of this test, which speaks the few words of the protocol that libpq needs, so that it can end
 * between any two of them: a real one does that in a moment that nobody can choose. */
#include "base/buf.h"
#include "base/mem.h"
#include "base/str.h"
#include "check.h"
#include "loop/loop.h"
#include "store/pg.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define LENGTH_BYTES 4

struct server {
    char folder[64];
    char path[96];
    int listens;
    int fd; /* of the one who has called */
};

struct here {
    struct server server;
    struct loop *loop;
    struct pg_place place;
    struct pg_conn *conn;
    int taken; /* answers */
    int ended; /* units */
    enum pg_how how;
};

/* --- the server ------------------------------------------------------------------------------ */

static void add_message(struct buf *out, char type, const char *body, size_t len)
{
    uint32_t size = (uint32_t)len + LENGTH_BYTES;
    buf_addc(out, type);
    for (int shift = 24; shift >= 0; shift -= 8)
        buf_addc(out, (char)(size >> shift));
    buf_add(out, body, len);
}

static void add_done(struct buf *out, const char *tag)
{
    add_message(out, '2', "", 0); /* bound; */
    add_message(out, 'n', "", 0); /* no rows will come; */
    add_message(out, 'C', tag, strlen(tag) + 1);
}

static void add_fatal(struct buf *out)
{
    static const char fields[] = "SFATAL\0VFATAL\0C57P01\0Mterminating connection\0";
    add_message(out, 'E', fields, sizeof(fields));
}

static void add_ready(struct buf *out, char state)
{
    add_message(out, 'Z', &state, 1);
}

static void server_says(struct server *server, const struct buf *words)
{
    assert_int_equal(send(server->fd, words->data, words->len, MSG_NOSIGNAL), words->len);
}

static void server_listens(struct server *server)
{
    struct sockaddr_un at = {.sun_family = AF_UNIX};
    str_copy(server->folder, sizeof(server->folder), "/tmp/bylina-pg-conn-XXXXXX");
    assert_non_null(mkdtemp(server->folder));
    snprintf(server->path, sizeof(server->path), "%s/.s.PGSQL.5432", server->folder);
    str_copy(at.sun_path, sizeof(at.sun_path), server->path);
    server->listens = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(bind(server->listens, (struct sockaddr *)&at, sizeof(at)), 0);
    assert_int_equal(listen(server->listens, 1), 0);
}

/* Both ends are played by turns: libpq is asked to go on as soon as it has something to read. */
static PGconn *server_welcomes(struct server *server)
{
    char *url = mem_printf("postgres:///world?host=%s&user=app", server->folder);
    char hello[1024];
    struct buf words;
    PGconn *link = PQconnectStart(url);
    free(url);
    server->fd = accept(server->listens, NULL, NULL);
    assert_true(server->fd >= 0);
    assert_int_equal(PQconnectPoll(link), PGRES_POLLING_READING); /* it has said who it is */
    assert_true(recv(server->fd, hello, sizeof(hello), 0) > 0);
    buf_init(&words, sizeof(hello));
    add_message(&words, 'R', "\0\0\0", LENGTH_BYTES); /* no password is asked for */
    add_ready(&words, 'I');
    server_says(server, &words);
    buf_done(&words);
    while (PQstatus(link) != CONNECTION_OK)
        assert_int_not_equal(PQconnectPoll(link), PGRES_POLLING_FAILED);
    return link;
}

static void server_ends(struct server *server)
{
    close(server->fd);
    close(server->listens);
    unlink(server->path);
    rmdir(server->folder);
}

/* --- a unit ---------------------------------------------------------------------------------- */

static void take(void *of, const PGresult *res)
{
    struct here *here = of;
    (void)res;
    here->taken++;
}

static void on_open(void *ctx, struct pg_conn *conn)
{
    (void)ctx;
    (void)conn;
}

static void on_away(void *ctx, struct pg_conn *conn, const struct err *err)
{
    struct here *here = ctx;
    (void)conn;
    (void)err;
    loop_stop(here->loop); /* nobody is there when it is opened again */
}

static void on_end(void *ctx, struct pg_conn *conn, void *unit, enum pg_how how,
                   const struct pg_fault *fault)
{
    struct here *here = ctx;
    (void)conn;
    (void)fault;
    assert_ptr_equal(unit, here);
    here->ended++;
    here->how = how;
    loop_stop(here->loop);
}

static int set_up(void **state)
{
    static const struct pg_events events = {on_open, on_away, on_end};
    struct here *here = mem_alloc(sizeof(*here));
    struct err err;
    server_listens(&here->server);
    here->loop = loop_new();
    assert_int_equal(pg_place_init(&here->place, "///nowhere?host=/nowhere", &err), 0);
    here->conn = pg_conn_new(here->loop, &here->place, PG_WRITER, &events, here);
    assert_int_equal(pg_conn_take(here->conn, server_welcomes(&here->server), &err), 0);
    pg_ask(here->conn, PG_BEGIN, take, here, "");
    pg_ask(here->conn, PG_COMMIT, take, here, "");
    pg_conn_end(here->conn, here);
    *state = here;
    return 0;
}

static int tear_down(void **state)
{
    struct here *here = *state;
    pg_conn_free(here->conn);
    pg_place_done(&here->place);
    loop_free(here->loop);
    free(here);
    return 0;
}

/* Says these words, ends, and waits for the end of the unit. */
static void hear(struct here *here, struct buf *words)
{
    server_says(&here->server, words);
    buf_done(words);
    server_ends(&here->server);
    loop_run(here->loop);
}

static void test_all_is_answered(void **state)
{
    struct here *here = *state;
    struct buf words;
    buf_init(&words, 1024);
    add_done(&words, "BEGIN");
    add_done(&words, "COMMIT");
    add_ready(&words, 'I');
    hear(here, &words);
    assert_int_equal(here->taken, 2);
    assert_int_equal(here->ended, 1);
    assert_int_equal(here->how, PG_DONE);
}

static void test_it_ends_within(void **state)
{
    struct here *here = *state;
    struct buf words;
    buf_init(&words, 1024);
    add_done(&words, "BEGIN");
    add_fatal(&words);
    hear(here, &words);
    assert_int_equal(here->taken, 1);
    assert_int_equal(here->ended, 1);
    assert_int_equal(here->how, PG_LOST);
    assert_int_equal(pg_conn_units(here->conn), 0);
}

/* The last statement is done, but that the unit is over was not said: what came of it is not known,
 * and whoever waits for it must be told so. */
static void test_it_ends_behind_the_last_answer(void **state)
{
    struct here *here = *state;
    struct buf words;
    buf_init(&words, 1024);
    add_done(&words, "BEGIN");
    add_done(&words, "COMMIT");
    add_fatal(&words);
    hear(here, &words);
    assert_int_equal(here->taken, 2);
    assert_int_equal(here->ended, 1);
    assert_int_equal(here->how, PG_LOST);
    assert_int_equal(pg_conn_units(here->conn), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_all_is_answered),
        TEST(test_it_ends_within),
        TEST(test_it_ends_behind_the_last_answer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
