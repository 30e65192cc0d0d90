// The real binary under test: each Bylina has a folder of its own with database, journal and, if a test
// wants to change them, copies of scripts/ and content/. Servers listen on loopback, on any free port.
//
// BYLINA_BIN names the binary (build/dev/bylina if absent). Whatever a binary under test says is looked
// through at its end: no token, no finding of a sanitizer, no assertion that failed.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { POSTGRES, REDIS, dropDatabase, makeDatabase } from './database.js';
import { PATIENCE_MS } from './patience.js';

const HERE = dirname(fileURLToPath(import.meta.url));
export const ROOT = resolve(HERE, '../..');
export const BINARY = process.env.BYLINA_BIN ?? join(ROOT, 'build/dev/bylina');
export const HALL = join(HERE, 'hall');
export const MANOR = join(HERE, 'manor');
export const TOKEN = '4200000001:AAtests-only-this-is-a-secret-0123456789';
const LOOK_MS = 50;
const PORTS = { first: 10_240, count: 22_400, each: 32 }; // each: a process its own
/** How rm() removes a folder in which somebody may still write a last word. */
export const REMOVED = { recursive: true, force: true, maxRetries: 20, retryDelay: 100 };
const NEVER_SAID = ['AAtests-only', 'needs-no-secr', 'Sanitizer', 'runtime error:', 'Assertion'];

let ports = 0;

function isFree(port) {
  return new Promise((done) => {
    const server = createServer();
    server.on('error', () => done(false));
    server.listen(port, '127.0.0.1', () => server.close(() => done(true)));
  });
}

/** A port that is free now, and stays so while nobody listens: below those that the system gives to whoever
 *  connects, and not where another process of the tests begins to look. */
export async function freePort() {
  for (let tries = 0; tries < PORTS.count; tries += 1) {
    const port = PORTS.first + (process.pid * 97 * PORTS.each + ports) % PORTS.count;
    ports += 1;
    if (await isFree(port)) {
      return port;
    }
  }
  return assert.fail('no port is free');
}

/** Runs the binary to its end: { code, out, err }. */
export function runOnce(args, { env = {}, cwd = ROOT, timeout = 2 * PATIENCE_MS } = {}) {
  return new Promise((done) => {
    const child = spawn(BINARY, args, { cwd, env: { ...cleanEnv(), ...env } });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (data) => (out += data));
    child.stderr.setEncoding('utf8').on('data', (data) => (err += data));
    const timer = setTimeout(() => child.kill('SIGKILL'), timeout);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      checkSaid(out + err);
      done({ code, signal, out, err });
    });
  });
}

/** Nothing secret and nothing of a crash is in what a binary said. */
export function checkSaid(said) {
  for (const words of NEVER_SAID) {
    const at = said.indexOf(words);
    assert.ok(at < 0, `the log says "${words}":\n${said.slice(Math.max(0, at - 500), at + 3000)}`);
  }
}

// What the machine's own environment says of a bot must not reach a test.
function cleanEnv() {
  const env = { ...process.env };
  for (const name of Object.keys(env)) {
    if (/^(BOT_|WEBHOOK_|DATABASE_|MIGRATE|REDIS_|GEMINI_|HTTP_|SCRIPTS_|CONTENT_|LOG_|LOCAL_|CACHE_|SUPERVISE|WATCHDOG_|WATCH_|REHEARSE_|CANDIDATE_|NOTIFY_)/.test(name)) {
      delete env[name];
    }
  }
  return env;
}

export class Bylina {
  /** `game`: a folder with scripts/ and content/ (the game itself if absent); `copyGame`: a copy of it
   *  in the own folder, to be changed; `database`: { url }, where it is not the test's to make. */
  static async make({ game = ROOT, copyGame = false, database } = {}) {
    const folder = await mkdtemp(join(tmpdir(), 'bylina-'));
    const made = new Bylina(folder, await freePort());
    if (database) {
      made.database = database.url;
    } else if (POSTGRES) {
      made.database = made.own = await makeDatabase();
    }
    for (const part of ['scripts', 'content']) {
      if (copyGame || (game === ROOT && part === 'content')) {
        await cp(join(game, part), made[part], { recursive: true });
      } else {
        made[part] = join(game, part);
      }
    }
    if (game === ROOT) { // a test plays faster than any player
      await writeFile(join(made.content, 'limits.lua'), 'return { spam = false }\n');
    }
    return made;
  }

  constructor(folder, port) {
    this.folder = folder;
    this.port = port;
    this.database = join(folder, 'world.db'); // or the address of a server's
    this.scripts = join(folder, 'scripts');
    this.content = join(folder, 'content');
    this.address = `http://127.0.0.1:${port}`;
    this.log = ''; // since the last start
    this.past = ''; // before it
  }

  env(more = {}) {
    return {
      ...cleanEnv(),
      HTTP_LISTEN: `127.0.0.1:${this.port}`,
      ...(/^postgres/.test(this.database) ? { DATABASE_URL: this.database, MIGRATE: 'auto' } : { DATABASE_URL: `sqlite:${this.database}` }),
      ...(REDIS ? { REDIS_URL: REDIS } : {}),
      SCRIPTS_DIR: this.scripts,
      CONTENT_DIR: this.content,
      ...more,
    };
  }

  /** Starts `bylina COMMAND` (a word, or a list of words) and waits until it says that it is open. */
  start(command = 'run', more = {}, ready = /is open/) {
    this.past += this.log;
    this.log = '';
    this.child = spawn(BINARY, [command].flat(), { cwd: this.folder, env: this.env(more) });
    this.ended = new Promise((done) => this.child.on('close', (code, signal) => done({ code, signal })));
    return new Promise((done, fail) => {
      const timer = setTimeout(() => fail(new Error(`not open in time:\n${this.log}`)), PATIENCE_MS);
      const listen = (data) => {
        this.log += data;
        this.onLog?.();
        if (ready.test(this.log)) {
          clearTimeout(timer);
          done(this);
        }
      };
      this.child.stderr.setEncoding('utf8').on('data', listen);
      this.child.stdout.setEncoding('utf8').on('data', listen);
      this.ended.then((end) => {
        clearTimeout(timer);
        fail(new Error(`ended at the start (${JSON.stringify(end)}):\n${this.log}`));
      });
    });
  }

  /** Asks it to stop and waits for the end: { code, signal }. */
  stop(signal = 'SIGTERM') {
    this.child.kill(signal);
    return this.ended;
  }

  /** Waits until its log has these words, and gives their line, which is whole. */
  async says(words) {
    const line = () => this.log.split('\n').slice(0, -1).find((one) => words.test(one));
    await this.until(line, words);
    return line();
  }

  /** Waits until its log, or what it keeps elsewhere, fits: looks at each word of the log and every LOOK_MS. */
  async until(fits, what) {
    const deadline = Date.now() + PATIENCE_MS;
    while (!fits()) {
      const left = deadline - Date.now();
      assert.ok(left > 0, `in vain waited for ${what}; its log:\n${this.log}`);
      await new Promise((done) => {
        const timer = setTimeout(done, Math.min(left, LOOK_MS));
        this.onLog = () => {
          clearTimeout(timer);
          done();
        };
      });
    }
    this.onLog = undefined;
  }

  /** The end of a test: stops what still runs, looks through the log, removes the folder. */
  async remove() {
    const runs = this.child && this.child.exitCode === null && this.child.signalCode === null;
    const end = runs ? await this.stop() : undefined;
    await rm(this.folder, REMOVED);
    if (this.own) {
      await dropDatabase(this.own);
    }
    if (end) {
      assert.equal(end.code, 0, `it should stop cleanly:\n${this.log.slice(-3000)}`);
    }
    checkSaid(this.past + this.log);
  }

  /** A figure of /metrics: its name, with its labels if it has any. */
  async figure(name) {
    const text = await (await fetch(`${this.address}/metrics`)).text();
    const line = text.split('\n').find((one) => one.startsWith(`${name} `));
    assert.ok(line, `there is no figure ${name}`);
    return Number(line.slice(name.length + 1));
  }

  /** A call of the control API; a body makes it a POST. */
  async control(path, body) {
    const answer = await fetch(`${this.address}/control/${path}`, body === undefined ? {} : {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const value = await answer.json();
    if (!value.ok) {
      throw new Error(`${path}: ${value.error}`);
    }
    return value;
  }
}
