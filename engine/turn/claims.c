/* Rule 9. A turn whose commit met a conflict would meet the next one as well where many want the
 * same document. So from its second attempt it holds claims on all that it has touched:
 *
 *     conflict -> claim a, b, c in sorted order -> run again on fresh reads -> commit -> let go
 *                    (one holder a document, the others queue: nobody waits in a circle)
 *     first attempt, at its commit: something is held by another -> wait until it is let go
 *
 * The second rule is what makes the first one work: without it newcomers with cached reads would
 * overtake the holder again and again. A holder itself never waits at its commit; if its second run
 * touches more than it holds, it may conflict once more, and then claims the larger set.
 *
 * Wakes go through the loop, so that letting go in the middle of a completion starts nothing
 * there. */
#include "turn/claims.h"

#include "base/str.h"
#include "turn/run.h"

#include <stdlib.h>
#include <string.h>

struct claim {
    struct turn *holder;
    struct list waiting; /* to hold it, first come first served */
    struct list passing; /* to commit without holding it */
};

struct claims {
    struct map *by_key;
};

struct claims *claims_new(void)
{
    struct claims *claims = mem_alloc(sizeof(*claims));
    claims->by_key = map_new();
    return claims;
}

void claims_free(struct claims *claims)
{
    if (!claims)
        return;
    map_free_with(claims->by_key, free);
    free(claims);
}

/* --- waking ---------------------------------------------------------------------------------- */

static void on_wake(void *ctx)
{
    struct turn *turn = ctx;
    turn->later = NULL;
    if (!turn->turns->halted)
        turn->claims.fn(turn);
}

static void wake(struct turn *turn)
{
    turn->later = later_start(&turn->turns->laters, 0, on_wake, turn);
}

static struct turn *turn_of(struct list_node *node)
{
    return LIST_OF(node, struct turn, claims.wait);
}

/* --- holding --------------------------------------------------------------------------------- */

static struct claim *claim_get(struct claims *claims, const char *key)
{
    struct claim *claim = map_get(claims->by_key, key);
    if (claim)
        return claim;
    claim = mem_alloc(sizeof(*claim));
    list_init(&claim->waiting);
    list_init(&claim->passing);
    map_put(claims->by_key, key, claim);
    return claim;
}

/* Takes what is free, in order, until something is not. */
static void go_on(struct turn *turn)
{
    struct turn_claims *own = &turn->claims;
    while (own->held < own->count) {
        struct claim *claim = claim_get(turn->turns->claims, own->keys[own->held]);
        if (claim->holder && claim->holder != turn) {
            list_push(&claim->waiting, &own->wait);
            return;
        }
        claim->holder = turn;
        own->held++;
    }
    wake(turn);
}

static void let_go(struct claims *claims, const char *key)
{
    struct claim *claim = map_get(claims->by_key, key);
    struct list_node *node = list_pop(&claim->waiting);
    claim->holder = turn_of(node);
    if (node) {
        go_on(claim->holder);
        return;
    }
    while ((node = list_pop(&claim->passing)))
        wake(turn_of(node));
    map_take(claims->by_key, key);
    free(claim);
}

static void let_go_all(struct turn *turn)
{
    struct turn_claims *own = &turn->claims;
    list_remove(&own->wait);
    while (own->held)
        let_go(turn->turns->claims, own->keys[--own->held]);
}

void claims_drop(struct turn *turn)
{
    struct turn_claims *own = &turn->claims;
    let_go_all(turn);
    for (size_t i = 0; i < own->count; i++)
        free(own->keys[i]);
    free(own->keys);
    own->keys = NULL;
    own->count = 0;
}

/* --- what a turn has touched ----------------------------------------------------------------- */

static int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void add_unit(struct turn_claims *own, const struct unit *unit)
{
    if (!unit)
        return;
    own->keys = mem_grow(own->keys, own->count + unit->docs.count + 1, sizeof(*own->keys));
    for (size_t i = 0; i < unit->docs.count; i++)
        own->keys[own->count++] = mem_printf("%s/%s", unit->docs.at[i].kind, unit->docs.at[i].id);
}

static void sort_unique(struct turn_claims *own)
{
    size_t kept = 0;
    qsort(own->keys, own->count, sizeof(*own->keys), by_text);
    for (size_t i = 0; i < own->count; i++) {
        if (kept && str_equal(own->keys[kept - 1], own->keys[i]))
            free(own->keys[i]);
        else
            own->keys[kept++] = own->keys[i];
    }
    own->count = kept;
}

void claims_take(struct turn *turn, loop_fn fn)
{
    let_go_all(turn); /* a larger set begins again, or its order would not hold */
    turn->claims.fn = fn;
    add_unit(&turn->claims, turn->first);
    add_unit(&turn->claims, turn->unit);
    if (turn->claims.count)
        sort_unique(&turn->claims);
    go_on(turn);
}

static struct claim *held_by_another(const struct turn *turn, const struct unit *unit)
{
    char key[CACHE_KEY_MAX + 1]; /* a longer name is left to the commit */
    for (size_t i = 0; unit && i < unit->docs.count; i++) {
        const struct unit_doc *doc = &unit->docs.at[i];
        if (!unit_cache_key(key, doc->kind, doc->id))
            continue;
        struct claim *claim = map_get(turn->turns->claims->by_key, key);
        if (claim)
            return claim;
    }
    return NULL;
}

bool claims_pass(struct turn *turn, loop_fn fn)
{
    if (turn->claims.count || !map_count(turn->turns->claims->by_key))
        return true;
    struct claim *claim = held_by_another(turn, turn->first);
    if (!claim)
        claim = held_by_another(turn, turn->unit);
    if (!claim)
        return true;
    turn->claims.fn = fn;
    list_push(&claim->passing, &turn->claims.wait);
    return false;
}
