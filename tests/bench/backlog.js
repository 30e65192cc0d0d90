// Pushes that wait, after a downtime in which everybody's timers fell due: what the engine holds of them
// while they leave at 30 a second, what that costs it, and how soon a player is answered whose own push
// is among the last.
import * as fill from './fill.js';
import { note } from './table.js';
import { World, cpu } from './world.js';

const MANY = 100_000;
const LOOK_MS = 10_000;
const LATE = 90_000; // behind so many pushes
const LIVE = 10;

export async function measureBacklog() {
  const world = await World.make();
  await world.start();
  await world.stop();
  await fill.players(world, MANY);
  await world.start();
  const empty = await world.memory('VmRSS');
  await world.stop();
  await fill.pushes(world, MANY);
  await world.start({ BOT_RATE: '30' });
  const began = await cpu(world.engine.child.pid);
  await new Promise((done) => setTimeout(done, LOOK_MS));
  note(`memory of ${MANY} pushes that wait`, (await world.memory('VmRSS')) - empty, 'MiB', { most: 16 });
  note('  the most of it, from the start on', (await world.memory('VmHWM')) - empty, 'MiB');
  note('  processor meanwhile, of a second', ((await cpu(world.engine.child.pid)) - began) / (LOOK_MS / 1000), 'ms');
  if (!process.env.BENCH_NO_LIVE) {
    const seen = await world.play({ players: LIVE, first: LATE, says: ['/start'], taps: 3 }, 'players meanwhile');
    note(`  ${LIVE} players with a push among the last: an answer`, seen.ms / (seen.updates / LIVE), 'ms');
  }
  await world.kill();
  await world.remove();
}
