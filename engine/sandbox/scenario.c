/* The scenario's file, and its rules at work. Every rule that fits counts what it sees, also when
 * an earlier rule has it already: taking a rule away changes nothing for the others. */
#include "sandbox/scenario.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "sandbox/flood.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct scenario {
    char *name;
    uint64_t seed;
    int64_t began_ms; /* monotonic */
    bool floods;      /* it switched flood control on */
    struct list rules;
};

static void scenario_free(struct scenario *scenario)
{
    struct list_node *node;
    if (!scenario)
        return;
    while ((node = list_first(&scenario->rules)))
        fault_free(LIST_OF(node, struct fault, node));
    free(scenario->name);
    free(scenario);
}

static int read_rules(struct scenario *scenario, const json *rules, struct err *err)
{
    int64_t place = 0;
    if (json_type(rules) != JSON_ARRAY || json_count(rules) > SCENARIO_RULES_MAX)
        return err_set(err, ERR_INVALID, "rules: an array of at most %d rules", SCENARIO_RULES_MAX);
    for (const json *rule = json_first(rules); rule; rule = json_next(rule), place++) {
        if (json_type(rule) != JSON_OBJECT)
            return err_set(err, ERR_INVALID, "rules[%d]: an object", (int)place);
        struct fault *fault = fault_read(rule, true, err);
        if (!fault)
            return err_set(err, ERR_INVALID, "rules[%d].%.900s", (int)place, err->text);
        fault->id = place;
        list_push(&scenario->rules, &fault->node);
    }
    return 0;
}

static int read_head(struct scenario *scenario, const json *from, struct err *err)
{
    static const char *const known[] = {"name", "about", "seed", "flood", "rules"};
    const json *seed = json_get(from, "seed");
    const char *name = json_str(from, "name", NULL);
    for (const json *value = json_first(from); value; value = json_next(value)) {
        bool found = false;
        for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
            found = found || str_equal(known[i], json_key(value));
        if (!found)
            return err_set(err, ERR_INVALID, "%.64s: there is no such field", json_key(value));
    }
    if (json_number(seed, -1) < 0)
        return err_set(err, ERR_INVALID, "seed: a whole number from 0");
    if (json_get(from, "name") && (!name || !*name || strlen(name) > SCENARIO_NAME_MAX))
        return err_set(err, ERR_INVALID, "name: a text of 1 to %d bytes", SCENARIO_NAME_MAX);
    if (!json_get(from, "rules") && !json_get(from, "flood"))
        return err_set(err, ERR_INVALID, "rules: required, or flood");
    scenario->seed = (uint64_t)json_number(seed, 0);
    scenario->name = mem_strdup(name);
    return 0;
}

int scenario_load(struct sandbox *sandbox, const json *from, struct err *err)
{
    struct flood_limits flood = {0};
    struct err words = {0};
    struct scenario *scenario = mem_alloc(sizeof(*scenario));
    list_init(&scenario->rules);
    err = err ? err : &words; /* it is read here */
    int code = read_head(scenario, from, err);
    if (code == 0 && json_get(from, "rules"))
        code = read_rules(scenario, json_get(from, "rules"), err);
    if (code == 0 && json_get(from, "flood"))
        code = flood_read(json_get(from, "flood"), &flood, err);
    if (code < 0) {
        scenario_free(scenario);
        return code;
    }
    scenario_stop(sandbox);
    scenario->began_ms = clock_mono_ms();
    scenario->floods = flood.on;
    if (flood.on)
        flood_set(sandbox, &flood);
    sandbox->scenario = scenario;
    return 0;
}

static int read_file(const char *path, struct buf *text, struct err *err)
{
    char part[4096];
    size_t len;
    FILE *file = fopen(path, "rbe");
    if (!file)
        return err_set(err, ERR_SYSTEM, "%s: %s", path, strerror(errno));
    while ((len = fread(part, 1, sizeof(part), file)) > 0 && buf_add(text, part, len) == 0)
        continue;
    int failed = ferror(file) ? errno : 0;
    fclose(file);
    if (failed)
        return err_set(err, ERR_SYSTEM, "%s: %s", path, strerror(failed));
    if (text->full)
        return err_set(err, ERR_LIMIT, "%s: over %u bytes", path, SCENARIO_FILE_MAX);
    return 0;
}

int scenario_load_file(struct sandbox *sandbox, const char *path, struct err *err)
{
    struct buf text;
    json *from = NULL;
    buf_init(&text, SCENARIO_FILE_MAX);
    int code = read_file(path, &text, err);
    if (code == 0) {
        code = json_parse(text.data, text.len, &from, err);
        if (code == 0 && json_type(from) != JSON_OBJECT)
            code = err_set(err, ERR_INVALID, "an object with seed and rules is expected");
        if (code == 0)
            code = scenario_load(sandbox, from, err);
        if (code < 0)
            code = err_prefix(err, "%s", path);
    }
    json_free(from);
    buf_done(&text);
    return code;
}

void scenario_stop(struct sandbox *sandbox)
{
    const struct flood_limits none = {0};
    if (sandbox->scenario && sandbox->scenario->floods)
        flood_set(sandbox, &none);
    scenario_free(sandbox->scenario);
    sandbox->scenario = NULL;
}

static double age_of(const struct scenario *scenario)
{
    return (double)(clock_mono_ms() - scenario->began_ms) / 1000;
}

json *scenario_view(const struct sandbox *sandbox)
{
    const struct scenario *scenario = sandbox->scenario;
    if (!scenario)
        return json_new_null();
    json *view = json_object();
    json *rules = json_array();
    if (scenario->name)
        json_add_str(view, "name", scenario->name);
    json_add_int(view, "seed", (int64_t)scenario->seed);
    json_add_int(view, "age_s", (int64_t)age_of(scenario));
    for (struct list_node *n = list_first(&scenario->rules); n; n = list_next(&scenario->rules, n))
        json_push(rules, fault_view(LIST_OF(n, struct fault, node)));
    json_add(view, "rules", rules);
    return view;
}

const struct fault *scenario_take_call(struct sandbox *sandbox, const struct call *call)
{
    struct scenario *scenario = sandbox->scenario;
    const struct fault *taken = NULL;
    if (!scenario)
        return NULL;
    bool is_poll = str_equal(call->method->name, "getUpdates");
    double age_s = age_of(scenario);
    for (struct list_node *n = list_first(&scenario->rules); n;
         n = list_next(&scenario->rules, n)) {
        struct fault *rule = LIST_OF(n, struct fault, node);
        if (fault_fits_call(rule, call) && fault_strikes(rule, scenario->seed, is_poll, age_s) &&
            !taken)
            taken = rule;
    }
    return taken;
}

const struct fault *scenario_take_update(struct sandbox *sandbox, const struct fault_target *target)
{
    struct scenario *scenario = sandbox->scenario;
    const struct fault *taken = NULL;
    if (!scenario)
        return NULL;
    double age_s = age_of(scenario);
    for (struct list_node *n = list_first(&scenario->rules); n;
         n = list_next(&scenario->rules, n)) {
        struct fault *rule = LIST_OF(n, struct fault, node);
        if (fault_fits_update(rule, target) && fault_strikes(rule, scenario->seed, false, age_s) &&
            !taken)
            taken = rule;
    }
    return taken;
}
