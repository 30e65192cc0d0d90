/* Reading .env: the file is kept in memory and cut in place; names and values point into it. */
#include "app/envfile.h"

#include "base/mem.h"
#include "base/str.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *trim(char *text)
{
    while (isspace((unsigned char)*text))
        text++;
    size_t len = strlen(text);
    while (len && isspace((unsigned char)text[len - 1]))
        text[--len] = '\0';
    return text;
}

static bool is_name(const char *text)
{
    if (!isalpha((unsigned char)*text) && *text != '_')
        return false;
    for (; *text; text++)
        if (!isalnum((unsigned char)*text) && *text != '_')
            return false;
    return true;
}

/* Takes quotes off, in place; NULL: an open quote or something behind a closed one. */
static char *unquote(char *value)
{
    if (*value == '"' || *value == '\'') {
        char *end = strchr(value + 1, *value);
        if (!end || (*trim(end + 1) && *trim(end + 1) != '#'))
            return NULL;
        *end = '\0';
        return value + 1;
    }
    char *comment = strstr(value, " #");
    if (comment)
        *comment = '\0';
    return trim(value);
}

static const char *read_line(struct envfile *file, char *line)
{
    line = trim(line);
    if (!*line || *line == '#')
        return NULL;
    if (str_starts(line, "export "))
        line = trim(line + 7);
    char *equals = strchr(line, '=');
    if (!equals)
        return "NAME=VALUE is expected";
    *equals = '\0';
    char *name = trim(line);
    if (!is_name(name))
        return "the name before = has letters, digits and _ only";
    char *value = unquote(trim(equals + 1));
    if (!value)
        return "a quote is open";
    if (file->count == ENVFILE_LINES_MAX)
        return "too many lines";
    file->lines[file->count].name = name;
    file->lines[file->count++].value = value;
    return NULL;
}

static char *slurp(const char *path, struct buf *findings)
{
    FILE *stream = fopen(path, "rb");
    if (!stream) {
        if (errno != ENOENT)
            buf_addf(findings, "%s: cannot be read: %s", path, strerror(errno));
        return NULL;
    }
    char *text = mem_alloc(ENVFILE_SIZE_MAX + 1);
    size_t len = fread(text, 1, ENVFILE_SIZE_MAX, stream);
    if (len == ENVFILE_SIZE_MAX || strlen(text) != len || !utf8_valid(text, len)) {
        buf_addf(findings, "%s: no text file, or over %d bytes", path, ENVFILE_SIZE_MAX);
        free(text);
        text = NULL;
    }
    fclose(stream);
    return text;
}

void envfile_read(struct envfile *file, const char *path, struct buf *findings)
{
    memset(file, 0, sizeof *file);
    file->text = path ? slurp(path, findings) : NULL;
    char *rest = file->text;
    for (int number = 1; rest; number++) {
        const char *wrong = read_line(file, strsep(&rest, "\n"));
        if (wrong)
            buf_addf(findings, "%s%s:%d: %s", findings->len ? "\n" : "", path, number, wrong);
    }
}

void envfile_done(struct envfile *file)
{
    free(file->text);
    memset(file, 0, sizeof *file);
}

const char *envfile_get(const struct envfile *file, const char *name)
{
    for (size_t i = file->count; i > 0; i--)
        if (str_equal(file->lines[i - 1].name, name))
            return file->lines[i - 1].value;
    return NULL;
}
