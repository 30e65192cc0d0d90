/* Faults on updates. What a player did is never lost by them: a late update comes in the end, and
 * what is malformed comes beside the sound one, so that a game that passes over it loses nothing.
 * Copies are not written to the journal: a restart forgets them.
 *
 *     twice         the same text once more, at once or delay_ms later, even if it was confirmed
 *     twice_new_id  the same under the next id
 *     late          held back until `behind` newer ones were given, at most delay_ms
 *     reorder       held back until the next one is queued, at most delay_ms
 *     malformed     before it, one that has wrong types, no id or an unknown kind, or that breaks
 *                   the JSON of the whole answer, once
 *     gap           ids are left out before it, or begin anew further below */
#include "sandbox/mischief.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "sandbox/faults.h"
#include "sandbox/hits.h"
#include "sandbox/hold.h"
#include "sandbox/records.h"
#include "sandbox/updates.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static int64_t chat_of(const json *payload)
{
    const json *chat = json_get(payload, "chat");
    if (!chat)
        chat = json_get(json_get(payload, "message"), "chat");
    return json_int(chat ? chat : json_get(payload, "from"), "id", 0);
}

/* An id of its own for a copy. It is written down, since the copy is not: an id that was given must
 * never be another update's. */
static int64_t next_id(struct bot *bot)
{
    int64_t id = bot->next_update_id++;
    model_bot_save(bot);
    return id;
}

/* Ids that begin anew further below are as confirmed as an offset of before says: nothing may wait
 * then, as nothing waits for the real server after its idle week. */
static void leave_gap(struct bot *bot, int64_t size)
{
    bool waits = !list_empty(&bot->updates) || !list_empty(&bot->held);
    if (size < 0 && (waits || bot->next_update_id + size < 1))
        return;
    bot->next_update_id += size;
    model_bot_save(bot);
}

struct fault *mischief_choose(struct bot *bot, const char *kind, const json *payload)
{
    const struct fault_target target = {kind, chat_of(payload)};
    struct fault *fault = faults_for_update(bot->sandbox, &target);
    if (fault && fault->updates == FAULT_GAPS)
        leave_gap(bot, fault->size);
    if (fault)
        hits_note_update(bot, fault, kind, bot->next_update_id);
    return fault;
}

bool mischief_holds(const struct fault *fault)
{
    return fault->updates == FAULT_LATE || fault->updates == FAULT_REORDER;
}

static struct update *copy_of(const struct update *update, const char *kind, int64_t id, char *text)
{
    struct update *copy = updates_make(id, kind, text, strlen(text), clock_wall_ms());
    copy->key = update->key;
    return copy;
}

/* Now, or later. */
static void enqueue_copy(struct bot *bot, struct update *copy, const struct fault *fault)
{
    const struct hold hold = {.delay_ms = fault->delay_ms};
    if (fault->delay_ms > 0)
        hold_update(bot, copy, &hold);
    else
        updates_enqueue(bot, copy);
}

static char *text_of(int64_t id, const char *kind, const json *payload)
{
    char *inner = json_print(payload);
    char *text =
        mem_printf("{\"update_id\":%" PRId64 ",\"%s\":%s}", id, kind, inner ? inner : "{}");
    free(inner);
    return text;
}

/* Each field of the payload with a value of another type. */
static char *text_of_wrong_types(int64_t id, const char *kind, const json *payload)
{
    json *wrong = json_object();
    for (const json *field = json_first(payload); field; field = json_next(field)) {
        switch (json_type(field)) {
        case JSON_NUMBER:
            json_add_str(wrong, json_key(field), "seven");
            break;
        case JSON_STRING:
            json_add(wrong, json_key(field), json_array());
            break;
        default:
            json_add_int(wrong, json_key(field), 7);
        }
    }
    char *text = text_of(id, kind, wrong);
    json_free(wrong);
    return text;
}

/* The malformed one goes by the id of its own, but for those that have none: they are told apart
 * from the sound one by `once` alone. */
static void enqueue_malformed(struct bot *bot, const struct update *beside, const char *kind,
                              const json *payload, enum fault_shape shape)
{
    char *inner;
    char *text = NULL;
    int64_t id = beside->id;
    switch (shape) {
    case FAULT_JSON:
        text = mem_printf("{\"update_id\":%" PRId64 ",\"%s\":{\"message_id\":", id, kind);
        break;
    case FAULT_NO_ID:
        inner = json_print(payload);
        text = mem_printf("{\"%s\":%s}", kind, inner ? inner : "{}");
        free(inner);
        break;
    case FAULT_TYPES:
        id = next_id(bot);
        text = text_of_wrong_types(id, kind, payload);
        break;
    case FAULT_UNKNOWN:
        id = next_id(bot);
        text = text_of(id, "local_telegram_news", payload);
        break;
    }
    struct update *broken = copy_of(beside, kind, id, text);
    broken->once = true;
    updates_enqueue(bot, broken);
}

void mischief_enqueue(struct bot *bot, struct update *update, const char *kind, const json *payload,
                      const struct fault *fault)
{
    const struct hold late = {.delay_ms = fault->delay_ms, .behind = fault->behind};
    const struct hold reorder = {.delay_ms = fault->delay_ms, .until_next = true};
    switch (fault->updates) {
    case FAULT_LATE:
        hold_update(bot, update, &late);
        return;
    case FAULT_REORDER:
        hold_update(bot, update, &reorder);
        return;
    case FAULT_MALFORMED:
        enqueue_malformed(bot, update, kind, payload, fault->shape);
        break;
    default:
        break;
    }
    updates_enqueue(bot, update);
    if (fault->updates == FAULT_TWICE) {
        enqueue_copy(bot, copy_of(update, kind, update->id, mem_strdup(update->text)), fault);
    } else if (fault->updates == FAULT_TWICE_NEW_ID) {
        int64_t id = next_id(bot);
        enqueue_copy(bot, copy_of(update, kind, id, text_of(id, kind, payload)), fault);
    }
}
