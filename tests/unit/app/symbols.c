/* Names of functions by address. */
#include "app/symbols.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void test_own_functions_have_names(void **state)
{
    char name[64];
    (void)state;
    const char *address = (const char *)(uintptr_t)test_own_functions_have_names;
    symbols_name(address, name, sizeof(name));
    assert_string_equal(name, "test_own_functions_have_names+0x0");
    symbols_name(address + 5, name, sizeof(name));
    assert_string_equal(name, "test_own_functions_have_names+0x5");
    symbols_name(address, name, 10);
    assert_string_equal(name, "test_own_");
}

static void test_nothing_else_has(void **state)
{
    char name[64];
    (void)state;
    symbols_name((const char *)(uintptr_t)printf, name,
                 sizeof(name)); /* of libc, or a jump to it */
    assert_null(strstr(name, "test_"));
    symbols_name(NULL, name, sizeof(name));
    assert_string_equal(name, "");
    symbols_name(name, name, sizeof(name)); /* on the stack */
    assert_string_equal(name, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_own_functions_have_names),
        cmocka_unit_test(test_nothing_else_has),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
