// Lateness of timers, as the engine itself measures it (from the deadline to the start of the turn), at
// a density of 100,000 in ten minutes; and what live players feel when as many are overdue.
import assert from 'node:assert/strict';
import * as fill from './fill.js';
import { note, noteTimes } from './table.js';
import { World } from './world.js';

const FULL = 100_000;
const FULL_S = 600;
const SHORT_S = 60;
const SHORT_OVERDUE = 20_000;
const LEAD_S = 20; // from filling to the first deadline
const LIVE = 100;
const LIVE_REST_MS = 100;

function now() {
  return Math.floor(Date.now() / 1000);
}

// A world whose players exist in the local Telegram, with its schema, and the engine down.
async function prepare(count) {
  const world = await World.make();
  await world.start();
  await world.play({ players: count }, 'players come');
  return world;
}

// Each bell has rung once: no timer is left, each firing stands in the books, each was told.
async function check(world, count, calls) {
  await world.empties('outbox WHERE state < 2', 'messages under way');
  assert.equal(await world.count("events WHERE id LIKE 'timer/%'"), count, 'timers were lost or doubled');
  assert.equal(await world.count('outbox WHERE state = 2'), count, 'bells that were not told');
  assert.ok(await world.calls() - calls >= count, 'bells that were not sent');
}

async function measureLateness(full) {
  const seconds = full ? FULL_S : SHORT_S;
  const count = Math.round((FULL * seconds) / FULL_S);
  const world = await prepare(count);
  await world.stop();
  await fill.players(world, count);
  await fill.timers(world, count, now() + LEAD_S, seconds);
  await world.start();
  const calls = await world.calls();
  await world.empties('timers', `timers, ${count} due within ${seconds} s`, 2000);
  await check(world, count, calls);
  const log = await world.stop();
  const told = /timers fired +count=(\d+) overdue=(\d+) late_p50_ms=(\d+) late_p99_ms=(\d+) late_max_ms=(\d+)/;
  const [, fired, overdue, p50, p99, max] = log.split('\n').findLast((line) => told.test(line)).match(told).map(Number);
  assert.equal(fired, count);
  assert.equal(overdue, 0);
  const what = `lateness of ${count} timers due within ${seconds} s`;
  note(`${what}: p50`, p50, 'ms');
  note(`${what}: p99`, p99, 'ms', { most: 100 });
  note(`${what}: max`, max, 'ms');
  await world.remove();
}

async function measureOverdue(full) {
  const count = full ? FULL : SHORT_OVERDUE;
  const live = { players: LIVE, first: count + 1 };
  const world = await prepare(count);
  await world.play({ ...live, says: ['/start'], taps: 1 }, 'live players come');
  const calm = await world.play({ ...live, taps: 20, rest_ms: LIVE_REST_MS }, 'live players');
  await world.stop();
  await fill.players(world, count);
  await fill.timers(world, count, now() - 86400, 3600);
  await world.start();
  const calls = await world.calls();
  const began = performance.now();
  await world.begin({ ...live, taps: 40_000, rest_ms: LIVE_REST_MS });
  await world.empties('timers', `${count} overdue timers`);
  const seconds = (performance.now() - began) / 1000;
  const seen = await world.endCrowd();
  await check(world, count, calls);
  note(`${count} overdue timers, all fired after`, seconds, 's');
  noteTimes(`  tap to answer of ${LIVE} live players meanwhile`, seen.answer_us);
  note('  the same in a calm world: p99', calm.answer_us.p99 / 1000, 'ms');
  await world.remove();
}

export async function measureTimers({ full }) {
  await measureLateness(full);
  await measureOverdue(full);
}
