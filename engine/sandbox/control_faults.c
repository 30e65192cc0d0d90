/* Ordering faults, scenarios and flood control, and looking at them. Whoever reads /control/events
 * is told of every change with an event "faults". */
#include "base/str.h"
#include "sandbox/control.h"
#include "sandbox/events.h"
#include "sandbox/faults.h"
#include "sandbox/flood.h"
#include "sandbox/hits.h"
#include "sandbox/reply.h"
#include "sandbox/scenario.h"

static void add_all(const struct sandbox *sandbox, json *view)
{
    json_add(view, "faults", faults_list(sandbox));
    json_add(view, "scenario", scenario_view(sandbox));
    json_add(view, "flood", flood_view(sandbox));
}

static void tell(struct sandbox *sandbox)
{
    json *view = json_object();
    add_all(sandbox, view);
    events_publish(sandbox, "faults", view);
    json_free(view);
}

void control_get_faults(struct ask *ask)
{
    json *answer = reply_new();
    add_all(ask->sandbox, answer);
    json_add(answer, "hits", hits_list(ask->sandbox, ask_query(ask, "after", 0)));
    reply_json(ask->exchange, 200, answer);
}

void control_add_fault(struct ask *ask)
{
    struct err err;
    json *fault = faults_add(ask->sandbox, ask->body, &err);
    if (!fault) {
        reply_error(ask->exchange, 400, "%s", err.text);
        return;
    }
    json *answer = reply_new();
    json_add(answer, "fault", fault);
    reply_json(ask->exchange, 200, answer);
    tell(ask->sandbox);
}

void control_clear_faults(struct ask *ask)
{
    int64_t id = ask_query(ask, "id", 0);
    if (id && !faults_remove(ask->sandbox, id)) {
        reply_error(ask->exchange, 404, "id: there is no fault of that id");
        return;
    }
    if (!id)
        faults_clear(ask->sandbox);
    reply_json(ask->exchange, 200, reply_new());
    tell(ask->sandbox);
}

static void answer_scenario(struct ask *ask)
{
    json *answer = reply_new();
    json_add(answer, "scenario", scenario_view(ask->sandbox));
    reply_json(ask->exchange, 200, answer);
}

void control_get_scenario(struct ask *ask)
{
    answer_scenario(ask);
}

void control_load_scenario(struct ask *ask)
{
    struct err err;
    if (scenario_load(ask->sandbox, ask->body, &err) < 0) {
        reply_error(ask->exchange, 400, "%s", err.text);
        return;
    }
    answer_scenario(ask);
    tell(ask->sandbox);
}

void control_stop_scenario(struct ask *ask)
{
    scenario_stop(ask->sandbox);
    reply_json(ask->exchange, 200, reply_new());
    tell(ask->sandbox);
}

void control_flood(struct ask *ask)
{
    struct err err;
    struct flood_limits limits;
    const json *flood = json_get(ask->body, "flood");
    if (!flood)
        err_set(&err, ERR_INVALID, "flood: true, false or an object of limits");
    if (!flood || flood_read(flood, &limits, &err) < 0) {
        reply_error(ask->exchange, 400, "%s", err.text);
        return;
    }
    flood_set(ask->sandbox, &limits);
    json *answer = reply_new();
    json_add(answer, "flood", flood_view(ask->sandbox));
    reply_json(ask->exchange, 200, answer);
    tell(ask->sandbox);
}
