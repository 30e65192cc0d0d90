// Big worlds in seconds: rows straight into the database of an engine that is down (but for the inbox,
// whose rows nobody looks at before a start).
import { BOT } from './world.js';

const FREE_IDS = 1_000_000_000; // of updates that the local Telegram never gives

// 1 to count, as the table n.
function numbers(count, first = 1) {
  return `WITH RECURSIVE n(i) AS (SELECT ${first} UNION ALL SELECT i + 1 FROM n WHERE i < ${first + count - 1})`;
}

const FAST = 'PRAGMA synchronous = OFF; PRAGMA cache_size = -200000; BEGIN;';

// From where on ids and versions are free: above all that is filled in.
const RESERVE = "UPDATE settings SET value = '100000000' WHERE name = 'store.ids'; COMMIT;";

/** Players 1 to count who stand in the hall. */
export function players(world, count) {
  return world.sql(`${FAST}
    INSERT OR IGNORE INTO documents (kind, id, version, body) ${numbers(count)}
    SELECT 'player', i, 10000000 + i,
           printf('{"gold":0,"id":"%d","lang":"ru","steps":0,"trail":""}', i) FROM n ORDER BY 2;
    INSERT OR IGNORE INTO documents (kind, id, version, body) ${numbers(count)}
    SELECT '_session', i, 20000000 + i,
           printf('{"id":"%d","path":[{"scene":"hall","stamp":1,"vars":{}}],"quests":{},"stamp":1,"views":[]}', i)
    FROM n ORDER BY 2;
    ${RESERVE}`);
}

/** One bell for each of the players 1 to count: at `from` the first, `seconds` later the last. */
export function timers(world, count, from, seconds) {
  return world.sql(`${FAST}
    INSERT OR REPLACE INTO timers (uid, kind, id, name, deadline) ${numbers(count)}
    SELECT 30000000 + i, 'player', i, 'hall.bell', ${from} + (i - 1) * ${seconds} / ${count} FROM n;
    ${RESERVE}`);
}

/** The numbers 1 to each, typed by the players 1 to count: updates in the inbox. */
export function inbox(world, count, each, now) {
  const user = `printf('{"id":%d,"is_bot":false,"first_name":"P","language_code":"ru"}', i)`;
  return world.sql(`BEGIN IMMEDIATE;
    INSERT INTO inbox (id, bot, update_id, received, lane, body) ${numbers(count)}, m(k) AS (
      SELECT 1 UNION ALL SELECT k + 1 FROM m WHERE k < ${each})
    SELECT ${FREE_IDS} + k * 1000000 + i, ${BOT}, ${FREE_IDS} + k * 1000000 + i, ${now}, 'player/' || i,
           printf('{"update_id":%d,"message":{"message_id":%d,"from":%s,"chat":{"id":%d,"type":"private"},"date":%d,"text":"%d"}}',
                  ${FREE_IDS} + k * 1000000 + i, k, ${user}, i, ${now}, k)
    FROM m, n ORDER BY k, i;
    COMMIT;`);
}

/** A push for each of the players 1 to count that waits for its turn. */
export function pushes(world, count) {
  const text = 'The bell has rung, and far away another one has answered it. '.repeat(5);
  return world.sql(`${FAST}
    INSERT INTO outbox (id, chat, body, priority, policy, made_ms) ${numbers(count)}
    SELECT 40000000 + i, i, '{"post":{"text":"' || i || '. ${text}"}}', 2, 0, 0 FROM n;
    ${RESERVE}`);
}
