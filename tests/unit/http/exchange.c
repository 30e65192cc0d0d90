/* Whole exchanges: the real client and the real server on one loop. */
#include "harness.h"

#include "http/form.h"

struct seen {
    int calls;
    char method[16];
    char path[128];
    char query[128];
    char header[128];
    char *body;
    size_t len;
    struct http_exchange *held; /* for a late reply */
    int gone;
    int rest; /* fields of a form that were as they should be */
};

static void seen_note(struct seen *seen, const struct http_exchange *exchange)
{
    const char *query = http_exchange_query(exchange, "q");
    const char *header = http_exchange_header(exchange, "x-test");
    const char *body = http_exchange_body(exchange, &seen->len);
    seen->calls++;
    str_copy(seen->method, sizeof(seen->method), http_exchange_method(exchange));
    str_copy(seen->path, sizeof(seen->path), http_exchange_path(exchange));
    str_copy(seen->query, sizeof(seen->query), query ? query : "(none)");
    str_copy(seen->header, sizeof(seen->header), header ? header : "(none)");
    free(seen->body);
    seen->body = mem_dup(body, seen->len);
}

static void on_echo(void *ctx, struct http_exchange *exchange)
{
    struct seen *seen = ctx;
    static const char *const headers[] = {"Retry-After: 7", NULL};
    seen_note(seen, exchange);
    http_reply_with(exchange, 200, "application/json", seen->body, seen->len, headers);
}

static void on_hold(void *ctx, struct http_exchange *exchange)
{
    struct seen *seen = ctx;
    seen_note(seen, exchange);
    seen->held = exchange;
}

static void on_cut(void *ctx, struct http_exchange *exchange)
{
    seen_note(ctx, exchange);
    http_reply_cut(exchange);
}

static void on_peer(void *ctx, struct http_exchange *exchange)
{
    char *big = mem_alloc(100001);
    (void)ctx;
    memset(big, 'x', 100000);
    http_reply(exchange, 200, "text/plain", big, 100000);
    free(big);
}

static void test_get(void **state)
{
    struct rig *rig = *state;
    struct seen seen = {0};
    struct outcome out = {0};
    const char *headers[] = {"X-Test: a b", NULL};

    http_server_route(rig->server, "/echo", on_echo, &seen);
    rig_send(rig, "/echo/%D0%B6?q=a%20b+c&other", (struct http_request){.headers = headers}, &out);
    rig_until(rig, &out.done, 1);
    assert_int_equal(out.status, 200);
    assert_string_equal(out.type, "application/json");
    assert_int_equal(out.retry_after, 7);
    assert_int_equal(out.len, 0);
    assert_string_equal(seen.method, "GET");
    assert_string_equal(seen.path, "/echo/ж");
    assert_string_equal(seen.query, "a b c");
    assert_string_equal(seen.header, "a b");
    outcome_done(&out);
    free(seen.body);
}

static void test_post_json(void **state)
{
    struct rig *rig = *state;
    struct seen seen = {0};
    struct outcome out = {0};
    const char *json = "{\"text\":\"ok\"}";

    http_server_route(rig->server, "/", on_echo, &seen);
    rig_send(rig, "/bot", (struct http_request){.body = json, .body_len = strlen(json)}, &out);
    rig_until(rig, &out.done, 1);
    assert_int_equal(out.status, 200);
    assert_string_equal(out.body, json);
    assert_string_equal(seen.method, "POST");
    outcome_done(&out);
    free(seen.body);
}

static void test_other_methods(void **state)
{
    struct rig *rig = *state;
    struct seen seen = {0};
    struct outcome out = {0};

    http_server_route(rig->server, "/", on_echo, &seen);
    rig_send(rig, "/", (struct http_request){.method = "PUT", .body = "x", .body_len = 1}, &out);
    rig_until(rig, &out.done, 1);
    assert_string_equal(seen.method, "PUT");
    assert_string_equal(out.body, "x");
    outcome_done(&out);
    rig_send(rig, "/", (struct http_request){.method = "POST"}, &out);
    rig_until(rig, &out.done, 1);
    assert_string_equal(seen.method, "POST");
    assert_int_equal(seen.len, 0);
    outcome_done(&out);
    rig_send(rig, "/", (struct http_request){.method = "DELETE"}, &out);
    rig_until(rig, &out.done, 1);
    assert_string_equal(seen.method, "DELETE");
    outcome_done(&out);
    rig_send(rig, "/", (struct http_request){.method = "HEAD"}, &out);
    rig_until(rig, &out.done, 1);
    assert_string_equal(seen.method, "HEAD");
    assert_int_equal(out.status, 200);
    outcome_done(&out);
    free(seen.body);
}

static void on_field(void *ctx, const struct http_field *field)
{
    struct seen *seen = ctx;
    if (strcmp(field->name, "chat_id") == 0)
        seen->rest += !field->filename && strcmp(field->data, "42") == 0;
    if (strcmp(field->name, "photo") == 0)
        seen->rest += str_equal(field->filename, "кот \"1\".png") && field->len == 300000 &&
                      strcmp(field->content_type, "image/png") == 0 && field->data[299999] == '-';
    if (strcmp(field->name, "doc") == 0)
        seen->rest +=
            field->len == 0 && strcmp(field->content_type, "application/octet-stream") == 0;
}

static void on_form(void *ctx, struct http_exchange *exchange)
{
    struct err err = {0};
    size_t len;
    const char *body = http_exchange_body(exchange, &len);
    const char *type = http_exchange_header(exchange, "Content-Type");
    int code = http_form_parse(type, body, len, on_field, ctx, &err);
    http_reply_text(exchange, code == 0 ? 200 : 400, err.text);
}

static void test_multipart(void **state)
{
    struct rig *rig = *state;
    struct seen seen = {0};
    struct outcome out = {0};
    char *photo = mem_alloc(300001);
    memset(photo, '-', 300000);
    const struct http_part parts[] = {
        {.name = "chat_id", .data = "42", .len = 2},
        {.name = "photo",
         .filename = "кот \"1\".png",
         .content_type = "image/png",
         .data = photo,
         .len = 300000},
        {.name = "doc", .filename = "empty", .data = NULL, .len = 0},
    };

    http_server_route(rig->server, "/", on_form, &seen);
    rig_send(rig, "/", (struct http_request){.parts = parts, .part_count = 3}, &out);
    rig_until(rig, &out.done, 1);
    assert_string_equal(out.body, "");
    assert_int_equal(out.status, 200);
    assert_int_equal(seen.rest, 3);
    outcome_done(&out);
    free(photo);
}

static void test_late_reply(void **state)
{
    struct rig *rig = *state;
    struct seen seen = {0};
    struct outcome out = {0};

    http_server_route(rig->server, "/hold", on_hold, &seen);
    rig_send(rig, "/hold?q=1", (struct http_request){.body = "b", .body_len = 1}, &out);
    rig_until(rig, &seen.calls, 1);
    assert_int_equal(out.done, 0);
    assert_string_equal(http_exchange_query(seen.held, "q"), "1"); /* still there */
    assert_string_equal(http_exchange_body(seen.held, NULL), "b");
    http_reply_text(seen.held, 202, "late");
    rig_until(rig, &out.done, 1);
    assert_int_equal(out.status, 202);
    assert_string_equal(out.body, "late");
    outcome_done(&out);
    free(seen.body);
}

static void test_routes(void **state)
{
    struct rig *rig = *state;
    struct seen a = {0}, b = {0};
    struct outcome out = {0};

    http_server_route(rig->server, "/a", on_echo, &a);
    http_server_route(rig->server, "/a/long", on_echo, &b);
    rig_get(rig, "/a/long/er", &out);
    outcome_done(&out);
    rig_get(rig, "/a/lo", &out);
    outcome_done(&out);
    rig_get(rig, "/b", &out);
    assert_int_equal(out.status, 404);
    assert_int_equal(a.calls, 1);
    assert_int_equal(b.calls, 1);
    outcome_done(&out);
    free(a.body);
    free(b.body);
}

static void test_request_too_large(void **state)
{
    struct rig *rig = *state;
    struct seen seen = {0};
    struct outcome out = {0};
    size_t len = RIG_BODY_LIMIT + 1;
    char *body = mem_alloc(len);

    http_server_route(rig->server, "/", on_echo, &seen);
    rig_send(rig, "/", (struct http_request){.body = body, .body_len = len - 1}, &out);
    rig_until(rig, &out.done, 1);
    assert_int_equal(out.status, 200); /* exactly the limit */
    outcome_done(&out);
    rig_send(rig, "/", (struct http_request){.body = body, .body_len = len}, &out);
    rig_until(rig, &out.done, 1);
    assert_int_equal(out.status, 413);
    assert_int_equal(seen.calls, 1);
    outcome_done(&out);
    free(seen.body);
    free(body);
}

static void test_timeout(void **state)
{
    struct rig *rig = *state;
    struct seen seen = {0};
    struct outcome out = {0};

    http_server_route(rig->server, "/", on_hold, &seen);
    rig_send(rig, "/bot123:SECRET/x", (struct http_request){.timeout_ms = 50}, &out);
    rig_until(rig, &out.done, 1);
    assert_int_equal(out.code, ERR_TIMEOUT);
    assert_non_null(strstr(out.text, "127.0.0.1"));
    assert_null(strstr(out.text, "SECRET"));
    free(seen.body);
}

static void test_cancel(void **state)
{
    struct rig *rig = *state;
    struct seen seen = {0};
    struct outcome out = {0}, second = {0};

    http_server_route(rig->server, "/", on_hold, &seen);
    struct http_call *call = rig_send(rig, "/", (struct http_request){0}, &out);
    http_call_cancel(rig_send(rig, "/", (struct http_request){0}, &second)); /* before it starts */
    rig_until(rig, &second.done, 1);
    assert_int_equal(second.code, ERR_CANCELLED);
    rig_until(rig, &seen.calls, 1);
    http_call_cancel(call);
    http_call_cancel(call); /* twice is once */
    assert_int_equal(out.done, 0);
    rig_until(rig, &out.done, 1);
    assert_int_equal(out.code, ERR_CANCELLED);
    assert_int_equal(out.done, 1);
    free(seen.body);
}

static void test_response_too_large(void **state)
{
    struct rig *rig = *state;
    struct outcome out = {0};

    http_server_route(rig->server, "/", on_peer, NULL);
    rig_send(rig, "/", (struct http_request){.body_limit = 99999}, &out);
    rig_until(rig, &out.done, 1);
    assert_int_equal(out.code, ERR_LIMIT);
    outcome_done(&out);
    rig_send(rig, "/", (struct http_request){.body_limit = 100000}, &out);
    rig_until(rig, &out.done, 1);
    assert_int_equal(out.status, 200);
    assert_int_equal(out.len, 100000);
    outcome_done(&out);
}

struct pieces {
    size_t len;
    size_t enough; /* gives up then; 0: never */
};

struct piece_outcome {
    struct outcome out; /* first: outcome_keep gets this address */
    struct pieces pieces;
};

static bool on_piece(void *ctx, const char *data, size_t len)
{
    struct piece_outcome *both = ctx;
    (void)data;
    both->pieces.len += len;
    return !both->pieces.enough || both->pieces.len < both->pieces.enough;
}

static void test_pieces(void **state)
{
    struct rig *rig = *state;
    struct piece_outcome whole = {0}, part = {.pieces.enough = 10};

    http_server_route(rig->server, "/", on_peer, NULL);
    rig_send(rig, "/", (struct http_request){.on_data = on_piece}, &whole.out);
    rig_send(rig, "/", (struct http_request){.on_data = on_piece}, &part.out);
    rig_until(rig, &whole.out.done, 1);
    rig_until(rig, &part.out.done, 1);
    assert_int_equal(whole.pieces.len, 100000);
    assert_int_equal(whole.out.status, 200);
    assert_int_equal(part.out.code, ERR_CANCELLED);
    outcome_done(&whole.out);
}

static void test_cut(void **state)
{
    struct rig *rig = *state;
    struct seen cut = {0}, held = {0}, echo = {0};
    struct outcome out = {0};
    struct http_request post = {.body = "1", .body_len = 1};

    http_server_route(rig->server, "/cut", on_cut, &cut);
    http_server_route(rig->server, "/hold", on_hold, &held);
    http_server_route(rig->server, "/echo", on_echo, &echo);
    rig_send(rig, "/cut", post, &out);
    rig_until(rig, &out.done, 1);
    assert_int_equal(out.code, ERR_NETWORK);
    outcome_done(&out);

    rig_send(rig, "/hold", post, &out);
    rig_until(rig, &held.calls, 1);
    http_reply_cut(held.held);
    rig_until(rig, &out.done, 1);
    assert_int_equal(out.code, ERR_NETWORK);
    outcome_done(&out);

    /* On a connection that was used before, libcurl would send a second time. */
    rig_send(rig, "/echo", post, &out);
    rig_until(rig, &out.done, 1);
    outcome_done(&out);
    rig_send(rig, "/cut", post, &out);
    rig_until(rig, &out.done, 1);
    assert_int_equal(out.code, ERR_NETWORK);
    assert_int_equal(cut.calls, 2);
    free(cut.body);
    free(held.body);
    free(echo.body);
}

static void test_server_freed(void **state)
{
    struct rig *rig = *state;
    struct seen seen = {0};
    struct outcome out = {0};

    http_server_route(rig->server, "/", on_hold, &seen);
    rig_send(rig, "/", (struct http_request){.method = "POST"}, &out);
    rig_until(rig, &seen.calls, 1);
    http_server_free(rig->server);
    rig->server = NULL;
    rig_until(rig, &out.done, 1);
    assert_int_equal(out.code, ERR_NETWORK);
    free(seen.body);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, rig_setup, rig_teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_get),
        TEST(test_post_json),
        TEST(test_other_methods),
        TEST(test_multipart),
        TEST(test_late_reply),
        TEST(test_routes),
        TEST(test_request_too_large),
        TEST(test_timeout),
        TEST(test_cancel),
        TEST(test_response_too_large),
        TEST(test_pieces),
        TEST(test_cut),
        TEST(test_server_freed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
