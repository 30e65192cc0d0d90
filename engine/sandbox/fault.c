/* A fault's fields: one table says which there are, of what type and for what; the rest of the
 * check is what several fields together can have wrong.
 *
 * Chance is a keyed hash of (seed, place of the rule; how many fitted so far), so that a rule's
 * draws depend neither on time nor on other rules. getUpdates is counted apart: how often a bot
 * asks is a matter of time. */
#include "sandbox/fault.h"

#include "base/mem.h"
#include "base/str.h"

#include <inttypes.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

enum type { TEXT, TRUTH, WHOLE, PART };
enum purpose { CALLS = 1, UPDATES = 2, BOTH = 3, RULES = 4 };

struct field {
    const char *name;
    enum type type;
    enum purpose purpose;
    size_t at; /* in struct fault; 0: taken by hand */
    int64_t min;
    int64_t max;
};

#define AT(name) offsetof(struct fault, name)
static const struct field fields[] = {
    {"method", TEXT, CALLS, AT(method), 0, 0},
    {"kind", TEXT, UPDATES, AT(kind), 0, 0},
    {"chat", WHOLE, BOTH, AT(chat), -JSON_INT_MAX, JSON_INT_MAX},
    {"updates", TEXT, UPDATES, 0, 0, 0},
    {"shape", TEXT, UPDATES, 0, 0, 0},
    {"behind", WHOLE, UPDATES, AT(behind), 1, 1000},
    {"size", WHOLE, UPDATES, AT(size), -FAULT_GAP_MAX, FAULT_GAP_MAX},
    {"code", WHOLE, CALLS, AT(code), 400, 599},
    {"retry_after", WHOLE, CALLS, AT(retry_after), 1, 86400},
    {"description", TEXT, CALLS, AT(description), 0, 0},
    {"done", TRUTH, CALLS, AT(done), 0, 0},
    {"cut", TEXT, CALLS, 0, 0, 0},
    {"delay_ms", WHOLE, BOTH, AT(delay_ms), 0, FAULT_DELAY_MAX},
    {"times", WHOLE, BOTH, AT(times), 1, FAULT_TIMES_MAX},
    {"every", WHOLE, RULES, AT(every), 1, FAULT_TIMES_MAX},
    {"skip", WHOLE, RULES, AT(skip), 0, FAULT_TIMES_MAX},
    {"chance", PART, RULES, AT(chance), 0, 1},
    {"after_s", PART, RULES, AT(after_s), 0, FAULT_SECONDS_MAX},
    {"for_s", PART, RULES, AT(for_s), 0, FAULT_SECONDS_MAX},
    {"every_s", PART, RULES, AT(every_s), 0, FAULT_SECONDS_MAX},
};

static const char *const cuts[] = {"", "before", "after", NULL};
static const char *const shapes[] = {"types", "json", "no_id", "unknown", NULL};
static const char *const mischiefs[] = {"",        "twice",     "twice_new_id", "late",
                                        "reorder", "malformed", "gap",          NULL};

static const struct field *field_called(const char *name)
{
    for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
        if (str_equal(fields[i].name, name))
            return &fields[i];
    return NULL;
}

/* The place of a word in a list, or -1. */
static int place_of(const char *const *words, const char *word)
{
    for (int i = 0; words[i]; i++)
        if (*words[i] && str_equal(words[i], word))
            return i;
    return -1;
}

static int check_purpose(const struct field *field, const struct fault *fault, struct err *err)
{
    if (field->purpose == RULES && !fault->is_rule)
        return err_set(err, ERR_INVALID, "%s: only a scenario's rule has it", field->name);
    if (field->purpose == UPDATES && fault->updates == FAULT_ON_CALLS)
        return err_set(err, ERR_INVALID, "%s: it goes with \"updates\"", field->name);
    if (field->purpose == CALLS && fault->updates != FAULT_ON_CALLS)
        return err_set(err, ERR_INVALID, "%s: it is for calls, not for updates", field->name);
    return 0;
}

static int read_whole(const struct field *field, const json *value, struct fault *fault,
                      struct err *err)
{
    int64_t number = json_number(value, INT64_MIN);
    if (number < field->min || number > field->max)
        return err_set(err, ERR_INVALID, "%s: a whole number from %" PRId64 " to %" PRId64,
                       field->name, field->min, field->max);
    memcpy((char *)fault + field->at, &number, sizeof(number));
    return 0;
}

static int read_part(const struct field *field, const json *value, struct fault *fault,
                     struct err *err)
{
    double number = json_real(value, -1);
    if (!(number >= (double)field->min && number <= (double)field->max))
        return err_set(err, ERR_INVALID, "%s: a number from %" PRId64 " to %" PRId64, field->name,
                       field->min, field->max);
    memcpy((char *)fault + field->at, &number, sizeof(number));
    return 0;
}

static int read_text(const struct field *field, const json *value, struct fault *fault,
                     struct err *err)
{
    char *copy;
    if (json_type(value) != JSON_STRING)
        return err_set(err, ERR_INVALID, "%s: a text", field->name);
    if (!field->at)
        return 0;
    copy = mem_strdup(json_text(value, ""));
    free(*(char **)(void *)((char *)fault + field->at));
    memcpy((char *)fault + field->at, &copy, sizeof(copy));
    return 0;
}

static int read_field(const json *value, struct fault *fault, struct err *err)
{
    const char *name = json_key(value);
    const struct field *field = field_called(name);
    if (!field)
        return err_set(err, ERR_INVALID, "%.64s: there is no such field", name);
    int code = check_purpose(field, fault, err);
    if (code < 0)
        return code;
    switch (field->type) {
    case TEXT:
        return read_text(field, value, fault, err);
    case WHOLE:
        return read_whole(field, value, fault, err);
    case PART:
        fault->has_chance = fault->has_chance || str_equal(name, "chance");
        return read_part(field, value, fault, err);
    case TRUTH:
        fault->done = json_truth(value, false);
        if (json_type(value) != JSON_BOOL)
            return err_set(err, ERR_INVALID, "%s: true or false", name);
        return 0;
    }
    return 0;
}

/* The words that choose from a list. */
static int read_choices(const json *from, struct fault *fault, struct err *err)
{
    const char *cut = json_str(from, "cut", NULL);
    const char *shape = json_str(from, "shape", NULL);
    int at = cut ? place_of(cuts, cut) : FAULT_CUT_NONE;
    if (at < 0)
        return err_set(err, ERR_INVALID, "cut: \"before\" or \"after\"");
    fault->cut = (enum fault_cut)at;
    at = shape ? place_of(shapes, shape) : FAULT_TYPES;
    if (at < 0)
        return err_set(err, ERR_INVALID, "shape: \"types\", \"json\", \"no_id\" or \"unknown\"");
    fault->shape = (enum fault_shape)at;
    return 0;
}

static int read_mischief(const json *from, struct fault *fault, struct err *err)
{
    const json *updates = json_get(from, "updates");
    int at = updates ? place_of(mischiefs, json_text(updates, NULL)) : FAULT_ON_CALLS;
    if (at < 0)
        return err_set(err, ERR_INVALID,
                       "updates: \"twice\", \"twice_new_id\", \"late\", \"reorder\", "
                       "\"malformed\" or \"gap\"");
    fault->updates = (enum fault_updates)at;
    return 0;
}

/* "send*" stands for all methods that begin so. */
static bool method_matches(const char *pattern, const char *name)
{
    size_t len = strlen(pattern);
    if (len == 0 || pattern[len - 1] != '*')
        return str_equal(pattern, name);
    return strncmp(pattern, name, len - 1) == 0 && !str_equal(name, "getUpdates");
}

static int check_method(struct fault *fault, struct err *err)
{
    size_t count;
    const struct botapi_method *all = botapi_method_all(&count);
    const struct botapi_method *known = botapi_method_find(fault->method);
    if (known) {
        free(fault->method);
        fault->method = mem_strdup(known->name);
        return 0;
    }
    for (size_t i = 0; i < count; i++)
        if (method_matches(fault->method, all[i].name))
            return 0;
    return err_set(err, ERR_INVALID, "method: %.64s is not known", fault->method);
}

static int check_kind(const struct fault *fault, struct err *err)
{
    const struct botapi_type *update = botapi_type_find("Update");
    for (const struct botapi_field *f = update->fields; f->name; f++)
        if (str_equal(f->name, fault->kind) && !str_equal(f->name, "update_id"))
            return 0;
    return err_set(err, ERR_INVALID, "kind: %.64s is no kind of update", fault->kind);
}

static int check_calls(const struct fault *fault, struct err *err)
{
    if (!fault->code && !fault->cut && fault->delay_ms <= 0)
        return err_set(err, ERR_INVALID, "say what happens: code, delay_ms, cut or updates");
    if (fault->code && fault->cut)
        return err_set(err, ERR_INVALID, "cut: not together with code");
    if (fault->done && !fault->code)
        return err_set(err, ERR_INVALID, "done: it goes with code");
    if (fault->retry_after && !fault->code)
        return err_set(err, ERR_INVALID, "retry_after: it goes with code");
    return 0;
}

static int check_updates(const struct fault *fault, const json *from, struct err *err)
{
    enum fault_updates what = fault->updates;
    bool waits = what != FAULT_MALFORMED && what != FAULT_GAPS;
    if (json_get(from, "shape") && what != FAULT_MALFORMED)
        return err_set(err, ERR_INVALID, "shape: it goes with \"malformed\"");
    if (json_get(from, "size") && what != FAULT_GAPS)
        return err_set(err, ERR_INVALID, "size: it goes with \"gap\"");
    if (json_get(from, "behind") && what != FAULT_LATE)
        return err_set(err, ERR_INVALID, "behind: it goes with \"late\"");
    if (fault->delay_ms >= 0 && !waits)
        return err_set(err, ERR_INVALID, "delay_ms: \"%s\" does not wait", mischiefs[what]);
    if (what == FAULT_GAPS && fault->size > -FAULT_BACK_MIN && fault->size < 1)
        return err_set(err, ERR_INVALID, "size: at least 1, or at most -%d", FAULT_BACK_MIN);
    return 0;
}

/* What is said by not saying anything. */
static void set_defaults(struct fault *fault)
{
    if (fault->code == 429 && !fault->retry_after)
        fault->retry_after = 1;
    if (!fault->is_rule && !fault->times)
        fault->times = 1;
    if (!fault->has_chance)
        fault->chance = 1;
    if (fault->updates == FAULT_LATE && !fault->behind)
        fault->behind = 1;
    if (fault->updates == FAULT_LATE && fault->delay_ms < 0)
        fault->delay_ms = FAULT_LATE_MS;
    if (fault->updates == FAULT_REORDER && fault->delay_ms < 0)
        fault->delay_ms = FAULT_REORDER_MS;
    if (fault->delay_ms < 0)
        fault->delay_ms = 0;
}

static int read_all(const json *from, struct fault *fault, struct err *err)
{
    int code = read_mischief(from, fault, err);
    if (fault->updates == FAULT_GAPS)
        fault->size = FAULT_GAP;
    for (const json *value = json_first(from); code == 0 && value; value = json_next(value))
        code = read_field(value, fault, err);
    if (code == 0)
        code = read_choices(from, fault, err);
    if (code == 0 && fault->method)
        code = check_method(fault, err);
    if (code == 0 && fault->kind)
        code = check_kind(fault, err);
    if (code == 0)
        code = fault->updates == FAULT_ON_CALLS ? check_calls(fault, err)
                                                : check_updates(fault, from, err);
    if (code == 0 && fault->every_s > 0 && (fault->for_s <= 0 || fault->for_s > fault->every_s))
        code = err_set(err, ERR_INVALID, "every_s: it goes with a for_s that is not longer");
    return code;
}

struct fault *fault_read(const json *from, bool is_rule, struct err *err)
{
    struct fault *fault = mem_alloc(sizeof(*fault));
    fault->is_rule = is_rule;
    fault->delay_ms = -1;
    if (read_all(from, fault, err) < 0) {
        fault_free(fault);
        return NULL;
    }
    set_defaults(fault);
    return fault;
}

struct fault *fault_clone(const struct fault *fault)
{
    struct fault *clone = mem_alloc(sizeof(*clone));
    *clone = *fault;
    clone->node = (struct list_node){0};
    clone->method = mem_strdup(fault->method);
    clone->kind = mem_strdup(fault->kind);
    clone->description = mem_strdup(fault->description);
    return clone;
}

void fault_free(struct fault *fault)
{
    if (!fault)
        return;
    list_remove(&fault->node);
    free(fault->method);
    free(fault->kind);
    free(fault->description);
    free(fault);
}

static void view_field(const struct field *field, const struct fault *fault, json *view)
{
    const char *place = (const char *)fault + field->at;
    const char *text = NULL;
    int64_t number = 0;
    double part = 0;
    if (field->type == TEXT)
        memcpy(&text, place, sizeof(text));
    else if (field->type == WHOLE)
        memcpy(&number, place, sizeof(number));
    else if (field->type == PART)
        memcpy(&part, place, sizeof(part));
    if (text)
        json_add_str(view, field->name, text);
    else if (number)
        json_add_int(view, field->name, number);
    else if (field->type == PART && part > 0 && !(str_equal(field->name, "chance") && part >= 1))
        json_add(view, field->name, json_new_real(part));
    else if (field->type == TRUTH && fault->done)
        json_add_bool(view, field->name, true);
}

json *fault_view(const struct fault *fault)
{
    json *view = json_object();
    json_add_int(view, fault->is_rule ? "rule" : "id", fault->id);
    if (fault->updates != FAULT_ON_CALLS)
        json_add_str(view, "updates", mischiefs[fault->updates]);
    if (fault->updates == FAULT_MALFORMED)
        json_add_str(view, "shape", shapes[fault->shape]);
    if (fault->cut)
        json_add_str(view, "cut", cuts[fault->cut]);
    for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
        if (fields[i].at)
            view_field(&fields[i], fault, view);
    if (fault->is_rule)
        json_add_int(view, "hits", fault->hits);
    return view;
}

bool fault_fits_call(const struct fault *fault, const struct call *call)
{
    if (fault->updates != FAULT_ON_CALLS ||
        (fault->method && !method_matches(fault->method, call->method->name)))
        return false;
    return !fault->chat || fault->chat == call_int(call, "chat_id", 0);
}

bool fault_fits_update(const struct fault *fault, const struct fault_target *target)
{
    if (fault->updates == FAULT_ON_CALLS || (fault->kind && !str_equal(fault->kind, target->kind)))
        return false;
    return !fault->chat || fault->chat == target->chat;
}

static bool is_time(const struct fault *fault, double age_s)
{
    double since = age_s - fault->after_s;
    if (since < 0)
        return false;
    if (fault->every_s > 0)
        since -= fault->every_s * (double)(int64_t)(since / fault->every_s);
    return fault->for_s <= 0 || since < fault->for_s;
}

/* 0 to below 1. */
static double draw(const struct fault *fault, uint64_t seed, bool is_poll)
{
    uint64_t words[2] = {seed, (uint64_t)fault->id};
    uint64_t place[2] = {fault->seen[is_poll], is_poll};
    uint8_t key[16];
    memcpy(key, words, sizeof(key));
    return (double)(hash_keyed(key, place, sizeof(place)) >> 11) * 0x1p-53;
}

bool fault_strikes(struct fault *fault, uint64_t seed, bool is_poll, double age_s)
{
    uint64_t seen = ++fault->seen[is_poll];
    uint64_t skip = (uint64_t)fault->skip;
    if (seen <= skip || (fault->times && fault->hits >= fault->times) || !is_time(fault, age_s))
        return false;
    if (fault->every && (seen - skip) % (uint64_t)fault->every)
        return false;
    if (draw(fault, seed, is_poll) >= fault->chance)
        return false;
    fault->hits++;
    return true;
}
