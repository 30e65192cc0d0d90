// The reload of a game of 500 scripts while 2,000 updates a second flow: how long it takes, how long the
// longest turn waits for it, and that no update is lost. Two processes, as in updates.js.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { grow } from './grow.js';
import { note, noteTimes, progress } from './table.js';
import { World } from './world.js';

const ADMIN = 9_000_001;
const SCRIPTS = 500;
const RATE = 2000; // taps a second that the crowd makes
const ROUNDS = 5;
const WARM = 3; // flows before anything is measured: a world that has just begun grows its files and caches
const SECONDS = 4; // of play around each reload
const BEFORE_MS = 1500; // of that before it, in which the waits without a reload are seen
const RULE = 'scripts/rules/p0007.lua';

/** Players tap evenly, RATE times a second, for a while; `meanwhile` is done in the middle of it. */
async function flow(world, players, meanwhile) {
  const taps = Math.ceil((RATE * SECONDS) / players);
  await world.begin({ players, taps, rate: RATE });
  const done = meanwhile?.();
  let seen;
  do {
    seen = await world.telegram.control('crowd?timeout=2');
    progress(`reload: ${seen.updates} updates`);
  } while (seen.playing);
  await done;
  assert.equal(seen.refused, 0, 'good taps were refused');
  assert.equal(seen.answer_us.count, players * taps, 'taps without an answer');
  return seen;
}

/** The numbers of the newest line of the log with these words. */
async function told(world, words, times) {
  const lines = () => world.engine.log.split('\n').filter((line) => line.includes(words));
  await world.engine.until(() => lines().length >= times, words);
  const line = lines().at(-1);
  const number = (name) => Number(new RegExp(`\\b${name}=(\\d+)`).exec(line)?.[1]);
  return { ms: number('ms'), stall: number('stall_ms'), waited: number('waited_ms'), before: number('waited_before_ms') };
}

export async function measureReload({ players }) {
  const folder = await mkdtemp(join(tmpdir(), 'bylina-big-'));
  const scripts = await grow(folder, SCRIPTS);
  const world = await World.make();
  world.engine.scripts = join(folder, 'scripts');
  world.engine.content = join(folder, 'content');
  await world.start({ BOT_ADMINS: String(ADMIN) });
  await world.telegram.control('players', { id: ADMIN, first_name: 'Admin', language_code: 'en' });
  const says = (text) => world.telegram.control('send', { player: ADMIN, text });
  await says('/start');
  await world.play({ players, says: ['/start'] }, 'reload: players come');
  for (let i = 0; i < WARM; i += 1) {
    await flow(world, players);
  }
  const quiet = await flow(world, players);
  const rule = await readFile(join(folder, RULE), 'utf8');
  const tried = [];
  const live = [];
  const flowed = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    await writeFile(join(folder, RULE), `${rule}-- ${round}\n`);
    flowed.push(await flow(world, players, async () => {
      await new Promise((wake) => setTimeout(wake, BEFORE_MS));
      await says('/reload now');
      live.push(await told(world, 'new scripts are live', round));
      tried.push(await told(world, 'new scripts were tried', round));
    }));
  }
  const most = (list, name) => Math.max(...list.map((one) => one[name]));
  const steps = Number((await world.sql("SELECT sum(CAST(body->>'steps' AS INTEGER)) FROM documents WHERE kind = 'player';"))[0]);
  const count = (flowed.length + 1 + WARM) * Math.ceil((RATE * SECONDS) / players) * players;
  assert.equal(steps, count, 'updates were lost or doubled');
  note(`taps while ${scripts} scripts are reloaded, committed`, (flowed.length * RATE * SECONDS * 1000) / flowed.reduce((sum, { ms }) => sum + ms, 0), '/s');
  note('  lost or doubled', count - steps, '', { most: 1 });
  note('without a reload a turn waited, at most', most(tried, 'before'), 'ms');
  note(`trial of ${scripts} scripts in its process (the longest of ${ROUNDS})`, most(tried, 'ms'), 'ms');
  note('  the loop stood still, at most', most(tried, 'stall'), 'ms');
  note('  a turn waited, at most', most(tried, 'waited'), 'ms', { most: 20 });
  note('from "put live" to live (the longest)', most(live, 'ms'), 'ms', { most: 300 });
  note('  the loop stood still, at most', most(live, 'stall'), 'ms');
  note('  a turn waited, at most', most(live, 'waited'), 'ms', { most: 20 });
  noteTimes('tap to answer, without a reload', quiet.answer_us);
  noteTimes('tap to answer, around a reload', flowed.at(-1).answer_us);
  await world.remove();
  await rm(folder, { recursive: true });
}
