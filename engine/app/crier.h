/* A command tells the engines of its world something, and perhaps hears what they say (topics.h).
 * Each call runs the loop until it is done. One thread. */
#ifndef BYLINA_APP_CRIER_H
#define BYLINA_APP_CRIER_H

#include "base/error.h"
#include "cache/news.h"
#include "loop/loop.h"

/* So long a command may wait for Redis: one that has nothing else to do, */
#define CRIER_REACH_MS 5000
/* and one whose work is done, and that only spares others a look. */
#define CRIER_HASTE_MS 1000

struct crier;

struct crier_config {
    struct loop *loop;
    const char *url;   /* REDIS_URL */
    const char *epoch; /* store_epoch */
    const char *hears; /* a topic, or NULL */
    news_fn fn;
    void *ctx;
};

/* ERR_INVALID: no address. ERR_TIMEOUT: Redis does not answer within wait_ms. */
int crier_new(const struct crier_config *config, int64_t wait_ms, struct crier **ret_crier,
              struct err *err);
/* So many have heard it; below 0: nobody knows. */
int64_t crier_cry(struct crier *crier, const char *topic, const char *words, int64_t wait_ms);
/* Until *done, or the time is up. */
void crier_wait(struct crier *crier, const bool *done, int64_t wait_ms);
void crier_free(struct crier *crier); /* NULL is fine */

#endif
