/* The rules of lore, which stand twice (lore_rules.c for SQLite, functions_lore.sql for
 * PostgreSQL): every state of a row that matters, through every act and claim, held against
 * lore_rules.c. */
#include "lore.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/str.h"
#include "postgres.h"
#include "store/lore_rules.h"

#include <inttypes.h>
#include <sqlite3.h>

#define SQL_MAX  ((size_t)1 << 20)
#define FAR_MS   3600000 /* from now; and as long ago */
#define SLACK_MS 60000   /* between making the rows and asking */
#define REPORTS  2
#define ATTEMPTS 5

enum when { NEVER, PAST, FUTURE, WHENS };

/* A row before: one of all there are. */
struct given {
    struct store_lore lore;
    char id[32];
    enum when lease, next;
};

static int64_t at(enum when when, int64_t now_ms)
{
    return when == NEVER ? 0 : when == PAST ? now_ms - FAR_MS : now_ms + FAR_MS;
}

/* The n-th of all rows; false: there are no more. A kept row has a text. */
static bool give(size_t n, int64_t now_ms, struct given *given)
{
    static const char *const refused[] = {NULL, "p"};
    size_t rest = n;
    memset(given, 0, sizeof(*given));
    struct store_lore *lore = &given->lore;
    lore->state = (enum store_lore_state)(rest % 4), rest /= 4;
    lore->renew = rest % 2, rest /= 2;
    given->lease = (enum when)(rest % WHENS), rest /= WHENS;
    given->next = (enum when)(rest % WHENS), rest /= WHENS;
    lore->refused_prompt = refused[rest % 2], rest /= 2;
    lore->body = rest % 2 || lore->state == STORE_LORE_KEPT ? "{\"text\":\"a\"}" : NULL, rest /= 2;
    lore->entity = rest % 2 ? "" : "sword", rest /= 2;
    lore->reports = rest % 2 ? REPORTS : 0, lore->attempts = rest % 2 ? ATTEMPTS : 0, rest /= 2;
    lore->lease_ms = at(given->lease, now_ms);
    lore->next_ms = at(given->next, now_ms);
    lore->revision = 3;
    lore->fence = 7;
    lore->row = (int64_t)n + 1;
    snprintf(given->id, sizeof(given->id), "item.ru.%zu", n);
    lore->id = given->id;
    return !rest;
}

static void run_sql(struct world *world, const char *sql)
{
    char words[512];
    sqlite3 *db = NULL;
    if (!*world->path) {
        if (!postgres_ask(world->url, sql, words, sizeof(words)))
            fail_msg("%s", words);
        return;
    }
    assert_int_equal(sqlite3_open(world->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

static void quoted(struct buf *sql, const char *text)
{
    if (text)
        buf_addf(sql, "'%s'", text);
    else
        buf_adds(sql, "NULL");
}

/* All rows as they are given, anew. */
static size_t fill(struct world *world, int64_t now_ms)
{
    struct buf sql;
    struct given given;
    size_t count = 0;
    buf_init(&sql, SQL_MAX);
    buf_adds(&sql, "DELETE FROM lore_claims; DELETE FROM lore_refusals; DELETE FROM lore;"
                   "INSERT INTO lore (id, key, kind, language, attributes, facts, state, revision,"
                   " fence, attempts, reports, renew, lease_ms, next_ms, entity, body,"
                   " refused_prompt) VALUES");
    for (; give(count, now_ms, &given); count++) {
        const struct store_lore *lore = &given.lore;
        buf_addf(&sql,
                 "%s (%" PRId64 ", '%s', 'item', 'ru', '{}', '{}', %d, 3, 7, %d, %d, %d, %" PRId64
                 ", %" PRId64 ", ",
                 count ? "," : "", lore->row, lore->id, (int)lore->state, (int)lore->attempts,
                 (int)lore->reports, lore->renew, lore->lease_ms, lore->next_ms);
        quoted(&sql, lore->entity);
        buf_adds(&sql, ", ");
        quoted(&sql, lore->body);
        buf_adds(&sql, ", ");
        quoted(&sql, lore->refused_prompt);
        buf_adds(&sql, ")");
    }
    assert_false(sql.full);
    run_sql(world, sql.data);
    buf_done(&sql);
    return count;
}

/* --- acts ------------------------------------------------------------------------------------ */

static struct {
    bool done;
    struct store_lore lore; /* its numbers */
} told;

static void on_act(void *ctx, bool done, const struct store_lore *lore, const struct err *err)
{
    told.done = done;
    if (lore)
        told.lore = *lore;
    told.lore.body = NULL;
    on_done(ctx, err);
}

static void check_act(struct world *world, const struct given *given, enum store_lore_act act)
{
    const struct store_lore *was = &given->lore;
    const struct store_lore_edit edit = {was->row, act, "7", "{\"text\":\"b\"}"};
    struct lore_change change = {0};
    struct err err = {0};
    int code = lore_change(was, &edit, &change, &err);
    world->waiting++;
    store_lore_edit(world->store, &edit, on_act, world);
    world_wait(world);
    const struct store_lore *is = &told.lore;
    bool same = world->err.code == code;
    if (same && !code)
        same = told.done == change.any && is->state == change.state && is->renew == change.renew &&
               is->revision == was->revision + (change.any && change.revise) &&
               (is->lease_ms > 0) == (was->lease_ms > 0 && !(change.any && change.take)) &&
               is->fence == was->fence + (change.any && change.take && was->lease_ms > 0) &&
               is->attempts == (change.again ? 0 : was->attempts) &&
               (is->next_ms > 0) ==
                   (was->next_ms > 0 && !(change.any && (change.again || change.rewrite))) &&
               is->reports == (change.any && act != STORE_LORE_RENEW ? 0 : was->reports);
    if (!same)
        fail_msg("%s of %s (state %d, renew %d, lease %d, next %d, body %d, entity \"%s\", reports"
                 " %d): code %d and not %d, done %d and not %d; state %d, renew %d, revision %d,"
                 " fence %d, lease %d, next %d, attempts %d, reports %d",
                 lore_act_name(act), was->id, (int)was->state, was->renew, (int)given->lease,
                 (int)given->next, was->body != NULL, was->entity, (int)was->reports,
                 world->err.code, code, told.done, change.any, (int)is->state, is->renew,
                 (int)is->revision, (int)is->fence, is->lease_ms > 0, is->next_ms > 0,
                 (int)is->attempts, (int)is->reports);
}

static void test_acts(void **state)
{
    struct world *world = *state;
    for (enum store_lore_act act = STORE_LORE_KEEP; act <= STORE_LORE_RENEW; act++) {
        int64_t now_ms = clock_wall_ms();
        struct given given;
        size_t count = fill(world, now_ms);
        for (size_t n = 0; n < count; n++) {
            give(n, now_ms, &given);
            check_act(world, &given, act);
        }
    }
}

/* --- claims ---------------------------------------------------------------------------------- */

static void check_claim(struct world *world, const struct given *given, const char *prompt,
                        int64_t now_ms)
{
    int64_t wait_ms = 0;
    int64_t expected_ms = 0;
    struct store_lore_claim claim = lore_claim(given->id, 1000);
    claim.prompt = prompt;
    enum store_lore_claimed expected = lore_rule_look(&given->lore, prompt, now_ms, &expected_ms);
    enum store_lore_claimed claimed = lore_claims(world, &claim, &wait_ms);
    if (claimed != expected || wait_ms > expected_ms || wait_ms < expected_ms - SLACK_MS)
        fail_msg("%s (state %d, renew %d, lease %d, next %d, refused to %s) claimed for %s: %d and"
                 " not %d, after %" PRId64 " and not %" PRId64,
                 given->id, (int)given->lore.state, given->lore.renew, (int)given->lease,
                 (int)given->next, given->lore.refused_prompt ? given->lore.refused_prompt : "-",
                 prompt ? prompt : "-", (int)claimed, (int)expected, wait_ms, expected_ms);
}

static void test_claims(void **state)
{
    static const char *const prompts[] = {NULL, "p", "q"};
    struct world *world = *state;
    for (size_t i = 0; i < sizeof(prompts) / sizeof(*prompts); i++) {
        int64_t now_ms = clock_wall_ms();
        struct given given;
        size_t count = fill(world, now_ms);
        for (size_t n = 0; n < count; n++) {
            give(n, now_ms, &given);
            if (*given.lore.entity && !given.lore.reports) /* which no claim looks at */
                check_claim(world, &given, prompts[i], now_ms);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LORE_TEST(test_acts),
        LORE_TEST(test_claims),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
