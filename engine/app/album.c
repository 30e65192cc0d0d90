/* One page a picture, and on it those who wait for it:
 *
 *     ASKED     what does Telegram call it?  (settings, "picture.BOT.ID")
 *       |  it has a name -> NAMED
 *     LOADED    its bytes are read  (pictures)
 *       |  there are none -> SPOILT
 *     UPLOADED  the first of those who wait takes the bytes along; it came to nothing (a chat that
 *       |       is blocked) -> the next; nobody left -> RESTS, without the bytes
 *     NAMED     all go out at once, by its file_id
 *     SPOILT    as texts
 *
 * A name that Telegram does not know any more takes the page back to LOADED, once a post. */
#include "app/album.h"

#include "base/list.h"
#include "base/log.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/str.h"
#include "gemini/base64.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum page_state { PAGE_ASKED, PAGE_LOADED, PAGE_UPLOADED, PAGE_RESTS, PAGE_NAMED, PAGE_SPOILT };

struct page {
    struct album *album;
    char *id;
    char *name; /* in settings */
    char *file; /* "1f.png" */
    char *file_id;
    char *data;
    size_t len;
    enum page_state state;
    struct list waiting;
    int leaving;    /* posts under way: the page stays; */
    bool uploading; /* one of them has the bytes */
};

struct waiting {
    struct list_node node;
    struct page *page;
    struct telegram_post post; /* with copies of its own */
    char *text;
    json *rows;
    int64_t message;
    bool had_image;
    bool retried;
    telegram_done_fn fn;
    void *ctx;
};

struct album {
    struct store *store;
    struct telegram *telegram;
    int64_t bot;
    struct map *pages;
    bool quiet;
};

static void go_on(struct page *page);

/* --- those who wait -------------------------------------------------------------------------- */

static struct waiting *waiting_new(struct page *page, const struct telegram_post *post)
{
    struct waiting *waiting = mem_alloc(sizeof *waiting);
    waiting->page = page;
    waiting->post = *post;
    waiting->text = mem_strdup(post->text);
    waiting->rows = json_clone(post->rows);
    waiting->post.text = waiting->text;
    waiting->post.rows = waiting->rows;
    waiting->post.image = NULL;
    return waiting;
}

static void waiting_end(struct waiting *waiting, const struct telegram_result *result)
{
    telegram_done_fn fn = waiting->fn;
    void *ctx = waiting->ctx;
    free(waiting->text);
    json_free(waiting->rows);
    free(waiting);
    fn(ctx, result);
}

/* photo NULL: as a text. */
static void leave(struct waiting *waiting, const struct telegram_photo *photo, telegram_done_fn fn)
{
    struct telegram *telegram = waiting->page->album->telegram;
    waiting->post.photo = photo;
    waiting->page->leaving++;
    if (waiting->message)
        telegram_post_edit(telegram, &waiting->post, waiting->message, waiting->had_image, fn,
                           waiting);
    else
        telegram_post_send(telegram, &waiting->post, fn, waiting);
}

static void page_free(void *value)
{
    struct page *page = value;
    free(page->id);
    free(page->name);
    free(page->file);
    free(page->file_id);
    free(page->data);
    free(page);
}

static void drop_bytes(struct page *page)
{
    free(page->data);
    page->data = NULL;
    page->len = 0;
}

/* --- out ------------------------------------------------------------------------------------- */

static void on_text(void *ctx, const struct telegram_result *result)
{
    struct waiting *waiting = ctx;
    waiting->page->leaving--;
    waiting_end(waiting, result);
}

static void on_stored(void *ctx, const struct err *err)
{
    char *value = ctx;
    if (err && err->code != ERR_CANCELLED)
        log_warn("app", LOG_T("what Telegram calls a picture is not kept"),
                 LOG_S("error", err->text));
    free(value);
}

static void learn(struct page *page, const struct telegram_result *result)
{
    struct album *album = page->album;
    const char *file_id = telegram_post_photo(result);
    if (!file_id)
        return;
    free(page->file_id);
    page->file_id = mem_strdup(file_id);
    page->state = PAGE_NAMED;
    drop_bytes(page);
    if (album->quiet)
        return;
    /* Both texts in one piece, which lives until it is stored: the value, and behind it the name.
     */
    size_t len = strlen(file_id) + 1;
    char *both = mem_alloc(len + strlen(page->name) + 1);
    memcpy(both, file_id, len);
    memcpy(both + len, page->name, strlen(page->name) + 1);
    store_value_set(album->store, both + len, both, on_stored, both);
}

/* It is the picture that Telegram does not like. */
static bool is_no_photo(const struct telegram_result *result)
{
    return result->outcome == TELEGRAM_REFUSED &&
           (result->code == 413 || strstr(result->description, "PHOTO_") ||
            strstr(result->description, "IMAGE_"));
}

static void on_uploaded(void *ctx, const struct telegram_result *result)
{
    struct waiting *waiting = ctx;
    struct page *page = waiting->page;
    page->leaving--;
    page->uploading = false;
    learn(page, result);
    if (!is_no_photo(result)) {
        waiting_end(waiting, result);
    } else {
        log_warn("app", LOG_T("Telegram does not take a picture: the text goes alone"),
                 LOG_S("picture", page->id), LOG_S("words", result->description));
        page->state = PAGE_SPOILT;
        drop_bytes(page);
        leave(waiting, NULL, on_text);
    }
    go_on(page);
}

static void load(struct page *page);

static void on_named(void *ctx, const struct telegram_result *result)
{
    struct waiting *waiting = ctx;
    struct page *page = waiting->page;
    page->leaving--;
    if (!telegram_post_forgot(result) || waiting->retried || page->album->quiet) {
        waiting_end(waiting, result);
        return;
    }
    waiting->retried = true;
    list_push(&page->waiting, &waiting->node);
    if (page->state == PAGE_NAMED || page->state == PAGE_RESTS)
        load(page);
    else
        go_on(page);
}

static void upload(struct page *page, struct waiting *waiting)
{
    struct telegram_photo photo = {.name = page->file, .data = page->data, .len = page->len};
    page->uploading = true;
    leave(waiting, &photo, on_uploaded);
}

static struct waiting *next_of(struct page *page)
{
    return LIST_OF(list_pop(&page->waiting), struct waiting, node);
}

static void upload_next(struct page *page)
{
    struct waiting *waiting;
    if (page->uploading)
        return;
    if ((waiting = next_of(page))) {
        upload(page, waiting);
        return;
    }
    drop_bytes(page);
    page->state = PAGE_RESTS;
}

/* Whoever waits goes out as far as the page is ready. */
static void go_on(struct page *page)
{
    struct telegram_photo photo = {.file_id = page->file_id};
    struct waiting *waiting;
    if (page->state == PAGE_UPLOADED)
        upload_next(page);
    if (page->state != PAGE_NAMED && page->state != PAGE_SPOILT)
        return;
    while ((waiting = next_of(page))) {
        if (page->state == PAGE_NAMED)
            leave(waiting, &photo, on_named);
        else
            leave(waiting, NULL, on_text);
    }
}

/* --- in -------------------------------------------------------------------------------------- */

static void on_bytes(void *ctx, const char *bytes, const struct err *err)
{
    struct page *page = ctx;
    if (page->album->quiet)
        return;
    page->state = PAGE_SPOILT;
    if (bytes && base64_decode(bytes, strlen(bytes), &page->data, &page->len) == 0) {
        bool png = page->len > 1 && page->data[1] == 'P';
        free(page->file);
        page->file = mem_printf("%s.%s", page->id, png ? "png" : "jpg");
        page->state = PAGE_UPLOADED;
    } else {
        log_warn("app", LOG_T("a picture is not there: the text goes alone"),
                 LOG_S("picture", page->id), LOG_S("error", err ? err->text : "no such picture"));
    }
    go_on(page);
}

static void load(struct page *page)
{
    page->state = PAGE_LOADED;
    store_picture_get(page->album->store, page->id, on_bytes, page);
}

static void on_name(void *ctx, const char *file_id, const struct err *err)
{
    struct page *page = ctx;
    (void)err; /* then it is uploaded once more */
    if (page->album->quiet)
        return;
    if (!file_id) {
        load(page);
        return;
    }
    page->file_id = mem_strdup(file_id);
    page->state = PAGE_NAMED;
    go_on(page);
}

static bool is_idle(const struct page *page)
{
    return page->state >= PAGE_RESTS && page->leaving == 0 && list_empty(&page->waiting);
}

static void forget_idle(struct album *album)
{
    struct map *busy = map_new();
    for (struct map_at at = {0}; map_next(album->pages, &at);) {
        struct page *page = at.value;
        if (is_idle(page))
            page_free(page);
        else
            map_put(busy, page->id, page);
    }
    map_free(album->pages);
    album->pages = busy;
}

static struct page *page_of(struct album *album, const char *id)
{
    struct page *page = map_get(album->pages, id);
    if (page)
        return page;
    if (map_count(album->pages) >= ALBUM_MAX)
        forget_idle(album);
    page = mem_alloc(sizeof *page);
    page->album = album;
    page->id = mem_strdup(id);
    page->name = mem_printf("picture.%" PRId64 ".%s", album->bot, id);
    list_init(&page->waiting);
    map_put(album->pages, id, page);
    store_value_get(album->store, page->name, on_name, page);
    return page;
}

void album_post(struct album *album, const char *id, const struct telegram_post *post,
                int64_t message, bool had_image, telegram_done_fn fn, void *ctx)
{
    struct page *page = page_of(album, id);
    struct waiting *waiting = waiting_new(page, post);
    waiting->message = message;
    waiting->had_image = had_image;
    waiting->fn = fn;
    waiting->ctx = ctx;
    list_push(&page->waiting, &waiting->node);
    if (page->state == PAGE_RESTS)
        load(page);
    else
        go_on(page);
}

/* --- life ------------------------------------------------------------------------------------ */

struct album *album_new(struct store *store, struct telegram *telegram)
{
    struct album *album = mem_alloc(sizeof *album);
    album->store = store;
    album->telegram = telegram;
    album->bot = telegram_bot_id(telegram);
    album->pages = map_new();
    return album;
}

void album_quiet(struct album *album)
{
    static const struct telegram_result CANCELLED = {.outcome = TELEGRAM_CANCELLED,
                                                     .description = "the engine stops"};
    if (!album)
        return;
    album->quiet = true;
    for (struct map_at at = {0}; map_next(album->pages, &at);) {
        struct page *page = at.value;
        struct waiting *waiting;
        while ((waiting = next_of(page)))
            waiting_end(waiting, &CANCELLED);
    }
}

void album_free(struct album *album)
{
    if (!album)
        return;
    map_free_with(album->pages, page_free);
    free(album);
}
