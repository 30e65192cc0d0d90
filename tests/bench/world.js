// A world of two processes, as with the real Telegram: the local one (`bylina sandbox`) and the engine
// (`bylina run` with a token), with the game of tests/e2e/hall. The crowd plays inside the local
// Telegram, so that nothing but these two is on the machine's cores.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Bylina, HALL, TOKEN } from '../e2e/bylina.js';
import { POSTGRES, order } from '../e2e/database.js';
import { progress } from './table.js';

const BUTTON = 'Шагнуть';
const WAIT_S = 2;

export const BOT = Number(TOKEN.split(':')[0]);

export class World {
  static async make() {
    const world = new World();
    world.telegram = await Bylina.make();
    await world.telegram.start('sandbox');
    world.engine = await Bylina.make({ game: HALL });
    world.file = join(world.engine.folder, 'world.db');
    if (POSTGRES) { // the tests' server does without
      await order(world.engine.database, 'ALTER SYSTEM SET fsync = on');
      await order(world.engine.database, 'SELECT pg_reload_conf()');
    }
    return world;
  }

  /** Starts the engine (with more settings); gives the milliseconds from exec to all lanes running. */
  async start(more = {}) {
    const began = performance.now();
    await this.engine.start('run', {
      BOT_TOKEN: TOKEN, BOT_API_URL: this.telegram.address, BOT_RATE: '0', SUPERVISE: 'no',
      HTTP_LISTEN: '127.0.0.1:0', ...more,
    }, /turn +loaded/);
    return performance.now() - began;
  }

  async stop() {
    assert.equal((await this.engine.stop()).code, 0, this.engine.log.slice(-3000));
    return this.engine.log;
  }

  async kill() {
    await this.engine.stop('SIGKILL');
  }

  async remove() {
    await this.engine.remove();
    await this.telegram.remove();
  }

  /** A crowd begins to play: see docs/local-telegram.md. */
  begin(crowd) {
    return this.telegram.control('crowd', { button: BUTTON, ...crowd });
  }

  /** The same, and waits for its end. */
  async play(crowd, what = 'players at work') {
    let seen = await this.begin(crowd);
    while (seen.playing) {
      progress(`${what}: ${seen.updates} updates, ${seen.playing} players play`);
      seen = await this.telegram.control(`crowd?timeout=${WAIT_S}`);
    }
    assert.equal(seen.refused, 0, 'good taps were refused');
    return seen;
  }

  async endCrowd() {
    const answer = await fetch(`${this.telegram.address}/control/crowd`, { method: 'DELETE' });
    return answer.json();
  }

  /** How many calls the bot has made, without getUpdates. */
  async calls() {
    const { calls } = await this.telegram.control('calls?limit=1');
    return calls[0]?.n ?? 0;
  }

  /** Runs SQL on the database; gives the lines of its answer. */
  async sql(text) {
    if (POSTGRES) {
      return (await order(this.engine.database, text)).split('\n').filter(Boolean);
    }
    return new Promise((done, fail) => {
      const child = execFile('sqlite3', ['-cmd', '.timeout 30000', this.file], (error, out) =>
        (error ? fail(error) : done(out.split('\n').filter(Boolean))));
      child.stdin.end(text);
    });
  }

  async count(from) {
    return Number((await this.sql(`SELECT count(*) FROM ${from};`))[0]);
  }

  /** Waits until there are no rows there; looks each `every` milliseconds. */
  async empties(from, what, every = 500) {
    for (let left = await this.count(from); left; left = await this.count(from)) {
      progress(`${what}: ${left} left`);
      await new Promise((done) => setTimeout(done, every));
    }
  }

  memory(field) {
    return memory(this.engine.child.pid, field);
  }
}

/** MiB of a process: VmRSS, VmHWM. */
export async function memory(pid, field) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)[1]) / 1024;
}

/** Milliseconds of a processor that the server under test has used; 0 without one. */
export async function serverCpu() {
  if (!POSTGRES) {
    return 0;
  }
  const [pid] = (await readFile(join(process.env.BYLINA_TEST_POSTGRES_DATA, 'postmaster.pid'), 'utf8')).split('\n');
  const below = (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).split(' ').filter(Boolean);
  const all = await Promise.all([pid, ...below].map((one) => cpu(one).catch(() => 0)));
  return all.reduce((sum, one) => sum + one, 0);
}

/** Milliseconds of a processor that a process has used. */
export async function cpu(pid) {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

export async function timed(job) {
  const began = performance.now();
  await job();
  return performance.now() - began;
}
