/* The files of a generation go to the database as texts by their hash, so that what ten generations
 * have in common is kept once. (The hash tells texts apart that were not made to collide: who may
 * put scripts live need not forge anything.)
 *
 * At a start the folder counts, as it always did: who edits files and starts the bot again expects
 * them to be played. But a rollback that a restart undid would bring back what it was made against,
 * and a game that came as an archive is in no folder. So such a generation stays live for as long
 * as nobody has touched the folder since. */
#include "app/kept.h"

#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "json/json.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- keeping --------------------------------------------------------------------------------- */

struct adding {
    struct store_generation_new made;
    struct bundle *bundle; /* held */
    struct store_source *texts;
    char *who, *hash, *origin, *folder, *what, *files;
};

static void on_added(void *ctx, const struct err *err)
{
    struct adding *adding = ctx;
    if (err)
        log_warn("app", LOG_T("a generation could not be kept"),
                 LOG_I("generation", adding->made.row.number), LOG_S("error", err->text));
    bundle_release(adding->bundle);
    free(adding->texts);
    free(adding->who);
    free(adding->hash);
    free(adding->origin);
    free(adding->folder);
    free(adding->what);
    free(adding->files);
    free(adding);
}

static void add_files(struct adding *adding, const char *name, const struct files *files,
                      json *list)
{
    for (size_t i = 0; i < files->count; i++) {
        const struct file *file = &files->list[i];
        json *pair = json_array();
        char *path = mem_printf("%s/%s", name, file->path);
        adding->texts[adding->made.count++] =
            (struct store_source){NULL, file->mark, file->text, file->size};
        json_push(pair, json_new_str(path));
        json_push(pair, json_new_str(file->mark));
        json_push(list, pair);
        free(path);
    }
}

/* The texts, and their list as JSON. */
static void add_all(struct adding *adding)
{
    const struct files *scripts = bundle_scripts(adding->bundle);
    const struct files *content = bundle_content(adding->bundle);
    json *list = json_array();
    adding->texts = mem_array(scripts->count + content->count + 1, sizeof *adding->texts);
    add_files(adding, "scripts", scripts, list);
    add_files(adding, "content", content, list);
    adding->files = json_print(list);
    adding->made.texts = adding->texts;
    json_free(list);
}

void kept_add(struct store *store, const struct kept_new *made)
{
    struct adding *adding = mem_alloc(sizeof *adding);
    adding->bundle = bundle_hold(generation_bundle(made->generation));
    adding->who = mem_strdup(made->who);
    adding->hash = mem_strdup(generation_hash(made->generation));
    adding->origin = mem_strdup(made->origin);
    adding->folder = mem_strdup(made->folder);
    adding->what = mem_strdup(made->what);
    add_all(adding);
    adding->made.row = (struct store_generation){
        .number = generation_number(made->generation),
        .who = adding->who,
        .hash = adding->hash,
        .origin = adding->origin,
        .folder = adding->folder,
        .what = adding->what,
        .files = adding->files,
    };
    store_generation_add(store, &adding->made, on_added, adding);
}

/* --- back again ------------------------------------------------------------------------------ */

struct loading {
    struct bundle *bundle;
    size_t count;
    struct err err; /* code 0: none so far */
    kept_fn fn;
    void *ctx;
};

static void loading_end(struct loading *loading)
{
    bool whole = !loading->err.code && loading->count > 0;
    if (whole)
        whole = bundle_seal(loading->bundle, &loading->err) == 0;
    loading->fn(loading->ctx, whole ? bundle_hold(loading->bundle) : NULL,
                loading->err.code ? &loading->err : NULL);
    bundle_release(loading->bundle);
    free(loading);
}

static void on_source(void *ctx, const struct store_source *row, const struct err *err)
{
    struct loading *loading = ctx;
    if (err)
        loading->err = *err;
    if (!row) {
        loading_end(loading);
        return;
    }
    loading->count++;
    if (!loading->err.code)
        bundle_add(loading->bundle, row->path, row->text, row->len, &loading->err);
}

void kept_load(struct store *store, int64_t number, kept_fn fn, void *ctx)
{
    struct loading *loading = mem_alloc(sizeof *loading);
    loading->bundle = bundle_new();
    loading->fn = fn;
    loading->ctx = ctx;
    store_sources_load(store, number, on_source, loading);
}

/* --- a start --------------------------------------------------------------------------------- */

struct newest { /* the last one that went live */
    struct loop *loop;
    bool answered;  /* the database has, to what was asked last */
    int64_t number; /* 0: there was none */
    char hash[17];
    char folder[17];
    bool elsewhere; /* it came from no folder */
    bool kept;
    struct bundle *bundle;
    struct err err;
};

static void on_newest(void *ctx, const struct store_generation *row, const struct err *err)
{
    struct newest *newest = ctx;
    if (err)
        newest->err = *err;
    if (!row) {
        newest->answered = true;
        loop_stop(newest->loop);
        return;
    }
    newest->number = row->number;
    newest->kept = row->files != NULL;
    newest->elsewhere = str_equal(row->origin, "rollback") || str_equal(row->origin, "zip");
    str_copy(newest->hash, sizeof newest->hash, row->hash);
    str_copy(newest->folder, sizeof newest->folder, row->folder);
}

static void on_files(void *ctx, struct bundle *take_bundle, const struct err *err)
{
    struct newest *newest = ctx;
    newest->bundle = take_bundle;
    newest->answered = true;
    if (err)
        newest->err = *err;
    loop_stop(newest->loop);
}

/* Others may stop the loop, too: a signal does, and is heeded when the start is over. */
static void wait(struct newest *newest)
{
    while (!newest->answered)
        loop_run(newest->loop);
    newest->answered = false;
}

/* The files of the last one, if it is to stay live: NULL means the folder. */
static struct bundle *stays(struct newest *newest, struct store *store, const struct bundle *folder)
{
    if (!newest->elsewhere || !newest->kept || str_equal(newest->hash, bundle_hash(folder)) ||
        !str_equal(newest->folder, bundle_hash(folder)))
        return NULL;
    kept_load(store, newest->number, on_files, newest);
    wait(newest);
    if (newest->err.code)
        log_warn("app", LOG_T("the generation that was live cannot be read"),
                 LOG_S("error", newest->err.text));
    return newest->bundle;
}

static void record_start(struct store *store, struct generation *generation)
{
    bundle_mark(generation_bundle(generation));
    kept_add(store, &(struct kept_new){generation, "", "start", generation_hash(generation), "{}"});
}

static int start_with_folder(const struct newest *newest, struct store *store,
                             const struct game_source *source, struct bundle *folder,
                             struct generation **ret_generation, struct err *err)
{
    bool known = newest->kept && str_equal(newest->hash, bundle_hash(folder));
    int64_t number = newest->number + (known ? 0 : 1);
    int code = game_build(source, folder, number, ret_generation, err);
    if (code == 0 && !known)
        record_start(store, *ret_generation);
    return code;
}

static int start_with(struct newest *newest, struct store *store, const struct game_source *source,
                      struct bundle *folder, struct generation **ret_generation, struct err *err)
{
    struct bundle *last = stays(newest, store, folder);
    int code = last ? game_build(source, last, newest->number, ret_generation, err) : ERR_NOT_FOUND;
    if (last && code)
        log_warn("app", LOG_T("the generation that was live cannot be loaded: the folder is"),
                 LOG_S("error", err->text));
    if (last && code == 0)
        log_info("app",
                 LOG_T("the generation that was put live in the chat stays live: the folder "
                       "has not changed since"),
                 LOG_I("generation", newest->number), LOG_S("hash", newest->hash));
    bundle_release(last);
    return code ? start_with_folder(newest, store, source, folder, ret_generation, err) : 0;
}

int kept_start(struct loop *loop, struct store *store, const struct game_source *source,
               struct generation **ret_generation, struct err *err)
{
    struct newest newest = {.loop = loop};
    struct bundle *folder = NULL;
    int code = bundle_read(source->config->scripts_dir, source->config->content_dir, &folder, err);
    if (code)
        return code;
    store_generations_load(store, 0, 1, on_newest, &newest);
    wait(&newest);
    if (newest.err.code)
        code = err_set(err, newest.err.code, "%s", newest.err.text);
    else
        code = start_with(&newest, store, source, folder, ret_generation, err);
    bundle_release(folder);
    return code;
}
