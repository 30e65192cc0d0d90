// A fair that is played by a crowd while its engine dies and what it stands on fails: what the tests of
// that share. closeAll() closes what was opened.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { Bylina, TOKEN } from './bylina.js';
import { closeThings } from './closing.js';
import { ask, number } from './database.js';
import { FAIR, Fair, chance, sleep } from './fairgoers.js';
import { checkBooks } from './ledger.js';
import { PATIENCE_MS } from './patience.js';

export const CONNECTED = /connected to Telegram/;
const PACE_MS = 3000;
const STILL_MS = PATIENCE_MS; // without any progress
const open = [];

/** Things with close() or remove(), to be closed in the end. */
export function toClose(...things) {
  open.push(...things);
}

export function closeAll() {
  return closeThings(open);
}

/** A local Telegram, an engine in front of it, and a fair of players who are not playing yet. database:
 *  what the books are read from, if the engine's own address is another. */
export async function world({ players, seed, pace = PACE_MS, telegramEnv = {}, shaky = false, database }) {
  const telegram = await Bylina.make({ game: FAIR });
  const engine = await Bylina.make({ game: FAIR, database });
  const env = { BOT_TOKEN: TOKEN, BOT_API_URL: telegram.address, BOT_RATE: '0' };
  open.push(telegram, engine);
  await telegram.start('sandbox', telegramEnv);
  const fair = new Fair(telegram.address, { seed, pace, shaky });
  open.push(fair);
  const made = { telegram, engine, env, fair, path: database?.books ?? engine.database, seed, rng: chance(seed), telegramEnv };
  made.join = () => fair.join(players);
  made.run = (more = {}) => engine.start('run', { ...env, ...more }, CONNECTED);
  return made;
}

function childrenOf(pid) {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
      readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number));
  } catch {
    return [];
  }
}

/** The process and all below it that the test has started, the innermost last. */
export function family(pid) {
  return [pid, ...childrenOf(pid).flatMap(family)];
}

export function kill(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    assert.equal(error.code, 'ESRCH');
  }
}

/** Kills the engine: its supervisor, the engine below it (which then is started again), or both. */
export async function dies({ engine, run }, how) {
  const [parent, ...below] = family(engine.child.pid);
  if (how === 'engine' && below.length) {
    engine.past += engine.log;
    engine.log = '';
    kill(below.at(-1));
    await engine.says(CONNECTED);
    return;
  }
  [parent, ...(how === 'both' ? below : [])].forEach(kill);
  await engine.ended; // its output is closed: nothing of it is left
  await run();
}

export async function diesEarly({ engine, run, rng }) {
  family(engine.child.pid).forEach(kill);
  await engine.ended;
  const started = run().catch(() => {});
  await sleep(rng() * 400);
  family(engine.child.pid).forEach(kill);
  await engine.ended;
  await started;
  await run();
}

/** Waits until the engine has nothing left to do for what the players did; fails if it stands still. */
export async function settled({ path, fair, engine }) {
  const made = new Set(fair.updates).size;
  const left = `SELECT (SELECT count(*) FROM inbox) AS inbox,
    (SELECT count(*) FROM outbox WHERE state < 2) AS outbox,
    (SELECT count(*) FROM slots WHERE shown < version OR in_doubt = 1) AS slots,
    (SELECT coalesce(sum(last - first + 1), 0) FROM seen) AS seen`;
  let before = '';
  let deadline = 0;
  for (;;) {
    const [rows] = await ask(path, left);
    if (rows.inbox + rows.outbox + rows.slots === 0 && rows.seen >= made) {
      return;
    }
    const now = JSON.stringify(rows);
    if (now !== before) {
      deadline = Date.now() + STILL_MS;
      before = now;
    }
    assert.ok(Date.now() < deadline, `it stands still: ${now}, ${made} updates were made\n${engine.log.slice(-3000)}`);
    await sleep(200);
  }
}

export async function ends(world, t, options) {
  const began = performance.now();
  await world.fair.stop();
  await settled(world);
  t.diagnostic(`settled after ${Math.round(performance.now() - began)} ms`);
  const end = await world.engine.stop();
  assert.equal(end.code, 0, `it should stop cleanly:\n${world.engine.log.slice(-3000)}`);
  const { findings, figures } = await checkBooks(world.path, world.fair, options);
  t.diagnostic(`seed ${world.seed}: ${Object.entries(figures).map(([what, n]) => `${n} ${what}`).join(', ')}`);
  assert.deepEqual(findings, [], `seed ${world.seed}`);
}

/** Whether a promise resolves in that time. */
export async function within(ms, promise) {
  let timer;
  const late = new Promise((done) => {
    timer = setTimeout(() => done(false), ms);
  });
  try {
    return await Promise.race([promise.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Waits until so many updates were seen; fails if there come none for long. */
export async function settledTo({ path, engine }, count) {
  let before = -1;
  let deadline = 0;
  for (;;) {
    const seen = await number(path, 'SELECT coalesce(sum(last - first + 1), 0) FROM seen');
    if (seen >= count) {
      return;
    }
    if (seen > before) {
      deadline = Date.now() + STILL_MS;
      before = seen;
    }
    assert.ok(Date.now() < deadline, `it does not go on at ${seen} of ${count}:\n${engine.log.slice(-3000)}`);
    await sleep(100);
  }
}
