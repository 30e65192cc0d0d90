/* What the studio says, and what it hears.
 *
 *     admin_say -> event "studio" with a ticket -> the command's turn [-> question -> answer]
 *               -> effect {"do": "told", "ticket", "answer"} -> the one who holds the ticket
 *
 * What is told to the studio without a ticket (a reload that has ended, a backup that stands) is
 * kept as news: the newest ADMIN_NEWS, by rising numbers. */
#include "app/admin_inner.h"

#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct ticket {
    struct list_node node;
    int64_t id;
    admin_said_fn fn;
    void *ctx;
};

void tickets_free(struct admin *admin)
{
    struct list_node *node;
    while ((node = list_pop(&admin->tickets)))
        free(LIST_OF(node, struct ticket, node));
    for (size_t i = 0; i < ADMIN_NEWS; i++)
        free(admin->news[i]);
}

int64_t admin_say(struct admin *admin, const json *request, admin_said_fn fn, void *ctx)
{
    char name[48];
    struct ticket *ticket = mem_alloc(sizeof *ticket);
    ticket->id = store_id(admin->config.store);
    ticket->fn = fn;
    ticket->ctx = ctx;
    list_push(&admin->tickets, &ticket->node);

    json *event = json_object();
    json_add_str(event, "type", "studio");
    json_add_int(event, "ticket", ticket->id);
    json_add_str(event, "say", json_str(request, "say", ""));
    json_add_str(event, "press", json_str(request, "press", ""));
    json_add_int(event, "id", json_int(request, "id", 0));
    json_add_str(event, "lang", json_str(request, "lang", ""));
    char *text = json_print(event);
    snprintf(name, sizeof name, "studio:%lld", (long long)ticket->id);
    turns_event(admin->config.turns, ADMIN_STUDIO_LANE, name, text);
    free(text);
    json_free(event);
    return ticket->id;
}

static struct ticket *take(struct admin *admin, int64_t id)
{
    for (struct list_node *at = list_first(&admin->tickets); id && at;
         at = list_next(&admin->tickets, at)) {
        struct ticket *ticket = LIST_OF(at, struct ticket, node);
        if (ticket->id == id) {
            list_remove(at);
            return ticket;
        }
    }
    return NULL;
}

void admin_unsay(struct admin *admin, int64_t id)
{
    free(take(admin, id));
}

void ask_told(struct ask *ask)
{
    struct admin *admin = ask->admin;
    char *text = json_print(json_get(ask->words, "answer"));
    struct ticket *ticket = take(admin, json_int(ask->words, "ticket", 0));
    if (ticket) {
        ticket->fn(ticket->ctx, text ? text : "{}");
        free(ticket);
        free(text);
    } else if (text) {
        char **place = &admin->news[admin->news_count++ % ADMIN_NEWS];
        free(*place);
        *place = text;
    }
    ask_free(ask);
}

/* --- live ------------------------------------------------------------------------------------ */

static void add_news(const struct admin *admin, int64_t after, json *answer)
{
    json *news = json_array();
    int64_t count = (int64_t)admin->news_count;
    int64_t first = count > ADMIN_NEWS ? count - ADMIN_NEWS : 0;
    for (int64_t i = after > first ? after : first; i < count; i++) {
        const char *text = admin->news[i % ADMIN_NEWS];
        json *one = NULL;
        if (json_parse(text, strlen(text), &one, NULL) == 0)
            json_push(news, one);
    }
    json_add(answer, "news", news);
    json_add_int(answer, "seq", count);
}

void admin_live(struct admin *admin, int64_t after, admin_said_fn fn, void *ctx)
{
    struct ask *ask = ask_new(admin, "studio");
    ask->reply = fn;
    ask->reply_ctx = ctx;
    const json *shut = maintenance_now(admin->config.maintenance);
    json_add_bool(ask->answer, "shut", shut != NULL);
    add_news(admin, after, ask->answer);
    ask_status(ask);
}
