/* Rehearsing, turn by turn:
 *
 *     record -> unit with all that was read -> the entry "turn" -> outcome
 *               the same bytes as recorded: done
 *               else: both as JSON to the entry "rehearse", which says what differs, if anything
 *
 * and at the end all that differs to the entry "rehearsed", which groups it. The unit is the
 * engine's own, so that limits, dice and words come out as they did. A turn that now reads what it
 * did not read then cannot be compared: what that document said is not known, and to call it absent
 * would make differences up. */
#include "turn/rehearsal.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "turn/inner.h"
#include "turn/recorder.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct rehearsal {
    struct generation *generation;
    struct unit_limits limits;
    int64_t turns; /* of the recording */
    int64_t played;
    int64_t same;
    json *findings;
};

struct played { /* one turn as it was recorded */
    int64_t now;
    uint64_t seed;
    const char *event;
    const char *lane;
    const char *failure;
    struct record_reader reads;
    struct record_reader finds;
    struct record_reader boards;
    struct record_reader outcome;
};

static void skip_reads(struct record_reader *reader)
{
    for (int64_t left = record_int(reader); left > 0 && !reader->broken; left--)
        for (int i = 0; i < 3; i++)
            record_text(reader, NULL);
}

static void skip_places(struct record_reader *reader)
{
    for (int64_t left = record_int(reader); left > 0 && !reader->broken; left--) {
        record_text(reader, NULL);
        record_text(reader, NULL);
        record_int(reader);
        record_int(reader);
    }
}

static void skip_finds(struct record_reader *reader)
{
    for (int64_t left = record_int(reader); left > 0 && !reader->broken; left--) {
        record_text(reader, NULL);
        for (int64_t ids = record_int(reader); ids > 0 && !reader->broken; ids--)
            record_text(reader, NULL);
    }
}

static void skip_boards(struct record_reader *reader)
{
    for (int64_t left = record_int(reader); left > 0 && !reader->broken; left--) {
        record_text(reader, NULL);
        skip_places(reader);
    }
}

static int read_played(struct record_reader *reader, struct played *ret_played)
{
    struct played played = {.now = record_int(reader)};
    played.seed = (uint64_t)record_int(reader);
    played.event = record_text(reader, NULL);
    played.lane = record_text(reader, NULL);
    played.failure = record_text(reader, NULL);
    played.reads = *reader;
    skip_reads(reader);
    played.finds = *reader;
    skip_finds(reader);
    played.boards = *reader;
    skip_boards(reader);
    played.outcome = *reader;
    if (reader->broken || !played.event || !played.lane)
        return ERR_INVALID;
    *ret_played = played;
    return 0;
}

static void learn_reads(struct unit *unit, struct record_reader reader)
{
    for (int64_t left = record_int(&reader); left > 0 && !reader.broken; left--) {
        struct store_doc doc = {0};
        doc.kind = record_text(&reader, NULL);
        doc.id = record_text(&reader, NULL);
        doc.body = record_text(&reader, &doc.len);
        if (doc.kind && doc.id)
            unit_learn(unit, &doc);
    }
}

static void give_ids(struct unit *unit, struct record_reader *reader)
{
    struct buf ids; /* of pointers */
    buf_init(&ids, RECORDER_TURN_MAX);
    size_t count = 0;
    for (int64_t left = record_int(reader); left > 0 && !reader->broken; left--) {
        const char *id = record_text(reader, NULL);
        if (id && buf_add(&ids, &id, sizeof(id)) == 0)
            count++;
    }
    unit_found(unit, (const char *const *)(void *)ids.data, count, 0);
    unit->seeking = NULL;
    buf_done(&ids);
}

static void give_places(struct unit *unit, struct record_reader *reader)
{
    struct buf places; /* of struct store_standing */
    buf_init(&places, RECORDER_TURN_MAX);
    size_t count = 0;
    for (int64_t left = record_int(reader); left > 0 && !reader->broken; left--) {
        struct store_standing place = {0};
        place.id = record_text(reader, NULL);
        place.name = record_text(reader, NULL);
        place.score = record_int(reader);
        place.place = record_int(reader);
        if (!reader->broken && buf_add(&places, &place, sizeof(place)) == 0)
            count++;
    }
    unit_told(unit, (const struct store_standing *)(void *)places.data, count);
    buf_done(&places);
}

static bool answer_board(struct unit *unit, const struct played *played)
{
    struct record_reader reader = played->boards;
    char *wanted = record_board(&unit->asking->board);
    bool known = false;
    for (int64_t left = record_int(&reader); left > 0 && !reader.broken && !known; left--) {
        const char *question = record_text(&reader, NULL);
        struct record_reader places = reader;
        known = question && str_equal(question, wanted);
        if (known)
            give_places(unit, &places);
        skip_places(&reader);
    }
    free(wanted);
    return known;
}

/* The run asks the index what it asked then: it is told the same. */
static bool answer_find(struct unit *unit, const struct played *played)
{
    struct record_reader reader = played->finds;
    char *wanted = record_question(&unit->seeking->find);
    bool known = false;
    for (int64_t left = record_int(&reader); left > 0 && !reader.broken && !known; left--) {
        const char *question = record_text(&reader, NULL);
        struct record_reader ids = reader;
        known = question && str_equal(question, wanted);
        if (known)
            give_ids(unit, &ids);
        for (int64_t skip = record_int(&reader); skip > 0 && !reader.broken; skip--)
            record_text(&reader, NULL);
    }
    free(wanted);
    return known;
}

static bool answer(struct unit *unit, const struct played *played)
{
    if (unit->asking)
        return answer_board(unit, played);
    return unit->seeking && answer_find(unit, played);
}

/* What a run waits for that is not known. */
static const char *lacking(const struct unit *unit)
{
    if (unit->asking)
        return unit->asking->board.board;
    if (unit->seeking)
        return unit->seeking->find.kind;
    return unit->wanted.kind ? unit->wanted.kind : "";
}

/* --- what came out --------------------------------------------------------------------------- */

static json *reads_json(struct record_reader reader)
{
    json *reads = json_object();
    for (int64_t left = record_int(&reader); left > 0 && !reader.broken; left--) {
        const char *kind = record_text(&reader, NULL);
        const char *id = record_text(&reader, NULL);
        const char *body = record_text(&reader, NULL);
        char *name = mem_printf("%s/%s", kind ? kind : "", id ? id : "");
        json *value = NULL;
        if (body && json_parse(body, strlen(body), &value, NULL) == 0)
            json_add(reads, name, value);
        free(name);
    }
    return reads;
}

static json *event_json(const char *event)
{
    json *value = NULL;
    return json_parse(event, strlen(event), &value, NULL) ? json_object() : value;
}

/* Asks the entry "rehearse" what differs: null if nothing does. */
static void compare(struct rehearsal *rehearsal, const struct played *played, json *take_turn)
{
    char *result = NULL;
    struct err err;
    json *finding = NULL;
    json_add_int(take_turn, "now", played->now);
    json_add(take_turn, "event", event_json(played->event));
    json_add(take_turn, "reads", reads_json(played->reads));
    if (played->failure)
        json_add_str(take_turn, "failed", played->failure);
    char *argument = json_print(take_turn);
    if (!argument || generation_call(rehearsal->generation, "rehearse", argument, &result, &err) ||
        json_parse(result, strlen(result), &finding, &err)) {
        finding = json_object();
        json_add_str(finding, "broken", argument ? err.text : "too deep");
    }
    free(argument);
    free(result);
    json_free(take_turn);
    if (json_type(finding) == JSON_OBJECT) {
        json_push(rehearsal->findings, finding);
    } else {
        json_free(finding);
        rehearsal->same++;
    }
}

static bool is_same_outcome(const struct played *played, const struct buf *outcome)
{
    return !played->failure && (size_t)(played->outcome.end - played->outcome.at) == outcome->len &&
           memcmp(played->outcome.at, outcome->data, outcome->len) == 0;
}

static void judge_done(struct rehearsal *rehearsal, const struct played *played,
                       const struct unit *unit)
{
    struct buf outcome;
    buf_init(&outcome, RECORDER_TURN_MAX);
    record_outcome(&outcome, unit);
    if (is_same_outcome(played, &outcome)) {
        rehearsal->same++;
    } else {
        json *turn = json_object();
        struct record_reader was = played->outcome;
        struct record_reader is = {outcome.data, outcome.data + outcome.len, outcome.full};
        if (!played->failure)
            json_add(turn, "was", record_outcome_json(&was));
        json_add(turn, "is", record_outcome_json(&is));
        compare(rehearsal, played, turn);
    }
    buf_done(&outcome);
}

static void judge(struct rehearsal *rehearsal, const struct played *played, const struct unit *unit,
                  enum script_result result, const char *report)
{
    if (result == SCRIPT_DONE) {
        judge_done(rehearsal, played, unit);
        return;
    }
    json *turn = json_object();
    if (result == SCRIPT_FAILED)
        json_add_str(turn, "fails", report);
    else
        json_add_str(turn, "more", lacking(unit));
    json_add_str(turn, "handler", unit->handler);
    compare(rehearsal, played, turn);
}

static void play(struct rehearsal *rehearsal, const struct played *played)
{
    struct unit_config config = {.fresh = true,
                                 .event = played->event,
                                 .now = played->now,
                                 .seed = played->seed,
                                 .limits = &rehearsal->limits};
    struct unit *unit = unit_new(&config);
    learn_reads(unit, played->reads);
    struct script_run *run = script_run_new(rehearsal->generation, "turn", unit);
    enum script_result result = script_run_resume(run);
    while (result == SCRIPT_WAITS && answer(unit, played))
        result = script_run_resume(run);
    judge(rehearsal, played, unit, result, script_run_report(run));
    script_run_free(run);
    unit_free(unit);
    rehearsal->played++;
}

/* Those of the new content/limits.lua; what cannot be read has its default. */
static void read_limits(struct rehearsal *rehearsal)
{
    char *text = NULL;
    json *limits = NULL;
    if (generation_call(rehearsal->generation, "limits", "{}", &text, NULL) == 0 && text)
        json_parse(text, strlen(text), &limits, NULL);
    const json *turn = json_get(limits, "turn");
    for (size_t i = 0; i < UNIT_LIMITS; i++)
        rehearsal->limits.at[i] = json_int(turn, unit_limit_name((enum unit_limit)i), 0);
    json_free(limits);
    free(text);
}

/* --- the whole ------------------------------------------------------------------------------- */

/* The next record; false: there is none, or *broken. */
static bool next_record(struct record_reader *all, struct record_reader *ret_record)
{
    if (all->at == all->end)
        return false;
    int64_t len = record_int(all);
    if (all->broken || len < 0 || len > all->end - all->at) {
        all->broken = true;
        return false;
    }
    *ret_record = (struct record_reader){.at = all->at, .end = all->at + len};
    all->at += len;
    return true;
}

static int play_all(struct rehearsal *rehearsal, struct record_reader all, struct err *err)
{
    int64_t until = clock_mono_ms() + REHEARSAL_MS;
    struct record_reader record;
    struct played played;
    while (next_record(&all, &record)) {
        rehearsal->turns++;
        if (clock_mono_ms() > until)
            continue;
        if (read_played(&record, &played))
            return err_set(err, ERR_INVALID, "turn %lld of the recording is broken",
                           (long long)rehearsal->turns);
        play(rehearsal, &played);
    }
    return all.broken ? err_set(err, ERR_INVALID, "the recording ends in the middle of a turn") : 0;
}

static int sum_up(struct rehearsal *rehearsal, json **ret_report, struct err *err)
{
    char *result = NULL;
    json *all = json_object();
    json_add_int(all, "turns", rehearsal->turns);
    json_add_int(all, "played", rehearsal->played);
    json_add_int(all, "same", rehearsal->same);
    json_add(all, "findings", rehearsal->findings);
    rehearsal->findings = NULL;
    char *argument = json_print(all);
    json_free(all);
    int code = argument
                   ? generation_call(rehearsal->generation, "rehearsed", argument, &result, err)
                   : err_set(err, ERR_LIMIT, "the findings are too deep");
    if (code == 0 && result)
        code = json_parse(result, strlen(result), ret_report, err);
    free(argument);
    free(result);
    return code;
}

int rehearse(const char *data, size_t len, struct generation *generation, json **ret_report,
             struct err *err)
{
    struct rehearsal rehearsal = {.generation = generation, .findings = json_array()};
    struct record_reader all = {.at = data, .end = data + len};
    read_limits(&rehearsal);
    int code = play_all(&rehearsal, all, err);
    if (code == 0)
        code = sum_up(&rehearsal, ret_report, err);
    json_free(rehearsal.findings);
    return code;
}

int turns_recording(const struct turns *turns, struct err *err)
{
    int fd = turns->recorder ? memfd_create("bylina-recording", MFD_CLOEXEC) : -1;
    if (turns->recorder && fd < 0)
        err_set(err, ERR_SYSTEM, "the turns that were played cannot be handed over: %s",
                strerror(errno));
    if (fd < 0 || recorder_write(turns->recorder, fd, err) == 0)
        return fd;
    close(fd);
    return -1;
}
