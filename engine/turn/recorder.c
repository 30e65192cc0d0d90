/* A ring of the turns that were played last. It costs a turn one copy of what it read and did, into
 * memory that just its size was asked for; the scratch in which it is put together stays warm. */
#include "turn/recorder.h"

#include "base/mem.h"
#include "turn/run.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>

#define BATCH 256 /* records that one call of the system writes */

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

/* All of the pieces, which are used up. */
static int write_all(int fd, struct iovec *pieces, size_t count)
{
    while (count > 0) {
        ssize_t put = writev(fd, pieces, (int)count);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return -1;
        size_t left = (size_t)put;
        for (; count > 0 && left >= pieces->iov_len; pieces++, count--)
            left -= pieces->iov_len;
        if (count > 0) {
            pieces->iov_base = (char *)pieces->iov_base + left;
            pieces->iov_len -= left;
        }
    }
    return 0;
}

/* The records from `first` on, as many as one call of the system takes; gives how many. */
static size_t write_some(const struct recorder *recorder, size_t first, int fd, int *ret_code)
{
    struct iovec pieces[2 * BATCH];
    int64_t lengths[BATCH];
    size_t count = 0;
    for (; count < BATCH && first + count < recorder->count; count++) {
        const struct record *record =
            &recorder->ring[(recorder->first + first + count) % recorder->cap];
        lengths[count] = (int64_t)record->len;
        pieces[2 * count] = (struct iovec){&lengths[count], sizeof(lengths[count])};
        pieces[2 * count + 1] = (struct iovec){record->data, record->len};
    }
    *ret_code = write_all(fd, pieces, 2 * count);
    return count;
}

int recorder_write(const struct recorder *recorder, int fd, struct err *err)
{
    int code = 0;
    for (size_t done = 0; code == 0 && done < recorder->count;)
        done += write_some(recorder, done, fd, &code);
    if (code < 0)
        return err_set(err, ERR_SYSTEM, "the turns that were played cannot be handed over: %s",
                       strerror(errno));
    return 0;
}
