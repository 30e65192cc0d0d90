/* The log: the only global of the process.
 *
 * A line is built in one buffer with a ceiling, without the lock, and leaves in one write under it,
 * so that lines of several threads never mix. What does not fit is cut at the last whole character,
 * and the line says so; it still ends properly (LINE_TAIL is kept free for that).
 *
 * Secrets are looked for twice: in each text before it is escaped (a secret with a quote in it
 * would look different afterwards, and a cut could leave half of it), and in the finished line
 * (numbers, names). The table only grows; its count is published last, so that it is read without
 * the lock.
 *
 * Outside text is made harmless: control characters (terminals obey them), characters that turn the
 * direction of the text, and bytes that are not UTF-8 appear as escapes. */
#include "base/log.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/mem.h"
#include "base/str.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define LOG_SECRET_MIN 6
#define LINE_TAIL      32 /* kept free for what ends a line that was cut */
#define FIELD_ROOM     16 /* a field starts only where its quotes and a few bytes fit */

static struct {
    pthread_mutex_t lock;
    FILE *stream; /* NULL: stderr */
    bool colour;
    atomic_bool looked; /* for a terminal */
    _Atomic enum log_format format;
    _Atomic enum log_level level;
    char *secrets[LOG_SECRETS_MAX];
    atomic_size_t secret_count;
} logger = {.lock = PTHREAD_MUTEX_INITIALIZER, .level = LOG_INFO};

static const char *const level_names[] = {"debug", "info", "warn", "error"};
static const char *const level_colours[] = {"\033[2m", "\033[32m", "\033[33m", "\033[31m"};

struct line {
    struct buf buf;
    enum log_format format;
    bool cut; /* nothing but the end may follow */
};

static void line_put(struct line *line, const char *text, size_t len)
{
    if (line->buf.len + len + LINE_TAIL > LOG_LINE_LIMIT)
        line->cut = true;
    if (!line->cut)
        buf_add(&line->buf, text, len);
}

static void line_puts(struct line *line, const char *text)
{
    line_put(line, text, strlen(text));
}

/* The length of the longest secret that `text` starts with, or 0. */
static size_t secret_here(const char *text)
{
    size_t longest = 0;
    for (size_t i = 0; i < atomic_load(&logger.secret_count); i++) {
        size_t len = strlen(logger.secrets[i]);
        if (len > longest && str_starts(text, logger.secrets[i]))
            longest = len;
    }
    return longest;
}

static bool is_harmful(int32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || (code >= 0x2028 && code <= 0x202E) ||
           (code >= 0x2066 && code <= 0x2069);
}

/* One character (len bytes; code -1: a byte that is none), quoted for both formats. */
static void line_put_char(struct line *line, const char *text, size_t len, int32_t code)
{
    char escape[16];
    if (code < 0)
        snprintf(escape, sizeof(escape), line->format == LOG_JSON ? "\\\\x%02x" : "\\x%02x",
                 (unsigned char)*text);
    else if (code == '"' || code == '\\')
        snprintf(escape, sizeof(escape), "\\%c", (char)code);
    else if (code == '\n' || code == '\t')
        snprintf(escape, sizeof(escape), code == '\n' ? "\\n" : "\\t");
    else if (is_harmful(code))
        snprintf(escape, sizeof(escape), "\\u%04x", (unsigned)code);
    else {
        line_put(line, text, len);
        return;
    }
    line_puts(line, escape);
}

static void line_put_text(struct line *line, const char *text)
{
    size_t len = strlen(text);
    for (size_t at = 0; at < len && !line->cut;) {
        size_t hidden = secret_here(text + at);
        if (hidden) {
            line_puts(line, "***");
            at += hidden;
            continue;
        }
        size_t start = at;
        int32_t code = utf8_next(text, len, &at);
        line_put_char(line, text + start, at - start, code);
    }
}

/* Whether the console needs quotes around a value to tell where it ends. */
static bool needs_quotes(const char *text)
{
    size_t len = strlen(text);
    if (!len)
        return true;
    for (size_t at = 0; at < len;) {
        int32_t code = utf8_next(text, len, &at);
        if (code <= ' ' || code == '"' || code == '\\' || code == '=' || is_harmful(code))
            return true;
    }
    return false;
}

/* Opening a field and its quotes; false (and cut) when there is no room for both ends. */
static bool line_open(struct line *line, const char *before, const char *name, const char *after)
{
    size_t need = line->buf.len + 6 * strlen(name) + FIELD_ROOM + LINE_TAIL;
    if (need > LOG_LINE_LIMIT)
        line->cut = true;
    if (line->cut)
        return false;
    line_puts(line, before);
    line_put_text(line, name);
    line_puts(line, after);
    return true;
}

static void line_put_number(struct line *line, int64_t number)
{
    char digits[24];
    int len = snprintf(digits, sizeof(digits), "%" PRId64, number);
    line_put(line, digits, (size_t)len);
}

static void line_put_quoted(struct line *line, const char *text)
{
    line_puts(line, "\"");
    line_put_text(line, text);
    buf_addc(&line->buf, '"'); /* also where it was cut: from the tail */
}

static void line_json_field(struct line *line, const struct log_field *field)
{
    if (!line_open(line, ",\"", field->name, "\":"))
        return;
    if (field->text)
        line_put_quoted(line, field->text);
    else
        line_put_number(line, field->number);
}

static void line_console_field(struct line *line, const struct log_field *field, bool first)
{
    if (!line_open(line, first ? "  " : " ", field->name, "="))
        return;
    if (!field->text)
        line_put_number(line, field->number);
    else if (needs_quotes(field->text))
        line_put_quoted(line, field->text);
    else
        line_put_text(line, field->text);
}

static void line_build_json(struct line *line, enum log_level level, const char *module,
                            const struct log_field *fields)
{
    int64_t now = clock_wall_ms();
    time_t seconds = (time_t)(now / 1000);
    struct tm utc;
    char stamp[40];
    gmtime_r(&seconds, &utc);
    strftime(stamp, sizeof(stamp), "%Y-%m-%dT%H:%M:%S", &utc);
    buf_addf(&line->buf, "{\"ts\":\"%s.%03dZ\",\"level\":\"%s\"", stamp, (int)(now % 1000),
             level_names[level]);
    line_json_field(line, &(struct log_field){"module", module, 0});
    for (; fields->name; fields++)
        line_json_field(line, fields);
    buf_adds(&line->buf, line->cut ? ",\"cut\":true}" : "}");
}

static void line_build_console(struct line *line, enum log_level level, const char *module,
                               const struct log_field *fields, bool colour)
{
    int64_t now = clock_wall_ms();
    time_t seconds = (time_t)(now / 1000);
    struct tm local;
    char stamp[16];
    localtime_r(&seconds, &local);
    strftime(stamp, sizeof(stamp), "%H:%M:%S", &local);
    buf_addf(&line->buf, "%s.%03d %s%-5s%s ", stamp, (int)(now % 1000),
             colour ? level_colours[level] : "", level_names[level], colour ? "\033[0m" : "");
    line_puts(line, module);
    line_puts(line, "  ");
    bool first = true;
    if (fields->name && str_equal(fields->name, "msg") && fields->text)
        line_put_text(line, (fields++)->text);
    for (; fields->name; fields++, first = false)
        line_console_field(line, fields, first);
    if (line->cut)
        buf_adds(&line->buf, " ...");
}

/* What was told to log_hide and still stands in the line (in a name, say, or as a number). */
static void line_hide_rest(struct line *line)
{
    for (size_t at = 0; at < line->buf.len; at++) {
        size_t hidden = secret_here(line->buf.data + at);
        if (!hidden)
            continue;
        char *place = line->buf.data + at;
        memcpy(place, "***", 3);
        memmove(place + 3, place + hidden, line->buf.len - at - hidden + 1);
        line->buf.len -= hidden - 3;
    }
}

static bool log_colour(void)
{
    if (!atomic_load(&logger.looked)) {
        pthread_mutex_lock(&logger.lock);
        FILE *stream = logger.stream ? logger.stream : stderr;
        int fd = fileno(stream);
        logger.colour = fd >= 0 && isatty(fd) && !getenv("NO_COLOR");
        atomic_store(&logger.looked, true);
        pthread_mutex_unlock(&logger.lock);
    }
    return logger.colour;
}

void log_write(enum log_level level, const char *module, const struct log_field *fields)
{
    if (level < atomic_load(&logger.level) || level > LOG_ERROR)
        return;
    struct line line = {.format = atomic_load(&logger.format)};
    buf_init(&line.buf, LOG_LINE_LIMIT);
    if (line.format == LOG_JSON)
        line_build_json(&line, level, module, fields);
    else
        line_build_console(&line, level, module, fields, log_colour());
    line_hide_rest(&line);
    buf_addc(&line.buf, '\n');
    pthread_mutex_lock(&logger.lock);
    FILE *stream = logger.stream ? logger.stream : stderr;
    fwrite(line.buf.data, 1, line.buf.len, stream);
    fflush(stream);
    pthread_mutex_unlock(&logger.lock);
    buf_done(&line.buf);
}

void log_setup(enum log_format format, enum log_level level)
{
    atomic_store(&logger.format, format);
    atomic_store(&logger.level, level);
}

void log_to(FILE *stream)
{
    pthread_mutex_lock(&logger.lock);
    logger.stream = stream;
    atomic_store(&logger.looked, false);
    pthread_mutex_unlock(&logger.lock);
}

int log_hide(const char *secret)
{
    if (!secret || strlen(secret) < LOG_SECRET_MIN)
        return 0;
    int r = 0;
    pthread_mutex_lock(&logger.lock);
    size_t count = atomic_load(&logger.secret_count), i = 0;
    while (i < count && !str_equal(logger.secrets[i], secret))
        i++;
    if (i == count && count == LOG_SECRETS_MAX) {
        r = ERR_LIMIT;
    } else if (i == count) {
        logger.secrets[count] = mem_strdup(secret);
        atomic_store(&logger.secret_count, count + 1);
    }
    pthread_mutex_unlock(&logger.lock);
    return r;
}

void log_forget_secrets(void)
{
    pthread_mutex_lock(&logger.lock);
    size_t count = atomic_exchange(&logger.secret_count, 0);
    for (size_t i = 0; i < count; i++) {
        free(logger.secrets[i]);
        logger.secrets[i] = NULL;
    }
    pthread_mutex_unlock(&logger.lock);
}

static int name_find(const char *name, const char *const *names, int count)
{
    for (int i = 0; i < count; i++) {
        if (str_equal(name, names[i]))
            return i;
    }
    return ERR_INVALID;
}

int log_format_parse(const char *name, enum log_format *ret_format)
{
    static const char *const names[] = {"console", "json"};
    int found = name_find(name, names, 2);
    if (found < 0)
        return ERR_INVALID;
    *ret_format = (enum log_format)found;
    return 0;
}

int log_level_parse(const char *name, enum log_level *ret_level)
{
    int found = name_find(name, level_names, 4);
    if (found < 0)
        return ERR_INVALID;
    *ret_level = (enum log_level)found;
    return 0;
}
