/* A download is two requests: getFile tells a path, which holds for an hour, and the bytes are at
 * that path beside the methods. The path is Telegram's word, and still looked at: it becomes part
 * of a URL with the token in it. */
#include "base/mem.h"
#include "telegram/inner.h"

#include <stdlib.h>
#include <string.h>

#define DOWNLOAD_MS 60000
#define PATH_CHARS  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-/"

struct download {
    struct list_node node;
    struct telegram *telegram; /* NULL: over, waits for the HTTP client to let go */
    struct http_call *http;    /* NULL: getFile is under way */
    size_t most;
    telegram_download_fn fn;
    void *ctx;
};

static void finish(struct download *download, const char *data, size_t len, const struct err *err)
{
    list_remove(&download->node);
    download->fn(download->ctx, data, len, err);
    free(download);
}

static void on_bytes(void *ctx, const struct http_response *res, const struct err *err)
{
    struct download *download = ctx;
    struct err refused;
    if (!download->telegram) {
        free(download);
    } else if (err) {
        finish(download, NULL, 0, err);
    } else if (res->status != 200) {
        err_set(&refused, ERR_REFUSED, "Telegram gives no file: HTTP %d", res->status);
        finish(download, NULL, 0, &refused);
    } else {
        finish(download, res->body, res->len, NULL);
    }
}

static void fetch(struct download *download, const char *path)
{
    const struct telegram *telegram = download->telegram;
    char *url = mem_printf("%.*s/file%s%s", (int)telegram->api_len, telegram->base,
                           telegram->base + telegram->api_len, path);
    struct http_request request = {
        .url = url,
        .timeout_ms = DOWNLOAD_MS,
        .body_limit = download->most,
        .on_done = on_bytes,
        .ctx = download,
    };
    download->http = http_client_send(telegram->client, &request);
    explicit_bzero(url, strlen(url));
    free(url);
}

static int check(const struct download *download, const struct telegram_result *result,
                 const char **ret_path, struct err *err)
{
    const char *path = json_str(result->result, "file_path", "");
    int64_t size = json_int(result->result, "file_size", 0);
    if (result->outcome == TELEGRAM_CANCELLED)
        return err_set(err, ERR_CANCELLED, "the bot stops");
    if (result->outcome != TELEGRAM_OK)
        return err_set(err, ERR_REFUSED, "Telegram gives no file: %s", result->description);
    if (size > (int64_t)download->most)
        return err_set(err, ERR_LIMIT, "the file is over %zu MiB", download->most >> 20);
    if (!*path || path[strspn(path, PATH_CHARS)] || strstr(path, ".."))
        return err_set(err, ERR_INVALID, "Telegram tells a path that is none");
    *ret_path = path;
    return 0;
}

static void on_path(void *ctx, const struct telegram_result *result)
{
    struct download *download = ctx;
    const char *path = NULL;
    struct err err;
    if (check(download, result, &path, &err))
        finish(download, NULL, 0, &err);
    else
        fetch(download, path);
}

void telegram_download(struct telegram *telegram, const char *file_id, size_t most,
                       telegram_download_fn fn, void *ctx)
{
    struct download *download = mem_alloc(sizeof(*download));
    json *params = json_object();
    json_add_str(params, "file_id", file_id);
    *download = (struct download){.telegram = telegram, .most = most, .fn = fn, .ctx = ctx};
    list_push(&telegram->downloads, &download->node);
    telegram_send(telegram, &(struct telegram_call){.method = "getFile", .params = params}, on_path,
                  download);
}

/* Those that ask for a path have ended with their calls. */
void telegram_downloads_end(struct telegram *telegram)
{
    struct list_node *node;
    struct err err;
    err_set(&err, ERR_CANCELLED, "the bot stops");
    while ((node = list_pop(&telegram->downloads))) {
        struct download *download = LIST_OF(node, struct download, node);
        download->telegram = NULL;
        download->fn(download->ctx, NULL, 0, &err);
        http_call_cancel(download->http); /* on_bytes frees it */
    }
}
