/* One request of the client, in libcurl's terms: from struct http_request to an easy handle, and
 * from its result to a response or an error.
 *
 * Exactly once on the wire: libcurl silently repeats a request when a kept connection turns out to
 * be closed before a byte of the answer came. The server may have acted on it, so for all methods
 * but GET and HEAD the pre-request callback refuses a second try, and the caller gets ERR_NETWORK
 * and decides.
 *
 * Secrets: a URL may hold a token. Errors name the host only, and libcurl's own messages name no
 * more (host, port, bytes, times). */
#include "http/client_internal.h"

#include "base/mem.h"
#include "base/str.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* The host of scheme://user@host:port/path; false if there is none or it has odd bytes. */
static bool host_of(const char *url, char *host, size_t size)
{
    const char *from = strstr(url, "://");
    if (!from)
        return false;
    from += 3;
    size_t len = strcspn(from, "/?#");
    for (size_t i = len; i > 0; i--) {
        if (from[i - 1] == '@') {
            from += i;
            len -= i;
            break;
        }
    }
    if (len == 0 || len >= size)
        return false;
    for (size_t i = 0; i < len; i++) {
        if (!isalnum((unsigned char)from[i]) && !strchr(".-:[]_", from[i]))
            return false;
        host[i] = from[i];
    }
    host[len] = '\0';
    return true;
}

static bool host_is_local(const char *host)
{
    return str_starts(host, "127.") || str_starts(host, "localhost") || str_starts(host, "[::1]");
}

static size_t on_body(char *data, size_t size, size_t count, void *ctx)
{
    struct http_call *call = ctx;
    size_t len = size * count;
    long status = 0;

    if (call->cancelled)
        return 0;
    call->received += len;
    if (call->received > call->limit) {
        call->over_limit = true;
        return 0;
    }
    curl_easy_getinfo(call->easy, CURLINFO_RESPONSE_CODE, &status);
    if (!call->on_data || status < 200 || status > 299) {
        call->over_limit = buf_add(&call->body, data, len) != 0;
        return call->over_limit ? 0 : len;
    }
    call->gave_up = !call->on_data(call->ctx, data, len);
    return call->gave_up ? 0 : len;
}

static int on_attempt(void *ctx, char *peer, char *self, int peer_port, int self_port)
{
    struct http_call *call = ctx;
    (void)peer, (void)self, (void)peer_port, (void)self_port;
    if (call->once && call->tried)
        return CURL_PREREQFUNC_ABORT;
    call->tried = true;
    return CURL_PREREQFUNC_OK;
}

static void header_add(struct http_call *call, const char *line)
{
    struct curl_slist *longer = curl_slist_append(call->headers, line);
    if (longer)
        call->headers = longer;
}

static int set_headers(struct http_call *call, const struct http_request *request)
{
    if (!request->parts && request->body) {
        const char *type = request->content_type ? request->content_type : "application/json";
        char *line = mem_printf("Content-Type: %s", type);
        header_add(call, line);
        free(line);
    } else if (!request->parts) {
        header_add(call, "Content-Type:"); /* none, where libcurl would guess a form */
    }
    header_add(call, "Expect:"); /* no second round trip for big bodies */
    for (size_t i = 0; request->headers && request->headers[i]; i++) {
        if (i == HTTP_HEADERS_MAX)
            return ERR_LIMIT;
        header_add(call, request->headers[i]);
    }
    curl_easy_setopt(call->easy, CURLOPT_HTTPHEADER, call->headers);
    return 0;
}

static CURLcode set_parts(struct http_call *call, const struct http_request *request)
{
    CURLcode code = CURLE_OK;

    call->mime = curl_mime_init(call->easy);
    for (size_t i = 0; i < request->part_count && code == CURLE_OK; i++) {
        const struct http_part *part = &request->parts[i];
        curl_mimepart *mime = curl_mime_addpart(call->mime);
        const char *type = part->content_type;
        if (part->filename && !type)
            type = "application/octet-stream";
        code = curl_mime_name(mime, part->name);
        if (code == CURLE_OK)
            code = curl_mime_data(mime, part->data ? part->data : "", part->len);
        if (code == CURLE_OK && part->filename)
            code = curl_mime_filename(mime, part->filename);
        if (code == CURLE_OK && type)
            code = curl_mime_type(mime, type);
    }
    if (code == CURLE_OK)
        code = curl_easy_setopt(call->easy, CURLOPT_MIMEPOST, call->mime);
    return code;
}

static CURLcode set_method(struct http_call *call, const struct http_request *request)
{
    bool sends = request->body || request->parts;
    const char *method = request->method ? request->method : sends ? "POST" : "GET";
    CURL *easy = call->easy;
    CURLcode code = CURLE_OK;

    call->once = strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0;
    if (request->parts) {
        code = set_parts(call, request);
    } else if (sends || strcmp(method, "POST") == 0) {
        curl_easy_setopt(easy, CURLOPT_POST, 1L);
        curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->body_len);
        code = curl_easy_setopt(easy, CURLOPT_COPYPOSTFIELDS, request->body ? request->body : "");
    } else if (strcmp(method, "HEAD") == 0) {
        curl_easy_setopt(easy, CURLOPT_NOBODY, 1L);
    }
    if (code == CURLE_OK && strcmp(method, sends ? "POST" : "GET") != 0)
        code = curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, method);
    return code;
}

static void set_common(struct http_call *call, const struct http_request *request)
{
    CURL *easy = call->easy;
    bool tls = str_starts(request->url, "https://");

    curl_easy_setopt(easy, CURLOPT_PRIVATE, call);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, call->error);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, call);
    curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, on_attempt);
    curl_easy_setopt(easy, CURLOPT_PREREQDATA, call);
    curl_easy_setopt(easy, CURLOPT_CLOSESOCKETFUNCTION, http_client_close);
    curl_easy_setopt(easy, CURLOPT_CLOSESOCKETDATA, call->client);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L); /* do not wait for a name that is looked up */
    curl_easy_setopt(easy, CURLOPT_USERAGENT, "bylina");
    curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "gzip");
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_2TLS);
    curl_easy_setopt(easy, CURLOPT_PIPEWAIT, tls ? 1L : 0L); /* share one HTTP/2 connection */
    if (host_is_local(call->host))
        curl_easy_setopt(easy, CURLOPT_PROXY, "");
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS,
                     (long)(request->timeout_ms ? request->timeout_ms : HTTP_TIMEOUT_MS));
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS,
                     (long)(request->connect_ms ? request->connect_ms : HTTP_CONNECT_MS));
}

static void refuse(struct http_call *call, int code, const char *why)
{
    if (call->refused)
        return;
    call->refused = code;
    call->refused_why = why;
}

struct http_call *http_call_new(struct http_client *client, CURL *easy,
                                const struct http_request *request)
{
    struct http_call *call = mem_alloc(sizeof(*call));
    const char *url = request->url ? request->url : "";
    size_t limit = request->body_limit ? request->body_limit : HTTP_BODY_LIMIT;

    call->client = client;
    call->easy = easy;
    call->on_data = request->on_data;
    call->on_done = request->on_done;
    call->ctx = request->ctx;
    call->limit = request->on_data && !request->body_limit ? SIZE_MAX : limit;
    buf_init(&call->body, limit);
    bool known = str_starts(url, "http://") || str_starts(url, "https://");
    if (!known || !host_of(url, call->host, sizeof(call->host))) {
        str_copy(call->host, sizeof(call->host), "request");
        refuse(call, ERR_INVALID, "the URL is not of the form http(s)://HOST/...");
        return call;
    }
    if (!easy) {
        refuse(call, ERR_SYSTEM, "libcurl has no handle");
        return call;
    }
    set_common(call, request);
    if (curl_easy_setopt(easy, CURLOPT_URL, url) != CURLE_OK)
        refuse(call, ERR_INVALID, "the URL is too long");
    if (set_method(call, request) != CURLE_OK)
        refuse(call, ERR_LIMIT, "the body is too big for libcurl");
    if (set_headers(call, request) != 0)
        refuse(call, ERR_LIMIT, "too many headers");
    return call;
}

/* libcurl counts the bytes of requests that it has written. */
static bool has_left(const struct http_call *call)
{
    long sent = 0;
    return curl_easy_getinfo(call->easy, CURLINFO_REQUEST_SIZE, &sent) != CURLE_OK || sent > 0;
}

static int code_of(const struct http_call *call, CURLcode result)
{
    if (result != CURLE_URL_MALFORMAT && !has_left(call))
        return ERR_UNSENT;
    switch (result) {
    case CURLE_OPERATION_TIMEDOUT:
        return ERR_TIMEOUT;
    case CURLE_URL_MALFORMAT:
        return ERR_INVALID;
    default:
        return ERR_NETWORK;
    }
}

/* Fills err and returns its code, or returns 0: there is a response. */
static int failure_of(struct http_call *call, CURLcode result, struct err *err)
{
    if (call->cancelled || call->gave_up)
        return err_set(err, ERR_CANCELLED, "%s: given up", call->host);
    if (call->refused)
        return err_set(err, call->refused, "%s: %s", call->host, call->refused_why);
    if (call->over_limit)
        return err_set(err, ERR_LIMIT, "%s: the answer is over its limit of %zu bytes", call->host,
                       call->limit);
    if (result == CURLE_OK)
        return 0;
    if (result == CURLE_ABORTED_BY_CALLBACK)
        return err_set(err, ERR_NETWORK, "%s: the connection was closed before an answer came",
                       call->host);
    return err_set(err, code_of(call, result), "%s: %s", call->host,
                   call->error[0] ? call->error : curl_easy_strerror(result));
}

static int64_t retry_after(CURL *easy)
{
    struct curl_header *header;
    curl_off_t seconds = 0;
    if (curl_easy_header(easy, "Retry-After", 0, CURLH_HEADER, -1, &header) != CURLHE_OK)
        return -1;
    curl_easy_getinfo(easy, CURLINFO_RETRY_AFTER, &seconds);
    return seconds;
}

void http_call_report(struct http_call *call, CURLcode result)
{
    struct err err;
    if (failure_of(call, result, &err) != 0) {
        call->on_done(call->ctx, NULL, &err);
        return;
    }

    long status = 0;
    const char *type = NULL;
    curl_easy_getinfo(call->easy, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(call->easy, CURLINFO_CONTENT_TYPE, &type);
    struct http_response response = {
        .status = (int)status,
        .body = call->body.data,
        .len = call->body.len,
        .content_type = type ? type : "",
        .retry_after_s = retry_after(call->easy),
    };
    call->on_done(call->ctx, &response, NULL);
}

CURL *http_call_free(struct http_call *call)
{
    CURL *easy = call->easy;
    if (easy)
        curl_easy_reset(easy); /* before what it points to goes */
    curl_mime_free(call->mime);
    curl_slist_free_all(call->headers);
    buf_done(&call->body);
    free(call);
    return easy;
}
