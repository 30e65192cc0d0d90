/* A draft is a call that may be lost: the next one has all of it. So each chat has at most one
 * under way, and rests for DRAFTS_PAUSE_MS after it; what comes meanwhile waits as the newest text
 * alone. Nothing is durable: after a start nobody watches. */
#include "app/drafts.h"

#include "base/list.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "json/json.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define DRAFT_ID 1 /* within a chat: there is one at a time */

struct watcher {
    struct list_node node;
    struct drafts *drafts;
    int64_t chat;
    char *id;
    char *text; /* not sent yet; NULL: none */
    bool sending;
    bool gone; /* freed when its call has ended */
    struct loop_timer *rest;
};

struct drafts {
    struct loop *loop;
    struct telegram *telegram;
    struct list watchers;
    size_t count;
};

static void watcher_free(struct watcher *watcher)
{
    list_remove(&watcher->node);
    watcher->drafts->count--;
    loop_timer_free(watcher->rest);
    free(watcher->text);
    free(watcher->id);
    free(watcher);
}

static void forget(struct watcher *watcher)
{
    watcher->gone = true;
    if (!watcher->sending)
        watcher_free(watcher);
}

static void send(struct watcher *watcher);

static void on_rested(void *ctx)
{
    struct watcher *watcher = ctx;
    if (watcher->text)
        send(watcher);
}

static void on_sent(void *ctx, const struct telegram_result *result)
{
    struct watcher *watcher = ctx;
    watcher->sending = false;
    if (result->outcome != TELEGRAM_OK && result->outcome != TELEGRAM_CANCELLED) {
        log_debug("app", LOG_T("a draft is not shown"), LOG_S("error", result->description));
        watcher->gone = true;
    }
    if (watcher->gone)
        watcher_free(watcher);
    else
        loop_timer_start(watcher->rest, DRAFTS_PAUSE_MS);
}

static void send(struct watcher *watcher)
{
    json *params = json_object();
    json_add_int(params, "chat_id", watcher->chat);
    json_add_int(params, "draft_id", DRAFT_ID);
    json_add_str(params, "text", watcher->text);
    free(watcher->text);
    watcher->text = NULL;
    watcher->sending = true;
    struct telegram_call call = {.method = "sendMessageDraft", .params = params, .push = true};
    telegram_send(watcher->drafts->telegram, &call, on_sent, watcher);
}

/* Calls fn for each that this is about: id NULL: of the chat. fn may free it. */
static void each(struct drafts *drafts, const char *id, int64_t chat,
                 void (*fn)(struct watcher *, const char *), const char *text)
{
    struct list_node *next;
    for (struct list_node *node = list_first(&drafts->watchers); node; node = next) {
        struct watcher *watcher = LIST_OF(node, struct watcher, node);
        next = list_next(&drafts->watchers, node);
        if (!watcher->gone && (id ? str_equal(watcher->id, id) : watcher->chat == chat))
            fn(watcher, text);
    }
}

static void show(struct watcher *watcher, const char *text)
{
    size_t len = strlen(text);
    const char *from = len > DRAFTS_TEXT_MAX ? text + len - DRAFTS_TEXT_MAX : text;
    while (((unsigned char)*from & 0xc0) == 0x80)
        from++;
    free(watcher->text);
    watcher->text = mem_strdup(from);
    if (!watcher->sending && !loop_timer_active(watcher->rest))
        loop_timer_start(watcher->rest, 0); /* not from within the client that brings the text */
}

static void leave(struct watcher *watcher, const char *text)
{
    (void)text;
    forget(watcher);
}

void drafts_watch(struct drafts *drafts, const char *id, int64_t chat)
{
    each(drafts, NULL, chat, leave, NULL);
    if (chat <= 0 || drafts->count >= DRAFTS_MAX)
        return;
    struct watcher *watcher = mem_alloc(sizeof *watcher);
    watcher->drafts = drafts;
    watcher->chat = chat;
    watcher->id = mem_strdup(id);
    watcher->rest = loop_timer_new(drafts->loop, on_rested, watcher);
    list_push(&drafts->watchers, &watcher->node);
    drafts->count++;
}

void drafts_show(struct drafts *drafts, const char *id, const char *text)
{
    each(drafts, id, 0, show, text);
}

void drafts_over(struct drafts *drafts, const char *id)
{
    each(drafts, id, 0, leave, NULL);
}

void drafts_left(struct drafts *drafts, int64_t chat)
{
    if (drafts->count)
        each(drafts, NULL, chat, leave, NULL);
}

struct drafts *drafts_new(struct loop *loop, struct telegram *telegram)
{
    struct drafts *drafts = mem_alloc(sizeof *drafts);
    drafts->loop = loop;
    drafts->telegram = telegram;
    list_init(&drafts->watchers);
    return drafts;
}

void drafts_free(struct drafts *drafts)
{
    if (!drafts)
        return;
    for (struct list_node *node; (node = list_first(&drafts->watchers)) != NULL;)
        watcher_free(LIST_OF(node, struct watcher, node));
    free(drafts);
}
