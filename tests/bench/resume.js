// kill -9 in the middle of a crowd's taps with 10,000 updates in the inbox: from exec to all lanes
// running, and until all of them are committed.
import assert from 'node:assert/strict';
import * as fill from './fill.js';
import { note } from './table.js';
import { World } from './world.js';

const PLAYERS = 1000;
const TEXTS = 10;
const UNDER_WAY = 2000; // taps before the end

export async function measureResume() {
  const world = await World.make();
  await world.start();
  await world.play({ players: PLAYERS, says: ['/start'], taps: 1 }, 'players come');
  await world.begin({ players: PLAYERS, taps: 1000 });
  await fill.inbox(world, PLAYERS, TEXTS, Math.floor(Date.now() / 1000));
  for (let seen = { updates: 0 }; seen.updates < UNDER_WAY;) {
    seen = await world.telegram.control('crowd');
  }
  await world.kill();
  await world.endCrowd();
  const began = performance.now();
  const ms = await world.start();
  await world.empties(`inbox WHERE id > 1000000000`, 'updates in the inbox', 50);
  const all = performance.now() - began;
  const waited = Number(/loaded +inbox=(\d+)/.exec(world.engine.log)[1]);
  assert.ok(waited >= PLAYERS * TEXTS, `only ${waited} updates were in the inbox`);
  const trail = Array.from({ length: TEXTS }, (_, i) => `${i + 1} `).join('');
  const good = await world.count(`documents WHERE kind = 'player' AND body->>'trail' = '${trail}'`);
  assert.equal(good, PLAYERS, 'updates of the inbox were lost, doubled or overtaken');
  note(`kill -9 with ${waited} updates in the inbox: lanes run after`, ms / 1000, 's', { most: 1 });
  note('  all of them are committed after', all / 1000, 's');
  await world.remove();
}
