/* Building a generation of hundreds of scripts and freeing one take longer than a turn may wait, so
 * neither is done on the loop's thread. The build has a thread of its own, which takes little of a
 * busy machine: a thread that is made nice may not be made eager again, and so cannot be one of the
 * loop's workers, of which one waits meanwhile. A generation is the worker's alone before it is
 * handed over and after its last holder has let go: that is looked for once in a while, since turns
 * that wait for documents may hold it for some time. */
#include "app/golive.h"

#include "base/mem.h"

#include <assert.h>
#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#define LOOK_MS    500
#define BUILD_NICE 10

struct building;

struct golive {
    struct loop *loop;
    const struct game_source *source;
    struct loop_timer *look;
    struct generation *retired[GOLIVE_RETIRED_MAX];
    size_t count;
    struct building *building; /* NULL: none is under way */
};

struct building {
    struct golive *golive; /* NULL: nobody waits any more */
    const struct game_source *source;
    struct bundle *bundle; /* held */
    int64_t number;
    struct generation *generation;
    int code;
    struct err err;
    golive_fn fn;
    void *ctx;
};

static void build(struct building *building)
{
    building->code = game_build(building->source, building->bundle, building->number,
                                &building->generation, &building->err);
}

static void *build_nicely(void *ctx)
{
    sched_setscheduler(0, SCHED_BATCH, &(struct sched_param){0}); /* of this thread alone */
    setpriority(PRIO_PROCESS, (id_t)gettid(), BUILD_NICE);
    build(ctx);
    return NULL;
}

/* On a worker thread. */
static void build_apart(void *ctx)
{
    pthread_t thread;
    if (pthread_create(&thread, NULL, build_nicely, ctx))
        build(ctx);
    else
        pthread_join(thread, NULL);
}

static void on_built(void *ctx)
{
    struct building *building = ctx;
    if (building->golive) {
        building->golive->building = NULL;
        building->fn(building->ctx, building->generation, building->code ? &building->err : NULL);
    } else {
        generation_release(building->generation);
    }
    bundle_release(building->bundle);
    free(building);
}

void golive_build(struct golive *golive, struct bundle *bundle, int64_t number, golive_fn fn,
                  void *ctx)
{
    struct building *building = mem_alloc(sizeof *building);
    assert(!golive->building);
    golive->building = building;
    building->golive = golive;
    building->source = golive->source;
    building->bundle = bundle_hold(bundle);
    building->number = number;
    building->fn = fn;
    building->ctx = ctx;
    loop_work(golive->loop, build_apart, on_built, building);
}

/* --- what was live --------------------------------------------------------------------------- */

/* On a worker thread. */
static void let_go(void *ctx)
{
    generation_release(ctx);
}

static void look(void *ctx)
{
    struct golive *golive = ctx;
    size_t left = 0;
    for (size_t i = 0; i < golive->count; i++) {
        if (generation_alone(golive->retired[i]))
            loop_work(golive->loop, let_go, NULL, golive->retired[i]);
        else
            golive->retired[left++] = golive->retired[i];
    }
    golive->count = left;
    if (left)
        loop_timer_start(golive->look, LOOK_MS);
}

void golive_retire(struct golive *golive, struct generation *take_generation)
{
    if (golive->count == GOLIVE_RETIRED_MAX) { /* its last turn frees it, on the loop's thread */
        generation_release(take_generation);
        return;
    }
    golive->retired[golive->count++] = take_generation;
    loop_timer_start(golive->look, LOOK_MS);
}

struct golive *golive_new(struct loop *loop, const struct game_source *source)
{
    struct golive *golive = mem_alloc(sizeof *golive);
    golive->loop = loop;
    golive->source = source;
    golive->look = loop_timer_new(loop, look, golive);
    return golive;
}

void golive_free(struct golive *golive)
{
    if (!golive)
        return;
    if (golive->building)
        golive->building->golive = NULL;
    for (size_t i = 0; i < golive->count; i++)
        generation_release(golive->retired[i]);
    loop_timer_free(golive->look);
    free(golive);
}
