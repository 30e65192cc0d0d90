// A million players and a million timers: what the engine holds of them, and that an update costs the
// same as in a small world.
import { stat } from 'node:fs/promises';
import * as fill from './fill.js';
import { note, progress } from './table.js';
import { World, timed } from './world.js';

const MANY = 1_000_000;
const DAY_S = 86400;
const NEAR = 100_000; // of the timers within the horizon, in the second case
const ACTIVE = 1000;
const TAPS = 19;

function now() {
  return Math.floor(Date.now() / 1000);
}

async function grown(count) {
  const world = await World.make();
  await world.start();
  await world.stop();
  progress(`filling a world with ${count} players`);
  const ms = await timed(() => fill.players(world, count));
  return [world, ms];
}

// The same number of players at work, spread over all there are.
async function rate(world, count, what) {
  const step = Math.floor(count / ACTIVE);
  const seen = await world.play({ players: ACTIVE, first: 1, step, says: ['/start'], taps: TAPS }, what);
  return (seen.updates * 1000) / seen.ms;
}

export async function measureMemory() {
  const [small] = await grown(ACTIVE);
  await small.start();
  const slow = await rate(small, ACTIVE, 'a small world');
  note(`memory with ${ACTIVE} players`, await small.memory('VmRSS'), 'MiB');
  await small.remove();

  const [big, ms] = await grown(MANY);
  const filled = await timed(() => fill.timers(big, MANY, now() + 1200, 30 * DAY_S));
  note(`filling in ${MANY} players and timers`, (ms + filled) / 1000, 's');
  note('  the database', (await stat(big.file)).size / 2 ** 20, 'MiB');
  await big.start();
  const fast = await rate(big, MANY, 'a big world');
  note(`memory with ${MANY} players and timers`, await big.memory('VmRSS'), 'MiB', { most: 150 });
  note(`updates a second, ${MANY} players against ${ACTIVE}`, fast / slow, 'x');
  await big.stop();

  await fill.timers(big, NEAR, now() + 300, 240);
  note(`start with ${NEAR} timers within the horizon`, await big.start(), 'ms');
  note('  memory', await big.memory('VmRSS'), 'MiB', { most: 150 });
  await big.kill();
  await big.remove();
}
