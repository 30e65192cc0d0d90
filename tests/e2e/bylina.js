// The real binary under test: each Bylina has a folder of its own with database, journal and, if a test
// wants to change them, copies of scripts/ and content/. Servers listen on loopback, on any free port.
//
// BYLINA_BIN names the binary (build/dev/bylina if absent).
import { spawn } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../..');
export const BINARY = process.env.BYLINA_BIN ?? join(ROOT, 'build/dev/bylina');
const READY_MS = 30_000;

/** A port that is free now. */
export function freePort() {
  return new Promise((done, fail) => {
    const server = createServer();
    server.on('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

/** Runs the binary to its end: { code, out, err }. */
export function runOnce(args, { env = {}, cwd = ROOT, timeout = READY_MS } = {}) {
  return new Promise((done) => {
    const child = spawn(BINARY, args, { cwd, env: { ...cleanEnv(), ...env } });
    let out = '';
    let err = '';
    child.stdout.on('data', (data) => (out += data));
    child.stderr.on('data', (data) => (err += data));
    const timer = setTimeout(() => child.kill('SIGKILL'), timeout);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      done({ code, signal, out, err });
    });
  });
}

// What the machine's own environment says of a bot must not reach a test.
function cleanEnv() {
  const env = { ...process.env };
  for (const name of Object.keys(env)) {
    if (/^(BOT_|WEBHOOK_|DATABASE_|REDIS_|GEMINI_|HTTP_|SCRIPTS_|CONTENT_|LOG_|LOCAL_)/.test(name)) {
      delete env[name];
    }
  }
  return env;
}

export class Bylina {
  static async make({ copyGame = false } = {}) {
    const folder = await mkdtemp(join(tmpdir(), 'bylina-'));
    const made = new Bylina(folder, await freePort());
    if (copyGame) {
      await cp(join(ROOT, 'scripts'), made.scripts, { recursive: true });
      await cp(join(ROOT, 'content'), made.content, { recursive: true });
    } else {
      made.scripts = join(ROOT, 'scripts');
      made.content = join(ROOT, 'content');
    }
    return made;
  }

  constructor(folder, port) {
    this.folder = folder;
    this.port = port;
    this.scripts = join(folder, 'scripts');
    this.content = join(folder, 'content');
    this.address = `http://127.0.0.1:${port}`;
    this.log = '';
  }

  env(more = {}) {
    return {
      ...cleanEnv(),
      HTTP_LISTEN: `127.0.0.1:${this.port}`,
      DATABASE_URL: `sqlite:${join(this.folder, 'world.db')}`,
      SCRIPTS_DIR: this.scripts,
      CONTENT_DIR: this.content,
      ...more,
    };
  }

  /** Starts `bylina COMMAND` and waits until it says that it is open. */
  start(command = 'run', more = {}, ready = /is open/) {
    this.child = spawn(BINARY, [command], { cwd: this.folder, env: this.env(more) });
    this.ended = new Promise((done) => this.child.on('close', (code, signal) => done({ code, signal })));
    return new Promise((done, fail) => {
      const timer = setTimeout(() => fail(new Error(`not open in time:\n${this.log}`)), READY_MS);
      const listen = (data) => {
        this.log += data;
        if (ready.test(this.log)) {
          clearTimeout(timer);
          done(this);
        }
      };
      this.child.stderr.on('data', listen);
      this.child.stdout.on('data', listen);
      this.ended.then((end) => {
        clearTimeout(timer);
        fail(new Error(`ended at the start (${JSON.stringify(end)}):\n${this.log}`));
      });
    });
  }

  /** Asks it to stop and waits for the end: { code, signal }. */
  async stop(signal = 'SIGTERM') {
    const log = this.log;
    this.child.kill(signal);
    const end = await this.ended;
    this.log = log.length > 200_000 ? '' : this.log;
    return end;
  }

  async restart(more = {}) {
    await this.stop();
    this.log = '';
    return this.start('run', more);
  }

  async remove() {
    if (this.child && this.child.exitCode === null && this.child.signalCode === null) {
      await this.stop('SIGKILL');
    }
    await rm(this.folder, { recursive: true, force: true });
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
