/* Lore for the suites: its calls made into plain ones. */
#ifndef BYLINA_TESTS_STORE_LORE_H
#define BYLINA_TESTS_STORE_LORE_H

#include "harness.h"
#include "store/lore_review.h"

#define LORE_RESERVE    ((int64_t)1000) /* of lore_claim */
#define LORE_TEST(name) cmocka_unit_test_setup_teardown(name, world_set_up, world_tear_down)

/* A turn at 1000 that wants a sword in Russian. */
void lore_want(struct world *world, const char *id, const char *discoverer);
void lore_want_facts(struct world *world, const char *id, const char *discoverer,
                     const char *facts);

/* The row that the last call told of, as a copy; NULL: none. */
const struct store_lore *world_lore(const struct world *world);
const struct store_lore *lore_get(struct world *world, const char *id);
/* Loads: the ids, each with a blank behind it. */
const char *lore_open(struct world *world);
const char *lore_behind(struct world *world);
const char *lore_page(struct world *world, struct store_lore_page page);
const char *lore_recent(struct world *world, const char *kind, const char *language, int64_t limit);

struct store_lore_claim lore_claim(const char *id, int64_t lease_ms); /* reserves LORE_RESERVE */
enum store_lore_claimed lore_claims(struct world *world, const struct store_lore_claim *claim,
                                    int64_t *ret_wait_ms);
enum store_lore_claimed lore_claims_plain(struct world *world, const char *id);
/* Claims it (fails if that is not to be had), and begins its settlement. */
struct store_lore_settle lore_claimed(struct world *world, const char *id, int64_t lease_ms);
void lore_ends_kept(struct store_lore_settle *settle, const char *body, int64_t cost);
bool lore_settles(struct world *world, const struct store_lore_settle *settle);
/* Wants it, claims it, keeps this text. The row. */
int64_t lore_write(struct world *world, const char *id, const char *discoverer, const char *body);
bool lore_leases(struct world *world, int64_t row, int64_t fence, int64_t lease_ms);
void lore_publish(struct world *world, int64_t row, int64_t revision);
bool lore_edits(struct world *world, int64_t row, enum store_lore_act act, const char *body);
bool lore_reports(struct world *world, int64_t row, const char *player);
size_t lore_imports(struct world *world, const struct store_lore_import *import);
const struct store_lore_figures *lore_figures(struct world *world, const char *player);

#endif
