/* A request is believed as far as its form goes: 16 hex digits name it, so that its answer finds
 * who asked. Whoever can send one may have the engine try the files that are on its own disk, and
 * put them live if nothing stands against them; no file and no word of his gets in. */
#include "app/bell.h"

#include "app/reload_report.h"
#include "app/topics.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"

#include <stdlib.h>
#include <string.h>

#define ID_LEN    16
#define LINES_MAX 12
#define LINE_MAX  240 /* bytes of a text */

struct bell {
    struct news *news;
    struct reload *reload;
    char id[ID_LEN + 1]; /* of the request under way; "": none */
    bool stopping;
};

/* --- out ------------------------------------------------------------------------------------- */

/* False: too much for news, or nothing that may be told by them. */
static bool tell(const struct bell *bell, json *take_words)
{
    char *text = json_print(take_words);
    bool told = text && news_tell(bell->news, TOPIC_RELOADED, text, NULL, NULL);
    free(text);
    json_free(take_words);
    return told;
}

static void refuse(const struct bell *bell, const char *id, const char *show, const char *by)
{
    json *words = json_object();
    json_add_str(words, "id", id);
    json_add_str(words, "show", show);
    json_add_str(words, "by", by);
    tell(bell, words);
}

static json *some_lines(const json *wrong, int most)
{
    json *lines = json_array();
    for (json *one = json_first(wrong); one && json_count(lines) < most; one = json_next(one)) {
        char where[LINE_MAX], text[LINE_MAX];
        json *line = json_object();
        str_copy(where, sizeof where, json_str(one, "where", ""));
        str_copy(text, sizeof text, json_str(one, "text", ""));
        json_add_str(line, "where", where);
        json_add_str(line, "text", text);
        json_push(lines, line);
    }
    return lines;
}

static json *describe(const struct bell *bell, const char *show, const json *answer)
{
    json *words = json_object();
    json_add_str(words, "id", bell->id);
    json_add_str(words, "show", show);
    json_add_int(words, "number", json_int(answer, "number", 0));
    json_add_str(words, "by", json_str(answer, "by", ""));
    json_add_str(words, "verdict", json_str(answer, "verdict", ""));
    json_add(words, "counts", json_clone(json_get(json_get(answer, "changes"), "counts")));
    return words;
}

static void note(const struct bell *bell, const char *show, const json *answer, const json *wrong)
{
    report_log(wrong);
    log_info("app", LOG_T("a reload by command has ended"), LOG_S("request", bell->id),
             LOG_S("with", show), LOG_S("verdict", json_str(answer, "verdict", "")));
}

void bell_told(struct bell *bell, const char *show, const json *answer)
{
    if (!*bell->id)
        return;
    json *wrong = report_wrong(answer);
    bool told = false;
    note(bell, show, answer, wrong);
    for (int most = LINES_MAX; !told; most /= 2) {
        json *words = describe(bell, show, answer);
        json_add(words, "lines", some_lines(wrong, most));
        told = tell(bell, words) || most == 0;
    }
    bell->id[0] = '\0';
    json_free(wrong);
}

/* --- in -------------------------------------------------------------------------------------- */

static bool is_id(const char *id)
{
    return strlen(id) == ID_LEN && strspn(id, "0123456789abcdef") == ID_LEN;
}

static void ring(struct bell *bell, const char *id, bool now)
{
    if (bell->stopping) {
        refuse(bell, id, "reload_stopping", "");
    } else if (*bell->id) {
        refuse(bell, id, "reload_busy", RELOAD_COMMAND);
    } else {
        log_info("app", LOG_T("a reload was asked for by command"), LOG_S("request", id));
        str_copy(bell->id, sizeof bell->id, id);
        reload_command(bell->reload, now);
    }
}

static void on_news(void *ctx, const char *words, bool own)
{
    struct bell *bell = ctx;
    json *asked = NULL;
    (void)own;
    if (json_parse(words, strlen(words), &asked, NULL) == 0 && is_id(json_str(asked, "id", "")))
        ring(bell, json_str(asked, "id", ""), json_bool(asked, "now", false));
    json_free(asked);
}

/* --- life ------------------------------------------------------------------------------------ */

struct bell *bell_new(struct news *news, struct reload *reload)
{
    struct bell *bell = mem_alloc(sizeof *bell);
    bell->news = news;
    bell->reload = reload;
    return bell;
}

void bell_start(struct bell *bell)
{
    news_hear(bell->news, TOPIC_RELOAD, on_news, bell);
}

void bell_stop(struct bell *bell)
{
    if (bell)
        bell->stopping = true;
}

void bell_free(struct bell *bell)
{
    free(bell);
}
