/* Finding documents by their fields, for any backend: whatever is asked, what comes is what a walk
 * over all documents would give. */
#include "harness.h"

#include "base/mem.h"
#include "base/rng.h"

#define LOTS    60
#define CHANGES 400
#define ASKED   600

enum { SEED = 20261126 };

static const char *const names[STORE_INDEX_MAX] = {"bid", "good", "open", "till"};

struct lot {
    char id[8];
    bool there;
    struct store_field fields[STORE_INDEX_MAX];
    size_t count;
};

/* --- values ---------------------------------------------------------------------------------- */

static struct store_value number(double value)
{
    return (struct store_value){STORE_NUMBER, value, NULL};
}

static struct store_value text(const char *value)
{
    return (struct store_value){STORE_TEXT, 0, value};
}

static struct store_value truth(bool value)
{
    return (struct store_value){STORE_BOOLEAN, value, NULL};
}

static struct store_value some_value(struct rng *rng, size_t field)
{
    static const double numbers[] = {-3, -0.5, 0, 0.25, 1, 2, 255, 256, 9007199254740992};
    static const char *const texts[] = {"", "a", "ab", "b", "топор", "\xff"};
    if (field == 1)
        return text(texts[rng_below(rng, 6)]);
    if (field == 2)
        return truth(rng_below(rng, 2));
    return number(numbers[rng_below(rng, 9)]);
}

static int compare(const struct store_value *a, const struct store_value *b)
{
    if (a->type == STORE_TEXT)
        return strcmp(a->text, b->text);
    return (a->number > b->number) - (a->number < b->number);
}

static const struct store_value *value_of(const struct lot *lot, const char *name)
{
    for (size_t i = 0; i < lot->count; i++)
        if (strcmp(lot->fields[i].name, name) == 0)
            return &lot->fields[i].value;
    return NULL;
}

/* --- documents ------------------------------------------------------------------------------- */

static void save(struct world *world, const char *kind, const struct lot *lot)
{
    struct turn turn;
    char name[40];
    struct store_index index = {lot->fields, lot->count};
    snprintf(name, sizeof(name), "save %lld", (long long)store_id(world->store));
    turn_other(&turn, name);
    turn_writes(world, &turn, kind, lot->id, lot->there ? "{}" : NULL);
    turn.writes[0].index = &index;
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
}

static void put_lot(struct world *world, const char *id, double till, const char *good)
{
    struct lot lot = {.there = true, .count = good ? 2 : 1};
    snprintf(lot.id, sizeof(lot.id), "%s", id);
    lot.fields[0] = (struct store_field){"till", number(till)};
    lot.fields[1] = (struct store_field){"good", text(good)};
    save(world, "lot", &lot);
}

static void drop_lot(struct world *world, const char *id)
{
    struct lot lot = {.there = false};
    snprintf(lot.id, sizeof(lot.id), "%s", id);
    save(world, "lot", &lot);
}

/* --- finding --------------------------------------------------------------------------------- */

static void on_found(void *ctx, const char *const *ids, size_t count, int64_t changes,
                     const struct err *err)
{
    struct world *world = ctx;
    assert_int_equal(changes, 0);
    buf_reset(&world->rows);
    buf_addc(&world->rows, ' ');
    for (size_t i = 0; i < count; i++)
        buf_addf(&world->rows, "%s ", ids[i]);
    on_done(world, err);
}

static const char *ask(struct world *world, const struct store_find *find)
{
    world->waiting++;
    store_find(world->store, find, on_found, world);
    world_wait(world);
    if (world->err.code)
        fail_msg("%s", world->err.text);
    return world->rows.data;
}

static const char *lots(struct world *world, const char *order, bool falling, int64_t limit)
{
    struct store_find find = {
        .kind = "lot", .order = order, .falling = falling, .indexed = true, .limit = limit};
    return ask(world, &find);
}

static const char *lots_where(struct world *world, const char *name, struct store_value value,
                              const char *order)
{
    struct store_field where = {name, value};
    struct store_find find = {.kind = "lot",
                              .where = &where,
                              .where_count = 1,
                              .order = order,
                              .indexed = true,
                              .limit = 10};
    return ask(world, &find);
}

static void test_by_order(void **state)
{
    struct world *world = *state;
    put_lot(world, "b", 20, "axe");
    put_lot(world, "a", 20, "axe");
    put_lot(world, "c", -1, "hat");
    assert_string_equal(lots(world, "till", false, 10), " c a b ");
    assert_string_equal(lots(world, "till", true, 10), " a b c ");
    assert_string_equal(lots(world, "till", true, 1), " a ");
    assert_string_equal(lots(world, NULL, false, 10), " a b c ");
    assert_string_equal(lots(world, NULL, true, 2), " a b ");
}

static void test_by_value(void **state)
{
    struct world *world = *state;
    put_lot(world, "a", 3, "axe");
    put_lot(world, "b", 2, "axe");
    put_lot(world, "c", 1, "ax");
    put_lot(world, "d", 1, NULL);
    assert_string_equal(lots_where(world, "good", text("axe"), "till"), " b a ");
    assert_string_equal(lots_where(world, "good", text("axe"), NULL), " a b ");
    assert_string_equal(lots_where(world, "good", text("ax"), NULL), " c ");
    assert_string_equal(lots_where(world, "till", number(1), NULL), " c d ");
    assert_string_equal(lots_where(world, "till", number(1), "good"), " c ");
    assert_string_equal(lots_where(world, "till", number(9), NULL), " ");
}

static void test_changes_and_drops(void **state)
{
    struct world *world = *state;
    put_lot(world, "a", 1, "axe");
    put_lot(world, "b", 2, "axe");
    put_lot(world, "a", 3, "hat");
    assert_string_equal(lots(world, "till", false, 10), " b a ");
    assert_string_equal(lots_where(world, "good", text("axe"), NULL), " b ");
    drop_lot(world, "b");
    assert_string_equal(lots(world, NULL, false, 10), " a ");
    put_lot(world, "b", 0, NULL);
    world_reopen(world);
    assert_string_equal(lots(world, "till", false, 10), " b a ");
    assert_string_equal(lots(world, "good", false, 10), " a ");
}

static void test_a_turn_that_is_undone_leaves_nothing(void **state)
{
    struct world *world = *state;
    struct turn turn;
    struct store_field field = {"till", number(5)};
    struct store_index index = {&field, 1};
    turn_update(&turn, 1, 1);
    turn_reads(&turn, "lot", "other", 77);
    turn_writes(world, &turn, "lot", "a", "{}");
    turn.writes[0].index = &index;
    assert_int_equal(commit(world, &turn), STORE_CONFLICT);
    assert_string_equal(lots(world, NULL, false, 10), " ");
}

static void test_a_kind_without_an_index(void **state)
{
    struct world *world = *state;
    struct store_find find = {.kind = "doc", .limit = 2};
    put(world, "b", "1");
    put(world, "a", "1");
    put(world, "c", "1");
    put(world, "a", NULL);
    assert_string_equal(ask(world, &find), " b c ");
}

static void test_texts_count_by_their_beginning(void **state)
{
    struct world *world = *state;
    char *long_text = mem_alloc(2 * STORE_TEXT_MAX + 1);
    memset(long_text, 'x', 2 * STORE_TEXT_MAX);
    put_lot(world, "a", 1, long_text);
    assert_string_equal(lots_where(world, "good", text(long_text), NULL), " a ");
    long_text[STORE_TEXT_MAX - 1] = 'y';
    assert_string_equal(lots_where(world, "good", text(long_text), NULL), " ");
    free(long_text);
}

/* --- all of them against a walk -------------------------------------------------------------- */

static void change_lot(struct rng *rng, struct lot *lot)
{
    lot->there = rng_below(rng, 10) > 0;
    lot->count = 0;
    for (size_t field = 0; lot->there && field < STORE_INDEX_MAX; field++)
        if (rng_below(rng, 8))
            lot->fields[lot->count++] = (struct store_field){names[field], some_value(rng, field)};
}

static void draw_find(struct rng *rng, struct store_find *find, struct store_field *where)
{
    *find = (struct store_find){.kind = "lot", .where = where, .indexed = true};
    find->limit = 1 + (int64_t)rng_below(rng, LOTS);
    find->falling = rng_below(rng, 2);
    if (rng_below(rng, 4))
        find->order = names[rng_below(rng, STORE_INDEX_MAX)];
    for (size_t field = STORE_INDEX_MAX; field-- > 0;)
        if (rng_below(rng, 3) == 0)
            where[find->where_count++] = (struct store_field){names[field], some_value(rng, field)};
}

static bool fits(const struct store_find *find, const struct lot *lot)
{
    for (size_t i = 0; i < find->where_count; i++) {
        const struct store_value *value = value_of(lot, find->where[i].name);
        if (!value || compare(value, &find->where[i].value))
            return false;
    }
    return lot->there && (!find->order || value_of(lot, find->order));
}

static bool goes_before(const struct store_find *find, const struct lot *a, const struct lot *b)
{
    int order = find->order ? compare(value_of(a, find->order), value_of(b, find->order)) : 0;
    return order ? (order < 0) != find->falling : strcmp(a->id, b->id) < 0;
}

static void walk(const struct lot *all, const struct store_find *find, struct buf *out)
{
    bool told[LOTS] = {false};
    buf_reset(out);
    buf_addc(out, ' ');
    for (int64_t n = 0; n < find->limit; n++) {
        size_t best = LOTS;
        for (size_t i = 0; i < LOTS; i++)
            if (!told[i] && fits(find, &all[i]) &&
                (best == LOTS || goes_before(find, &all[i], &all[best])))
                best = i;
        if (best == LOTS)
            return;
        told[best] = true;
        buf_addf(out, "%s ", all[best].id);
    }
}

static void test_as_a_walk_would(void **state)
{
    struct world *world = *state;
    struct lot *all = mem_array(LOTS, sizeof(*all));
    struct rng rng;
    struct buf wanted;
    rng_seed(&rng, SEED);
    buf_init(&wanted, 1 << 16);
    for (size_t i = 0; i < LOTS; i++)
        snprintf(all[i].id, sizeof(all[i].id), "L%zu", i);
    for (size_t i = 0; i < CHANGES; i++) {
        struct lot *lot = &all[rng_below(&rng, LOTS)];
        change_lot(&rng, lot);
        save(world, "lot", lot);
    }
    for (size_t i = 0; i < ASKED; i++) {
        struct store_field where[STORE_INDEX_MAX];
        struct store_find find;
        draw_find(&rng, &find, where);
        walk(all, &find, &wanted);
        if (strcmp(ask(world, &find), wanted.data) != 0)
            fail_msg("seed %d, find %zu: %s, not %s", SEED, i, world->rows.data, wanted.data);
    }
    buf_done(&wanted);
    free(all);
}

/* --- documents that were there before the index ---------------------------------------------- */

static void on_page(void *ctx, const struct store_doc *docs, size_t count, const struct err *err)
{
    struct world *world = ctx;
    buf_reset(&world->rows);
    for (size_t i = 0; i < count; i++) {
        buf_addf(&world->rows, "%s=%s;", docs[i].id, docs[i].body ? docs[i].body : "-");
        world->version = docs[i].version;
    }
    on_done(world, err);
}

static const char *page(struct world *world, const char *after, int64_t limit)
{
    world->waiting++;
    store_kind_load(world->store, "doc", after, limit, on_page, world);
    world_wait(world);
    return world->rows.data;
}

static void test_pages_of_a_kind(void **state)
{
    struct world *world = *state;
    put(world, "a", "1");
    put(world, "b", "2");
    int64_t last = put(world, "b", NULL);
    put(world, "c", "3");
    assert_string_equal(page(world, "", 2), "a=1;b=-;");
    assert_int_equal(world->version, last);
    assert_string_equal(page(world, "b", 2), "c=3;");
    assert_string_equal(page(world, "c", 2), "");
}

static void index_doc(struct world *world, const char *id, int64_t version, double till)
{
    struct store_field field = {"till", number(till)};
    struct store_index index = {&field, 1};
    struct store_indexing row = {.kind = "doc", .id = id, .version = version, .index = &index};
    world->waiting++;
    store_index_put(world->store, &row, 1, on_done, world);
    world_wait(world);
    assert_int_equal(world->err.code, 0);
}

static void test_indexing_later(void **state)
{
    struct world *world = *state;
    struct store_find find = {.kind = "doc", .order = "till", .indexed = true, .limit = 9};
    int64_t old = put(world, "a", "1");
    int64_t b = put(world, "b", "1");
    int64_t a = put(world, "a", "2");
    index_doc(world, "a", old, 1); /* somebody has written it since */
    index_doc(world, "b", b, 2);
    assert_string_equal(ask(world, &find), " b ");
    index_doc(world, "a", a, 1);
    index_doc(world, "a", a, 1);
    assert_string_equal(ask(world, &find), " a b ");
    index_doc(world, "b", put(world, "b", NULL), 2); /* gone without a word to the index */
    assert_string_equal(ask(world, &find), " a ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_by_order, world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(test_by_value, world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(test_changes_and_drops, world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(test_a_turn_that_is_undone_leaves_nothing, world_set_up,
                                        world_tear_down),
        cmocka_unit_test_setup_teardown(test_a_kind_without_an_index, world_set_up,
                                        world_tear_down),
        cmocka_unit_test_setup_teardown(test_texts_count_by_their_beginning, world_set_up,
                                        world_tear_down),
        cmocka_unit_test_setup_teardown(test_as_a_walk_would, world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(test_pages_of_a_kind, world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(test_indexing_later, world_set_up, world_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
