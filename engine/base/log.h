/* The log: one line an event, on stderr; the only global of the process.
 *
 *     log_info("telegram", LOG_T("updates received"), LOG_I("count", n), LOG_S("from", name));
 *
 * The module is the folder's name. The first field is the text (constant English, no data in it);
 * data goes into fields. Names used everywhere: update_id, lane, turn, chat, method, code, error.
 * Console format: time, level in colour (only on a terminal), module, text, name=value. JSON
 * format: one object a line with ts (RFC 3339, ms, UTC), level, module, msg and the fields. Bytes
 * that are not UTF-8 and control characters are escaped in both. A secret that was told to log_hide
 * never leaves in any line: it is replaced by "***". Threads: any. */
#ifndef BYLINA_BASE_LOG_H
#define BYLINA_BASE_LOG_H

#include <stdint.h>
#include <stdio.h>

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARN, LOG_ERROR };
enum log_format { LOG_CONSOLE, LOG_JSON };

#define LOG_LINE_LIMIT  16384
#define LOG_SECRETS_MAX 16

struct log_field {
    const char *name;
    const char *text; /* NULL: `number` counts */
    int64_t number;
};

static inline const char *log_text(const char *text)
{
    return text ? text : "";
}

#define LOG_T(message)           ((struct log_field){"msg", (message), 0})
#define LOG_S(field_name, value) ((struct log_field){(field_name), log_text(value), 0})
#define LOG_I(field_name, value) ((struct log_field){(field_name), NULL, (int64_t)(value)})

#define log_debug(module, ...) LOG_AT(LOG_DEBUG, module, __VA_ARGS__)
#define log_info(module, ...)  LOG_AT(LOG_INFO, module, __VA_ARGS__)
#define log_warn(module, ...)  LOG_AT(LOG_WARN, module, __VA_ARGS__)
#define log_error(module, ...) LOG_AT(LOG_ERROR, module, __VA_ARGS__)
#define LOG_AT(level, module, ...)                                                                 \
    log_write((level), (module), (const struct log_field[]){__VA_ARGS__, {NULL, NULL, 0}})

void log_setup(enum log_format format, enum log_level level); /* console and info by default */
void log_to(FILE *stream);                                    /* for tests; NULL: stderr again */
int log_hide(const char *secret); /* shorter than 6 bytes: ignored; ERR_LIMIT past the maximum */
void log_forget_secrets(void);    /* for tests */
void log_write(enum log_level level, const char *module, const struct log_field *fields);

/* "console"/"json" and "debug"/"info"/"warn"/"error": 0 or ERR_INVALID. */
int log_format_parse(const char *name, enum log_format *ret_format);
int log_level_parse(const char *name, enum log_level *ret_level);

#endif
