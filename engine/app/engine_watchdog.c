/* What the watchdog does when the loop stands still: it tells the supervisor over the line, and
 * notes in which event and line of the scripts it was (poison.h). All of it runs on other threads
 * or in a signal's handler, so it only reads the frame. */
#include "app/engine_watchdog.h"

#include "app/supervisor.h"
#include "base/log.h"

#include <sys/socket.h>

static void on_trip(void *ctx)
{
    const struct engine_frame *frame = *(const struct engine_frame **)ctx;
    const char byte = SUPERVISOR_TRIPPED;
    if (frame->line >= 0)
        send(frame->line, &byte, 1, MSG_DONTWAIT | MSG_NOSIGNAL);
}

static void find_where(void *ctx, char *out, size_t size)
{
    const struct engine_frame *frame = *(const struct engine_frame **)ctx;
    poison_where(frame->poison, out, size);
}

static void on_found(void *ctx, const char *where)
{
    const struct engine_frame *frame = *(const struct engine_frame **)ctx;
    char running[POISON_WORDS_MAX];
    poison_running(frame->poison, running);
    log_error("app", LOG_T("watchdog: in the VM"), LOG_S("event", *running ? running : "nothing"));
    poison_found(frame->poison, where);
}

struct watchdog *engine_watchdog(struct loop *loop, const struct engine_frame **frame, int64_t ms)
{
    struct watchdog_config config = {
        .ms = ms, .on_trip = on_trip, .where = find_where, .found = on_found, .ctx = frame};
    return ms ? watchdog_new(loop, &config) : NULL;
}
