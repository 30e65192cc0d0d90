/* Only what a text is goes into a file, not what became of it here: no revisions, no reports, no
 * attempts. A file is read whole and checked before anything of it is kept, so that a mistake in
 * line 900 does not leave 899 texts behind. */
#include "app/lore_lines.h"

#include "app/lore_json.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"

#include <stdlib.h>
#include <string.h>

#define LORE_FORMAT 1

struct lore_lines {
    json **lines;
    size_t count, room;
};

static const char *const OWN[] = {"row", "revision", "reports", "renew", "refusal"};

static int put_line(FILE *file, json *line, struct err *err)
{
    char *text = json_print(line);
    int code = 0;
    if (!text || fputs(text, file) < 0 || fputc('\n', file) < 0)
        code = err_set(err, ERR_SYSTEM, "the file cannot be written: is the disk full?");
    free(text);
    json_free(line);
    return code;
}

int lore_lines_begin(FILE *file, struct err *err)
{
    json *line = json_object();
    json_add_int(line, "bylina_lore", LORE_FORMAT);
    json_add_int(line, "at", clock_wall_ms() / 1000);
    return put_line(file, line, err);
}

int lore_lines_put(FILE *file, const struct store_lore *lore, struct err *err)
{
    json *line = lore_json_row(lore);
    for (size_t i = 0; i < sizeof OWN / sizeof OWN[0]; i++)
        json_remove(line, OWN[i]);
    return put_line(file, line, err);
}

/* --- reading --------------------------------------------------------------------------------- */

static int check_id(const json *line, struct err *err)
{
    const char *id = json_str(line, "id", "");
    const char *kind = json_str(line, "kind", "");
    const char *lang = json_str(line, "lang", "");
    size_t kind_len = strlen(kind), lang_len = strlen(lang);
    if (kind_len && lang_len && str_starts(id, kind) && id[kind_len] == '.' &&
        str_starts(id + kind_len + 1, lang) && id[kind_len + 1 + lang_len] == '.')
        return 0;
    return err_set(err, ERR_INVALID,
                   "id \"%s\" does not begin with its kind and language, \"%s.%s.\"", id, kind,
                   lang);
}

static int check_body(const json *line, struct err *err)
{
    const char *body = json_str(line, "body", "");
    json *fields = NULL;
    int code = json_parse(body, strlen(body), &fields, err);
    if (code == 0 && (json_type(fields) != JSON_OBJECT || json_count(fields) == 0))
        code = err_set(err, ERR_INVALID, "body: an object of texts is expected");
    for (const json *one = json_first(fields); code == 0 && one; one = json_next(one))
        if (json_type(one) != JSON_STRING || !*json_text(one, ""))
            code = err_set(err, ERR_INVALID, "body: %s is no text", json_key(one));
    json_free(fields);
    return code;
}

static int check_line(const json *line, struct err *err)
{
    static const char *const NEEDED[] = {"id",         "kind",  "entity", "lang",
                                         "attributes", "facts", "state",  "body"};
    enum store_lore_state state;
    const char *text;
    int code = 0;
    for (size_t i = 0; code == 0 && i < sizeof NEEDED / sizeof NEEDED[0]; i++)
        code = json_need_str(line, NEEDED[i], &text, err);
    if (code == 0)
        code = lore_json_state_parse(json_str(line, "state", ""), &state, err);
    if (code == 0 && state != STORE_LORE_KEPT && state != STORE_LORE_HIDDEN)
        code = err_set(err, ERR_INVALID, "state: kept or hidden is expected");
    if (code == 0)
        code = check_id(line, err);
    return code ? code : check_body(line, err);
}

static int add_line(struct lore_lines *lines, const char *text, size_t len, struct err *err)
{
    json *line = NULL;
    int code = json_parse(text, len, &line, err);
    if (code == 0)
        code = check_line(line, err);
    if (code == 0 && lines->count == LORE_LINES_MAX)
        code = err_set(err, ERR_LIMIT, "at most %d texts fit into one file", LORE_LINES_MAX);
    if (code) {
        json_free(line);
        return code;
    }
    if (lines->count == lines->room) {
        lines->room = lines->room ? 2 * lines->room : 256;
        lines->lines = mem_grow(lines->lines, lines->room, sizeof(json *));
    }
    lines->lines[lines->count++] = line;
    return 0;
}

static int check_first(const char *text, size_t len, struct err *err)
{
    json *line = NULL;
    int64_t format = 0;
    if (json_parse(text, len, &line, NULL) == 0)
        format = json_int(line, "bylina_lore", 0);
    json_free(line);
    if (format == LORE_FORMAT)
        return 0;
    return err_set(err, ERR_INVALID,
                   "a file of `bylina lore export` is expected: its first line says "
                   "{\"bylina_lore\":%d}",
                   LORE_FORMAT);
}

int lore_lines_read(FILE *file, const char *name, struct lore_lines **ret_lines, struct err *err)
{
    struct lore_lines *lines = mem_alloc(sizeof *lines);
    struct err why;
    char *text = NULL;
    size_t room = 0, number = 0;
    ssize_t len;
    int code = 0;
    while (code == 0 && (len = getline(&text, &room, file)) >= 0) {
        number++;
        if (len > LORE_LINE_MAX)
            code = err_set(&why, ERR_LIMIT, "a line of more than %d bytes", LORE_LINE_MAX);
        else
            code = number == 1 ? check_first(text, (size_t)len, &why)
                               : add_line(lines, text, (size_t)len, &why);
    }
    free(text);
    if (code == 0 && number == 0)
        code = check_first("", 0, &why);
    if (code) {
        lore_lines_free(lines);
        return err_set(err, code, "%s:%zu: %s", name, number, why.text);
    }
    *ret_lines = lines;
    return 0;
}

void lore_lines_free(struct lore_lines *lines)
{
    if (!lines)
        return;
    for (size_t i = 0; i < lines->count; i++)
        json_free(lines->lines[i]);
    free(lines->lines);
    free(lines);
}

size_t lore_lines_rows(const struct lore_lines *lines, size_t from, struct store_lore *rows)
{
    size_t count = 0;
    for (; count < STORE_LORE_PAGE_MAX && from + count < lines->count; count++) {
        const json *line = lines->lines[from + count];
        struct store_lore *row = &rows[count];
        *row = (struct store_lore){
            .id = json_str(line, "id", ""),
            .kind = json_str(line, "kind", ""),
            .entity = json_str(line, "entity", ""),
            .language = json_str(line, "lang", ""),
            .attributes = json_str(line, "attributes", ""),
            .facts = json_str(line, "facts", ""),
            .body = json_str(line, "body", ""),
            .discoverer = json_str(line, "discoverer", NULL),
            .discovered = json_int(line, "discovered", 0),
            .model = json_str(line, "model", NULL),
            .prompt = json_str(line, "prompt", NULL),
            .tokens_in = json_int(line, "tokens_in", 0),
            .tokens_out = json_int(line, "tokens_out", 0),
            .cost = json_int(line, "cost", 0),
            .written_ms = json_int(line, "written", 0) * 1000,
        };
        struct err err;
        lore_json_state_parse(json_str(line, "state", ""), &row->state, &err);
    }
    return count;
}
