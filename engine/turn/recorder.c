/* A ring of the turns that were played last. It costs a turn one copy of what it read and did, into
 * memory that just its size was asked for; the scratch in which it is put together stays warm. */
#include "turn/recorder.h"

#include "base/mem.h"
#include "turn/run.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct record {
    char *data;
    size_t len;
};

struct recorder {
    struct record *ring;
    size_t cap;
    size_t first; /* the oldest */
    size_t count;
    size_t bytes;
    struct buf scratch;
};

struct recorder *recorder_new(size_t turns)
{
    if (!turns)
        return NULL;
    struct recorder *recorder = mem_alloc(sizeof(*recorder));
    recorder->ring = mem_array(turns, sizeof(*recorder->ring));
    recorder->cap = turns;
    buf_init(&recorder->scratch, RECORDER_TURN_MAX);
    return recorder;
}

static void drop_oldest(struct recorder *recorder)
{
    struct record *oldest = &recorder->ring[recorder->first];
    recorder->bytes -= oldest->len;
    recorder->first = (recorder->first + 1) % recorder->cap;
    recorder->count--;
    free(oldest->data);
    *oldest = (struct record){0};
}

void recorder_free(struct recorder *recorder)
{
    if (!recorder)
        return;
    while (recorder->count)
        drop_oldest(recorder);
    buf_done(&recorder->scratch);
    free(recorder->ring);
    free(recorder);
}

/* Not what no script has done, what was not done because something is set aside, and what a
 * document was too large for. */
static bool is_of_use(const struct turn *turn)
{
    const struct unit *unit = turn->first ? turn->first : turn->unit;
    if ((turn->failure && !turn->first) || unit->met_aside)
        return false;
    for (size_t i = 0; i < unit->docs.count; i++)
        if (unit->docs.at[i].read_over)
            return false;
    return true;
}

void recorder_keep(struct recorder *recorder, const struct turn *turn)
{
    if (!recorder || !is_of_use(turn))
        return;
    struct buf *scratch = &recorder->scratch;
    buf_reset(scratch);
    record_turn(scratch, turn);
    if (scratch->full)
        return;
    while (recorder->count == recorder->cap ||
           (recorder->count && recorder->bytes + scratch->len > RECORDER_BYTES_MAX))
        drop_oldest(recorder);
    struct record *record = &recorder->ring[(recorder->first + recorder->count) % recorder->cap];
    *record = (struct record){mem_dup(scratch->data, scratch->len), scratch->len};
    recorder->count++;
    recorder->bytes += record->len;
}

static int write_all(int fd, const char *data, size_t len)
{
    while (len > 0) {
        ssize_t put = write(fd, data, len);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return -1;
        data += put;
        len -= (size_t)put;
    }
    return 0;
}

int recorder_write(const struct recorder *recorder, int fd, struct err *err)
{
    for (size_t i = 0; recorder && i < recorder->count; i++) {
        const struct record *record = &recorder->ring[(recorder->first + i) % recorder->cap];
        int64_t len = (int64_t)record->len;
        if (write_all(fd, (const char *)&len, sizeof(len)) < 0 ||
            write_all(fd, record->data, record->len) < 0)
            return err_set(err, ERR_SYSTEM, "the turns that were played cannot be handed over: %s",
                           strerror(errno));
    }
    return 0;
}
