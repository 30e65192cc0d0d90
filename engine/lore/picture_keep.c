/* A picture that has come is kept before the row says so: its bytes by their hash, then the body
 * {"picture": HASH}, by the same settlement as a text. A kill between the two leaves bytes that
 * nobody names; the next claim draws anew. Pictures get no repairs: a second one costs as much as
 * the first, and nobody can say what was wrong with what it shows. */
#include "lore/inner.h"
#include "lore/picture.h"

#include "base/log.h"
#include "base/mem.h"
#include "base/rng.h"
#include "gemini/base64.h"

#include <inttypes.h>

static const unsigned char HASH_KEY[16] = "bylina.picture.";

static void on_put(void *ctx, const struct err *err)
{
    struct job *job = ctx;
    if (!lore_op_ended(job->lore))
        return;
    if (!err) {
        job_settle(job, STORE_LORE_END_KEPT, NULL, 0);
        return;
    }
    log_warn("lore", LOG_T("a picture is not kept"), LOG_S("id", job->id),
             LOG_S("error", err->text));
    job_settle(job, STORE_LORE_END_FAILED, "database", LORE_FAILED_MS);
}

const char *job_keep_picture(struct job *job, const struct gemini_answer *answer)
{
    struct lore *lore = job->lore;
    struct work *work = job->work;
    const char *wrong = lore_picture_wrong(answer->image, answer->image_len, answer->image_type);
    if (wrong)
        return wrong;
    uint64_t hash = hash_keyed(HASH_KEY, answer->image, answer->image_len);
    work->picture = base64_encode(answer->image, answer->image_len);
    work->picture_id = mem_printf("%016" PRIx64, hash);
    work->body = mem_printf("{\"picture\":\"%s\"}", work->picture_id);
    lore_op(lore);
    store_picture_put(lore->config.store, work->picture_id, work->picture, on_put, job);
    return NULL;
}
