/* Lore in the model: a list of rows, and a bill for each claim that was ever made, so that what is
 * spent and reserved in a day is a sum over all of them and not a number that is kept up. What
 * moderators do, and lists for them, are not modelled. */
#include "memdb.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/lore_rules.h"

#include <stdlib.h>
#include <string.h>

enum { TEXTS = 12 };

struct memlore {
    struct list_node node; /* by coming */
    struct store_lore row;
};

enum bill_state { BILL_OPEN, BILL_LOST, BILL_SETTLED };

struct membill {
    struct list_node node;
    int64_t row, fence, claimed_ms;
    char *player; /* NULL: nobody's */
    int64_t reserved, calls, cost;
    enum bill_state state;
};

/* Where its texts are: each is a copy that the row owns. */
static void texts_of(struct store_lore *row, const char **ret_texts[TEXTS])
{
    const char **texts[TEXTS] = {&row->id,       &row->kind,       &row->entity,
                                 &row->language, &row->attributes, &row->facts,
                                 &row->body,     &row->discoverer, &row->model,
                                 &row->prompt,   &row->refusal,    &row->refused_prompt};
    for (size_t i = 0; i < TEXTS; i++)
        ret_texts[i] = texts[i];
}

static void set(const char **at, const char *text)
{
    char *copy = text ? mem_strdup(text) : NULL;
    free((void *)(uintptr_t)*at);
    *at = copy;
}

void memdb_lore_free(struct memdb *db)
{
    struct list_node *node;
    const char **texts[TEXTS];
    while ((node = list_pop(&db->lore))) {
        struct memlore *lore = LIST_OF(node, struct memlore, node);
        texts_of(&lore->row, texts);
        for (size_t i = 0; i < TEXTS; i++)
            set(texts[i], NULL);
        free(lore);
    }
    while ((node = list_pop(&db->bills))) {
        struct membill *bill = LIST_OF(node, struct membill, node);
        free(bill->player);
        free(bill);
    }
}

static struct memlore *find(const struct memdb *db, int64_t row, const char *id)
{
    for (struct list_node *at = list_first(&db->lore); at; at = list_next(&db->lore, at)) {
        struct memlore *lore = LIST_OF(at, struct memlore, node);
        if (row ? lore->row.row == row : str_equal(lore->row.id, id))
            return lore;
    }
    return NULL;
}

void memdb_want(struct memdb *db, const struct store_want *want)
{
    if (find(db, 0, want->id))
        return;
    struct memlore *lore = mem_alloc(sizeof(*lore));
    const char **texts[TEXTS];
    const struct store_lore row = {.row = ++db->last_lore,
                                   .id = want->id,
                                   .kind = want->kind,
                                   .entity = want->entity,
                                   .language = want->language,
                                   .attributes = want->attributes,
                                   .facts = want->facts,
                                   .discoverer = want->discoverer,
                                   .discovered = want->discovered};
    lore->row = row;
    texts_of(&lore->row, texts);
    for (size_t i = 0; i < TEXTS; i++)
        *texts[i] = *texts[i] ? mem_strdup(*texts[i]) : NULL;
    list_push(&db->lore, &lore->node);
}

/* --- reads ----------------------------------------------------------------------------------- */

static const struct store_lore *copy_of(const struct memlore *lore, struct store_rows *rows)
{
    struct store_lore *copy = rows_alloc(rows, sizeof(*copy));
    const char **texts[TEXTS];
    *copy = lore->row;
    texts_of(copy, texts);
    for (size_t i = 0; i < TEXTS; i++)
        *texts[i] = *texts[i] ? rows_text(rows, *texts[i], strlen(*texts[i])) : NULL;
    return copy;
}

static void tell(const struct memlore *lore, struct store_op *op, int outcome, int64_t wait_ms)
{
    const struct store_lore *copy = copy_of(lore, &op->rows);
    rows_add(&op->rows)->lore_told = (struct store_lore_told){outcome, wait_ms, copy};
}

void memdb_lore_get(const struct memdb *db, struct store_op *op)
{
    const struct memlore *lore = find(db, op->in.lore.row, op->in.lore.id);
    if (!lore)
        return;
    const struct store_lore *copy = copy_of(lore, &op->rows);
    rows_add(&op->rows)->lore = copy;
}

static bool is_on(const struct store_lore_page *page, const struct store_lore *row)
{
    bool open = page->which != STORE_LORE_OPEN || lore_is_open(row);
    bool behind = page->which != STORE_LORE_BEHIND || row->published < row->revision;
    return row->row > page->after && open && behind;
}

void memdb_lore_page(const struct memdb *db, struct store_op *op)
{
    const struct store_lore_page *page = &op->in.lore_page;
    for (struct list_node *at = list_first(&db->lore); at; at = list_next(&db->lore, at)) {
        const struct memlore *lore = LIST_OF(at, struct memlore, node);
        if (!is_on(page, &lore->row) || (int64_t)op->rows.count == page->limit)
            continue;
        const struct store_lore *copy = copy_of(lore, &op->rows);
        rows_add(&op->rows)->lore = copy;
    }
}

static struct store_lore_spent spent(const struct memdb *db, enum lore_span span,
                                     const char *player, int64_t now)
{
    struct store_lore_spent sum = {0};
    for (struct list_node *at = list_first(&db->bills); at; at = list_next(&db->bills, at)) {
        const struct membill *bill = LIST_OF(at, struct membill, node);
        if (lore_span_start(span, bill->claimed_ms) != lore_span_start(span, now) ||
            (span == LORE_PLAYER && !str_equal(bill->player, player)))
            continue;
        sum.reserved += bill->state == BILL_OPEN ? bill->reserved : 0;
        sum.cost += bill->state == BILL_LOST ? bill->reserved : bill->cost;
        sum.calls += bill->calls;
    }
    return sum;
}

void memdb_lore_figures(const struct memdb *db, struct store_op *op)
{
    struct store_lore_figures *figures = rows_alloc(&op->rows, sizeof(*figures));
    int64_t now = clock_wall_ms();
    figures->day = spent(db, LORE_DAY, NULL, now);
    figures->hour = spent(db, LORE_HOUR, NULL, now);
    if (op->in.list.of)
        figures->player = spent(db, LORE_PLAYER, op->in.list.of, now);
    rows_add(&op->rows)->lore_figures = figures;
}

/* --- the work -------------------------------------------------------------------------------- */

static struct membill *bill_of(const struct memdb *db, int64_t row, int64_t fence)
{
    for (struct list_node *at = list_first(&db->bills); at; at = list_next(&db->bills, at)) {
        struct membill *bill = LIST_OF(at, struct membill, node);
        if (bill->row == row && bill->fence == fence && bill->state != BILL_SETTLED)
            return bill;
    }
    return NULL;
}

static enum store_lore_claimed look_at_caps(const struct memdb *db,
                                            const struct store_lore_claim *claim, int64_t now,
                                            int64_t *wait_ms)
{
    enum store_lore_claimed verdict = STORE_LORE_CLAIMED;
    for (enum lore_span span = 0; span < LORE_SPANS && verdict == STORE_LORE_CLAIMED; span++) {
        if (span == LORE_PLAYER && !claim->player)
            continue;
        struct store_lore_spent sum = spent(db, span, claim->player, now);
        verdict = lore_fits(claim, span, &sum);
        *wait_ms = verdict == STORE_LORE_CLAIMED ? 0 : lore_span_rest_ms(span, now);
    }
    return verdict;
}

static void take(struct memdb *db, struct store_lore *row, const struct store_lore_claim *claim,
                 int64_t now)
{
    struct membill *bill = mem_alloc(sizeof(*bill));
    row->fence++;
    row->attempts++;
    row->lease_ms = now + claim->lease_ms;
    bill->row = row->row;
    bill->fence = row->fence;
    bill->claimed_ms = now;
    bill->player = claim->player ? mem_strdup(claim->player) : NULL;
    bill->reserved = claim->reserve;
    bill->calls = lore_claim_calls(claim);
    list_push(&db->bills, &bill->node);
}

void memdb_lore_claim(struct memdb *db, struct store_op *op)
{
    const struct store_lore_claim *claim = op->in.lore_claim;
    struct memlore *lore = find(db, 0, claim->id);
    int64_t now = clock_wall_ms();
    int64_t wait_ms = 0;
    if (!lore) {
        err_set(&op->err, ERR_NOT_FOUND, "there is no lore %s", claim->id);
        return;
    }
    enum store_lore_claimed verdict = lore_rule_look(&lore->row, claim->prompt, now, &wait_ms);
    if (verdict == STORE_LORE_CLAIMED) {
        struct membill *old = bill_of(db, lore->row.row, lore->row.fence);
        if (lore->row.lease_ms && old)
            old->state = BILL_LOST;
        verdict = look_at_caps(db, claim, now, &wait_ms);
    }
    if (verdict == STORE_LORE_CLAIMED)
        take(db, &lore->row, claim, now);
    tell(lore, op, (int)verdict, wait_ms);
}

void memdb_lore_lease(struct memdb *db, struct store_op *op)
{
    const struct store_lore_lease *lease = op->in.lore_lease;
    struct memlore *lore = find(db, lease->row, NULL);
    if (!lore) {
        err_set(&op->err, ERR_NOT_FOUND, "there is no such lore");
        return;
    }
    bool held = lore->row.fence == lease->fence && lore->row.lease_ms;
    if (held)
        lore->row.lease_ms = clock_wall_ms() + lease->lease_ms;
    tell(lore, op, held, 0);
}

static void keep(struct store_lore *row, const struct store_lore_settle *settle)
{
    row->state = STORE_LORE_KEPT;
    row->revision++;
    set(&row->body, settle->body);
    set(&row->model, settle->model);
    set(&row->prompt, settle->prompt);
    set(&row->refusal, NULL);
    row->written_ms = clock_wall_ms();
    row->next_ms = 0;
    row->renew = false;
}

static void end(struct store_lore *row, const struct store_lore_settle *settle)
{
    bool refused = settle->end == STORE_LORE_END_REFUSED;
    row->lease_ms = 0;
    switch (settle->end) {
    case STORE_LORE_END_KEPT:
        keep(row, settle);
        break;
    case STORE_LORE_END_REFUSED:
    case STORE_LORE_END_FAILED:
        row->next_ms = clock_wall_ms() + settle->next_after_ms;
        set(&row->refusal, settle->reason);
        set(&row->refused_prompt, refused ? settle->prompt : NULL);
        break;
    case STORE_LORE_END_GIVEN_UP:
        row->revision += row->state == STORE_LORE_WANTED;
        row->state = row->state == STORE_LORE_WANTED ? STORE_LORE_GIVEN_UP : row->state;
        row->renew = false;
        row->next_ms = 0;
        set(&row->refusal, settle->reason);
        break;
    case STORE_LORE_END_FREED:
        row->attempts--;
    }
}

void memdb_lore_settle(struct memdb *db, struct store_op *op)
{
    const struct store_lore_settle *settle = op->in.lore_settle;
    struct memlore *lore = find(db, settle->row, NULL);
    if (!lore) {
        err_set(&op->err, ERR_NOT_FOUND, "there is no such lore");
        return;
    }
    struct store_lore *row = &lore->row;
    struct membill *bill = bill_of(db, settle->row, settle->fence);
    bool stands = bill && row->fence == settle->fence && row->lease_ms;
    if (bill) {
        bill->state = BILL_SETTLED;
        bill->cost = settle->cost;
        bill->calls = settle->calls;
        row->tokens_in += settle->tokens_in;
        row->tokens_out += settle->tokens_out;
        row->cost += settle->cost;
    }
    if (stands)
        end(row, settle);
    tell(lore, op, stands, 0);
}

void memdb_lore_published(struct memdb *db, const struct store_op *op)
{
    struct memlore *lore = find(db, op->in.lore.row, NULL);
    if (lore && lore->row.published < op->in.lore.number)
        lore->row.published = op->in.lore.number;
}
