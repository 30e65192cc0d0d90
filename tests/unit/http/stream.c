/* Server-sent events: readers, framing, leaving, the ceiling of a slow reader, the server's end. */
#include "harness.h"

#include "http/server_internal.h"

struct page {
    struct http_stream *stream[2];
    int open;
    int closed;
};

struct reader {
    struct outcome out; /* first: outcome_keep gets this address */
    char text[4096];
    size_t len;
    int pieces;
};

static void on_closed(void *ctx)
{
    struct page *page = ctx;
    page->closed++;
}

static void on_events(void *ctx, struct http_exchange *exchange)
{
    struct page *page = ctx;
    page->stream[page->open % 2] = http_stream_open(exchange, on_closed, page);
    page->open++;
}

static bool on_piece(void *ctx, const char *data, size_t len)
{
    struct reader *reader = ctx;
    assert_true(reader->len + len < sizeof(reader->text));
    memcpy(reader->text + reader->len, data, len);
    reader->len += len;
    reader->text[reader->len] = '\0';
    reader->pieces++;
    return true;
}

static struct http_call *reader_open(struct rig *rig, struct page *page, struct reader *reader)
{
    int open = page->open;
    struct http_call *call =
        rig_send(rig, "/events", (struct http_request){.on_data = on_piece}, &reader->out);
    rig_until(rig, &page->open, open + 1);
    return call;
}

/* Until the reader has this text. */
static void reader_until(struct rig *rig, struct reader *reader, const char *text)
{
    while (!strstr(reader->text, text))
        rig_until(rig, &reader->pieces, reader->pieces + 1);
}

static void test_two_readers(void **state)
{
    struct rig *rig = *state;
    struct page page = {0};
    struct reader a = {0}, b = {0};

    http_server_route(rig->server, "/events", on_events, &page);
    reader_open(rig, &page, &a);
    reader_until(rig, &a, ":\n\n"); /* it is told at once that the stream is open */
    reader_open(rig, &page, &b);
    http_stream_send(page.stream[0], "hello", "one\ntwo\r\nthree");
    http_stream_send(page.stream[1], NULL, "");
    reader_until(rig, &a, "event: hello\ndata: one\ndata: two\ndata: three\n\n");
    reader_until(rig, &b, "data: \n\n");
    assert_null(strstr(b.text, "hello"));

    http_stream_send(page.stream[0], NULL, "last");
    http_stream_close(page.stream[0]);
    http_stream_send(page.stream[0], NULL, "too late");
    assert_int_equal(page.closed, 0);
    rig_until(rig, &a.out.done, 1);
    assert_int_equal(a.out.status, 200);
    assert_string_equal(a.out.type, "text/event-stream");
    assert_non_null(strstr(a.text, "data: last\n\n"));
    assert_null(strstr(a.text, "late"));
    rig_until(rig, &page.closed, 1);
    http_stream_send(page.stream[1], NULL, "still here");
    reader_until(rig, &b, "still here");
    http_stream_close(page.stream[1]);
    rig_until(rig, &page.closed, 2);
    rig_until(rig, &b.out.done, 1);
    outcome_done(&a.out);
    outcome_done(&b.out);
}

static void send_again(void *ctx)
{
    struct page *page = ctx;
    if (page->closed < 1)
        http_stream_send(page->stream[0], NULL, "anyone?");
}

static void test_reader_leaves(void **state)
{
    struct rig *rig = *state;
    struct page page = {0};
    struct reader a = {0}, b = {0};

    http_server_route(rig->server, "/events", on_events, &page);
    struct http_call *call = reader_open(rig, &page, &a);
    reader_open(rig, &page, &b);
    http_call_cancel(call);
    rig_until(rig, &a.out.done, 1);
    struct loop_prepare *again = loop_prepare_new(rig->loop, send_again, &page);
    rig_until(rig, &page.closed, 1);
    loop_prepare_free(again);
    http_stream_send(page.stream[1], NULL, "the other stays");
    reader_until(rig, &b, "the other stays");
    assert_int_equal(page.closed, 1);
}

static void test_heartbeat(void **state)
{
    struct rig *rig = *state;
    struct page page = {0};
    struct reader a = {0}, b = {0};

    http_server_route(rig->server, "/events", on_events, &page);
    struct http_call *call = reader_open(rig, &page, &a);
    reader_until(rig, &a, ":\n\n");
    reader_open(rig, &page, &b);
    reader_until(rig, &b, ":\n\n");
    http_call_cancel(call);
    rig_until(rig, &a.out.done, 1);
    http_streams_beat(rig->server); /* what its timer would do: one beat tells who has left */
    reader_until(rig, &b, ":\n\n:\n\n");
    rig_until(rig, &page.closed, 1);
    assert_int_equal(page.closed, 1);
}

static void test_slow_reader(void **state)
{
    struct rig *rig = *state;
    struct page page = {0};
    char *event = mem_alloc(65537);
    memset(event, 'e', 65536);

    http_server_route(rig->server, "/events", on_events, &page);
    int fd = raw_connect(http_server_port(rig->server)); /* never reads */
    const char *ask = "GET /events HTTP/1.1\r\nHost: x\r\n\r\n";
    assert_int_equal(send(fd, ask, strlen(ask), 0), strlen(ask));
    rig_until(rig, &page.open, 1);
    for (size_t i = 0; i <= HTTP_STREAM_QUEUE_MAX / 65536; i++)
        http_stream_send(page.stream[0], NULL, event);
    assert_int_equal(page.closed, 0); /* never from within send */
    rig_until(rig, &page.closed, 1);
    close(fd);
    free(event);
}

static void test_queue_drains(void **state)
{
    struct rig *rig = *state;
    struct page page = {0};
    struct reader a = {0};
    char event[1001];
    char last[16];
    memset(event, 'e', 1000);
    event[1000] = '\0';

    http_server_route(rig->server, "/events", on_events, &page);
    reader_open(rig, &page, &a);
    for (int i = 0; i < 200; i++) { /* many queues' worth of events, each read in time */
        snprintf(last, sizeof(last), "number %d;", i);
        http_stream_send(page.stream[0], NULL, event);
        http_stream_send(page.stream[0], NULL, last);
        reader_until(rig, &a, last);
        a.len = 0;
        a.text[0] = '\0';
    }
    assert_int_equal(page.closed, 0);
}

static void test_server_freed(void **state)
{
    struct rig *rig = *state;
    struct page page = {0};
    struct reader a = {0};

    http_server_route(rig->server, "/events", on_events, &page);
    reader_open(rig, &page, &a);
    http_server_free(rig->server);
    rig->server = NULL;
    assert_int_equal(page.closed, 1);
    rig_until(rig, &a.out.done, 1);
    outcome_done(&a.out);
}

static void on_hold(void *ctx, struct http_exchange *exchange)
{
    struct http_exchange **held = ctx;
    *held = exchange;
}

static void test_late_open(void **state)
{
    struct rig *rig = *state;
    struct page page = {0};
    struct reader a = {0};
    struct http_exchange *held = NULL;
    struct outcome other = {0};

    http_server_route(rig->server, "/events", on_hold, &held);
    rig_send(rig, "/events", (struct http_request){.on_data = on_piece}, &a.out);
    while (!held) {
        rig_get(rig, "/none", &other);
        outcome_done(&other);
    }
    on_events(&page, held);
    http_stream_send(page.stream[0], NULL, "opened later");
    reader_until(rig, &a, "opened later");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, rig_setup, rig_teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_two_readers),  TEST(test_reader_leaves), TEST(test_heartbeat),
        TEST(test_slow_reader),  TEST(test_queue_drains),  TEST(test_late_open),
        TEST(test_server_freed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
