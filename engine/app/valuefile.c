/* Docker, Kubernetes and systemd hand secrets over as small files, so that they stand neither in
 * the environment, which every process of the user can read, nor in a file of the project. Editors
 * and `echo` put a line break at the end, which is no part of a secret. */
#include "app/valuefile.h"

#include "base/mem.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static void add_finding(struct buf *findings, const char *name, const char *path, const char *why)
{
    buf_addf(findings, "%s%s_FILE: \"%s\": %s", findings->len ? "\n" : "", name, path, why);
}

char *valuefile_read(const char *name, const char *path, struct buf *findings)
{
    char text[VALUEFILE_MAX + 1];
    FILE *file = fopen(path, "re");
    if (!file) {
        add_finding(findings, name, path, strerror(errno));
        return NULL;
    }
    size_t len = fread(text, 1, sizeof text, file);
    int failed = ferror(file);
    fclose(file);
    if (failed || len > VALUEFILE_MAX || memchr(text, '\0', len)) {
        add_finding(findings, name, path,
                    failed ? "it cannot be read" : "a short text is expected there");
        return NULL;
    }
    while (len && (text[len - 1] == '\n' || text[len - 1] == '\r'))
        len--;
    char *value = mem_strndup(text, len);
    explicit_bzero(text, sizeof text);
    return value;
}
