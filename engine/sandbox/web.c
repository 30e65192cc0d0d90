/* The web chat's files, built into the binary, and the door in front of them and of /control.
 *
 * The door: HTTP basic with any user name, where a password is set; and no page of another origin
 * may call (a site in the same browser could otherwise play with a local server). */
#include "sandbox/web.h"

#include "base/embedded.h"
#include "base/str.h"
#include "sandbox/reply.h"
#include "sandbox/sandbox.h"

#include <string.h>
#include <strings.h>

#define CREDENTIALS_MAX 1024

static const char *type_of(const char *path)
{
    static const struct {
        const char *end;
        const char *type;
    } types[] = {
        {".html", "text/html; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".mjs", "text/javascript; charset=utf-8"},
        {".json", "application/json"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".jpg", "image/jpeg"},
        {".webp", "image/webp"},
        {".ico", "image/x-icon"},
        {".woff2", "font/woff2"},
        {".txt", "text/plain; charset=utf-8"},
        {".webmanifest", "application/manifest+json"},
    };
    for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
        if (str_ends(path, types[i].end))
            return types[i].type;
    return "application/octet-stream";
}

void web_on_request(void *ctx, struct http_exchange *exchange)
{
    static const char *const headers[] = {"Cache-Control: no-cache",
                                          "X-Content-Type-Options: nosniff", NULL};
    const char *path = http_exchange_path(exchange);
    const char *method = http_exchange_method(exchange);
    if (!web_admit(ctx, exchange))
        return;
    if (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0) {
        http_reply_text(exchange, 405, "Method not allowed\n");
        return;
    }
    path += *path == '/';
    if (!*path)
        path = "index.html";
    for (const struct embedded *file = web_files; file->path; file++) {
        if (!strcmp(file->path, path)) {
            http_reply_with(exchange, 200, type_of(path), file->data, file->size, headers);
            return;
        }
    }
    http_reply_text(exchange, 404, "Not found\n");
}

static int digit_of(char c)
{
    static const char alphabet[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *at = c ? strchr(alphabet, c) : NULL;
    return at ? (int)(at - alphabet) : -1;
}

/* Base64 to text; false when it is none or too long. */
static bool decode(const char *from, char *to, size_t size)
{
    unsigned int bits = 0;
    int have = 0;
    size_t len = 0;
    for (; *from && *from != '='; from++) {
        int digit = digit_of(*from);
        if (digit < 0 || len + 1 >= size)
            return false;
        bits = bits << 6 | (unsigned int)digit;
        have += 6;
        if (have >= 8) {
            have -= 8;
            to[len++] = (char)(bits >> have & 0xFF);
        }
    }
    to[len] = 0;
    return true;
}

/* In a time that does not depend on where they differ. */
static bool same_secret(const char *a, const char *b)
{
    size_t a_len = strlen(a);
    size_t b_len = strlen(b);
    unsigned char difference = a_len != b_len;
    for (size_t i = 0; i < a_len; i++)
        difference |= (unsigned char)(a[i] ^ b[b_len ? i % b_len : 0]);
    return !difference;
}

static bool knows_password(const struct sandbox *sandbox, const struct http_exchange *exchange)
{
    char credentials[CREDENTIALS_MAX];
    const char *header = http_exchange_header(exchange, "Authorization");
    if (!sandbox->password)
        return true;
    if (!header || strncasecmp(header, "Basic ", 6) != 0 ||
        !decode(header + 6, credentials, sizeof(credentials)))
        return false;
    const char *colon = strchr(credentials, ':');
    return colon && same_secret(colon + 1, sandbox->password);
}

static bool is_foreign(const struct http_exchange *exchange)
{
    const char *origin = http_exchange_header(exchange, "Origin");
    const char *host = http_exchange_header(exchange, "Host");
    const char *scheme_end = origin ? strstr(origin, "://") : NULL;
    if (!origin)
        return false;
    return !scheme_end || !host || strcasecmp(scheme_end + 3, host) != 0;
}

bool web_admit(struct sandbox *sandbox, struct http_exchange *exchange)
{
    static const char *const ask[] = {"WWW-Authenticate: Basic realm=\"the local Telegram\"", NULL};
    static const char text[] = "The local Telegram wants its password\n";
    if (!knows_password(sandbox, exchange)) {
        http_reply_with(exchange, 401, "text/plain; charset=utf-8", text, sizeof(text) - 1, ask);
        return false;
    }
    if (is_foreign(exchange)) {
        reply_error(exchange, 403, "pages of other sites may not use the local Telegram");
        return false;
    }
    return true;
}

bool sandbox_admits(struct sandbox *sandbox, struct http_exchange *exchange)
{
    return web_admit(sandbox, exchange);
}
