/* What every test program includes, in the order that cmocka wants. */
#ifndef BYLINA_TESTS_LORE_CHECK_H
#define BYLINA_TESTS_LORE_CHECK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* stays last */
#include <cmocka.h>

#endif
