// Four processes over one database (SQLite, or PostgreSQL with BYLINA_DATABASE=postgres), fifty waiting
// players in each: one call for the same unseen sword; and if the process that has made it is killed in
// mid-call, one more. With Redis, who waits for another's text hears of it; without, he looks each second.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, afterEach, test } from 'node:test';
import { Standin } from '../gemini/standin.js';
import { Redis } from '../servers/redis.js';
import { ROOT } from './bylina.js';
import { closes } from './closing.js';
import { POSTGRES, dropDatabase, makeDatabase } from './database.js';
import { PATIENCE_MS } from './patience.js';

const WORKER = join(ROOT, 'build/dev/lore_worker');
const PROCESSES = 4;
const WAITERS = 50;
const NEVER_MS = 600_000; // so long nobody takes a call over, however slow the machine
const SOON_MS = 4000;

let gemini;
let folder;
let database;
let workers;

class Worker {
  constructor(at, lease, redis) {
    this.key = `worker-${at}`;
    this.said = '';
    this.child = spawn(WORKER, [database, at === 0 ? 'owner' : 'beside', gemini.url, this.key,
      'item.en.sword', String(WAITERS), String(lease), ...redis]);
    this.child.stdout.on('data', (data) => {
      this.said += data;
      if (/^news 0$/m.test(this.said)) this.told ??= performance.now();
      this.heard?.();
    });
    this.child.stderr.on('data', (data) => (this.said += data));
    this.ended = new Promise((done) => this.child.on('close', (code, signal) => {
      this.over = true;
      this.heard?.();
      done({ code, signal });
    }));
  }

  /** Waits for a line, and gives its match. */
  async says(words) {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const found = this.said.match(words);
      if (found) return found;
      assert.ok(!this.over && Date.now() < deadline, `${this.key} never says ${words}:\n${this.said}`);
      await new Promise((done) => {
        const timer = setTimeout(done, 1000);
        this.heard = () => {
          clearTimeout(timer);
          done();
        };
      });
    }
  }

  go() {
    this.child.stdin.write('go\n');
  }

  async stop() {
    this.child.stdin.end();
    const { code, signal } = await this.ended;
    assert.ok(code === 0 || signal === 'SIGKILL', `${this.key} ended with ${code}:\n${this.said}`);
  }
}

before(async () => {
  assert.ok(existsSync(WORKER), `${WORKER} is not built`);
  gemini = await Standin.open();
});

after(() => gemini?.close());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bylina-many-'));
  database = POSTGRES ? await makeDatabase() : `sqlite:${join(folder, 'world.db')}`;
  gemini.reset();
  workers = [];
});

afterEach(async () => {
  for (const worker of workers) await worker.stop();
  await rm(folder, { recursive: true });
  if (POSTGRES) await dropDatabase(database);
});

/** All want the text, and one asks for it, who holds it for `lease`: gives that one, when all others have found
 *  it claimed. */
async function contend(lease, ...redis) {
  for (let at = 0; at < PROCESSES; at += 1) {
    workers.push(new Worker(at, lease, redis));
    if (at === 0) await workers[0].says(/^ready$/m); // it makes the world
  }
  for (const worker of workers) await worker.says(/^ready$/m);
  for (const worker of workers) worker.go();
  await gemini.came(1);
  const claimant = workers.find((one) => one.key === gemini.calls[0].headers['x-goog-api-key']);
  for (const worker of workers) {
    if (worker !== claimant) await worker.says(/^waits$/m);
  }
  return claimant;
}

test('two hundred players in four processes: exactly one call, and all get the text', async () => {
  gemini.hold();
  await contend(NEVER_MS);
  gemini.release();
  const texts = new Set();
  for (const worker of workers) {
    const [, count, body] = await worker.says(/^got (\d+) (.*)$/m);
    assert.equal(Number(count), WAITERS);
    texts.add(body);
  }
  assert.equal(texts.size, 1);
  assert.equal(gemini.calls.length, 1);
});

test('the claimant is killed in mid-call: at most two calls, and everyone else gets the text', async () => {
  gemini.hold();
  const claimant = await contend(SOON_MS);
  claimant.child.kill('SIGKILL');
  await claimant.ended;
  gemini.release();
  for (const worker of workers) {
    if (worker !== claimant) assert.equal(Number((await worker.says(/^got (\d+) /m))[1]), WAITERS);
  }
  assert.equal(gemini.calls.length, 2);
});

/** The text comes to all, and is told how much later than to the process that has written it. */
async function delays(t, words, ...redis) {
  gemini.hold();
  const claimant = await contend(NEVER_MS, ...redis);
  gemini.release();
  for (const worker of workers) await worker.says(/^news 0$/m);
  const others = workers.filter((one) => one !== claimant);
  const late = others.map((one) => Math.round(one.told - claimant.told));
  t.diagnostic(`${words}: the others have the text ${late.join(', ')} ms after the one who wrote it`);
  return others;
}

test('without Redis who waits for it looks each second', async (t) => {
  for (const worker of await delays(t, 'without Redis')) assert.doesNotMatch(worker.said, /^heard/m);
});

test('with Redis who waits for it hears of it', async (t) => {
  const redis = closes(t, await Redis.open());
  for (const worker of await delays(t, 'with Redis', redis.url)) await worker.says(/^heard item\.en\.sword$/m);
});
