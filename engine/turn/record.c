/* One turn as bytes, in the order in which a rehearsal wants them:
 *
 *     now, seed, event, lane, failure or NULL
 *     count, {kind, id, body as it was read or NULL}
 *     count, {question to the index, count, {id}}
 *     count, {question to a board, count, {id, name, score, place}}
 *     outcome: writes, timers, screens, outs, answer, pays, letters, effects
 *
 * A number is 8 bytes; a text its length, its bytes and a 0, so that a reader uses it where it
 * lies. Two outcomes are the same if their bytes are, which is how most of a rehearsal is done;
 * only those that differ become JSON, for Lua to say in what. */
#include "turn/recorder.h"
#include "turn/run.h"

#include "json/json.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define NO_TEXT (-1) /* in the place of a length */

/* --- writing --------------------------------------------------------------------------------- */

static void put_int(struct buf *out, int64_t number)
{
    buf_add(out, &number, sizeof(number));
}

static void put_bytes(struct buf *out, const char *text, size_t len)
{
    put_int(out, text ? (int64_t)len : NO_TEXT);
    if (text) {
        buf_add(out, text, len);
        buf_addc(out, '\0');
    }
}

static void put_text(struct buf *out, const char *text)
{
    put_bytes(out, text, text ? strlen(text) : 0);
}

static void put_writes(struct buf *out, const struct unit *unit)
{
    int64_t count = 0;
    for (size_t i = 0; i < unit->docs.count; i++)
        count += unit->docs.at[i].written;
    put_int(out, count);
    for (size_t i = 0; i < unit->docs.count; i++) {
        const struct unit_doc *doc = &unit->docs.at[i];
        if (!doc->written)
            continue;
        put_text(out, doc->kind);
        put_text(out, doc->id);
        put_bytes(out, doc->body, doc->len);
    }
}

static void put_timers(struct buf *out, const struct unit *unit)
{
    put_int(out, (int64_t)unit->timers.count);
    for (size_t i = 0; i < unit->timers.count; i++) {
        const struct store_timer *timer = &unit->timers.at[i];
        put_text(out, timer->kind);
        put_text(out, timer->id);
        put_text(out, timer->name);
        put_int(out, timer->uid ? timer->deadline : -1);
    }
}

static void put_outgoing(struct buf *out, const struct unit *unit)
{
    put_int(out, (int64_t)unit->slots.count);
    for (size_t i = 0; i < unit->slots.count; i++) {
        put_int(out, unit->slots.at[i].chat);
        put_text(out, unit->slots.at[i].desired);
    }
    put_int(out, (int64_t)unit->outs.count);
    for (size_t i = 0; i < unit->outs.count; i++) {
        put_int(out, unit->outs.at[i].chat);
        put_text(out, unit->outs.at[i].body);
    }
    put_text(out, unit->answered ? unit->answer : NULL);
}

static void put_rest(struct buf *out, const struct unit *unit)
{
    put_int(out, (int64_t)unit->pays.count);
    for (size_t i = 0; i < unit->pays.count; i++) {
        const struct store_pay *pay = &unit->pays.at[i];
        put_text(out, pay->from);
        put_text(out, pay->to);
        put_int(out, pay->amount);
        put_text(out, pay->why);
    }
    put_int(out, (int64_t)unit->letters.count);
    for (size_t i = 0; i < unit->letters.count; i++) {
        put_text(out, unit->letters.at[i].lane);
        put_text(out, unit->letters.at[i].body);
    }
    put_int(out, (int64_t)unit->effects.count);
    for (size_t i = 0; i < unit->effects.count; i++) {
        put_text(out, unit->effects.at[i].name);
        put_text(out, unit->effects.at[i].body);
    }
}

void record_outcome(struct buf *out, const struct unit *unit)
{
    put_writes(out, unit);
    put_timers(out, unit);
    put_outgoing(out, unit);
    put_rest(out, unit);
}

static void put_reads(struct buf *out, const struct unit *unit)
{
    int64_t count = 0;
    for (size_t i = 0; i < unit->docs.count; i++)
        count += unit->docs.at[i].was_read;
    put_int(out, count);
    for (size_t i = 0; i < unit->docs.count; i++) {
        const struct unit_doc *doc = &unit->docs.at[i];
        if (!doc->was_read)
            continue;
        put_text(out, doc->kind);
        put_text(out, doc->id);
        put_bytes(out, doc->read_body, doc->read_len);
    }
}

char *record_question(const struct store_find *find)
{
    struct buf words;
    buf_init(&words, SIZE_MAX);
    buf_addf(&words, "%s %s %d %d %" PRId64, find->kind, find->order ? find->order : "",
             find->falling, find->indexed, find->limit);
    for (size_t i = 0; i < find->where_count; i++) {
        const struct store_field *field = &find->where[i];
        buf_addf(&words, " %s %d %.17g %s", field->name, (int)field->value.type,
                 field->value.number, field->value.text ? field->value.text : "");
    }
    return buf_detach(&words, NULL);
}

static void put_finds(struct buf *out, const struct unit *unit)
{
    put_int(out, (int64_t)unit->sought.count);
    for (size_t i = 0; i < unit->sought.count; i++) {
        const struct unit_sought *sought = unit->sought.at[i];
        char *question = record_question(&sought->find);
        put_text(out, question);
        free(question);
        put_int(out, sought->ids ? (int64_t)sought->count : 0);
        for (size_t j = 0; sought->ids && j < sought->count; j++)
            put_text(out, sought->ids[j]);
    }
}

char *record_board(const struct store_board *board)
{
    return mem_printf("%s %" PRId64 " %s", board->board, board->score, board->id ? board->id : "");
}

static void put_boards(struct buf *out, const struct unit *unit)
{
    put_int(out, (int64_t)unit->asked.count);
    for (size_t i = 0; i < unit->asked.count; i++) {
        const struct unit_asked *asked = unit->asked.at[i];
        size_t count = asked->places ? asked->count : 0;
        char *question = record_board(&asked->board);
        put_text(out, question);
        free(question);
        put_int(out, (int64_t)count);
        for (size_t j = 0; j < count; j++) {
            put_text(out, asked->places[j].id);
            put_text(out, asked->places[j].name);
            put_int(out, asked->places[j].score);
            put_int(out, asked->places[j].place);
        }
    }
}

void record_turn(struct buf *out, const struct turn *turn)
{
    put_int(out, turn->now);
    put_int(out, (int64_t)turn->seed);
    put_text(out, turn->event->json);
    put_text(out, turn->event->lane);
    put_text(out, turn->failure);
    const struct unit *unit = turn->first ? turn->first : turn->unit;
    put_reads(out, unit);
    put_finds(out, unit);
    put_boards(out, unit);
    record_outcome(out, turn->unit);
}

/* --- reading --------------------------------------------------------------------------------- */

int64_t record_int(struct record_reader *reader)
{
    int64_t number = 0;
    if (reader->broken || (size_t)(reader->end - reader->at) < sizeof(number)) {
        reader->broken = true;
        return 0;
    }
    memcpy(&number, reader->at, sizeof(number));
    reader->at += sizeof(number);
    return number;
}

const char *record_text(struct record_reader *reader, size_t *ret_len)
{
    int64_t len = record_int(reader);
    if (len == NO_TEXT || reader->broken)
        return NULL;
    if (len < 0 || len >= reader->end - reader->at || reader->at[len] != '\0') {
        reader->broken = true;
        return NULL;
    }
    const char *text = reader->at;
    reader->at += len + 1;
    if (ret_len)
        *ret_len = (size_t)len;
    return text;
}

/* --- an outcome as JSON ---------------------------------------------------------------------- */

/* The body as what it says; or, if that is no JSON, as a text. */
static json *value_of(const char *body)
{
    json *value = NULL;
    if (body && json_parse(body, strlen(body), &value, NULL) == 0)
        return value;
    return json_new_str(body);
}

static char *name_of(struct record_reader *reader)
{
    const char *kind = record_text(reader, NULL);
    const char *id = record_text(reader, NULL);
    return mem_printf("%s/%s", kind ? kind : "", id ? id : "");
}

static void add_writes(struct record_reader *reader, json *outcome)
{
    json *writes = json_object(), *drops = json_array();
    for (int64_t left = record_int(reader); left > 0 && !reader->broken; left--) {
        char *name = name_of(reader);
        const char *body = record_text(reader, NULL);
        if (body)
            json_add(writes, name, value_of(body));
        else
            json_push(drops, json_new_str(name));
        free(name);
    }
    json_add(outcome, "writes", writes);
    json_add(outcome, "drops", drops);
}

static void add_timers(struct record_reader *reader, json *outcome)
{
    json *timers = json_array();
    for (int64_t left = record_int(reader); left > 0 && !reader->broken; left--) {
        json *timer = json_object();
        char *name = name_of(reader);
        json_add_str(timer, "doc", name);
        json_add_str(timer, "name", record_text(reader, NULL));
        json_add_int(timer, "deadline", record_int(reader));
        json_push(timers, timer);
        free(name);
    }
    json_add(outcome, "timers", timers);
}

static void add_posts(struct record_reader *reader, json *outcome, const char *what)
{
    json *posts = json_array();
    for (int64_t left = record_int(reader); left > 0 && !reader->broken; left--) {
        json *post = json_object();
        json_add_int(post, "chat", record_int(reader));
        json_add(post, "body", value_of(record_text(reader, NULL)));
        json_push(posts, post);
    }
    json_add(outcome, what, posts);
}

static void add_pays(struct record_reader *reader, json *outcome)
{
    json *pays = json_array();
    for (int64_t left = record_int(reader); left > 0 && !reader->broken; left--) {
        json *pay = json_object();
        json_add_str(pay, "from", record_text(reader, NULL));
        json_add_str(pay, "to", record_text(reader, NULL));
        json_add_int(pay, "amount", record_int(reader));
        json_add_str(pay, "why", record_text(reader, NULL));
        json_push(pays, pay);
    }
    json_add(outcome, "pays", pays);
}

static void add_named(struct record_reader *reader, json *outcome, const char *what)
{
    json *list = json_array();
    for (int64_t left = record_int(reader); left > 0 && !reader->broken; left--) {
        json *one = json_object();
        json_add_str(one, "name", record_text(reader, NULL));
        json_add(one, "body", value_of(record_text(reader, NULL)));
        json_push(list, one);
    }
    json_add(outcome, what, list);
}

json *record_outcome_json(struct record_reader *reader)
{
    json *outcome = json_object();
    add_writes(reader, outcome);
    add_timers(reader, outcome);
    add_posts(reader, outcome, "screens");
    add_posts(reader, outcome, "outs");
    const char *answer = record_text(reader, NULL);
    if (answer)
        json_add_str(outcome, "answer", answer);
    add_pays(reader, outcome);
    add_named(reader, outcome, "letters");
    add_named(reader, outcome, "effects");
    return outcome;
}
