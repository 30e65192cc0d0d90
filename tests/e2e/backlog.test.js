// Everybody's timers fell due while the engine was down, and each pushes and changes a screen: many of the
// pushes wait in the database, and each comes once, though the engine is killed and Redis flushed on the
// way; who plays meanwhile does not stand behind them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fill from '../bench/fill.js';
import { World } from '../bench/world.js';
import { Redis } from '../servers/redis.js';
import { closes } from './closing.js';
import { NO_FILE } from './database.js';
import { LIMIT, comes } from './patience.js';

const PLAYERS = 2000;
const HOUR_S = 3600;
const RATE = 20; // calls a second: fewer than timers fire, also on a slow machine
const SOME = 100; // calls
const LIVE = 5;
const UNDER_WAY = 100; // calls at once: those that a kill -9 may cut off

const rang = ({ text }) => /^The bell rang|колокол/i.test(text ?? '');

async function bells(world, id) {
  const chat = await world.telegram.control(`chat?chat=${id}`);
  return chat.messages.filter((one) => !one.outgoing && rang(one)).length;
}

test('2,000 pushes that wait: killed and flushed on the way, each comes', { ...LIMIT, skip: NO_FILE }, async (t) => {
  const redis = closes(t, await Redis.open());
  const world = closes(t, await World.make());
  const env = { REDIS_URL: redis.url, BOT_RATE: `${RATE}`, HTTP_LISTEN: `127.0.0.1:${world.engine.port}` };
  const sent = (count) => comes(async () => (await world.calls()) >= count, `${count} calls`);
  await world.start();
  await world.play({ players: PLAYERS }); // they are there
  await world.stop();
  await fill.players(world, PLAYERS);
  await fill.timers(world, PLAYERS, Math.floor(Date.now() / 1000) - HOUR_S, 1);
  const before = await world.calls();

  await world.start(env);
  await sent(before + SOME);
  await comes(async () => (await world.engine.figure('bylina_outbox_backlog')) > 0, 'pushes in the database');
  await redis.ask('flushall');
  await sent(before + 2 * SOME);
  await world.kill();

  await world.start(env);
  const again = await world.calls();
  await sent(again + 1);
  await redis.ask('flushall');
  const seen = await world.play({ players: LIVE, first: PLAYERS - LIVE + 1, says: ['/start'], taps: 1 });
  assert.equal(seen.updates, 2 * LIVE);
  assert.ok(await world.engine.figure('bylina_outbox_calls') > SOME, 'who plays does not wait for them all');
  await world.stop();

  await world.start({ ...env, BOT_RATE: '0' });
  await world.empties('timers', 'timers');
  await world.empties('outbox WHERE state < 2', 'pushes');

  assert.equal(await world.count("events WHERE id LIKE 'timer/%'"), PLAYERS);
  assert.equal(await world.count('outbox WHERE state = 2'), PLAYERS);
  assert.equal(await world.engine.figure('bylina_outbox_backlog'), 0);
  let twice = 0;
  for (let id = 1; id <= PLAYERS; id += 1) {
    const count = await bells(world, id);
    assert.ok(count >= 1, `player ${id} has heard no bell`);
    twice += count - 1;
  }
  assert.ok(twice <= UNDER_WAY, `${twice} bells came twice: more than a kill can have cut off`);
  await world.stop();
});
