/* One call over the wire: its files are read on a worker thread, its body is built, and the HTTP
 * client takes it.
 *
 *     go -> [files: read, on a worker] -> post -> answered (telegram.c)
 *
 * Without files the parameters are one JSON object. With files they are multipart/form-data: texts
 * as they are, all else as JSON text, each file a part of its own that a value "attach://NAME"
 * points to. The body is built anew for each try; nothing is kept but the parameters and paths.
 *
 * A job may be abandoned at any time. A thread cannot be called back and the HTTP client reports a
 * cancelled request later: such a job stays until then, without its telegram, and frees itself. */
#include "base/mem.h"
#include "base/str.h"
#include "telegram/inner.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#define ATTACH          "attach://"
#define PARTS_MAX       256
#define FILE_NAME_OTHER "file"

static const struct {
    const char *ending;
    const char *type;
} content_types[] = {
    {".png", "image/png"},         {".jpg", "image/jpeg"},  {".jpeg", "image/jpeg"},
    {".gif", "image/gif"},         {".webp", "image/webp"}, {".mp4", "video/mp4"},
    {".ogg", "audio/ogg"},         {".mp3", "audio/mpeg"},  {".txt", "text/plain"},
    {".json", "application/json"},
};

static const char *content_type(const char *path)
{
    size_t len = strlen(path);
    for (size_t i = 0; i < sizeof(content_types) / sizeof(content_types[0]); i++) {
        size_t tail = strlen(content_types[i].ending);
        if (len >= tail && strcasecmp(path + len - tail, content_types[i].ending) == 0)
            return content_types[i].type;
    }
    return NULL;
}

static const char *file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    return *name ? name : FILE_NAME_OTHER;
}

/* Some text in the tree is "attach://NAME". The tree's depth is bounded by JSON_DEPTH_MAX. */
static bool attaches(const json *value, const char *name)
{
    const char *text = json_text(value, NULL);
    if (text)
        return str_starts(text, ATTACH) && strcmp(text + strlen(ATTACH), name) == 0;
    for (const json *child = json_first(value); child; child = json_next(child)) {
        if (attaches(child, name))
            return true;
    }
    return false;
}

void telegram_job_files(struct telegram_job *job, const struct telegram_call *call)
{
    job->uploads = mem_array(call->file_count, sizeof(struct telegram_upload));
    job->upload_count = call->file_count;
    for (size_t i = 0; i < call->file_count; i++) {
        struct telegram_upload *upload = &job->uploads[i];
        upload->path = mem_strdup(call->files[i].path);
        upload->given = call->files[i].data;
        upload->len = call->files[i].len;
        if (attaches(job->params, call->files[i].param)) {
            upload->name = mem_strdup(call->files[i].param);
            continue;
        }
        upload->name = mem_printf("file%zu", i);
        char *link = mem_printf(ATTACH "%s", upload->name);
        json_add_str(job->params, call->files[i].param, link);
        free(link);
    }
}

static void uploads_reset(struct telegram_job *job)
{
    for (size_t i = 0; i < job->upload_count; i++) {
        if (job->uploads[i].given)
            continue;
        free(job->uploads[i].data);
        job->uploads[i].data = NULL;
        job->uploads[i].len = 0;
        job->uploads[i].err = (struct err){0};
    }
}

static void job_free(struct telegram_job *job)
{
    uploads_reset(job);
    for (size_t i = 0; i < job->upload_count; i++) {
        free(job->uploads[i].name);
        free(job->uploads[i].path);
    }
    free(job->uploads);
    json_free(job->params);
    loop_timer_free(job->timer);
    free(job->method);
    free(job->words);
    free(job);
}

/* On the worker thread. */
static int upload_read(struct telegram_upload *upload)
{
    FILE *file = fopen(upload->path, "rbe");
    struct stat st;
    int code = 0;

    if (!file)
        return err_set(&upload->err, ERR_SYSTEM, "%s: %s", upload->path, strerror(errno));
    if (fstat(fileno(file), &st) != 0 || !S_ISREG(st.st_mode)) {
        code = err_set(&upload->err, ERR_INVALID, "%s: not a file", upload->path);
    } else if (st.st_size > (off_t)TELEGRAM_FILE_MAX) {
        code =
            err_set(&upload->err, ERR_LIMIT, "%s: over %u bytes", upload->path, TELEGRAM_FILE_MAX);
    } else {
        upload->data = mem_alloc((size_t)st.st_size + 1);
        upload->len = fread(upload->data, 1, (size_t)st.st_size, file);
        if (upload->len != (size_t)st.st_size)
            code = err_set(&upload->err, ERR_SYSTEM, "%s: cannot be read", upload->path);
    }
    fclose(file);
    return code;
}

static void on_read_files(void *ctx)
{
    struct telegram_job *job = ctx;
    for (size_t i = 0; i < job->upload_count; i++) {
        if (!job->uploads[i].given && upload_read(&job->uploads[i]) != 0)
            break;
    }
}

static void on_answer(void *ctx, const struct http_response *res, const struct err *err)
{
    struct telegram_job *job = ctx;
    job->http = NULL;
    if (job->telegram)
        telegram_job_answered(job, res, err);
    else
        job_free(job);
}

static void post(struct telegram_job *job, struct http_request *request)
{
    char *url = mem_printf("%s%s", job->telegram->base, job->method);
    request->method = "POST";
    request->url = url;
    request->timeout_ms = job->timeout_ms;
    request->on_done = on_answer;
    request->ctx = job;
    job->http = http_client_send(job->telegram->client, request);
    explicit_bzero(url, strlen(url));
    free(url);
}

static void post_json(struct telegram_job *job)
{
    struct buf body;
    buf_init(&body, TELEGRAM_BODY_MAX);
    if (json_write(job->params, &body) == 0) {
        post(job, &(struct http_request){.body = body.data, .body_len = body.len});
    } else {
        telegram_job_refused(job, "the parameters are too long (TELEGRAM_BODY_MAX)");
    }
    buf_done(&body);
}

static void post_parts(struct telegram_job *job)
{
    struct http_part *parts = mem_array(PARTS_MAX, sizeof(*parts));
    char **texts = mem_array(PARTS_MAX, sizeof(*texts));
    size_t count = 0;
    size_t room = PARTS_MAX - job->upload_count;

    for (const json *field = json_first(job->params); field && count < room;
         field = json_next(field)) {
        const char *text = json_text(field, NULL);
        texts[count] = text ? mem_strdup(text) : json_print(field);
        parts[count] = (struct http_part){
            .name = json_key(field), .data = texts[count], .len = strlen(texts[count])};
        count++;
    }
    size_t fields = count;
    for (size_t i = 0; i < job->upload_count; i++) {
        const struct telegram_upload *upload = &job->uploads[i];
        parts[count++] = (struct http_part){.name = upload->name,
                                            .filename = file_name(upload->path),
                                            .content_type = content_type(upload->path),
                                            .data = upload->given ? upload->given : upload->data,
                                            .len = upload->len};
    }
    post(job, &(struct http_request){.parts = parts, .part_count = count});
    for (size_t i = 0; i < fields; i++)
        free(texts[i]);
    free(texts);
    free(parts);
}

static void on_files(void *ctx)
{
    struct telegram_job *job = ctx;
    job->reading = false;
    if (!job->telegram) {
        job_free(job);
        return;
    }
    for (size_t i = 0; i < job->upload_count; i++) {
        if (job->uploads[i].err.code) {
            telegram_job_refused(job, job->uploads[i].err.text);
            return;
        }
    }
    post_parts(job);
    uploads_reset(job);
}

void telegram_job_go(struct telegram_job *job)
{
    if (!job->upload_count) {
        post_json(job);
        return;
    }
    job->reading = true;
    loop_work(job->telegram->loop, on_read_files, on_files, job);
}

void telegram_job_abandon(struct telegram_job *job)
{
    job->telegram = NULL;
    loop_timer_free(job->timer);
    job->timer = NULL;
    if (job->http)
        http_call_cancel(job->http);
    else if (!job->reading)
        job_free(job);
}
