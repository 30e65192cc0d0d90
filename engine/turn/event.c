/* An event and its texts are one piece of memory, since there is one for each update. It is counted
 * because the inbox may still be writing it when its turn has ended. */
#include "turn/event.h"

#include "base/mem.h"
#include "base/rng.h"
#include "base/str.h"

#include <stdlib.h>
#include <string.h>

static size_t room(const char *text)
{
    return text ? strlen(text) + 1 : 0;
}

static const char *place(char **at, const char *text)
{
    if (!text)
        return NULL;
    size_t size = strlen(text) + 1;
    char *copy = memcpy(*at, text, size);
    *at += size;
    return copy;
}

static size_t payment_room(const struct store_payment *paid)
{
    return room(paid->charge) + room(paid->provider_charge) + room(paid->payload) +
           room(paid->currency);
}

static void place_payment(char **at, struct store_payment *paid)
{
    paid->charge = place(at, paid->charge);
    paid->provider_charge = place(at, paid->provider_charge);
    paid->payload = place(at, paid->payload);
    paid->currency = place(at, paid->currency);
}

struct event *event_new(const struct event *like)
{
    size_t size = room(like->name) + room(like->lane) + room(like->json) + room(like->raw) +
                  room(like->callback) + room(like->lang) + room(like->broken) +
                  payment_room(&like->payment);
    struct event *event = mem_alloc(sizeof(*event) + size);
    *event = *like;
    char *at = event->texts;
    event->name = place(&at, like->name);
    event->lane = place(&at, like->lane);
    event->json = place(&at, like->json);
    event->raw = place(&at, like->raw);
    event->lang = place(&at, like->lang);
    event->callback = place(&at, like->callback);
    event->broken = place(&at, like->broken);
    place_payment(&at, &event->payment);
    event->refs = 1;
    return event;
}

void event_hold(struct event *event)
{
    event->refs++;
}

void event_release(struct event *event)
{
    if (event && --event->refs == 0)
        free(event);
}

struct store_event event_id(const struct event *event)
{
    return (struct store_event){
        .kind = event->kind, .bot = event->bot, .number = event->number, .name = event->name};
}

static uint64_t seed_of_other(const struct event *event, const uint8_t key[16])
{
    char *id = mem_printf("other/%s", event->name);
    uint64_t seed = hash_keyed(key, id, strlen(id));
    free(id);
    return seed;
}

static size_t put_word(char *out, const char *word)
{
    size_t len = strlen(word);
    memcpy(out, word, len);
    return len;
}

uint64_t event_seed(const struct event *event, const uint8_t key[16])
{
    if (event->kind == STORE_OTHER)
        return seed_of_other(event, key);
    char id[16 + 2 * STR_I64];
    size_t len = put_word(id, event->kind == STORE_UPDATE ? "update/" : "timer/");
    len += str_put_i64(id + len, event->bot);
    id[len++] = '/';
    len += str_put_i64(id + len, event->number);
    return hash_keyed(key, id, len);
}
