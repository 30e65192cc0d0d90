/* Reading all saves for `bylina check`: the kinds that Lua names, page by page, then the names of
 * the timers. Each page goes to the entry `saves` as it comes, so that memory stays small however
 * many players there are; Lua only counts.
 *
 * The store is asynchronous and this is a command: each question stops the loop when its answer is
 * there, and the next is asked behind it. */
#include "app/saves.h"

#include "base/mem.h"
#include "base/str.h"
#include "store/find.h"
#include "store/store.h"
#include "store/waiting.h"
#include "json/json.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct reader {
    struct generation *generation;
    struct loop *loop;
    struct store *store;
    const char *kind;
    char *after;  /* the id of the last document that was read */
    size_t count; /* on the last page */
    json *page;   /* what is told next */
    struct err err;
    int code;
};

/* Tells a page; the answer (NULL: not wanted) is for json_free. Takes the page. */
static int tell(struct reader *reader, json *page, json **ret_answer)
{
    char *text = json_print(page);
    char *answer = NULL;
    int code = generation_call(reader->generation, "saves", text, &answer, &reader->err);
    if (code == 0 && ret_answer)
        code = json_parse(answer, strlen(answer), ret_answer, &reader->err);
    free(answer);
    free(text);
    json_free(page);
    return code;
}

static void add_doc(struct reader *reader, json *docs, const struct store_doc *doc)
{
    json *body = NULL;
    if (doc->body && json_parse(doc->body, doc->len, &body, NULL) == 0) {
        json *one = json_object();
        json_add_str(one, "kind", reader->kind);
        json_add(one, "doc", body);
        json_push(docs, one);
    }
}

static void on_docs(void *ctx, const struct store_doc *docs, size_t count, const struct err *err)
{
    struct reader *reader = ctx;
    json *list = json_array();

    if (err)
        reader->code = err_set(&reader->err, err->code, "%s", err->text);
    for (size_t i = 0; !err && i < count; i++)
        add_doc(reader, list, &docs[i]);
    reader->count = err ? 0 : count;
    if (reader->count) {
        free(reader->after);
        reader->after = mem_strdup(docs[count - 1].id);
    }
    reader->page = json_object();
    json_add(reader->page, "docs", list);
    loop_stop(reader->loop);
}

static int read_kind(struct reader *reader, const char *kind)
{
    size_t read = 0;
    reader->kind = kind;
    free(reader->after);
    reader->after = mem_strdup("");
    do {
        store_kind_load(reader->store, kind, reader->after, SAVES_PAGE, on_docs, reader);
        loop_run(reader->loop);
        int told = tell(reader, reader->page, NULL);
        reader->code = reader->code ? reader->code : told;
        read += reader->count;
    } while (reader->code == 0 && reader->count == SAVES_PAGE && read < SAVES_MAX);
    return reader->code;
}

static void on_timer(void *ctx, const struct store_timer *row, const struct err *err)
{
    struct reader *reader = ctx;
    if (row) {
        json_push(reader->page, json_new_str(row->name));
        return;
    }
    if (err)
        reader->code = err_set(&reader->err, err->code, "%s", err->text);
    loop_stop(reader->loop);
}

static int read_timers(struct reader *reader)
{
    json *page = json_object();
    json *names = json_array();
    json_add(page, "timers", names);
    reader->page = names;
    store_timers_load(reader->store, -1, INT64_MAX, on_timer, reader);
    loop_run(reader->loop);
    int told = tell(reader, page, NULL);
    return reader->code ? reader->code : told;
}

static int read_all(struct reader *reader)
{
    json *answer = NULL;
    int code = tell(reader, json_object(), &answer);
    const json *kinds = json_get(answer, "kinds");
    for (const json *kind = json_first(kinds); code == 0 && kind; kind = json_next(kind))
        code = read_kind(reader, json_text(kind, ""));
    if (code == 0)
        code = read_timers(reader);
    json_free(answer);
    free(reader->after);
    return code;
}

/* A check makes no database. */
static int check_there(const char *url, struct err *err)
{
    const char *path = str_starts(url, "sqlite:") ? url + strlen("sqlite:") : NULL;
    if (path && access(path, R_OK) != 0)
        return err_set(err, ERR_INVALID, "there is no database %s that can be read", path);
    return 0;
}

int saves_read(struct generation *generation, const char *url, struct err *err)
{
    struct reader reader = {.generation = generation};
    int code = check_there(url, err);
    if (code)
        return code;
    reader.loop = loop_new();
    code = store_open(reader.loop, url, &reader.store, err);
    if (code == 0) {
        code = read_all(&reader);
        if (code)
            *err = reader.err;
        store_close(reader.store);
    }
    loop_free(reader.loop);
    return code;
}
