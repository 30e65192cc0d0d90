/* The page between supervisor and engine: marks, blame, suspects. */
#include "app/poison.h"
#include "base/str.h"
#include "store/commit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static struct poison *poison;
static struct turn_guard guard;
static char words[POISON_WORDS_MAX];

static int setup(void **state)
{
    (void)state;
    poison = poison_new();
    guard = poison_guard(poison);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    poison_free(poison);
    return 0;
}

static struct store_event update(int64_t number)
{
    return (struct store_event){.kind = STORE_UPDATE, .bot = 77, .number = number};
}

static int ends_of(const struct store_event *event)
{
    const char *where;
    return guard.ends(guard.self, event, &where);
}

/* The process ends in the middle of this event. */
static void end_in(const struct store_event *event, bool guilty)
{
    guard.enter(guard.self, event, "player/1001", NULL);
    poison_blame(poison, guilty, words);
}

static void test_only_guilty_ends_count(void **state)
{
    struct store_event event = update(12);
    (void)state;
    end_in(&event, false);
    assert_string_equal(words, "");
    assert_int_equal(ends_of(&event), 0);
    end_in(&event, true);
    assert_string_equal(words, "update 77/12 in player/1001");
    end_in(&event, true);
    assert_int_equal(ends_of(&event), 2);
    guard.settled(guard.self, &event);
    assert_int_equal(ends_of(&event), 0);
}

static void test_outside_the_vm_is_nobodys_fault(void **state)
{
    struct store_event event = update(12);
    (void)state;
    guard.enter(guard.self, &event, "player/1001", NULL);
    poison_running(poison, words);
    assert_string_equal(words, "update 77/12 in player/1001");
    guard.leave(guard.self);
    poison_running(poison, words);
    assert_string_equal(words, "");
    poison_found(poison, "scripts/late.lua:1");
    poison_blame(poison, true, words);
    assert_string_equal(words, "");
    assert_int_equal(ends_of(&event), 0);
}

static void test_each_kind_has_its_own_name(void **state)
{
    char name[200], other[200];
    (void)state;
    memset(name, 'x', sizeof(name) - 1);
    name[sizeof(name) - 1] = '\0';
    memcpy(other, name, sizeof(name));
    other[sizeof(name) - 2] = 'y'; /* told apart, though both are too long to be kept */
    const struct store_event events[] = {
        update(12),
        {.kind = STORE_UPDATE, .bot = 78, .number = 12},
        {.kind = STORE_TIMER, .number = 12},
        {.kind = STORE_OTHER, .name = "reload:5"},
        {.kind = STORE_OTHER, .name = name},
        {.kind = STORE_OTHER, .name = other},
    };
    for (size_t i = 0; i < sizeof(events) / sizeof(*events); i++) {
        assert_int_equal(ends_of(&events[i]), 0);
        end_in(&events[i], true);
        assert_int_equal(ends_of(&events[i]), 1);
    }
    end_in(&events[2], true);
    assert_string_equal(words, "timer 12 in player/1001");
    end_in(&events[3], true);
    assert_string_equal(words, "event reload:5 in player/1001");
}

static void test_the_oldest_makes_room(void **state)
{
    (void)state;
    for (int i = 0; i <= POISON_SUSPECTS_MAX; i++) {
        struct store_event event = update(i);
        end_in(&event, true);
    }
    struct store_event oldest = update(0), second = update(1), newest = update(POISON_SUSPECTS_MAX);
    assert_int_equal(ends_of(&oldest), 0);
    assert_int_equal(ends_of(&second), 1);
    end_in(&second, true);
    assert_int_equal(ends_of(&second), 2);
    assert_int_equal(ends_of(&newest), 1);
}

static void test_the_designers_line_is_kept(void **state)
{
    struct store_event event = update(12);
    const char *where = "";
    (void)state;
    guard.enter(guard.self, &event, "player/1001", NULL);
    poison_found(poison,
                 "[C] in find\nlua/text.lua:5\nscripts/a.lua:7 in fight\nscripts/b.lua:1\n");
    poison_blame(poison, true, words);
    assert_int_equal(guard.ends(guard.self, &event, &where), 1);
    assert_string_equal(where, "scripts/a.lua:7 in fight");
    guard.enter(guard.self, &event, "player/1001", NULL);
    poison_found(poison, "[C] in find\nlua/text.lua:5\n");
    poison_blame(poison, true, words);
    assert_int_equal(guard.ends(guard.self, &event, &where), 2);
    assert_string_equal(where, "[C] in find");
}

static void test_a_child_tells_its_parent(void **state)
{
    struct store_event event = update(12);
    (void)state;
    pid_t child = fork();
    if (child == 0) {
        guard.enter(guard.self, &event, "player/1001", NULL);
        _exit(0);
    }
    assert_int_equal(waitpid(child, NULL, 0), child);
    poison_blame(poison, true, words);
    assert_string_equal(words, "update 77/12 in player/1001");
    child = fork();
    if (child == 0)
        _exit(ends_of(&event));
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(WEXITSTATUS(status), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_only_guilty_ends_count, setup, teardown),
        cmocka_unit_test_setup_teardown(test_outside_the_vm_is_nobodys_fault, setup, teardown),
        cmocka_unit_test_setup_teardown(test_each_kind_has_its_own_name, setup, teardown),
        cmocka_unit_test_setup_teardown(test_the_oldest_makes_room, setup, teardown),
        cmocka_unit_test_setup_teardown(test_the_designers_line_is_kept, setup, teardown),
        cmocka_unit_test_setup_teardown(test_a_child_tells_its_parent, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
