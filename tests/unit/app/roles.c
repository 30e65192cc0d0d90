/* Who has a role: the configuration's stand firm, granted ones come and go, and survive as a
 * document. */
#include "app/roles.h"

#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const struct bind_role FIXED[] = {{1, "owner"}, {2, "moderator"}};
static const struct bind_host HOST = {.roles = FIXED, .role_count = 2};

static void test_granted_and_taken(void **state)
{
    struct roles *roles = roles_new(&HOST);
    struct bind_role one;
    (void)state;
    roles_set(roles, 5, "designer");
    roles_set(roles, 6, "admin");
    roles_set(roles, 5, "moderator");
    roles_set(roles, 7, "king");
    assert_string_equal(roles_of(roles, 5), "moderator");
    assert_null(roles_of(roles, 7));
    roles_set(roles, 5, NULL);
    roles_set(roles, 8, NULL);
    assert_null(roles_of(roles, 5));
    assert_string_equal(roles_of(roles, 6), "admin");
    assert_true(roles_at(roles, 2, &one));
    assert_int_equal(one.id, 6);
    assert_false(roles_at(roles, 3, &one));
    roles_free(roles);
}

static void test_the_configuration_stands(void **state)
{
    struct roles *roles = roles_new(&HOST);
    (void)state;
    roles_set(roles, 1, NULL);
    roles_set(roles, 2, "owner");
    assert_string_equal(roles_of(roles, 1), "owner");
    assert_string_equal(roles_of(roles, 2), "moderator");
    assert_false(roles_everyone(roles));
    roles_free(roles);
}

static void test_no_more_than_there_is_room_for(void **state)
{
    struct roles *roles = roles_new(&HOST);
    struct bind_role one;
    (void)state;
    for (int64_t id = 100; id < 100 + 2 * ROLES_MAX; id++)
        roles_set(roles, id, "designer");
    assert_true(roles_at(roles, ROLES_MAX - 1, &one));
    assert_false(roles_at(roles, ROLES_MAX, &one));
    roles_free(roles);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_granted_and_taken),
        cmocka_unit_test(test_the_configuration_stands),
        cmocka_unit_test(test_no_more_than_there_is_room_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
