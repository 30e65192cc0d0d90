/* The server by itself: where it listens, what it refuses, many at once, being freed. */
#include "harness.h"

#include <sys/resource.h>

#define MANY 1000

static void listen_fails(struct rig *rig, const char *address, int code, const char *says)
{
    struct http_server_config config = {address, 1024};
    struct http_server *server = NULL;
    struct err err = {0};
    assert_int_equal(http_server_new(rig->loop, &config, &server, &err), code);
    assert_int_equal(err.code, code);
    assert_non_null(strstr(err.text, says));
    assert_null(server);
}

static void test_addresses(void **state)
{
    static const char *const bad[] = {
        "",        "8090",         "127.0.0.1",    "127.0.0.1:",      "127.0.0.1:x",
        ":8090",   "127.0.0.1:-1", "[::1:8090",    "127.0.0.1:65536", "::1:8090",
        "[::1]",   "[::1]8090",    "300.0.0.1:80", "example.org:80",  "127.0.0.1:80 ",
        "[]:8090",
    };
    struct rig *rig = *state;
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
        listen_fails(rig, bad[i], ERR_INVALID, bad[i]);
    listen_fails(rig, NULL, ERR_INVALID, "HOST:PORT");
}

static void test_port_in_use(void **state)
{
    struct rig *rig = *state;
    char address[32];
    snprintf(address, sizeof(address), "127.0.0.1:%d", http_server_port(rig->server));
    listen_fails(rig, address, ERR_SYSTEM, address);
    listen_fails(rig, address, ERR_SYSTEM, "in use");
}

struct counter {
    int calls;
    struct http_exchange *held[MANY];
    bool hold;
    struct rig *rig; /* whose server to free */
    int gone;
};

static void on_count(void *ctx, struct http_exchange *exchange)
{
    struct counter *counter = ctx;
    counter->held[counter->calls % MANY] = exchange;
    counter->calls++;
    if (!counter->hold)
        http_reply_text(exchange, 200, http_exchange_path(exchange));
}

static void test_ambiguous_lengths(void **state)
{
    static const char *const bad[] = {
        "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello",
        "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
        "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "Content-Length: 5, 5\r\n\r\nhello",
        "Content-Length: -5\r\n\r\nhello",
    };
    struct rig *rig = *state;
    static const char next[] = "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n";
    struct counter counter = {0};

    http_server_route(rig->server, "/", on_count, &counter);
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        for (int get = 0; get < 2; get++) {
            char text[512];
            struct raw raw;
            snprintf(text, sizeof(text), "%s / HTTP/1.1\r\nHost: x\r\n%s%s", get ? "GET" : "POST",
                     bad[i], next);
            raw_talk(rig, text, &raw);
            assert_true(str_starts(raw.text, "HTTP/1.1 400"));
        }
    }
    assert_int_equal(counter.calls, 0);
}

static void test_keep_alive(void **state)
{
    struct rig *rig = *state;
    struct counter counter = {0};
    struct raw raw;

    http_server_route(rig->server, "/", on_count, &counter);
    raw_talk(rig,
             "GET /first HTTP/1.1\r\nHost: x\r\n\r\n"
             "POST /second HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
             "3\r\nabc\r\n0\r\n\r\n"
             "GET /third HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
             &raw);
    assert_int_equal(counter.calls, 3);
    assert_non_null(strstr(raw.text, "/first"));
    assert_non_null(strstr(raw.text, "/second"));
    assert_non_null(strstr(raw.text, "/third"));
}

static void test_chunked_too_large(void **state)
{
    struct http_server_config config = {"[::1]:0", 2};
    struct rig *rig = *state;
    struct counter counter = {0};
    struct raw raw;

    http_server_free(rig->server);
    config.listen = "localhost:0";
    assert_int_equal(http_server_new(rig->loop, &config, &rig->server, NULL), 0);
    http_server_route(rig->server, "/", on_count, &counter);
    raw_talk(rig,
             "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
             "2\r\nab\r\n1\r\nc\r\n0\r\n\r\n",
             &raw);
    assert_true(str_starts(raw.text, "HTTP/1.1 413"));
    raw_talk(rig, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9000000000000000000\r\n\r\nab",
             &raw);
    assert_true(str_starts(raw.text, "HTTP/1.1 413"));
    assert_int_equal(counter.calls, 0);
}

struct crowd {
    struct outcome out[MANY];
    int done;
};

struct member {
    struct crowd *crowd;
    int index;
};

static void on_member(void *ctx, const struct http_response *res, const struct err *err)
{
    struct member *member = ctx;
    outcome_keep(&member->crowd->out[member->index], res, err);
    member->crowd->done++;
    free(member);
}

static void crowd_send(struct rig *rig, struct crowd *crowd)
{
    for (int i = 0; i < MANY; i++) {
        struct member *member = mem_alloc(sizeof(*member));
        char path[32], url[256];
        *member = (struct member){crowd, i};
        snprintf(path, sizeof(path), "/%d", i);
        rig_url(rig, path, url);
        struct http_request request = {.url = url, .on_done = on_member, .ctx = member};
        http_client_send(rig->client, &request);
    }
}

static void crowd_check(struct crowd *crowd)
{
    for (int i = 0; i < MANY; i++) {
        assert_int_equal(crowd->out[i].code, 0);
        assert_int_equal(crowd->out[i].status, 200);
        assert_int_equal(strtoll(crowd->out[i].body + 1, NULL, 10), i);
        outcome_done(&crowd->out[i]);
    }
    crowd->done = 0;
}

static void test_many_at_once(void **state)
{
    struct rig *rig = *state;
    struct counter *counter = mem_alloc(sizeof(*counter));
    struct crowd *crowd = mem_alloc(sizeof(*crowd));
    struct rlimit files;

    assert_int_equal(getrlimit(RLIMIT_NOFILE, &files), 0); /* two for each, and often 1024 in all */
    files.rlim_cur = files.rlim_max;
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &files), 0);
    http_server_route(rig->server, "/", on_count, counter);
    crowd_send(rig, crowd);
    rig_until(rig, &crowd->done, MANY);
    crowd_check(crowd);

    counter->calls = 0;
    counter->hold = true; /* all held at once, then all answered */
    crowd_send(rig, crowd);
    rig_until(rig, &counter->calls, MANY);
    assert_int_equal(crowd->done, 0);
    for (int i = 0; i < MANY; i++)
        http_reply_text(counter->held[i], 200, http_exchange_path(counter->held[i]));
    rig_until(rig, &crowd->done, MANY);
    crowd_check(crowd);
    free(crowd);
    free(counter);
}

/* Out of descriptors, the server waits for one that is closed, and then goes on. */
static void test_out_of_descriptors(void **state)
{
    enum { CONNECTIONS = 8, ROOM = 2 };
    static const char ask[] = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    struct rig *rig = *state;
    struct counter counter = {0};
    struct rlimit old, low;
    int fds[CONNECTIONS];

    http_server_route(rig->server, "/", on_count, &counter);
    for (int i = 0; i < CONNECTIONS; i++) { /* they wait in the backlog */
        fds[i] = raw_connect(http_server_port(rig->server));
        assert_int_equal(send(fds[i], ask, strlen(ask), 0), strlen(ask));
    }
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &old), 0);
    low = old;
    low.rlim_cur = (rlim_t)fds[CONNECTIONS - 1] + 1 + ROOM;
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &low), 0);
    for (int i = 0; i < CONNECTIONS; i += ROOM) {
        rig_until(rig, &counter.calls, i + ROOM);
        assert_int_equal(counter.calls, i + ROOM);
        for (int k = 0; k < ROOM; k++) /* without freeing their numbers for the server's own */
            shutdown(fds[i + k], SHUT_RDWR);
    }
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &old), 0);
    for (int i = 0; i < CONNECTIONS; i++)
        close(fds[i]);
}

static void on_gone(void *ctx)
{
    struct counter *counter = ctx;
    counter->gone++;
}

static void on_free_server(void *ctx, struct http_exchange *exchange)
{
    struct counter *counter = ctx;
    http_exchange_on_gone(exchange, on_gone, counter);
    http_server_free(counter->rig->server);
    counter->rig->server = NULL;
}

static void test_gone(void **state)
{
    struct rig *rig = *state;
    struct counter counter = {.hold = true, .rig = rig};
    struct outcome a = {0}, b = {0};

    http_server_route(rig->server, "/hold", on_count, &counter);
    http_server_route(rig->server, "/free", on_free_server, &counter);
    rig_send(rig, "/hold", (struct http_request){.method = "POST"}, &a);
    rig_until(rig, &counter.calls, 1);
    http_exchange_on_gone(counter.held[0], on_gone, &counter);
    rig_send(rig, "/free", (struct http_request){.method = "POST"}, &b);
    rig_until(rig, &a.done, 1);
    rig_until(rig, &b.done, 1);
    assert_int_equal(counter.gone, 2);
    assert_int_equal(a.code, ERR_NETWORK);
    assert_int_equal(b.code, ERR_NETWORK);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, rig_setup, rig_teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_addresses),  TEST(test_port_in_use),        TEST(test_ambiguous_lengths),
        TEST(test_keep_alive), TEST(test_chunked_too_large),  TEST(test_many_at_once),
        TEST(test_gone),       TEST(test_out_of_descriptors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
