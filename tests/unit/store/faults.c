/* A disk that is full or fails, and a process that is killed: what was told as committed is there,
 * and what was not told as committed may be committed again.
 *
 * The disk is made to fail from here: SQLite's write is replaced (xSetSystemCall), and its sync
 * too, because a program's own fdatasync comes before the C library's. */
#include "check.h"
#include "harness.h"

#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define KILLS        5
#define KILLED_AFTER 60 /* commits that the child has told */
#define IN_FLIGHT    16 /* turns that the child keeps under way */

static atomic_bool disk_full;
static atomic_bool sync_fails;
static atomic_int syncs;

int fdatasync(int fd)
{
    atomic_fetch_add(&syncs, 1);
    if (atomic_load(&sync_fails)) {
        errno = EIO;
        return -1;
    }
    return (int)syscall(SYS_fdatasync, fd);
}

int fsync(int fd)
{
    return fdatasync(fd);
}

static ssize_t write_at(int fd, const void *data, size_t len, off_t at)
{
    if (atomic_load(&disk_full)) {
        errno = ENOSPC;
        return -1;
    }
    return pwrite(fd, data, len, at);
}

static int replace_writes(void **state)
{
    (void)state;
    sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
    vfs->xSetSystemCall(vfs, "pwrite", (sqlite3_syscall_ptr)write_at);
    vfs->xSetSystemCall(vfs, "pwrite64", (sqlite3_syscall_ptr)write_at);
    return 0;
}

static void fill(struct world *world, struct turn *turns, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        turn_update(&turns[i], 1, 100 + (int64_t)i);
        turn_writes(world, &turns[i], "doc", i % 2 ? "odd" : "even", "1");
        begin(world, &turns[i]);
    }
    world_wait(world);
}

static void test_full_disk(void **state)
{
    struct world *world = *state;
    struct turn turns[40];
    put(world, "a", "before");
    atomic_store(&disk_full, true);
    fill(world, turns, 40);
    for (int i = 0; i < 40; i++)
        assert_int_equal(turns[i].verdict, STORE_UNKNOWN);
    assert_non_null(strstr(world->err.text, "disk is full"));
    assert_non_null(strstr(world->err.text, world->path));
    assert_int_equal(turns[0].code, ERR_SYSTEM);
    assert_string_equal(get(world, "doc", "a"), "before"); /* reads go on */
    set_value(world, "x", "1");
    assert_int_equal(world->err.code, ERR_SYSTEM);
    atomic_store(&disk_full, false);
    for (int i = 0; i < 40; i++)
        assert_int_equal(commit(world, &turns[i]), STORE_COMMITTED);
    world_reopen(world);
    assert_string_equal(get(world, "doc", "odd"), "1");
    assert_string_equal(value(world, "x"), "(absent)");
}

static void test_failing_sync(void **state)
{
    struct world *world = *state;
    struct turn turn;
    put(world, "a", "before");
    turn_update(&turn, 1, 1);
    turn_writes(world, &turn, "doc", "a", "after");
    atomic_store(&sync_fails, true);
    assert_int_equal(commit(world, &turn), STORE_UNKNOWN);
    assert_non_null(strstr(world->err.text, "the disk failed"));
    atomic_store(&sync_fails, false);
    assert_int_equal(commit(world, &turn), STORE_COMMITTED); /* or SEEN would be right as well */
    assert_int_equal(commit(world, &turn), STORE_SEEN);
    world_reopen(world);
    assert_string_equal(get(world, "doc", "a"), "after");
}

static void test_group_shares_a_sync(void **state)
{
    struct world *world = *state;
    struct turn turns[STORE_GROUP_MAX * 4];
    size_t count = sizeof(turns) / sizeof(*turns);
    put(world, "a", "1");
    int before = atomic_load(&syncs);
    fill(world, turns, count);
    int used = atomic_load(&syncs) - before;
    for (size_t i = 0; i < count; i++)
        assert_int_equal(turns[i].verdict, STORE_COMMITTED);
    if (used < 4 || used > (int)count / 4)
        fail_msg("%zu turns in %d syncs", count, used);
}

/* Another program that holds the lock for a moment is waited for. */
static void test_waits_for_another_writer(void **state)
{
    struct world *world = *state;
    struct turn turn;
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(world->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    turn_update(&turn, 1, 1);
    begin(world, &turn);
    world->waiting = 0; /* look at the read alone: it does not wait */
    assert_null(get(world, "doc", "a"));
    assert_int_equal(turn.place, 0);
    world->waiting = 1;
    assert_int_equal(sqlite3_exec(db, "COMMIT", NULL, NULL, NULL), SQLITE_OK);
    world_wait(world);
    assert_int_equal(turn.verdict, STORE_COMMITTED);
    sqlite3_close(db);
}

/* --- killed ---------------------------------------------------------------------------------- */

struct child {
    struct world *world;
    struct turn turns[IN_FLIGHT];
    char ids[IN_FLIGHT][24];
    int64_t next;
    int told;
};

struct child_turn {
    struct child *child;
    size_t at;
};

static void child_commit(struct child *child, size_t at);

static void on_child_commit(void *ctx, enum store_verdict verdict, const struct err *err)
{
    struct child_turn *turn = ctx;
    struct child *child = turn->child;
    size_t at = turn->at;
    free(turn);
    if (verdict != STORE_COMMITTED || err)
        _exit(4);
    int64_t number = child->turns[at].it.event.number;
    if (write(child->told, &number, sizeof(number)) != sizeof(number))
        _exit(5);
    child_commit(child, at);
}

static void child_commit(struct child *child, size_t at)
{
    struct turn *turn = &child->turns[at];
    struct child_turn *ctx = malloc(sizeof(*ctx));
    *ctx = (struct child_turn){child, at};
    turn_update(turn, 1, child->next++);
    snprintf(child->ids[at], sizeof(child->ids[at]), "%" PRId64, turn->it.event.number);
    turn_writes(child->world, turn, "doc", child->ids[at], child->ids[at]);
    turn_sets(child->world, turn, "doc", child->ids[at], "t", turn->it.event.number);
    store_commit(child->world->store, &turn->it, on_child_commit, ctx);
}

static _Noreturn void child_main(struct world *world, int64_t first, int told)
{
    struct child *child = calloc(1, sizeof(*child));
    child->world = world;
    child->next = first;
    child->told = told;
    world->loop = loop_new();
    if (store_open(world->loop, world->url, &world->store, NULL))
        _exit(2);
    for (size_t i = 0; i < IN_FLIGHT; i++)
        child_commit(child, i);
    loop_run(world->loop);
    _exit(6);
}

/* Lets a child commit, kills it, and returns how many of its commits were told; `told` has them. */
static size_t kill_a_child(struct world *world, int64_t first, bool *told, size_t max)
{
    int ends[2];
    int64_t number = 0;
    size_t count = 0;
    assert_int_equal(pipe(ends), 0);
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (!pid) {
        close(ends[0]);
        child_main(world, first, ends[1]);
    }
    close(ends[1]);
    bool killed = false;
    while (read(ends[0], &number, sizeof(number)) == sizeof(number)) {
        assert_true(number >= first && (size_t)(number - first) < max);
        told[number - first] = true;
        if (++count >= KILLED_AFTER && !killed)
            killed = !kill(pid, SIGKILL);
    }
    int status = 0;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    close(ends[0]);
    return count;
}

static void check_after_kill(struct world *world, int64_t first, const bool *told, size_t max)
{
    char id[24];
    for (size_t i = 0; i < max; i++) {
        snprintf(id, sizeof(id), "%" PRId64, first + (int64_t)i);
        const char *body = get(world, "doc", id);
        bool kept = body != NULL;
        if (told[i])
            assert_string_equal(body, id);
        /* All of a turn or nothing: the event, the document, the timer. */
        struct turn turn;
        int64_t number = first + (int64_t)i;
        assert_int_equal(*timers(world, number - 1, number) != 0, kept);
        turn_update(&turn, 1, number);
        assert_int_equal(commit(world, &turn), kept ? STORE_SEEN : STORE_COMMITTED);
    }
}

static void test_kill_during_commits(void **state)
{
    struct world *world = *state;
    enum { MAX = 20000 };
    bool *told = calloc(MAX, sizeof(*told));
    for (int round = 0; round < KILLS; round++) {
        store_close(world->store); /* no threads while we fork */
        loop_free(world->loop);
        memset(told, 0, MAX);
        int64_t first = 1000 + (int64_t)round * MAX;
        size_t count = kill_a_child(world, first, told, MAX);
        assert_true(count >= KILLED_AFTER);
        struct err err = {0};
        world->loop = loop_new();
        if (store_open(world->loop, world->url, &world->store, &err))
            fail_msg("%s", err.text);
        check_after_kill(world, first, told, count + 2 * IN_FLIGHT);
    }
    free(told);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_set_up, world_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_full_disk),           TEST(test_failing_sync),
        TEST(test_group_shares_a_sync), TEST(test_waits_for_another_writer),
        TEST(test_kill_during_commits),
    };
    return cmocka_run_group_tests(tests, replace_writes, NULL);
}
