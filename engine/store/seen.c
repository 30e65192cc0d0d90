/* The ids of committed updates, as ranges. In the usual case an id follows the last one, and its
 * range grows by an update in place; an id that comes late or after a gap makes a range of its own,
 * and a walk over the table now and then merges those that have come to touch:
 *
 *     [1..7] [9..9] [10..12]   8 comes   [1..8] [9..9] [10..12]   the walk   [1..12]
 *
 * Within a transaction the range that grows is at hand in memory (db->seen), so that the ids of a
 * group cost one look and one write of the table. Between transactions it is not known. */
#include "base/clock.h"
#include "store/sqlite.h"
#include "store/upkeep.h"

struct range {
    int64_t bot;
    int64_t first;
    int64_t last;
    int64_t seen_ms;
};

/* --- the range at hand ------------------------------------------------------------------------ */

static int find(struct db *db, int64_t bot, int64_t id, bool *ret_found, struct err *err)
{
    struct db_seen *seen = &db->seen;
    sqlite3_stmt *stmt = NULL;
    int r = db_start(db, SQL_SEEN_FIND, &stmt, err, "ii", bot, id);
    if (!r)
        r = db_step(db, stmt, err);
    if (r < 0)
        return r;
    *ret_found = r > 0;
    if (r > 0) {
        *seen = (struct db_seen){.bot = bot,
                                 .first = sqlite3_column_int64(stmt, 0),
                                 .last = sqlite3_column_int64(stmt, 1)};
        db_stop(stmt);
    }
    return 0;
}

static int find_next(struct db *db, int64_t bot, int64_t id, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    int r = db_start(db, SQL_SEEN_NEXT, &stmt, err, "ii", bot, id);
    if (!r)
        r = db_step(db, stmt, err);
    if (r < 0)
        return r;
    bool none = sqlite3_column_type(stmt, 0) == SQLITE_NULL;
    db->seen.next = none ? INT64_MAX : sqlite3_column_int64(stmt, 0);
    db_stop(stmt);
    return 0;
}

int seen_keep(struct db *db, struct err *err)
{
    const struct db_seen *seen = &db->seen;
    bool grown = seen->known && seen->grown;
    db->seen.known = false;
    if (!grown)
        return 0;
    return db_run(db, SQL_SEEN_EXTEND, NULL, err, "iiii", seen->bot, seen->first, seen->last,
                  seen->seen_ms);
}

/* Makes the last range that begins at or before id the one at hand; it is not `known` if there is
 * none. */
static int look(struct db *db, int64_t bot, int64_t id, struct err *err)
{
    struct db_seen *seen = &db->seen;
    if (seen->known && seen->bot == bot && id >= seen->first && id < seen->next)
        return 0;
    bool found = false;
    int r = seen_keep(db, err);
    if (!r)
        r = find(db, bot, id, &found, err);
    if (!r && found)
        r = find_next(db, bot, id, err);
    seen->known = !r && found;
    return r;
}

int seen_has(struct db *db, int64_t bot, int64_t id, bool *ret_has, struct err *err)
{
    int r = look(db, bot, id, err);
    if (!r)
        *ret_has = db->seen.known && db->seen.last >= id;
    return r;
}

int seen_add(struct db *db, int64_t bot, int64_t id, bool *ret_new, struct err *err)
{
    struct db_seen *seen = &db->seen;
    bool has = false;
    int r = seen_has(db, bot, id, &has, err);
    if (r)
        return r;
    *ret_new = !has;
    if (has)
        return 0;
    if (seen->known && seen->last == id - 1) {
        seen->last = id;
        seen->seen_ms = clock_wall_ms();
        seen->grown = true;
        return 0;
    }
    r = seen_keep(db, err);
    return r ? r : db_run(db, SQL_SEEN_ADD, NULL, err, "iii", bot, id, clock_wall_ms());
}

/* --- the walk -------------------------------------------------------------------------------- */

static int load_page(struct db *db, struct range *page, int64_t bot, int64_t first,
                     size_t *ret_count, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    size_t count = 0;
    int r = db_start(db, SQL_SEEN_PAGE, &stmt, err, "iii", bot, first, (int64_t)UPKEEP_ROWS);
    while (!r && (r = db_step(db, stmt, err)) > 0) {
        page[count++] =
            (struct range){sqlite3_column_int64(stmt, 0), sqlite3_column_int64(stmt, 1),
                           sqlite3_column_int64(stmt, 2), sqlite3_column_int64(stmt, 3)};
        r = 0;
    }
    *ret_count = count;
    return r;
}

static bool touches(const struct range *range, const struct range *next)
{
    return next->bot == range->bot && next->first - 1 <= range->last;
}

/* Merges into page[at] what touches it; returns the index behind. */
static size_t merge_run(struct range *page, size_t count, size_t at)
{
    struct range *range = &page[at];
    size_t next = at + 1;
    for (; next < count && touches(range, &page[next]); next++) {
        if (page[next].last > range->last)
            range->last = page[next].last;
        if (page[next].seen_ms > range->seen_ms)
            range->seen_ms = page[next].seen_ms;
    }
    return next;
}

int seen_merge(struct db *db, int64_t *bot, int64_t *first, bool *ret_more, struct err *err)
{
    struct range page[UPKEEP_ROWS];
    size_t count = 0;
    int r = seen_keep(db, err);
    if (!r)
        r = load_page(db, page, *bot, *first, &count, err);
    size_t next = 0;
    for (size_t at = 0; !r && at < count; at = next) {
        next = merge_run(page, count, at);
        *bot = page[at].bot;
        *first = page[at].first;
        if (next == at + 1)
            continue;
        r = db_run(db, SQL_SEEN_SWALLOW, NULL, err, "iii", *bot, *first, page[next - 1].first);
        if (!r)
            r = db_run(db, SQL_SEEN_EXTEND, NULL, err, "iiii", *bot, *first, page[at].last,
                       page[at].seen_ms);
    }
    *ret_more = count == UPKEEP_ROWS;
    return r;
}
