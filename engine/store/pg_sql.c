/* The texts of the writer's statements: data only. They stand in the order of the turn that uses
 * them and are those of sql.c in the words of PostgreSQL, with one difference: nothing is undone
 * here. So each statement of a turn is bound to its verdict (functions.sql), and an act of an admin
 * looks, changes and writes its line of the audit in one statement, which tells how it went. */
#include "store/pg_sql.h"

#define IF_GOING  " WHERE current_setting('bylina.turn') = '0'"
#define AND_GOING " AND current_setting('bylina.turn') = '0'"

/* Players' ids are those of their private chats; what is no number is no chat. */
#define CHAT_OF(id) "CASE WHEN " id " ~ '^-?[0-9]{1,18}$' THEN (" id ")::bigint ELSE 0 END"

#define PAID_LINE(what, now, who)                                                                  \
    " line AS (INSERT INTO audit (done_ms, who, what, detail, subject) SELECT " now                \
    "::bigint, " who "::text, '" what "', charge, 'player/' || payer FROM one)"                    \
    " SELECT count(*) FROM one"

const char *const pg_write_texts[PG_WRITES] = {
    [PG_BEGIN] = "BEGIN",
    [PG_COMMIT] = "COMMIT",
    [PG_ROLLBACK] = "ROLLBACK",
    [PG_GROUP_BEGIN] = "SELECT pg_temp.group_begin($1::text[], $2::text[])",
    [PG_GROUP_NOW] =
        "INSERT INTO settings (name, value) SELECT 'store.now', current_setting('bylina.now')"
        " WHERE current_setting('bylina.now') <> '0' ON CONFLICT (name) DO UPDATE SET value ="
        " excluded.value WHERE settings.value::bigint < excluded.value::bigint",
    [PG_IDS_RESERVE] = "UPDATE settings SET value = (value::bigint + $1::bigint)::text"
                       " WHERE name = 'store.ids' RETURNING value::bigint - $1::bigint",
    [PG_TURN_BEGIN] =
        "SELECT pg_temp.turn_begin($1, $2, $3, $4, $5, $6, $7, $8, $9::text[], $10::text[],"
        " $11::bigint[], $12, $13, $14)",
    [PG_GO] = "SELECT set_config('bylina.turn', '0', true)",

    [PG_DOC_WRITE] =
        "INSERT INTO documents (kind, id, version, body) SELECT $1::text, $2::text, $3::bigint,"
        " $4::jsonb" IF_GOING
        " ON CONFLICT (kind, id) DO UPDATE SET version = excluded.version, body = excluded.body",
    [PG_DOC_DROP_TIMERS] = "DELETE FROM timers WHERE kind = $1 AND id = $2" AND_GOING,
    [PG_INDEX_PUT] =
        "SELECT pg_temp.index_put($1, $2, $3::bytea, $4::bigint[], $5::bytea[])" IF_GOING,
    [PG_REINDEX_BEGIN] =
        "SELECT set_config('bylina.turn', CASE WHEN EXISTS (SELECT FROM documents WHERE kind ="
        " $1 AND id = $2 AND version = $3::bigint) THEN '0' ELSE '1' END, true)",
    [PG_REINDEX] =
        "SELECT pg_temp.index_put(kind, id, CASE WHEN body IS NOT NULL THEN $3::bytea END,"
        " $4::bigint[], $5::bytea[]) FROM documents WHERE kind = $1 AND id = $2 AND (body IS"
        " NULL OR $3::bytea IS NOT NULL)" AND_GOING,
    [PG_INBOX_ADD] =
        "INSERT INTO inbox (id, bot, update_id, received, lane, body) SELECT $1::bigint,"
        " $2::bigint, $3::bigint, $4::bigint, $5::text, $6::text" IF_GOING
        " ON CONFLICT (bot, update_id) DO NOTHING",
    [PG_INBOX_TAKE] =
        "INSERT INTO inbox (id, bot, update_id, received, lane, body) SELECT $1::bigint,"
        " $2::bigint, $3::bigint, $4::bigint, $5::text, $6::text WHERE NOT coalesce((SELECT last"
        " >= $3::bigint FROM seen WHERE bot = $2::bigint AND first <= $3::bigint ORDER BY first"
        " DESC LIMIT 1), false) ON CONFLICT (bot, update_id) DO NOTHING",
    [PG_TIMER_SET] =
        "INSERT INTO timers (uid, kind, id, name, deadline) SELECT $1::bigint, $2::text,"
        " $3::text, $4::text, $5::bigint" IF_GOING
        " ON CONFLICT (kind, id, name) DO UPDATE SET uid = excluded.uid, deadline ="
        " excluded.deadline",
    [PG_TIMER_CANCEL] = "DELETE FROM timers WHERE kind = $1 AND id = $2 AND name = $3" AND_GOING,

    [PG_OUT_ADD] =
        "INSERT INTO outbox (id, chat, body, priority, policy, made_ms) SELECT $1::bigint,"
        " $2::bigint, $3::text, $4::bigint, $5::bigint, $6::bigint" IF_GOING,
    [PG_OUT_SETTLE] =
        "UPDATE outbox SET state = $2::bigint, detail = $3, ended_ms = CASE WHEN $2::bigint >= 2"
        " THEN $4::bigint END WHERE id = $1 AND state < 2",
    [PG_OUT_FAILED] =
        "INSERT INTO outbox (id, chat, body, priority, policy, state, detail, ended_ms) VALUES"
        " ($1, $2, $3, 0, 0, 4, $4, $5) ON CONFLICT (id) DO NOTHING",
    [PG_SLOT_WANT] = "INSERT INTO slots (chat, slot, version, desired) SELECT $1::bigint, $2::text,"
                     " $3::bigint, $4::text" IF_GOING
                     " ON CONFLICT (chat, slot) DO UPDATE SET version = excluded.version, desired ="
                     " excluded.desired",
    [PG_SLOT_SETTLE] =
        "UPDATE slots SET shown = $3, message = $4, in_doubt = $5 WHERE chat = $1 AND slot = $2",
    [PG_CHAT_BOTTOM] =
        "INSERT INTO chats (chat, bottom) SELECT $1::bigint, $2::bigint" IF_GOING
        " ON CONFLICT (chat) DO UPDATE SET bottom = excluded.bottom WHERE excluded.bottom >"
        " chats.bottom",
    [PG_CHAT_HEARD] =
        "INSERT INTO chats (chat, bottom, heard_day) SELECT $1::bigint, $2::bigint, "
        "$3::bigint" IF_GOING
        " ON CONFLICT (chat) DO UPDATE SET bottom = greatest(chats.bottom, excluded.bottom),"
        " blocked_ms = NULL, heard_day = excluded.heard_day WHERE excluded.bottom > chats.bottom"
        " OR chats.blocked_ms IS NOT NULL OR chats.heard_day IS DISTINCT FROM excluded.heard_day",
    [PG_CHAT_BLOCK] = "INSERT INTO chats (chat, blocked_ms) SELECT $1::bigint, $2::bigint" IF_GOING
                      " ON CONFLICT (chat) DO UPDATE SET blocked_ms = excluded.blocked_ms WHERE"
                      " chats.blocked_ms IS NULL",

    [PG_PAYMENT_ADD] =
        "INSERT INTO payments (charge, provider_charge, bot, payer, chat, payload, currency,"
        " amount, paid_ms, refused, number) SELECT $1::text, $2::text, $3::bigint, $4::bigint,"
        " $5::bigint, $6::text, $7::text, $8::bigint, $9::bigint, $10::text, coalesce((SELECT"
        " max(number) FROM payments), 0) + 1" IF_GOING,
    [PG_PAID_CREDITED] =
        "UPDATE payments SET credited_ms = $2, refused = NULL WHERE charge = $1" AND_GOING,
    [PG_PAID_REFUNDED] =
        "UPDATE payments SET refunded_ms = $2, refused = $3, refund_ms = coalesce(refund_ms, $2)"
        " WHERE charge = $1" AND_GOING,
    [PG_PAID_REFUSED] =
        "UPDATE payments SET refused = $2 WHERE charge = $1 AND credited_ms IS NULL" AND_GOING,
    [PG_PAID_RETRY] =
        "WITH one AS (SELECT number, charge, payer FROM payments WHERE number = $1 AND"
        " credited_ms IS NULL AND refund_ms IS NULL), letter AS (INSERT INTO inbox (id, bot,"
        " update_id, received, lane, body) SELECT $2::bigint, 0, $2::bigint, $3::bigint,"
        " $4::text, $5::text FROM one)," PAID_LINE("payment.retry", "$6", "$7"),
    [PG_PAID_REFUND] =
        "WITH one AS (UPDATE payments SET refund_ms = $2, refused = NULL WHERE number = $1 AND"
        " refund_ms IS NULL AND refunded_ms IS NULL RETURNING charge, payer)," PAID_LINE(
            "payment.refund", "$2", "$3"),
    [PG_PAID_KEEP] =
        "WITH one AS (UPDATE payments SET refund_ms = NULL, refused = $2 WHERE number = $1 AND"
        " refund_ms IS NOT NULL AND refunded_ms IS NULL RETURNING charge, payer)," PAID_LINE(
            "payment.keep", "$3", "$4"),
    [PG_PAY_ADD] =
        "INSERT INTO ledger (now, payer, payee, amount, why, event) SELECT $1::bigint, $2::text,"
        " $3::text, $4::bigint, $5::text, $6::text" IF_GOING,

    [PG_FAILURE_ADD] =
        "INSERT INTO failures (event, lane, now, failed_ms, report, body) SELECT $1::text,"
        " $2::text, $3::bigint, $4::bigint, $5::text, $6::text" IF_GOING,
    [PG_FAILURE_SETTLE] =
        "WITH open AS (SELECT id, lane, body, $2::bigint = 0 OR pg_temp.is_event(body) AS fit"
        " FROM failures WHERE id = $1 AND state = 0 FOR UPDATE), done AS (UPDATE failures AS f"
        " SET state = CASE WHEN $2::bigint = 0 THEN 2 ELSE 1 END, settled_ms = $4, settled_by ="
        " $5 FROM open WHERE f.id = open.id AND open.fit), letter AS (INSERT INTO inbox (id,"
        " bot, update_id, received, lane, body) SELECT $2::bigint, 0, $2::bigint, $3::bigint,"
        " lane, body FROM open WHERE fit AND $2::bigint <> 0), line AS (INSERT INTO audit"
        " (done_ms, who, what, detail) SELECT $4::bigint, $5::text, CASE WHEN $2::bigint = 0"
        " THEN 'failure.drop' ELSE 'failure.retry' END, id::text FROM open WHERE fit) SELECT"
        " count(*), coalesce(bool_and(fit), false)::int FROM open",
    [PG_FAILED_OUT_END] =
        "WITH one AS (SELECT * FROM outbox WHERE id = $1 AND state = 4 FOR UPDATE), again AS"
        " (INSERT INTO outbox (id, chat, body, priority, policy, made_ms) SELECT $2::bigint,"
        " chat, body, priority, policy, $3::bigint FROM one WHERE $2::bigint <> 0), done AS"
        " (UPDATE outbox AS o SET state = 3, detail = $4::text || coalesce(o.detail, '') FROM"
        " one WHERE o.id = one.id), line AS (INSERT INTO audit (done_ms, who, what, detail)"
        " SELECT $3::bigint, $5::text, $6::text, id::text FROM one) SELECT count(*) FROM one",
    [PG_TIMER_TAKE] =
        "WITH one AS (DELETE FROM timers WHERE uid = $1 RETURNING kind || '/' || id || ' ' ||"
        " name AS detail), line AS (INSERT INTO audit (done_ms, who, what, detail) SELECT"
        " $2::bigint, $3::text, 'timer.cancel', detail FROM one) SELECT count(*) FROM one",
    [PG_ERASE_FAILURES] = "DELETE FROM failures WHERE lane = 'player/' || $1::text" AND_GOING,
    [PG_ERASE_OUTS] =
        "DELETE FROM outbox WHERE chat = " CHAT_OF("$1::text") " AND state >= 2" AND_GOING,
    [PG_ERASE_PUSHES] =
        "UPDATE documents SET body = NULL, version = $2 WHERE kind = '_push' AND body ->>"
        " 'player' = $1" AND_GOING,
    [PG_ERASE_AUDIT] =
        "UPDATE audit SET detail = NULL, was = NULL, became = NULL WHERE subject = 'player/' ||"
        " $1::text" AND_GOING,
    [PG_AUDIT_ADD] =
        "INSERT INTO audit (done_ms, who, what, detail, subject, was, became, refused) SELECT"
        " $1::bigint, $2::text, $3::text, $4::text, $5::text, $6::text, $7::text, "
        "$8::bigint" IF_GOING,
    [PG_VALUE_SET] =
        "INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET"
        " value = excluded.value",

    [PG_GENERATION_ADD] =
        "INSERT INTO generations (number, hash, who, live_ms, origin, folder, what, files)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    [PG_GENERATIONS_FORGET] =
        "UPDATE generations SET files = NULL WHERE files IS NOT NULL AND id NOT IN (SELECT id"
        " FROM generations WHERE files IS NOT NULL ORDER BY id DESC LIMIT $1)",
    [PG_SOURCE_ADD] =
        "INSERT INTO sources (hash, body) VALUES ($1, $2) ON CONFLICT (hash) DO NOTHING",
    [PG_SOURCES_PRUNE] =
        "DELETE FROM sources WHERE hash NOT IN (SELECT f ->> 1 FROM generations AS g CROSS JOIN"
        " LATERAL jsonb_array_elements(g.files::jsonb) AS f WHERE g.files IS NOT NULL)",

    [PG_BROADCAST_FORGET] =
        "DELETE FROM broadcasts WHERE state = 0 AND who = $1 AND coalesce(due, 0) <= 0",
    [PG_BROADCAST_ADD] =
        "INSERT INTO broadcasts (id, who, lang, texts, paid, made_ms, due) VALUES ($1, $2, $3,"
        " $4, $5, $6, nullif(-($7::bigint), 0))",
    [PG_BROADCAST_PLAN] =
        "WITH one AS (UPDATE broadcasts SET due = CASE $4::bigint WHEN 0 THEN -due ELSE $4::bigint"
        " END WHERE id = $1 AND state = 0 AND CASE $4::bigint WHEN 0 THEN due < 0 ELSE due IS NULL"
        " END RETURNING id), line AS (INSERT INTO audit (done_ms, who, what, detail) SELECT"
        " $2::bigint, $3::text, CASE $4::bigint WHEN 0 THEN 'broadcast.plan' ELSE"
        " 'broadcast.queue' END, id::text FROM one) SELECT count(*) FROM one",
    [PG_BROADCAST_SAVE] =
        "WITH other AS (SELECT FROM broadcasts WHERE state IN (1, 2) AND id <> $1 AND"
        " $2::bigint = 0 AND $3::bigint = 1 LIMIT 1), saved AS (UPDATE broadcasts SET state = $3,"
        " cursor = $4,"
        " claimed = $5, sent = $6, failed = $7, blocked = $8, missed = $9, progress = $10,"
        " started_ms = nullif($11::bigint, 0), ended_ms = nullif($12::bigint, 0) WHERE id = $1"
        " AND state = $2 AND NOT EXISTS (SELECT FROM other) RETURNING 1), counted AS (SELECT"
        " (SELECT count(*) FROM saved) AS saved, (SELECT count(*) FROM other) AS other) SELECT"
        " saved, other, set_config('bylina.turn', CASE saved WHEN 1 THEN '0' ELSE '1' END, true)"
        " FROM counted",

    [PG_SCORE_PUT] =
        "INSERT INTO scores (board, id, score, reached, name) SELECT $1::text, $2::text,"
        " $3::bigint, $4::bigint, $5::text WHERE NOT EXISTS (SELECT FROM unranked WHERE id ="
        " $2::text)" AND_GOING
        " ON CONFLICT (board, id) DO UPDATE SET score = excluded.score, reached = CASE WHEN"
        " scores.score = excluded.score THEN scores.reached ELSE excluded.reached END, name ="
        " excluded.name WHERE scores.score <> excluded.score OR scores.name <> excluded.name",
    [PG_SCORE_DROP] = "DELETE FROM scores WHERE board = $1 AND id = $2" AND_GOING,
    [PG_UNRANKED_ADD] =
        "INSERT INTO unranked (id) SELECT $1::text" IF_GOING " ON CONFLICT DO NOTHING",
    [PG_UNRANKED_DROP] = "DELETE FROM unranked WHERE id = $1" AND_GOING,
    [PG_CHANGE_COUNT] = "INSERT INTO changes (kind, n) SELECT $1::text, 1" IF_GOING
                        " ON CONFLICT (kind) DO UPDATE SET n = changes.n + 1",
    [PG_WATCH_DROP] = "DELETE FROM watches WHERE lane = $1" AND_GOING,
    [PG_WATCH_PUT] =
        "INSERT INTO watches (kind, id, lane, version) SELECT $1::text, $2::text, $3::text, CASE"
        " WHEN $5::bigint = 1 AND (SELECT n FROM changes WHERE kind = $1::text) = $4::bigint + 1"
        " THEN $4::bigint + 1 ELSE $4::bigint END" IF_GOING
        " ON CONFLICT (kind, id, lane) DO UPDATE SET version = excluded.version",

    [PG_SEEN_MERGE] =
        "WITH marked AS (SELECT bot, first, last, seen_ms, CASE WHEN first - 1 <= max(last) OVER"
        " (PARTITION BY bot ORDER BY first ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)"
        " THEN 0 ELSE 1 END AS starts FROM seen), runs AS (SELECT *, sum(starts) OVER (PARTITION"
        " BY bot ORDER BY first) AS run FROM marked), whole AS (SELECT bot, min(first) AS first,"
        " max(last) AS last, max(seen_ms) AS seen_ms FROM runs GROUP BY bot, run HAVING count(*)"
        " > 1), swallowed AS (DELETE FROM seen AS s USING whole AS w WHERE s.bot = w.bot AND"
        " s.first > w.first AND s.first <= w.last) UPDATE seen AS s SET last = w.last, seen_ms ="
        " w.seen_ms FROM whole AS w WHERE s.bot = w.bot AND s.first = w.first",
    [PG_SEEN_PRUNE] =
        "DELETE FROM seen AS s WHERE seen_ms < $1 AND last < (SELECT value::bigint FROM settings"
        " WHERE name = 'confirmed.' || s.bot)",
    [PG_EVENT_PRUNE] =
        "WITH gone AS (DELETE FROM events WHERE n IN (SELECT n FROM events ORDER BY n LIMIT $2)"
        " AND seen_ms < $1 RETURNING 1) SELECT count(*) FROM gone",
    [PG_OUT_PRUNE_SENT] =
        "WITH gone AS (DELETE FROM outbox WHERE id IN (SELECT id FROM outbox WHERE ended_ms < $1"
        " AND state = 2 ORDER BY ended_ms LIMIT $2) RETURNING 1) SELECT count(*) FROM gone",
    [PG_OUT_PRUNE] =
        "WITH gone AS (DELETE FROM outbox WHERE id IN (SELECT id FROM outbox WHERE ended_ms < $1"
        " ORDER BY ended_ms LIMIT $2) RETURNING 1) SELECT count(*) FROM gone",
    [PG_FAILURE_PRUNE] =
        "WITH gone AS (DELETE FROM failures WHERE id IN (SELECT id FROM failures WHERE id <="
        " (SELECT max(id) FROM failures) - $1::bigint ORDER BY id LIMIT $2) RETURNING 1) SELECT"
        " count(*) FROM gone",
    [PG_AUDIT_PRUNE] =
        "WITH gone AS (DELETE FROM audit WHERE id IN (SELECT id FROM audit WHERE refused = 1"
        " ORDER BY id DESC LIMIT $2 OFFSET $1) RETURNING 1) SELECT count(*) FROM gone",
};
