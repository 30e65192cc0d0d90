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

#define CROWD    200
#define TRIES    3000 /* of 10 ms */
#define STEP_MS  10
#define FD_MAX   256
#define QUIET_MS 200

struct crowd {
    struct world *world;
    struct turn turns[CROWD];
    char ids[CROWD][8];
};

/* The writer's process stands still meanwhile, and a group is on its way to it behind it. */
static struct crowd *crowd_sent(struct world *world, int *ret_pid)
{
    struct crowd *crowd = mem_alloc(sizeof(*crowd));
    crowd->world = world;
    *ret_pid = writer_pid(world);
    assert_int_equal(kill(*ret_pid, SIGSTOP), 0);
    for (int i = 0; i < CROWD; i++) {
        struct turn *turn = &crowd->turns[i];
        snprintf(crowd->ids[i], sizeof(crowd->ids[i]), "%d", i);
        turn_update(turn, 1, 1000 + i);
        turn_reads(turn, "doc", crowd->ids[i], 0);
        turn_writes(world, turn, "doc", crowd->ids[i], "1");
        begin(world, turn);
    }
    return crowd;
}

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

/* How many were in doubt, and how many of them had stood. */
static void crowd_settle(struct crowd *crowd, int *ret_unknown, int *ret_seen)
{
    *ret_unknown = *ret_seen = 0;
    for (int i = 0; i < CROWD; i++) {
        struct turn *turn = &crowd->turns[i];
        bool unknown = turn->verdict == STORE_UNKNOWN;
        while (turn->verdict == STORE_UNKNOWN)
            commit(crowd->world, turn);
        assert_true(turn->verdict == STORE_COMMITTED || (unknown && turn->verdict == STORE_SEEN));
        *ret_unknown += unknown;
        *ret_seen += turn->verdict == STORE_SEEN;
    }
    assert_int_equal(number(crowd->world, "SELECT count(*) FROM documents"), CROWD);
    assert_int_equal(number(crowd->world, "SELECT sum(last - first + 1) FROM seen"), CROWD);
    free(crowd);
}

static void test_before_a_commit(void **state)
{
    struct world *world = *state;
    int pid;
    int unknown;
    int seen;
    struct crowd *crowd = crowd_sent(world, &pid);
    run_for(world, STEP_MS);
    char text[64];
    snprintf(text, sizeof(text), "SELECT pg_terminate_backend(%d)::int", pid);
    assert_int_equal(number(world, text), 1);
    assert_int_equal(kill(pid, SIGCONT), 0);
    world_wait(world);
    crowd_settle(crowd, &unknown, &seen);
    assert_int_equal(unknown, STORE_GROUP_MAX); /* the others had not been sent */
    assert_int_equal(seen, 0);
}

/* Reads what the server has sent to this process, instead of whom it was for. */
static void steal_answers(void)
{
    char bytes[4096];
    for (int ms = 0; ms < QUIET_MS; ms += STEP_MS) {
        for (int fd = 3; fd < FD_MAX; fd++) {
            struct sockaddr_storage at;
            socklen_t len = sizeof(at);
            while (!getpeername(fd, (struct sockaddr *)&at, &len) &&
                   recv(fd, bytes, sizeof(bytes), MSG_DONTWAIT) > 0)
                ;
        }
        usleep(STEP_MS * 1000);
    }
}

static void test_behind_a_commit(void **state)
{
    struct world *world = *state;
    int pid;
    int unknown;
    int seen;
    struct crowd *crowd = crowd_sent(world, &pid);
    run_for(world, STEP_MS);
    assert_int_equal(kill(pid, SIGCONT), 0);
    for (int i = 0; !number(world, "SELECT count(*) FROM seen"); i++) {
        assert_true(i < TRIES);
        usleep(STEP_MS * 1000);
    }
    steal_answers();
    end_sessions(world, "writer");
    world_wait(world);
    crowd_settle(crowd, &unknown, &seen);
    assert_int_equal(unknown, STORE_GROUP_MAX);
    assert_int_equal(seen, STORE_GROUP_MAX);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_set_up, world_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_before_a_commit),
        TEST(test_behind_a_commit),
    };
    if (!str_equal(getenv("BYLINA_TEST_STORE"), "postgres"))
        return 0;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
