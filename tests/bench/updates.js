// Updates a second: each a real update through getUpdates, a turn of the hall's scripts, a durable
// commit (synchronous=FULL, or a PostgreSQL with fsync), and what it shows sent to the local Telegram, on
// the same cores.
import assert from 'node:assert/strict';
import { note, noteTimes, progress } from './table.js';
import { World, cpu, serverCpu } from './world.js';

const ALONE_TAPS = 200;
const TEXTS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'];
const BURST = 20;
const LOOK_MS = 200;
const GOAL = 8000;
// Over all chats more than can be reached: what remains is the pace of each chat, which Telegram asks for
// (one message a second, a few at once).
const PACED = { BOT_RATE: '100000' };

/** Milliseconds of processor so far: of the engine, the local Telegram, PostgreSQL. */
const used = async (world) =>
  [await cpu(world.engine.child.pid), await cpu(world.telegram.child.pid), await serverCpu()];

function noteProcessor(before, after, count) {
  const each = (i) => ((after[i] - before[i]) * 1000) / count;
  note('  processor of the engine, each', each(0), 'us');
  note('  processor of the local Telegram, each', each(1), 'us');
  if (after[2]) {
    note('  processor of PostgreSQL, each', each(2), 'us');
  }
}

// Taps: each is answered and its screen edited before the player taps again.
async function measureTaps(world, players, taps) {
  const calls = await world.calls();
  const before = await used(world);
  const seen = await world.play({ players, taps }, 'taps');
  const after = await used(world);
  const count = players * taps;
  assert.equal(seen.answer_us.count, count, 'taps without an answer');
  assert.equal(seen.screen_us.count, count, 'taps without a screen');
  note(`taps of ${players} players at once, committed`, (count * 1000) / seen.ms, '/s');
  note('  calls that they made', ((await world.calls() - calls) * 1000) / seen.ms, '/s');
  noteProcessor(before, after, count);
  noteTimes('  tap to answer', seen.answer_us);
  noteTimes('  tap to new screen', seen.screen_us);
}

// Bursts: each player types twenty times without waiting. Each text is a turn and a commit; of the
// screens only the newest is sent when its chat is free, as everywhere. Paced, as with the real Telegram,
// a chat is free once a second.
async function measureBursts(world, players, how, goal) {
  const before = await committed(world);
  const calls = await world.calls();
  const spent = await used(world);
  const count = players * BURST;
  const began = Date.now();
  await world.begin({ players, says: Array(BURST).fill('0') });
  for (let done = 0; done < count; done = await committed(world) - before) {
    progress(`bursts: ${count - done} of ${count} updates left`);
    await new Promise((wake) => setTimeout(wake, LOOK_MS));
  }
  const ms = await lastCommit(world) - began;
  const after = await used(world);
  await world.empties('slots WHERE shown < version', 'screens under way', LOOK_MS);
  const shown = Date.now() - began;
  note(`bursts of ${players} players, ${BURST} texts each, ${how}: committed`, (count * 1000) / ms, '/s', goal);
  noteProcessor(spent, after, count);
  note('  calls that they made, to the last screen', ((await world.calls() - calls) * 1000) / shown, '/s');
}

// Texts: ten from each player without waiting, each answered by a message of its own.
async function measureTexts(world, players) {
  const calls = await world.calls();
  const began = performance.now();
  await world.play({ players, says: TEXTS }, 'texts');
  const trail = TEXTS.map((n) => `${n} `).join('');
  const missing = `documents WHERE kind = 'player' AND body->>'trail' <> '${trail}'`;
  await world.empties(missing, 'players with texts under way', LOOK_MS);
  const ms = performance.now() - began;
  await world.empties('outbox WHERE state < 2', 'answers under way', LOOK_MS);
  await world.empties('slots WHERE shown < version', 'screens under way', LOOK_MS);
  const sent = performance.now() - began;
  const count = players * TEXTS.length;
  note(`texts of ${players} players, ten each, each answered: committed`, (count * 1000) / ms, '/s');
  note('  calls that they made', ((await world.calls() - calls) * 1000) / sent, '/s');
  assert.equal(await world.count('outbox WHERE state <> 2'), 0, 'answers that were not sent');
}

// A look costs the cores as little as it can: these are a few ranges of ids.
async function committed(world) {
  return Number((await world.sql('SELECT sum(last - first + 1) FROM seen;'))[0]);
}

// When the last of them was committed, as the database has noted it: a look comes later, by chance.
async function lastCommit(world) {
  return Number((await world.sql('SELECT max(seen_ms) FROM seen;'))[0]);
}

async function steps(world) {
  return Number((await world.sql("SELECT sum(CAST(body->>'steps' AS INTEGER)) FROM documents WHERE kind = 'player';"))[0]);
}

export async function measureUpdates({ players, taps }) {
  const world = await World.make();
  await world.start(PACED);
  await world.play({ players, says: ['/start'], taps: 1 }, 'players come');
  await measureBursts(world, players, 'chats paced', { least: GOAL });
  await world.stop();
  await world.start();
  await measureBursts(world, players, 'not paced');
  await measureTaps(world, players, taps);
  await measureTexts(world, players);
  const alone = await world.play({ players: 1, taps: ALONE_TAPS }, 'alone');
  noteTimes('tap to answer, alone', alone.answer_us);
  assert.equal(await steps(world), players * (taps + 1 + 2 * BURST) + ALONE_TAPS, 'steps were lost or doubled');
  note('memory, at most', await world.memory('VmHWM'), 'MiB');
  await world.remove();
}
