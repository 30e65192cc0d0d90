/* A notice over the web chat: what a bot's makers should know while they play, such as that their
 * last change does not load. It stands until another takes its place or it is taken away, and is
 * not kept over a restart. */
#include "base/str.h"
#include "sandbox/control.h"
#include "sandbox/events.h"
#include "sandbox/reply.h"
#include "sandbox/sandbox.h"

#define LINES_MAX 30
#define TEXT_MAX  2000 /* bytes of one text */

static json *text_of(const json *from, const char *name)
{
    char text[TEXT_MAX + 1];
    str_copy(text, sizeof(text), json_str(from, name, ""));
    return json_new_str(text);
}

/* {kind, lines: [{where, text}], more}: what is there is taken, cut to what a page shows. */
static json *notice_of(const json *asked)
{
    json *notice = json_object();
    json *lines = json_array();
    int64_t left = 0;
    json_add(notice, "kind", text_of(asked, "kind"));
    for (json *one = json_first(json_get(asked, "lines")); one; one = json_next(one)) {
        if (json_count(lines) == LINES_MAX) {
            left++;
            continue;
        }
        json *line = json_object();
        json_add(line, "where", text_of(one, "where"));
        json_add(line, "text", text_of(one, "text"));
        json_push(lines, line);
    }
    json_add(notice, "lines", lines);
    json_add_int(notice, "more", json_int(asked, "more", 0) + left);
    return notice;
}

void sandbox_notice(struct sandbox *sandbox, const json *notice)
{
    if (!notice && !sandbox->notice)
        return;
    json_free(sandbox->notice);
    sandbox->notice = notice ? notice_of(notice) : NULL;
    json *event = json_object();
    json_add(event, "notice", sandbox->notice ? json_clone(sandbox->notice) : json_new_null());
    events_publish(sandbox, "notice", event);
    json_free(event);
}

void control_put_notice(struct ask *ask)
{
    if (json_type(json_get(ask->body, "lines")) != JSON_ARRAY) {
        reply_error(ask->exchange, 400, "lines: a list of {where, text} is expected");
        return;
    }
    sandbox_notice(ask->sandbox, ask->body);
    reply_json(ask->exchange, 200, reply_new());
}

void control_end_notice(struct ask *ask)
{
    sandbox_notice(ask->sandbox, NULL);
    reply_json(ask->exchange, 200, reply_new());
}
