/* The turns that were played last, for a rehearsal (rehearsal.h): event, time, seed, all that was
 * read, and what the commit made of it. In memory only. Private to turn/ but for the limits. */
#ifndef BYLINA_TURN_RECORDER_H
#define BYLINA_TURN_RECORDER_H

#include "base/buf.h"
#include "base/error.h"
#include "turn/unit_inner.h"

#define RECORDER_TURNS     500        /* kept unless it is said otherwise */
#define RECORDER_BYTES_MAX (8u << 20) /* of all of them; the oldest make room */
#define RECORDER_TURN_MAX  (1u << 20) /* bytes of one; a larger one is not kept */

struct turn;
struct recorder;

struct recorder *recorder_new(size_t turns); /* NULL: 0 turns, nothing is kept */
void recorder_free(struct recorder *recorder);
/* A commit has stood. NULL is fine. */
void recorder_keep(struct recorder *recorder, const struct turn *turn);
/* All of them into an open file, oldest first: one after another, each with its length in front. */
int recorder_write(const struct recorder *recorder, int fd, struct err *err);

/* record.c: one turn as bytes. Numbers are the machine's own: they never leave it. */
struct record_reader {
    const char *at;
    const char *end;
    bool broken; /* ends too early: everything read from then on is 0, NULL or "" */
};
void record_turn(struct buf *out, const struct turn *turn);
void record_outcome(struct buf *out, const struct unit *unit);
/* A question to the index or to a leader board as words, for free(): equal ones have equal words.
 */
char *record_question(const struct store_find *find);
char *record_board(const struct store_board *board);
int64_t record_int(struct record_reader *reader);
const char *record_text(struct record_reader *reader, size_t *ret_len); /* may give NULL */
/* An outcome as JSON: {writes, drops, timers, screens, outs, answer, pays, letters, effects}. */
struct cJSON *record_outcome_json(struct record_reader *reader);

#endif
