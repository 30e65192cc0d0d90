// A broadcast to everybody at a high pace: how fast it goes, what those who play feel of it, what the
// engine holds of it, and that each player got it once.
import assert from 'node:assert/strict';
import { Player } from '../e2e/player.js';
import * as fill from './fill.js';
import { note, noteTimes, progress } from './table.js';
import { World, cpu } from './world.js';

const FULL = 100_000;
const SHORT = 20_000;
const RATE = 2000;
const LIVE = 100;
const LIVE_REST_MS = 1000;
const ADMIN = 5_000_000;
const SETTINGS = { BOT_RATE: String(RATE), BOT_ADMINS: String(ADMIN) };

// How many chats hold so many messages of the bot with these words: each player must have one.
async function copies(world, count, words) {
  const times = {};
  for (let chat = 1; chat <= count; chat += 1) {
    const { messages } = await world.telegram.control(`chat?chat=${chat}&player=${chat}`);
    const n = messages.filter((one) => one.text === words).length;
    times[n] = (times[n] ?? 0) + 1;
    progress(`looking into chats: ${chat} of ${count}`);
  }
  return times;
}

export async function measureBroadcast({ full }) {
  const count = full ? FULL : SHORT;
  const live = { players: LIVE, first: count + 1 };
  const words = 'To everybody';
  const world = await World.make();
  await world.start();
  await world.play({ players: count }, 'players come');
  await world.play({ ...live, says: ['/start'], taps: 1 }, 'live players come');
  const admin = await Player.make(world.telegram, { id: ADMIN, first_name: 'Admin', language_code: 'en' });
  await admin.says('/start');
  await admin.reads('Steps: 0');
  await world.stop();
  await fill.players(world, count);
  await world.start(SETTINGS);
  const calm = await world.play({ ...live, taps: 10, rest_ms: LIVE_REST_MS }, 'live players');

  await admin.says(`/broadcast ${words}`);
  await admin.taps('Send to all');
  const began = performance.now();
  const used = await cpu(world.engine.child.pid);
  await world.begin({ ...live, taps: 40_000, rest_ms: LIVE_REST_MS });
  let peak = 0;
  for (;;) {
    const [sent] = await world.sql('SELECT sent FROM broadcasts WHERE state IN (0, 1);');
    if (sent === undefined) {
      break;
    }
    peak = Math.max(peak, await world.memory('VmRSS'));
    progress(`broadcast: ${sent} of ${count} sent`);
    await new Promise((done) => setTimeout(done, 500));
  }
  const seconds = (performance.now() - began) / 1000;
  const ms = (await cpu(world.engine.child.pid)) - used;
  const seen = await world.endCrowd();
  const everybody = count + LIVE + 1;
  const [row] = await world.sql('SELECT sent, failed, blocked, missed FROM broadcasts;');
  assert.equal(row, `${everybody}|0|0|0`);
  await admin.reads(`Delivered: ${everybody}`);
  assert.deepEqual(await copies(world, count, words), { 1: count });
  note(`a broadcast to ${everybody} players at BOT_RATE=${RATE}`, seconds, 's');
  note('  messages a second', everybody / seconds, '');
  note('  processor for each', (ms * 1000) / everybody, 'us');
  noteTimes(`  tap to answer of ${LIVE} live players meanwhile`, seen.answer_us);
  noteTimes('  tap to the new screen', seen.screen_us);
  note('  the same before it: p99', calm.screen_us.p99 / 1000, 'ms');
  note('  memory', peak, 'MiB', { most: 150 });
  await world.stop();
  await world.remove();
}
