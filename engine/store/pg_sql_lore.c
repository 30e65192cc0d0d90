/* The texts of the statements about lore, those of sql_lore.c in the words of PostgreSQL. What
 * changes anything is a function of functions_lore.sql: an act is one step of the server. */
#include "store/pg_sql_lore.h"

#define LORE                                                                                       \
    "id, key, kind, entity, language, attributes, facts, state, revision, published, body,"        \
    " discoverer, discovered, model, prompt, tokens_in, tokens_out, cost, written_ms, fence,"      \
    " lease_ms, next_ms, attempts, refusal, refused_prompt, renew, reports"

/* Arguments: behind, below, how many, kind, language, discoverer, state (-1: any), renewed only. */
#define PAGE(where, order)                                                                         \
    "SELECT " LORE " FROM lore WHERE " where " AND id > $1::bigint AND id < $2::bigint"            \
    " AND ($4::text IS NULL OR kind = $4) AND ($5::text IS NULL OR language = $5)"                 \
    " AND ($6::text IS NULL OR discoverer = $6) AND ($7::bigint < 0 OR state = $7)"                \
    " AND ($8::bigint = 0 OR renew = 1) ORDER BY id" order " LIMIT $3::bigint"
#define PAGES(name, where)                                                                         \
    TEXT(PAGE_##name) = PAGE(where, ""), TEXT(PAGE_##name##_BACK) = PAGE(where, " DESC")

#define TEXT(name) [PG_LORE_##name - PG_LORE_WRITES]

#define NOW_MS   "(extract(epoch FROM clock_timestamp()) * 1000)::bigint"
#define IF_GOING " WHERE current_setting('bylina.turn') = '0'"

const char *const pg_lore_texts[PG_ALL - PG_LORE_WRITES] = {
    TEXT(WANT) = "SELECT pg_temp.lore_want($1, $2, $3, $4, $5, $6, $7, $8::bigint)" IF_GOING,
    TEXT(CLAIM) = "SELECT outcome, wait_ms FROM pg_temp.lore_claim($1, $2::bigint, $3::bigint,"
                  " $4::bigint, $5, $6, $7::bigint[])",
    TEXT(LEASE) = "SELECT pg_temp.lore_lease($1::bigint, $2::bigint, $3::bigint)",
    TEXT(SETTLE) = "SELECT pg_temp.lore_settle($1::bigint, $2::bigint, $3::bigint, $4, $5, $6, $7,"
                   " $8::text[], $9::text[], $10::bigint[], $11::bigint)",
    TEXT(PUBLISHED) = "UPDATE lore SET published = greatest(published, $2::bigint)"
                      " FROM pg_temp.lore_begin() WHERE id = $1::bigint",
    TEXT(COUNT) = "SELECT pg_temp.lore_count(now, $1::bigint, $2::bigint, 0, 0, 0, 0, 0, 0)"
                  " FROM pg_temp.lore_begin() AS now",
    TEXT(EDIT) = "SELECT pg_temp.lore_edit($1::bigint, $2::bigint, $3, $4, $5)",
    TEXT(REPORT) = "SELECT pg_temp.lore_report($1::bigint, $2)",
    TEXT(TAKEN) = "SELECT set_config('bylina.taken', '0', true)",
    TEXT(IMPORT) = "SELECT pg_temp.lore_import($1::bigint = 1, $2, $3, $4, $5, $6, $7, $8, $9,"
                   " $10, $11, $12::bigint[])",
    TEXT(IMPORTED) =
        "INSERT INTO audit (done_ms, who, what, detail) SELECT " NOW_MS ", $1::text,"
        " 'lore.import', current_setting('bylina.taken') || ' of ' || $2::bigint || ' texts'",
    TEXT(ERASE) = "SELECT pg_temp.lore_erase($1)" IF_GOING,
    TEXT(NOW) = "SELECT " LORE " FROM lore WHERE id = $1::bigint",
    TEXT(NOW_OF) = "SELECT " LORE " FROM lore WHERE key = $1::text",
    TEXT(REFUSAL_PRUNE) =
        "WITH gone AS (DELETE FROM lore_refusals WHERE id IN (SELECT id FROM lore_refusals"
        " WHERE id <= (SELECT max(id) FROM lore_refusals) - $1::bigint ORDER BY id"
        " LIMIT $2::bigint) RETURNING 1) SELECT count(*) FROM gone",
    TEXT(SPENT_PRUNE) = "WITH claims AS (DELETE FROM lore_claims WHERE claimed_ms < $1::bigint)"
                        " DELETE FROM lore_spent WHERE hour < $2::bigint",

    TEXT(BY_ROW) = "SELECT " LORE " FROM lore WHERE id = $1::bigint",
    TEXT(BY_KEY) = "SELECT " LORE " FROM lore WHERE key = $1::text",
    PAGES(ALL, "true"),
    PAGES(STATE, "state = $7"),
    PAGES(KIND, "kind = $4"),
    PAGES(FINDER, "discoverer = $6"),
    PAGES(REPORTED, "reports > 0"),
    PAGES(OPEN, "(state = 0 OR renew = 1)"),
    PAGES(BEHIND, "published < revision"),
    TEXT(RECENT) = "SELECT " LORE " FROM lore WHERE kind = $1 AND language = $2 AND state = 1"
                   " ORDER BY written_ms DESC, id DESC LIMIT $3",
    TEXT(REFUSALS) = "SELECT r.id, lore, key, reason, words, r.model, r.prompt, at_ms"
                     " FROM lore_refusals AS r JOIN lore AS l ON l.id = r.lore"
                     " WHERE r.id < $1::bigint AND ($3::bigint = 0 OR r.lore = $3)"
                     " ORDER BY r.id DESC LIMIT $2::bigint",
    TEXT(SPENT) =
        "SELECT s.spent, s.reserved, s.calls FROM (SELECT " NOW_MS
        " / 3600000 AS hours) AS now CROSS JOIN (VALUES (1, 24::bigint, ''),"
        " (2, 1::bigint, ''), (3, 24::bigint, nullif($1::text, ''))) AS b (n, span, player)"
        " LEFT JOIN lore_spent AS s ON s.span = b.span AND s.player = b.player"
        " AND s.hour = hours - hours % b.span ORDER BY b.n",
    TEXT(FIGURES) = "SELECT (SELECT count(*) FROM lore WHERE state = 0),"
                    " (SELECT count(*) FROM lore WHERE state = 1),"
                    " (SELECT count(*) FROM lore WHERE state = 2),"
                    " (SELECT count(*) FROM lore WHERE state = 3),"
                    " (SELECT count(*) FROM lore WHERE reports > 0),"
                    " (SELECT count(*) FROM lore WHERE (state = 0 OR renew = 1) AND renew = 1),"
                    " (SELECT count(*) FROM lore WHERE published < revision)",
    TEXT(WEEKS) = "SELECT monday, hits, misses, calls, cost, tokens_in, tokens_out, kept, given_up"
                  " FROM lore_weeks ORDER BY monday DESC LIMIT $1",
    TEXT(REASONS) = "SELECT reason, sum(n) FROM lore_reasons WHERE monday >= $1"
                    " GROUP BY reason ORDER BY sum(n) DESC, reason LIMIT $2",
    TEXT(PIONEERS) = "SELECT player, found FROM lore_pioneers"
                     " ORDER BY found DESC, reached, player LIMIT $1",
    TEXT(PIONEER) = "SELECT player, found, 1 + (SELECT count(*) FROM lore_pioneers AS b"
                    " WHERE b.found > a.found OR (b.found = a.found"
                    " AND (b.reached, b.player) < (a.reached, a.player)))"
                    " FROM lore_pioneers AS a WHERE player = $1",
    TEXT(PICTURE_GET) = "SELECT bytes FROM pictures WHERE id = $1",
    TEXT(PICTURE_PUT) = "INSERT INTO pictures (id, bytes) VALUES ($1, $2) ON CONFLICT DO NOTHING",
};
