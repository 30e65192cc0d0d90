/* The engine's side of a candidate: its files go there as an anonymous file (so that exactly what
 * is checked here may go live), the report comes back over its standard output. */
#include "app/candidate.h"

#include "base/mem.h"
#include "loop/child.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct candidate {
    struct loop_child *child;
    int64_t deadline_ms;
    candidate_fn fn;
    void *ctx;
};

static int write_all(int fd, const char *data, size_t len)
{
    while (len > 0) {
        ssize_t put = write(fd, data, len);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return -1;
        data += put;
        len -= (size_t)put;
    }
    return 0;
}

int candidate_pack(const struct bundle *bundle, struct err *err)
{
    struct buf packed;
    buf_init(&packed, BUNDLE_PACKED_MAX);
    int fd = bundle_pack(bundle, &packed) ? -1 : memfd_create("bylina-sources", MFD_CLOEXEC);
    if (fd >= 0 && write_all(fd, packed.data, packed.len) < 0) {
        close(fd);
        fd = -1;
    }
    if (fd < 0)
        err_set(err, ERR_SYSTEM, "the files cannot be handed to the process that checks them: %s",
                strerror(errno));
    buf_done(&packed);
    return fd;
}

static int explain(const struct candidate *candidate, const struct loop_child_result *result,
                   struct err *err)
{
    switch (result->end) {
    case LOOP_CHILD_LATE:
        return err_set(err, ERR_TIMEOUT,
                       "the process that checks them was not ready in %lld s and was stopped: a "
                       "script or a test that does not end?",
                       (long long)(candidate->deadline_ms + 999) / 1000);
    case LOOP_CHILD_LOUD:
        return err_set(err, ERR_LIMIT, "the report on them is over %u KiB",
                       CANDIDATE_OUTPUT_MAX / 1024);
    case LOOP_CHILD_SIGNAL:
        return err_set(err, ERR_SYSTEM,
                       result->code == SIGKILL || result->code == SIGABRT
                           ? "the process that checks them was ended (%s): not enough memory?"
                           : "the process that checks them crashed (%s)",
                       strsignal(result->code));
    case LOOP_CHILD_EXIT:
        break;
    }
    return err_set(err, ERR_SYSTEM, "the process that checks them ended with code %d",
                   result->code);
}

static void on_end(void *ctx, const struct loop_child_result *result)
{
    struct candidate *candidate = ctx;
    struct candidate over = *candidate;
    struct err err;
    json *report = NULL;
    free(candidate);
    int code = result->end == LOOP_CHILD_EXIT && result->code == 0
                   ? json_parse(result->output, result->len, &report, &err)
                   : explain(&over, result, &err);
    over.fn(over.ctx, report, code ? &err : NULL);
}

int candidate_start(const struct candidate_config *config, candidate_fn fn, void *ctx,
                    struct candidate **ret_candidate, struct err *err)
{
    bool recorded = config->recording >= 0;
    const char *argv[9] = {config->program, "candidate", "--sources", "/dev/fd/3"};
    size_t argc = 4;
    struct candidate *candidate = mem_alloc(sizeof *candidate);
    *candidate = (struct candidate){.deadline_ms = config->deadline_ms, .fn = fn, .ctx = ctx};
    struct loop_child_config child = {
        .argv = argv,
        .fds = {config->sources, config->recording},
        .fd_count = recorded ? 2 : 1,
        .deadline_ms = config->deadline_ms,
        .output_max = CANDIDATE_OUTPUT_MAX,
    };
    if (recorded) {
        argv[argc++] = "--recording";
        argv[argc++] = "/dev/fd/4";
    }
    if (config->lore) {
        argv[argc++] = "--lore";
        argv[argc++] = config->lore;
    }
    int code = loop_child_start(config->loop, &child, on_end, candidate, &candidate->child, err);
    if (code)
        free(candidate);
    else
        *ret_candidate = candidate;
    return code;
}

void candidate_free(struct candidate *candidate)
{
    if (!candidate)
        return;
    loop_child_free(candidate->child);
    free(candidate);
}
