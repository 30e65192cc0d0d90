/* The pool of small blocks: contents survive, blocks never overlap, memory is used again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/rng.h"
#include "script/pool.h"

#include <cmocka.h>

#define BLOCKS 500
#define STEPS  100000

struct block {
    unsigned char *data;
    size_t size;
};

static void fill(struct block *block, size_t at)
{
    memset(block->data, (int)(at & 0xFF), block->size);
}

static void check(const struct block *block, size_t at, size_t len)
{
    for (size_t i = 0; i < len; i++)
        assert_int_equal(block->data[i], at & 0xFF);
}

static void blocks_keep_what_they_hold(void **state)
{
    struct pool pool = {0};
    static struct block blocks[BLOCKS];
    struct rng rng;
    uint64_t seed = (uint64_t)clock_wall_ms();
    (void)state;
    printf("seed %llu\n", (unsigned long long)seed);
    rng_seed(&rng, seed);
    for (int step = 0; step < STEPS; step++) {
        size_t at = (size_t)rng_below(&rng, BLOCKS);
        struct block *block = &blocks[at];
        check(block, at, block->size);
        if (block->data && rng_below(&rng, 3) == 0) {
            pool_drop(&pool, block->data, block->size);
            *block = (struct block){NULL, 0};
            continue;
        }
        size_t size = (size_t)rng_below(&rng, 2 * POOL_MAX) + 1;
        block->data = pool_resize(&pool, block->data, block->size, size);
        assert_non_null(block->data);
        assert_int_equal((uintptr_t)block->data % POOL_STEP, 0);
        check(block, at, block->size < size ? block->size : size);
        block->size = size;
        fill(block, at);
    }
    for (size_t at = 0; at < BLOCKS; at++)
        pool_drop(&pool, blocks[at].data, blocks[at].size);
    pool_done(&pool);
    assert_null(pool.chunks);
}

static void blocks_are_used_again(void **state)
{
    struct pool pool = {0};
    (void)state;
    void *first = pool_resize(&pool, NULL, 0, 40);
    assert_ptr_equal(pool_resize(&pool, first, 40, 48), first); /* as big as its class */
    pool_drop(&pool, first, 48);
    assert_ptr_equal(pool_resize(&pool, NULL, 0, 33), first);
    assert_ptr_not_equal(pool_resize(&pool, NULL, 0, 33), first);
    pool_drop(&pool, NULL, 0);
    pool_done(&pool);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_keep_what_they_hold),
        cmocka_unit_test(blocks_are_used_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
