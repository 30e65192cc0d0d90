/* What client.c (the multi handle and the loop) and call.c (one request) share. Private to http/.
 */
#ifndef BYLINA_HTTP_CLIENT_INTERNAL_H
#define BYLINA_HTTP_CLIENT_INTERNAL_H

#include "base/buf.h"
#include "base/list.h"
#include "http/client.h"

#include <curl/curl.h>

#define HTTP_SPARE_MAX  512 /* easy handles kept for the next requests */
#define HTTP_HOST_LIMIT 128 /* of a host's name in errors */

struct http_socket;
struct http_client {
    struct loop *loop;
    CURLM *multi;
    struct loop_timer *timer;  /* libcurl's own deadline */
    struct loop_timer *ending; /* runs what ends without libcurl: `ended` */
    struct list calls;         /* all that were sent and are not done */
    struct list ended;         /* of them: cancelled, or never fit to start */
    CURL *spare[HTTP_SPARE_MAX];
    size_t spare_count;
    struct http_socket **sockets; /* the connections, by descriptor */
    size_t socket_cap;
    int busy;  /* how deep we are in callbacks of the loop */
    bool dead; /* freed while busy */
};

struct http_call {
    struct list_node node;
    struct list_node ended;
    struct http_client *client;
    CURL *easy;
    struct curl_slist *headers;
    curl_mime *mime;
    http_data_fn on_data;
    http_done_fn on_done;
    void *ctx;
    struct buf body;
    size_t limit;
    size_t received;
    int refused;             /* an enum err_code: never started, and why */
    const char *refused_why; /* constant text */
    bool in_multi;
    bool once; /* not idempotent: must not reach the wire twice */
    bool tried;
    bool cancelled;
    bool gave_up;
    bool over_limit;
    bool finished;
    char host[HTTP_HOST_LIMIT];
    char error[CURL_ERROR_SIZE];
};

/* A call ready for the multi handle, or one with `refused` set. Takes over `easy`. */
struct http_call *http_call_new(struct http_client *client, CURL *easy,
                                const struct http_request *request);
/* Tells on_done, with what libcurl's result and the call's own flags say. */
void http_call_report(struct http_call *call, CURLcode result);
/* Gives the easy handle back, unset, and frees the rest. */
CURL *http_call_free(struct http_call *call);

/* client.c: libcurl closes connections by it. */
int http_client_close(void *client, curl_socket_t fd);

#endif
