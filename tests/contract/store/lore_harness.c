/* Lore for the suites: see lore.h. What a call brings back is copied, since rows live during the
 * callback only. */
#include "lore.h"

#include "base/mem.h"

#include <inttypes.h>

static struct copy {
    struct store_lore lore;
    bool there;
    char *texts[13];
    enum store_lore_claimed claimed;
    int64_t wait_ms;
    bool done;
    size_t taken;
    struct store_lore_figures figures;
} copy;

static const char *keep(size_t at, const char *text)
{
    free(copy.texts[at]);
    copy.texts[at] = mem_strdup(text);
    return copy.texts[at];
}

static void remember(const struct store_lore *lore)
{
    copy.there = lore != NULL;
    if (!lore)
        return;
    copy.lore = *lore;
    const char **const texts[] = {
        &copy.lore.id,         &copy.lore.kind,   &copy.lore.entity,  &copy.lore.language,
        &copy.lore.attributes, &copy.lore.facts,  &copy.lore.body,    &copy.lore.discoverer,
        &copy.lore.model,      &copy.lore.prompt, &copy.lore.refusal, &copy.lore.refused_prompt};
    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
        *texts[i] = keep(i, *texts[i]);
}

const struct store_lore *world_lore(const struct world *world)
{
    (void)world;
    return copy.there ? &copy.lore : NULL;
}

/* --- wants ----------------------------------------------------------------------------------- */

void lore_want_facts(struct world *world, const char *id, const char *discoverer, const char *facts)
{
    static struct turn turn;
    char name[48];
    char kind[32];
    snprintf(name, sizeof(name), "want %" PRId64, store_id(world->store));
    snprintf(kind, sizeof(kind), "%.*s", (int)strcspn(id, "."), id);
    const struct store_want want = {
        .id = id,
        .kind = kind,
        .entity = "sword",
        .language = strstr(id, ".en.") ? "en" : "ru",
        .attributes = "{\"rarity\":2}",
        .facts = facts,
        .discoverer = discoverer,
        .discovered = 1000,
    };
    turn_other(&turn, name);
    turn.it.wants = &want;
    turn.it.want_count = 1;
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
}

void lore_want(struct world *world, const char *id, const char *discoverer)
{
    lore_want_facts(world, id, discoverer, "{\"name\":\"\xd0\xbc\xd0\xb5\xd1\x87\"}");
}

/* --- reads ----------------------------------------------------------------------------------- */

static void wait_for(struct world *world, bool must)
{
    world_wait(world);
    if (must && world->err.code)
        fail_msg("%s", world->err.text);
}

static void on_one(void *ctx, const struct store_lore *lore, const struct err *err)
{
    remember(lore);
    on_done(ctx, err);
}

const struct store_lore *lore_get(struct world *world, const char *id)
{
    world->waiting++;
    store_lore_get(world->store, id, on_one, world);
    wait_for(world, true);
    return world_lore(world);
}

static void on_each(void *ctx, const struct store_lore *lore, const struct err *err)
{
    struct world *world = ctx;
    if (lore)
        buf_addf(&world->rows, "%s ", lore->id);
    else
        on_done(world, err);
}

static void begin_load(struct world *world)
{
    buf_reset(&world->rows);
    buf_add(&world->rows, "", 0);
    world->waiting++;
}

static const char *end_load(struct world *world)
{
    wait_for(world, true);
    return world->rows.len ? world->rows.data : "";
}

const char *lore_open(struct world *world)
{
    begin_load(world);
    store_lore_open_load(world->store, 0, 10, on_each, world);
    return end_load(world);
}

const char *lore_behind(struct world *world)
{
    begin_load(world);
    store_lore_behind_load(world->store, 0, 10, on_each, world);
    return end_load(world);
}

const char *lore_page(struct world *world, struct store_lore_page page)
{
    begin_load(world);
    store_lore_page_load(world->store, &page, on_each, world);
    return end_load(world);
}

const char *lore_recent(struct world *world, const char *kind, const char *language, int64_t limit)
{
    const struct store_lore_recent recent = {kind, language, limit};
    begin_load(world);
    store_lore_recent_load(world->store, &recent, on_each, world);
    return end_load(world);
}

/* --- acts ------------------------------------------------------------------------------------ */

struct store_lore_claim lore_claim(const char *id, int64_t lease_ms)
{
    return (struct store_lore_claim){.id = id, .lease_ms = lease_ms, .reserve = LORE_RESERVE};
}

static void on_claimed(void *ctx, enum store_lore_claimed claimed, const struct store_lore *lore,
                       int64_t wait_ms, const struct err *err)
{
    copy.claimed = claimed;
    copy.wait_ms = wait_ms;
    on_one(ctx, lore, err);
}

enum store_lore_claimed lore_claims(struct world *world, const struct store_lore_claim *claim,
                                    int64_t *ret_wait_ms)
{
    world->waiting++;
    store_lore_claim(world->store, claim, on_claimed, world);
    wait_for(world, false);
    if (ret_wait_ms)
        *ret_wait_ms = copy.wait_ms;
    return copy.claimed;
}

enum store_lore_claimed lore_claims_plain(struct world *world, const char *id)
{
    struct store_lore_claim claim = lore_claim(id, 60000);
    return lore_claims(world, &claim, NULL);
}

struct store_lore_settle lore_claimed(struct world *world, const char *id, int64_t lease_ms)
{
    struct store_lore_claim claim = lore_claim(id, lease_ms);
    assert_int_equal(lore_claims(world, &claim, NULL), STORE_LORE_CLAIMED);
    return (struct store_lore_settle){.row = copy.lore.row, .fence = copy.lore.fence};
}

static void on_act(void *ctx, bool done, const struct store_lore *lore, const struct err *err)
{
    copy.done = done;
    on_one(ctx, lore, err);
}

void lore_ends_kept(struct store_lore_settle *settle, const char *body, int64_t cost)
{
    settle->end = STORE_LORE_END_KEPT;
    settle->body = body;
    settle->model = "flash";
    settle->prompt = "p1";
    settle->cost = cost;
    settle->calls = 1;
}

bool lore_settles(struct world *world, const struct store_lore_settle *settle)
{
    world->waiting++;
    store_lore_settle(world->store, settle, on_act, world);
    wait_for(world, true);
    return copy.done;
}

int64_t lore_write(struct world *world, const char *id, const char *discoverer, const char *body)
{
    lore_want(world, id, discoverer);
    struct store_lore_settle settle = lore_claimed(world, id, 60000);
    lore_ends_kept(&settle, body, 10);
    assert_true(lore_settles(world, &settle));
    return settle.row;
}

bool lore_leases(struct world *world, int64_t row, int64_t fence, int64_t lease_ms)
{
    const struct store_lore_lease lease = {row, fence, lease_ms};
    world->waiting++;
    store_lore_lease(world->store, &lease, on_act, world);
    wait_for(world, true);
    return copy.done;
}

void lore_publish(struct world *world, int64_t row, int64_t revision)
{
    world->waiting++;
    store_lore_published(world->store, row, revision, on_done, world);
    wait_for(world, true);
}

bool lore_edits(struct world *world, int64_t row, enum store_lore_act act, const char *body)
{
    const struct store_lore_edit edit = {row, act, "1", body};
    world->waiting++;
    store_lore_edit(world->store, &edit, on_act, world);
    wait_for(world, false);
    return copy.done;
}

bool lore_reports(struct world *world, int64_t row, const char *player)
{
    const struct store_lore_report report = {row, player};
    world->waiting++;
    store_lore_report(world->store, &report, on_act, world);
    wait_for(world, false);
    return copy.done;
}

static void on_imported(void *ctx, size_t taken, const struct err *err)
{
    copy.taken = taken;
    on_done(ctx, err);
}

size_t lore_imports(struct world *world, const struct store_lore_import *import)
{
    world->waiting++;
    store_lore_import(world->store, import, on_imported, world);
    wait_for(world, false);
    return copy.taken;
}

static void on_figures(void *ctx, const struct store_lore_figures *figures, const struct err *err)
{
    if (figures)
        copy.figures = *figures;
    on_done(ctx, err);
}

const struct store_lore_figures *lore_figures(struct world *world, const char *player)
{
    world->waiting++;
    store_lore_figures_get(world->store, player, on_figures, world);
    wait_for(world, true);
    return &copy.figures;
}
