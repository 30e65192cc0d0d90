/* The texts of the statements about lore, as sql.c has the rest, beside db/sqlite/0010_lore.sql.
 * Numbers in texts: states 0 wanted, 1 kept, 2 hidden, 3 given up (enum store_lore_state). */
#include "store/sql_lore.h"

#define LORE                                                                                       \
    "id, key, kind, entity, language, attributes, facts, state, revision, published, body,"        \
    " discoverer, discovered, model, prompt, tokens_in, tokens_out, cost, written_ms, fence,"      \
    " lease_ms, next_ms, attempts, refusal, refused_prompt, renew, reports"

/* A page by what an index can tell; the rest is looked at row by row. Arguments: behind, below, how
 * many, kind, language, discoverer, state (-1: any), renewed only. */
#define PAGE(where, order)                                                                         \
    "SELECT " LORE " FROM lore WHERE " where " AND id > ?1 AND id < ?2"                            \
    " AND (?4 IS NULL OR kind = ?4) AND (?5 IS NULL OR language = ?5)"                             \
    " AND (?6 IS NULL OR discoverer = ?6) AND (?7 < 0 OR state = ?7)"                              \
    " AND (?8 = 0 OR renew = 1) ORDER BY id" order " LIMIT ?3"
#define PAGES(name, where)                                                                         \
    [SQL_LORE_PAGE_##name - SQL_LORE_FIRST] = PAGE(where, ""),                                     \
                            [SQL_LORE_PAGE_##name##_BACK - SQL_LORE_FIRST] = PAGE(where, " DESC")

/* Of the facts' list `_players`; the index of the same condition finds the few that have one. */
#define NAMES_PLAYER "instr(facts, '\"_players\":') > 0 AND instr(facts, '\"' || ?1 || '\"') > 0"
#define TEXT(name)   [SQL_LORE_##name - SQL_LORE_FIRST]

const char *const sql_lore_texts[SQL_ALL - SQL_LORE_FIRST] = {
    TEXT(WANT) = "INSERT INTO lore (key, kind, entity, language, attributes, facts, discoverer,"
                 " discovered) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
                 " ON CONFLICT (key) DO NOTHING",
    TEXT(BY_KEY) = "SELECT " LORE " FROM lore WHERE key = ?1",
    TEXT(BY_ROW) = "SELECT " LORE " FROM lore WHERE id = ?1",

    TEXT(CLAIM) = "UPDATE lore SET fence = fence + 1, lease_ms = ?2, attempts = attempts + 1"
                  " WHERE id = ?1",
    TEXT(LEASE) = "UPDATE lore SET lease_ms = ?3"
                  " WHERE id = ?1 AND fence = ?2 AND lease_ms > 0",
    TEXT(CLAIM_ADD) = "INSERT INTO lore_claims (lore, fence, claimed_ms, player, reserved, calls)"
                      " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    TEXT(CLAIM_GET) = "SELECT claimed_ms, player, reserved, calls, lost FROM lore_claims"
                      " WHERE lore = ?1 AND fence = ?2",
    TEXT(CLAIM_LOSE) = "UPDATE lore_claims SET lost = 1 WHERE lore = ?1 AND fence = ?2",
    TEXT(CLAIM_DROP) = "DELETE FROM lore_claims WHERE lore = ?1 AND fence = ?2",
    TEXT(CLAIM_PRUNE) = "DELETE FROM lore_claims WHERE claimed_ms < ?1",
    TEXT(SPENT_GET) = "SELECT spent, reserved, calls FROM lore_spent"
                      " WHERE span = ?1 AND hour = ?2 AND player = ?3",
    TEXT(SPENT_ADD) = "INSERT INTO lore_spent (span, hour, player, reserved, spent, calls)"
                      " VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (span, hour, player) DO UPDATE"
                      " SET reserved = reserved + excluded.reserved,"
                      " spent = spent + excluded.spent, calls = calls + excluded.calls",
    TEXT(SPENT_PRUNE) = "DELETE FROM lore_spent WHERE hour < ?1",

    TEXT(COST) = "UPDATE lore SET tokens_in = tokens_in + ?2, tokens_out = tokens_out + ?3,"
                 " cost = cost + ?4 WHERE id = ?1",
    TEXT(KEPT) = "UPDATE lore SET state = 1, revision = revision + 1, body = ?2, model = ?3,"
                 " prompt = ?4, written_ms = ?5, lease_ms = 0, next_ms = 0, refusal = NULL,"
                 " renew = 0, reports = 0 WHERE id = ?1",
    TEXT(LATER) = "UPDATE lore SET lease_ms = 0, next_ms = ?2, refusal = ?3,"
                  " refused_prompt = ?4 WHERE id = ?1",
    TEXT(GIVEN_UP) = "UPDATE lore SET revision = revision + (state = 0),"
                     " state = CASE state WHEN 0 THEN 3 ELSE state END, lease_ms = 0, next_ms = 0,"
                     " refusal = ?2, renew = 0 WHERE id = ?1",
    TEXT(FREED) = "UPDATE lore SET lease_ms = 0, attempts = attempts - 1 WHERE id = ?1",
    TEXT(SUPERSEDE) = "INSERT INTO lore_refusals (lore, at_ms, reason, words, model, prompt)"
                      " SELECT id, ?2, ?3, body, model, prompt FROM lore"
                      " WHERE id = ?1 AND body IS NOT NULL",
    TEXT(REFUSAL_ADD) = "INSERT INTO lore_refusals (lore, at_ms, reason, words, model, prompt)"
                        " SELECT id, ?2, ?3, ?4, ?5, ?6 FROM lore WHERE id = ?1"
                        " AND entity <> ''",
    TEXT(REFUSAL_PRUNE) = "DELETE FROM lore_refusals WHERE id IN (SELECT id FROM lore_refusals"
                          " WHERE id <= (SELECT max(id) FROM lore_refusals) - ?1"
                          " ORDER BY id LIMIT ?2)",
    TEXT(PUBLISHED) = "UPDATE lore SET published = max(published, ?2) WHERE id = ?1",
    TEXT(WEEK_ADD) = "INSERT INTO lore_weeks (monday, hits, misses, calls, cost, tokens_in,"
                     " tokens_out, kept, given_up) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"
                     " ON CONFLICT (monday) DO UPDATE SET hits = hits + excluded.hits,"
                     " misses = misses + excluded.misses, calls = calls + excluded.calls,"
                     " cost = cost + excluded.cost, tokens_in = tokens_in + excluded.tokens_in,"
                     " tokens_out = tokens_out + excluded.tokens_out,"
                     " kept = kept + excluded.kept, given_up = given_up + excluded.given_up",
    TEXT(REASON_ADD) = "INSERT INTO lore_reasons (monday, reason, n) VALUES (?1, ?2, 1)"
                       " ON CONFLICT (monday, reason) DO UPDATE SET n = n + 1",
    TEXT(PIONEER_ADD) = "INSERT INTO lore_pioneers (player, found, reached)"
                        " SELECT discoverer, ?2, ?3 FROM lore"
                        " WHERE id = ?1 AND discoverer IS NOT NULL"
                        " ON CONFLICT (player) DO UPDATE SET found = found + excluded.found,"
                        " reached = CASE WHEN excluded.found > 0 THEN excluded.reached"
                        " ELSE reached END",
    TEXT(PIONEER_DROP) = "DELETE FROM lore_pioneers WHERE found <= 0 AND player ="
                         " (SELECT discoverer FROM lore WHERE id = ?1)",

    TEXT(CHANGE) = "UPDATE lore SET state = ?2, revision = revision + ?3, renew = ?4,"
                   " fence = fence + (?5 AND lease_ms > 0),"
                   " lease_ms = CASE WHEN ?5 THEN 0 ELSE lease_ms END,"
                   " attempts = CASE WHEN ?6 THEN 0 ELSE attempts END,"
                   " next_ms = CASE WHEN ?6 THEN 0 ELSE next_ms END,"
                   " reports = CASE WHEN ?6 THEN reports ELSE 0 END WHERE id = ?1",
    TEXT(WRITE) = "UPDATE lore SET body = ?2, model = NULL, prompt = NULL, written_ms = ?3,"
                  " refusal = NULL, next_ms = 0 WHERE id = ?1",
    TEXT(IMPORT) = "INSERT INTO lore (key, kind, entity, language, attributes, facts, discoverer,"
                   " discovered, state, body, model, prompt, tokens_in, tokens_out, cost,"
                   " written_ms, revision) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11,"
                   " ?12, ?13, ?14, ?15, ?16, 1) ON CONFLICT (key) DO NOTHING",
    TEXT(REPLACE) = "UPDATE lore SET discoverer = coalesce(?2, discoverer),"
                    " discovered = CASE WHEN ?2 IS NULL THEN discovered ELSE ?3 END, state = ?4,"
                    " body = ?5, model = ?6, prompt = ?7, tokens_in = tokens_in + ?8,"
                    " tokens_out = tokens_out + ?9, cost = cost + ?10, written_ms = ?11,"
                    " revision = revision + 1, fence = fence + (lease_ms > 0), lease_ms = 0,"
                    " next_ms = 0, refusal = NULL, renew = 0, reports = 0 WHERE id = ?1",
    TEXT(REPORT_ADD) = "INSERT INTO lore_reports (lore, player) VALUES (?1, ?2)"
                       " ON CONFLICT (lore, player) DO NOTHING",
    TEXT(REPORTED) = "UPDATE lore SET reports = reports + 1 WHERE id = ?1",
    TEXT(REPORTS_DROP) = "DELETE FROM lore_reports WHERE lore = ?1",
    TEXT(ERASE_AUDIT) = "UPDATE audit SET was = NULL, became = NULL WHERE subject IN"
                        " (SELECT '_lore/' || key FROM lore WHERE " NAMES_PLAYER ")",
    TEXT(ERASE_ANSWERS) = "DELETE FROM lore_refusals WHERE lore IN"
                          " (SELECT id FROM lore WHERE " NAMES_PLAYER ")",
    TEXT(ERASE_TEXTS) = "UPDATE lore SET entity = '', attributes = '{}', facts = '{}', body = NULL,"
                        " state = 2, revision = revision + 1, fence = fence + (lease_ms > 0),"
                        " lease_ms = 0, next_ms = 0, renew = 0, reports = 0"
                        " WHERE " NAMES_PLAYER,
    TEXT(ERASE_FINDER) = "UPDATE lore SET discoverer = NULL, revision = revision + (state = 1)"
                         " WHERE discoverer = ?1",
    TEXT(ERASE_REPORTS) = "DELETE FROM lore_reports WHERE player = ?1",
    TEXT(ERASE_PIONEER) = "DELETE FROM lore_pioneers WHERE player = ?1",

    PAGES(ALL, "1"),
    PAGES(STATE, "state = ?7"),
    PAGES(KIND, "kind = ?4"),
    PAGES(FINDER, "discoverer = ?6"),
    PAGES(REPORTED, "reports > 0"),
    PAGES(OPEN, "(state = 0 OR renew = 1)"),
    PAGES(BEHIND, "published < revision"),
    TEXT(RECENT) = "SELECT " LORE " FROM lore WHERE kind = ?1 AND language = ?2 AND state = 1"
                   " ORDER BY written_ms DESC, id DESC LIMIT ?3",
    TEXT(REFUSALS) = "SELECT r.id, lore, key, reason, words, r.model, r.prompt, at_ms"
                     " FROM lore_refusals AS r JOIN lore AS l ON l.id = lore"
                     " WHERE r.id < ?1 ORDER BY r.id DESC LIMIT ?2",
    TEXT(REFUSALS_OF) = "SELECT r.id, lore, key, reason, words, r.model, r.prompt, at_ms"
                        " FROM lore_refusals AS r JOIN lore AS l ON l.id = lore"
                        " WHERE lore = ?3 AND r.id < ?1 ORDER BY r.id DESC LIMIT ?2",
    /* kept: the rest, since SQLite counts a whole table by its pages, and a state row by row */
    TEXT(FIGURES) = "SELECT (SELECT count(*) FROM lore WHERE state = 0),"
                    " (SELECT count(*) FROM lore) - (SELECT count(*) FROM lore WHERE state = 0)"
                    " - (SELECT count(*) FROM lore WHERE state = 2)"
                    " - (SELECT count(*) FROM lore WHERE state = 3),"
                    " (SELECT count(*) FROM lore WHERE state = 2),"
                    " (SELECT count(*) FROM lore WHERE state = 3),"
                    " (SELECT count(*) FROM lore WHERE reports > 0),"
                    " (SELECT count(*) FROM lore WHERE (state = 0 OR renew = 1) AND renew = 1),"
                    " (SELECT count(*) FROM lore WHERE published < revision)",
    TEXT(WEEKS) = "SELECT monday, hits, misses, calls, cost, tokens_in, tokens_out, kept, given_up"
                  " FROM lore_weeks ORDER BY monday DESC LIMIT ?1",
    TEXT(REASONS) = "SELECT reason, sum(n) FROM lore_reasons WHERE monday >= ?1"
                    " GROUP BY reason ORDER BY sum(n) DESC, reason LIMIT ?2",
    TEXT(PIONEERS) = "SELECT player, found FROM lore_pioneers"
                     " ORDER BY found DESC, reached, player LIMIT ?1",
    TEXT(PIONEER) = "SELECT player, found, 1 + (SELECT count(*) FROM lore_pioneers AS b"
                    " WHERE b.found > a.found OR (b.found = a.found"
                    " AND (b.reached, b.player) < (a.reached, a.player)))"
                    " FROM lore_pioneers AS a WHERE player = ?1",
    TEXT(PICTURE_GET) = "SELECT bytes FROM pictures WHERE id = ?1",
    TEXT(PICTURE_PUT) = "INSERT INTO pictures (id, bytes) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
};
