/* Commits whose outcome is not known, on PostgreSQL: the session ends before the server has read a
 * group, or behind its COMMIT while the answer is on its way. Each turn is settled by committing it
 * again, and stands once. */
#include "base/mem.h"
#include "base/str.h"
#include "check.h"
#include "harness.h"
#include "server.h"

#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#define CROWD   200
#define TRIES   3000 /* of 10 ms */
#define STEP_MS 10
#define FD_MAX  256
#define SKIPPED 77 /* what ctest knows it by */

struct crowd {
    struct world *world;
    int pid;     /* the writer's on the server */
    int unknown; /* crowd_settle: so many were in doubt, */
    int seen;    /* and so many of them had stood */
    struct turn turns[CROWD];
    char ids[CROWD][8];
};

static void stop_loop(void *ctx)
{
    loop_stop(ctx);
}

static void run_for(struct world *world, int64_t ms)
{
    struct loop_timer *timer = loop_timer_new(world->loop, stop_loop, world->loop);
    loop_timer_start(timer, ms);
    loop_run(world->loop);
    loop_timer_free(timer);
}

/* The writer's process stands still meanwhile, and a group is on its way to it behind it. */
static struct crowd *crowd_sent(struct world *world)
{
    struct crowd *crowd = mem_alloc(sizeof(*crowd));
    crowd->world = world;
    crowd->pid = writer_pid(world);
    assert_int_equal(kill(crowd->pid, SIGSTOP), 0);
    for (int i = 0; i < CROWD; i++) {
        struct turn *turn = &crowd->turns[i];
        snprintf(crowd->ids[i], sizeof(crowd->ids[i]), "%d", i);
        turn_update(turn, 1, 1000 + i);
        turn_reads(turn, "doc", crowd->ids[i], 0);
        turn_writes(world, turn, "doc", crowd->ids[i], "1");
        begin(world, turn);
    }
    run_for(world, STEP_MS);
    return crowd;
}

static void crowd_settle(struct crowd *crowd)
{
    for (int i = 0; i < CROWD; i++) {
        struct turn *turn = &crowd->turns[i];
        bool unknown = turn->verdict == STORE_UNKNOWN;
        while (turn->verdict == STORE_UNKNOWN)
            commit(crowd->world, turn);
        assert_true(turn->verdict == STORE_COMMITTED || (unknown && turn->verdict == STORE_SEEN));
        crowd->unknown += unknown;
        crowd->seen += turn->verdict == STORE_SEEN;
    }
    assert_int_equal(number(crowd->world, "SELECT count(*) FROM documents"), CROWD);
    assert_int_equal(number(crowd->world, "SELECT sum(last - first + 1) FROM seen"), CROWD);
}

static void test_before_a_commit(void **state)
{
    struct world *world = *state;
    struct crowd *crowd = crowd_sent(world);
    char text[64];
    snprintf(text, sizeof(text), "SELECT pg_terminate_backend(%d)::int", crowd->pid);
    assert_int_equal(number(world, text), 1);
    assert_int_equal(kill(crowd->pid, SIGCONT), 0);
    world_wait(world);
    crowd_settle(crowd);
    assert_int_equal(crowd->unknown, STORE_GROUP_MAX); /* the others had not been sent */
    assert_int_equal(crowd->seen, 0);
    free(crowd);
}

/* Reads what the server has sent to this process, instead of whom it was for. The end of a
 * connection stays for him. */
static void steal_answers(void)
{
    char bytes[4096];
    for (int fd = 3; fd < FD_MAX; fd++) {
        struct sockaddr_storage at;
        socklen_t len = sizeof(at);
        while (!getpeername(fd, (struct sockaddr *)&at, &len) &&
               recv(fd, bytes, sizeof(bytes), MSG_DONTWAIT) > 0)
            ;
    }
}

static void test_behind_a_commit(void **state)
{
    struct world *world = *state;
    struct crowd *crowd = crowd_sent(world);
    assert_int_equal(kill(crowd->pid, SIGCONT), 0);
    for (int i = 0; !number(world, "SELECT count(*) FROM seen"); i++) {
        assert_true(i < TRIES);
        usleep(STEP_MS * 1000);
    }
    end_sessions(world, "writer"); /* it is gone then, and all that it has said is here */
    steal_answers();
    world_wait(world);
    crowd_settle(crowd);
    assert_int_equal(crowd->unknown, STORE_GROUP_MAX);
    assert_int_equal(crowd->seen, STORE_GROUP_MAX);
    free(crowd);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_set_up, world_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_before_a_commit),
        TEST(test_behind_a_commit),
    };
    if (!str_equal(getenv("BYLINA_TEST_STORE"), "postgres")) {
        puts("skipped: test_store_pg_doubt: about PostgreSQL alone, where it is run as "
             "test_store_pg_doubt_postgres");
        return SKIPPED;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
