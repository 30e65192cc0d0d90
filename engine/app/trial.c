/* Reading, hashing and packing are one job of a worker thread; the candidate is a process. A trial
 * that is given up while its job is on the thread is left to the job's end, which frees it. */
#include "app/trial.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"

#include <stdlib.h>
#include <unistd.h>

struct trial {
    struct trial_config config;
    char live[17];
    char folder[17];
    struct bundle *bundle;
    int packed; /* -1: not yet */
    int code;   /* of the job; its words are in err */
    struct err err;
    struct candidate *candidate;
    int64_t began_ms;
    bool working; /* the job is on its thread */
    bool given_up;
    trial_fn fn;
    void *ctx;
};

static void trial_end(struct trial *trial)
{
    if (trial->packed >= 0)
        close(trial->packed);
    if (trial->config.recording >= 0)
        close(trial->config.recording);
    bundle_release(trial->bundle);
    free(trial);
}

static void finish(struct trial *trial, const json *report, const struct err *err)
{
    struct trial_result result = {
        .bundle = trial->bundle,
        .folder = trial->folder,
        .same = !report && !err,
        .report = report,
        .err = err,
        .ms = clock_mono_ms() - trial->began_ms,
    };
    trial->fn(trial->ctx, &result);
    trial_end(trial);
}

static void on_report(void *ctx, json *take_report, const struct err *err)
{
    struct trial *trial = ctx;
    trial->candidate = NULL;
    finish(trial, take_report, err);
    json_free(take_report);
}

/* --- the job --------------------------------------------------------------------------------- */

/* On a worker thread. */
static void read_files(void *ctx)
{
    struct trial *trial = ctx;
    const struct config *config = trial->config.source->config;
    struct bundle *folder = NULL;
    int code = bundle_read(config->scripts_dir, config->content_dir, &folder, &trial->err);
    if (code == 0)
        str_copy(trial->folder, sizeof trial->folder, bundle_hash(folder));
    if (trial->bundle) {
        bundle_release(folder);
        code = 0;
    } else {
        trial->bundle = folder;
    }
    if (code == 0 && !str_equal(bundle_hash(trial->bundle), trial->live)) {
        bundle_mark(trial->bundle);
        trial->packed = candidate_pack(trial->bundle, &trial->err);
        code = trial->packed < 0 ? ERR_SYSTEM : 0;
    }
    trial->code = code;
}

static void on_read(void *ctx)
{
    struct trial *trial = ctx;
    trial->working = false;
    if (trial->given_up) {
        trial_end(trial);
        return;
    }
    struct candidate_config config = {
        .loop = trial->config.loop,
        .program = trial->config.program,
        .sources = trial->packed,
        .recording = trial->config.recording,
        .lore = trial->config.source->host.lore,
        .deadline_ms = trial->config.deadline_ms,
    };
    int code = trial->code;
    if (code == 0 && trial->packed >= 0)
        code = candidate_start(&config, on_report, trial, &trial->candidate, &trial->err);
    if (code || trial->packed < 0)
        finish(trial, NULL, code ? &trial->err : NULL);
}

struct trial *trial_start(const struct trial_config *config, trial_fn fn, void *ctx)
{
    struct trial *trial = mem_alloc(sizeof *trial);
    trial->config = *config;
    trial->packed = -1;
    trial->fn = fn;
    trial->ctx = ctx;
    trial->began_ms = clock_mono_ms();
    trial->bundle = config->bundle ? bundle_hold(config->bundle) : NULL;
    str_copy(trial->live, sizeof trial->live, config->live);
    trial->working = true;
    loop_work(config->loop, read_files, on_read, trial);
    return trial;
}

void trial_free(struct trial *trial)
{
    if (!trial)
        return;
    trial->given_up = true;
    candidate_free(trial->candidate);
    if (!trial->working)
        trial_end(trial);
}
