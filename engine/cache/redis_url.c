/* The parts of an address, each decoded by itself, so that a password may hold any character. See
 * redis_url.h. */
#include "cache/redis_url.h"

#include "base/mem.h"
#include "base/str.h"

#include <stdlib.h>
#include <string.h>

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Without its %XX; the caller frees. */
static char *decoded(const char *text, size_t len)
{
    char *out = mem_alloc(len + 1);
    size_t at = 0;
    for (size_t i = 0; i < len; i++) {
        int high = text[i] == '%' && i + 2 < len ? hex_digit(text[i + 1]) : -1;
        int low = high >= 0 ? hex_digit(text[i + 2]) : -1;
        if (low >= 0) {
            out[at++] = (char)(high * 16 + low);
            i += 2;
        } else {
            out[at++] = text[i];
        }
    }
    out[at] = '\0';
    return out;
}

static void take(char **slot, const char *text, size_t len)
{
    free(*slot);
    *slot = decoded(text, len);
}

static int read_database(const char *text, struct redis_url *url, struct err *err)
{
    if (str_to_i64(text, 0, REDIS_DB_MAX, &url->database))
        return err_set(err, ERR_INVALID, "the number of a database is 0 to %d", REDIS_DB_MAX);
    return 0;
}

/* "user:password", "password" being behind the last colon of the two. */
static void read_login(const char *text, size_t len, struct redis_url *url)
{
    const char *colon = memchr(text, ':', len);
    size_t user = colon ? (size_t)(colon - text) : 0;
    take(&url->user, text, user);
    if (colon)
        take(&url->password, colon + 1, len - user - 1);
    else
        take(&url->password, text, len);
}

/* "host:port", "[::1]:port" */
static int read_host(const char *text, size_t len, struct redis_url *url, struct err *err)
{
    const char *end = text + len;
    const char *bracket = *text == '[' ? memchr(text, ']', len) : NULL;
    const char *from = bracket ? bracket : text;
    const char *colon = memchr(from, ':', (size_t)(end - from));
    int64_t port = REDIS_PORT;
    size_t host = colon ? (size_t)(colon - text) : len;
    if (colon) {
        char *number = mem_strndup(colon + 1, (size_t)(end - colon - 1));
        int wrong = str_to_i64(number, 1, 65535, &port);
        free(number);
        if (wrong)
            return err_set(err, ERR_INVALID, "a port is 1 to 65535");
    }
    url->port = (int)port;
    if (bracket)
        take(&url->host, text + 1, (size_t)(bracket - text) - 1);
    else
        take(&url->host, text, host);
    return *url->host ? 0 : err_set(err, ERR_INVALID, "the host is missing");
}

static int read_tcp(const char *text, struct redis_url *url, struct err *err)
{
    size_t len = strcspn(text, "/?");
    const char *rest = text + len;
    const char *at = NULL;
    for (size_t i = 0; i < len; i++)
        if (text[i] == '@')
            at = text + i;
    if (at) {
        read_login(text, (size_t)(at - text), url);
        len -= (size_t)(at + 1 - text);
        text = at + 1;
    }
    int code = read_host(text, len, url, err);
    if (code || !*rest || str_equal(rest, "/"))
        return code;
    return read_database(rest + 1, url, err);
}

static int read_option(const char *name, const char *value, struct redis_url *url, struct err *err)
{
    if (str_equal(name, "db"))
        return read_database(value, url, err);
    if (str_equal(name, "password"))
        take(&url->password, value, strlen(value));
    else if (str_equal(name, "user"))
        take(&url->user, value, strlen(value));
    else
        return err_set(err, ERR_INVALID, "\"%s\" is none of db, user, password", name);
    return 0;
}

static int read_unix(const char *text, struct redis_url *url, struct err *err)
{
    char *copy = mem_strdup(text);
    char *rest = strchr(copy, '?');
    int code = 0;
    if (rest)
        *rest++ = '\0';
    take(&url->path, copy, strlen(copy));
    if (*url->path != '/')
        code = err_set(err, ERR_INVALID, "the path of a socket begins with /");
    for (char *word; code == 0 && (word = strsep(&rest, "&")) != NULL;) {
        char *value = strchr(word, '=');
        if (value)
            *value++ = '\0';
        code = read_option(word, value ? value : "", url, err);
    }
    free(copy);
    return code;
}

int redis_url_read(const char *text, struct redis_url *ret_url, struct err *err)
{
    *ret_url = (struct redis_url){.user = mem_strdup(""), .password = mem_strdup("")};
    if (str_starts(text, "redis://"))
        return read_tcp(text + strlen("redis://"), ret_url, err);
    if (str_starts(text, "unix:"))
        return read_unix(text + strlen("unix:"), ret_url, err);
    if (str_starts(text, "rediss://"))
        return err_set(err, ERR_INVALID,
                       "TLS is not spoken with Redis: use redis:// over a private network or a "
                       "tunnel");
    return err_set(err, ERR_INVALID,
                   "redis://:password@host:6379/0 or unix:/path/of/socket?db=0 is expected");
}

void redis_url_done(struct redis_url *url)
{
    if (url->password)
        explicit_bzero(url->password, strlen(url->password));
    free(url->host);
    free(url->path);
    free(url->user);
    free(url->password);
    *url = (struct redis_url){.host = NULL};
}
