/* New scripts as an archive that a designer sends to the bot: fetched, unpacked in memory on a
 * worker thread, and then tried like any other files.
 *
 * The archive has scripts/ and content/, at its root or in one folder. Only the texts of a game are
 * taken from it; hidden files and what other systems leave behind are passed over, and so is all
 * else that is no text (pictures stay those of CONTENT_DIR). What zip.h refuses refuses the whole.
 */
#include "app/reload_inner.h"

#include "base/mem.h"
#include "base/str.h"
#include "zip/zip.h"

#include <stdlib.h>
#include <string.h>

#define ROOT_MAX 256 /* bytes of the folder around the game */

struct unpacking {
    struct offer *offer; /* NULL: nobody waits any more */
    char *data;
    size_t len;
    char root[ROOT_MAX]; /* "" or "game/" */
    bool found;          /* the root is known */
    struct bundle *bundle;
    int code;
    struct err err;
};

/* --- on a worker thread ---------------------------------------------------------------------- */

/* ".git/config", "__MACOSX/...": not the designer's. */
static bool is_litter(const char *path)
{
    bool litter = str_starts(path, "__MACOSX/");
    for (const char *part = path; part && !litter; part = strchr(part, '/')) {
        part += *part == '/';
        litter = *part == '.';
    }
    return litter;
}

static bool is_game(const char *path)
{
    return str_starts(path, "scripts/") || str_starts(path, "content/");
}

/* The path below the root; NULL: it is not in the game. The first file of the game tells the root.
 */
static const char *below_root(struct unpacking *unpacking, const char *path)
{
    const char *slash = strchr(path, '/');
    size_t len = is_game(path) ? 0 : slash ? (size_t)(slash - path) + 1 : 0;
    if (!is_game(path + len) || len >= ROOT_MAX)
        return NULL;
    if (!unpacking->found) {
        memcpy(unpacking->root, path, len);
        unpacking->root[len] = '\0';
        unpacking->found = true;
    }
    return strlen(unpacking->root) == len && memcmp(unpacking->root, path, len) == 0 ? path + len
                                                                                     : NULL;
}

static int on_file(void *ctx, const char *path, const char *data, size_t size, struct err *err)
{
    struct unpacking *unpacking = ctx;
    if (is_litter(path) || !(str_ends(path, ".lua") || str_ends(path, ".txt")))
        return 0;
    const char *below = below_root(unpacking, path);
    return below ? bundle_add(unpacking->bundle, below, data, size, err) : 0;
}

static void unpack(void *ctx)
{
    struct unpacking *unpacking = ctx;
    struct err *err = &unpacking->err;
    unpacking->bundle = bundle_new();
    int code = zip_read(unpacking->data, unpacking->len, on_file, unpacking, err);
    if (code == 0 &&
        (!bundle_scripts(unpacking->bundle)->count || !bundle_content(unpacking->bundle)->count))
        code = err_set(err, ERR_NOT_FOUND,
                       "the archive has no scripts/ and content/, at its root or in one folder");
    if (code == 0)
        code = bundle_seal(unpacking->bundle, err);
    unpacking->code = code;
}

/* --- on the loop ----------------------------------------------------------------------------- */

static void on_unpacked(void *ctx)
{
    struct unpacking *unpacking = ctx;
    struct offer *offer = unpacking->offer;
    if (offer) {
        offer->unpacking = NULL;
        if (unpacking->code)
            offer_fail(offer, &unpacking->err);
        else
            offer_try(offer, unpacking->bundle);
    }
    bundle_release(unpacking->bundle);
    free(unpacking->data);
    free(unpacking);
}

void zip_forget(struct unpacking *unpacking)
{
    if (unpacking)
        unpacking->offer = NULL;
}

static void on_archive(void *ctx, const char *data, size_t len, const struct err *err)
{
    struct offer *offer = ctx;
    if (err) {
        offer_fail(offer, err);
        return;
    }
    struct unpacking *unpacking = mem_alloc(sizeof *unpacking);
    unpacking->offer = offer;
    unpacking->data = mem_dup(data, len);
    unpacking->len = len;
    offer->unpacking = unpacking;
    loop_work(offer->reload->config.loop, unpack, on_unpacked, unpacking);
}

void zip_fetch(struct reload *reload, const char *player, const json *asked)
{
    struct offer *offer = offer_new(reload, player, "zip", json_str(asked, "name", ""),
                                    json_bool(asked, "now", false));
    struct err err;
    if (json_int(asked, "size", 0) > TELEGRAM_DOWNLOAD_MAX) {
        err_set(&err, ERR_LIMIT, "the archive is over %u MiB, which Telegram does not give to bots",
                TELEGRAM_DOWNLOAD_MAX >> 20);
        offer_fail(offer, &err);
        return;
    }
    telegram_download(reload->config.telegram, json_str(asked, "file", ""), TELEGRAM_DOWNLOAD_MAX,
                      on_archive, offer);
}
