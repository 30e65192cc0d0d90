/* The texts of the readers' statements: data only, those of sql.c in the words of PostgreSQL. Each
 * is reached by a primary key or an index that is named in db/postgres. */
#include "store/pg_sql.h"

#define PAID                                                                                       \
    "number, charge, provider_charge, bot, payer, chat, payload, currency, amount, paid_ms,"       \
    " credited_ms, refund_ms, refunded_ms, refused"

/* A broadcast's due is negative until the admin has confirmed it. */
#define BROADCAST_ROW                                                                              \
    "SELECT id, who, lang, texts, paid, state, cursor, claimed, sent, failed, blocked, missed,"    \
    " progress, started_ms, ended_ms, abs(due) FROM broadcasts"

#define CHAT_OF(id) "CASE WHEN " id " ~ '^-?[0-9]{1,18}$' THEN (" id ")::bigint ELSE 0 END"

#define STALE                                                                                      \
    "version <> CASE WHEN w.id = '' THEN coalesce((SELECT n FROM changes WHERE kind = w.kind), 0)" \
    " ELSE coalesce((SELECT version FROM documents WHERE kind = w.kind AND id = w.id), 0) END"

/* When who asks reached his score, if his row still has it: else he is behind his equals. */
#define REACHED                                                                                    \
    "coalesce((SELECT reached FROM scores WHERE board = $1 AND id = $3 AND score = $2),"           \
    " 9223372036854775807)"

const char *const pg_read_texts[PG_COUNT] = {
    [PG_DOCS_READ] =
        "SELECT d.version, d.body FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS k"
        " (kind, id, n) LEFT JOIN documents AS d ON d.kind = k.kind AND d.id = k.id ORDER BY k.n",
    [PG_INBOX_LOAD] =
        "SELECT id, bot, update_id, received, lane, body FROM inbox WHERE id > $1 ORDER BY id"
        " LIMIT $2",
    [PG_TIMERS_LOAD] =
        "SELECT uid, kind, id, name, deadline FROM timers WHERE (deadline, uid) > ($1::bigint,"
        " $2::bigint) AND deadline <= $3 ORDER BY deadline, uid LIMIT $4",
    [PG_TIMERS_OF] =
        "SELECT uid, kind, id, name, deadline FROM timers WHERE kind = $1 AND id = $2 ORDER BY"
        " deadline, uid LIMIT $3",
    [PG_OUTS_LOAD] =
        "SELECT id, chat, body, priority, policy, state FROM outbox WHERE state < 2 AND id > $1"
        " ORDER BY id LIMIT $2",
    [PG_OUTS_PICK] =
        "SELECT id, chat, body, priority, policy, state FROM outbox WHERE state < 2 AND id ="
        " ANY ($1::bigint[]) ORDER BY id",
    [PG_SLOT_GET] =
        "SELECT s.version, s.desired, s.shown, s.message, s.in_doubt, c.bottom, (c.blocked_ms IS"
        " NOT NULL)::int FROM (SELECT $1::bigint AS chat, $2::text AS slot) AS k LEFT JOIN slots"
        " AS s ON s.chat = k.chat AND s.slot = k.slot LEFT JOIN chats AS c ON c.chat = k.chat",
    [PG_SLOTS_LOAD] =
        "SELECT s.version, s.desired, s.shown, s.message, s.in_doubt, c.bottom, (c.blocked_ms IS"
        " NOT NULL)::int, s.chat, s.slot FROM slots AS s LEFT JOIN chats AS c ON c.chat = s.chat"
        " WHERE (s.shown < s.version OR s.in_doubt = 1) AND s.version > $1 ORDER BY s.version"
        " LIMIT $2",
    [PG_VALUE_GET] = "SELECT value FROM settings WHERE name = $1",
    [PG_PAYMENTS_OPEN] =
        "SELECT charge, provider_charge, bot, payer, chat, payload, currency, amount, paid_ms,"
        " count(*) OVER () FROM payments WHERE refunded_ms IS NULL AND (credited_ms IS NULL OR"
        " refund_ms IS NOT NULL) ORDER BY paid_ms, charge LIMIT $1",
    [PG_PAID_LOAD] =
        "SELECT " PAID " FROM payments WHERE number < $1 ORDER BY number DESC LIMIT $2",
    [PG_PAID_OF] = "SELECT " PAID
                   " FROM payments WHERE payer = $3 AND number < $1 ORDER BY number DESC LIMIT $2",
    [PG_PAID_FIND] = "SELECT " PAID " FROM payments WHERE number = $1 OR charge = $2",
    [PG_REFUNDS_LOAD] =
        "SELECT " PAID
        " FROM payments WHERE refund_ms IS NOT NULL AND refunded_ms IS NULL AND number > $1"
        " ORDER BY number LIMIT $2",

    [PG_FAILURES_LOAD] =
        "SELECT id, event, lane, now, failed_ms, report, body, state, settled_ms, settled_by"
        " FROM failures WHERE state = 0 AND id < $1 AND strpos(report, $3) > 0 ORDER BY id DESC"
        " LIMIT $2",
    [PG_FAILURE_GET] =
        "SELECT id, event, lane, now, failed_ms, report, body, state, settled_ms, settled_by"
        " FROM failures WHERE id = $1",
    [PG_FAILURE_KINDS] =
        "SELECT max(id), count(*), count(DISTINCT lane), max(failed_ms), line FROM (SELECT id,"
        " lane, failed_ms, split_part(report, E'\\n', 1) AS line FROM failures WHERE state = 0)"
        " AS f GROUP BY line ORDER BY max(id) DESC LIMIT $1",
    [PG_FAILED_OUTS_LOAD] =
        "SELECT id, chat, body, priority, policy, detail, ended_ms FROM outbox WHERE state = 4"
        " AND id < $1 ORDER BY id DESC LIMIT $2",
    [PG_COUNTS] =
        "SELECT (SELECT count(*) FROM failures WHERE state = 0), (SELECT count(*) FROM outbox"
        " WHERE state = 4), (SELECT count(*) FROM chats WHERE blocked_ms IS NOT NULL), (SELECT"
        " count(*) FROM timers), pg_database_size(current_database()), (SELECT count(*) FROM"
        " chats WHERE heard_day = $1 AND chat > 0)",
    [PG_OUTBOX] =
        "SELECT chat, count(*), min(nullif(made_ms, 0)), sum(count(*)) OVER (), (SELECT count(*)"
        " FROM slots WHERE shown < version OR in_doubt = 1) FROM outbox WHERE state < 2 GROUP BY"
        " chat ORDER BY count(*) DESC, chat LIMIT $1",
    [PG_AUDIT_LOAD] =
        "SELECT id, done_ms, who, what, detail, subject, was, became, refused FROM audit WHERE"
        " id < $1 ORDER BY id DESC LIMIT $2",
    [PG_AUDIT_OF] =
        "SELECT id, done_ms, who, what, detail, subject, was, became, refused FROM audit WHERE"
        " (who = $3 OR subject = 'player/' || $3) AND id < $1 ORDER BY id DESC LIMIT $2",
    [PG_BROADCAST_GET] = BROADCAST_ROW " WHERE id = $1",
    [PG_BROADCAST_OPEN] = BROADCAST_ROW " WHERE state IN (1, 2) ORDER BY id LIMIT 1",
    [PG_BROADCASTS_PLANNED] =
        BROADCAST_ROW " WHERE state = 0 AND due > 0 ORDER BY due, id LIMIT $1",
    [PG_PLAYERS_LOAD] =
        "SELECT d.id, coalesce(d.body ->> 'lang', ''), (c.blocked_ms IS NOT NULL)::int FROM"
        " documents AS d LEFT JOIN chats AS c ON c.chat = " CHAT_OF(
            "d.id") " WHERE d.kind = 'player' AND d.id > $1 AND d.body IS NOT NULL ORDER BY d.id "
                    "LIMIT $2",
    [PG_NAMES_LOAD] =
        "SELECT d.id, coalesce(d.body ->> 'name', ''), coalesce(s.body ->> 'username', '') FROM"
        " documents AS d LEFT JOIN documents AS s ON s.kind = '_session' AND s.id = d.id WHERE"
        " d.kind = 'player' AND d.id > $1 AND d.body IS NOT NULL ORDER BY d.id LIMIT $2",
    [PG_PLACES_LOAD] =
        "SELECT id, (SELECT coalesce(jsonb_agg(p.scene -> 'scene' ORDER BY p.n), '[]') FROM"
        " jsonb_array_elements(CASE WHEN jsonb_typeof(body -> 'path') = 'array' THEN body ->"
        " 'path' END) WITH ORDINALITY AS p (scene, n)) FROM documents WHERE kind = '_session'"
        " AND id > $1 AND body IS NOT NULL ORDER BY id LIMIT $2",
    [PG_GENERATIONS_LOAD] =
        "SELECT number, hash, who, live_ms, origin, folder, what, files FROM generations WHERE"
        " number < $1 ORDER BY number DESC, id DESC LIMIT $2",
    [PG_SOURCES_LOAD] =
        "SELECT f.pair ->> 0, s.hash, s.body FROM generations AS g CROSS JOIN LATERAL"
        " jsonb_array_elements(g.files::jsonb) WITH ORDINALITY AS f (pair, n) JOIN sources AS s"
        " ON s.hash = f.pair ->> 1 WHERE g.id = (SELECT max(id) FROM generations WHERE number ="
        " $1) ORDER BY f.n",

    [PG_CHANGES] = "SELECT n FROM changes WHERE kind = $1",
    [PG_FIND] =
        "SELECT id FROM found WHERE shape = $1 AND key >= $2::bytea AND key < $3::bytea ORDER BY"
        " key, id LIMIT $4",
    [PG_FIND_FALLING] =
        "SELECT id FROM found WHERE shape = $1 AND key >= $2::bytea AND key < $3::bytea ORDER BY"
        " key DESC, id LIMIT $4",
    [PG_FIND_KIND] =
        "SELECT id FROM documents WHERE kind = $1 AND body IS NOT NULL ORDER BY id LIMIT $2",
    [PG_KIND_LOAD] =
        "SELECT id, version, body FROM documents WHERE kind = $1 AND id > $2 ORDER BY id LIMIT $3",
    [PG_STALE_DOC] =
        "SELECT DISTINCT lane FROM watches AS w WHERE kind = $1 AND id IN ('', $2) AND lane > $3"
        " AND " STALE " ORDER BY lane LIMIT $4",
    [PG_STALE_LANE] = "SELECT DISTINCT lane FROM watches AS w WHERE lane = $1 AND " STALE,
    [PG_STALE_ALL] = "SELECT DISTINCT lane FROM watches AS w WHERE lane > $1 AND " STALE
                     " ORDER BY lane LIMIT $2",

    [PG_BEGIN_SNAPSHOT] = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    [PG_END_SNAPSHOT] = "COMMIT",
    [PG_BOARD_TOP] =
        "SELECT id, name, score FROM scores WHERE board = $1 AND id <> $2 ORDER BY score DESC,"
        " reached, id LIMIT $3",
    [PG_BOARD_AHEAD] =
        "SELECT (SELECT count(*) FROM (SELECT FROM scores WHERE board = $1 AND score > $2 AND id"
        " <> $3 LIMIT $4) AS a) + (SELECT count(*) FROM (SELECT FROM scores WHERE board = $1 AND"
        " score = $2 AND (reached, id) < (" REACHED ", $3::text) LIMIT $4) AS t)",
    [PG_BOARD_TIED_BEFORE] =
        "SELECT id, name, score FROM scores WHERE board = $1 AND score = $2 AND (reached, id) < "
        "(" REACHED ", $3::text) ORDER BY reached DESC, id DESC LIMIT $4",
    [PG_BOARD_ABOVE] =
        "SELECT id, name, score FROM scores WHERE board = $1 AND score > $2 AND id <> $3 ORDER"
        " BY score, reached DESC, id DESC LIMIT $4",
    [PG_BOARD_TIED_BEHIND] =
        "SELECT id, name, score FROM scores WHERE board = $1 AND score = $2 AND (reached, id) > "
        "(" REACHED ", $3::text) ORDER BY reached, id LIMIT $4",
    [PG_BOARD_BELOW] =
        "SELECT id, name, score FROM scores WHERE board = $1 AND score < $2 AND id <> $3 ORDER"
        " BY score DESC, reached, id LIMIT $4",
};
