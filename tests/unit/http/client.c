/* The client against a peer of few words, which counts connections and says what it is told to. */
#include "harness.h"

#define PEERS 8

struct peer {
    struct rig *rig;
    int fd;
    struct loop_watch *watch;
    const char *says; /* to every request; NULL: hangs up */
    int accepted;
    int asked;
    char got[4096]; /* the last request */
    struct line {
        struct peer *peer;
        int fd;
        struct loop_watch *watch;
    } lines[PEERS];
};

static void line_close(struct line *line)
{
    if (!line->watch)
        return;
    loop_watch_free(line->watch);
    line->watch = NULL;
    close(line->fd);
}

static void on_line(void *ctx, int events)
{
    struct line *line = ctx;
    struct peer *peer = line->peer;
    (void)events;
    ssize_t len = recv(line->fd, peer->got, sizeof(peer->got) - 1, 0);
    if (len > 0) {
        peer->got[len] = '\0';
        peer->asked++;
    }
    if (len <= 0 || !peer->says)
        line_close(line);
    else
        assert_true(send(line->fd, peer->says, strlen(peer->says), MSG_NOSIGNAL) > 0);
}

static void on_accept(void *ctx, int events)
{
    struct peer *peer = ctx;
    (void)events;
    assert_true(peer->accepted < PEERS);
    struct line *line = &peer->lines[peer->accepted++];
    line->peer = peer;
    line->fd = accept(peer->fd, NULL, NULL);
    assert_true(line->fd >= 0);
    line->watch = loop_watch_new(peer->rig->loop, line->fd, on_line, line);
    loop_watch_set(line->watch, LOOP_READ);
}

static int listener(int *ret_port)
{
    struct sockaddr_in name = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t len = sizeof(name);
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    assert_true(fd >= 0);
    assert_int_equal(bind(fd, (struct sockaddr *)&name, sizeof(name)), 0);
    assert_int_equal(getsockname(fd, (struct sockaddr *)&name, &len), 0);
    *ret_port = ntohs(name.sin_port);
    return fd;
}

static void peer_open(struct peer *peer, struct rig *rig, const char *says, char url[256])
{
    int port;
    memset(peer, 0, sizeof(*peer));
    peer->rig = rig;
    peer->says = says;
    peer->fd = listener(&port);
    assert_int_equal(listen(peer->fd, PEERS), 0);
    peer->watch = loop_watch_new(rig->loop, peer->fd, on_accept, peer);
    loop_watch_set(peer->watch, LOOP_READ);
    snprintf(url, 256, "http://127.0.0.1:%d/", port);
}

static void peer_close(struct peer *peer)
{
    for (int i = 0; i < PEERS; i++)
        line_close(&peer->lines[i]);
    loop_watch_free(peer->watch);
    close(peer->fd);
}

static void ask(struct rig *rig, const char *url, struct http_request request, struct outcome *out)
{
    outcome_done(out);
    request.url = url;
    request.on_done = outcome_keep;
    request.ctx = out;
    http_client_send(rig->client, &request);
    assert_int_equal(out->done, 0);
    rig_until(rig, &out->done, 1);
}

static void test_reuse(void **state)
{
    struct rig *rig = *state;
    struct peer peer;
    struct outcome out = {0};
    char url[256];

    peer_open(&peer, rig, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", url);
    for (int i = 0; i < 5; i++) {
        ask(rig, url, (struct http_request){.body = "{}", .body_len = 2}, &out);
        assert_string_equal(out.body, "ok");
        assert_int_equal(out.retry_after, -1);
        assert_string_equal(out.type, "");
    }
    assert_int_equal(peer.asked, 5);
    assert_int_equal(peer.accepted, 1);
    assert_non_null(strstr(peer.got, "Content-Type: application/json\r\n"));
    assert_non_null(strstr(peer.got, "Content-Length: 2\r\n"));
    outcome_done(&out);
    peer_close(&peer);
}

/* A used connection that dies before an answer: a POST must not be sent a second time. */
static void test_once(void **state)
{
    struct rig *rig = *state;
    struct peer peer;
    struct outcome out = {0};
    char url[256];

    peer_open(&peer, rig, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", url);
    ask(rig, url, (struct http_request){0}, &out);
    peer.says = NULL;
    ask(rig, url, (struct http_request){.body = "pay", .body_len = 3}, &out);
    assert_int_equal(out.code, ERR_NETWORK);
    assert_int_equal(peer.asked, 2);
    outcome_done(&out);
    peer_close(&peer);
}

/* A kept connection that was closed while nobody looked is not used again, and its end keeps nobody
 * busy; the new one may get the same descriptor. */
static void test_idle_end(void **state)
{
    struct rig *rig = *state;
    struct peer peer;
    struct outcome out = {0};
    char url[256];

    peer_open(&peer, rig, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", url);
    for (int i = 0; i < 4; i++) {
        ask(rig, url, (struct http_request){.body = "{}", .body_len = 2}, &out);
        assert_string_equal(out.body, "ok");
        line_close(&peer.lines[i]);
        ask(rig, "bad", (struct http_request){0}, &out); /* turns of the loop */
        assert_int_equal(out.code, ERR_INVALID);
    }
    assert_int_equal(peer.accepted, 4);
    outcome_done(&out);
    peer_close(&peer);
}

static void test_answers(void **state)
{
    struct rig *rig = *state;
    struct peer peer;
    struct outcome out = {0};
    char url[256];

    peer_open(&peer, rig,
              "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 0\r\nContent-Type: a/b\r\n"
              "Content-Length: 4\r\nConnection: close\r\n\r\nwait",
              url);
    ask(rig, url, (struct http_request){0}, &out);
    assert_int_equal(out.status, 429);
    assert_int_equal(out.retry_after, 0);
    assert_string_equal(out.type, "a/b");
    assert_string_equal(out.body, "wait");
    peer.says = "HTTP/1.1 302 Found\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n";
    ask(rig, url, (struct http_request){0}, &out);
    assert_int_equal(out.status, 302); /* not followed */
    peer.says = "it is no HTTP\r\n\r\n";
    ask(rig, url, (struct http_request){0}, &out);
    assert_int_equal(out.code, ERR_NETWORK);
    outcome_done(&out);
    peer_close(&peer);
}

static void test_refused_connection(void **state)
{
    struct rig *rig = *state;
    struct outcome out = {0};
    char url[256];
    int port;
    int fd = listener(&port); /* bound, but it does not listen */

    snprintf(url, sizeof(url), "http://127.0.0.1:%d/bot1:SECRET/getMe", port);
    ask(rig, url, (struct http_request){0}, &out);
    assert_int_equal(out.code, ERR_UNSENT);
    assert_non_null(strstr(out.text, "127.0.0.1"));
    assert_null(strstr(out.text, "SECRET"));
    close(fd);
}

static void test_bad_requests(void **state)
{
    static const char *const bad[] = {"",
                                      "SECRET",
                                      "ftp://SECRET/",
                                      "http://",
                                      "http:///SECRET",
                                      "http://a b/SECRET",
                                      "file:///SECRET",
                                      "http://x:99999999/SECRET"};
    struct rig *rig = *state;
    struct outcome out = {0};
    const char *many[HTTP_HEADERS_MAX + 2] = {0};

    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        ask(rig, bad[i], (struct http_request){0}, &out);
        assert_int_equal(out.code, ERR_INVALID);
        assert_null(strstr(out.text, "SECRET"));
    }
    ask(rig, NULL, (struct http_request){0}, &out);
    assert_int_equal(out.code, ERR_INVALID);
    for (int i = 0; i <= HTTP_HEADERS_MAX; i++)
        many[i] = "A: b";
    ask(rig, "http://127.0.0.1:1/", (struct http_request){.headers = many}, &out);
    assert_int_equal(out.code, ERR_LIMIT);
}

static void on_done_free(void *ctx, const struct http_response *res, const struct err *err)
{
    struct rig *rig = ctx;
    (void)res, (void)err;
    http_client_free(rig->client);
    rig->client = NULL;
}

static void test_client_freed(void **state)
{
    struct rig *rig = *state;
    struct peer peer;
    struct outcome a = {0}, b = {0};
    char url[256];

    peer_open(&peer, rig, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", url); /* never whole */
    struct http_request request = {.url = url, .on_done = outcome_keep, .ctx = &a};
    http_client_send(rig->client, &request);
    rig_until(rig, &peer.asked, 1);
    request.ctx = &b;
    http_client_send(rig->client, &request);
    request.url = "bad"; /* the first to end; its on_done frees the client */
    request.on_done = on_done_free;
    request.ctx = rig;
    http_client_send(rig->client, &request);
    rig_until(rig, &a.done, 1);
    assert_int_equal(a.code, ERR_CANCELLED);
    assert_int_equal(b.done, 1);
    assert_int_equal(b.code, ERR_CANCELLED);
    assert_null(rig->client);
    peer_close(&peer);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, rig_setup, rig_teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_reuse),
        TEST(test_once),
        TEST(test_idle_end),
        TEST(test_answers),
        TEST(test_refused_connection),
        TEST(test_bad_requests),
        TEST(test_client_freed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
