// Nothing is lost and nothing happens twice, with the real binary, the real SQLite file and the local
// Telegram as a process of its own: 500 players trade, train, duel and type, never waiting for the
// engine, while it is killed (kill -9) 50 times at moments of chance; while its disk fills up; while the
// local Telegram is restarted; while that has a bad day. Then the books are checked (ledger.js).
//
// KILL_ROUNDS and KILL_PLAYERS make it longer; KILL_SEED repeats the choices (not the timing).
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './bylina.js';
import { NO_FILE } from './database.js';
import { closeAll, dies, diesEarly, ends, family, kill, settledTo, toClose, world as makeWorld } from './fairworld.js';
import { sleep } from './fairgoers.js';
import { LIMIT } from './patience.js';

const ROUNDS = Number(process.env.KILL_ROUNDS ?? 50);
const PLAYERS = Number(process.env.KILL_PLAYERS ?? 500);
const SEED = Number(process.env.KILL_SEED ?? Date.now() % 1_000_000);
const LIVES_MS = 900; // at most, between its start and its death
const EARLY = 0.15; // of all deaths: before it is ready
const FEW = Math.ceil(PLAYERS / 5); // players of the other scenes
const FULL = /disk is full/;
const world = (options) => makeWorld({ seed: SEED, ...options });

after(closeAll);

test(`${PLAYERS} players, kill -9 ${ROUNDS} times`, { timeout: LIMIT.timeout + ROUNDS * 20_000 }, async (t) => {
  const here = await world({ players: PLAYERS });
  const { rng, fair } = here;
  const resumed = [];
  await here.run();
  await here.join();
  fair.start();
  let deaths = 0;
  for (let round = 0; round < ROUNDS; round++) {
    await sleep(rng() * LIVES_MS);
    const began = performance.now();
    const draw = rng();
    if (draw < EARLY) {
      await diesEarly(here);
      deaths += 2;
    } else {
      await dies(here, draw < 0.5 ? 'engine' : draw < 0.75 ? 'both' : 'parent');
      deaths += 1;
      resumed.push(performance.now() - began);
    }
  }
  resumed.sort((a, b) => a - b);
  t.diagnostic(`${deaths} deaths; from a kill to the next "connected": median ${Math.round(resumed[resumed.length >> 1])} ms, longest ${Math.round(resumed.at(-1))} ms`);
  await ends(here, t, { kills: deaths });
});

/** A folder on a disk of its own of a few megabytes; undefined where it cannot be made. */
function smallDisk(folder, megabytes) {
  mkdirSync(folder);
  const made = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]);
  if (made.status !== 0) {
    return undefined;
  }
  toClose({ close: () => assert.equal(spawnSync('umount', ['-l', folder]).status, 0) });
  const ballast = join(folder, 'ballast');
  return {
    fill() {
      const file = openSync(ballast, 'a');
      for (let size = 1 << 20; size >= 1;) {
        try {
          writeSync(file, Buffer.alloc(size));
        } catch {
          size >>= 1;
        }
      }
      closeSync(file);
    },
    free: () => rmSync(ballast, { force: true }),
  };
}

test(`${FEW} players, the disk fills up twice`, { ...LIMIT, skip: NO_FILE }, async (t) => {
  const here = await world({ players: FEW, pace: 800 });
  const folder = join(here.engine.folder, 'disk');
  const disk = smallDisk(folder, 64);
  if (!disk) {
    console.error('NOT TESTED: a full disk. It needs a small tmpfs, and mounting one needs root.');
    t.skip('mounting a tmpfs needs root');
    return;
  }
  const { fair, engine } = here;
  here.path = join(folder, 'world.db');
  here.env.DATABASE_URL = `sqlite:${here.path}`;
  await here.run();
  await here.join();
  fair.start();
  await sleep(2000);
  disk.fill();
  await engine.says(FULL);
  await sleep(2000);
  const before = fair.updates.length;
  disk.free(); // it goes on by itself
  await settledTo(here, before);

  disk.fill();
  await sleep(3000);
  family(engine.child.pid).forEach(kill);
  await engine.ended;
  const again = await here.run().then(() => 'runs', (error) => error.message);
  assert.match(again, /^runs$|disk is full/, 'with a full disk it starts, or says why not');
  disk.free();
  if (again !== 'runs') {
    await here.run();
  }
  await sleep(1000);
  await ends(here, t, { kills: 2 });
});

test(`${FEW} players, the local Telegram restarted under them`, LIMIT, async (t) => {
  const here = await world({ players: FEW, pace: 800, shaky: true });
  const { telegram, fair } = here;
  await telegram.stop();
  here.telegramEnv.LOCAL_TELEGRAM_JOURNAL = join(telegram.folder, 'journal');
  await telegram.start('sandbox', here.telegramEnv);
  await here.run();
  await here.join();
  fair.start();
  await sleep(3000);
  for (const signal of ['SIGTERM', 'SIGKILL', 'SIGKILL', 'SIGTERM', 'SIGKILL']) {
    fair.away();
    await telegram.stop(signal);
    await sleep(300 * here.rng());
    await telegram.start('sandbox', here.telegramEnv);
    await fair.listenAgain();
    await sleep(1500 + 1000 * here.rng());
  }
  await ends(here, t);
});

test(`${FEW} players, Telegram has a bad day`, LIMIT, async (t) => {
  const scenario = join(ROOT, 'engine/sandbox/web/scenarios/chaos.json');
  const here = await world({ players: FEW, pace: 2500, telegramEnv: { LOCAL_TELEGRAM_SCENARIO: scenario } });
  const { fair, rng } = here;
  fair.strange = true; // taps come again under new ids
  await here.run();
  await here.join();
  fair.start();
  for (let round = 0; round < 5; round++) {
    await sleep(2000 + 1000 * rng());
    await dies(here, rng() < 0.5 ? 'engine' : 'both');
  }
  await ends(here, t);
});
