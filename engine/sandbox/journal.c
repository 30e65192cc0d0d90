/* The journal's file. Lines wait in `pending`, and one write() appends all that a request caused,
 * before its answer leaves: what was answered survives kill -9. There is no fsync: this is a toy's
 * memory, not a bank's.
 *
 * Writing fails seldom (a full disk). It is logged once and the lines are kept for the next flush,
 * up to PENDING_LIMIT; past that the journal gives up and says so: the emulator goes on. */
#include "sandbox/journal.h"

#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PENDING_LIMIT (64u << 20)
#define READ_BYTES    65536

struct journal {
    char *path;
    int fd;
    struct buf pending;
    size_t size;       /* of the file */
    size_t short_size; /* as it was after the last rewriting */
    bool failed;       /* the last write did not succeed: told already */
    journal_dump_fn dump;
    void *ctx;
};

struct replay {
    journal_line_fn fn;
    void *ctx;
    int number;
    int broken; /* number of the last broken line, 0: none */
};

static void replay_line(struct replay *replay, const char *line, size_t len)
{
    json *record = NULL;
    replay->number++;
    if (!len)
        return;
    if (replay->broken) {
        log_warn("sandbox", LOG_T("a broken line of the journal is skipped"),
                 LOG_I("line", replay->broken));
        replay->broken = 0;
    }
    if (json_parse(line, len, &record, NULL) < 0 || json_type(record) != JSON_OBJECT)
        replay->broken = replay->number;
    else
        replay->fn(replay->ctx, record);
    json_free(record);
}

/* Gives the whole lines of `text` away and leaves the rest. */
static void replay_lines(struct replay *replay, struct buf *text)
{
    size_t start = 0;
    char *end;
    while ((end = memchr(text->data + start, '\n', text->len - start))) {
        replay_line(replay, text->data + start, (size_t)(end - text->data) - start);
        start = (size_t)(end - text->data) + 1;
    }
    if (start) {
        memmove(text->data, text->data + start, text->len - start);
        text->len -= start;
    }
}

int journal_replay(const char *path, journal_line_fn fn, void *ctx, struct err *err)
{
    struct replay replay = {.fn = fn, .ctx = ctx};
    struct buf text;
    char *piece = NULL;
    int code = 0;
    ssize_t got = 0;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 && errno == ENOENT)
        return 0;
    if (fd < 0)
        return err_set(err, ERR_SYSTEM, "%s: cannot be read: %s", path, strerror(errno));
    buf_init(&text, JOURNAL_LINE_LIMIT + READ_BYTES);
    piece = mem_alloc(READ_BYTES);
    while (!code && (got = read(fd, piece, READ_BYTES)) > 0) {
        if (buf_add(&text, piece, (size_t)got) < 0)
            code = err_set(err, ERR_CORRUPT, "%s: line %d is too long: this is no journal", path,
                           replay.number + 1);
        else
            replay_lines(&replay, &text);
    }
    if (!code && got < 0)
        code = err_set(err, ERR_SYSTEM, "%s: cannot be read: %s", path, strerror(errno));
    if (text.len || replay.broken)
        log_warn("sandbox", LOG_T("the journal's last line was torn and is dropped"));
    buf_done(&text);
    free(piece);
    close(fd);
    return code;
}

static int write_all(int fd, const char *data, size_t len)
{
    while (len) {
        ssize_t put = write(fd, data, len);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return ERR_SYSTEM;
        data += put;
        len -= (size_t)put;
    }
    return 0;
}

static void flush_pending(struct journal *journal)
{
    if (!journal->pending.len || journal->fd < 0)
        return;
    if (write_all(journal->fd, journal->pending.data, journal->pending.len) < 0) {
        int saved = errno;
        if (!journal->failed)
            log_error("sandbox", LOG_T("the journal cannot be written; it will be tried again"),
                      LOG_S("path", journal->path), LOG_S("error", strerror(saved)));
        journal->failed = true;
        if (ftruncate(journal->fd, (off_t)journal->size) < 0)
            log_warn("sandbox", LOG_T("half a line stays in the journal"));
        errno = saved;
        return;
    }
    journal->failed = false;
    journal->size += journal->pending.len;
    buf_reset(&journal->pending);
}

/* The new file takes the old one's place only when it is whole. */
static int rewrite(struct journal *journal, struct err *err)
{
    char *path = mem_printf("%s.new", journal->path);
    int old = journal->fd;
    size_t old_size = journal->size;
    int code = 0;
    journal->fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
    journal->size = 0;
    journal->failed = false;
    buf_reset(&journal->pending);
    if (journal->fd >= 0) {
        journal->dump(journal->ctx, journal);
        flush_pending(journal);
    }
    if (journal->fd < 0 || journal->failed || rename(path, journal->path) < 0) {
        code = err_set(err, ERR_SYSTEM, "%s: cannot be written: %s", path, strerror(errno));
        if (journal->fd >= 0) {
            close(journal->fd);
            unlink(path);
        }
        journal->fd = old;
        journal->size = old_size;
        journal->failed = false;
        buf_reset(&journal->pending);
        old = -1;
    }
    if (old >= 0)
        close(old);
    journal->short_size = journal->size;
    free(path);
    return code;
}

int journal_open(const char *path, journal_dump_fn dump, void *ctx, struct journal **ret_journal,
                 struct err *err)
{
    struct journal *journal = mem_alloc(sizeof(*journal));
    journal->path = mem_strdup(path);
    journal->fd = -1;
    journal->dump = dump;
    journal->ctx = ctx;
    buf_init(&journal->pending, PENDING_LIMIT);
    int code = rewrite(journal, err);
    if (code < 0)
        journal_free(journal);
    else
        *ret_journal = journal;
    return code;
}

void journal_free(struct journal *journal)
{
    if (!journal)
        return;
    flush_pending(journal);
    if (journal->fd >= 0)
        close(journal->fd);
    buf_done(&journal->pending);
    free(journal->path);
    free(journal);
}

static void end_line(struct journal *journal, size_t before)
{
    if (!journal->pending.full && buf_addc(&journal->pending, '\n') == 0)
        return;
    log_error("sandbox", LOG_T("a line is lost: the journal is full"),
              LOG_S("path", journal->path));
    journal->pending.full = false;
    if (journal->pending.len == before)
        return;
    journal->pending.len = before;
    journal->pending.data[before] = 0;
}

static void make_room(struct journal *journal)
{
    if (journal->pending.len > PENDING_LIMIT / 2)
        flush_pending(journal);
}

void journal_add(struct journal *journal, json *record)
{
    if (journal) {
        make_room(journal);
        size_t before = journal->pending.len;
        json_write(record, &journal->pending);
        end_line(journal, before);
    }
    json_free(record);
}

void journal_add_text(struct journal *journal, const char *line, size_t len)
{
    if (!journal)
        return;
    make_room(journal);
    size_t before = journal->pending.len;
    buf_add(&journal->pending, line, len);
    end_line(journal, before);
}

void journal_flush(struct journal *journal)
{
    if (!journal)
        return;
    flush_pending(journal);
    if (journal->failed || journal->size < JOURNAL_REWRITE_BYTES ||
        journal->size / 4 < journal->short_size)
        return;
    struct err err;
    if (rewrite(journal, &err) < 0)
        log_error("sandbox", LOG_T("the journal cannot be shortened"), LOG_S("error", err.text));
}
