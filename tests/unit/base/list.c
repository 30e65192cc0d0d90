/* list: order, removing in the middle, and the two kinds of nothing. */
#include "base/list.h"

#include "check.h"

struct item {
    int number;
    struct list_node node;
};

static int pop_number(struct list *list)
{
    struct item *item = LIST_OF(list_pop(list), struct item, node);
    return item ? item->number : -1;
}

static void keeps_order(void **state)
{
    (void)state;
    struct list list;
    struct item items[4] = {{.number = 0}, {.number = 1}, {.number = 2}, {.number = 3}};
    list_init(&list);
    assert_true(list_empty(&list));
    assert_null(list_first(&list));
    assert_int_equal(pop_number(&list), -1);
    list_push(&list, &items[1].node);
    list_push(&list, &items[3].node);
    list_push_front(&list, &items[0].node);
    list_insert_after(&items[1].node, &items[2].node);
    int expected = 0;
    for (struct list_node *node = list_first(&list); node; node = list_next(&list, node))
        assert_int_equal(LIST_OF(node, struct item, node)->number, expected++);
    assert_int_equal(expected, 4);
    list_remove(&items[1].node);
    list_remove(&items[1].node); /* is in no list: nothing happens */
    assert_int_equal(pop_number(&list), 0);
    assert_int_equal(pop_number(&list), 2);
    assert_int_equal(pop_number(&list), 3);
    assert_true(list_empty(&list));
}

static void removing_a_zeroed_node_is_nothing(void **state)
{
    (void)state;
    struct item item = {0};
    list_remove(&item.node);
    assert_null(item.node.next);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_order),
        cmocka_unit_test(removing_a_zeroed_node_is_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
