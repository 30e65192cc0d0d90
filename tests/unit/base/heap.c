/* The heap: smallest first, ties by their number, members moved and taken from anywhere. */
#include "base/heap.h"
#include "base/rng.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define COUNT 2000

static void check_order(struct heap *heap, size_t expected)
{
    const struct heap_node *before = NULL;
    size_t count = 0;
    for (struct heap_node *node; (node = heap_first(heap)) != NULL; count++) {
        if (before)
            assert_true(before->key < node->key ||
                        (before->key == node->key && before->tie < node->tie));
        heap_remove(heap, node);
        assert_int_equal(0, node->place);
        before = node;
    }
    assert_int_equal(expected, count);
}

static void test_random_order(void **state)
{
    static struct heap_node nodes[COUNT];
    struct heap heap = {0};
    struct rng rng;
    (void)state;

    rng_seed(&rng, 42);
    for (size_t i = 0; i < COUNT; i++)
        heap_put(&heap, &nodes[i], (int64_t)rng_below(&rng, 100), (int64_t)i);
    for (size_t i = 0; i < COUNT; i += 3) /* moved */
        heap_put(&heap, &nodes[i], (int64_t)rng_below(&rng, 100), (int64_t)i);
    size_t taken = 0;
    for (size_t i = 1; i < COUNT; i += 3, taken++)
        heap_remove(&heap, &nodes[i]);
    heap_remove(&heap, &nodes[1]); /* not there any more: nothing happens */
    check_order(&heap, COUNT - taken);
    heap_done(&heap);
}

static void test_empty(void **state)
{
    struct heap heap = {0};
    (void)state;
    assert_null(heap_first(&heap));
    heap_done(&heap);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random_order),
        cmocka_unit_test(test_empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
