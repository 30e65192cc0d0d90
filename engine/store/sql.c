/* The texts of the statements: data only, so that what is asked of the database can be read in one
 * place beside db/sqlite/0001_start.sql. Numbers in texts: 0 waiting, 1 sending, 2 sent (enum
 * store_out_state). Everything is reached by a primary key or an index that is named in the schema.
 */
#include "store/sql.h"

#define PAID                                                                                       \
    "number, charge, provider_charge, bot, payer, chat, payload, currency, amount, paid_ms,"       \
    " credited_ms, refund_ms, refunded_ms, refused"

/* A broadcast's due is negative until the admin has confirmed it. */
#define BROADCAST_ROW                                                                              \
    "SELECT id, who, lang, texts, paid, state, cursor, claimed, sent, failed, blocked, missed,"    \
    " progress, started_ms, ended_ms, abs(due) FROM broadcasts"

const char *const sql_texts[SQL_COUNT] = {
    [SQL_BEGIN_READ] = "BEGIN",
    [SQL_BEGIN_WRITE] = "BEGIN IMMEDIATE",
    [SQL_COMMIT] = "COMMIT",
    [SQL_ROLLBACK] = "ROLLBACK",
    [SQL_SAVE] = "SAVEPOINT one",
    [SQL_UNDO] = "ROLLBACK TO one",
    [SQL_KEEP] = "RELEASE one",
    [SQL_DATA_VERSION] = "PRAGMA data_version",

    [SQL_DOC_READ] = "SELECT version, body FROM documents WHERE kind = ?1 AND id = ?2",
    [SQL_DOC_VERSION] = "SELECT version FROM documents WHERE kind = ?1 AND id = ?2",
    [SQL_DOC_WRITE] = "INSERT INTO documents (kind, id, version, body) VALUES (?1, ?2, ?3, ?4)"
                      " ON CONFLICT (kind, id) DO UPDATE"
                      " SET version = excluded.version, body = excluded.body",
    [SQL_DOC_DROP_TIMERS] = "DELETE FROM timers WHERE kind = ?1 AND id = ?2",

    [SQL_SEEN_FIND] = "SELECT first, last FROM seen WHERE bot = ?1 AND first <= ?2"
                      " ORDER BY first DESC LIMIT 1",
    [SQL_SEEN_NEXT] = "SELECT min(first) FROM seen WHERE bot = ?1 AND first > ?2",
    [SQL_SEEN_EXTEND] = "UPDATE seen SET last = ?3, seen_ms = max(seen_ms, ?4)"
                        " WHERE bot = ?1 AND first = ?2",
    [SQL_SEEN_ADD] = "INSERT INTO seen (bot, first, last, seen_ms) VALUES (?1, ?2, ?2, ?3)",
    [SQL_SEEN_PAGE] = "SELECT bot, first, last, seen_ms FROM seen WHERE (bot, first) >= (?1, ?2)"
                      " ORDER BY bot, first LIMIT ?3",
    [SQL_SEEN_SWALLOW] = "DELETE FROM seen WHERE bot = ?1 AND first > ?2 AND first <= ?3",
    [SQL_SEEN_PRUNE] = "DELETE FROM seen WHERE seen_ms < ?1 AND last < (SELECT"
                       " CAST(value AS INTEGER) FROM settings WHERE name = 'confirmed.' || bot)",
    [SQL_EVENT_FIND] = "SELECT 1 FROM events WHERE id = ?1 || ?2",
    [SQL_EVENT_ADD] = "INSERT INTO events (id, seen_ms) VALUES (?1 || ?2, ?3)",
    [SQL_EVENT_PRUNE] = "DELETE FROM events WHERE n IN (SELECT n FROM events ORDER BY n LIMIT ?2)"
                        " AND seen_ms < ?1",

    [SQL_INBOX_ADD] = "INSERT INTO inbox (id, bot, update_id, received, lane, body)"
                      " VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (bot, update_id) DO NOTHING",
    [SQL_INBOX_LOAD] = "SELECT id, bot, update_id, received, lane, body FROM inbox"
                       " WHERE id > ?1 ORDER BY id LIMIT ?2",
    [SQL_INBOX_DROP] = "DELETE FROM inbox WHERE id = ?1",
    [SQL_INBOX_DROP_UPDATE] = "DELETE FROM inbox WHERE bot = ?1 AND update_id = ?2",

    [SQL_TIMER_SET] = "INSERT INTO timers (uid, kind, id, name, deadline)"
                      " VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (kind, id, name) DO UPDATE"
                      " SET uid = excluded.uid, deadline = excluded.deadline",
    [SQL_TIMER_CANCEL] = "DELETE FROM timers WHERE kind = ?1 AND id = ?2 AND name = ?3",
    [SQL_TIMER_FIRE] = "DELETE FROM timers WHERE uid = ?1",
    [SQL_TIMERS_LOAD] = "SELECT uid, kind, id, name, deadline FROM timers"
                        " WHERE (deadline, uid) > (?1, ?2) AND deadline <= ?3"
                        " ORDER BY deadline, uid LIMIT ?4",

    [SQL_OUT_ADD] = "INSERT INTO outbox (id, chat, body, priority, policy, made_ms)"
                    " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    [SQL_OUTS_LOAD] = "SELECT id, chat, body, priority, policy, state FROM outbox"
                      " WHERE state < 2 AND id > ?1 ORDER BY id LIMIT ?2",
    [SQL_OUT_GET] = "SELECT id, chat, body, priority, policy, state FROM outbox"
                    " WHERE state < 2 AND id = ?1",
    [SQL_OUT_SETTLE] = "UPDATE outbox SET state = ?2, detail = ?3,"
                       " ended_ms = CASE WHEN ?2 >= 2 THEN ?4 END WHERE id = ?1 AND state < 2",
    [SQL_OUT_PRUNE_SENT] = "DELETE FROM outbox WHERE id IN (SELECT id FROM outbox WHERE"
                           " ended_ms < ?1 AND state = 2 ORDER BY ended_ms LIMIT ?2)",
    [SQL_OUT_PRUNE] = "DELETE FROM outbox WHERE id IN (SELECT id FROM outbox WHERE"
                      " ended_ms < ?1 ORDER BY ended_ms LIMIT ?2)",

    [SQL_SLOT_WANT] = "INSERT INTO slots (chat, slot, version, desired) VALUES (?1, ?2, ?3, ?4)"
                      " ON CONFLICT (chat, slot) DO UPDATE"
                      " SET version = excluded.version, desired = excluded.desired",
    [SQL_SLOT_GET] = "SELECT s.version, s.desired, s.shown, s.message, s.in_doubt, c.bottom,"
                     " c.blocked_ms IS NOT NULL FROM (SELECT ?1 AS chat, ?2 AS slot) AS k"
                     " LEFT JOIN slots AS s ON s.chat = k.chat AND s.slot = k.slot"
                     " LEFT JOIN chats AS c ON c.chat = k.chat",
    [SQL_SLOTS_LOAD] = "SELECT s.version, s.desired, s.shown, s.message, s.in_doubt, c.bottom,"
                       " c.blocked_ms IS NOT NULL, s.chat, s.slot FROM slots AS s LEFT JOIN chats "
                       "AS c ON c.chat = s.chat"
                       " WHERE (s.shown < s.version OR s.in_doubt = 1) AND s.version > ?1"
                       " ORDER BY s.version LIMIT ?2",
    [SQL_SLOT_SETTLE] = "UPDATE slots SET shown = ?3, message = ?4, in_doubt = ?5"
                        " WHERE chat = ?1 AND slot = ?2",
    [SQL_CHAT_BOTTOM] = "INSERT INTO chats (chat, bottom) VALUES (?1, ?2) ON CONFLICT (chat)"
                        " DO UPDATE SET bottom = excluded.bottom WHERE excluded.bottom > bottom",
    [SQL_CHAT_HEARD] = "INSERT INTO chats (chat, bottom, heard_day) VALUES (?1, ?2, ?3)"
                       " ON CONFLICT (chat) DO UPDATE SET bottom = max(bottom, excluded.bottom),"
                       " blocked_ms = NULL, heard_day = excluded.heard_day"
                       " WHERE excluded.bottom > bottom OR blocked_ms IS NOT NULL"
                       " OR heard_day IS NOT excluded.heard_day",
    [SQL_CHAT_BLOCK] = "INSERT INTO chats (chat, blocked_ms) VALUES (?1, ?2) ON CONFLICT (chat)"
                       " DO UPDATE SET blocked_ms = excluded.blocked_ms WHERE blocked_ms IS NULL",
    [SQL_OUT_FAILED] = "INSERT INTO outbox (id, chat, body, priority, policy, state, detail,"
                       " ended_ms) VALUES (?1, ?2, ?3, 0, 0, 4, ?4, ?5)"
                       " ON CONFLICT (id) DO NOTHING",

    [SQL_PAYMENT_ADD] = "INSERT INTO payments (charge, provider_charge, bot, payer, chat, payload,"
                        " currency, amount, paid_ms, refused, number)"
                        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10,"
                        " (SELECT coalesce(max(number), 0) + 1 FROM payments))"
                        " ON CONFLICT (charge) DO NOTHING",
    [SQL_PAYMENTS_OPEN] = "SELECT charge, provider_charge, bot, payer, chat, payload, currency,"
                          " amount, paid_ms, count(*) OVER () FROM payments WHERE refunded_ms IS"
                          " NULL AND (credited_ms IS NULL OR refund_ms IS NOT NULL)"
                          " ORDER BY paid_ms, charge LIMIT ?1",
    [SQL_PAID_CREDITED] = "UPDATE payments SET credited_ms = ?2, refused = NULL WHERE charge = ?1"
                          " AND credited_ms IS NULL AND refund_ms IS NULL AND refunded_ms IS NULL",
    [SQL_PAID_REFUNDED] = "UPDATE payments SET refunded_ms = ?2, refused = ?3,"
                          " refund_ms = coalesce(refund_ms, ?2)"
                          " WHERE charge = ?1 AND refunded_ms IS NULL",
    [SQL_PAID_REFUSED] =
        "UPDATE payments SET refused = ?2 WHERE charge = ?1 AND credited_ms IS NULL",
    [SQL_PAID_LOAD] = "SELECT " PAID " FROM payments WHERE number < ?1"
                      " ORDER BY number DESC LIMIT ?2",
    [SQL_PAID_OF] = "SELECT " PAID " FROM payments WHERE payer = ?3 AND number < ?1"
                    " ORDER BY number DESC LIMIT ?2",
    [SQL_PAID_FIND] = "SELECT " PAID " FROM payments WHERE number = ?1 OR charge = ?2",
    [SQL_REFUNDS_LOAD] = "SELECT " PAID " FROM payments WHERE refund_ms IS NOT NULL"
                         " AND refunded_ms IS NULL AND number > ?1 ORDER BY number LIMIT ?2",
    [SQL_PAID_RETRY] = "INSERT INTO inbox (id, bot, update_id, received, lane, body)"
                       " SELECT ?2, 0, ?2, ?3, ?4, ?5 FROM payments"
                       " WHERE number = ?1 AND credited_ms IS NULL AND refund_ms IS NULL",
    [SQL_PAID_REFUND] = "UPDATE payments SET refund_ms = ?2, refused = NULL WHERE number = ?1"
                        " AND refund_ms IS NULL AND refunded_ms IS NULL",
    [SQL_PAID_KEEP] = "UPDATE payments SET refund_ms = NULL, refused = ?2 WHERE number = ?1"
                      " AND refund_ms IS NOT NULL AND refunded_ms IS NULL",
    [SQL_PAID_AUDIT] = "INSERT INTO audit (done_ms, who, what, detail, subject)"
                       " SELECT ?2, ?3, ?4, charge, 'player/' || payer FROM payments"
                       " WHERE number = ?1",
    [SQL_PAY_ADD] = "INSERT INTO ledger (now, payer, payee, amount, why, event)"
                    " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    [SQL_FAILURE_ADD] = "INSERT INTO failures (event, lane, now, failed_ms, report, body)"
                        " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    [SQL_FAILURE_PRUNE] = "DELETE FROM failures WHERE id IN (SELECT id FROM failures WHERE"
                          " id <= (SELECT max(id) FROM failures) - ?1 ORDER BY id LIMIT ?2)",
    [SQL_ERASE_FAILURES] = "DELETE FROM failures WHERE lane = 'player/' || ?1",
    [SQL_ERASE_OUTS] = "DELETE FROM outbox WHERE chat = CAST(?1 AS INTEGER) AND state >= 2",
    [SQL_ERASE_PUSHES] = "UPDATE documents SET body = NULL, version = ?2 WHERE kind = '_push'"
                         " AND body IS NOT NULL AND json_extract(body, '$.player') = ?1",
    [SQL_ERASE_AUDIT] = "UPDATE audit SET detail = NULL, was = NULL, became = NULL"
                        " WHERE subject = 'player/' || ?1",

    [SQL_VALUE_GET] = "SELECT value FROM settings WHERE name = ?1",
    [SQL_VALUE_SET] = "INSERT INTO settings (name, value) VALUES (?1, ?2)"
                      " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    [SQL_AUDIT_ADD] = "INSERT INTO audit (done_ms, who, what, detail, subject, was, became,"
                      " refused) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    [SQL_AUDIT_PRUNE] = "DELETE FROM audit WHERE id IN (SELECT id FROM audit WHERE refused = 1"
                        " ORDER BY id DESC LIMIT ?2 OFFSET ?1)",

    [SQL_GENERATION_ADD] = "INSERT INTO generations"
                           " (number, hash, who, live_ms, origin, folder, what, files)"
                           " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    [SQL_GENERATIONS_LOAD] = "SELECT number, hash, who, live_ms, origin, folder, what, files"
                             " FROM generations WHERE number < ?1"
                             " ORDER BY number DESC, id DESC LIMIT ?2",
    [SQL_GENERATIONS_FORGET] = "UPDATE generations SET files = NULL WHERE files IS NOT NULL"
                               " AND id NOT IN (SELECT id FROM generations"
                               " WHERE files IS NOT NULL ORDER BY id DESC LIMIT ?1)",
    [SQL_SOURCE_ADD] = "INSERT INTO sources (hash, body) VALUES (?1, ?2)"
                       " ON CONFLICT (hash) DO NOTHING",
    [SQL_SOURCES_LOAD] = "SELECT json_extract(f.value, '$[0]'), s.hash, s.body"
                         " FROM generations AS g,"
                         " json_each(g.files) AS f JOIN sources AS s"
                         " ON s.hash = json_extract(f.value, '$[1]')"
                         " WHERE g.id = (SELECT max(id) FROM generations WHERE number = ?1)"
                         " ORDER BY f.id",
    [SQL_SOURCES_PRUNE] = "DELETE FROM sources WHERE hash NOT IN"
                          " (SELECT json_extract(f.value, '$[1]')"
                          " FROM generations AS g, json_each(g.files) AS f"
                          " WHERE g.files IS NOT NULL)",
    [SQL_PLACES_LOAD] = "SELECT id, (SELECT json_group_array(json_extract(p.value, '$.scene'))"
                        " FROM json_each(documents.body, '$.path') AS p)"
                        " FROM documents WHERE kind = '_session' AND id > ?1"
                        " AND json_valid(body) ORDER BY id LIMIT ?2",

    [SQL_FAILURES_LOAD] = "SELECT id, event, lane, now, failed_ms, report, body, state,"
                          " settled_ms, settled_by FROM failures WHERE state = 0 AND id < ?1"
                          " AND instr(report, ?3) > 0"
                          " ORDER BY id DESC LIMIT ?2",
    [SQL_FAILURE_GET] = "SELECT id, event, lane, now, failed_ms, report, body, state,"
                        " settled_ms, settled_by FROM failures WHERE id = ?1",
    [SQL_FAILURE_SETTLE] = "UPDATE failures SET state = ?2, settled_ms = ?3, settled_by = ?4"
                           " WHERE id = ?1 AND state = 0",
    [SQL_FAILURE_RETRY] = "INSERT INTO inbox (id, bot, update_id, received, lane, body)"
                          " SELECT ?2, 0, ?2, ?3, lane, body FROM failures"
                          " WHERE id = ?1 AND CASE WHEN json_valid(body)"
                          " THEN json_extract(body, '$.type') IS NOT NULL END",
    [SQL_FAILED_OUTS_LOAD] = "SELECT id, chat, body, priority, policy, detail, ended_ms FROM outbox"
                             " WHERE state = 4 AND id < ?1 ORDER BY id DESC LIMIT ?2",
    [SQL_FAILED_OUT_AGAIN] = "INSERT INTO outbox (id, chat, body, priority, policy, made_ms)"
                             " SELECT ?2, chat, body, priority, policy, ?3 FROM outbox"
                             " WHERE id = ?1 AND state = 4",
    [SQL_FAILED_OUT_END] = "UPDATE outbox SET state = 3, detail = ?2 || coalesce(detail, '')"
                           " WHERE id = ?1 AND state = 4",
    [SQL_TIMERS_OF] = "SELECT uid, kind, id, name, deadline FROM timers WHERE kind = ?1 AND id = ?2"
                      " ORDER BY deadline, uid LIMIT ?3",
    [SQL_TIMER_TAKE] = "DELETE FROM timers WHERE uid = ?1"
                       " RETURNING kind || '/' || id || ' ' || name",
    [SQL_COUNTS] = "SELECT (SELECT count(*) FROM failures WHERE state = 0),"
                   " (SELECT count(*) FROM outbox WHERE state = 4),"
                   " (SELECT count(*) FROM chats WHERE blocked_ms IS NOT NULL),"
                   " (SELECT count(*) FROM timers),"
                   " (SELECT page_count * page_size FROM pragma_page_count, pragma_page_size),"
                   " (SELECT count(*) FROM chats WHERE heard_day = ?1 AND chat > 0)",
    [SQL_OUTBOX] = "SELECT chat, count(*), min(nullif(made_ms, 0)), sum(count(*)) OVER (),"
                   " (SELECT count(*) FROM slots WHERE shown < version OR in_doubt = 1) FROM outbox"
                   " WHERE state < 2 GROUP BY chat ORDER BY count(*) DESC, chat LIMIT ?1",
    [SQL_FAILURE_KINDS] =
        "SELECT max(id), count(*), count(DISTINCT lane), max(failed_ms), line FROM (SELECT id,"
        " lane, failed_ms, substr(report, 1, instr(report || char(10), char(10)) - 1) AS line"
        " FROM failures WHERE state = 0) GROUP BY line ORDER BY max(id) DESC LIMIT ?1",
    [SQL_AUDIT_LOAD] = "SELECT id, done_ms, who, what, detail, subject, was, became, refused"
                       " FROM audit WHERE id < ?1 ORDER BY id DESC LIMIT ?2",
    [SQL_AUDIT_OF] = "SELECT id, done_ms, who, what, detail, subject, was, became, refused"
                     " FROM audit WHERE (who = ?3 OR subject = 'player/' || ?3) AND id < ?1"
                     " ORDER BY id DESC LIMIT ?2",

    [SQL_BROADCAST_ADD] = "INSERT INTO broadcasts (id, who, lang, texts, paid, made_ms, due)"
                          " VALUES (?1, ?2, ?3, ?4, ?5, ?6, nullif(-?7, 0))",
    [SQL_BROADCAST_FORGET] = "DELETE FROM broadcasts WHERE state = 0 AND who = ?1"
                             " AND coalesce(due, 0) <= 0",
    [SQL_BROADCAST_PLAN] =
        "UPDATE broadcasts SET due = -due WHERE id = ?1 AND state = 0 AND due < 0",
    [SQL_BROADCAST_QUEUE] =
        "UPDATE broadcasts SET due = ?2 WHERE id = ?1 AND state = 0 AND due IS NULL",
    [SQL_BROADCASTS_PLANNED] = BROADCAST_ROW " WHERE state = 0 AND due > 0 ORDER BY due, id"
                                             " LIMIT ?1",
    [SQL_BROADCAST_GET] = BROADCAST_ROW " WHERE id = ?1",
    [SQL_BROADCAST_OPEN] = BROADCAST_ROW " WHERE state IN (1, 2) ORDER BY id LIMIT 1",
    [SQL_BROADCAST_SAVE] = "UPDATE broadcasts SET state = ?3, cursor = ?4, claimed = ?5, sent = ?6,"
                           " failed = ?7, blocked = ?8, missed = ?9, progress = ?10,"
                           " started_ms = nullif(?11, 0), ended_ms = nullif(?12, 0)"
                           " WHERE id = ?1 AND state = ?2",
    [SQL_PLAYERS_LOAD] = "SELECT d.id, coalesce(json_extract(d.body, '$.lang'), ''),"
                         " c.blocked_ms IS NOT NULL FROM documents AS d LEFT JOIN chats AS c"
                         " ON c.chat = CAST(d.id AS INTEGER)"
                         " WHERE d.kind = 'player' AND d.id > ?1 AND json_valid(d.body)"
                         " ORDER BY d.id LIMIT ?2",

    [SQL_INDEXED_GET] = "SELECT fields FROM indexed WHERE kind = ?1 AND id = ?2",
    [SQL_INDEXED_PUT] = "INSERT INTO indexed (kind, id, fields) VALUES (?1, ?2, ?3)"
                        " ON CONFLICT (kind, id) DO UPDATE SET fields = excluded.fields",
    [SQL_INDEXED_DROP] = "DELETE FROM indexed WHERE kind = ?1 AND id = ?2",
    [SQL_FOUND_ADD] = "INSERT INTO found (shape, key, id) VALUES (?1, ?2, ?3)"
                      " ON CONFLICT DO NOTHING",
    [SQL_FOUND_DROP] = "DELETE FROM found WHERE shape = ?1 AND key = ?2 AND id = ?3",
    [SQL_FIND] = "SELECT id FROM found WHERE shape = ?1 AND key >= ?2 AND key < ?3"
                 " ORDER BY key, id LIMIT ?4",
    [SQL_FIND_BELOW] = "SELECT key FROM found WHERE shape = ?1 AND key >= ?2 AND key < ?3"
                       " ORDER BY key DESC LIMIT 1",
    [SQL_FIND_SAME] = "SELECT id FROM found WHERE shape = ?1 AND key = ?2 ORDER BY id LIMIT ?3",
    [SQL_FIND_KIND] = "SELECT id FROM documents WHERE kind = ?1 AND body IS NOT NULL"
                      " ORDER BY id LIMIT ?2",
    [SQL_KIND_LOAD] = "SELECT id, version, body FROM documents WHERE kind = ?1 AND id > ?2"
                      " ORDER BY id LIMIT ?3",
    [SQL_NAMES_LOAD] = "SELECT d.id, coalesce(json_extract(d.body, '$.name'), ''),"
                       " coalesce(json_extract(s.body, '$.username'), '') FROM documents AS d"
                       " LEFT JOIN documents AS s ON s.kind = '_session' AND s.id = d.id"
                       " AND json_valid(s.body) WHERE d.kind = 'player' AND d.id > ?1"
                       " AND json_valid(d.body) ORDER BY d.id LIMIT ?2",

    [SQL_SCORE_PUT] = "INSERT INTO scores (board, id, score, reached, name)"
                      " SELECT ?1, ?2, ?3, ?4, ?5"
                      " WHERE NOT EXISTS (SELECT 1 FROM unranked WHERE id = ?2)"
                      " ON CONFLICT (board, id) DO UPDATE SET score = excluded.score,"
                      " reached = CASE WHEN score = excluded.score THEN reached"
                      " ELSE excluded.reached END, name = excluded.name"
                      " WHERE score <> excluded.score OR name <> excluded.name",
    [SQL_SCORE_DROP] = "DELETE FROM scores WHERE board = ?1 AND id = ?2",
    [SQL_UNRANKED_ADD] = "INSERT INTO unranked (id) VALUES (?1) ON CONFLICT DO NOTHING",
    [SQL_UNRANKED_DROP] = "DELETE FROM unranked WHERE id = ?1",
    [SQL_SCORE_GET] = "SELECT score, reached FROM scores WHERE board = ?1 AND id = ?2",
    [SQL_BOARD_TOP] = "SELECT id, name, score FROM scores WHERE board = ?1 AND id <> ?2"
                      " ORDER BY score DESC, reached, id LIMIT ?3",
    [SQL_BOARD_COUNT_ABOVE] = "SELECT count(*) FROM (SELECT 1 FROM scores WHERE board = ?1"
                              " AND score > ?2 AND id <> ?3 LIMIT ?5)",
    [SQL_BOARD_COUNT_TIED] = "SELECT count(*) FROM (SELECT 1 FROM scores WHERE board = ?1"
                             " AND score = ?2 AND (reached, id) < (?4, ?3) LIMIT ?5)",
    [SQL_BOARD_TIED_BEFORE] = "SELECT id, name, score FROM scores WHERE board = ?1 AND score = ?2"
                              " AND (reached, id) < (?4, ?3)"
                              " ORDER BY reached DESC, id DESC LIMIT ?5",
    [SQL_BOARD_ABOVE] = "SELECT id, name, score FROM scores WHERE board = ?1 AND score > ?2"
                        " AND id <> ?3"
                        " ORDER BY score, reached DESC, id DESC LIMIT ?5",
    [SQL_BOARD_TIED_BEHIND] = "SELECT id, name, score FROM scores WHERE board = ?1 AND score = ?2"
                              " AND (reached, id) > (?4, ?3) ORDER BY reached, id LIMIT ?5",
    [SQL_BOARD_BELOW] = "SELECT id, name, score FROM scores WHERE board = ?1 AND score < ?2"
                        " AND id <> ?3 ORDER BY score DESC, reached, id LIMIT ?5",

    [SQL_CHANGE_COUNT] = "INSERT INTO changes (kind, n) VALUES (?1, 1)"
                         " ON CONFLICT (kind) DO UPDATE SET n = n + 1",
    [SQL_CHANGES] = "SELECT n FROM changes WHERE kind = ?1",
    [SQL_WATCH_DROP] = "DELETE FROM watches WHERE lane = ?1",
    [SQL_WATCH_PUT] = "INSERT INTO watches (kind, id, lane, version) VALUES (?1, ?2, ?3, ?4)"
                      " ON CONFLICT (kind, id, lane) DO UPDATE SET version = excluded.version",
    [SQL_STALE_DOC] =
        "SELECT DISTINCT lane FROM watches AS w WHERE kind = ?1 AND id IN ('', ?2)"
        " AND lane > ?3 AND version <>"
        " CASE WHEN w.id = '' THEN coalesce((SELECT n FROM changes WHERE kind = w.kind), 0)"
        " ELSE coalesce((SELECT version FROM documents"
        " WHERE kind = w.kind AND id = w.id), 0) END"
        " ORDER BY lane LIMIT ?4",
    [SQL_STALE_LANE] =
        "SELECT DISTINCT lane FROM watches AS w WHERE lane = ?1 AND version <>"
        " CASE WHEN w.id = '' THEN coalesce((SELECT n FROM changes WHERE kind = w.kind), 0)"
        " ELSE coalesce((SELECT version FROM documents"
        " WHERE kind = w.kind AND id = w.id), 0) END",
    [SQL_STALE_ALL] =
        "SELECT DISTINCT lane FROM watches AS w WHERE lane > ?1 AND version <>"
        " CASE WHEN w.id = '' THEN coalesce((SELECT n FROM changes WHERE kind = w.kind), 0)"
        " ELSE coalesce((SELECT version FROM documents"
        " WHERE kind = w.kind AND id = w.id), 0) END"
        " ORDER BY lane LIMIT ?2",
};
