/* Handlers that were set aside: the news, which is an event in a lane of its own (whom to tell is a
 * matter of roles, and those are documents), and the word that has one tried again. */
#include "app/admin_inner.h"

#include "base/str.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PLAYERS "player/"

void admin_aside(struct admin *admin, const struct turn_aside *aside)
{
    char name[32];
    json *event = json_object();
    json *players = json_array();

    json_add_str(event, "type", "aside");
    json_add_int(event, "id", aside->number);
    json_add_str(event, "handler", aside->handler);
    json_add_str(event, "report", aside->report);
    if (aside->lane)
        json_add_str(event, "lane", aside->lane);
    for (size_t i = 0; i < aside->lane_count; i++)
        if (str_starts(aside->lanes[i], PLAYERS))
            json_push(players, json_new_str(aside->lanes[i] + strlen(PLAYERS)));
    json_add(event, "players", players);
    char *text = json_print(event);
    snprintf(name, sizeof name, "aside:%lld", (long long)store_id(admin->config.store));
    turns_event(admin->config.turns, "_engine/aside", name, text);
    free(text);
    json_free(event);
}

void ask_aside_again(struct ask *ask)
{
    bool done = turns_aside_again(ask->admin->config.turns, json_int(ask->words, "id", 0));
    json_add_bool(ask->answer, "done", done);
    ask_tell(ask, "aside_again");
}

static void add_aside(void *ctx, const char *handler)
{
    json_push(ctx, json_new_str(handler));
}

void ask_asides(const struct admin *admin, json *answer)
{
    json *list = json_array();
    turns_asides(admin->config.turns, add_aside, list);
    if (json_count(list))
        json_add(answer, "aside", list);
    else
        json_free(list);
}
