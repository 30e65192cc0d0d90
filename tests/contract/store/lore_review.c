/* Lore, for any backend: lists, moderators and players, moving texts, figures. */
#include "lore.h"
#include "store/admin.h"

#include <inttypes.h>

/* --- lists ----------------------------------------------------------------------------------- */

static void test_pages(void **state)
{
    struct world *world = *state;
    int64_t first = lore_write(world, "item.ru.1", "7", "{\"text\":\"a\"}");
    lore_want(world, "item.ru.2", "8");
    lore_write(world, "item.en.3", "7", "{\"text\":\"c\"}");
    int64_t last = lore_write(world, "room.ru.4", NULL, "{\"text\":\"d\"}");
    const struct {
        struct store_lore_page page;
        const char *ids;
    } cases[] = {
        {{.which = STORE_LORE_ALL}, "item.ru.1 item.ru.2 item.en.3 room.ru.4 "},
        {{.before = INT64_MAX}, "room.ru.4 item.en.3 item.ru.2 item.ru.1 "},
        {{.before = last, .limit = 2}, "item.en.3 item.ru.2 "},
        {{.after = first, .limit = 1}, "item.ru.2 "},
        {{.which = STORE_LORE_ONLY_WANTED}, "item.ru.2 "},
        {{.which = STORE_LORE_ONLY_KEPT}, "item.ru.1 item.en.3 room.ru.4 "},
        {{.which = STORE_LORE_ONLY_HIDDEN}, ""},
        {{.which = STORE_LORE_OPEN}, "item.ru.2 "},
        {{.which = STORE_LORE_BEHIND}, "item.ru.1 item.en.3 room.ru.4 "},
        {{.kind = "item"}, "item.ru.1 item.ru.2 item.en.3 "},
        {{.kind = "item", .language = "ru"}, "item.ru.1 item.ru.2 "},
        {{.which = STORE_LORE_ONLY_KEPT, .kind = "item"}, "item.ru.1 item.en.3 "},
        {{.finder = "7"}, "item.ru.1 item.en.3 "},
        {{.finder = "7", .language = "en"}, "item.en.3 "},
        {{.which = STORE_LORE_REPORTED}, ""},
        {{.which = STORE_LORE_RENEWED}, ""},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
        assert_string_equal(lore_page(world, cases[i].page), cases[i].ids);
}

/* What was written last, without what is hidden. */
static void test_recent(void **state)
{
    struct world *world = *state;
    lore_write(world, "item.ru.1", "7", "{\"text\":\"a\"}");
    int64_t hidden = lore_write(world, "item.ru.2", "7", "{\"text\":\"b\"}");
    lore_write(world, "item.en.3", "7", "{\"text\":\"c\"}");
    lore_write(world, "room.ru.4", "7", "{\"text\":\"d\"}");
    lore_write(world, "item.ru.5", "7", "{\"text\":\"e\"}");
    lore_edits(world, hidden, STORE_LORE_HIDE, NULL);
    assert_string_equal(lore_recent(world, "item", "ru", 9), "item.ru.5 item.ru.1 ");
    assert_string_equal(lore_recent(world, "item", "ru", 1), "item.ru.5 ");
}

static void on_refusal(void *ctx, const struct store_lore_refusal *refusal, const struct err *err)
{
    struct world *world = ctx;
    if (refusal)
        buf_addf(&world->rows, "%s:%s:%s:%s;", refusal->lore, refusal->reason, refusal->words,
                 refusal->model ? refusal->model : "-");
    else
        on_done(world, err);
}

static const char *refusals(struct world *world, int64_t row)
{
    const struct store_lore_refusals which = {.row = row, .limit = 9};
    buf_reset(&world->rows);
    world->waiting++;
    store_lore_refusals_load(world->store, &which, on_refusal, world);
    world_wait(world);
    return world->rows.len ? world->rows.data : "";
}

static void test_refusals(void **state)
{
    struct world *world = *state;
    const struct store_lore_refused refused[] = {{"names", "x"}, {"length", "y"}};
    lore_want(world, "item.ru.1", "7");
    struct store_lore_settle settle = lore_claimed(world, "item.ru.1", 60000);
    lore_ends_kept(&settle, "{\"text\":\"a\"}", 5);
    settle.refused = refused;
    settle.refused_count = 2;
    assert_true(lore_settles(world, &settle));
    assert_string_equal(refusals(world, 0), "item.ru.1:length:y:flash;item.ru.1:names:x:flash;");
    int64_t other = lore_write(world, "item.ru.2", "7", "{\"text\":\"b\"}");
    assert_string_equal(refusals(world, other), "");
    lore_edits(world, other, STORE_LORE_WRITE, "{\"text\":\"B\"}");
    assert_string_equal(refusals(world, other), "item.ru.2:superseded:{\"text\":\"b\"}:flash;");
}

/* --- moderators ------------------------------------------------------------------------------ */

static void test_hide_and_keep(void **state)
{
    struct world *world = *state;
    int64_t row = lore_write(world, "item.ru.1", "7", "{\"text\":\"a\"}");
    assert_true(lore_edits(world, row, STORE_LORE_HIDE, NULL));
    assert_int_equal(world_lore(world)->state, STORE_LORE_HIDDEN);
    assert_int_equal(world_lore(world)->revision, 2);
    assert_string_equal(world_lore(world)->body, "{\"text\":\"a\"}");
    assert_false(lore_edits(world, row, STORE_LORE_HIDE, NULL));
    assert_int_equal(world_lore(world)->revision, 2);
    assert_int_equal(lore_claims_plain(world, "item.ru.1"), STORE_LORE_DONE);
    assert_true(lore_edits(world, row, STORE_LORE_KEEP, NULL));
    assert_int_equal(world_lore(world)->state, STORE_LORE_KEPT);
    assert_int_equal(world_lore(world)->revision, 3);
    assert_false(lore_edits(world, row, STORE_LORE_KEEP, NULL));
    lore_edits(world, row + 100, STORE_LORE_HIDE, NULL);
    assert_int_equal(world->err.code, ERR_NOT_FOUND);
}

static void test_keep_nothing(void **state)
{
    struct world *world = *state;
    lore_want(world, "item.ru.1", "7");
    int64_t row = lore_get(world, "item.ru.1")->row;
    lore_edits(world, row, STORE_LORE_KEEP, NULL);
    assert_int_equal(world->err.code, ERR_INVALID);
    assert_true(lore_edits(world, row, STORE_LORE_HIDE, NULL)); /* never to be written */
    assert_int_equal(lore_claims_plain(world, "item.ru.1"), STORE_LORE_DONE);
}

/* A moderator's own text; who was about to write another is too late, but his bill is booked. */
static void test_write(void **state)
{
    struct world *world = *state;
    lore_want(world, "item.ru.1", "7");
    struct store_lore_settle settle = lore_claimed(world, "item.ru.1", 60000);
    assert_true(lore_edits(world, settle.row, STORE_LORE_WRITE, "{\"text\":\"mine\"}"));
    assert_int_equal(world_lore(world)->state, STORE_LORE_KEPT);
    assert_null(world_lore(world)->model);
    lore_ends_kept(&settle, "{\"text\":\"late\"}", 40);
    assert_false(lore_settles(world, &settle));
    assert_string_equal(world_lore(world)->body, "{\"text\":\"mine\"}");
    assert_int_equal(world_lore(world)->cost, 40);
    assert_int_equal(lore_figures(world, NULL)->day.cost, 40);
    assert_int_equal(lore_figures(world, NULL)->day.reserved, 0);
}

/* Served until the new one is there; then the old one is among those that are not. */
static void test_renew(void **state)
{
    struct world *world = *state;
    int64_t row = lore_write(world, "item.ru.1", "7", "{\"text\":\"old\"}");
    assert_true(lore_edits(world, row, STORE_LORE_RENEW, NULL));
    assert_true(world_lore(world)->renew);
    assert_int_equal(world_lore(world)->state, STORE_LORE_KEPT);
    assert_int_equal(world_lore(world)->revision, 1);
    assert_string_equal(lore_open(world), "item.ru.1 ");
    assert_string_equal(lore_page(world, (struct store_lore_page){.which = STORE_LORE_RENEWED}),
                        "item.ru.1 ");
    struct store_lore_settle settle = lore_claimed(world, "item.ru.1", 60000);
    lore_ends_kept(&settle, "{\"text\":\"new\"}", 5);
    assert_true(lore_settles(world, &settle));
    assert_false(world_lore(world)->renew);
    assert_int_equal(world_lore(world)->revision, 2);
    assert_string_equal(refusals(world, row), "item.ru.1:superseded:{\"text\":\"old\"}:flash;");
    lore_edits(world, row, STORE_LORE_RENEW, NULL);
    settle = lore_claimed(world, "item.ru.1", 60000);
    settle.end = STORE_LORE_END_GIVEN_UP;
    settle.reason = "names";
    assert_true(lore_settles(world, &settle)); /* the old one stays */
    assert_int_equal(world_lore(world)->state, STORE_LORE_KEPT);
    assert_int_equal(world_lore(world)->revision, 2);
    assert_string_equal(lore_open(world), "");
}

static void on_audit(void *ctx, const struct store_audit_row *row, const struct err *err)
{
    struct world *world = ctx;
    if (row)
        buf_addf(&world->rows, "%s:%s:%s:%s;", row->line.who, row->line.what, row->line.subject,
                 row->line.became ? row->line.became : "-");
    else
        on_done(world, err);
}

static void test_audit(void **state)
{
    struct world *world = *state;
    int64_t row = lore_write(world, "item.ru.1", "7", "{}");
    lore_edits(world, row, STORE_LORE_HIDE, NULL);
    lore_edits(world, row, STORE_LORE_WRITE, "{\"text\":\"b\"}");
    buf_reset(&world->rows);
    world->waiting++;
    store_audit_load(world->store, "", 0, 9, on_audit, world);
    world_wait(world);
    assert_string_equal(world->rows.data, "1:lore.write:_lore/item.ru.1:{\"text\":\"b\"};"
                                          "1:lore.hide:_lore/item.ru.1:-;");
}

/* --- players --------------------------------------------------------------------------------- */

static void test_report(void **state)
{
    struct world *world = *state;
    int64_t row = lore_write(world, "item.ru.1", "7", "{}");
    assert_true(lore_reports(world, row, "8"));
    assert_false(lore_reports(world, row, "8"));
    assert_true(lore_reports(world, row, "9"));
    assert_int_equal(world_lore(world)->reports, 2);
    struct store_lore_page reported = {.which = STORE_LORE_REPORTED, .before = INT64_MAX};
    assert_string_equal(lore_page(world, reported), "item.ru.1 ");
    assert_true(lore_edits(world, row, STORE_LORE_KEEP, NULL));
    assert_string_equal(lore_page(world, reported), "");
    assert_int_equal(world_lore(world)->revision, 1);
    assert_false(lore_reports(world, row, "8")); /* he has said so of this text */
    assert_true(lore_edits(world, row, STORE_LORE_WRITE, "{\"text\":\"b\"}"));
    assert_true(lore_reports(world, row, "8")); /* this is another */
    lore_edits(world, row, STORE_LORE_HIDE, NULL);
    lore_reports(world, row, "10");
    assert_int_equal(world->err.code, ERR_NOT_FOUND);
}

static void on_pioneer(void *ctx, const struct store_pioneer *pioneer, const struct err *err)
{
    struct world *world = ctx;
    if (pioneer)
        buf_addf(&world->rows, "%" PRId64 ":%s:%" PRId64 ";", pioneer->place, pioneer->player,
                 pioneer->found);
    else
        on_done(world, err);
}

static const char *pioneers(struct world *world, const char *player, int64_t limit)
{
    buf_reset(&world->rows);
    world->waiting++;
    store_pioneers_load(world->store, player, limit, on_pioneer, world);
    world_wait(world);
    return world->rows.len ? world->rows.data : "";
}

static void test_pioneers(void **state)
{
    struct world *world = *state;
    int64_t row = lore_write(world, "item.ru.1", "7", "{}");
    lore_write(world, "item.ru.2", "8", "{}");
    lore_write(world, "item.ru.3", "8", "{}");
    lore_write(world, "item.ru.4", NULL, "{}");
    lore_want(world, "item.ru.5", "9");
    assert_string_equal(pioneers(world, NULL, 9), "1:8:2;2:7:1;");
    assert_string_equal(pioneers(world, NULL, 1), "1:8:2;");
    assert_string_equal(pioneers(world, "7", 1), "2:7:1;");
    assert_string_equal(pioneers(world, "9", 1), "");
    lore_edits(world, row, STORE_LORE_WRITE, "{\"text\":\"b\"}"); /* still his */
    assert_string_equal(pioneers(world, "7", 1), "2:7:1;");
    lore_edits(world, row, STORE_LORE_HIDE, NULL);
    assert_string_equal(pioneers(world, "7", 1), "");
    lore_edits(world, row, STORE_LORE_KEEP, NULL);
    assert_string_equal(pioneers(world, "7", 1), "2:7:1;");
}

static void erase(struct world *world, const char *player)
{
    static struct turn turn;
    turn_other(&turn, "erase");
    turn.it.erase = player;
    turn.it.erase_version = store_id(world->store);
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
}

/* Nothing names a player who is erased; his texts stay, and are to be published without him. */
static void test_erased(void **state)
{
    struct world *world = *state;
    int64_t row = lore_write(world, "item.ru.1", "7", "{}");
    lore_publish(world, row, 1);
    lore_write(world, "item.ru.2", "8", "{}");
    assert_true(lore_reports(world, row, "7"));
    erase(world, "7");
    assert_null(lore_get(world, "item.ru.1")->discoverer);
    assert_int_equal(world_lore(world)->revision, 2);
    assert_int_equal(world_lore(world)->state, STORE_LORE_KEPT);
    assert_string_equal(pioneers(world, NULL, 9), "1:8:1;");
    assert_true(lore_reports(world, row, "7"));
}

/* What names an erased player is emptied, the work on it is void, and it stays so. */
static void test_erased_of_whom_it_tells(void **state)
{
    struct world *world = *state;
    const struct store_lore_refused refused = {"length", "Ilya came"};
    const char *const about[] = {"{\"_players\":[\"77\",\"7\"],\"heroes\":[\"Ilya\"]}",
                                 "{\"_players\":[\"77\"],\"deeds\":\"\\\"7\\\"\"}"};
    lore_want_facts(world, "song.ru.1", "8", about[0]);
    struct store_lore_settle settle = lore_claimed(world, "song.ru.1", 60000);
    lore_ends_kept(&settle, "{\"text\":\"Ilya\"}", 10);
    settle.refused = &refused;
    settle.refused_count = 1;
    assert_true(lore_settles(world, &settle));
    lore_publish(world, settle.row, 1);
    lore_want_facts(world, "song.ru.2", "8", about[0]);
    struct store_lore_settle under_way = lore_claimed(world, "song.ru.2", 60000);
    lore_want_facts(world, "song.ru.3", "8", about[1]);

    erase(world, "7");
    const struct store_lore *lore = lore_get(world, "song.ru.1");
    assert_int_equal(lore->state, STORE_LORE_HIDDEN);
    assert_int_equal(lore->revision, 2);
    assert_null(lore->body);
    assert_string_equal(lore->facts, "{}");
    assert_string_equal(lore->attributes, "{}");
    assert_string_equal(lore->entity, "");
    assert_string_equal(lore_behind(world), "song.ru.1 song.ru.2 ");
    assert_string_equal(lore_get(world, "song.ru.3")->facts, about[1]);

    lore_ends_kept(&under_way, "{\"text\":\"Ilya\"}", 10);
    under_way.refused = &refused;
    under_way.refused_count = 1;
    assert_false(lore_settles(world, &under_way));
    assert_null(lore_get(world, "song.ru.2")->body);
    assert_string_equal(refusals(world, 0), "");
    for (int act = STORE_LORE_KEEP; act <= STORE_LORE_RENEW; act++)
        if (act != STORE_LORE_HIDE) {
            lore_edits(world, settle.row, (enum store_lore_act)act, "{\"text\":\"Ilya\"}");
            assert_int_equal(world->err.code, ERR_INVALID);
        }
    assert_null(lore_get(world, "song.ru.1")->body);
}

/* --- moving ---------------------------------------------------------------------------------- */

static struct store_lore exported(const char *id, const char *body, const char *discoverer)
{
    return (struct store_lore){.id = id,
                               .kind = "item",
                               .entity = "sword",
                               .language = "ru",
                               .attributes = "{}",
                               .facts = "{}",
                               .state = STORE_LORE_KEPT,
                               .body = body,
                               .discoverer = discoverer,
                               .discovered = 5,
                               .model = "pro",
                               .prompt = "p0",
                               .tokens_in = 1,
                               .tokens_out = 2,
                               .cost = 3,
                               .written_ms = 4};
}

static void test_import(void **state)
{
    struct world *world = *state;
    lore_write(world, "item.ru.1", "7", "{\"text\":\"here\"}");
    lore_want(world, "item.ru.2", "7");
    const struct store_lore rows[] = {exported("item.ru.1", "{\"text\":\"there\"}", "8"),
                                      exported("item.ru.2", "{\"text\":\"b\"}", NULL),
                                      exported("item.ru.3", "{\"text\":\"c\"}", "8")};
    struct store_lore_import import = {rows, 3, false, "1"};
    assert_int_equal(lore_imports(world, &import), 2);
    assert_string_equal(lore_get(world, "item.ru.1")->body, "{\"text\":\"here\"}");
    const struct store_lore *lore = lore_get(world, "item.ru.2");
    assert_string_equal(lore->body, "{\"text\":\"b\"}");
    assert_string_equal(lore->discoverer, "7"); /* nobody else is said to be */
    assert_int_equal(lore->revision, 1);
    lore = lore_get(world, "item.ru.3");
    assert_string_equal(lore->model, "pro");
    assert_int_equal(lore->written_ms, 4);
    assert_int_equal(lore->cost, 3);
    assert_string_equal(pioneers(world, NULL, 9), "1:7:2;2:8:1;");
    assert_string_equal(lore_open(world), "");
    import.replace = true;
    assert_int_equal(lore_imports(world, &import), 1); /* the others are as they were */
    assert_string_equal(lore_get(world, "item.ru.1")->discoverer, "8");
    assert_int_equal(world_lore(world)->revision, 2);
    assert_string_equal(pioneers(world, NULL, 9), "1:8:2;2:7:1;");
}

static void test_import_nothing(void **state)
{
    struct world *world = *state;
    struct store_lore rows[] = {exported("item.ru.1", "{}", NULL),
                                exported("item.ru.2", NULL, NULL)};
    const struct store_lore_import import = {rows, 2, false, "1"};
    lore_imports(world, &import);
    assert_int_equal(world->err.code, ERR_INVALID);
    assert_null(lore_get(world, "item.ru.1")); /* all or nothing */
}

/* --- figures --------------------------------------------------------------------------------- */

static void on_week(void *ctx, const struct store_lore_week *week, const struct err *err)
{
    struct world *world = ctx;
    if (!week) {
        on_done(world, err);
        return;
    }
    assert_int_equal((week->monday + 3) % 7, 0);
    buf_addf(&world->rows,
             "%" PRId64 "/%" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 ";", week->hits,
             week->misses, week->calls, week->cost, week->kept, week->given_up);
}

static void on_reason(void *ctx, const struct store_lore_reason *reason, const struct err *err)
{
    struct world *world = ctx;
    if (reason)
        buf_addf(&world->rows, "%s:%" PRId64 ";", reason->reason, reason->count);
    else
        on_done(world, err);
}

static void end_with(struct world *world, const char *id, enum store_lore_end end,
                     const char *reason, const struct store_lore_refused *refused, size_t count)
{
    lore_want(world, id, "7");
    struct store_lore_settle settle = lore_claimed(world, id, 60000);
    settle.end = end;
    settle.reason = reason;
    settle.refused = refused;
    settle.refused_count = count;
    settle.cost = 7;
    settle.calls = 1;
    assert_true(lore_settles(world, &settle));
}

static void test_weeks(void **state)
{
    struct world *world = *state;
    const struct store_lore_refused refused[] = {{"names", "x"}, {"names", "y"}};
    lore_write(world, "item.ru.1", "7", "{}");
    end_with(world, "item.ru.2", STORE_LORE_END_GIVEN_UP, "names", refused, 2);
    end_with(world, "item.ru.3", STORE_LORE_END_FAILED, "upstream", NULL, 0);
    world->waiting += 2;
    store_lore_count(world->store, 10, 2, on_done, world);
    store_lore_count(world->store, 5, 1, on_done, world);
    world_wait(world);
    buf_reset(&world->rows);
    world->waiting++;
    store_lore_weeks_load(world->store, 9, on_week, world);
    world_wait(world);
    assert_string_equal(world->rows.data, "15/3 3 24 1 1;");
    buf_reset(&world->rows);
    world->waiting++;
    store_lore_reasons_load(world->store, 0, on_reason, world);
    world_wait(world);
    assert_string_equal(world->rows.data, "names:2;upstream:1;");
}

static void test_figures(void **state)
{
    struct world *world = *state;
    int64_t row = lore_write(world, "item.ru.1", "7", "{}");
    int64_t hidden = lore_write(world, "item.ru.2", "7", "{}");
    lore_want(world, "item.ru.3", "7");
    lore_edits(world, hidden, STORE_LORE_HIDE, NULL);
    lore_edits(world, row, STORE_LORE_RENEW, NULL);
    lore_reports(world, row, "9");
    lore_publish(world, row, 1);
    const struct store_lore_figures *figures = lore_figures(world, NULL);
    assert_int_equal(figures->kept, 1);
    assert_int_equal(figures->hidden, 1);
    assert_int_equal(figures->wanted, 1);
    assert_int_equal(figures->given_up, 0);
    assert_int_equal(figures->reported, 1);
    assert_int_equal(figures->renewed, 1);
    assert_int_equal(figures->behind, 1);
    assert_int_equal(figures->day.cost, 20);
    assert_int_equal(figures->hour.calls, 2);
    assert_int_equal(figures->player.calls, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LORE_TEST(test_pages),        LORE_TEST(test_recent),
        LORE_TEST(test_refusals),     LORE_TEST(test_hide_and_keep),
        LORE_TEST(test_keep_nothing), LORE_TEST(test_write),
        LORE_TEST(test_renew),        LORE_TEST(test_audit),
        LORE_TEST(test_report),       LORE_TEST(test_pioneers),
        LORE_TEST(test_erased),       LORE_TEST(test_erased_of_whom_it_tells),
        LORE_TEST(test_import),       LORE_TEST(test_import_nothing),
        LORE_TEST(test_weeks),        LORE_TEST(test_figures),
    };
    return cmocka_run_group_tests_name("store lore review", tests, NULL, NULL);
}
