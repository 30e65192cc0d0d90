/* See turn_parts.h. */
#include "store/turn_parts.h"

#include "base/mem.h"
#include "base/str.h"

#include <inttypes.h>

char *turn_event_text(const struct store_event *event)
{
    switch (event->kind) {
    case STORE_UPDATE:
        return mem_printf("update/%" PRId64 "/%" PRId64, event->bot, event->number);
    case STORE_TIMER:
        return mem_printf("timer/%" PRId64, event->number);
    default:
        return mem_printf("other/%s", event->name);
    }
}

bool turn_drops(const struct store_turn *turn, const char *kind, const char *id)
{
    for (size_t i = turn->write_count; i-- > 0;)
        if (str_equal(turn->writes[i].kind, kind) && str_equal(turn->writes[i].id, id))
            return !turn->writes[i].body;
    return false;
}
